"""Joins (并案): which other case is to come into this one, whether it came, and what is still to be united."""

from datetime import date

from domain.bilingual import Titled
from domain.lengths import Code, MachineText, Text
from domain.record import PersonId, Record


class JoinGround(Titled):
    """Why two cases are handled as one (并案的情形)."""

    SAME_PARTY = "same_party", "同一当事人", "the same party"
    CONNECTED = "connected", "违法行为相关联", "connected acts"


class SameParty(Record):
    """A party that stood in both cases: what is intended against it is to be proposed anew, for all that it did."""

    party: int
    proposal: Code
    """SHA-256 of what was intended in this case alone."""


class Join(Record):
    number: Code
    """Of the case that is to come in."""
    ground: JoinGround
    reason: Text
    by: PersonId
    seq: int
    """Position of the order: the other case knows it by this."""
    joined_on: date | None = None
    same: tuple[SameParty, ...] = ()
    refused_on: date | None = None
    refused: Code = ""
    refused_because: MachineText = ""

    @property
    def awaited(self) -> bool:
        """Whether the other case has still to answer."""
        return self.joined_on is None and self.refused_on is None
