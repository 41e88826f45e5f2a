"""A case whose procedure has ended goes on from the register: reopened, or for what a closed case still takes.

Its run has ended, or the engine has forgotten it; two ask at once, who asked is killed, or another was quicker: nothing is
doubled, and nothing is lost.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import Client
from temporalio.service import RPCError

from desk.access_log import AccessLog
from desk.clock import civil_now
from desk.engine_calls import EngineCalls
from desk.errors import Barred, EngineBehind, LookAgain, Unavailable
from desk.reading import Reading
from desk.requests import Asked
from domain.canonical import sha256
from domain.law.rulebook import DEFAULT_CALENDAR, rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from domain.procedure.receipts import Receipt
from installation.clocks import own_clocks
from installation.filling import Filling
from register.receipts import ReceiptBook
from settings import Settings
from tests.workflows.bureau import Away, Bureau
from tests.workflows.histories import replayed
from tests.workflows.playing import (
    OnTheEngine,
    held_against_the_register,
    opened,
    rest_of,
    resumed,
    told,
    until,
)
from tests.workflows.test_carried import _forget
from tests.workflows.test_renewal import run_of
from workflows.messages import CaseState, Envelope, Request

pytestmark = pytest.mark.engine

WHY = {"reason": "收到行政复议机关的意见，须重新核查"}
SCAN = sha256(b"scan")


async def closed(work: Bureau) -> OnTheEngine:
    work.store.put(b"scan")
    story = told()
    case = await resumed(work, story, until="close_case")
    await case.play(rest_of(story, "close_case"))
    await case.settled()
    return case


async def ended(work: Bureau) -> OnTheEngine:
    """Close a case, and let the last right in it be over: the lawsuit, on Tuesday 2026-12-15."""
    case = await closed(work)
    await case.at("2026-12-16T00:01")
    await until(lambda: _rests(case))
    return case


async def forgotten(work: Bureau) -> OnTheEngine:
    """The same, past the engine's retention."""
    case = await ended(work)
    execution = WorkflowExecution(workflow_id=case.id)
    request = DeleteWorkflowExecutionRequest(namespace=work.client.namespace, workflow_execution=execution)
    await work.client.workflow_service.delete_workflow_execution(request)
    await until(lambda: _gone(work.client, case), seconds=60)
    return case


async def _rests(case: OnTheEngine) -> bool:
    return await case.status() == "COMPLETED"


async def _gone(client: Client, case: OnTheEngine) -> bool:
    try:
        await case.handle.describe()
    except RPCError:
        return True
    return False


def lodged(case: OnTheEngine, key: str, on: str = "2026-12-14") -> Asked:
    body = {"party": 1, "kind": "lawsuit", "lodged_on": on, "organ": "示例区人民法院", "proof": SCAN}
    return case.asked("officer-li", "record_remedy", body, key)


def reopening(case: OnTheEngine, key: str = "reopen") -> Asked:
    return case.asked("head-chen", "reopen", WHY, key)


async def made(work: Bureau, case: OnTheEngine, asked: Asked) -> Receipt:
    return await work.desk.perform(case.agency, case.number, asked)


async def codes(work: Bureau, case: OnTheEngine, asked: Asked) -> set[str]:
    with pytest.raises(Barred) as refused:
        await made(work, case, asked)
    return {r.code for r in refused.value.refusals}


# A case whose workflow still runs


async def test_a_closed_case_that_still_runs_is_reopened_in_the_same_run(work: Bureau):
    case = await closed(work)
    run = await run_of(case)
    await made(work, case, reopening(case))
    assert (await run_of(case), (await case.state())["stage"]) == (run, "executing")
    await case.at("2026-12-16T00:01")
    assert await case.status() == "RUNNING"


# One whose run has ended, and one that the engine has forgotten


@pytest.mark.parametrize("over", [ended, forgotten])
async def test_it_is_reopened_from_the_register_and_closed_again(work: Bureau, over: Any):
    case = await over(work)
    before = work.journals.entries(case.agency, case.number)
    receipt = await made(work, case, reopening(case))
    assert [f.kind for f in receipt.facts] == ["CaseReopened"]
    assert receipt.position == len(before) + 1
    state = await case.state()
    assert (state["stage"], state["position"]) == ("executing", receipt.position)
    entries = await case.entries()
    assert tuple(entries[: len(before)]) == before
    assert entries[-1].at >= before[-1].at
    assert (await case.deadline("close_case")).start == date(2026, 12, 16)
    await case.do("2026-12-17", "officer-li", "close_case", key="closed-again", form=SCAN)
    await until(lambda: _rests(case))
    assert work.journals.entries(case.agency, case.number)[-1].fact == "CaseClosed"
    await replayed(await case.history())


@pytest.mark.parametrize("over", [ended, forgotten])
async def test_what_is_still_recorded_on_a_closed_case_awakens_it_and_lets_it_rest_again(
    work: Bureau, over: Any
):
    case = await over(work)
    receipt = await made(work, case, lodged(case, "suit"))
    await until(lambda: _rests(case))
    assert work.journals.entries(case.agency, case.number)[-1].fact == "RemedyRecorded"
    assert await made(work, case, lodged(case, "suit")) == receipt
    assert (await made(work, case, reopening(case))).position == receipt.position + 1


async def test_what_is_not_lawful_there_starts_nothing(work: Bureau):
    case = await ended(work)
    run = await run_of(case)
    again = case.asked("officer-li", "close_case", {"form": SCAN}, "again")
    assert await codes(work, case, again) == {"ClosedAlready"}
    assert await codes(work, case, case.asked("officer-li", "reopen", WHY, "theirs")) == {"RoleRequired"}
    assert await run_of(case) == run


async def test_new_rules_do_not_awaken_a_case_in_which_no_term_is_left(work: Bureau):
    case = await ended(work)
    year = NOTICE_2026.model_copy(
        update={"notice": "虚构", "days_off": (*NOTICE_2026.days_off, date(2026, 12, 31)), "invented": True}
    )
    rules = rulebook_for("market+zhenjiang+demo", DEFAULT_CALENDAR.with_year(year))
    asked = case.asked("operator-gu", "adopt_rulebook", {"sha256": rules.sha256}, "rules")
    with pytest.raises(Barred) as refused:
        await work.desk.adopt(case.agency, case.number, asked, rules)
    assert refused.value.code == "CaseAtRest"
    await made(work, case, reopening(case))
    adopted = await work.desk.adopt(case.agency, case.number, asked, rules)
    assert adopted.facts[0].kind == "RulebookAdopted"


async def test_an_undecided_case_that_the_engine_has_lost_is_an_operator_s_work(work: Bureau):
    case = await opened(work, told())
    await case.settled()
    await case.handle.terminate()
    with pytest.raises(EngineBehind) as behind:
        await made(work, case, reopening(case))
    assert (behind.value.position, behind.value.recorded) == (0, 6)


async def test_what_the_engine_has_forgotten_is_read_from_the_register(work: Bureau):
    case = await forgotten(work)
    log = AccessLog(_NoBook(), civil_now)
    clocks = own_clocks(Settings(time_skipping=True), _client(work))
    reading = Reading(work.desk, work.desk.cases, work.queries, log, now=civil_now, own_clocks=clocks)
    head = work.directory.person("head-chen")
    assert head is not None
    shown = await reading.case(head, case.agency, case.number, source="workflow")
    assert (shown.source, shown.position) == (
        "register",
        len(work.journals.entries(case.agency, case.number)),
    )
    options = await reading.moves(head, case.agency, case.number)
    assert "reopen" in {option.move for option in options.available}
    await made(work, case, reopening(case))


def _client(work: Bureau) -> Callable[[], Awaitable[Client]]:
    async def connected() -> Client:
        return work.client

    return connected


class _NoBook:
    def note_reads(self, reads: Any) -> None: ...


# Two at once, a kill between the start and the answer, one who comes too late


@pytest.mark.parametrize("over", [ended, forgotten])
async def test_many_ask_at_once_and_each_is_recorded_once(work: Bureau, over: Any):
    case = await over(work)
    position = len(work.journals.entries(case.agency, case.number))
    desks = [work.desk, work.another_desk()]
    days = range(1, 9)
    asked = [lodged(case, f"suit-{day}", f"2026-12-0{day}") for day in days]

    async def insisting(place: int, one: Asked) -> Receipt | None:
        while True:
            try:
                return await desks[place % 2].perform(case.agency, case.number, one)
            except Unavailable:
                await asyncio.sleep(0.1)
            except Barred:
                return None

    answers = await asyncio.gather(*(insisting(n, one) for n, one in enumerate([*asked, *asked])))
    await until(lambda: _rests(case))
    entries = work.journals.entries(case.agency, case.number)[position:]
    # Only one remedy is under way at a time: one of them was first, and both who asked for it have one answer.
    recorded = Counter(e.key for e in entries)
    assert list(recorded.values()) == [1]
    first, again = [answer for answer in answers if answer is not None]
    assert first == again


async def test_a_run_that_another_has_overtaken_makes_nothing_and_ends(work: Bureau):
    case = await ended(work)
    stale = CaseState.awakened_at(civil_now(), work.journals.entries(case.agency, case.number))
    await made(work, case, lodged(case, "first"))
    await until(lambda: _rests(case))
    position = len(work.journals.entries(case.agency, case.number))
    late = reopening(case, "late")
    with pytest.raises(LookAgain):
        await sent_from(work, stale, late)
    assert (await case.status(), await case.state()) == ("COMPLETED", {})
    assert len(work.journals.entries(case.agency, case.number)) == position
    # The same request under the same key is made by who looks again.
    assert (await made(work, case, late)).position == position + 1


async def test_all_lives_of_a_case_fill_a_register_that_lost_it(work: Bureau):
    """The engine's histories are the second copy: of a case that ended and was awakened, and of one that gave way."""
    case = await ended(work)
    stale = CaseState.awakened_at(civil_now(), work.journals.entries(case.agency, case.number))
    await made(work, case, lodged(case, "first"))
    await until(lambda: _rests(case))
    with pytest.raises(LookAgain):
        await sent_from(work, stale, reopening(case, "late"))
    before = work.journals.entries(case.agency, case.number)

    async def filled() -> bool:
        _forget(work, case)
        told = await Filling(work.database, work.client).run()
        assert not any(one.found for one in told if one.number == case.number)
        return work.journals.entries(case.agency, case.number) == before

    await until(filled)  # the engine lists what has ended a moment later
    await made(work, case, reopening(case, "late"))


async def sent_from(work: Bureau, state: CaseState, asked: Asked) -> Receipt:
    """Awaken a case as a desk does that has read the register up to this state."""
    people = tuple(p for i in state.case.persons if (p := work.directory.person(i)))
    envelope = Envelope(
        actor=asked.actor, people=people, key=asked.scoped_key, digest=asked.digest, awakens=True
    )
    request = Request(envelope=envelope, body=asked.body).at(state.tip.seq)
    return await EngineCalls(work.client, work.task_queue).awaken(asked, request, state)


async def test_whoever_asked_is_killed_before_the_answer_and_asks_again(work: Bureau):
    """Started while no worker is there; the worker that comes then is killed before the register has answered."""
    case = await ended(work)
    position = len(work.journals.entries(case.agency, case.number))
    desk = work.another_desk(task_queue="nobody-yet")
    asking = asyncio.create_task(desk.perform(case.agency, case.number, reopening(case)))
    await until(lambda: _started(case))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    def lost(done: Any) -> Any:
        raise Away

    work.register.answers = lost
    try:
        async with work.worker(task_queue="nobody-yet"):
            # Recorded, and the answer is lost each time: nobody is told anything.
            await until(lambda: _recorded(case, position + 1))
            waiting = asyncio.create_task(sent_again(work, case))
            await asyncio.sleep(0.3)
    finally:
        work.register.answers = lambda done: done
    async with work.worker(task_queue="nobody-yet"):
        receipt = await waiting
        assert receipt.position == position + 1
        assert await made(work, case, reopening(case)) == receipt
        await case.settled()
        assert [e.fact for e in await case.entries()][position:] == ["CaseReopened"]
        await held_against_the_register(work, case.agency, case.number)
    work.opened.clear()  # no worker is left to be asked for it


async def sent_again(work: Bureau, case: OnTheEngine) -> Receipt:
    book = ReceiptBook(work.database)
    assert book.look(case.agency, case.number, reopening(case).scoped_key).kept is not None
    return await made(work, case, reopening(case))


async def _started(case: OnTheEngine) -> bool:
    return not await _gone(case.work.client, case) and await case.status() == "RUNNING"


async def _recorded(case: OnTheEngine, position: int) -> bool:
    return case.position == position
