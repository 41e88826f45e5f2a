"""Working calendars (工作日历): what the State Council's yearly notice makes rest and working days (放假、调休上班).

A published exception beats the weekday; a year without a notice is unknown, not ordinary.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final

from domain.bilingual import Words
from domain.law.content import Addressed
from domain.law.errors import CalendarNotPublished
from domain.law.festivals import FIRST_YEAR, LAST_YEAR, days_that_may_be_off
from domain.law.terms import Certainty
from domain.record import Record

_SATURDAY: Final = 5
_WORKED = Words("调休上班（{notice}）", "worked in exchange ({notice})")
_DAY_OFF = Words("放假（{notice}）", "day off ({notice})")
_WEEKEND = Words("周末", "weekend")
_WORKING_DAY = Words("工作日", "working day")


class CalendarYear(Record):
    """One year's holiday notice (节假日安排): the days it makes rest days and the days it makes working days."""

    year: int
    notice: str
    """Title or number of the notice (文号)."""
    issued_on: date
    days_off: tuple[date, ...]
    days_worked: tuple[date, ...]
    invented: bool = False
    """Made up for a demonstration: no notice says so."""
    certainty: Certainty = Certainty.V2
    source: str = ""


class WorkCalendar(Addressed):
    """The published years that a reckoning may rely on."""

    years: tuple[CalendarYear, ...]

    @cached_property
    def index(self) -> "Index":
        """The published years as arrays: one look-up a deadline."""
        return _published_index(self.years)

    @cached_property
    def cautious(self) -> "Index":
        """Published years as they are; in the others every day that may be off is off (the `latest` of gate 7)."""
        return _cautious_index(self.years)

    @cached_property
    def _by_year(self) -> Mapping[int, CalendarYear]:
        return {one.year: one for one in self.years}

    def published(self, year: int) -> bool:
        return year in self._by_year

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day (工作日).

        Raises:
            CalendarNotPublished: The notice of that year is not loaded.
        """
        if day.year not in self._by_year:
            raise CalendarNotPublished(day.year)
        return self.index.is_working(day)

    def why(self, day: date) -> Words:
        """Say why `day` is, or is not, a working day."""
        for notice in self.years:
            if day in notice.days_worked:
                return _WORKED.filled(notice=notice.notice)
            if day in notice.days_off:
                return _DAY_OFF.filled(notice=notice.notice)
        return _WEEKEND if day.weekday() >= _SATURDAY else _WORKING_DAY

    def with_year(self, added: CalendarYear) -> "WorkCalendar":
        """The calendar with one more year, or with that year's notice replaced."""
        kept = [one for one in self.years if one.year != added.year]
        return WorkCalendar(years=tuple(sorted([*kept, added], key=lambda one: one.year)))


class Index:
    """Working days as arrays over runs of consecutive years. Every question is one or two look-ups."""

    __slots__ = ("_starts", "runs")

    def __init__(self, runs: Iterable["Run"]) -> None:
        self.runs = sorted(runs, key=lambda run: run.base)
        self._starts = [run.base for run in self.runs]

    def run_of(self, ordinal: int) -> "Run | None":
        """The run of years that holds a day, given as `date.toordinal()`; nothing where its year is unknown."""
        place = bisect_right(self._starts, ordinal) - 1
        if place < 0:
            return None
        run = self.runs[place]
        return run if ordinal - run.base < run.size else None

    def at(self, ordinal: int, skip: int) -> date | None:
        """The working day reached from `ordinal` (itself, if it is one) after skipping `skip` working days.

        Nothing when the count leaves the known years.
        """
        run = self.run_of(ordinal)
        if run is None:
            return None
        place = run.before[ordinal - run.base] + skip
        return run.days[place] if 0 <= place < len(run.days) else None

    def is_working(self, day: date) -> bool:
        ordinal = day.toordinal()
        run = self.run_of(ordinal)
        if run is None:
            raise CalendarNotPublished(day.year)
        place = ordinal - run.base
        return run.before[place + 1] > run.before[place]


class Run:
    """Consecutive years: for each day how many working days lie before it, and the working days in order."""

    __slots__ = ("base", "before", "days", "size")

    def __init__(self, first_year: int, last_year: int, off: set[date], worked: set[date]) -> None:
        first = date(first_year, 1, 1)
        self.base = first.toordinal()
        self.size = date(last_year, 12, 31).toordinal() - self.base + 1
        self.before = [0]
        self.days: list[date] = []
        for offset in range(self.size):
            day = first + timedelta(days=offset)
            if day in worked or (day.weekday() < _SATURDAY and day not in off):
                self.days.append(day)
            self.before.append(len(self.days))


def _exceptions(years: tuple[CalendarYear, ...]) -> tuple[set[date], set[date]]:
    """All rest and working days that notices name; a notice may reach into the year before (2023's did)."""
    off = {day for one in years for day in one.days_off}
    worked = {day for one in years for day in one.days_worked}
    return off, worked


@lru_cache(maxsize=64)
def _published_index(years: tuple[CalendarYear, ...]) -> Index:
    off, worked = _exceptions(years)
    return Index(Run(first, last, off, worked) for first, last in _runs({one.year for one in years}))


@lru_cache(maxsize=64)
def _cautious_index(years: tuple[CalendarYear, ...]) -> Index:
    off, worked = _exceptions(years)
    published = {one.year for one in years}
    known = published | set(range(FIRST_YEAR, LAST_YEAR + 1))
    for year in known - published:
        off |= set(days_that_may_be_off(year))
    return Index(Run(first, last, off, worked) for first, last in _runs(known))


def _runs(years: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs
