"""A case played on the engine: moves through the desk, time moved forward, documents waited for."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle, WorkflowHistory
from temporalio.service import RPCError, RPCStatusCode

from demo.story import Step, Story, load, numbered, paper
from desk.clock import civil_now
from desk.errors import Barred
from desk.references import references, resolve
from desk.requests import Asked
from domain.case.case import Case, case_id
from domain.case.documents import Documents
from domain.case.journal import Entry
from domain.procedure import fold
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.receipts import Receipt
from engine.timeskipping import fast_forward
from register.journal import verify
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from tests.procedure.playing import EXAMPLES, Play, shanghai
from tests.workflows.bureau import Bureau
from workflows.messages import CaseState
from workflows.penalty_case import PenaltyCase

SECONDS = 20
SKIPPING = (
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED,
)
"""What a history holds only because somebody moved its clock."""
_numbers = count(1)


def told(name: str = "standard") -> Story:
    """Return a story of the examples under a number of its own."""
    story = numbered(load(EXAMPLES / f"{name}.json"), f"T-{next(_numbers)}")
    return story.model_copy(update={"steps": tuple(_recorded_by_an_officer(s) for s in story.steps)})


def _recorded_by_an_officer(step: Step) -> Step:
    """A party's own account is bound to one case number: what it said comes on paper here."""
    if not step.by.startswith("party-"):
        return step
    channel = {"channel": "paper"} if "channel" in step.body else {}
    return step.model_copy(update={"by": "officer-li", "body": {**step.body, **channel}})


async def until(true: Callable[[], Awaitable[Any]], seconds: float = SECONDS) -> Any:
    """Wait until something is so, and return it."""
    async with asyncio.timeout(seconds):
        while not (found := await true()):
            await asyncio.sleep(0.02)
        return found


class OnTheEngine:
    """One case as a workflow."""

    def __init__(self, work: Bureau, agency: str, number: str) -> None:
        self.work = work
        self.agency, self.number = agency, number
        self.receipts: list[Receipt] = []
        work.opened.append((agency, number))

    @property
    def id(self) -> str:
        return case_id(self.agency, self.number)

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        return self.work.client.get_workflow_handle(self.id)

    # Moves

    def asked(self, by: str, move: str, body: dict[str, Any], key: str = "") -> Asked:
        actor = self.work.directory.person(by)
        assert actor is not None, by
        return Asked(actor, move, body, key or f"key-{len(self.receipts)}")

    async def make(self, step: Step, key: str = "") -> Receipt:
        """Make a move of a story at its time."""
        await self.at(step.at)
        asked = self.asked(step.by, step.move, await self.resolved(step.body), key)
        receipt = await self.work.desk.perform(self.agency, self.number, asked)
        self.receipts.append(receipt)
        return receipt

    async def do(self, when: str | datetime, by: str, move: str, *, key: str = "", **body: Any) -> Receipt:
        at = shanghai(when) if isinstance(when, str) else when
        return await self.make(Step(at=at, by=by, move=move, body=body), key)

    async def codes(self, when: str | datetime, by: str, move: str, **body: Any) -> set[str]:
        """Ask for a move that must be refused; return why."""
        try:
            receipt = await self.do(when, by, move, **body)
        except Barred as barred:
            return {r.code for r in barred.refusals}
        raise AssertionError(f"not refused: {receipt}")

    async def play(self, steps: tuple[Step, ...], until: str = "") -> "OnTheEngine":
        """Make the moves of a story, each once the documents that were ordered before are there."""
        for step in steps:
            if step.move == until:
                break
            await self.settled()
            await self.make(step)
        return self

    async def resolved(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the body with what it refers to; that must be there first."""
        if not any(references(body)):
            return body
        await self.settled()
        found: dict[str, Any] = resolve(
            body, await self.state(), lambda name: self.work.store.put(paper(name))
        )
        return found

    # Time

    async def now(self) -> datetime:
        return await self.handle.query(PenaltyCase.now)

    async def at(self, when: str | datetime) -> None:
        """Let time pass until then; nothing happens when it is past already."""
        instant = shanghai(when) if isinstance(when, str) else when
        missing = instant - await self.now()
        if missing > timedelta():
            await fast_forward(self.work.client, self.id, missing)

    # What is true

    async def state(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.handle.query(PenaltyCase.state)
        return found

    async def entries(self) -> list[Entry]:
        """Return the journal, once the register has all that is true of the case."""
        state = await self.state()

        async def recorded() -> bool:
            return self.position >= int(state["position"])

        await until(recorded)
        return list(self.work.journals.entries(self.agency, self.number, until=state["position"]))

    async def is_known(self) -> bool:
        """Whether there is such a case, and it was opened."""
        try:
            return bool(await self.state())
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise

    async def gave_way(self) -> bool:
        """Whether the last run that the engine knows was overtaken by another, and ended with nothing said."""
        try:
            return await self.status() == "COMPLETED" and not await self.state()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise

    async def facts(self) -> list[str]:
        return [e.fact for e in await self.entries()]

    async def case(self) -> Case:
        return fold(await self.entries())

    async def deadline(self, term: str, party: int | None = None) -> Deadline:
        """Return the present deadline of a term."""
        found = [Deadline.model_validate(d) for d in await self.handle.query(PenaltyCase.deadlines)]
        return [d for d in found if (d.term, d.party) == (term, party)][-1]

    async def history(self, run: str = "") -> WorkflowHistory:
        handle = self.work.client.get_workflow_handle(self.id, run_id=run or None)
        return await handle.fetch_history()

    async def events(self) -> int:
        """Return how many events the case has once nothing is under way, but for those that time skipping writes."""

        async def quiet() -> bool:
            told = (await self.handle.describe()).raw_description
            return not told.pending_activities and not told.HasField("pending_workflow_task")

        await until(quiet)
        return sum(e.event_type not in SKIPPING for e in (await self.history()).events)

    async def status(self) -> str:
        described = await self.handle.describe()
        assert described.status is not None
        return described.status.name

    async def settled(self) -> int:
        """Wait until nothing that was ordered is missing and all is recorded; return the position."""

        async def still() -> int:
            state = await self.state()
            if any(d.pending for d in Documents.model_validate(state["documents"]).all):
                return 0
            position: int = state["position"]
            return position if self.position == position else 0

        return int(await until(still))

    @property
    def position(self) -> int:
        """How far the case is recorded."""
        return self.work.queries.position(self.agency, self.number)


async def opened(work: Bureau, story: Story) -> OnTheEngine:
    """Open a case through the desk at the story's own civil time."""
    case = OnTheEngine(work, story.agency, story.number)
    asked = case.asked(story.opening.by, "open_case", story.opening.body)
    case.receipts.append(await work.desk.open(asked, clock=story.opening.at))
    return case


async def resumed(work: Bureau, story: Story, until: str) -> OnTheEngine:
    """Start a case where the story stands before the first step of a move, played so far in memory.

    It comes into the engine as a case does that renews itself, and records all that is true at its first step.
    """
    ended = _played(story, until, timedelta())[-1].at
    state = CaseState.after(_played(story, until, ended - civil_now()), recorded=0)
    case = OnTheEngine(work, story.agency, story.number)
    await work.client.start_workflow(PenaltyCase.run, state, id=state.id, task_queue=work.task_queue)
    await case.settled()
    return case


def rest_of(story: Story, until: str) -> tuple[Step, ...]:
    """Return the steps from the first of a move on."""
    first = next(i for i, step in enumerate(story.steps) if step.move == until)
    return story.steps[first:]


def _played(story: Story, until: str, clock_offset: timedelta) -> tuple[Entry, ...]:
    play = Play()
    play.clock_offset = clock_offset
    for step in story.steps:
        if step.move == until:
            break
        if not step.refused:
            play.do(step.at, step.by, step.move, **step.body)
    return tuple(play.entries)


async def held_against_the_register(work: Bureau, agency: str, number: str) -> None:
    """Fold the register's journal again: journal, case and tables say the same, and the chain of hashes is whole.

    A run that another has overtaken may be the last that the engine knows: then the register alone has the case.
    """
    case = OnTheEngine(work, agency, number)
    known = await case.is_known()
    if not known and not await case.gave_way():
        assert work.journals.entries(agency, number) == ()
        return
    if known:
        await case.settled()
    stored = work.journals.entries(agency, number)
    rows = CaseProjection().rows(CaseProjection().fold(None, stored), stored[-1])
    projected = json.loads(rows.case["projection"])
    state = await case.state() if known else projected
    with work.database.reading() as connection:
        verified = verify(connection, agency, number)
    assert (verified.position, verified.head) == (state["position"], state["head"])
    assert Rebuilder(work.database, CaseProjection()).differences(agency, number) == ()
    assert state == projected
