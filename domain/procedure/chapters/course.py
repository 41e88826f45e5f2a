"""At any time (随时): evidence is added, rules are adopted; and what the clock and the machinery say."""

from collections.abc import Iterator
from typing import ClassVar

from domain.case.case import Case
from domain.case.papers import Evidence, Papers
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Course, ShiftedDeadline, DeadlineShift, SettledDay
from domain.law.articles import art
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.procedure.chapters.drafting import RulebookAdopted
from domain.procedure.faults import in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Clock,
    Fact,
    MachineMove,
    Moment,
    Move,
    Refused,
    Span,
    Stamp,
)
from domain.procedure.new_rules import renewal


class EvidenceAdded(Fact):
    """A piece of evidence was added; the papers are another version."""

    title: ClassVar = "证据已补充"
    component: ClassVar = "papers"
    tells: ClassVar = (Role.OFFICER,)
    evidence: Evidence
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return case.papers.model_copy(update={"evidence": (*case.papers.evidence, self.evidence)})


class AddEvidence(Move):
    """Add a piece of evidence (补充证据) with the reason; it makes a new papers version."""

    title: ClassVar = "补充证据"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "46")
    makes: ClassVar = (EvidenceAdded,)

    evidence: Evidence
    reason: str

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        file = now.case.papers
        if self.evidence.obtained_on is not None:
            yield from in_order(now, self.source, self.evidence.obtained_on, "取得日期", after=None, event="")
        if any(e.id == self.evidence.id for e in file.evidence):
            yield Refused(
                "EvidenceIdTaken",
                self.source,
                f"证据编号{self.evidence.id}已经使用 · evidence {self.evidence.id} exists: give another id",
                MALFORMED,
            )
        strangers = set(self.evidence.proves) - {f.id for f in file.findings}
        if strangers or not self.evidence.proves or not self.reason:
            yield Refused(
                "EvidenceProvesNothing",
                self.source,
                "须写明所证明的违法事实和补充的理由 · name the findings it proves and the reason for adding it",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield EvidenceAdded(evidence=self.evidence, reason=self.reason)


class LastDaysKept(Fact):
    """Last days told to parties stand although the new rules would set them earlier."""

    title: ClassVar = "已告知的届满日不提前"
    component: ClassVar = "course"
    tells: ClassVar = (Role.OFFICER,)
    kept: tuple[SettledDay, ...]

    def change(self, case: Case, stamp: Stamp) -> Course:
        return case.course.model_copy(update={"kept": (*case.course.kept, *self.kept)})


class DeadlinesShifted(Fact):
    """New rules have moved open deadlines: from which days to which, and who is told."""

    title: ClassVar = "期限有变动"
    component: ClassVar = "course"
    tells: ClassVar = (Role.OFFICER,)
    rulebook: str
    moved: tuple[ShiftedDeadline, ...]
    told: tuple[str, ...]

    def change(self, case: Case, stamp: Stamp) -> Course:
        moving = DeadlineShift(on=stamp.on, rulebook=self.rulebook, moved=self.moved, told=self.told)
        return case.course.model_copy(update={"shifts": (*case.course.shifts, moving)})


class AdoptRulebook(Move):
    """Adopt new law or a new calendar (适用新规则) in an open case. The rules come in the envelope.

    A last day that a party was told does not move earlier by it.
    """

    title: ClassVar = "适用新规则"
    by: ClassVar = (Role.CLOCK, Role.OPERATOR)
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (RulebookAdopted, LastDaysKept, DeadlinesShifted)

    sha256: str
    """SHA-256 of the rulebook handed in."""

    def faults(self, now: Moment) -> Iterator[Refused]:
        if now.rulebook is None or now.rulebook.sha256 != self.sha256:
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
        elif now.case.rulebook.profile != now.rulebook.profile:
            yield Refused(
                "AnotherProfile",
                self.source,
                f"本案适用{now.case.rulebook.profile} · the case is bound by {now.case.rulebook.profile}: hand in its rules",
            )
        elif lost := _years(now.case.rulebook) - _years(now.rulebook):
            years = "、".join(map(str, sorted(lost)))
            yield Refused(
                "CalendarYearLost",
                self.source,
                f"新规则没有本案已用的{years}年安排：请用 tingshu law adopt"
                f" · the new rules lack the calendar of {years}, which the case has counted with: use `tingshu law adopt`",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        new = renewal(now.case, now.handed_rules, now.today)
        yield RulebookAdopted(rulebook=now.handed_rules)
        if new.kept:
            yield LastDaysKept(kept=new.kept)
        if new.moved:
            told = tuple(p.id for p in now.case.people.officers if p.email)
            yield DeadlinesShifted(rulebook=now.handed_rules.sha256, moved=new.moved, told=told)


def _years(rules: Rulebook) -> set[int]:
    return {one.year for one in rules.calendar.years}


class TermEnded(Fact):
    """A last day has passed: a right is spent, a duty is overdue, or the law makes something true. SettledDay once."""

    title: ClassVar = "期限已届满"
    component: ClassVar = "course"
    tells: ClassVar = (Role.OFFICER,)
    told: SettledDay
    overdue: bool = False

    def change(self, case: Case, stamp: Stamp) -> Course:
        return case.course.model_copy(update={"told": (*case.course.told, self.told)})


class EndTerm(MachineMove):
    """The clock says that a last day has passed (期限届满)."""

    title: ClassVar = "期限届满"
    source: ClassVar = art(APL, "85")
    makes: ClassVar = (TermEnded,)
    told: SettledDay
    overdue: bool = False

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield TermEnded(told=self.told, overdue=self.overdue)
        clock = _clock(self.told.term)
        if clock and clock.at_end and self.told.party is not None:
            yield from clock.at_end(now.case, now.case.party(self.told.party), self.told.last_day)


def _clock(term: str) -> Clock | None:
    from domain.procedure import CLOCKS  # the registry imports the chapters

    return next((c for c in CLOCKS if c.term == term), None)


class EffectFailed(Fact):
    """An effect failed so often that a person should look."""

    title: ClassVar = "任务失败"
    component: ClassVar = "course"
    tells: ClassVar = (Role.OFFICER,)
    effect: str
    attempts: int
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Course:
        return case.course.model_copy(
            update={"failures": (*case.course.failures, f"{self.effect}: {self.reason}")}
        )


class ReportFailure(MachineMove):
    """Say that an effect failed again and again (任务失败); it is retried all the same."""

    title: ClassVar = "任务失败"
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (EffectFailed,)
    effect: str
    attempts: int
    reason: str

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield EffectFailed(effect=self.effect, attempts=self.attempts, reason=self.reason)


class SignalRefused(Fact):
    """A signal was refused, or could not be read. Kept and shown, never dropped."""

    title: ClassVar = "信号被拒"
    component: ClassVar = "course"
    tells: ClassVar = (Role.OFFICER, Role.REVIEWER)
    signal: str
    id: str
    code: str
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Course:
        said = f"{self.signal} {self.id}: {self.code} {self.reason}"
        return case.course.model_copy(update={"refused_signals": (*case.course.refused_signals, said)})


class RefuseSignal(MachineMove):
    """Record a signal that was refused (信号被拒)."""

    title: ClassVar = "信号被拒"
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (SignalRefused,)
    signal: str
    id: str
    code: str
    reason: str

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SignalRefused(signal=self.signal, id=self.id, code=self.code, reason=self.reason)


def _limitation(case: Case, party: Party | None) -> Iterator[Span]:
    file = case.papers
    if not file.harm:
        yield Span(start=file.act_to, ended_on=file.discovered_on)


def _limitation_with_harm(case: Case, party: Party | None) -> Iterator[Span]:
    file = case.papers
    if file.harm:
        yield Span(start=file.act_to, ended_on=file.discovered_on)


MOVES = (AddEvidence, AdoptRulebook)
MACHINE = (EndTerm, ReportFailure, RefuseSignal)
FACTS = (EvidenceAdded, LastDaysKept, DeadlinesShifted, TermEnded, EffectFailed, SignalRefused)
CLOCKS = (
    Clock(TermKey.LIMITATION, owner=Role.OFFICER, per_party=False, span=_limitation),
    Clock(TermKey.LIMITATION_WITH_HARM, owner=Role.OFFICER, per_party=False, span=_limitation_with_harm),
)
