"""The journal as it is stored: read back, and held against its own hashes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.case.journal import GENESIS, BrokenChain, Entry, chain
from register.database import Database
from register.tables import cases, journal


def read_entries(
    connection: Connection, agency: str, number: str, *, after: int = 0, until: int | None = None
) -> list[Entry]:
    """Return the entries in order, `after` exclusive, `until` inclusive."""
    return [_entry(row) for row in _rows(connection, agency, number, after=after, until=until)]


class Journals:
    """The journals of all cases, for the machinery: readers go through `Queries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(
        self, agency: str, number: str, *, after: int = 0, until: int | None = None
    ) -> tuple[Entry, ...]:
        """Return the recorded entries of a case in order, `after` exclusive, `until` inclusive; none if it is unknown."""
        with self._database.reading() as connection:
            return tuple(read_entries(connection, agency, number, after=after, until=until))


@dataclass(frozen=True)
class Verified:
    """An unbroken journal."""

    position: int
    head: str


def verify(connection: Connection, agency: str, number: str) -> Verified:
    """Hash the stored bytes again, from the first entry to the last.

    Raises:
        BrokenChain: An entry was changed, is missing or was put in; or the columns beside the bytes differ from them.
    """
    head, seq = GENESIS, 0
    for row in _rows(connection, agency, number):
        head = chain(head, row.body.encode())
        if row.seq != seq + 1 or row.head != head or not columns_agree(row):
            raise BrokenChain(seq + 1)
        seq = row.seq
    stored = connection.execute(
        select(cases.c.position, cases.c.head).where(cases.c.agency == agency, cases.c.number == number)
    ).one_or_none()
    if stored is not None and (stored.position, stored.head) != (seq, head):
        raise BrokenChain(seq + 1)
    return Verified(seq, head)


def _rows(
    connection: Connection, agency: str, number: str, *, after: int = 0, until: int | None = None
) -> Iterator[Row[Any]]:
    statement = (
        select(journal)
        .where(journal.c.agency == agency, journal.c.number == number, journal.c.seq > after)
        .order_by(journal.c.seq)
    )
    if until is not None:
        statement = statement.where(journal.c.seq <= until)
    yield from connection.execute(statement)


def _entry(row: Row[Any]) -> Entry:
    return Entry.model_validate({**json.loads(row.body), "head": row.head})


def columns_agree(row: Row[Any]) -> bool:
    """Whether the columns beside the bytes say the same."""
    entry = _entry(row)
    said = (entry.seq, entry.at, entry.by, entry.move, entry.fact)
    return said == (row.seq, row.at, row.by, row.move, row.fact)
