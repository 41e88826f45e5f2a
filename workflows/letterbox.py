"""The letterbox of a case: signals as they came, each kept until it is handed in; a full one refuses visibly."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.letterbox import Answered, HandIn
    from domain.procedure.chapters.troubles import (
        LETTER_TOO_LONG,
        LETTERBOX_FULL,
        LONGEST_LETTER,
        RefuseSignal,
    )
    from workflows.messages import Letter
    from workflows.outbox import Errand

HOLDS = 32
"""Letters that wait at one time."""


def sent_id(letter: Letter) -> str:
    """The id that the sender gave a signal; empty where it cannot be read."""
    try:
        return str(json.loads(letter.payload)["id"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


class Letterbox:
    def __init__(self, waiting: Sequence[Letter], came: int) -> None:
        self.waiting = list(waiting)
        self.came = came
        """How many have come so far: each has its own number."""

    @property
    def sent(self) -> list[str]:
        return [sent for letter in self.waiting if (sent := sent_id(letter))]

    def take(self, signal: str, payload: str, at: datetime) -> RefuseSignal | None:
        """Keep a letter; return what is to be stated of one that is not kept."""
        self.came += 1
        letter = Letter(id=f"{signal}-{self.came}"[:100], signal=signal[:100], payload=payload, came_at=at)
        if len(payload.encode()) > LONGEST_LETTER:
            code, reason = LETTER_TOO_LONG
        elif len(self.waiting) >= HOLDS:
            code, reason = LETTERBOX_FULL
        else:
            self.waiting.append(letter)
            return None
        return RefuseSignal(signal=letter.signal, id=letter.id, code=code, reason=reason)

    def errands(self, agency: str, number: str) -> Iterator[Errand]:
        """Yield the letters that wait, each to be handed in."""
        for letter in self.waiting:
            given = HandIn(agency=agency, number=number, **letter.model_dump())
            yield Errand(letter.effort, "hand_in", given, Answered, partial(self._answered, letter))

    def _answered(self, letter: Letter, answer: Answered) -> RefuseSignal | None:
        self.waiting.remove(letter)
        if answer.accepted:
            return None
        sent = answer.sent or letter.id
        return RefuseSignal(signal=letter.signal, id=sent, code=answer.code, reason=answer.reason)
