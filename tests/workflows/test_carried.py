"""What a case carries is bounded: from run to run, in letters, in what it hands the register at a time, in all."""

import contextlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete
from temporalio.service import RPCError

from desk.errors import ENGINE, Barred, Unavailable
from domain.case.journal import Entry, Tip, chained
from domain.case.snapshot import snapshot_size
from domain.law.held import _HELD, RulesNotHeld, held
from domain.law.rulebook import DEFAULT_CALENDAR, rulebook_for
from domain.procedure.chapters.troubles import LONGEST_LETTER
from register.tables import cases, deadlines, documents, journal, people, receipts, rulebooks
from register.tables import work as work_table
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, told, until
from tests.workflows.test_door import evidence
from tests.workflows.test_effects import _stands_still
from tests.workflows.test_letters import fact, opinion, under_review
from tests.workflows.test_renewal import EVENTS, renewed, run_of
from tests.workflows.test_renewal import hasty as hasty
from tests.workflows.test_renewal import work as work
from workflows import size
from workflows.journal import CHUNK, JournalDiffers, RunJournal
from workflows.letterbox import HOLDS
from workflows.messages import CaseState
from workflows.penalty_case import PenaltyCase
from workflows.receipts import CARRIED

pytestmark = pytest.mark.engine

AT = datetime(2026, 6, 1, tzinfo=UTC)


async def carried(case: OnTheEngine) -> CaseState:
    """Return what the present run was handed."""
    event = (await case.history()).events[0]
    payloads = event.workflow_execution_started_event_attributes.input.payloads
    found: list[CaseState] = await case.work.client.data_converter.decode(payloads, [CaseState])
    return found[0]


async def test_a_renewed_case_carries_its_state_and_not_its_history(work: Bureau):
    case = await opened(work, told())
    for _ in range(12):
        await renewed(case)
    state = await carried(case)
    position = len(await case.entries())
    assert state.tip.seq > CARRIED
    # What came while the last `record` was under way goes along, with its receipts.
    assert len(state.unrecorded) < 6
    assert len(state.receipts) <= CARRIED + len(state.unrecorded) < position
    assert state.pruned == state.receipts[0].receipt.position - 1
    assert (await case.case()).papers.evidence[
        : len(state.case.papers.evidence)
    ] == state.case.papers.evidence


async def test_a_case_renews_itself_by_its_own_measure_before_the_engine_asks(work: Bureau, monkeypatch):
    monkeypatch.setattr(size, "EVENTS_A_RUN", EVENTS // 2)
    case = await opened(work, told())
    first = await run_of(case)
    await renewed(case)
    assert len((await case.history(first)).events) < EVENTS


# A register that lacks what is older than the present run


async def test_a_gap_older_than_the_run_makes_the_case_stand_still_until_it_is_filled(work: Bureau):
    case = await opened(work, told())
    await renewed(case)
    await case.settled()
    lost = await case.entries()
    _forget(work, case)
    await work.desk.perform(
        case.agency, case.number, case.asked("officer-li", "add_evidence", evidence(3000), "lost")
    )
    await until(lambda: _stands_still(work, case))
    position = (await case.state())["position"]
    work.register.recorder.record(case.agency, case.number, lost)
    await case.handle.signal(PenaltyCase.look_again)
    assert await case.settled() == position
    await until(lambda: _goes_on(work, case))
    await work.desk.perform(
        case.agency, case.number, case.asked("officer-li", "add_evidence", evidence(3001), "on")
    )
    assert await case.settled() == position + 1


async def _goes_on(work: Bureau, case: OnTheEngine) -> bool:
    return not await _stands_still(work, case)


def _forget(work: Bureau, case: OnTheEngine) -> None:
    with work.database.writing() as connection:
        for table in (journal, receipts, people, deadlines, documents, work_table, cases):
            connection.execute(
                delete(table).where(table.c.agency == case.agency, table.c.number == case.number)
            )


# Letters


async def test_a_letter_at_the_limit_is_kept_and_a_longer_one_is_refused(work: Bureau):
    case = await under_review(work)
    await case.handle.signal("approve", args=["x" * (LONGEST_LETTER - 2)])
    assert (await fact(case, "SignalRefused")).body["code"] == "SignalUndecodable"
    await case.handle.signal("approve", args=["x" * (LONGEST_LETTER - 1)])
    assert (await fact(case, "SignalRefused", times=2)).body["code"] == "LetterTooLong"


async def test_more_letters_than_the_box_holds_are_refused_visibly_and_those_kept_are_answered(
    work: Bureau, monkeypatch
):
    case = await under_review(work)
    away = {"now": True}
    perform = work.desk.perform

    async def perhaps(agency, number, asked):
        if away["now"]:
            raise Unavailable(ENGINE)
        return await perform(agency, number, asked)

    monkeypatch.setattr(work.desk, "perform", perhaps)
    body = await opinion(case)
    for _ in range(HOLDS + 3):
        await case.handle.signal("approve", body)
    refused = await fact(case, "SignalRefused", times=3)
    assert refused.body["code"] == "LetterboxFull"
    away["now"] = False
    await case.handle.signal(PenaltyCase.look_again)
    await fact(case, "OpinionGiven")
    await case.settled()
    state = await case.state()
    assert state["troubles"]["refused_signals"]["count"] == 3


# The register is handed chunks


def entries(*moves: tuple[str, int, int]) -> list[Entry]:
    """Moves by key, number of facts and bytes of each."""
    made: list[Entry] = []
    for key, facts, length in moves:
        for _ in range(facts):
            entry = Entry(
                seq=len(made) + 1, at=AT, by="x", key=key, move="m", fact="F", body={"text": "x" * length}
            )
            made.append(chained(entry, made[-1].head if made else "0" * 64))
    return made


def test_chunks_hold_whole_moves_up_to_their_size():
    third = CHUNK // 3
    made = entries(("a", 1, third), ("b", 2, third // 2), ("c", 1, third), ("d", 2, CHUNK), ("e", 1, 10))
    run = RunJournal(made[-1].tip, made)
    found = []
    while not run.whole:
        chunk = run.chunk()
        found.append("".join(dict.fromkeys(e.key for e in chunk)))
        run.record(chunk[-1].seq, chunk[-1].head)
    # The third of "c" does not fit beside the others; "d" alone is larger than a chunk, and goes alone.
    assert found == ["ab", "c", "d", "e"]


def test_a_run_hands_again_only_what_it_holds():
    made = entries(*((f"k{n}", 1, 10) for n in range(10)))
    run = RunJournal(made[-1].tip, made[6:])
    assert run.recorded == 6
    assert run.hand_again(7)
    assert not run.hand_again(6)
    with pytest.raises(JournalDiffers):
        run.record(8, "f" * 64)


# The whole


async def test_a_move_that_would_make_a_case_too_large_is_refused_at_the_door(work: Bureau, monkeypatch):
    case = await opened(work, told())
    await case.settled()
    limit = snapshot_size(await case.case()) + 4 * 1024
    monkeypatch.setattr(size, "LIMIT", limit)

    async def add(number: int) -> None:
        body = evidence(4000 + number)
        body["evidence"] |= {"title": "长" * 150}
        await work.desk.perform(
            case.agency, case.number, case.asked("officer-li", "add_evidence", body, f"n{number}")
        )
        await (
            case.settled()
        )  # what waits for the register counts too, and how long it waits is not asked here

    added = 0
    with pytest.raises(Barred) as barred:  # noqa: PT012 (one of them is the first too many)
        for added in range(100):
            await add(added)
    assert barred.value.code == "CaseTooLarge"
    assert added > 3
    assert snapshot_size(await case.case()) < limit
    monkeypatch.undo()
    await add(added)


# Rules by their address


async def test_a_case_whose_rules_nobody_has_waits_and_goes_on_once_they_are_there(work: Bureau):
    year = DEFAULT_CALENDAR.years[-1].model_copy(update={"notice": "虚构的另一年", "invented": True})
    rules = rulebook_for("market+zhenjiang+demo", DEFAULT_CALENDAR.with_year(year))
    case = await opened(work, told())
    await renewed(case)
    asked = case.asked("operator-gu", "adopt_rulebook", {"sha256": rules.sha256})
    await work.desk.adopt(case.agency, case.number, asked, rules)
    await case.settled()
    first = await run_of(case)
    _lose(work, rules.sha256)
    with pytest.raises(RulesNotHeld):
        held(rules.sha256)
    asked = case.asked("officer-li", "add_evidence", evidence(5000), "without rules")
    with pytest.raises(Unavailable):
        await work.desk.perform(case.agency, case.number, asked)
    # A letter is answered, and what follows from it cannot be counted: the task fails by name, and is tried again.
    await case.handle.signal("approve", args=["?"])
    await until(lambda: _fails(case))
    work.rulebooks._kept.clear()
    work.rulebooks.keep(rules)
    await until(lambda: _answers(case), seconds=60)
    await fact(case, "SignalRefused")
    await work.desk.perform(case.agency, case.number, asked)
    await renewed(case)
    assert await run_of(case) != first
    assert (await case.case()).rules.sha256 == rules.sha256


async def _fails(case: OnTheEngine) -> bool:
    return (await case.handle.describe()).raw_description.pending_workflow_task.attempt > 1


async def _answers(case: OnTheEngine) -> bool:
    with contextlib.suppress(RPCError):
        return bool(await case.state())
    return False


def _lose(work: Bureau, sha256: str) -> None:
    """What a worker has that starts anew beside a register of another day."""
    _HELD.pop(sha256)
    with work.database.writing() as connection:
        connection.execute(delete(rulebooks).where(rulebooks.c.sha256 == sha256))


def test_the_tip_is_where_a_journal_ends():
    assert entries(("a", 1, 1))[0].tip == Tip(seq=1, head=entries(("a", 1, 1))[0].head, at=AT)
