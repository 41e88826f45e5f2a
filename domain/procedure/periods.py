"""One term of a case, counted: by the row of its event's day, and never earlier than a party was told."""

from collections.abc import Sequence
from datetime import date

from domain.case.case import Case
from domain.law.counting import Interval, Reckoning, reckon
from domain.law.terms import Term, TermKey


def period(
    case: Case, key: TermKey, start: date, *, party: int | None = None, excluded: Sequence[Interval] = ()
) -> tuple[Term, Reckoning]:
    """Count a term from the day of its event; a running term keeps the row it began with.

    Raises:
        LawUnknown: The profile has no such term on that day.
    """
    term = case.rulebook.term(key, start)
    counted = reckon(term, start, case.rulebook.calendar, excluded=excluded)
    kept = (t.last_day for t in case.last_days.kept if (t.term, t.party, t.start) == (key, party, start))
    told = max(kept, default=None)
    if told is None or (counted.last_day is not None and told <= counted.last_day):
        return term, counted
    return term, counted._replace(last_day=told, earliest=None, latest=None)
