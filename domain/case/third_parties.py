"""Who is no party, and whose interests the decision touches all the same (利害关系人)."""

from domain.lengths import Line, Text
from domain.record import Computing, Record


class ThirdParty(Record):
    """A person or body that is told of hearing and decision."""

    name: Line
    address: Line
    contact: Line = ""
    interest: Text
    """Which of its interests the decision touches."""


class ThirdParties(Computing):
    all: tuple[ThirdParty, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.all)
