"""Faults that many moves can have: dates out of order, fields left empty, penalties that are none."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from pydantic import BaseModel

from domain.bilingual import Words, listed
from domain.labels import label_of
from domain.law.articles import Article, art
from domain.law.penalties import Penalty, PenaltyKind
from domain.procedure.language import APL, Moment, Move, Refusal, Refused, Sort

DATE_IN_THE_FUTURE = Refusal(
    "DateInTheFuture",
    None,
    Words("{what}（{on}）晚于今天（{today}）", "{what} ({on}) is still to come: today is {today}"),
    Words("请核对{what}，填写已经发生的日期", "check {what}: give the day on which it happened"),
    Sort.FORM,
)
DATE_BEFORE_ITS_EVENT = Refusal(
    "DateBeforeItsEvent",
    None,
    Words("{what}（{on}）早于{event}（{after}）", "{what} ({on}) is before {event} ({after})"),
    Words("请核对{what}，填写{after}或者以后的日期", "check {what}: give {after} or a later day"),
)


def in_order(
    now: Moment, source: Article, on: date, what: Words, *, after: date | None, event: Words
) -> Iterator[Refused]:
    """Refuse a day that is still to come, or before the event it follows."""
    if on > now.today:
        yield DATE_IN_THE_FUTURE(article=source, what=what, on=on, today=now.today)
    if after is not None and on < after:
        yield DATE_BEFORE_ITS_EVENT(article=source, what=what, on=on, event=event, after=after)


FIELD_MISSING = Refusal(
    "FieldMissing",
    None,
    Words("没有填写：{fields}", "left empty: {fields}"),
    Words("请填写：{fields}", "fill in: {fields}"),
    Sort.FORM,
)


def blank(value: object) -> bool:
    """Whether nothing was given: nothing at all, or blanks, be they wide ones (U+3000); a list of such too."""
    if isinstance(value, str):
        return not value.strip()
    return all(map(blank, value)) if isinstance(value, tuple) else not value


def filled(move: Move, *, under: Article | None = None, **fields: object) -> Iterator[Refused]:
    """Refuse required fields that were left empty, all of them in one sentence, by their labels."""
    if empty := [name for name, value in fields.items() if blank(value)]:
        yield FIELD_MISSING(article=under or move.source, fields=listed(_named(move, name) for name in empty))


NAMED_TWICE = Refusal(
    "NamedTwice",
    None,
    Words("重复填写：{fields}", "the same stands twice in: {fields}"),
    Words("请在{fields}中每项只写一次", "name everything in {fields} once"),
    Sort.FORM,
)
DAY_OUT_OF_REACH = Refusal(
    "DayOutOfReach",
    None,
    Words("日期不可能：{fields}", "impossible days: {fields}"),
    Words("请核对年份：{fields}", "check the year of: {fields}"),
    Sort.FORM,
)
FIRST_YEAR, YEARS_AHEAD = 1900, 10
"""Beyond these a day is a slip of the pen: nobody who is heard was born before, nothing is planned later."""


def well_formed(now: Moment, move: Move) -> Iterator[Refused]:
    """Refuse what no field of any move may hold, at any depth.

    Texts of blanks alone look filled in and say nothing. The same named twice is one: one person is not two, one paper
    is not served twice. A day beyond reach is a slip of the pen.
    """
    held = list(_held(move, ()))
    if found := [path for path, value in held if isinstance(value, str) and value and blank(value)]:
        yield FIELD_MISSING(article=move.source, fields=_listed(move, found))
    if found := [path for path, value in held if isinstance(value, tuple) and _doubled(value)]:
        yield NAMED_TWICE(article=move.source, fields=_listed(move, found))
    last_year = now.today.year + YEARS_AHEAD
    if found := [p for p, v in held if isinstance(v, date) and not FIRST_YEAR <= v.year <= last_year]:
        yield DAY_OUT_OF_REACH(article=move.source, fields=_listed(move, found))


def _held(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield all that a value holds, each with where it stands."""
    yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _held(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _held(item, (*path, str(place)))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _held(item, (*path, str(key)))


def _doubled(items: tuple[object, ...]) -> bool:
    # Two acts may be fined alike, each for itself: equal penalties are two.
    told_apart = [item for item in items if not isinstance(item, Penalty)]
    return len({repr(item) for item in told_apart}) < len(told_apart)


def _listed(move: Move, paths: Iterable[tuple[str, ...]]) -> Words:
    return listed(_named(move, ".".join(path)) for path in paths)


def _named(move: Move, name: str) -> Words:
    """A field by its label and its key; one of a nested model by its key alone."""
    field = type(move).model_fields.get(name)
    label = label_of(field) if field else None
    return Words(f"{label.zh}（{name}）", f"{label.en} (`{name}`)") if label else Words(name, name)


TIME_WITHOUT_ZONE = Refusal(
    "TimeWithoutZone",
    None,
    Words("{fields} 没有写明时区", "{fields} does not say in which time zone"),
    Words(
        "请在 {fields} 中写明时区，例如 2026-06-01T09:00:00+08:00",
        "write the zone in {fields}, such as 2026-06-01T09:00:00+08:00",
    ),
    Sort.FORM,
)


def with_zone(source: Article, **instants: datetime | None) -> Iterator[Refused]:
    """Refuse an instant that does not say in which time zone."""
    naive = [name for name, at in instants.items() if at is not None and at.tzinfo is None]
    if naive:
        yield TIME_WITHOUT_ZONE(article=source, fields=listed(naive))


def is_hour(text: str) -> bool:
    """Whether a text is a time of day as `HH:MM`."""
    return re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text) is not None


PENALTY_AMOUNT = Refusal(
    "PenaltyAmount",
    art(APL, "59"),
    Words("{who}的{kind}没有大于零的数额", "the amount of {who}'s {kind} is missing or not above zero"),
    Words("请在 amount 中写明大于零的数额（元）", "give an amount above zero, in yuan, in `amount`"),
    Sort.FORM,
)


PENALTY_DURATION = Refusal(
    "PenaltyDuration",
    art(APL, "59"),
    Words("{who}的{kind}的期限没有长度", "the duration of {who}'s {kind} has no length"),
    Words(
        "请在 duration.length 中填写1或者更大的数；没有期限的，删去 duration",
        "give 1 or more in `duration.length`; where the penalty has no duration leave out `duration`",
    ),
    Sort.FORM,
)


def penalties_sound(penalties: Iterable[Penalty], party: int) -> Iterator[Refused]:
    """Refuse a fine without an amount, amounts that are none, and durations of no length."""
    for penalty in penalties:
        who = Words(f"当事人{party}", f"party {party}")
        if penalty.duration is not None and penalty.duration.length < 1:
            yield PENALTY_DURATION(who=who, kind=penalty.kind)
        needed = penalty.kind is PenaltyKind.FINE
        if (needed and penalty.amount is None) or (penalty.amount is not None and penalty.amount <= 0):
            yield PENALTY_AMOUNT(who=who, kind=penalty.kind)
