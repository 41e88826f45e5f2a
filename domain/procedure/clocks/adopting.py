"""New rules (适用新规则): law and calendars adopted in an open case; what was told to a party stands."""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.last_days import DeadlineShift, LastDays, SettledDay, ShiftedDeadline
from domain.case.people import Role
from domain.law.articles import art
from domain.law.rulebook import Rulebook
from domain.procedure.chapters.drafting import RulebookAdopted
from domain.procedure.clocks.new_rules import renewal
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    Move,
    Refused,
    Stamp,
)


class LastDaysKept(Fact):
    """Last days told to parties stand although the new rules would set them earlier."""

    title: ClassVar = Words("已告知的届满日不提前", "last days kept")
    component: ClassVar = "last_days"
    informs: ClassVar = (Role.OFFICER,)
    kept: tuple[SettledDay, ...]

    def change(self, case: Case, stamp: Stamp) -> LastDays:
        return case.last_days.model_copy(update={"kept": (*case.last_days.kept, *self.kept)})


class DeadlinesShifted(Fact):
    """New rules have shifted open deadlines: from which days to which, and who is informed."""

    title: ClassVar = Words("期限有变动", "deadlines shifted")
    component: ClassVar = "last_days"
    informs: ClassVar = (Role.OFFICER,)
    rulebook: str
    shifted: tuple[ShiftedDeadline, ...]
    informed: tuple[str, ...]

    def change(self, case: Case, stamp: Stamp) -> LastDays:
        shift = DeadlineShift(
            on=stamp.on, rulebook=self.rulebook, shifted=self.shifted, informed=self.informed
        )
        return case.last_days.model_copy(update={"shifts": (*case.last_days.shifts, shift)})


class AdoptRulebook(Move):
    """Adopt new law or a new calendar (适用新规则) in an open case. The rules come in the envelope.

    A last day that a party was told does not move earlier by it.
    """

    title: ClassVar = Words("适用新规则", "adopt rulebook")
    by: ClassVar = (Role.CLOCK, Role.OPERATOR)
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (RulebookAdopted, LastDaysKept, DeadlinesShifted)

    sha256: str
    """SHA-256 of the rulebook handed in."""

    def faults(self, now: Moment) -> Iterator[Refused]:
        if now.new_rules is None or now.new_rules.sha256 != self.sha256:
            yield Refused(
                "AnotherRulebook",
                self.source,
                "交来的规则与所指的不一致 · the rulebook handed in is not the one named: load it again",
                MALFORMED,
            )
        elif now.case.rulebook.sha256 == self.sha256:
            yield Refused(
                "RulebookInForce", self.source, "本案已适用该规则 · the case has these rules already"
            )
        elif now.case.rulebook.profile != now.new_rules.profile:
            yield Refused(
                "AnotherProfile",
                self.source,
                f"本案适用{now.case.rulebook.profile} · the case is bound by {now.case.rulebook.profile}: hand in its rules",
            )
        elif lost := _years(now.case.rulebook) - _years(now.new_rules):
            years = "、".join(map(str, sorted(lost)))
            yield Refused(
                "CalendarYearLost",
                self.source,
                f"新规则没有本案已用的{years}年安排：请用 tingshu law adopt"
                f" · the new rules lack the calendar of {years}, which the case has counted with: use `tingshu law adopt`",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        rules = now.new_rules
        assert rules is not None, "faults asked for them"
        new = renewal(now.case, rules, now.today)
        yield RulebookAdopted(rulebook=rules)
        if new.kept:
            yield LastDaysKept(kept=new.kept)
        if new.shifted:
            informed = tuple(p.id for p in now.case.people.officers if p.email)
            yield DeadlinesShifted(rulebook=rules.sha256, shifted=new.shifted, informed=informed)


def _years(rules: Rulebook) -> set[int]:
    return {one.year for one in rules.calendar.years}


MOVES = (AdoptRulebook,)
FACTS = (
    LastDaysKept,
    DeadlinesShifted,
)
