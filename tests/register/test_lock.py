"""The register has one writer: what a case costs to compute is computed before its turn to write, and never within it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from domain.case.journal import Entry
from register.database import Database
from register.projection import CaseProjection, Folded
from register.rebuilding import Rebuilder
from register.recording import Recorder, Rows
from tests.procedure.scene import Scene

AGENCY = "zj-market"


class Watched(Database):
    """A database that knows whether its lock is held."""

    locked = False

    @contextmanager
    def writing(self, **how: Any) -> Iterator[Connection]:
        with super().writing(**how) as connection:
            self.locked = True
            try:
                yield connection
            finally:
                self.locked = False


class Noting(CaseProjection):
    """The real projection, which notes what is asked of it while the lock is held."""

    def __init__(self, database: Watched) -> None:
        self._database = database
        self.within = list[str]()
        self.asked = 0

    def _note(self, what: str) -> None:
        self.asked += 1
        if self._database.locked:
            self.within.append(what)

    def fold(self, before: Folded | None, entries: Sequence[Entry]) -> Folded:
        self._note("fold")
        return super().fold(before, entries)

    def rows(self, folded: Folded, last: Entry) -> Rows:
        self._note("rows")
        return super().rows(folded, last)

    def rulebooks(self, entries: Sequence[Entry]) -> Any:
        self._note("rulebooks")
        return super().rulebooks(entries)

    def receipts(self, before: Folded | None, entries: Sequence[Entry]) -> Any:
        self._note("receipts")
        return super().receipts(before, entries)

    def outgoing(self, before: Folded | None, after: Folded, entries: Sequence[Entry]) -> Any:
        self._note("outgoing")
        return super().outgoing(before, after, entries)


def test_nothing_is_computed_while_all_other_cases_wait(database: Database):
    watched = Watched(database.engine)
    noting = Noting(watched)
    recorder = Recorder(watched, noting)
    entries = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").entries
    recorder.record(AGENCY, "A-1", entries[:6])
    recorder.record(AGENCY, "A-1", entries[6:])
    assert noting.asked == 10
    assert [r.differed for r in Rebuilder(watched, noting).rebuild(every=True)] == [()]
    assert noting.asked == 13
    assert noting.within == []


def test_what_another_process_wrote_meanwhile_is_neither_lost_nor_written_twice(database: Database):
    entries = Scene().open("2026-05-18").reviewed("2026-05-20").entries
    other = Recorder(database, CaseProjection())

    class Meanwhile(CaseProjection):
        """While this one computes, another process records."""

        rows_asked = 0

        def rows(self, folded: Folded, last: Entry) -> Rows:
            self.rows_asked += 1
            if self.rows_asked == 1:
                other.record(AGENCY, "A-1", entries[:6])
            return super().rows(folded, last)

    slow = Meanwhile()
    recorded = Recorder(database, slow).record(AGENCY, "A-1", entries)
    assert slow.rows_asked == 2
    assert (recorded.position, recorded.head) == (len(entries), entries[-1].head)
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, "A-1") == ()


def test_of_the_rows_of_a_case_only_those_are_written_that_have_changed(database: Database):
    """Entry by entry it comes to the same tables, and what stays as it was is not written again."""
    entries = (
        Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01").entries
    )
    recorder, rebuilder = Recorder(database, CaseProjection()), Rebuilder(database, CaseProjection())
    recorder.record(AGENCY, "A-1", entries[:6])
    written = list[str]()

    @event.listens_for(database.engine, "before_cursor_execute")
    def noted(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("INSERT INTO documents", "DELETE FROM documents")):
            written.extend([statement] * (len(parameters) if isinstance(parameters, list) else 1))

    ordered = 0
    for entry in entries[6:]:
        written.clear()
        recorder.record(AGENCY, "A-1", [entry])
        assert rebuilder.differences(AGENCY, "A-1") == ()
        if entry.fact == "DocumentSealed":
            assert len(written) == 2, "its own row goes and comes; the other documents stay"
            ordered += 1
    assert ordered == 2
    event.remove(database.engine, "before_cursor_execute", noted)
