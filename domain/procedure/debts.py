"""What a party owes (应缴款项): principal and add-on fine told apart, on a day, with how it was computed.

The one place where that is computed (行政处罚法 第67、72条). A pending reconsideration or lawsuit would pause the add-on
fine (第73条第3款); none is recorded yet.
"""

from datetime import date
from decimal import Decimal

from typing_extensions import TypedDict

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.law.errors import LawUnknown
from domain.law.late_payment import AddOnFine, PaidPart, add_on_fine
from domain.law.penalties import PenaltyKind
from domain.law.terms import TermKey
from domain.procedure.periods import period
from domain.record import Record


class DebtRow(TypedDict):
    """What a party owes as of a day: in yuan, principal and add-on fine told apart."""

    party: int
    on: str
    last_day: str
    principal: str
    principal_left: str
    add_on: str
    add_on_left: str
    left: str
    trace: dict[str, str]
    """How it was computed, in both languages."""


class Debt(Record):
    """What one party owes on a day, in yuan."""

    party: int
    on: date
    last_day: date
    """The last day of payment; the latest it can be while it is provisional."""
    principal: Decimal
    """What the decision says: fines, confiscated gains."""
    principal_paid: Decimal
    add_on: Decimal
    add_on_paid: Decimal
    days_late: int
    trace: Words
    """How it was computed, with the article."""

    @property
    def shown(self) -> "DebtRow":
        """As it stands in the state of a case."""
        return {
            "party": self.party,
            "on": self.on.isoformat(),
            "last_day": self.last_day.isoformat(),
            "principal": str(self.principal),
            "principal_left": str(self.principal_left),
            "add_on": str(self.add_on),
            "add_on_left": str(self.add_on_left),
            "left": str(self.left),
            "trace": self.trace.as_dict(),
        }

    @property
    def principal_left(self) -> Decimal:
        return self.principal - self.principal_paid

    @property
    def add_on_left(self) -> Decimal:
        return max(self.add_on - self.add_on_paid, Decimal(0))

    @property
    def left(self) -> Decimal:
        return self.principal_left + self.add_on_left


_TRACE = Words(
    "决定书{served}送达，缴款期限至{last_day}；本金{principal:,}元，已缴{paid:,}元；"
    "截至{on}逾期{days}日，加处罚款{add_on:,}元{capped}，已缴{add_on_paid:,}元；尚欠{left:,}元（{article}）",
    "the decision was served on {served} and was to be paid by {last_day}; principal {principal:,} yuan, {paid:,} of them"
    " paid; {days} days late by {on}: add-on fine {add_on:,} yuan{capped}, {add_on_paid:,} of them paid; {left:,} yuan are"
    " left ({article})",
)
_CAPPED = Words("（以罚款数额为限）", " (as much as the fine, the most there is)")


def debt(case: Case, party: Party, on: date) -> Debt | None:
    """What a party owes on a day; nothing where no decision that asks for money was served.

    Raises:
        LawUnknown: The rules say nothing of the term of payment, or of the add-on fine.
    """
    decision, service = party.decision, party.decision_service
    if decision is None or service is None or not decision.payable:
        return None
    last_day = period(case, TermKey.PAYMENT, service.served_on, party=party.id)[1].waits_for
    late = _late(party, last_day, on)
    found = Debt(
        party=party.id,
        on=on,
        last_day=last_day,
        principal=decision.payable,
        principal_paid=party.principal_paid,
        add_on=late.amount,
        add_on_paid=party.add_on_paid,
        days_late=late.days,
        trace=Words("", ""),
    )
    said = _TRACE.filled(
        served=service.served_on,
        last_day=last_day,
        principal=found.principal,
        paid=found.principal_paid,
        on=on,
        days=found.days_late,
        add_on=found.add_on,
        capped=_CAPPED if late.capped else "",
        add_on_paid=found.add_on_paid,
        left=found.left,
        article=late.article,
    )
    return found.model_copy(update={"trace": said})


def _late(party: Party, last_day: date, on: date) -> AddOnFine:
    """The add-on fine: on fines alone, to which every payment of principal goes first [I]."""
    assert party.decision is not None, "asked before"
    fines = (p.amount or Decimal(0) for p in party.decision.penalties if p.kind is PenaltyKind.FINE)
    paid = (PaidPart(on=p.on, amount=p.principal) for p in party.payments)
    return add_on_fine(sum(fines, Decimal(0)), last_day, on, paid=paid)


def known_debt(case: Case, party: Party, on: date) -> Debt | None:
    """The same for those who only look: nothing where the law is not known."""
    try:
        return debt(case, party, on)
    except LawUnknown:
        return None


def settled_on(case: Case, party: Party) -> date | None:
    """The day on which a party had paid all it owed, principal and add-on fine."""
    if party.paid_up_on is None:
        return None
    last = max(payment.on for payment in party.payments)
    # Once the fine itself is paid nothing grows any more: the day of the last payment says it all.
    found = known_debt(case, party, last)
    return last if found is not None and found.left <= 0 else None
