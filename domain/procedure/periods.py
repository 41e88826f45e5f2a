"""One term of a case, counted: by the row of its event's day, and never earlier than a party was told."""

from collections.abc import Sequence
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.law.counting import Interval, Reckoning, reckon
from domain.law.terms import Term, TermKey


def period(
    case: Case,
    key: TermKey,
    start: date,
    *,
    party: int | None = None,
    excluded: Sequence[Interval] = (),
    extended_by: int = 0,
) -> tuple[Term, Reckoning]:
    """Count a term from the day of its event; a running term keeps the row it began with.

    Raises:
        LawUnknown: The profile has no such term on that day.
    """
    term = case.rulebook.term(key, start)
    counted = reckon(term, start, case.rulebook.calendar, excluded=excluded, extended_by=extended_by)
    kept = case.last_days.days_kept.get((key, party, start))
    if kept is None or (counted.last_day is not None and kept <= counted.last_day):
        return term, counted
    return term, counted._replace(last_day=kept, earliest=None, latest=None)


def until(counted: Reckoning | None) -> Words:
    """Say until when a period runs, as far as it is known; `None` where its event has not come."""
    if counted is None:
        return Words("尚未起算", "it has not begun")
    if counted.last_day:
        return Words("至{day}", "until {day}").filled(day=counted.last_day)
    return Words("不早于{day}", "not before {day}").filled(day=counted.earliest)
