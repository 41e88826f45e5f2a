"""How time is measured: a clock, and the spans that it measures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.law.counting import Interval
from domain.law.terms import TermKey
from domain.procedure.language import Fact


@dataclass(frozen=True, slots=True)
class Span:
    """What a clock measures: from an event, until something ends it."""

    start: date
    ended_on: date | None = None
    excluded: tuple[Interval, ...] = ()
    lapsed_on: date | None = None
    """The day of the decision after which nobody can, or need, do any more what the clock waits for."""
    extended_by: int = 0
    """In the unit of the term."""
    stopped_on: date | None = None
    """Since when the clock stands still: a suspension that lasts."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A term of the law bound to this procedure. Never started or stopped by hand."""

    term: TermKey
    owner: Role
    per_party: bool
    span: Callable[[Case, Party | None], Iterator[Span]]
    """Every span the clock has measured in this case, the present one last."""
    right: bool = False
    """A right of the party: when the last day has passed it is spent, and nothing is overdue."""
    silence: bool = False
    """With `right`, and nobody's right: that the days pass is itself the answer, or lets the case go on."""
    reminds: bool = False
    """It only reminds its owner, again and again: its last day passes, and nobody is late."""
    limits: bool = False
    """Nobody's to do: once its last day has passed no penalty may be imposed (行政处罚法 第36条)."""
    of_decision: bool = False
    """Whether it hangs on the decision on a party: it is measured of every decision that was made on it."""
    at_end: Callable[[Case, Party, date], Iterator[Fact]] | None = None
    """What the law makes true on the last day."""

    @property
    def makes_late(self) -> bool:
        """Whether somebody is late once the last day has passed."""
        return not (self.right or self.reminds or self.limits)
