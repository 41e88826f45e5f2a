"""Cases held against the engine: what is missing, behind, different, failing or standing still is found and named.

And the engine's histories give the register back what it lacks, byte for byte, over all runs of a case.
"""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from temporalio.client import Client

from activities.recording import Recording
from activities.standing import StandingStill
from desk.desk import Desk
from desk.errors import Barred, Unavailable
from desk.requests import Asked
from domain.case.checks import Checked
from domain.case.system_work import Found, Trouble
from domain.procedure.receipts import Receipt
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from installation.checking_engine import EngineChecks
from installation.filling import Filled, Filling
from register.heads import Heads
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.system_work import SystemWorkBook
from register.tables import cases, deadlines, documents, files, journal, people
from register.tables import work as work_table
from settings import SANDBOX_PASSTHROUGH
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register, opened, told, until
from tests.workflows.test_door import evidence
from workflows.penalty_case import PenaltyCase

pytestmark = pytest.mark.engine

EVENTS = 60
"""After so many events this server asks a case to go on in a new run: every three or four moves."""


@pytest.fixture(scope="module")
async def hasty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A client of a server that asks early for a new run, and that reports a failing task at once."""
    settings = {
        "limit.historyCount.suggestContinueAsNew": EVENTS,
        "system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute": 1,
    }
    folder = tmp_path_factory.mktemp("hasty")
    async with EmbeddedServer(folder, time_skipping=True, dynamic=settings) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client = await connect(server.address, namespace="hasty", plugins=[plugin])
        await prepare(client)
        yield client


class Watched(Bureau):
    """A bureau whose worker tells which cases stand still."""

    @property
    def book(self) -> SystemWorkBook:
        return SystemWorkBook(self.database)

    @property
    def activities(self) -> list[Any]:
        recording = Recording(self.register, self.printer, standing=StandingStill(self.book))
        return [recording.record, *super().activities[1:]]

    @property
    def checks(self) -> EngineChecks:
        heads, now = Heads(self.database), lambda: datetime.now(UTC)
        return EngineChecks(self.client, heads, self.book, schedules=(), receivers=(), now=now)

    def telling_desk(self) -> Desk:
        desk = self.another_desk()
        desk._troubles = self.book
        return desk

    async def filled(self) -> list[Filled]:
        return await Filling(self.database, self.client).run()


@pytest.fixture
async def work(hasty: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Watched]:
    place = Watched(hasty, tmp_path_factory.mktemp("bureau"), task_queue=f"checked-{next(_numbers)}")
    async with place.worker():
        yield place
        for agency, number in dict.fromkeys(place.opened):
            await held_against_the_register(place, agency, number)
            await place.client.get_workflow_handle(f"case/{agency}/{number}").terminate()
    place.close()


_numbers = iter(range(1, 1000))


async def grown(work: Bureau, runs: int = 3) -> OnTheEngine:
    """Open a case and add evidence until it is in its so-many-th run."""
    case, seen = await opened(work, told()), set[str]()
    while len(seen) < runs:
        n = 100 + len(case.receipts)
        asked = case.asked("officer-li", "add_evidence", evidence(n), f"k{n}")
        case.receipts.append(await work.desk.perform(case.agency, case.number, asked))
        seen.add((await case.handle.describe()).run_id)
    await case.settled()
    await until(lambda: is_listed(case))
    return case


async def is_listed(case: OnTheEngine) -> bool:
    query = f"WorkflowId = '{case.id}' AND TingshuStage IS NOT NULL AND ExecutionStatus = 'Running'"
    return [one async for one in case.work.client.list_workflows(query)] != []


def stored(work: Bureau, case: OnTheEngine) -> list[Any]:
    """Return every byte of a case's journal."""
    own = (journal.c.agency == case.agency) & (journal.c.number == case.number)
    with work.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(journal).where(own).order_by(journal.c.seq))]


def forget(work: Bureau, case: OnTheEngine, *, after: int = 0) -> None:
    """Take the end of a case out of the register, or all of it: what a restored copy looks like."""
    with work.database.writing() as connection:
        for table in (journal, people, deadlines, documents, files, work_table, cases):
            own = (table.c.agency == case.agency) & (table.c.number == case.number)
            if table is journal:
                connection.execute(delete(table).where(own, journal.c.seq > after))
            elif not after:
                connection.execute(delete(table).where(own))
            elif table is cases:
                head = select(journal.c.head).where(
                    journal.c.agency == case.agency, journal.c.number == case.number, journal.c.seq == after
                )
                connection.execute(
                    update(cases).where(own).values(position=after, head=head.scalar_subquery())
                )


def named(checked: Checked) -> set[tuple[Trouble, str]]:
    return {(found.trouble, found.subject) for found in checked.found}


def about(trouble: Trouble, case: OnTheEngine) -> tuple[Trouble, str]:
    return trouble, f"{case.agency}/{case.number}"


async def test_a_whole_case_comes_back_from_its_histories_byte_for_byte_and_goes_on(work: Watched):
    case, other = await grown(work), await grown(work, 2)
    before = stored(work, case)
    forget(work, case)
    assert named(await _cases_as_if_old(work)) == {about(Trouble.CASE_NOT_IN_REGISTER, case)}
    assert await work.filled() == [Filled(case.agency, case.number, 0, len(before))]
    assert stored(work, case) == before
    assert Rebuilder(work.database, CaseProjection()).differences(case.agency, case.number) == ()
    assert (await _cases_as_if_old(work)).found == ()
    assert await work.filled() == []
    asked = case.asked("officer-li", "add_evidence", evidence(999), "afterwards")
    receipt = await work.desk.perform(case.agency, case.number, asked)
    assert await case.settled() == receipt.position == len(before) + 1
    assert other.position > 0


async def _cases_as_if_old(work: Watched) -> Checked:
    """Look as somebody a minute later would: a case that just began may not be recorded yet."""
    checks = work.checks
    checks._now = lambda: datetime(2100, 1, 1, tzinfo=UTC)
    return await checks.cases()


async def test_the_end_of_a_journal_comes_back(work: Watched):
    case = await grown(work)
    before = stored(work, case)
    forget(work, case, after=8)
    checked = await work.checks.heads()
    assert named(checked) == {about(Trouble.REGISTER_BEHIND, case)}
    assert checked.found[0].detail == f"8 < {len(before)}"
    assert await work.filled() == [Filled(case.agency, case.number, 8, len(before))]
    assert stored(work, case) == before
    assert (await work.checks.heads()).found == ()


async def test_an_older_copy_of_the_register_is_filled(work: Watched):
    case = await grown(work, 2)
    file, copy = work.folder / "register.sqlite", work.folder / "copy.sqlite"
    with work.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(file, copy)
    for n in range(200, 208):
        asked = case.asked("officer-li", "add_evidence", evidence(n), f"k{n}")
        await work.desk.perform(case.agency, case.number, asked)
    later = await opened(work, told())
    await later.settled()
    await until(lambda: is_listed(later))
    before = await case.settled(), stored(work, case), stored(work, later)
    async with work.register_away():
        _restored(work, file, copy)
        assert case.position < before[0]
        assert await _present(work, later) is False
        found = {(one.number, one.after) for one in await work.filled()}
    assert found == {(case.number, before[0]), (later.number, len(before[2]))}
    assert (stored(work, case), stored(work, later)) == before[1:]


def _restored(work: Bureau, file: Path, copy: Path) -> None:
    work.database.close()
    for side in ("-wal", "-shm"):
        file.with_name(file.name + side).unlink(missing_ok=True)
    shutil.copyfile(copy, file)


async def _present(work: Bureau, case: OnTheEngine) -> bool:
    return work.queries.position(case.agency, case.number) > 0


async def test_two_histories_are_told_and_never_overwritten(work: Watched):
    case = await grown(work, 2)
    before = stored(work, case)
    own = (journal.c.agency == case.agency) & (journal.c.number == case.number)
    with work.database.writing() as connection:
        connection.execute(update(journal).where(own, journal.c.seq == 7).values(body="{}"))
    altered = stored(work, case)
    forget(work, case, after=9)
    [filled] = await work.filled()
    assert filled.found == Found.of_case(
        Trouble.JOURNAL_DIFFERS, case.agency, case.number, "JournalMismatch # 7"
    )
    assert stored(work, case) == altered[:9]
    with work.database.writing() as connection:
        connection.execute(update(journal).where(own, journal.c.seq == 7).values(body=before[6][7]))
    assert [one.found for one in await work.filled()] == [None]
    assert stored(work, case) == before


async def test_another_head_is_seen_and_an_engine_that_is_behind(work: Watched):
    case = await grown(work, 2)
    position, head = Heads(work.database).of(case.agency, case.number)
    own = (cases.c.agency == case.agency) & (cases.c.number == case.number)
    entry = (
        (journal.c.agency == case.agency) & (journal.c.number == case.number) & (journal.c.seq == position)
    )
    _set(work, update(cases).where(own).values(head="f" * 64))
    _set(work, update(journal).where(entry).values(head="f" * 64))
    assert named(await work.checks.heads()) == {about(Trouble.JOURNAL_DIFFERS, case)}
    _set(work, update(journal).where(entry).values(head=head))
    _set(work, update(cases).where(own).values(position=position + 1))
    assert named(await work.checks.heads()) == {about(Trouble.ENGINE_BEHIND, case)}
    _set(work, update(cases).where(own).values(position=position, head=head))
    assert (await work.checks.heads()).found == ()


def _set(work: Bureau, statement: Any) -> None:
    with work.database.writing() as connection:
        assert connection.execute(statement).rowcount == 1


async def test_a_case_that_the_engine_has_lost_is_named(work: Watched):
    case, lost = await grown(work, 2), await opened(work, told())
    await lost.settled()
    assert (await work.checks.cases()).found == ()
    await lost.handle.terminate()
    await until(lambda: _is_lost(work, lost))
    assert named(await work.checks.cases()) == {about(Trouble.CASE_NOT_IN_ENGINE, lost)}
    forget(work, lost)
    work.opened.remove((lost.agency, lost.number))
    assert (await work.checks.cases()).found == ()
    assert case.position


async def _is_lost(work: Watched, case: OnTheEngine) -> bool:
    return about(Trouble.CASE_NOT_IN_ENGINE, case) in named(await work.checks.cases())


async def test_a_case_whose_workflow_fails_is_named_with_the_cause_until_it_is_mended(
    work: Watched, monkeypatch: pytest.MonkeyPatch
):
    case = await opened(work, told())
    await case.settled()
    assert (await work.checks.tasks()).found == ()

    def broken(self: PenaltyCase) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(PenaltyCase, "_show", broken)
        await case.handle.signal("approve", args=["?"])
        [found] = await until(lambda: _failing(work))
    assert (found.trouble, found.subject) == about(Trouble.TASK_FAILING, case)
    assert "WorkflowTaskFailedCause" in found.detail
    await until(lambda: _well(work), seconds=40)
    await case.settled()


async def _failing(work: Watched) -> tuple[Found, ...]:
    return (await work.checks.tasks()).found


async def _well(work: Watched) -> bool:
    return not await _failing(work)


async def test_a_case_that_stands_still_is_named_until_it_is_recorded_again(work: Watched):
    case = await opened(work, told())
    await case.settled()
    own = (cases.c.agency == case.agency) & (cases.c.number == case.number)
    _, head = Heads(work.database).of(case.agency, case.number)
    _set(work, update(cases).where(own).values(head="f" * 64))
    asked = case.asked("officer-li", "add_evidence", evidence(300), "first")
    await work.desk.perform(case.agency, case.number, asked)
    [found] = await until(lambda: _standing(work))
    assert (found.trouble, found.subject) == about(Trouble.CASE_STANDS_STILL, case)
    assert found.detail.startswith("JournalMismatch")
    _set(work, update(cases).where(own).values(head=head))
    await case.at(await _in_a_while(case))
    await case.settled()
    assert await _standing(work) == ()
    await until(lambda: _told_nothing(work))


async def test_a_gap_older_than_the_run_keeps_a_case_standing_until_it_is_filled(work: Watched):
    case = await grown(work)
    before = stored(work, case)
    forget(work, case, after=6)
    asked = case.asked("officer-li", "add_evidence", evidence(500), "beyond the gap")
    receipt = await work.desk.perform(case.agency, case.number, asked)
    [found] = await until(lambda: _standing(work))
    assert (found.trouble, found.subject) == about(Trouble.CASE_STANDS_STILL, case)
    assert found.detail == "JournalGap 7"
    with pytest.raises(Unavailable):
        await work.desk.perform(
            case.agency, case.number, case.asked("officer-li", "add_evidence", evidence(501), "meanwhile")
        )
    [filled] = await work.filled()
    # What the case had tried to record beyond the gap is in its history, too.
    assert (filled.before, filled.after) == (6, receipt.position)
    assert stored(work, case)[:-1] == before
    asked = case.asked("officer-li", "add_evidence", evidence(502), "afterwards")
    receipt = await until(lambda: _taken(case, asked))
    assert await case.settled() == receipt.position
    await until(lambda: _told_nothing(work))


async def _taken(case: OnTheEngine, asked: Asked) -> Receipt | None:
    try:
        return await case.work.desk.perform(case.agency, case.number, asked)
    except Unavailable:
        return None


async def test_a_move_that_would_make_a_case_too_large_is_told(
    work: Watched, monkeypatch: pytest.MonkeyPatch
):
    case = await opened(work, told())
    await case.settled()
    desk = work.telling_desk()
    with monkeypatch.context() as patched:
        patched.setattr("workflows.size.LIMIT", 1000)
        asked = case.asked("officer-li", "add_evidence", evidence(1000), "large")
        with pytest.raises(Barred):
            await desk.perform(case.agency, case.number, asked)
    [told_] = work.book.open(Trouble.CASE_TOO_LARGE)
    assert told_.found == Found.of_case(Trouble.CASE_TOO_LARGE, case.agency, case.number, "add_evidence")


async def _in_a_while(case: OnTheEngine) -> datetime:
    return await case.now() + timedelta(minutes=2)


async def _standing(work: Watched) -> tuple[Found, ...]:
    return (await work.checks.standing()).found


async def _told_nothing(work: Watched) -> bool:
    return work.book.open(Trouble.CASE_STANDS_STILL) == ()
