"""What comes next in a case (下一步): which moves have their turn, and of what is barred what is still to come, and why."""

import json
from collections.abc import Container, Iterable, Sequence
from inspect import getattr_static
from typing import Any, NamedTuple

from desk.outlook import Awaited
from domain.procedure import MOVES, Option, Stage
from domain.procedure.language import Move
from domain.procedure.roles import ROLE_REQUIRED

NOT_NEXT = ("open_case", "confirm", "send_back")
"""Moves of which nobody wonders why they are barred: the case is open, and nothing waits to be confirmed."""
MAIN = frozenset(
    name
    for name, kind in MOVES.items()
    if getattr_static(kind, "awaited") is not getattr_static(Move, "awaited")
)
"""Moves that have their turn in a case: where one of them is awaited of nobody, it is too early, or done."""
FIRST = {
    Stage.DRAFTED: "prepare_notices",
    Stage.NOTIFYING: "issue_notices",
    Stage.COLLECTING_STATEMENTS: "hold_interview",
    Stage.LEGAL_REVIEW: "submit_for_review",
    Stage.FILING: "file_interview_report",
    Stage.DECIDING: "record_discussion",
    Stage.EXECUTING: "publicise",
    Stage.CLOSED: "close_case",
}
"""With what a stage begins: while only the clock is waited for, nothing else says how far a case is."""

Made = tuple[str, int | None]
"""A move, and for which party."""


class Barred(NamedTuple):
    """What is barred to a person for another reason than that it is another's."""

    ahead: list[Option]
    """What is still to come, what has its turn first, in the order of a case."""
    past: list[Option]
    """What was before."""


class Reason(NamedTuple):
    """One reason, with the moves that it bars."""

    refusal: dict[str, Any]
    moves: dict[str, None]


def is_mine(option: Option) -> bool:
    """Whether the move belongs to a role that the person has, so that something else bars it."""
    return ROLE_REQUIRED.code not in {refusal["code"] for refusal in option.refusals}


def barred(
    options: Iterable[Option], stage: Stage, awaited: Sequence[Awaited], waited: Container[Made]
) -> Barred:
    """Part what is barred to a person by whether it is still to come; `waited` is told elsewhere, with its own reasons."""
    places = {move: place for place, move in enumerate(MOVES)}
    now = min((places[one.work.move] for one in awaited if one.work.move in MAIN), default=None)
    begun = places[FIRST[stage]] if now is None else now
    told = [
        option
        for option in options
        if is_mine(option) and option.move not in NOT_NEXT and (option.move, option.party) not in waited
    ]
    told.sort(key=lambda option: option.move not in MAIN)
    return Barred([o for o in told if places[o.move] >= begun], [o for o in told if places[o.move] < begun])


def reasons(options: Iterable[Option]) -> list[Reason]:
    """Return each reason once, with the moves that it bars."""
    found: dict[str, Reason] = {}
    for option in options:
        for refusal in option.refusals:
            key = json.dumps(refusal, ensure_ascii=False, sort_keys=True)
            found.setdefault(key, Reason(refusal, {})).moves[option.move] = None
    return list(found.values())
