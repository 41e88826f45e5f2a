"""Enforcement by the court (申请强制执行): applied for after the demand, followed to its end (行政强制法 第53至58条)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import CourtApplication, CourtStep, EnforcementStep
from domain.labels import Label
from domain.law.articles import art
from domain.law.errors import LawUnknown
from domain.law.terms import TermKey
from domain.lengths import Line, LongText, Text
from domain.procedure.chapters.demanding import AEL, last_demand
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.payment import NOTHING_TO_PAY
from domain.procedure.chapters.remedies import remedies_over_on
from domain.procedure.debts import debt, last_day_to_pay_over, owed_until
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.periods import period
from domain.record import FileHash

APPLYING = art(AEL, "53")
FOLLOWING = art(AEL, "56")


class CourtAsked(PartyFact):
    """The court is asked to enforce what is unpaid."""

    title: ClassVar = Words("已申请强制执行", "enforcement applied for")
    informs: ClassVar = (Role.OFFICER,)
    application: CourtApplication

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_recovery(applications=(*party.recovery.applications, self.application))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：向{court}申请{late}", "{party}: asked of {court}{late}").filled(
            party=case.party(self.party).said,
            court=self.application.court,
            late=Words("（已逾申请期限）", " (after the time to ask)") if self.application.late else "",
        )


class EnforcementRecorded(PartyFact):
    """What the court did about the application."""

    title: ClassVar = Words("法院执行情况已记录", "enforcement recorded")
    informs: ClassVar = (Role.OFFICER,)
    done: CourtStep

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        *earlier, last = party.recovery.applications
        return party.with_recovery(
            applications=(*earlier, last.model_copy(update={"steps": (*last.steps, self.done)}))
        )

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} {step}", "{party}: {step} on {on}").filled(
            party=case.party(self.party).said, on=self.done.on, step=self.done.step
        )


NOT_DEMANDED = Refusal(
    "NotDemanded",
    art(AEL, "54"),
    Words("当事人{party}尚未收到催告书", "party {party} has not been served a demand to pay"),
    Words(
        "请先催告（demand_payment），盖章（record_sealing）并送达（record_service）",
        "demand it first (demand_payment), seal the demand (record_sealing) and serve it (record_service)",
    ),
)
DEMAND_RUNNING = Refusal(
    "DemandRunning",
    art(AEL, "54"),
    Words("催告期限{last_day}届满", "the period of the demand ends on {last_day}"),
    Words(
        "期满仍未缴清的再申请；已缴的请记录（record_payment）",
        "apply after that day if it is still unpaid; record what was paid (record_payment)",
    ),
)
REMEDIES_OPEN = Refusal(
    "RemediesOpen",
    APPLYING,
    Words(
        "当事人{party}的复议、诉讼期限或者延期、分期尚未届满，或者复议、诉讼尚未终结",
        "a remedy of party {party} is under way, or the time to sue or the time granted to pay is not over",
    ),
    Words(
        "期满（见 tingshu case deadlines）不起诉又不履行的再申请；复议、诉讼终结的请记录（record_remedy）",
        "apply once that is over (see `tingshu case deadlines`) and it is still unpaid; record how a remedy"
        " ended (record_remedy)",
    ),
)
APPLIED_ALREADY = Refusal(
    "AppliedAlready",
    APPLYING,
    Words("已于{on}申请强制执行", "the court was asked on {on}"),
    Words(
        "请记录法院受理、执行的情况（record_enforcement）；法院程序已经结束的，记录收到的款项（record_payment）",
        "record what the court does (record_enforcement); once it is over, record the money that came in (record_payment)",
    ),
)


def enforceable_since(case: Case, party: Party) -> date | None:
    """From when the time to apply runs: remedies over, and time granted to pay at its end (行政处罚法 第72条第2款)."""
    if party.decision is None or not party.decision.payable:
        return None
    over_on = remedies_over_on(case, party)
    if over_on is None or party.recovery.plan is None:
        return over_on
    granted_until = last_day_to_pay_over(case, party)
    return max(over_on, granted_until) if granted_until else None


class ApplyToCourt(PartyMove):
    """Ask the court to enforce what is unpaid (申请人民法院强制执行); a late application is marked so."""

    title: ClassVar = Words("申请强制执行", "apply to the court")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = APPLYING
    makes: ClassVar = (CourtAsked, DocumentsOrdered, DocumentApproved)
    within: ClassVar = TermKey.APPLY_ENFORCEMENT

    court: Annotated[
        Line,
        Label(
            "管辖法院", "court", "所在地有管辖权的人民法院", "the court that has jurisdiction at the place"
        ),
    ]
    statements: Annotated[
        LongText,
        Label(
            "当事人对催告的意见",
            "answer to the demand",
            "当事人的陈述、申辩和复核情况；没有提出的，写明未提出",
            "what the party said to the demand and what was found; where it said nothing, say so",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision is None:
            return
        owed = debt(now.case, who, now.today)
        if owed is None or owed.left <= 0:
            yield NOTHING_TO_PAY(party=party)
            return
        if who.recovery.application:
            yield APPLIED_ALREADY(on=who.recovery.application.on)
        yield from _demanded(now, who)
        if enforceable_since(now.case, who) is None:
            yield REMEDIES_OPEN(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, court=self.court, statements=self.statements)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        order = final(now.case, DocumentKind.ENFORCEMENT_APPLICATION, self.party)
        owed, demand = debt(now.case, party, now.today), last_demand(now.case, party)
        head = now.people.get(self.together_with or "")
        assert owed is not None, "bars asked for it"
        assert demand is not None, "bars asked for it"
        application = CourtApplication(
            document=order.documents[0].id,
            on=now.today,
            by=self.together_with or "",
            by_name=head.name if head else "",
            court=self.court,
            demand=demand.document,
            principal=owed.principal_left,
            add_on=owed.add_on_left,
            statements=self.statements,
            late=_late(now, party),
        )
        yield CourtAsked(party=self.party, application=application)
        yield order
        yield approved(order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        since, demand = enforceable_since(case, who), last_demand(case, who)
        service = who.service_of(demand.document) if demand else None
        if since is None or service is None or who.recovery.application or owed_until(case, who):
            return None
        over_on = case.last_days.days_passed.get((TermKey.DEMAND_PAYMENT, who.id, service.served_on))
        return max(since, over_on) if over_on else None


def _demanded(now: Moment, party: Party) -> Iterator[Refused]:
    demand = last_demand(now.case, party)
    service = party.service_of(demand.document) if demand else None
    if service is None:
        yield NOT_DEMANDED(party=party.id)
        return
    last_day = period(now.case, TermKey.DEMAND_PAYMENT, service.served_on, party=party.id)[1].waits_for
    if now.today <= last_day:
        yield DEMAND_RUNNING(last_day=last_day)


def _late(now: Moment, party: Party) -> bool:
    since = enforceable_since(now.case, party)
    try:
        return (
            since is not None
            and period(now.case, TermKey.APPLY_ENFORCEMENT, since, party=party.id)[1].waits_for < now.today
        )
    except LawUnknown:
        return False


NOT_APPLIED = Refusal(
    "NotApplied",
    FOLLOWING,
    Words("强制执行申请书尚未发出", "no application for enforcement has been issued"),
    Words(
        "请先申请（apply_to_court）并盖章（record_sealing）",
        "apply first (apply_to_court), and seal the application (record_sealing)",
    ),
)
ENFORCEMENT_OVER = Refusal(
    "EnforcementOver",
    FOLLOWING,
    Words("法院执行程序已结束：{step}", "the enforcement is over: {step}"),
    Words(
        "收到的款项请记录（record_payment）；均已办结的，请结案（close_case）",
        "record the money that came in (record_payment), and close the case when all is done (close_case)",
    ),
)
STEP_OUT_OF_TURN = Refusal(
    "StepOutOfTurn",
    FOLLOWING,
    Words("“{step}”不能记录在此时", "“{step}” cannot come now"),
    Words(
        "请在 step 中先填写是否受理（accepted、refused），受理后再记录裁定不予执行（refused）、执行完毕或者终结（carried_out、ended）",
        "say in `step` whether it was accepted or refused; once it was accepted, that enforcement was refused after all"
        " (`refused`), carried out or ended",
    ),
    Sort.FORM,
)
_FIRST = frozenset({EnforcementStep.ACCEPTED, EnforcementStep.REFUSED})
_OVER = frozenset({EnforcementStep.CARRIED_OUT, EnforcementStep.ENDED})
_ONCE_ACCEPTED = _OVER | {EnforcementStep.REFUSED}
"""Having accepted the application, the court may still rule against enforcement (行政强制法 第58条)."""


class RecordEnforcement(PartyMove):
    """Record what the court did about the application (记录法院执行情况), with its ruling."""

    title: ClassVar = Words("记录法院执行情况", "record the enforcement")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = FOLLOWING
    makes: ClassVar = (EnforcementRecorded,)

    step: Annotated[EnforcementStep, Label("情况", "step", "法院作出何种处理", "what the court did")]
    on: Annotated[
        date, Label("日期", "day", "文书送达本机关之日", "day on which its paper reached the agency")
    ]
    ruling: Annotated[
        FileHash,
        Label(
            "裁定书或者通知书",
            "ruling",
            "法院文书（文件的 SHA-256）",
            "the court's paper (SHA-256 of the file)",
        ),
    ]
    note: Annotated[Text, Label("说明", "note", "需要说明的情况", "what there is to say about it")] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        last = now.case.party(party).recovery.application
        if now.case.party(party).decision is None:
            return
        if last is None or _issued_on(now.case, last) is None:
            yield NOT_APPLIED()
        elif last.last_step in _OVER:
            yield ENFORCEMENT_OVER(step=last.last_step)

    def faults(self, now: Moment) -> Iterator[Refused]:
        last = now.case.party(self.party).recovery.application
        assert last is not None, "bars asked for it"
        before = last.steps[-1].on if last.steps else _issued_on(now.case, last)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("法院处理的日期", "the day of what the court did"),
            after=before,
            event=Words("此前一步之日", "the day of the step before it"),
        )
        yield from filled(self, ruling=self.ruling)
        if self.step not in (_ONCE_ACCEPTED if last.steps else _FIRST):
            yield STEP_OUT_OF_TURN(step=self.step)

    def facts(self, now: Moment) -> Iterator[Fact]:
        done = CourtStep(step=self.step, on=self.on, ruling=self.ruling, note=self.note)
        yield EnforcementRecorded(party=self.party, done=done)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.party(party).recovery.application
        return None if last is None or last.last_step in _OVER else _issued_on(case, last)


def _issued_on(case: Case, application: CourtApplication) -> date | None:
    document = case.documents.get(application.document)
    return document.issued_on if document else None


def _enforcement(case: Case, party: Party | None) -> Iterator[Span]:
    """Unpaid when remedies are over: the period to apply to the court (行政强制法 第53条)."""
    since = enforceable_since(case, party) if party else None
    if party is None or since is None:
        return
    paid_on = owed_until(case, party)
    if paid_on is not None and paid_on <= since:
        return
    asked = [on for a in party.recovery.applications if (on := _issued_on(case, a))]
    yield Span(start=since, ended_on=min((on for on in (*asked, paid_on) if on), default=None))


MOVES = (ApplyToCourt, RecordEnforcement)
FACTS = (CourtAsked, EnforcementRecorded)
CLOCKS = (
    Clock(TermKey.APPLY_ENFORCEMENT, owner=Role.HEAD, per_party=True, of_decision=True, span=_enforcement),
)
