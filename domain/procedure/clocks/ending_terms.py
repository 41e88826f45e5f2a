"""Terms that end (期限届满): the clock says once that a last day has passed, and what the law makes of it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.last_days import LastDays, SettledDay
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.clocks.table import CLOCK_OF
from domain.procedure.language import APL, Fact, MachineMove, Moment, Stamp


class TermEnded(Fact):
    """A last day has passed: a right is spent, a duty is overdue, or the law makes something true. Said once."""

    title: ClassVar = Words("期限已届满", "term ended")
    component: ClassVar = "last_days"
    informs: ClassVar = (Role.OFFICER,)
    day: SettledDay
    overdue: bool = False

    def change(self, case: Case, stamp: Stamp) -> LastDays:
        return case.last_days.model_copy(update={"passed": (*case.last_days.passed, self.day)})

    def said(self, case: Case) -> Iterator[Words]:
        whose = case.party(self.day.party).said if self.day.party else WHOLE_CASE
        yield Words(
            "{whose}{term}：{state}，届满日 {last_day}", "{whose}, {term}: {state}, last day {last_day}"
        ).filled(
            whose=whose,
            term=TermKey(self.day.term),
            state=OVERDUE if self.overdue else OVER,
            last_day=self.day.last_day,
        )


WHOLE_CASE = Words("全案", "the case")
OVERDUE, OVER = Words("已逾期", "overdue"), Words("已届满", "over")


class EndTerm(MachineMove):
    """The clock says that a last day has passed (期限届满)."""

    title: ClassVar = Words("期限届满", "end a term")
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (TermEnded,)

    day: Annotated[SettledDay, Label("届满的期限", "the term that ended")]
    overdue: Annotated[
        bool, Label("逾期", "overdue", "应办事项没有在期限内办理", "a duty that was not done in time")
    ] = False

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield TermEnded(day=self.day, overdue=self.overdue)
        clock = CLOCK_OF[TermKey(self.day.term)]
        if clock.at_end and self.day.party is not None:
            yield from clock.at_end(now.case, now.case.party(self.day.party), self.day.last_day)


MACHINE = (EndTerm,)
FACTS = (TermEnded,)
