"""What new rules do to the deadlines of an open case (适用新规则): which move, and which stand because they were told.

Computed the same for the look ahead (`tingshu law adopt --dry-run`) and for the fact that the adoption makes true.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.case.case import Case
from domain.case.review import DeadlineDays, ShiftedDeadline, SettledDay
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.procedure.deadlines import Deadline

TERMS_OF_PARTIES = frozenset(
    {TermKey.STATEMENT, TermKey.HEARING_REQUEST, TermKey.PAYMENT, TermKey.RECONSIDERATION, TermKey.LAWSUIT}
)
"""The terms that notice and decision tell to a party."""


@dataclass(frozen=True)
class Renewal:
    kept: tuple[SettledDay, ...]
    """Settled last days of parties that the new rules would move earlier: they stand."""
    moved: tuple[ShiftedDeadline, ...]
    """What moves for all that."""


def renewal(case: Case, rules: Rulebook, today: date) -> Renewal:
    """Say what these rules would do to the deadlines that are not met yet."""
    old = _deadlines(case, today)
    new = _deadlines(case.model_copy(update={"rulebook": rules}), today)
    kept = tuple(_told_to_parties(old, new))
    course = case.course.model_copy(update={"kept": (*case.course.kept, *kept)})
    final = _deadlines(case.model_copy(update={"rulebook": rules, "course": course}), today)
    return Renewal(kept, tuple(_moved(old, final)))


Named = dict[tuple[TermKey, int | None, int], Deadline]


def _deadlines(case: Case, today: date) -> Named:
    """Every deadline by term, party and place: a span that begins at another's last day may begin on another day."""
    from domain.procedure import deadlines  # the registry imports the chapters

    seen: Counter[tuple[TermKey, int | None]] = Counter()
    named: Named = {}
    for deadline in deadlines(case, today):
        seen[deadline.term, deadline.party] += 1
        named[deadline.term, deadline.party, seen[deadline.term, deadline.party]] = deadline
    return named


def _told_to_parties(old: Named, new: Named) -> Iterator[SettledDay]:
    for name, before in old.items():
        after = new.get(name)
        if name[0] not in TERMS_OF_PARTIES or before.told is None or before.ended_on is not None:
            continue
        if after is None or after.last_day is None or after.last_day < before.told.last_day:
            yield before.told


def _moved(old: Named, new: Named) -> Iterator[ShiftedDeadline]:
    for name, before in old.items():
        after = new.get(name)
        if after is None or before.ended_on is not None or _days(before) == _days(after):
            continue
        yield ShiftedDeadline(term=before.term, party=before.party, was=_days(before), now=_days(after))


def _days(deadline: Deadline) -> DeadlineDays:
    return DeadlineDays(
        start=deadline.start,
        last_day=deadline.last_day,
        earliest=deadline.earliest,
        latest=deadline.latest,
    )
