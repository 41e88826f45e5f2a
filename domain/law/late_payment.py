"""The add-on fine for late payment (加处罚款, 行政处罚法第七十二条、第七十三条)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.bilingual import Words
from domain.law.articles import Article
from domain.law.errors import BadDate, LawUnknown
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.terms import AddOnRate
from domain.record import Record

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


class Pause(Record):
    """A reconsideration or lawsuit (复议、诉讼期间): both days belong to it; still pending without a last day."""

    first: date
    last: date | None = None


class PaidPart(Record):
    """A part of the fine that was paid: from the day after it nothing grows on it."""

    on: date
    amount: Decimal


class Deferred(Record):
    """A part of the fine that may be paid later (延期、分期): through its last day nothing grows on it."""

    first: date
    last: date
    amount: Decimal


class AddOnFine(Record):
    """What a late fine has grown by."""

    amount: Decimal
    days: int
    """Days that count, pauses left out."""
    paused: int = 0
    """Days after the last day of payment that are left out for a reconsideration or lawsuit."""
    capped: bool
    article: Article
    reason: str


def add_on_fine(
    fine: Decimal,
    payment_last_day: date,
    until: date,
    pauses: Iterable[Pause] = (),
    paid: Iterable[PaidPart] = (),
    deferred: Iterable[Deferred] = (),
) -> AddOnFine:
    """Compute the add-on fine for a fine unpaid until `until` (the day of payment, included).

    It grows from the day after the last day of payment, not during reconsideration and lawsuit, up to the fine itself; on
    what was paid of the fine it grows no more from the day after [I], and on what is put off not before its day.

    >>> add_on_fine(Decimal(10_000), date(2026, 6, 22), date(2026, 7, 2)).amount
    Decimal('3000.00')

    Raises:
        BadDate: A pause that ends before it begins.
        LawUnknown: No rate was in force.
    """
    rate = _rate(payment_last_day)
    late = _late_days(payment_last_day, until, pauses)
    days, unpaid = _unpaid(fine, late, paid, deferred)
    grown = unpaid * rate.percent_a_day / _HUNDRED
    most = fine * rate.percent_at_most / _HUNDRED
    amount = min(grown, most).quantize(_CENT)
    return AddOnFine(
        amount=amount,
        days=days,
        paused=max((until - payment_last_day).days, 0) - len(late),
        capped=grown >= most and days > 0,
        article=rate.source,
        reason=f"罚款{fine:,}元，逾期{days}日，每日加处百分之{rate.percent_a_day}"
        + (f"，以罚款数额为限，计{amount:,}元" if grown >= most and days else f"，计{amount:,}元"),
    )


def _unpaid(
    fine: Decimal, late: set[int], paid: Iterable[PaidPart], deferred: Iterable[Deferred]
) -> tuple[int, Decimal]:
    """How many days there were on which something was late, and what was late on each of them, added up."""
    parts = sorted((part.on.toordinal(), part.amount) for part in paid)
    later = [(part.first.toordinal(), part.last.toordinal(), part.amount) for part in deferred]
    days, unpaid = 0, Decimal(0)
    for day in sorted(late):
        gone = sum((amount for on, amount in parts if on < day), Decimal(0))
        not_yet = sum((amount for first, last, amount in later if first <= day <= last), Decimal(0))
        left = fine - gone - not_yet
        if left > 0:
            days, unpaid = days + 1, unpaid + left
    return days, unpaid


def _rate(payment_last_day: date) -> AddOnRate:
    for row in ADD_ON_RATES:
        if row.holds_on(payment_last_day):
            return row
    raise LawUnknown(
        Words(
            f"{payment_last_day}没有生效的加处罚款规定",
            f"no rate of an add-on fine was in force on {payment_last_day}",
        ),
        Words("请核对届满日 payment_last_day", "check `payment_last_day`"),
        on=payment_last_day,
    )


def _late_days(payment_last_day: date, until: date, pauses: Iterable[Pause]) -> set[int]:
    """The days for which it grows, as ordinals: those of a reconsideration or lawsuit are left out."""
    late = set(range(payment_last_day.toordinal() + 1, until.toordinal() + 1))
    for pause in pauses:
        if pause.last is not None and pause.last < pause.first:
            raise BadDate(
                Words(
                    f"复议、诉讼止于{pause.last}，早于其起始日{pause.first}",
                    f"a reconsideration or lawsuit ends on {pause.last}, before it begins on {pause.first}",
                ),
                Words("请更正 first 或者 last", "correct `first` or `last`"),
            )
        late -= set(range(pause.first.toordinal(), (pause.last or until).toordinal() + 1))
    return late
