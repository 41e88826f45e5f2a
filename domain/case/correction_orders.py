"""Orders to correct (责令改正, 行政处罚法 第28条第1款): what a party has to put right, and by when."""

from datetime import date

from domain.lengths import Text
from domain.record import Record


class CorrectionOrder(Record):
    """One order to a party; it is no penalty, and says nothing of one."""

    document: int
    what: Text
    until: date
    """The last day, inclusive: the head sets it, no term of law does."""
    ordered_on: date
    by: str
