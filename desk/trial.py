"""Trying a move (试办): what it would make true, and which last days it would set, shift or end. Nothing is written."""

from typing import Any

from domain.case.case import Case
from domain.procedure import Change, apply, body_of, changes, deadlines, stage, stated
from domain.procedure.language import Moment, Move, Stamp
from domain.record import Record


class FactTried(Record):
    kind: str
    body: dict[str, Any]


class Trial(Record):
    """What a move would do at this moment."""

    move: str
    dry_run: bool = True
    stage: str
    facts: tuple[FactTried, ...]
    deadlines: tuple[Change, ...]


def tried(move: Move, now: Moment) -> Trial:
    """Make the move in memory, on a case where nothing stands in its way."""
    facts = list(stated(move, now))
    case: Case = now.case
    for seq, fact in enumerate(facts, start=1):
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
    before, after = deadlines(now.case, now.today), deadlines(case, now.today)
    return Trial(
        move=move.name,
        stage=stage(case, now.at),
        facts=tuple(FactTried(kind=type(f).__name__, body=body_of(f)) for f in facts),
        deadlines=tuple(changes(before, after)),
    )
