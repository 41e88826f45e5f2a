"""Rebuild (重建): fold the stored journals again, and hold the tables against what comes out.

The system goes on working meanwhile: a transaction a case, in which nothing is folded but what was recorded since the
journal was read. Each case says by which version of the projection its tables were written, so that a rebuild that was
broken off goes on with what is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select, update

from domain.case.journal import BrokenChain, Entry
from domain.law.held import RulesNotHeld
from domain.procedure.receipts import Kept
from register.database import Database
from register.journal import read_entries, verify
from register.receipts import write_receipts
from register.recording import Projection, Rows, Values, replace_rows
from register.settling import doubles, settle, settled
from register.tables import cases, numbers


@dataclass(frozen=True)
class Rebuilt:
    agency: str
    number: str
    differed: tuple[str, ...] = ()
    """The tables that said something else than the journal; nothing when all was right."""
    doubles: tuple[str, ...] = ()
    """The numbers of its documents that another document has as well, as they are printed."""
    broken: str = ""
    """Why nothing was built: the journal is not what was written, or the rules that it names are not there."""


class _Read(NamedTuple):
    """A case as its journal tells it."""

    entries: list[Entry]
    folded: Any

    @property
    def last(self) -> Entry:
        return self.entries[-1]


class _Made(NamedTuple):
    rows: Rows
    receipts: Sequence[Kept]


class Rebuilder:
    def __init__(self, database: Database, projection: Projection[Any]) -> None:
        self._database = database
        self._projection = projection

    def count(self, agency: str | None = None, *, every: bool = False) -> int:
        """Return how many cases `rebuild` would write."""
        statement = select(func.count()).select_from(cases).where(*self._wanted(agency, every))
        with self._database.reading() as connection:
            return connection.scalar(statement) or 0

    def rebuild(self, agency: str | None = None, *, every: bool = False) -> Iterator[Rebuilt]:
        """Write the tables anew of each case that an older projection wrote, or of every case; what was sent stays sent.

        What a newer programme has written is left alone. A broken journal is said, and the rest is rebuilt.
        """
        for code, number in self._cases(agency, every):
            try:
                rebuilt = self._rebuild(code, number, every)
            except (BrokenChain, RulesNotHeld) as broken:
                rebuilt = Rebuilt(code, number, broken=str(broken))
            if rebuilt is not None:
                yield rebuilt

    def differences(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the tables that say something else of a case than its journal."""
        with self._database.snapshot() as connection:
            read = self._read(connection, agency, number)
            return _differences(connection, agency, number, self._rows(read))

    def _rebuild(self, agency: str, number: str, every: bool) -> Rebuilt | None:
        """Return nothing where the case was recorded by this projection meanwhile."""
        with self._database.snapshot() as connection:
            read = self._read(connection, agency, number)
        made = self._made(read)
        with self._database.writing() as connection:
            if not self._is_wanted(connection, agency, number, every):
                return None
            if since := read_entries(connection, agency, number, after=read.last.seq):
                made = self._made(self._gone_on(read, since))
            rows = made.rows
            differed = _differences(connection, agency, number, rows)
            values = {**rows.case, "projected_by": self._projection.version}
            connection.execute(update(cases).where(_of(cases, agency, number)).values(**values))
            for table, new in rows.of_tables().items():
                replace_rows(connection, table, agency, number, new)
            settle(connection, rows.numbers)
            write_receipts(connection, agency, number, made.receipts)
            return Rebuilt(agency, number, differed, doubles(connection, rows.numbers))

    def _read(self, connection: Connection, agency: str, number: str) -> _Read:
        verify(connection, agency, number)
        entries = read_entries(connection, agency, number)
        return _Read(entries, self._projection.fold(None, entries))

    def _gone_on(self, read: _Read, since: Sequence[Entry]) -> _Read:
        """Fold what was recorded since: `record` has held it against the chain."""
        return _Read([*read.entries, *since], self._projection.fold(read.folded, since))

    def _made(self, read: _Read) -> _Made:
        """All that is to be written, computed before the lock is taken."""
        return _Made(self._rows(read), tuple(self._projection.receipts(None, read.entries)))

    def _rows(self, read: _Read) -> Rows:
        return self._projection.rows(read.folded, read.last)

    def _is_wanted(self, connection: Connection, agency: str, number: str, every: bool) -> bool:
        """Look once more, and keep `record` from this case until the transaction ends."""
        mine = select(cases.c.position).where(_of(cases, agency, number), *self._wanted(None, every))
        return connection.scalar(mine.with_for_update()) is not None

    def _wanted(self, agency: str | None, every: bool) -> list[ColumnElement[bool]]:
        version = self._projection.version
        of_agency = [] if agency is None else [cases.c.agency == agency]
        return [cases.c.projected_by <= version if every else cases.c.projected_by < version, *of_agency]

    def _cases(self, agency: str | None, every: bool) -> list[tuple[str, str]]:
        statement = select(cases.c.agency, cases.c.number).where(*self._wanted(agency, every))
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(cases.c.agency, cases.c.number))
            return [(row.agency, row.number) for row in rows]


_NOT_PROJECTED = frozenset({"agency", "number", "position", "head", "projected_by"})
"""Key, what the journal itself is verified by, and who projected."""


def _differences(connection: Connection, agency: str, number: str, rows: Rows) -> tuple[str, ...]:
    wanted = {cases: [rows.case], **rows.of_tables()}
    unlike = [
        table.name
        for table, new in wanted.items()
        if _stored(connection, table, agency, number) != _complete(table, new)
    ]
    return (*unlike, *(() if settled(connection, rows.numbers) else (numbers.name,)))


def _of(table: Table, agency: str, number: str) -> ColumnElement[bool]:
    return and_(table.c.agency == agency, table.c.number == number)


def _stored(connection: Connection, table: Table, agency: str, number: str) -> list[Values]:
    found = connection.execute(select(table).where(_of(table, agency, number))).mappings()
    return _complete(table, [dict(row) for row in found])


def _complete(table: Table, rows: Sequence[Values]) -> list[Values]:
    """Return the rows with every projected column, in the order of their keys."""
    names = [c.name for c in table.columns if c.name not in _NOT_PROJECTED]
    keys = [c.name for c in table.primary_key if c.name in names]
    return sorted(
        ({name: row.get(name) for name in names} for row in rows), key=lambda row: [row[k] for k in keys]
    )
