"""What a party owes (应缴款项): principal and add-on fine told apart, on a day, with how it was computed.

The one place where that is computed (行政处罚法 第66、67、72条). What a remedy, or the agency itself, left of the decision is
owed from the first; while a remedy is under way no add-on fine grows (第73条第3款).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from typing_extensions import TypedDict

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.recovering import PaymentPlan
from domain.law.errors import LawUnknown
from domain.law.late_payment import AddOnFine, Deferred, PaidPart, Pause, add_on_fine
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
    deferred: str
    """How much of the principal is not to be paid yet (延期、分期)."""
    refundable: str
    """What was paid too much."""
    trace: dict[str, str]
    """How it was computed, in both languages."""


class Debt(Record):
    """What one party owes on a day, in yuan."""

    party: int
    on: date
    ordinary_last_day: date
    """The last day that the law gives."""
    last_day: date
    """The last day of payment, more time included; the latest it can be while it is provisional."""
    principal: Decimal
    """What stands of the decision: fines, confiscated gains."""
    principal_paid: Decimal
    add_on: Decimal
    add_on_paid: Decimal
    days_late: int
    deferred: Decimal
    """How much of the principal that is left is put off beyond that day."""
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
            "deferred": str(self.deferred),
            "refundable": str(self.refundable),
            "trace": self.trace.as_dict(),
        }

    @property
    def principal_left(self) -> Decimal:
        return max(self.principal - self.principal_paid, Decimal("0.00"))

    @property
    def add_on_left(self) -> Decimal:
        return max(self.add_on - self.add_on_paid, Decimal("0.00"))

    @property
    def left(self) -> Decimal:
        return self.principal_left + self.add_on_left

    @property
    def refundable(self) -> Decimal:
        """What was paid too much; principal and add-on fine each by itself, none is set off against the other [I]."""
        principal = max(self.principal_paid - self.principal, Decimal(0))
        return principal + max(self.add_on_paid - self.add_on, Decimal(0))

    @property
    def overdue(self) -> Decimal:
        """What should have been paid before that day."""
        return self.left - self.deferred if self.on > self.ordinary_last_day else Decimal(0)


_TRACE = Words(
    "决定书{served}送达{changed}，缴款期限至{last_day}{plan}；本金{principal:,}元，已缴{paid:,}元；"
    "截至{on}逾期{days}日{paused}，加处罚款{add_on:,}元{capped}，已缴{add_on_paid:,}元；尚欠{left:,}元{back}（{article}）",
    "the decision was served on {served}{changed} and was to be paid by {last_day}{plan}; principal {principal:,} yuan,"
    " {paid:,} of them paid; {days} days late by {on}{paused}: add-on fine {add_on:,} yuan{capped}, {add_on_paid:,} of them"
    " paid; {left:,} yuan are left{back} ({article})",
)
_CHANGED = Words("，{changed}", ", {changed}")
_PLANNED = Words("（{on}批准延期、分期）", " (more time granted on {on})")
_PAUSED = Words("（复议、诉讼期间{days}日不计）", " ({days} days of remedies not counted)")
_BACK = Words("，多缴{back:,}元应予退还", ", {back:,} yuan were paid too much and go back")
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
    late = _late(case, party, last_day, on)
    found = Debt(
        party=party.id,
        on=on,
        ordinary_last_day=last_day,
        last_day=last_day_to_pay(case, party),
        principal=party.payable,
        principal_paid=party.principal_paid,
        add_on=late.amount,
        add_on_paid=party.add_on_paid,
        days_late=late.days,
        deferred=_put_off(case, party, on),
        trace=Words("", ""),
    )
    return found.model_copy(update={"trace": _trace(party, service.served_on, found, late)})


def _trace(party: Party, served_on: date, found: Debt, late: AddOnFine) -> Words:
    changing, plan = party.recovery.changing, party.recovery.plan
    return _TRACE.filled(
        served=served_on,
        changed=_CHANGED.filled(changed=changing.said) if changing else "",
        last_day=found.last_day,
        plan=_PLANNED.filled(on=plan.on) if plan else "",
        principal=found.principal,
        paid=found.principal_paid,
        on=found.on,
        days=found.days_late,
        paused=_PAUSED.filled(days=late.paused) if late.paused else "",
        add_on=found.add_on,
        capped=_CAPPED if late.capped else "",
        add_on_paid=found.add_on_paid,
        left=found.left,
        back=_BACK.filled(back=found.refundable) if found.refundable else "",
        article=late.article,
    )


def _fine(party: Party) -> Decimal:
    """What stands of the fine: on fines alone an add-on fine grows."""
    return sum((p.amount or Decimal(0) for p in party.in_force if p.kind is PenaltyKind.FINE), Decimal(0))


def fine_left(party: Party) -> Decimal:
    """What is left of the fine, to which every payment of principal goes first [I]."""
    return max(_fine(party) - party.principal_paid, Decimal(0))


def _late(case: Case, party: Party, last_day: date, on: date) -> AddOnFine:
    paid = [PaidPart(on=p.on, amount=p.principal) for p in party.payments]
    back = [PaidPart(on=r.on, amount=-r.principal) for r in party.recovery.refunds]
    under_way = (r for r in party.recovery.remedies if r.counts)
    pauses = (Pause(first=r.lodged_on, last=r.ended_on) for r in under_way if r.lodged_on <= on)
    return add_on_fine(
        _fine(party), last_day, on, pauses=pauses, paid=paid + back, deferred=_deferred(case, party)
    )


def _deferred(case: Case, party: Party) -> Iterator[Deferred]:
    """What was put off, from the day of the plan; a later plan takes the place of an earlier one."""
    plans = party.recovery.plans
    for number, plan in enumerate(plans, start=1):
        replaced = plans[number].on - timedelta(days=1) if number < len(plans) else date.max
        for part in plan.instalments:
            last = min(_moved(case, party, part.until), replaced)
            yield Deferred(first=plan.on, last=last, amount=part.amount)


def _put_off(case: Case, party: Party, on: date) -> Decimal:
    parts = (part.amount for part in _deferred(case, party) if part.first <= on <= part.last)
    return min(sum(parts, Decimal(0)), fine_left(party))


def more_time(case: Case, party: Party) -> int:
    """By how much the plan in force prolongs the term of payment, in days."""
    plan: PaymentPlan | None = party.recovery.plan
    return _longer(case, party, plan.until) if plan else 0


def _longer(case: Case, party: Party, until: date) -> int:
    service = party.decision_service
    assert service is not None, "nothing is put off before service"
    ordinary = case.rulebook.term(TermKey.PAYMENT, service.served_on).length
    return max((until - service.served_on).days - ordinary, 0)


def _moved(case: Case, party: Party, until: date) -> date:
    """A day to pay by, as the term of payment counts it: on a rest day it is the next working day [I]."""
    service = party.decision_service
    assert service is not None, "nothing is put off before service"
    longer = _longer(case, party, until)
    return period(case, TermKey.PAYMENT, service.served_on, party=party.id, extended_by=longer)[1].waits_for


def last_day_to_pay(case: Case, party: Party) -> date:
    """The last day of payment, with the time that was granted."""
    service, plan = party.decision_service, party.recovery.plan
    assert service is not None, "nothing is owed before service"
    return _moved(case, party, plan.until if plan else service.served_on)


def known_debt(case: Case, party: Party, on: date) -> Debt | None:
    """The same for those who only look: nothing where the law is not known."""
    try:
        return debt(case, party, on)
    except LawUnknown:
        return None


def last_day_to_pay_over(case: Case, party: Party) -> date | None:
    """The last day of payment, once it has passed; that of an earlier decision is none of this one's."""
    service = party.decision_service
    assert service is not None, "nothing is owed before service"
    last_day = last_day_to_pay(case, party)
    passed = case.last_days.passed_by_term.get((TermKey.PAYMENT, party.id), ())
    over = any((day.start, day.last_day) == (service.served_on, last_day) for day in passed)
    return last_day if over else None


def settled_on(case: Case, party: Party) -> date | None:
    """The day on which a party had paid all it owed, principal and add-on fine, and what it paid too much was given back."""
    found = _paid_up(case, party, [r.on for r in party.recovery.refunds])
    return found.on if found is not None and not found.refundable else None


def owed_until(case: Case, party: Party) -> date | None:
    """The day from which a party owes nothing any more, whether or not something goes back to it."""
    found = _paid_up(case, party, [])
    return found.on if found is not None else None


def _paid_up(case: Case, party: Party, given_back: list[date]) -> Debt | None:
    if party.paid_up_on is None:
        return None
    changing = party.recovery.changing
    last = max([*(p.on for p in party.payments), *([changing.on] if changing else []), *given_back])
    # Once the fine itself is paid nothing grows any more: the last of these days says it all.
    found = known_debt(case, party, last)
    return found if found is not None and found.left <= 0 else None
