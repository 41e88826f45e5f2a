"""Executing (送达备案): decision served, published, filed; payment; remedies run."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Outcome, Party, Payment
from domain.case.people import Role
from domain.case.review import DecisionFiling
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving
from domain.procedure.language import (
    APL,
    MALFORMED,
    Clock,
    Fact,
    Moment,
    Move,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash

FILING = art("江苏省行政处罚听证程序规则")


def _decided(now: Moment, party: int | None) -> Iterator[Refused]:
    if now.case.party(party).decision is None:
        yield Refused(
            "NotDecided", art(APL, "57"), "对该当事人尚未作出决定 · this party's decision is not made yet"
        )


class DecisionPublished(PartyFact):
    """The decision was made public."""

    title: ClassVar = "决定已公示"
    on: date
    where: str
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"published_on": self.on})


class Publicise(PartyMove):
    """Record that the decision was published (公示)."""

    title: ClassVar = "公示决定"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "48")
    makes: ClassVar = (DecisionPublished,)
    within: ClassVar = TermKey.PUBLICISE

    on: date
    where: str
    proof: FileHash = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _decided(now, party)
        who = now.case.party(party)
        if who.decision and not who.decision.publish:
            yield Refused(
                "NotToBePublished", cls.source, "该决定不需公示 · this decision is not to be published"
            )
        if who.published_on:
            yield Refused("PublishedAlready", cls.source, "已经公示 · published already")
        if who.decision and (document := now.case.documents.get(who.decision.document)):
            yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, where=self.where)
        decision = now.case.party(self.party).decision
        after = decision.on if decision else None
        yield from in_order(now, self.source, self.on, "公示日期", after=after, event="决定之日")

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionPublished(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        return who.decision.on if who.decision and who.decision.publish and who.published_on is None else None


class DecisionFiled(Fact):
    """The decisions were filed with the supervising office."""

    title: ClassVar = "决定已备案"
    component: ClassVar = "decision_filing"
    tells: ClassVar = (Role.OFFICER,)
    document: int

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return DecisionFiling(document=self.document, filed_on=stamp.on)


class FileDecision(Move):
    """File the decisions (重大行政处罚决定备案) with the supervising office."""

    title: ClassVar = "决定备案"
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = FILING
    makes: ClassVar = (DecisionFiled, DocumentsOrdered, DocumentApproved)
    within: ClassVar = TermKey.DECISION_FILING

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not to_be_filed(now.case):
            yield Refused("NothingToFile", cls.source, "没有应备案的决定 · there is no decision to be filed")
        elif any(now.case.undecided):
            yield Refused(
                "DecisionsOutstanding", cls.source, "尚有当事人未作出决定 · decide on every party first"
            )
        if now.case.decision_filing.filed_on:
            yield Refused("DecisionFiledAlready", cls.source, "已经备案 · filed already")

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.DECISION_FILING_REPORT)
        yield DecisionFiled(document=order.documents[0].id)
        yield order
        yield approved(order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.decision_filing.filed_on or any(case.undecided) or not to_be_filed(case):
            return None
        return _first_penalty(case)


def to_be_filed(case: Case) -> bool:
    return case.screening.decision_filing.answer is not False and _first_penalty(case) is not None


def _first_penalty(case: Case) -> date | None:
    days = [p.decision.on for p in case.parties.all if p.decision and p.decision.outcome is Outcome.PENALTY]
    return min(days) if days else None


class DecisionFilingAcknowledged(Fact):
    """The supervising office signed for the decision filing."""

    title: ClassVar = "决定备案已签收"
    component: ClassVar = "decision_filing"
    tells: ClassVar = (Role.OFFICER,)
    on: date

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return case.decision_filing.model_copy(update={"acknowledged_on": self.on})


class AcknowledgeDecisionFiling(Move):
    """Acknowledge the decision filing (签收备案)."""

    title: ClassVar = "签收备案"
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = FILING
    makes: ClassVar = (DecisionFilingAcknowledged,)

    on: date

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.decision_filing.acknowledged_on:
            yield Refused(
                "DecisionFilingAcknowledgedAlready", cls.source, "备案已经签收 · acknowledged already"
            )
        elif filing_report_issued(now.case) is None:
            yield Refused(
                "DecisionNotFiled", cls.source, "备案报告尚未发出 · the report is not filed and sealed yet"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            "签收日期",
            after=filing_report_issued(now.case),
            event="备案报告发出之日",
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionFilingAcknowledged(on=self.on)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return None if case.decision_filing.acknowledged_on else filing_report_issued(case)


def filing_report_issued(case: Case) -> date | None:
    number = case.decision_filing.document
    report = case.documents.get(number) if number else None
    return report.issued_on if report else None


class PaymentRecorded(PartyFact):
    """A payment came in."""

    title: ClassVar = "已缴款"
    tells: ClassVar = (Role.OFFICER,)
    payment: Payment

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"payments": (*party.payments, self.payment)})


class RecordPayment(PartyMove):
    """Record a payment into the bank named in the decision (记录缴款)."""

    title: ClassVar = "记录缴款"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "67")
    makes: ClassVar = (PaymentRecorded,)
    within: ClassVar = TermKey.PAYMENT

    on: date
    amount: Decimal
    """Yuan."""
    proof: FileHash
    """SHA-256 of the bank's receipt (缴款凭证)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _decided(now, party)
        who = now.case.party(party)
        if who.decision and who.decision_service is None:
            yield Refused(
                "DecisionNotServed", art(APL, "61"), "决定书尚未送达 · the decision is not served yet"
            )
        elif who.decision and who.paid >= who.decision.payable:
            yield Refused("NothingToPay", cls.source, "没有待缴款项 · nothing is left to pay")

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        after = party.decision.on if party.decision else None
        yield from in_order(now, self.source, self.on, "缴款日期", after=after, event="决定之日")
        yield from filled(self.source, proof=self.proof)
        if self.amount <= 0:
            yield Refused(
                "AmountNotPositive",
                self.source,
                "缴款数额须大于零 · the amount must be above zero",
                MALFORMED,
            )
        elif party.decision and party.paid + self.amount > party.decision.payable:
            left = party.decision.payable - party.paid
            yield Refused(
                "MoreThanDue",
                self.source,
                f"超过应缴余额{left}元：请核对 · more than the {left} yuan that are left: check the amount",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield PaymentRecorded(
            party=self.party, payment=Payment(on=self.on, amount=self.amount, proof=self.proof)
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        service = who.decision_service
        if service is None or who.decision is None or who.paid >= who.decision.payable:
            return None
        return service.served_on


def _serve(case: Case, party: Party | None) -> Iterator[Span]:
    if party is None or party.decision is None:
        return
    service = party.decision_service
    announced = [
        a.published_on
        for a in party.announcements
        if party.decision.document in a.documents and a.published_on
    ]
    ended = service.handed_over_on if service else (announced[0] if announced else None)
    yield Span(start=party.decision.on, ended_on=ended)


def _publicise(case: Case, party: Party | None) -> Iterator[Span]:
    if party and party.decision and party.decision.publish:
        yield Span(start=party.decision.on, ended_on=party.published_on)


def _decision_filing(case: Case, party: Party | None) -> Iterator[Span]:
    first = _first_penalty(case)
    if first and to_be_filed(case):
        yield Span(start=first, ended_on=case.decision_filing.filed_on)


def _payment(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if party and service and party.decision and party.decision.payable > 0:
        yield Span(start=service.served_on, ended_on=party.paid_up_on)


def _remedy(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if service:
        yield Span(start=service.served_on)


def _enforcement(case: Case, party: Party | None) -> Iterator[Span]:
    """Unpaid when the last period to sue is over: the period to apply to the court (行政强制法 第53条)."""
    if party is None or party.decision is None or not party.decision.payable:
        return
    for told in case.course.told:
        unpaid = party.paid_up_on is None or party.paid_up_on > told.last_day
        if told.term == TermKey.LAWSUIT and told.party == party.id and unpaid:
            yield Span(start=told.last_day, ended_on=party.paid_up_on)


MOVES = (Publicise, FileDecision, AcknowledgeDecisionFiling, RecordPayment)
FACTS = (DecisionPublished, DecisionFiled, DecisionFilingAcknowledged, PaymentRecorded)
CLOCKS = (
    Clock(TermKey.SERVE_DECISION, owner=Role.OFFICER, per_party=True, span=_serve),
    Clock(TermKey.PUBLICISE, owner=Role.OFFICER, per_party=True, span=_publicise),
    Clock(TermKey.DECISION_FILING, owner=Role.OFFICER, per_party=False, span=_decision_filing),
    Clock(TermKey.PAYMENT, owner=Role.OFFICER, per_party=True, span=_payment),
    Clock(TermKey.RECONSIDERATION, owner=Role.OFFICER, per_party=True, span=_remedy, right=True),
    Clock(TermKey.LAWSUIT, owner=Role.OFFICER, per_party=True, span=_remedy, right=True),
    Clock(TermKey.APPLY_ENFORCEMENT, owner=Role.HEAD, per_party=True, span=_enforcement),
)
