"""What follows from a move: its facts as journal entries, the case they make, and what the clock has then to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.case.case import Case
from domain.case.journal import GENESIS, Entry, chained
from domain.case.last_days import SettledDay
from domain.procedure import apply, body_of, due_instants, stage
from domain.procedure.language import Moment, Move, Stamp

Due = tuple[datetime, SettledDay, bool]
"""When a last day has passed, which, and whether a duty is then overdue."""


@dataclass(frozen=True)
class Following:
    case: Case
    entries: tuple[Entry, ...]
    dues: tuple[Due, ...]
    stage: str


def follow(before: Sequence[Entry], move: Move, now: Moment) -> Following:
    """Return what the move makes true of the case at this moment. Pure: the door tries it before it accepts."""
    case, entries = now.case, list[Entry]()
    head = before[-1].head if before else GENESIS
    for seq, fact in enumerate(move.facts(now), start=len(before) + 1):
        by, kind = now.actor.id, type(fact).__name__
        entry = chained(Entry(seq=seq, at=now.at, by=by, move=move.name, fact=kind, body=body_of(fact)), head)
        head = entry.head
        entries.append(entry)
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=by))
    return Following(case, tuple(entries), dues(case), stage(case, now.at))


def dues(case: Case) -> tuple[Due, ...]:
    """Return what the clock has still to say, the earliest first."""
    return tuple(sorted(due_instants(case), key=lambda due: (due[0], due[1].term, due[1].party or 0)))
