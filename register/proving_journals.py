"""The journals of the register held against their own hashes."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.case.journal_proof import Stored, flaws_of_case
from domain.case.proof import CaseHead, Chained, Damage, Flaw, Key, Told
from register.journal import columns_agree
from register.tables import cases, journal


def journal_flaws(connection: Connection, of: Key | None, told: Told) -> Iterator[Flaw]:
    """Yield every row of the journals, or of one, that is not as it was written, in order."""
    wanted = _of(of)
    ends = {(head.agency, head.number): head for head in _ends(connection, of)}
    rows = select(journal).where(*wanted).order_by(journal.c.agency, journal.c.number, journal.c.seq)
    found = connection.execute(rows, execution_options={"yield_per": 500})
    by_case = groupby(found, key=lambda row: (row.agency, row.number))
    for done, ((agency, number), entries) in enumerate(by_case, start=1):
        yield from flaws_of_case(agency, number, list(map(stored, entries)), ends.pop((agency, number), None))
        told(done, done + len(ends))
    for end in ends.values():
        yield from (
            Flaw(Chained.JOURNAL, Damage.MISSING, n, end.agency, end.number) for n in range(1, end.seq + 1)
        )


def _of(case: Key | None) -> list[Any]:
    return [] if case is None else [journal.c.agency == case[0], journal.c.number == case[1]]


def _ends(connection: Connection, of: Key | None) -> Iterator[CaseHead]:
    """How far each case was recorded, as the row of the case says it."""
    wanted = [] if of is None else [cases.c.agency == of[0], cases.c.number == of[1]]
    statement = select(cases.c.agency, cases.c.number, cases.c.position, cases.c.head).where(*wanted)
    for row in connection.execute(statement):
        yield CaseHead(row.agency, row.number, row.position, row.head)


def stored(row: Row[Any]) -> Stored:
    return Stored(row.seq, row.head, row.body.encode(), lambda: columns_agree(row))
