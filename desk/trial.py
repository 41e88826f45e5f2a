"""Trying a move (试办): what it would make true, and which last days it would set, move or end. Nothing is written."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from domain.case.case import Case
from domain.procedure import Deadline, apply, body_of, deadlines, stage
from domain.procedure.language import Moment, Move, Stamp
from domain.record import Record

Effect = Literal["set", "moved", "ended"]


class FactTried(Record):
    kind: str
    body: dict[str, Any]


class DeadlineTried(Record):
    effect: Effect
    deadline: Deadline
    before: Deadline | None = None
    """As it stands now, where it would be moved or ended."""


class Trial(Record):
    """What a move would do at this moment."""

    move: str
    dry_run: bool = True
    stage: str
    facts: tuple[FactTried, ...]
    deadlines: tuple[DeadlineTried, ...]


def tried(move: Move, now: Moment) -> Trial:
    """Make the move in memory, on a case where nothing stands in its way."""
    facts = list(move.facts(now))
    case: Case = now.case
    for seq, fact in enumerate(facts, start=1):
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
    before, after = deadlines(now.case, now.today), deadlines(case, now.today)
    return Trial(
        move=move.name,
        stage=stage(case, now.at),
        facts=tuple(FactTried(kind=type(f).__name__, body=body_of(f)) for f in facts),
        deadlines=tuple(_changes(before, after)),
    )


def _changes(before: Sequence[Deadline], after: Sequence[Deadline]) -> Iterator[DeadlineTried]:
    known = {(d.term, d.party, d.start): d for d in before}
    for new in after:
        old = known.get((new.term, new.party, new.start))
        if old is None:
            yield DeadlineTried(effect="set", deadline=new)
        elif new.ended_on and not old.ended_on:
            yield DeadlineTried(effect="ended", deadline=new, before=old)
        elif _days(new) != _days(old):
            yield DeadlineTried(effect="moved", deadline=new, before=old)


def _days(deadline: Deadline) -> tuple[object, ...]:
    return deadline.last_day, deadline.earliest, deadline.latest
