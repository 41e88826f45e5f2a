"""The clocks of a case as a picture (期限图): a lane a term, its days from left to right. Python measures, a template draws.

Every word of it stands in a table beside it too; the picture is one image, with a title and a description.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from domain.bilingual import Titled
from domain.law.terms import TermKey
from domain.law.traces import LineState
from domain.procedure.clocks.courses import Course, Ran
from domain.procedure.clocks.deadlines import Deadline, State

ONE_DAY: Final = timedelta(days=1)
LEFT: Final = 250.0
"""Where the days begin; before them stands what a lane is."""
RIGHT: Final = 850.0
"""Where they end; behind them stands the last day in words."""
WIDTH: Final = 1120
TOP: Final = 46.0
"""Below it the first lane; above it the months and today."""
ROW: Final = 34.0
MOST_LANES: Final = 16
"""Lanes that are drawn unasked; of more those that still run come first."""
LONGEST: Final = 240
"""Days that a picture shows; what begins before or ends after is cut there, and said in words."""
BEHIND: Final = 90
"""Of these, days after today."""
NAME: Final = 70.0
"""Room that the name of a month takes."""
FEW_WEEKS: Final = 75
"""Up to so many days each Monday is marked as well."""


class Kind(Titled):
    """What a stretch of a lane is."""

    COUNTED = "counted", "计入期限", "counted"
    OFF = "off", "休息日，不计", "rest days, not counted"
    EXCLUDED = "excluded", "扣除（中止等），不计入期限", "excluded (suspension and the like)"
    ROLLED = "rolled", "最后一日逢休息日，顺延", "the last day rolls past rest days"
    EXTENDED = "extended", "延长", "extended"
    OPEN = "open", "暂定，节假日安排尚未公布", "provisional: holidays not published"
    STOPPED = "stopped", "中止，期限停止计算", "standing still"


HATCHED: Final = (Kind.OFF, Kind.EXCLUDED, Kind.ROLLED, Kind.EXTENDED, Kind.OPEN, Kind.STOPPED)
"""Drawn with a pattern of their own, so that nobody need tell them by colour."""
_OF_LINE: Final = {
    LineState.OFF: Kind.OFF,
    LineState.EXCLUDED: Kind.EXCLUDED,
    LineState.ROLLED: Kind.ROLLED,
}


@dataclass(frozen=True)
class Scale:
    """Which day stands where."""

    first: date
    last: date

    @property
    def day_width(self) -> float:
        return (RIGHT - LEFT) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """Where a day begins; one beyond the picture stands at its edge."""
        return round(self._place(day), 1)

    def middle(self, day: date) -> float:
        return round(self._place(day) + self.day_width / 2, 1)

    def _place(self, day: date) -> float:
        inside = min(max(day, self.first), self.last + ONE_DAY)
        return LEFT + (inside - self.first).days * self.day_width


class Stretch(NamedTuple):
    kind: Kind
    x: float
    width: float


class Bar(NamedTuple):
    """One span of a term."""

    start: float
    """The day of the event, which is not counted."""
    stretches: tuple[Stretch, ...]
    last: float | None
    """The middle of the last day."""
    ended: float | None
    """The middle of the day on which it was done."""
    cut: bool
    """Whether it goes on beyond the picture."""
    state: State


class Lane(NamedTuple):
    """One term, of one party or of the case, each time that it ran."""

    term: TermKey
    party: int | None
    y: float
    bars: tuple[Bar, ...]
    now: Deadline
    """As it ran last."""


class Tick(NamedTuple):
    x: float
    day: date
    named: bool
    """A month, with its name; else a Monday."""


@dataclass(frozen=True)
class Picture:
    scale: Scale
    today: date
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def right(self) -> float:
        return RIGHT

    @property
    def height(self) -> float:
        return TOP + ROW * len(self.lanes) + 8

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What occurs in it: its legend."""
        found = {stretch.kind for lane in self.lanes for bar in lane.bars for stretch in bar.stretches}
        return tuple(kind for kind in Kind if kind in found)

    @property
    def today_x(self) -> float | None:
        return self.scale.middle(self.today) if self.scale.first <= self.today <= self.scale.last else None


def to_draw(deadlines: Iterable[Deadline], *, every: bool = False) -> tuple[Ran, ...]:
    """Choose the lanes that are drawn: all of them, or of many those that run or stand still, the next to end first.

    Then come those that ended last. They stand in the order in which they began.
    """
    now: dict[Ran, Deadline] = {}
    for deadline in sorted(deadlines, key=lambda one: one.start):
        now[deadline.term, deadline.party] = deadline
    if every or len(now) <= MOST_LANES:
        return tuple(now)
    chosen = sorted(now, key=lambda ran: _urgency(now[ran]))[:MOST_LANES]
    return tuple(ran for ran in now if ran in chosen)


def _urgency(now: Deadline) -> tuple[bool, int]:
    over = now.ended_on is not None or now.state is State.OVER
    return over, -_end(now).toordinal() if over else _end(now).toordinal()


def picture(
    courses: Iterable[Course], today: date, lanes: Sequence[Ran], *, to_the_end: bool = False
) -> Picture | None:
    """Measure the picture of these lanes; nothing where there are none.

    Of what was done long before its last day the picture shows no more than that, unless `to_the_end`.
    """
    found: dict[Ran, list[Course]] = {ran: [] for ran in lanes}
    for course in courses:
        if (ran := (course.deadline.term, course.deadline.party)) in found:
            found[ran].append(course)
    if not found:
        return None
    scale = _scale([course for lane in found.values() for course in lane], today, to_the_end=to_the_end)
    return Picture(
        scale,
        today,
        tuple(_lane(scale, lane, today, place) for place, lane in enumerate(found.values())),
        tuple(_ticks(scale)),
    )


def _end(deadline: Deadline) -> date:
    return deadline.last_day or deadline.latest or deadline.ended_on or deadline.start


def _scale(courses: Sequence[Course], today: date, *, to_the_end: bool) -> Scale:
    """From the first event to the last day that still means something: of what is done, the day on which it was done."""
    first = min(course.deadline.start for course in courses)
    last = max(_needed(course.deadline, today) for course in courses)
    if to_the_end:
        last = max(last, *(_end(course.deadline) for course in courses))
    if (last - first).days > LONGEST:
        last = min(last, max(today, first) + timedelta(days=BEHIND))
        first = max(first, last - timedelta(days=LONGEST))
    return Scale(first - ONE_DAY, last + ONE_DAY)


def _needed(deadline: Deadline, today: date) -> date:
    if deadline.ended_on:
        return deadline.ended_on
    return max(_end(deadline), today) if deadline.open or deadline.state is State.STOPPED else _end(deadline)


def _lane(scale: Scale, courses: Sequence[Course], today: date, place: int) -> Lane:
    now = courses[-1].deadline
    bars = tuple(_bar(scale, course, today) for course in courses)
    return Lane(now.term, now.party, TOP + ROW * place, bars, now)


def _bar(scale: Scale, course: Course, today: date) -> Bar:
    deadline = course.deadline
    return Bar(
        scale.middle(deadline.start),
        tuple(_stretches(scale, course, today)),
        scale.middle(deadline.last_day) if _seen(scale, deadline.last_day) and deadline.last_day else None,
        scale.middle(deadline.ended_on) if _seen(scale, deadline.ended_on) and deadline.ended_on else None,
        bool((last := deadline.last_day or deadline.latest) and last > scale.last),
        deadline.state,
    )


def _seen(scale: Scale, day: date | None) -> bool:
    return day is not None and scale.first <= day <= scale.last


def _stretches(scale: Scale, course: Course, today: date) -> Iterator[Stretch]:
    """The whole first, and over it what is otherwise."""
    deadline, trace = course.deadline, course.trace
    if deadline.state is State.STOPPED:
        yield from _stretch(scale, Kind.STOPPED, deadline.start + ONE_DAY, today)
    last = deadline.last_day or deadline.latest
    if trace is None or last is None:
        return
    yield from _stretch(scale, Kind.COUNTED, deadline.start + ONE_DAY, last)
    if course.unextended:
        yield from _stretch(scale, Kind.EXTENDED, course.unextended + ONE_DAY, last)
    for line in trace.lines:
        if (kind := _OF_LINE.get(line.state)) and line.day <= last:
            yield from _stretch(scale, kind, line.day, min(line.until, last))
    if deadline.last_day is None and deadline.earliest:
        yield from _stretch(scale, Kind.OPEN, deadline.earliest + ONE_DAY, last)


def _stretch(scale: Scale, kind: Kind, first: date, last: date) -> Iterator[Stretch]:
    """From one day to another, both inclusive; nothing where none of it is in the picture."""
    left, right = scale.x(first), scale.x(last + ONE_DAY)
    if right > left:
        yield Stretch(kind, left, round(right - left, 1))


def _ticks(scale: Scale) -> Iterator[Tick]:
    days = [scale.first + timedelta(days=offset) for offset in range((scale.last - scale.first).days + 1)]
    months = [day for day in days if day.day == 1]
    first_room = (scale.x(months[0]) if months else RIGHT) - LEFT
    if first_room >= NAME:
        yield Tick(LEFT, scale.first, named=True)
    for day in days:
        if day.day == 1:
            yield Tick(scale.x(day), day, named=RIGHT - scale.x(day) >= NAME)
        elif len(days) <= FEW_WEEKS and day.weekday() == 0:
            yield Tick(scale.x(day), day, named=False)
