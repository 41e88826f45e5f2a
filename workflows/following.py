"""What follows from a move: its facts as journal entries, the case they make, and what the clock has then to say."""

from dataclasses import dataclass
from datetime import datetime

from domain.case.case import Case
from domain.case.journal import Entry, Tip, chained
from domain.case.last_days import SettledDay
from domain.procedure import apply, body_of, due_instants, stated
from domain.procedure.language import Moment, Move, Stamp

Due = tuple[datetime, SettledDay, bool]
"""When a last day has passed, which, and whether a duty is then overdue."""


@dataclass(frozen=True)
class Following:
    case: Case
    entries: tuple[Entry, ...]
    dues: tuple[Due, ...]


def follow(
    tip: Tip, move: Move, now: Moment, *, key: str = "", digest: str = "", taken_over: str = ""
) -> Following:
    """Return what the move makes true of a case whose journal ends at `tip`. Pure: the door tries it before it accepts.

    `taken_over` names who takes it over from paper.
    """
    case, by, entries = now.case, now.actor.id, list[Entry]()
    for seq, fact in enumerate(stated(move, now), start=tip.seq + 1):
        entry = Entry(
            seq=seq,
            at=now.at,
            by=by,
            key=key,
            digest=digest,
            move=move.name,
            fact=type(fact).__name__,
            body=body_of(fact),
            taken_over=taken_over,
        )
        entries.append(chained(entry, entries[-1].head if entries else tip.head))
        case = apply(case, fact, Stamp(seq=seq, at=now.at, by=by))
    return Following(case, tuple(entries), dues(case))


def dues(case: Case) -> tuple[Due, ...]:
    """Return what the clock has still to say, the earliest first."""
    return tuple(sorted(due_instants(case), key=lambda due: (due[0], due[1].term, due[1].party or 0)))
