"""A changed projection is rebuilt while the system works, and goes on where it was broken off."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import func, select, update

from domain.case.journal import Entry
from register.database import Database
from register.projection import PROJECTION, CaseProjection, Folded
from register.rebuilding import Rebuilder
from register.recording import Recorder, Rows
from register.tables import cases, journal
from tests.procedure.playing import Play, standard
from tests.register.moves import moves

AGENCY = "zj-market"
CASES = [f"2026-{n:04}" for n in range(1, 31)]
KILLED_AFTER = 7

REBUILD = """
import sys
from domain.law.held import hold
from domain.law.rulebook import rulebook_for
from register.database import Database, open_engine
from register.projection import CaseProjection
from register.rebuilding import Rebuilder

hold(rulebook_for("market+zhenjiang+demo"))
for rebuilt in Rebuilder(Database(open_engine(sys.argv[1])), CaseProjection()).rebuild():
    print(rebuilt.number, flush=True)
"""


class Next(CaseProjection):
    """The projection of a later version: it says what waits otherwise."""

    version = PROJECTION + 1

    def rows(self, folded: Folded, last: Entry) -> Rows:
        made = super().rows(folded, last)
        made.work[:] = [{**row, "what": f"{row['what']}！"} for row in made.work]
        return made


class Interrupted(CaseProjection):
    """Has something happen between the reading of a journal and the writing of the tables."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then: Callable[[], None] | None = then

    def fold(self, before: Folded | None, entries: Sequence[Entry]) -> Folded:
        folded = super().fold(before, entries)
        if self._then is not None:
            then, self._then = self._then, None
            then()
        return folded


@pytest.fixture(scope="module")
def batches() -> list[list[Entry]]:
    played: Play = standard(until="issue_notices")
    return list(moves(played))


def record(database: Database, numbers: Sequence[str], batches: Sequence[Sequence[Entry]]) -> None:
    """The same facts under several numbers: what is projected of a case follows from its journal alone."""
    recorder = Recorder(database, CaseProjection())
    for number in numbers:
        recorder.record(AGENCY, number, [entry for entries in batches for entry in entries])


def outdated(database: Database, version: int = PROJECTION - 1) -> None:
    with database.writing() as connection:
        connection.execute(update(cases).values(projected_by=version, stage="of an older version"))


def versions(database: Database) -> dict[int, int]:
    counted = select(cases.c.projected_by, func.count()).group_by(cases.c.projected_by)
    with database.reading() as connection:
        return {version: count for version, count in connection.execute(counted)}


def test_only_what_an_older_projection_wrote_is_rebuilt(database: Database, batches: list[list[Entry]]):
    record(database, CASES[:4], batches)
    rebuilder = Rebuilder(database, CaseProjection())
    assert (rebuilder.count(), list(rebuilder.rebuild())) == (0, [])
    outdated(database)
    record(database, CASES[4:5], batches)
    assert rebuilder.count() == 4
    assert [(r.number, r.differed) for r in rebuilder.rebuild()] == [(n, ("cases",)) for n in CASES[:4]]
    assert (rebuilder.count(), rebuilder.count(every=True)) == (0, 5)
    assert [r.differed for r in rebuilder.rebuild(every=True)] == [()] * 5


def test_what_a_newer_programme_wrote_is_left_alone(database: Database, batches: list[list[Entry]]):
    record(database, CASES[:2], batches)
    assert len(list(Rebuilder(database, Next()).rebuild())) == 2
    older = Rebuilder(database, CaseProjection())
    assert list(older.rebuild()) == list(older.rebuild(every=True)) == []
    assert versions(database) == {PROJECTION + 1: 2}


def test_a_rebuild_that_was_killed_goes_on_with_the_rest(
    database: Database, database_url: str, batches: list[list[Entry]]
):
    record(database, CASES, batches)
    outdated(database)
    killed = subprocess.Popen(
        [sys.executable, "-c", REBUILD, database_url], stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout
    for _ in range(KILLED_AFTER):
        assert killed.stdout.readline().strip() in CASES
    killed.kill()
    killed.communicate()
    done = versions(database).get(PROJECTION, 0)
    assert KILLED_AFTER <= done < len(CASES)
    rest = [rebuilt.number for rebuilt in Rebuilder(database, CaseProjection()).rebuild()]
    assert rest == CASES[done:]
    assert versions(database) == {PROJECTION: len(CASES)}
    assert all(Rebuilder(database, CaseProjection()).differences(AGENCY, n) == () for n in CASES)


def test_what_is_recorded_while_a_case_is_folded_is_not_lost(database: Database, batches: list[list[Entry]]):
    record(database, CASES[:1], batches[:-2])
    outdated(database)

    def record_more() -> None:
        Recorder(database, CaseProjection()).record(AGENCY, CASES[0], batches[-2])
        outdated(database)
        # By an older process, whose version the rebuild must still replace.
        Recorder(database, CaseProjection()).record(AGENCY, CASES[0], batches[-1])
        outdated(database)

    [rebuilt] = Rebuilder(database, Interrupted(record_more)).rebuild()
    assert rebuilt.differed == ("cases",)
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, CASES[0]) == ()
    with database.reading() as connection:
        assert connection.scalar(select(cases.c.position)) == batches[-1][-1].seq


def test_a_case_that_was_recorded_meanwhile_needs_no_rebuild(database: Database, batches: list[list[Entry]]):
    record(database, CASES[:1], batches[:-1])
    outdated(database)
    more = Recorder(database, CaseProjection())
    rebuilder = Rebuilder(database, Interrupted(lambda: _done(more.record(AGENCY, CASES[0], batches[-1]))))
    assert list(rebuilder.rebuild()) == []
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, CASES[0]) == ()


def _done(_: object) -> None: ...


def test_cases_are_recorded_while_all_of_them_are_rebuilt(database: Database, batches: list[list[Entry]]):
    record(database, CASES, batches[:4])
    outdated(database)
    rebuilding = threading.Thread(target=lambda: list(Rebuilder(database, CaseProjection()).rebuild()))
    recorder = Recorder(database, CaseProjection())
    rebuilding.start()
    for number in reversed(CASES):
        for entries in batches[4:]:
            recorder.record(AGENCY, number, entries)
    rebuilding.join()
    assert versions(database) == {PROJECTION: len(CASES)}
    for number in CASES:
        assert Rebuilder(database, CaseProjection()).differences(AGENCY, number) == ()
    with database.reading() as connection:
        entries = connection.scalar(select(func.count()).select_from(journal))
    assert entries == len(CASES) * batches[-1][-1].seq


def test_an_older_process_that_goes_on_recording_mixes_no_tables(
    database: Database, batches: list[list[Entry]]
):
    """Else it would leave standing what a rebuild wrote otherwise, under its own version."""
    older, old, new = Recorder(database, CaseProjection()), CaseProjection(), Next()
    for entries in batches:
        older.record(AGENCY, CASES[0], entries)
        assert Rebuilder(database, old).differences(AGENCY, CASES[0]) == ()
        assert versions(database) == {PROJECTION: 1}
        assert len(list(Rebuilder(database, new).rebuild())) == 1
        assert Rebuilder(database, new).differences(AGENCY, CASES[0]) == ()


def test_one_broken_journal_does_not_stop_the_rest(database: Database, batches: list[list[Entry]]):
    record(database, CASES[:3], batches)
    outdated(database)
    with database.writing() as connection:
        broken = (journal.c.number == CASES[1]) & (journal.c.seq == 3)
        connection.execute(update(journal).where(broken).values(head="0" * 64))
    found = {r.number: bool(r.broken) for r in Rebuilder(database, CaseProjection()).rebuild()}
    assert found == {CASES[0]: False, CASES[1]: True, CASES[2]: False}
    assert versions(database) == {PROJECTION - 1: 1, PROJECTION: 2}
