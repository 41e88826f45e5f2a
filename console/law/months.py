"""Months as one looks at them (月历): each day with what it is, as mark, colour and words."""

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.bilingual import Words
from domain.law.calendars import WorkCalendar
from domain.law.traces import LineState, Trace

_WEEKS = Calendar()


class Kind(StrEnum):
    """What a day is in a picture; the name of its class."""

    PLAIN = "plain"
    WORK = "work"
    REST = "rest"
    OFF = "off"
    HOLIDAY = "holiday"
    MADE_UP = "made-up"
    UNKNOWN = "unknown"
    START = "start"
    COUNTED = "counted"
    EXCLUDED = "excluded"
    ROLLED = "rolled"
    LAST = "last"


MARKS: Mapping[Kind, str] = {
    Kind.START: "起",
    Kind.COUNTED: "",
    Kind.EXCLUDED: "×",
    Kind.ROLLED: "→",
    Kind.LAST: "届",
    Kind.HOLIDAY: "休",
    Kind.MADE_UP: "班",
    Kind.UNKNOWN: "?",
}
"""Signs beside the colour, as wall calendars have them."""
SAID: Mapping[Kind, Words] = {
    Kind.START: Words("起算事件之日", "day of the event"),
    Kind.COUNTED: Words("计入", "counted"),
    Kind.EXCLUDED: Words("不计入期限", "excluded"),
    Kind.ROLLED: Words("休息日，最后一日顺延", "rest day: the last day moves on"),
    Kind.LAST: Words("届满日", "last day"),
    Kind.WORK: Words("工作日", "working day"),
    Kind.REST: Words("周末", "weekend"),
    Kind.OFF: Words("休息日", "rest day"),
    Kind.HOLIDAY: Words("放假", "day off"),
    Kind.MADE_UP: Words("调休上班", "worked in exchange"),
    Kind.UNKNOWN: Words("安排尚未公布", "not published yet"),
}
_OF_A_LINE = {
    LineState.START: Kind.START,
    LineState.COUNTED: Kind.COUNTED,
    LineState.OFF: Kind.OFF,
    LineState.EXCLUDED: Kind.EXCLUDED,
    LineState.ROLLED: Kind.ROLLED,
}


@dataclass(frozen=True)
class Day:
    """One day of a month."""

    on: date
    kind: Kind
    number: int | None = None
    """How far the count has come."""

    @property
    def mark(self) -> str:
        return MARKS.get(self.kind, "")

    @property
    def said(self) -> Words | None:
        return SAID.get(self.kind)


@dataclass(frozen=True)
class Month:
    """A month by its weeks, Monday first; days of other months are left empty."""

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]


def months_of(trace: Trace) -> list[Month]:
    """Return the months that a count crosses, each day with what it was to the count."""
    days = {day.on: day for day in _days_of(trace)}
    first, last = min(days), max(days)
    return list(_months(first, last, days))


def _days_of(trace: Trace) -> Iterator[Day]:
    for line in trace.lines:
        length = (line.until - line.day).days
        for offset in range(length + 1):
            at = line.day + timedelta(days=offset)
            kind = Kind.LAST if at == trace.last_day else _OF_A_LINE[line.state]
            yield Day(at, kind, line.number if offset == length else None)


def _months(first: date, last: date, days: Mapping[date, Day]) -> Iterator[Month]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield Month(year, month, tuple(_weeks(year, month, days)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _weeks(year: int, month: int, days: Mapping[date, Day]) -> Iterator[tuple[Day | None, ...]]:
    for week in _WEEKS.monthdatescalendar(year, month):
        yield tuple(days.get(at, Day(at, Kind.PLAIN)) if at.month == month else None for at in week)


def legend_of(months: Iterable[Month]) -> list[tuple[Kind, str, Words]]:
    """Return what the signs and colours of these months are: of those that occur."""
    found = {day.kind for month in months for week in month.weeks for day in week if day}
    return [(kind, MARKS.get(kind, ""), SAID[kind]) for kind in Kind if kind in found and kind in SAID]


def year_of(calendar: WorkCalendar, year: int) -> list[Month]:
    """Return the twelve months of a year, each day as the notice of that year has it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    days = {at: Day(at, _kind_of(calendar, at)) for at in every}
    return list(_months(first, last, days))


def _kind_of(calendar: WorkCalendar, at: date) -> Kind:
    weekend = at.weekday() >= 5
    if not calendar.published(at.year):
        return Kind.REST if weekend else Kind.UNKNOWN
    if calendar.is_working(at):
        return Kind.MADE_UP if weekend else Kind.WORK
    return Kind.REST if weekend else Kind.HOLIDAY
