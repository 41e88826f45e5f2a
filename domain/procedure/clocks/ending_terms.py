"""Terms that end (期限届满): the clock says once that a last day has passed, and what the law makes of it."""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.last_days import LastDays, SettledDay
from domain.case.people import Role
from domain.law.articles import art
from domain.procedure.clocks.table import CLOCKS
from domain.procedure.language import (
    APL,
    Fact,
    MachineMove,
    Moment,
    Stamp,
)


class TermEnded(Fact):
    """A last day has passed: a right is spent, a duty is overdue, or the law makes something true. Said once."""

    title: ClassVar = Words("期限已届满", "term ended")
    component: ClassVar = "last_days"
    informs: ClassVar = (Role.OFFICER,)
    day: SettledDay
    overdue: bool = False

    def change(self, case: Case, stamp: Stamp) -> LastDays:
        return case.last_days.model_copy(update={"passed": (*case.last_days.passed, self.day)})


class EndTerm(MachineMove):
    """The clock says that a last day has passed (期限届满)."""

    title: ClassVar = Words("期限届满", "end term")
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (TermEnded,)
    day: SettledDay
    overdue: bool = False

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield TermEnded(day=self.day, overdue=self.overdue)
        clock = next(c for c in CLOCKS if c.term == self.day.term)
        if clock.at_end and self.day.party is not None:
            yield from clock.at_end(now.case, now.case.party(self.day.party), self.day.last_day)


MACHINE = (EndTerm,)
FACTS = (TermEnded,)
