"""Splits (分案): where a party goes on that was taken out of a case, and whence a case comes that began from another."""

from datetime import date

from domain.lengths import Code
from domain.record import Record


class Onward(Record):
    """The case in which a party goes on, and whether that is there yet."""

    number: Code
    seq: int
    """Position of the fact by which it goes on there: where it left, of a split; in the other case, of a join."""
    opened_on: date | None = None
    taken_on: date | None = None
    """On which day it was found that another case has the number: a head gives another one."""

    @property
    def awaited(self) -> bool:
        """Whether the new case is still to be opened under this number."""
        return self.opened_on is None and self.taken_on is None


class Origin(Record):
    """The case of which this one was a part."""

    number: Code
    party: int
    """The party that was taken out; it keeps its number, and so do its documents."""
    position: int
    head: str
    """Position and head of the entry by which it left there: the journals hold on to each other by it."""
