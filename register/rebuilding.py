"""Rebuild (重建): fold the stored journals again, and hold the tables against what comes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select, update

from domain.case.journal import Entry
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
    differed: tuple[str, ...]
    """The tables that said something else than the journal; nothing when all was right."""
    doubles: tuple[str, ...] = ()
    """The numbers of its documents that another document has as well, as they are printed."""


class Rebuilder:
    def __init__(self, database: Database, projection: Projection[Any]) -> None:
        self._database = database
        self._projection = projection

    def rebuild(self, agency: str | None = None) -> Iterator[Rebuilt]:
        """Write the tables of every case anew from its journal, a transaction a case; what was sent stays sent.

        Raises:
            BrokenChain: A journal is not what was written: nothing is built on it.
        """
        for code, number in self._cases(agency):
            with self._database.writing() as connection:
                yield self._rebuild(connection, code, number)

    def differences(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the tables that say something else of a case than its journal."""
        with self._database.snapshot() as connection:
            _, rows = self._rows(connection, agency, number)
            return self._differences(connection, agency, number, rows)

    def _rebuild(self, connection: Connection, agency: str, number: str) -> Rebuilt:
        entries, rows = self._rows(connection, agency, number)
        differed = self._differences(connection, agency, number, rows)
        connection.execute(update(cases).where(_of(cases, agency, number)).values(**rows.case))
        for table, new in rows.of_tables().items():
            replace_rows(connection, table, agency, number, new)
        settle(connection, rows.numbers)
        write_receipts(connection, agency, number, self._projection.receipts(None, entries))
        return Rebuilt(agency, number, differed, doubles(connection, rows.numbers))

    def _rows(self, connection: Connection, agency: str, number: str) -> tuple[list[Entry], Rows]:
        verify(connection, agency, number)
        entries = read_entries(connection, agency, number)
        return entries, self._projection.rows(self._projection.fold(None, entries), entries[-1])

    def _differences(self, connection: Connection, agency: str, number: str, rows: Rows) -> tuple[str, ...]:
        wanted = {cases: [rows.case], **rows.of_tables()}
        unlike = [
            table.name
            for table, new in wanted.items()
            if _stored(connection, table, agency, number) != _complete(table, new)
        ]
        return (*unlike, *(() if settled(connection, rows.numbers) else (numbers.name,)))

    def _cases(self, agency: str | None) -> list[tuple[str, str]]:
        statement = select(cases.c.agency, cases.c.number).order_by(cases.c.agency, cases.c.number)
        if agency is not None:
            statement = statement.where(cases.c.agency == agency)
        with self._database.reading() as connection:
            return [(row.agency, row.number) for row in connection.execute(statement)]


_NOT_PROJECTED = frozenset({"agency", "number", "position", "head"})
"""Key, and what the journal itself is verified by."""


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
