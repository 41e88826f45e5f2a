"""The check of document numbers: none is given twice, and no serial is missing in its row."""

from sqlalchemy import func, select

from domain.case.checks import Check, Checked
from domain.case.system_work import Found, Trouble
from register.database import Database
from register.number_check import NumberFaultKind, faults
from register.tables import numbers

TROUBLES = {
    NumberFaultKind.GAP: Trouble.NUMBER_GAP,
    NumberFaultKind.DOUBLE: Trouble.NUMBER_DOUBLED,
    NumberFaultKind.LEFT_LYING: Trouble.NUMBER_LEFT_LYING,
    NumberFaultKind.NOT_ENTERED: Trouble.NUMBER_NOT_ENTERED,
}


def check_numbers(database: Database) -> Checked:
    """Look for gaps and doubles, and for what was reserved and not used."""
    found = tuple(Found(TROUBLES[fault.kind], fault.printed, str(fault.detail)) for fault in faults(database))
    with database.reading() as connection:
        count = connection.scalar(select(func.count()).select_from(numbers)) or 0
    return Checked(Check.NUMBERING, count, found)
