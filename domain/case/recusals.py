"""Recusals (回避): who was asked to stand back, by whom, and what the head decided."""

from datetime import date

from domain.lengths import Line, Text
from domain.record import Computing, FileHash, Record


class Recusal(Record):
    number: int
    person: str
    name: Line = ""
    head: bool = False
    """Whether it is a head, of whom the heads together decide."""
    party: int | None = None
    """The party that asked; nothing where the person himself did."""
    ground: Text
    asked_on: date
    decided_on: date | None = None
    granted: bool = False
    reason: Text = ""
    record: FileHash = ""
    """Where it is the head's own: SHA-256 of the record of the heads' discussion."""


class Recusals(Computing):
    all: tuple[Recusal, ...] = ()

    def get(self, number: int) -> Recusal | None:
        return self.all[number - 1] if 0 < number <= len(self.all) else None

    @property
    def waiting(self) -> tuple[Recusal, ...]:
        return tuple(r for r in self.all if r.decided_on is None)

    def stands_back(self, person: str, by: date | None = None) -> bool:
        """Whether it was decided that this person stands back from the case; on a day or before, where one is given."""
        return any(
            r.granted and r.person == person and (by is None or r.decided_on is None or r.decided_on <= by)
            for r in self.all
        )
