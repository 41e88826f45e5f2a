"""Traces (期限说明): a computed last day that explains itself, as data, as sentences, as a small calendar."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from domain.bilingual import Words
from domain.law import trace_words as words
from domain.law.articles import Article
from domain.law.calendars import WorkCalendar
from domain.law.counting import Interval, Reckoning, ends_at, plain_end, reckon, reckon_notice
from domain.law.festivals import FESTIVALS, NAMES, days_that_may_be_off
from domain.law.terms import Certainty, Direction, Term, TermKey, Unit
from domain.record import Record

_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SATURDAY: Final = 5


class LineState(StrEnum):
    """What a day was to the count."""

    START = "start"
    COUNTED = "counted"
    OFF = "off"
    """A rest day, not counted."""
    EXCLUDED = "excluded"
    ROLLED = "rolled"
    """A rest day that the last day moves past."""


class TraceLine(Record):
    """One day, or a run of days of the same kind (`day` to `until`, both inclusive)."""

    day: date
    until: date
    state: LineState
    number: int | None = None
    """How far the count has come at `until`."""
    why: str = ""
    why_en: str = ""


class _Day(NamedTuple):
    """One day on the way; there may be hundreds of them."""

    day: date
    state: LineState
    number: int | None
    why: Words


class Trace(Record):
    """Why a last day is what it is."""

    key: TermKey
    title: str
    length: int
    unit: Unit
    direction: Direction
    extended_by: int
    article: Article
    unit_article: Article | None
    quote: str
    paraphrase: bool
    certainty: Certainty
    start: date
    last_day: date | None
    """For a backward term: the last day on which notice may still be served."""
    earliest: date | None
    latest: date | None
    ends_at: datetime | None
    calendar: str
    invented: bool
    """The calendar has a year that no notice stands behind."""
    lines: tuple[TraceLine, ...]

    @cached_property
    def said(self) -> tuple[Words, ...]:
        """The trace as a person reads it; what the law says stands in the law's own words."""
        return tuple(_sentences(self))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The trace as an officer reads it, in Chinese."""
        return tuple(sentence.zh for sentence in self.said)


def explain(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    *,
    excluded: Sequence[Interval] = (),
    extended_by: int = 0,
) -> Trace:
    """Compute as `reckon` does, and say why; while provisional the lines lead to the latest day.

    Raises:
        WrongDirection: The term is counted backward: ask `explain_notice`.
        CalendarNotPublished: Not even bounds are known.
    """
    reckoning = reckon(term, start, calendar, excluded=excluded, extended_by=extended_by)
    skipped = {
        one.first + timedelta(days=offset): one.why.words
        for one in excluded
        if one.why in term.excludes
        for offset in range((one.last - one.first).days + 1)
    }
    return _trace(
        term,
        start,
        calendar,
        reckoning,
        _lines(term, start, calendar, reckoning, skipped, extended_by),
        extended_by,
    )


def explain_notice(term: Term, event_on: date, calendar: WorkCalendar, *, strict: bool = True) -> Trace:
    """Say why notice of an event on `event_on` may be served until a certain day.

    Raises:
        WrongDirection: The term is counted forward: ask `explain`.
    """
    reckoning = reckon_notice(term, event_on, calendar, strict=strict)
    lines = _lines_back(term, event_on, reckoning.waits_for, calendar, strict)
    return _trace(term, event_on, calendar, reckoning, lines, 0)


def _trace(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    reckoning: Reckoning,
    lines: Iterator[_Day],
    extended_by: int,
) -> Trace:
    return Trace(
        key=term.key,
        title=term.title,
        length=term.length,
        unit=term.unit,
        direction=term.direction,
        extended_by=extended_by,
        article=term.source,
        unit_article=term.unit_source,
        quote=term.quote,
        paraphrase=term.paraphrase,
        certainty=term.certainty,
        start=start,
        last_day=reckoning.last_day,
        earliest=reckoning.earliest,
        latest=reckoning.latest,
        ends_at=ends_at(reckoning.last_day) if reckoning.last_day else None,
        calendar=reckoning.calendar,
        invented=any(one.invented for one in calendar.years),
        lines=tuple(_joined(lines)),
    )


def _lines(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    reckoning: Reckoning,
    skipped: dict[date, Words],
    extended_by: int,
) -> Iterator[_Day]:
    """Each day from the start to the last (or the latest) day."""
    yield _line(start, LineState.START, why=words.NOT_THE_DAY_ITSELF)
    goal = reckoning.waits_for
    working = term.unit is Unit.WORKING_DAY
    plain = goal if working else plain_end(term, start, excluded=skipped, extended_by=extended_by)
    number = 0
    for day in _days(start + timedelta(days=1), goal):
        if day > plain:
            worked = calendar.cautious.is_working(day)
            state = LineState.COUNTED if worked else LineState.ROLLED
            yield _line(day, state, why=words.MOVED_HERE if worked else _why(calendar, day))
        elif day in skipped:
            yield _line(day, LineState.EXCLUDED, why=words.LEFT_OUT.filled(why=skipped[day]))
        elif working and not calendar.cautious.is_working(day):
            yield _line(day, LineState.OFF, why=_why(calendar, day))
        else:
            number += 1
            why = _why(calendar, day) if working or day == plain else words.NOTHING
            rolls = day == plain != goal
            yield _line(day, LineState.ROLLED if rolls else LineState.COUNTED, number, why)


def _lines_back(
    term: Term, event_on: date, last: date, calendar: WorkCalendar, strict: bool
) -> Iterator[_Day]:
    yield _line(
        event_on,
        LineState.START,
        number=None if strict else 1,
        why=words.NOTHING if strict else words.LENIENT,
    )
    number = 0 if strict else 1
    day = event_on - timedelta(days=1)
    while day > last:
        if calendar.cautious.is_working(day):
            number += 1
            yield _line(day, LineState.COUNTED, number, _why(calendar, day))
        else:
            yield _line(day, LineState.OFF, why=_why(calendar, day))
        day -= timedelta(days=1)


def _line(day: date, state: LineState, number: int | None = None, why: Words = words.NOTHING) -> _Day:
    return _Day(day, state, number, why)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _why(calendar: WorkCalendar, day: date) -> Words:
    if calendar.published(day.year):
        return calendar.why(day)
    if day.weekday() >= _SATURDAY:
        return words.PERHAPS_WEEKEND
    festival = days_that_may_be_off(day.year).get(day) if day.year in FESTIVALS else None
    return words.PERHAPS_OFF.filled(festival=NAMES[festival]) if festival else words.PERHAPS_WORKING


def _joined(days: Iterable[_Day]) -> Iterator[TraceLine]:
    """Runs of days of one kind and reason as one line; the first day stands alone."""
    for _, group in groupby(days, key=lambda one: (one.state, one.why)):
        run = list(group)
        yield TraceLine(
            day=min(run[0].day, run[-1].day),
            until=max(run[0].day, run[-1].day),
            state=run[0].state,
            number=next((one.number for one in reversed(run) if one.number is not None), None),
            why=run[0].why.zh,
            why_en=run[0].why.en,
        )


def _sentences(trace: Trace) -> Iterator[Words]:
    from_memory = trace.certainty is Certainty.G
    source = words.IN_SUBSTANCE if trace.paraphrase or from_memory else words.VERBATIM
    yield source.filled(article=trace.article, certainty=trace.certainty, quote=trace.quote)
    yield _how_counted(trace)
    for line in trace.lines:
        if line.state in (LineState.OFF, LineState.EXCLUDED, LineState.ROLLED):
            ending = words.MOVES_ON if line.state is LineState.ROLLED else words.NOT_COUNTED
            yield ending.filled(days=_span(line), why=Words(line.why, line.why_en))
    yield _conclusion(trace)
    if trace.invented:
        yield words.INVENTED


def _how_counted(trace: Trace) -> Words:
    side = words.BACK if trace.direction is Direction.BACKWARD else words.FROM_THE_NEXT_DAY
    longer = (
        words.EXTENDED.filled(by=trace.extended_by, unit=trace.unit) if trace.extended_by else words.NOTHING
    )
    source = words.BY_ARTICLE.filled(article=trace.unit_article) if trace.unit_article else words.NOTHING
    return side.filled(
        start=said_day(trace.start),
        length=trace.length,
        unit=trace.unit,
        longer=longer,
        kind=words.KINDS[trace.unit],
        source=source,
    )


def _conclusion(trace: Trace) -> Words:
    if trace.last_day is None:
        first, last = _bound(trace.earliest), _bound(trace.latest)
        when = first if first == last else words.BETWEEN.filled(first=first, last=last)
        return words.PROVISIONAL.filled(when=when)
    ends = words.SERVED_BY if trace.direction is Direction.BACKWARD else words.ENDS
    return ends.filled(day=said_day(trace.last_day))


def _span(line: TraceLine) -> Words:
    first = said_day(line.day)
    return first if line.until == line.day else words.FROM_TO.filled(first=first, last=said_day(line.until))


def _bound(day: date | None) -> Words:
    return said_day(day) if day else words.UNKNOWN


def said_day(day: date) -> Words:
    """Write a day with its weekday, as each language does.

    >>> said_day(date(2026, 6, 23)).en
    'Tue 2026-06-23'
    """
    return Words(chinese_day(day), f"{_WEEKDAYS_EN[day.weekday()]} {day.isoformat()}")


def chinese_day(day: date) -> str:
    """Write a day with its weekday.

    >>> chinese_day(date(2026, 6, 23))
    '2026年6月23日（周二）'
    """
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


_MARKS: Final = {
    LineState.START: "*",
    LineState.COUNTED: "+",
    LineState.OFF: "-",
    LineState.EXCLUDED: "x",
    LineState.ROLLED: ">",
}


def picture(trace: Trace) -> str:
    """Draw the weeks a trace crosses, as plain text.

    `*` start, `+` counted, `-` rest day, `x` excluded, `>` moved past, `=` last day.
    """
    marks = {day: _MARKS[line.state] for line in trace.lines for day in _days(line.day, line.until)}
    if trace.last_day is not None:
        marks[trace.last_day] = "="
    first, last = min(marks), max(marks)
    monday = first - timedelta(days=first.weekday())
    rows = ["          一   二   三   四   五   六   日"]
    while monday <= last:
        days = [monday + timedelta(days=offset) for offset in range(7)]
        cells = " ".join(f"{day.day:>3}{marks.get(day, ' ')}" for day in days)
        rows.append(f"{monday:%Y-%m} {cells}")
        monday += timedelta(weeks=1)
    return "\n".join(rows)
