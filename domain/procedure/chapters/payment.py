"""Payment (缴款): into the bank that the decision names, within its term."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party, Payment
from domain.case.people import Role
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash


class PaymentRecorded(PartyFact):
    """A payment came in."""

    title: ClassVar = Words("已缴款", "payment recorded")
    informs: ClassVar = (Role.OFFICER,)
    payment: Payment

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"payments": (*party.payments, self.payment)})


class RecordPayment(PartyMove):
    """Record a payment into the bank named in the decision (记录缴款)."""

    title: ClassVar = Words("记录缴款", "record payment")
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
        yield from parties.decided(now, party)
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


def _payment(case: Case, party: Party | None) -> Iterator[Span]:
    service = party.decision_service if party else None
    if party and service and party.decision and party.decision.payable > 0:
        yield Span(start=service.served_on, ended_on=party.paid_up_on)


MOVES = (RecordPayment,)
FACTS = (PaymentRecorded,)
CLOCKS = (Clock(TermKey.PAYMENT, owner=Role.OFFICER, per_party=True, span=_payment),)
