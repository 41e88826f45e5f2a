"""Last days (届满日) that were told: passed, kept against newer rules, shifted by them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from domain.case.latest import Latest
from domain.labels import SERIAL, Label
from domain.lengths import Code
from domain.record import Computing, Record, grouped


class SettledDay(Record):
    """The last day of one term, settled: of which term, whose, counted from when."""

    term: Annotated[
        Code, Label("期限名称", "term", "期限的键，例如 statement", "key of the term, such as statement")
    ]
    party: Annotated[
        int | None,
        Label(
            "当事人",
            "party",
            "当事人在本案中的序号；属于全案的期限不填",
            "number of the party in the case; left out where the term is the case's",
            SERIAL,
        ),
    ] = None
    start: Annotated[
        date,
        Label(
            "起算事件之日",
            "day of the event",
            "当日不计入期限",
            "from which the term runs; not counted itself",
        ),
    ]
    last_day: Annotated[date, Label("届满日", "last day", "含当日", "inclusive")]


class DeadlineDays(Record):
    """From which day a deadline runs, and its last day, or the bounds of it while provisional."""

    start: date
    last_day: date | None = None
    earliest: date | None = None
    latest: date | None = None


class ShiftedDeadline(Record):
    """An open deadline that new rules have shifted."""

    term: str
    party: int | None = None
    was: DeadlineDays
    now: DeadlineDays


class DeadlineShift(Record):
    """That an adoption of new rules has shifted deadlines; which and whereto stands in its fact."""

    on: date
    rulebook: str
    """SHA-256 of the new rules."""
    shifted: int
    """How many."""
    informed: tuple[str, ...]
    """Ids of the persons to whom a message goes."""


Counted = tuple[str, int | None, date | None]
"""A term, whose, and from which day it was counted."""


def _latest_of_each(days: Iterable[SettledDay]) -> dict[Counted, date]:
    found: dict[Counted, date] = {}
    for day in days:
        counted = (day.term, day.party, day.start)
        found[counted] = max(day.last_day, found.get(counted, day.last_day))
    return found


class LastDays(Computing):
    """What was said of last days in this case."""

    passed: tuple[SettledDay, ...] = ()
    """Last days that have passed, each said once."""
    kept: tuple[SettledDay, ...] = ()
    """Last days of a party's terms that stand although newer rules would set them earlier: the party knows them."""
    shifts: Latest[DeadlineShift] = Latest()

    @cached_property
    def days_passed(self) -> Mapping[Counted, date]:
        """The last day of each term counted that has passed."""
        return _latest_of_each(self.passed)

    @cached_property
    def passed_by_term(self) -> Mapping[tuple[str, int | None], tuple[SettledDay, ...]]:
        """The last days that have passed of each term and party, in order."""
        return grouped(((day.term, day.party), day) for day in self.passed)

    @cached_property
    def days_kept(self) -> Mapping[Counted, date]:
        """The last day until which each term kept stands."""
        return _latest_of_each(self.kept)

    def keeping(self, kept: Iterable[SettledDay]) -> "LastDays":
        """Return them with more that stand: of each term the latest, however often rules change."""
        days = _latest_of_each((*self.kept, *kept))
        latest = tuple(
            SettledDay(term=term, party=party, start=start, last_day=last_day)
            for (term, party, start), last_day in days.items()
            if start is not None
        )
        return self.model_copy(update={"kept": latest})
