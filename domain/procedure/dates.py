"""Dates in moves: nothing before the event it follows, nothing in the future."""

from collections.abc import Iterator
from datetime import date

from domain.law.articles import Article
from domain.procedure.parts import MALFORMED, Moment, Refused


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
