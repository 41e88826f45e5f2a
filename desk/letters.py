"""Letters (信号): what an office system signalled is handed in as the move it asks for."""

import json
from datetime import datetime
from typing import Any

from pydantic import Field, ValidationError

from activities.letterbox import Answered, HandIn
from desk.errors import Barred, DeskError, Unavailable
from desk.moving import Asked, Desk
from domain.record import Record

SIGNALS = ("approve", "return_case")


class OfficeSignal(Record):
    """What a reviewer's own office system sends. `approve` agrees to every point; `return_case` names its objections."""

    id: str
    """Id of the signal: a repeated one gets the first answer."""
    reviewer: str
    round: int
    papers: str
    verdict: str = "correct"
    """Of a returned case: correct, investigate or other."""
    objections: dict[str, str] = Field(default_factory=dict)
    """Heading of the checklist → finding, of a returned case."""
    came_at: datetime | None = None
    """When it arrived, if it had to wait for the engine."""


class LetterOffice:
    """Reads letters and hands them in through the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def hand_in(self, letter: HandIn) -> Answered:
        """Answer every letter; only an engine that is away is worth another try."""
        try:
            sent = OfficeSignal.model_validate(json.loads(letter.payload))
        except (ValueError, ValidationError) as error:
            return Answered(accepted=False, code="SignalUndecodable", reason=str(error)[:500])
        if letter.signal not in SIGNALS:
            return Answered(accepted=False, code="SignalUnknown", reason=f"no such signal: {letter.signal}")
        actor = self._desk.directory.person(sent.reviewer)
        if actor is None:
            return Answered(
                accepted=False, code="SignalFromNobody", reason=f"no such person: {sent.reviewer}"
            )
        asked = Asked(
            actor=actor,
            move="give_opinion",
            body=await self._opinion(letter, sent),
            key=f"signal:{sent.id}",
            came_at=sent.came_at or letter.came_at,
        )
        try:
            await self._desk.perform(letter.agency, letter.number, asked)
        except Unavailable:
            raise
        except Barred as barred:
            first = barred.refusals[0]
            return Answered(accepted=False, code=str(first["code"]), reason=str(first["zh"]))
        except DeskError as error:
            return Answered(accepted=False, code=error.code, reason=str(error)[:500])
        return Answered(accepted=True)

    async def _opinion(self, letter: HandIn, sent: OfficeSignal) -> dict[str, Any]:
        checklist = await self._desk.checklist(letter.agency, letter.number)
        agree = letter.signal == "approve"
        headings = [*checklist, *(h for h in sent.objections if h not in checklist)]
        points = [
            {
                "heading": heading,
                "agreed": agree or heading not in sent.objections,
                "finding": "无异议" if agree else sent.objections.get(heading, "无异议"),
            }
            for heading in headings
        ]
        return {
            "round": sent.round,
            "papers": sent.papers,
            "verdict": "agree" if agree else sent.verdict,
            "points": points,
            "signal": sent.id,
        }
