"""The door: judged once, refused without a trace, repeated without a second effect."""

import asyncio
import inspect
from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from desk.engine_calls import EngineCalls
from desk.errors import Barred, KeyReused, NotJudged, StalePosition, Unavailable, Unknown
from domain.procedure.chapters.evidence import AddEvidence
from engine.connection import connect
from engine.plugin import tingshu_plugin
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, rest_of, resumed, told
from workflows.awakening import Awakening
from workflows.messages import CaseState, Envelope, Request
from workflows.penalty_case import PenaltyCase

pytestmark = pytest.mark.engine


def evidence(number: int = 9, reason: str = "补充进货来源") -> dict[str, Any]:
    item = {"id": f"E{number}", "kind": "document", "title": "进货票据", "obtained_on": "2026-05-18"}
    return {"evidence": {**item, "proves": ["F1"]}, "reason": reason}


EVIDENCE = evidence()


async def drafted(work: Bureau):
    return await opened(work, told())


async def test_a_refused_move_leaves_no_trace_in_state_or_history(work):
    case = await drafted(work)
    await case.settled()
    before, events = await case.state(), await case.events()
    assert await case.codes("2026-05-18T09:30", "officer-li", "close_case", form="") == {"NotExecuted"}
    assert await case.codes("2026-05-18T09:30", "head-chen", "add_evidence", **EVIDENCE) == {"RoleRequired"}
    assert await case.state() == before
    assert await case.events() == events


async def test_a_repeated_key_gets_the_first_receipt_and_another_body_is_refused(work):
    case = await drafted(work)
    asked = case.asked("officer-li", "add_evidence", EVIDENCE, "once")
    first = await work.desk.perform(case.agency, case.number, asked)
    assert await work.desk.perform(case.agency, case.number, asked) == first
    other = case.asked("officer-li", "add_evidence", evidence(reason="另一理由"), "once")
    with pytest.raises(KeyReused):
        await work.desk.perform(case.agency, case.number, other)
    assert (await case.facts()).count("EvidenceAdded") == 1


async def test_a_key_belongs_to_its_caller(work):
    case = await drafted(work)
    await case.do("2026-05-18T10:00", "officer-li", "add_evidence", key="mine", **EVIDENCE)
    await case.do("2026-05-18T10:00", "officer-wang", "add_evidence", key="mine", **evidence(10))
    assert (await case.facts()).count("EvidenceAdded") == 2


async def test_a_move_refused_once_is_judged_anew_with_the_persons_of_the_second_try(work):
    """The update id is the same, and so is the body: only the directory has changed in between."""
    case = await drafted(work)
    asked = case.asked("officer-li", "submit_for_review", {}, "review")
    stranger = asked.actor.model_copy(update={"roles": ()})
    with pytest.raises(Barred):
        await work.desk.perform(case.agency, case.number, _as(asked, stranger))
    await work.desk.perform(case.agency, case.number, asked)
    assert (await case.facts())[-1] == "SubmittedForReview"


def _as(asked, actor):
    return type(asked)(actor, asked.move, asked.body, asked.key)


async def test_at_another_position_than_the_reader_saw_nothing_is_made(work):
    case = await drafted(work)
    asked = case.asked("officer-li", "add_evidence", EVIDENCE)
    behind = type(asked)(asked.actor, asked.move, asked.body, "behind", expects=2)
    with pytest.raises(StalePosition):
        await work.desk.perform(case.agency, case.number, behind)
    seen = type(asked)(asked.actor, asked.move, asked.body, "seen", expects=6)
    assert (await work.desk.perform(case.agency, case.number, seen)).position == 7


@pytest.mark.parametrize("args", [[], ["no request"], [{"envelope": {}}], [None]])
async def test_what_cannot_be_read_is_refused_before_history(work, args):
    case = await drafted(work)
    events = await case.events()
    for move in ("add_evidence", "no_such_move", "end_term"):
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await case.handle.execute_update(move, args=args)
        assert isinstance(refused.value.cause, ApplicationError)
        assert refused.value.cause.type == "Malformed"
    assert await case.events() == events


async def test_an_unknown_case_is_unknown(work):
    asked = (await drafted(work)).asked("officer-li", "add_evidence", EVIDENCE)
    with pytest.raises(Unknown):
        await work.desk.perform("zj-market", "T-nothing", asked)


async def test_while_the_engine_has_no_namespace_yet_it_is_away_and_no_case_is_unknown(work, server):
    """So it is for a moment after its first start: an opening answered 404 would look like a wrong address."""
    plugin = tingshu_plugin(passthrough=())
    nowhere = await connect(server.address, namespace="not-yet", plugins=[plugin], lazy=True)
    calls = EngineCalls(nowhere, "cases")
    asked = OnTheEngine(work, "zj-market", "T-0").asked("officer-li", "add_evidence", EVIDENCE)
    request = Request(envelope=Envelope(actor=asked.actor), body=asked.body)
    with pytest.raises(Unavailable):
        await calls.perform("case/zj-market/T-0", asked, request)
    with pytest.raises(Unavailable):
        await calls.query("case/zj-market/T-0", "state")


async def test_facts_that_cannot_be_stated_are_refused_and_do_not_stop_the_case(work, monkeypatch):
    """A handler that fails after the move was accepted would fail its task for ever."""
    case = await drafted(work)

    def broken(move, now):
        yield from ()
        raise KeyError("a fault of ours")

    monkeypatch.setattr(AddEvidence, "facts", broken)
    asked = case.asked("officer-li", "add_evidence", EVIDENCE)
    with pytest.raises(NotJudged):
        await work.desk.perform(case.agency, case.number, asked)
    monkeypatch.undo()
    await work.desk.perform(case.agency, case.number, asked)
    assert (await case.facts())[-1] == "EvidenceAdded"


async def test_twenty_moves_at_once_are_all_made_in_some_order(work):
    case = await drafted(work)
    asked = [case.asked("officer-li", "add_evidence", evidence(n), f"k{n}") for n in range(20, 40)]
    receipts = await asyncio.gather(*(work.desk.perform(case.agency, case.number, a) for a in asked))
    assert sorted(r.position for r in receipts) == list(range(7, 27))


async def test_the_door_tells_what_each_person_may_do(work):
    case = await drafted(work)
    officer = work.directory.person("officer-li")
    options = {o["move"]: o for o in await case.handle.query("moves", officer)}
    assert options["submit_for_review"]["refusals"] == []
    assert [r["code"] for r in options["close_case"]["refusals"]]
    deadlines = await case.handle.query("deadlines")
    assert {d["term"] for d in deadlines} >= {"decide"}


async def test_without_a_worker_a_move_waits_and_is_made_once_when_one_comes(work, monkeypatch):
    monkeypatch.setattr("desk.engine_calls.CALL", timedelta(seconds=0.5))
    case = await drafted(work)
    await case.settled()
    work.opened.clear()
    lonely = work.another_desk(task_queue="nobody")
    story = told()
    asked = case.asked("officer-li", "open_case", story.opening.body, "open")
    with pytest.raises(Unavailable):
        await lonely.open(asked, clock=story.opening.at)
    async with work.worker(task_queue="nobody"):
        monkeypatch.setattr("desk.engine_calls.CALL", timedelta(seconds=20))
        receipt = await lonely.open(asked, clock=story.opening.at)
        assert receipt.position == 6
        assert await lonely.open(asked, clock=story.opening.at) == receipt


async def test_a_caller_who_gives_up_is_let_go_at_once(work):
    case = await drafted(work)
    lonely = work.another_desk(task_queue="nobody")
    asked = case.asked("officer-li", "open_case", told().opening.body, "open")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await lonely.open(asked)


async def test_a_cancelled_case_goes_on(work):
    """An operator's click must not end a case: its number would be free again."""
    case = await resumed(work, told(), until="close_case")
    await case.handle.cancel()
    await case.play(rest_of(told(), "close_case"))
    assert await case.status() == "RUNNING"
    assert (await case.state())["stage"] == "closed"


def test_no_handler_waits_before_its_facts_are_stated():
    """So no two moves interleave. Only the answer waits, in a run that has awakened a case; in any other not for a moment."""
    assert not inspect.iscoroutinefunction(PenaltyCase._perform)
    answered = Awakening(CaseState(agency="zj-market", number="1")).passed()
    with pytest.raises(StopIteration):
        answered.send(None)
    assert not inspect.iscoroutinefunction(PenaltyCase.office)
