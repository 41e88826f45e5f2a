"""Plays a story over HTTP: each step by its own person, at its civil time, on a case whose clock is moved forward."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import httpx
from temporalio.service import RPCError

from activities.reminding import Digested
from api.catalogue import OPENINGS
from demo.household import Household, as_person
from demo.story import Shown, Step, Story, paper
from desk.references import references, resolve
from domain.canonical import sha256
from domain.case.case import case_id
from domain.case.documents import Documents
from engine.timeskipping import fast_forward
from workflows.reminding import OverdueReminder, ReminderInput

READER = "supervisor-wu"
"""Reads every case of the agencies that the supervising office supervises."""
DOCUMENT_SECONDS = 90.0
"""A killed worker's try at making them is given up after seconds without a sign of life, and made again."""
TRIES = 120
PAUSE = 0.5
"""A request is sent again, with the same key, while something is away."""

Sending = Awaitable[httpx.Response]
Around = Callable[[Sending], Sending]
"""What is done while a move is on its way."""


class StoryFailed(Exception):
    """A step did not go as the story says; names case, step and why, and no party."""

    def __init__(self, story: Story, step: Step, why: str) -> None:
        super().__init__(f"案件 {story.number} {step.at:%Y-%m-%d %H:%M} {step.move}：{why}")


@dataclass(frozen=True)
class Refusal:
    """A step that was refused, with every obstacle."""

    step: Step
    obstacles: tuple[dict[str, Any], ...]


@dataclass
class Played:
    """What came of a story so far."""

    story: Story
    receipts: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def position(self) -> int:
        return int(self.receipts[-1]["position"]) if self.receipts else 0

    @property
    def workflow_id(self) -> str:
        return case_id(self.story.agency, self.story.number)


class Player:
    """Plays one story, step by step."""

    def __init__(
        self,
        house: Household,
        story: Story,
        *,
        adopt: Callable[[Story], Awaitable[str]],
        around: dict[str, Around] | None = None,
    ) -> None:
        """Set the stage.

        Args:
            house: What runs.
            story: What is played.
            adopt: Adopts the story's holiday notice and returns the SHA-256 of the rules as they are then.
            around: By move: what is done while it is on its way.
        """
        self._house = house
        self._story = story
        self._adopt = adopt
        self._around = around or {}
        self._state: dict[str, Any] = {}
        self.played = Played(story)

    async def reach(self, step: Step) -> None:
        """Let the case come to a step: its clock, and what was ordered before."""
        if self.played.receipts:
            await self._forward(step.at)
            await self.settled(step)

    async def make(self, place: int, step: Step) -> None:
        """Make one step that is reached.

        Raises:
            StoryFailed: It did not go as the story says.
        """
        # What opens a case refers to none that is there; a case on paper refers to itself.
        body = step.body if step.move in OPENINGS else await self._body(place, step)
        sending = self._send(place, step, body)
        around = self._around.get(step.move)
        answer = await (around(sending) if around and not step.refused else sending)
        self._note(step, answer)
        if self.played.receipts:
            await self.settled(step)
        for shown in step.shows:
            await self._check(step, shown)

    async def settled(self, step: Step) -> None:
        """Wait until the documents that were ordered are there, and everything is recorded.

        Raises:
            StoryFailed: They do not come.
        """
        end = asyncio.get_running_loop().time() + DOCUMENT_SECONDS
        while True:
            answer = await self._get("", at_least=self.played.position)
            documents = Documents.model_validate(answer.json()["documents"])
            # While the register lags, the workflow answers, which is ahead of what will be held against it.
            recorded = answer.headers["X-Tingshu-Source"] == "register"
            if recorded and not any(d.pending for d in documents.all):
                return
            if asyncio.get_running_loop().time() > end:
                raise StoryFailed(self._story, step, "文书没有制作出来 · its documents were not made")
            await asyncio.sleep(0.05)

    async def remind(self, day: date) -> Digested:
        """Run the daily reminder for a day of the case's own time."""
        client, queue = self._house.client, self._house.settings.task_queue
        return await client.execute_workflow(
            OverdueReminder.run, ReminderInput(day=day), id=f"overdue-reminder-{day}", task_queue=queue
        )

    # What a step needs

    async def _forward(self, at: datetime) -> None:
        """Move the case's own clock to the civil time of a step, letting everything fall due on the way."""
        now = await self.now()
        if at > now:
            await self._patiently(lambda: fast_forward(self._house.client, self.played.workflow_id, at - now))

    async def now(self) -> datetime:
        """Return what the case takes for now."""
        handle = self._house.client.get_workflow_handle(self.played.workflow_id)
        now: str = await self._patiently(lambda: handle.query("now", rpc_timeout=timedelta(seconds=20)))
        return datetime.fromisoformat(now)

    async def _patiently(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Call the engine again while it is away."""
        for left in reversed(range(TRIES)):
            try:
                return await call()
            except RPCError:
                if not left:
                    raise
                await asyncio.sleep(PAUSE)
        raise AssertionError("the loop returns or raises")

    async def _body(self, place: int, step: Step) -> dict[str, Any]:
        if any(references(step.body)):
            self._state = (await self._get("", at_least=self.played.position)).json()
        wanted = {r.partition(":")[2] for r in references(step.body) if r.startswith("$upload:")}
        files = {name: await self._upload(place, step, name) for name in wanted}
        found = dict(self._state)
        if "$rulebook" in references(step.body):
            found["rulebook_now"] = await self._adopt(self._story)
        body: dict[str, Any] = resolve(step.body, found, files.__getitem__)
        return body

    async def _upload(self, place: int, step: Step, name: str) -> str:
        answer = await self._post(
            "/v1/documents",
            step.by,
            f"{self._story.number}-{place}-{sha256(name.encode())[:8]}",
            params={"name": f"{name}.txt"},
            content=paper(name),
            headers={"Content-Type": "text/plain"},
        )
        return str(answer.raise_for_status().json()["sha256"])

    # Over HTTP

    async def _send(self, place: int, step: Step, body: dict[str, Any]) -> httpx.Response:
        opening = OPENINGS.get(step.move)
        path = opening or f"{self._case}/moves/{step.move}"
        headers = {"X-Tingshu-Clock": step.at.isoformat()} if opening else {}
        return await self._post(path, step.by, f"{self._story.number}-{place}", json=body, headers=headers)

    async def _post(self, path: str, by: str, key: str, **request: Any) -> httpx.Response:
        headers = request.pop("headers", {}) | as_person(self._house, by) | {"Idempotency-Key": key}
        return await self._again(lambda: self._house.http.post(path, headers=headers, **request))

    async def _get(self, path: str, **params: Any) -> httpx.Response:
        where, headers = f"{self._case}{path}", as_person(self._house, READER)
        answer = await self._again(lambda: self._house.http.get(where, params=params, headers=headers))
        return answer.raise_for_status()

    async def _again(self, call: Callable[[], Sending]) -> httpx.Response:
        """Send the same again while API, engine or register is away: its key makes it the same move."""
        for left in reversed(range(TRIES)):
            try:
                answer = await call()
            except httpx.TransportError:
                if not left:
                    raise
            else:
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or not left:
                    return answer
            await asyncio.sleep(PAUSE)
        raise AssertionError("the loop returns or raises")

    @property
    def _case(self) -> str:
        return f"/v1/cases/{self._story.agency}/{self._story.number}"

    # What came of it

    def _note(self, step: Step, answer: httpx.Response) -> None:
        if answer.is_success and not step.refused:
            self.played.receipts.append(answer.json())
            return
        problem = answer.json()
        obstacles = tuple(problem.get("obstacles") or ({**problem},))
        codes = {o.get("code") for o in obstacles}
        if not step.refused:
            why = "；".join(o["why"]["zh"] for o in obstacles)
            raise StoryFailed(self._story, step, f"被拒绝 · refused: {why}")
        if step.refused not in codes:
            raise StoryFailed(
                self._story, step, f"应以 {step.refused} 拒绝 · not refused so, but {sorted(map(str, codes))}"
            )
        self.played.refusals.append(Refusal(step, obstacles))

    async def _check(self, step: Step, shown: Shown) -> None:
        """Hold a last day against what the story counted by hand."""
        await self._get("", at_least=self.played.position)
        found = (await self._get("/deadlines")).json()["items"]
        days = [d for d in found if d["term"] == shown.term and d.get("party") == shown.party]
        if not days or not shown.fits(days[-1]):
            raise StoryFailed(
                self._story, step, f"{shown.term}：应为 {shown.days}，实为 · should be, is {days[-1:]}"
            )
