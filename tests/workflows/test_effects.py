"""What is done in the world because of a fact: recorded, printed, tried again, and never in a move's way."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from desk.errors import StalePosition, Unavailable
from desk.requests import Asked
from register.tables import cases, deadlines, documents, journal, people
from register.tables import work as work_table
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, resumed, told, until
from tests.workflows.test_door import EVIDENCE, evidence

pytestmark = pytest.mark.engine


async def fact(case: OnTheEngine, kind: str) -> int:
    """Wait for a fact and return its position."""

    async def found() -> int:
        facts = await case.facts()
        return facts.index(kind) + 1 if kind in facts else 0

    return int(await until(found))


async def test_while_the_register_is_away_moves_are_accepted_and_recorded_later(work):
    case = await opened(work, told())
    await case.settled()
    async with work.register_away():
        for n in range(3):
            await case.do("2026-05-18T09:00", "officer-li", "add_evidence", **evidence(n + 10))
        assert case.position == 6
        assert (await case.state())["position"] == 9
    assert await case.settled() == 9


async def test_a_register_that_is_away_costs_the_history_nothing(work):
    case = await opened(work, told())
    await case.settled()
    async with work.register_away():
        await case.do("2026-05-18T09:00", "officer-li", "add_evidence", **EVIDENCE)
        length, asked = len((await case.history()).events), work.register.asked
        await until(lambda: _asked_again(work, asked + 1))
        assert len((await case.history()).events) == length
    await case.settled()


async def _has_failed(case: OnTheEngine, reason: str) -> bool:
    return any(reason in failure for failure in (await case.state())["troubles"]["failures"]["last"])


async def _asked_again(work: Bureau, asked: int) -> bool:
    return work.register.asked > asked


async def test_documents_that_fail_are_tried_with_growing_pauses_and_become_visible_while_moves_go_on(work):
    case = await resumed(work, told(), until="give_opinion")
    async with work.printer_broken():
        await case.play(told().steps[3:4])
        await until(lambda: _asked(work, case, 1))
        # The first pause is 30 seconds, the second a minute: the third round comes before two minutes are over.
        await case.at("2026-05-20T15:02:00")
        failed = await fact(case, "EffectFailed")
        entry = (await case.entries())[failed - 1]
        assert (entry.by, entry.body["attempts"], entry.body["reason"]) == ("clock", 3, "Away")
        # One try rides along with the record, each later round makes three.
        assert work.printer.asked[case.number] == 7
        await case.do("2026-05-20T15:03", "officer-li", "add_evidence", **EVIDENCE)
    await case.at("2026-05-20T15:10")
    await fact(case, "DocumentsNumbered")
    await case.settled()


async def _asked(work: Bureau, case: OnTheEngine, times: int) -> bool:
    return work.printer.asked[case.number] >= times


async def test_an_effect_that_is_due_while_another_is_under_way_sets_no_timer_after_timer(work):
    """The pause of the effect ends while the record of a move is still tried: it waits for its turn without a timer."""
    case = await resumed(work, told(), until="give_opinion")
    async with work.printer_broken():
        await case.play(told().steps[3:4])
        await until(lambda: _asked(work, case, 1))
        await case.at(await case.now() + timedelta(seconds=29.5))
        async with work.register_away():
            await case.do("2026-05-20T15:00", "officer-li", "add_evidence", **EVIDENCE)
            await asyncio.sleep(2)
            timers = [
                e.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta()
                for e in (await case.history()).events
                if e.HasField("timer_started_event_attributes")
            ]
            assert min(timers) > timedelta()
    await case.at("2026-05-20T20:00")
    await case.settled()


async def test_a_printer_that_forgets_a_document_is_asked_again_after_a_pause(work, monkeypatch):
    case = await resumed(work, told(), until="give_opinion")
    make = work.printer.make

    async def forgetful(order: Any) -> Any:
        made = await make(order)
        return made.model_copy(update={"numbered": (), "previews": ()})

    monkeypatch.setattr(work.printer, "make", forgetful)
    await case.play(told().steps[3:4])
    await until(lambda: _asked(work, case, 1))
    await asyncio.sleep(0.5)
    assert work.printer.asked[case.number] == 1
    monkeypatch.undo()
    await case.at("2026-05-20T16:00")
    await case.settled()


async def test_gaps_in_a_document_are_named_and_nothing_is_numbered(work, monkeypatch):
    case = await resumed(work, told(), until="prepare_notices")
    make = work.printer.make

    async def gapped(order: Any) -> Any:
        made = await make(order)
        gaps = tuple(p.model_copy(update={"gaps": ("约谈地点",)}) for p in made.previews)
        return made.model_copy(update={"previews": gaps})

    monkeypatch.setattr(work.printer, "make", gapped)
    await case.play(told().steps[7:8])
    await case.settled()
    assert [d.gaps for d in (await case.case()).documents.all[-2:]] == [("约谈地点",)] * 2


async def test_a_register_that_comes_back_from_an_older_copy_is_handed_what_it_lacks(work):
    case = await resumed(work, told(), until="add_evidence")
    length = await case.settled()
    _forget(work, case, after=0)
    assert case.position == 0
    await case.do("2026-05-21T09:30", "officer-li", "add_evidence", **EVIDENCE)
    assert await case.settled() == length + 1
    assert await case.status() == "RUNNING"


def _forget(work: Bureau, case: OnTheEngine, *, after: int) -> None:
    """What a restored copy looks like: a case that is not there yet."""
    with work.database.writing() as connection:
        for table in (journal, people, deadlines, documents, work_table, cases):
            connection.execute(
                delete(table).where(table.c.agency == case.agency, table.c.number == case.number)
            )


async def test_while_the_register_keeps_another_journal_the_case_takes_no_move_and_then_goes_on(work):
    """Changed in the register behind the case's back: it stands still until that is repaired, and loses nothing."""
    case = await resumed(work, told(), until="add_evidence")
    await case.settled()
    true_head = (await case.state())["head"]
    _set_head(work, case, "f" * 64)
    await case.do("2026-05-21T09:30", "officer-li", "add_evidence", **EVIDENCE)
    await until(lambda: _stands_still(work, case))
    await case.at("2026-05-21T09:33")
    await until(lambda: _has_failed(case, "JournalMismatch"))
    _set_head(work, case, true_head)
    await case.at("2026-05-21T09:40")
    await case.settled()
    await case.do("2026-05-21T09:41", "officer-li", "add_evidence", **evidence(10))
    await case.settled()
    assert await case.status() == "RUNNING"


async def _stands_still(work: Bureau, case: OnTheEngine) -> bool:
    asked = case.asked("officer-li", "add_evidence", evidence(11), "tried")
    try:
        await work.desk.perform(case.agency, case.number, Asked(**{**vars(asked), "expects": 0}))
    except Unavailable:
        return True
    except StalePosition:
        return False
    raise AssertionError("no move can be made at position 0")


def _set_head(work: Bureau, case: OnTheEngine, head: str) -> None:
    with work.database.writing() as connection:
        connection.execute(
            update(cases)
            .where(cases.c.agency == case.agency, cases.c.number == case.number)
            .values(head=head)
        )
