"""Counting time (期间计算): 民法典第二百至二百零四条, 行政处罚法第八十五条.

The day of the event is not counted. "Within N days" (`reckon`) and "N days before" (`first_lawful_day`,
`latest_notice_day`) are two questions. A period that reaches a year without a holiday notice is provisional.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, NamedTuple

from domain.bilingual import Words
from domain.law.calendars import WorkCalendar
from domain.law.errors import BadDate, CalendarNotPublished, WrongDirection
from domain.law.terms import Direction, Exclusion, Term, Unit
from domain.record import Record

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Without daylight saving since 1992, so that no time zone database has to be read."""

_SATURDAY: Final = 5
_MAKE_UP_DAYS: Final = 2
"""Rest days of an unpublished period that may turn out to be worked (gate 7; held against 2021 to 2026)."""


class Interval(Record):
    """Time that is not counted (不计入期限): both days belong to it."""

    first: date
    last: date
    why: Exclusion


class Reckoning(NamedTuple):
    """A computed last day (届满日), or its bounds while a year's holiday notice is missing."""

    last_day: date | None
    """The last day on which the act is in time; nothing while provisional."""
    earliest: date | None
    latest: date | None
    calendar: str
    """SHA-256 of the calendar it was computed with."""

    @property
    def provisional(self) -> bool:
        return self.last_day is None

    @property
    def waits_for(self) -> date:
        """The day that what waits for a party's term must let pass."""
        return self.last_day or self.latest or date.max

    @property
    def remind_by(self) -> date:
        """The day by which the agency does what it must do."""
        return self.last_day or self.earliest or date.min


def reckon(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    *,
    excluded: Sequence[Interval] = (),
    extended_by: int = 0,
) -> Reckoning:
    """Compute the last day of a forward term that the event of `start` sets running.

    `excluded` counts only as far as the term's row excludes such time; `extended_by` is in the term's unit.

    Raises:
        WrongDirection: The term is counted backward from its event.
        CalendarNotPublished: Not even bounds are known: the year has neither notice nor festival table.
    """
    if term.direction is not Direction.FORWARD:
        raise WrongDirection(
            Words(
                "“{term}”自事件之日向前计算", "the term “{term}” is counted backward from its event"
            ).filled(term=term.key),
            Words(
                "请改用 reckon_notice，询问最迟的通知日",
                "ask for the latest day of notice instead (reckon_notice)",
            ),
        )
    gaps = _gaps(term, start, excluded) if excluded else ()
    length = term.length + extended_by
    if term.unit is Unit.WORKING_DAY:
        return _working_days(start, length, calendar, gaps)
    return _rolled(_plain_end(start, length, term.unit, gaps), term.roll, calendar)


def plain_end(term: Term, start: date, *, excluded: Collection[date] = (), extended_by: int = 0) -> date:
    """Compute the corresponding day of a calendar term before any roll; `excluded` are single days."""
    gaps = [(day.toordinal(), day.toordinal()) for day in sorted(excluded) if day > start]
    return _plain_end(start, term.length + extended_by, term.unit, gaps)


def lasts_until(first: date, length: int, unit: Unit, calendar: WorkCalendar) -> date:
    """Compute the last day of what begins on `first`, which counts as its first day (执行期限); no rest day prolongs it.

    >>> lasts_until(date(2026, 6, 16), 3, Unit.MONTH, WorkCalendar(years=()))
    datetime.date(2026, 9, 15)
    """
    if unit is Unit.WORKING_DAY:
        return nth_working_day(first - timedelta(days=1), length, calendar).waits_for
    end = _plain_end(first, length, unit, ())
    # Where the month has no such day, its last day is the end (民法典第二百零二条).
    cut = unit is not Unit.CALENDAR_DAY and end.day != first.day
    return end if cut else end - timedelta(days=1)


def nth_working_day(start: date, n: int, calendar: WorkCalendar) -> Reckoning:
    """Compute the `n`-th working day after `start` ("5 working days after service")."""
    return _working_days(start, n, calendar, ())


def first_lawful_day(term: Term, served_on: date, calendar: WorkCalendar, *, strict: bool = True) -> date:
    """Compute the first day on which the event may be held after notice served on `served_on`.

    Strict: the term's full working days lie between service and event; loose: its last one may be the event.
    While provisional the later, safe day.
    """
    _backward(term)
    days = term.length + 1 if strict else term.length
    return _working_days(served_on, days, calendar, ()).waits_for


def latest_notice_day(term: Term, event_on: date, calendar: WorkCalendar, *, strict: bool = True) -> date:
    """Compute the last day on which notice of an event on `event_on` may still be served.

    While provisional the earlier, safe day.
    """
    _backward(term)
    day = event_on.toordinal() if strict else event_on.toordinal() + 1
    first_counted = calendar.cautious.at(day, -term.length)
    if first_counted is None:
        raise CalendarNotPublished(event_on.year)
    return first_counted - timedelta(days=1)


def reckon_notice(term: Term, event_on: date, calendar: WorkCalendar, *, strict: bool = True) -> Reckoning:
    """Compute `latest_notice_day` with what is known of it: provisional bounds are both the earlier, safe day."""
    last = latest_notice_day(term, event_on, calendar, strict=strict)
    settled = all(calendar.published(year) for year in range(last.year, event_on.year + 1))
    return (
        Reckoning(last, None, None, calendar.sha256)
        if settled
        else Reckoning(None, last, last, calendar.sha256)
    )


def ends_at(last_day: date, closes_at: time | None = None) -> datetime:
    """Give the instant at which a last day ends in Asia/Shanghai: 24:00, or close of business (民法典第二百零三条)."""
    if closes_at is not None:
        return datetime.combine(last_day, closes_at, SHANGHAI)
    return datetime.combine(last_day + timedelta(days=1), time(), SHANGHAI)


def in_time(last_day: date, *, received_on: date, posted_on: date | None = None) -> bool:
    """Whether a paper was handed in by `last_day`; handed to the post in time is in time (民事诉讼法第八十五条)."""
    return (received_on if posted_on is None else min(received_on, posted_on)) <= last_day


def _backward(term: Term) -> None:
    if term.direction is not Direction.BACKWARD or term.unit is not Unit.WORKING_DAY:
        raise WrongDirection(
            Words("“{term}”自事件之日向后计算", "the term “{term}” is counted forward from its event").filled(
                term=term.key
            ),
            Words("请改用 reckon，询问届满日", "ask for its last day instead (reckon)"),
        )


def _working_days(
    start: date, length: int, calendar: WorkCalendar, gaps: Sequence[tuple[int, int]]
) -> Reckoning:
    ordinal = start.toordinal() + 1
    if gaps:
        length += _working_days_inside(gaps, ordinal, length, calendar)
    last = calendar.index.at(ordinal, length - 1)
    if last is not None:
        return Reckoning(last, None, None, calendar.sha256)
    latest = calendar.cautious.at(ordinal, length - 1)
    if latest is None:
        raise CalendarNotPublished(start.year)
    return Reckoning(None, _earliest_working(ordinal, length, calendar), latest, calendar.sha256)


def _working_days_inside(
    gaps: Sequence[tuple[int, int]], first: int, length: int, calendar: WorkCalendar
) -> int:
    """How many working days of the excluded intervals the count of `length` days from `first` would meet."""
    met = 0
    for gap_first, gap_last in gaps:
        reached = calendar.cautious.at(first, length + met - 1)
        if reached is None or gap_first > reached.toordinal():
            break
        met += sum(
            calendar.cautious.is_working(date.fromordinal(day)) for day in range(gap_first, gap_last + 1)
        )
    return met


def _earliest_working(ordinal: int, length: int, calendar: WorkCalendar) -> date:
    """Count with only weekends off in unpublished years, the first of them taken for make-up days."""
    spare = _MAKE_UP_DAYS
    day = ordinal - 1
    while length:
        day += 1
        current = date.fromordinal(day)
        if calendar.published(current.year):
            worked = calendar.index.is_working(current)
        else:
            worked = current.weekday() < _SATURDAY
            if not worked and spare:
                spare -= 1
                worked = True
        length -= worked
    return date.fromordinal(day)


def _gaps(term: Term, start: date, excluded: Iterable[Interval]) -> tuple[tuple[int, int], ...]:
    """The excluded days after `start` as ordinals, sorted, overlaps counted once."""
    first_day = start.toordinal() + 1
    merged: list[tuple[int, int]] = []
    for interval in sorted(excluded, key=lambda one: one.first):
        if interval.last < interval.first:
            raise BadDate(
                Words(
                    f"不计入期限的时间止于{interval.last}，早于其起始日{interval.first}",
                    f"excluded time ends on {interval.last}, before it begins on {interval.first}",
                ),
                Words("请更正 first 或者 last", "correct `first` or `last`"),
            )
        first, last = max(interval.first.toordinal(), first_day), interval.last.toordinal()
        if interval.why not in term.excludes or last < first:
            continue
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def _plain_end(start: date, length: int, unit: Unit, gaps: Sequence[tuple[int, int]]) -> date:
    """The corresponding day, before any roll.

    Raises:
        CalendarNotPublished: It lies beyond every calendar, that of the programming language too.
    """
    try:
        return _corresponding(start, length, unit, gaps)
    except (OverflowError, ValueError) as error:
        raise CalendarNotPublished(start.year) from error


def _corresponding(start: date, length: int, unit: Unit, gaps: Sequence[tuple[int, int]]) -> date:
    if unit is Unit.CALENDAR_DAY:
        end = start + timedelta(days=length)
    else:
        end = _months_after(start, length * 12 if unit is Unit.YEAR else length)
    for first, last in gaps:
        if first > end.toordinal():
            break
        end += timedelta(days=last - first + 1)
    return end


def _months_after(start: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day (民法典第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _rolled(end: date, roll: bool, calendar: WorkCalendar) -> Reckoning:
    if not roll:
        return Reckoning(end, None, None, calendar.sha256)
    ordinal = end.toordinal()
    last = calendar.index.at(ordinal, 0)
    if last is not None:
        return Reckoning(last, None, None, calendar.sha256)
    latest = calendar.cautious.at(ordinal, 0)
    if latest is None:
        raise CalendarNotPublished(end.year)
    earliest = end
    while calendar.published(earliest.year):  # the rest of a published year, all of it rest days
        earliest += timedelta(days=1)
    return Reckoning(None, earliest, latest, calendar.sha256)
