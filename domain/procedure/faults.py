"""Faults that many moves can have: dates out of order, fields left empty, penalties that are none."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from domain.law.articles import Article, art
from domain.law.penalties import Penalty, PenaltyKind
from domain.procedure.language import MALFORMED, Moment, Refused


def in_order(
    now: Moment, source: Article, on: date, what: str, *, after: date | None, event: str
) -> Iterator[Refused]:
    """Refuse a day that is still to come, or before the event it follows."""
    if on > now.today:
        yield Refused(
            "DateInTheFuture",
            source,
            f"{what}（{on}）晚于今天（{now.today}）：请填写已经发生的日期 · {on} is still to come: give the day on which it happened",
            MALFORMED,
        )
    if after is not None and on < after:
        yield Refused(
            "DateBeforeItsEvent",
            source,
            f"{what}（{on}）早于{event}（{after}）：请核对日期 · {on} is before the event it follows ({after}): check the day",
        )


def filled(source: Article, **fields: object) -> Iterator[Refused]:
    """Refuse required fields that were left empty, all of them in one sentence."""
    empty = [
        name for name, value in fields.items() if not (value.strip() if isinstance(value, str) else value)
    ]
    if empty:
        names = ", ".join(empty)
        yield Refused("FieldMissing", source, f"请填写：{names} · fill in: {names}", MALFORMED)


def with_zone(source: Article, **instants: datetime | None) -> Iterator[Refused]:
    """Refuse an instant that does not say in which time zone."""
    naive = [name for name, at in instants.items() if at is not None and at.tzinfo is None]
    if naive:
        names = ", ".join(naive)
        yield Refused(
            "TimeWithoutZone",
            source,
            f"{names} 须写明时区，例如 +08:00 · {names}: say the time zone, such as +08:00",
            MALFORMED,
        )


def is_hour(text: str) -> bool:
    """Whether a text is a time of day as `HH:MM`."""
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None


def penalties_sound(penalties: Iterable[Penalty], who: str) -> Iterator[Refused]:
    """Refuse a fine without an amount, and amounts that are none."""
    for penalty in penalties:
        needed = penalty.kind is PenaltyKind.FINE
        if (needed and penalty.amount is None) or (penalty.amount is not None and penalty.amount <= 0):
            yield Refused(
                "PenaltyAmount",
                art("行政处罚法", "59"),
                f"{who}的{penalty.kind.zh}须写明大于零的数额 · an amount above zero is needed: {penalty.kind}",
                MALFORMED,
            )
