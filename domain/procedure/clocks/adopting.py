"""New rules (适用新规则): law and calendars adopted in an open case; what was told to a party stands."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.issuing import stopped_by_law
from domain.case.last_days import DeadlineShift, LastDays, SettledDay, ShiftedDeadline
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.lengths import Code
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.drafting import RulebookAdopted
from domain.procedure.clocks.deadlines import rests
from domain.procedure.clocks.new_rules import renewal
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp


class LastDaysKept(Fact):
    """Last days told to parties stand although the new rules would set them earlier."""

    title: ClassVar = Words("已告知的届满日不提前", "last days kept")
    component: ClassVar = "last_days"
    informs: ClassVar = (Role.OFFICER,)
    kept: tuple[SettledDay, ...]

    def change(self, case: Case, stamp: Stamp) -> LastDays:
        return case.last_days.keeping(self.kept)

    def said(self, case: Case) -> Iterator[Words]:
        for day in self.kept:
            yield Words("{party}{term}仍至 {last_day}", "{party}, {term}: still until {last_day}").filled(
                party=case.party(day.party).said, term=TermKey(day.term), last_day=day.last_day
            )


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
            on=stamp.on, rulebook=self.rulebook, shifted=len(self.shifted), informed=self.informed
        )
        return case.last_days.model_copy(update={"shifts": case.last_days.shifts.and_(shift)})

    def said(self, case: Case) -> Iterator[Words]:
        names = {person.id: person.name for person in case.people.officers}
        yield Words(
            "变动的期限 {number} 项，已通知：{informed}", "{number} deadlines shifted; informed: {informed}"
        ).filled(number=len(self.shifted), informed=listed(names.get(one) or one for one in self.informed))


ANOTHER_RULEBOOK = Refusal(
    "AnotherRulebook",
    art(APL, "85"),
    Words("交来的规则与所指的不一致", "the rulebook handed in is not the one named"),
    Words(
        "请重新装载规则集后再适用（核对 sha256；见 tingshu law adopt）",
        "load the rules again, then adopt them (check `sha256`; see tingshu law adopt)",
    ),
    Sort.FORM,
)
RULEBOOK_IN_FORCE = Refusal(
    "RulebookInForce",
    art(APL, "85"),
    Words("本案已适用该规则", "the case has these rules already"),
    Words(
        "无须再次适用；适用其他规则的，请系统运维装载（tingshu law adopt）",
        "nothing is left to do; other rules are loaded by the operator (`tingshu law adopt`)",
    ),
)
ANOTHER_PROFILE = Refusal(
    "AnotherProfile",
    art(APL, "85"),
    Words(
        "交来的是{handed_in}的规则，本案适用{profile}",
        "the rules handed in are of {handed_in}, and the case is bound by {profile}",
    ),
    Words("请交来{profile}的规则集（其 sha256）", "hand in the rules of {profile} (`sha256`)"),
)
CALENDAR_YEAR_LOST = Refusal(
    "CalendarYearLost",
    art(APL, "85"),
    Words(
        "新规则没有本案已用的{years}年放假安排",
        "the new rules lack the calendar of {years}, with which the case has counted",
    ),
    Words(
        "请系统运维重新装载新的放假安排，已有年份随之保留（tingshu law adopt）",
        "let the operator load the new calendar again: the years that are there are kept (`tingshu law adopt`)",
    ),
)


CASE_AT_REST = Refusal(
    "CaseAtRest",
    art(APL, "85"),
    Words(
        "案件已经结案，各项权利的期限均已届满，没有期限受新规则影响",
        "the case is closed and every right in it is over: no term of it is left for new rules",
    ),
    Words(
        "重新打开（reopen）之后才适用新规则",
        "new rules are adopted once it was reopened (reopen)",
    ),
)


class AdoptRulebook(Move):
    """Adopt new law or a new calendar (适用新规则) in an open case. The rules come in the envelope.

    A last day that a party was told does not move earlier by it. What unread law kept from being made is ordered again.
    """

    title: ClassVar = Words("适用新规则", "adopt new rules")
    by: ClassVar = (Role.CLOCK, Role.OPERATOR)
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (RulebookAdopted, LastDaysKept, DeadlinesShifted, DocumentsOrdered)

    sha256: Annotated[
        Code, Label("规则集", "rulebook", "所交规则集的 SHA-256", "SHA-256 of the rules handed in")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if rests(now.case, now.today):
            yield CASE_AT_REST()

    def faults(self, now: Moment) -> Iterator[Refused]:
        if now.new_rules is None or now.new_rules.sha256 != self.sha256:
            yield ANOTHER_RULEBOOK()
        elif now.case.rules.sha256 == self.sha256:
            yield RULEBOOK_IN_FORCE()
        elif now.case.rulebook.profile != now.new_rules.profile:
            yield ANOTHER_PROFILE(profile=now.case.rulebook.profile, handed_in=now.new_rules.profile)
        elif lost := _years(now.case.rulebook) - _years(now.new_rules):
            yield CALENDAR_YEAR_LOST(years=listed(sorted(lost)))

    def facts(self, now: Moment) -> Iterator[Fact]:
        rules = now.new_rules
        assert rules is not None, "faults asked for them"
        new = renewal(now.case, rules, now.today)
        yield RulebookAdopted.of(rules)
        if new.kept:
            yield LastDaysKept(kept=new.kept)
        if new.shifted:
            informed = tuple(p.id for p in now.case.people.officers if p.email)
            yield DeadlinesShifted(rulebook=rules.sha256, shifted=new.shifted, informed=informed)
        if stopped := tuple(d.id for d in stopped_by_law(now.case)):
            yield DocumentsOrdered(again=stopped)


def _years(rules: Rulebook) -> set[int]:
    return {one.year for one in rules.calendar.years}


MOVES = (AdoptRulebook,)
FACTS = (LastDaysKept, DeadlinesShifted)
