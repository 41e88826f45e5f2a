"""What new rules do to the deadlines of an open case (适用新规则): which move, and which stand because they were told.

Computed the same for the look ahead (`tingshu law adopt --dry-run`) and for the fact that the adoption makes true.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.case.case import Case
from domain.case.last_days import DeadlineDays, SettledDay, ShiftedDeadline
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.procedure.clocks.changes import Effect, changes
from domain.procedure.clocks.deadlines import Deadline, deadlines

TERMS_OF_PARTIES = frozenset(
    {TermKey.STATEMENT, TermKey.HEARING_REQUEST, TermKey.PAYMENT, TermKey.RECONSIDERATION, TermKey.LAWSUIT}
)
"""The terms that notice and decision tell to a party."""


@dataclass(frozen=True)
class Renewal:
    kept: tuple[SettledDay, ...]
    """Settled last days of parties that the new rules would set earlier: they stand."""
    shifted: tuple[ShiftedDeadline, ...]
    """What shifts for all that."""


def renewal(case: Case, rules: Rulebook, today: date) -> Renewal:
    """Say what these rules would do to the deadlines that are not met yet."""
    old = deadlines(case, today)
    renewed = case.bound_by(rules)
    kept = tuple(_kept(old, deadlines(renewed, today)))
    final = deadlines(renewed.model_copy(update={"last_days": case.last_days.keeping(kept)}), today)
    return Renewal(kept, tuple(_shifted(old, final)))


def _kept(old: Sequence[Deadline], new: Sequence[Deadline]) -> Iterator[SettledDay]:
    """The settled days of a party's terms that would be earlier, or not settled any more."""
    for change in changes(old, new):
        before, after = change.before, change.after
        if change.effect is not Effect.SHIFTED or before is None or after is None:
            continue
        settled = before.settled_day
        if before.term not in TERMS_OF_PARTIES or settled is None:
            continue
        if after.last_day is None or after.last_day < settled.last_day:
            yield settled


def _shifted(old: Sequence[Deadline], new: Sequence[Deadline]) -> Iterator[ShiftedDeadline]:
    for change in changes(old, new):
        if change.effect is Effect.SHIFTED and change.before and change.after:
            before, after = change.before, change.after
            yield ShiftedDeadline(term=before.term, party=before.party, was=_days(before), now=_days(after))


def _days(deadline: Deadline) -> DeadlineDays:
    return DeadlineDays(
        start=deadline.start,
        last_day=deadline.last_day,
        earliest=deadline.earliest,
        latest=deadline.latest,
    )
