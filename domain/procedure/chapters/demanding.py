"""The demand to pay (催告): once the term of payment has passed, before the court is asked (行政强制法 第54条)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Demand
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.payment import DECISION_NOT_SERVED, NOTHING_TO_PAY
from domain.procedure.debts import debt, known_debt, last_day_to_pay_over, settled_on
from domain.procedure.gates import parties
from domain.procedure.language import Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span

AEL = "行政强制法"
DEMANDING = art(AEL, "54")


class PaymentDemanded(PartyFact):
    """The party is asked in writing to pay what is overdue."""

    title: ClassVar = Words("已催告", "payment demanded")
    informs: ClassVar = (Role.OFFICER,)
    demand: Demand

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        demands = (*party.recovery.demands, self.demand)
        return party.with_recovery(demands=demands)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}：本金{principal:,}元，加处罚款{add_on:,}元",
            "{party}: {principal:,} yuan of principal, {add_on:,} yuan of add-on fine",
        ).filled(
            party=case.party(self.party).said,
            principal=self.demand.principal,
            add_on=self.demand.add_on,
        )


NOTHING_OVERDUE = Refusal(
    "NothingOverdue",
    DEMANDING,
    Words(
        "缴款期限至{last_day}，当事人{party}没有逾期未缴的款项",
        "party {party} has until {last_day} to pay: nothing is overdue",
    ),
    Words(
        "期满仍未缴清的再催告；已缴的请记录（record_payment）",
        "demand what is unpaid after that day; record what was paid (record_payment)",
    ),
)
DEMANDED_ALREADY = Refusal(
    "DemandedAlready",
    DEMANDING,
    Words("已于{on}催告当事人{party}", "party {party} was asked to pay on {on}"),
    Words(
        "请盖章（record_sealing）、送达（record_service）；催告期限届满仍未缴清的，申请强制执行（apply_to_court）",
        "seal it (record_sealing) and serve it (record_service); what is unpaid when its period is over goes to the court"
        " (apply_to_court)",
    ),
)


def last_demand(case: Case, party: Party) -> Demand | None:
    """The demand that counts: none before the last change of what is owed, or of the time to pay it."""
    recovery = party.recovery
    changing, plan = recovery.changing, recovery.plan
    changed = max((x for x in (changing and changing.on, plan and plan.on) if x), default=date.min)
    last = recovery.demands[-1] if recovery.demands else None
    document = case.documents.get(last.document) if last else None
    return last if last and document and not document.void and last.on > changed else None


def overdue_since(case: Case, party: Party) -> date | None:
    """The last day of payment, once it has passed with something unpaid and no remedy under way."""
    if party.decision_service is None or not party.payable or party.recovery.pending:
        return None
    if settled_on(case, party) or party.recovery.ended_on:
        return None
    if party.paid_up_on and (owed := known_debt(case, party, party.paid_up_on)) and owed.left <= 0:
        return None  # what is left is to be given back
    return last_day_to_pay_over(case, party)


class DemandPayment(PartyMove):
    """Demand what is overdue in writing (催告); the letter is then sealed and served."""

    title: ClassVar = Words("催告", "demand the payment")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = DEMANDING
    makes: ClassVar = (PaymentDemanded, DocumentsOrdered, DocumentApproved)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision is None:
            return
        if who.decision_service is None:
            yield DECISION_NOT_SERVED(party=party)
            return
        owed = debt(now.case, who, now.today)
        if owed is None or owed.left <= 0:
            yield NOTHING_TO_PAY(party=party)
        elif owed.overdue <= 0:
            yield NOTHING_OVERDUE(party=party, last_day=owed.last_day)
        elif last := last_demand(now.case, who):
            yield DEMANDED_ALREADY(party=party, on=last.on)

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.PAYMENT_DEMAND, self.party)
        owed = debt(now.case, now.case.party(self.party), now.today)
        assert owed is not None, "bars asked for it"
        demand = Demand(
            document=order.documents[0].id,
            on=now.today,
            principal=owed.principal_left - owed.deferred,
            add_on=owed.add_on_left,
        )
        yield PaymentDemanded(party=self.party, demand=demand)
        yield order
        yield approved(order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        return None if last_demand(case, who) else overdue_since(case, who)


def _demand(case: Case, party: Party | None) -> Iterator[Span]:
    """From service of each demand, until all is paid."""
    assert party is not None, "a clock of a party"
    for demand in party.recovery.demands:
        if service := party.service_of(demand.document):
            paid_on = settled_on(case, party)
            yield Span(start=service.served_on, ended_on=paid_on)


MOVES = (DemandPayment,)
FACTS = (PaymentDemanded,)
CLOCKS = (
    Clock(
        TermKey.DEMAND_PAYMENT,
        owner=Role.OFFICER,
        per_party=True,
        of_decision=True,
        span=_demand,
        right=True,
        silence=True,
    ),
)
