"""The check of document numbers: none is given twice, and no serial is missing in its row."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from domain.case.checks import Check, Checked
from domain.case.system_work import Found, Trouble
from register.database import Database
from register.tables import documents, numbers


class NumberFaultKind(StrEnum):
    GAP = "gap"
    DOUBLE = "double"
    LEFT_LYING = "left_lying"
    NOT_ENTERED = "not_entered"


TROUBLES = {
    NumberFaultKind.GAP: Trouble.NUMBER_GAP,
    NumberFaultKind.DOUBLE: Trouble.NUMBER_DOUBLED,
    NumberFaultKind.LEFT_LYING: Trouble.NUMBER_LEFT_LYING,
    NumberFaultKind.NOT_ENTERED: Trouble.NUMBER_NOT_ENTERED,
}


@dataclass(frozen=True)
class NumberFault:
    kind: NumberFaultKind
    issuer: str
    word: str
    year: int | None
    serial: int | None
    printed: str
    detail: str
    """Which cases it is about."""


def check_numbers(database: Database) -> Checked:
    """Look for gaps and doubles."""
    found = tuple(_found(fault) for fault in faults(database))
    with database.reading() as connection:
        count = connection.scalar(select(func.count()).select_from(numbers)) or 0
    return Checked(Check.NUMBERING, count, found)


def _found(fault: NumberFault) -> Found:
    row = f"{fault.issuer} {fault.word} {fault.year} #{fault.serial}"
    return Found(TROUBLES[fault.kind], fault.printed or row, str(fault.detail))


# To be asked of the numbering itself once it knows which numbers it has given.


def faults(database: Database) -> Iterator[NumberFault]:
    """Yield what is wrong with the numbers."""
    yield from _doubles(database)
    yield from _gaps(database)


def _doubles(database: Database) -> Iterator[NumberFault]:
    given = documents.c.document_number
    twice = select(given).where(given.is_not(None)).group_by(given).having(func.count() > 1)
    where = select(given, documents.c.agency, documents.c.number, documents.c.document).where(
        given.in_(twice)
    )
    with database.reading() as connection:
        rows = connection.execute(where.order_by(given, documents.c.agency, documents.c.number)).all()
    holders: dict[str, list[str]] = {}
    for row in rows:
        holders.setdefault(row.document_number, []).append(f"{row.agency}/{row.number} #{row.document}")
    for printed, cases in holders.items():
        yield NumberFault(NumberFaultKind.DOUBLE, "", "", None, None, printed, ", ".join(cases))


def _gaps(database: Database) -> Iterator[NumberFault]:
    key = (numbers.c.agency, numbers.c.kind, numbers.c.year)
    with database.reading() as connection:
        rows = connection.execute(select(*key, numbers.c.serial).order_by(*key, numbers.c.serial)).all()
    last: dict[tuple[str, str, int], int] = {}
    for agency, kind, year, serial in rows:
        for missing in range(last.get((agency, kind, year), 0) + 1, serial):
            yield NumberFault(NumberFaultKind.GAP, agency, kind, year, missing, "", "")
        last[agency, kind, year] = serial
