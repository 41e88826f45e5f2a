"""Letters (信号): what an office system signalled is handed in as the move it asks for."""

from datetime import datetime
from typing import Any

from pydantic import Field

from activities.letterbox import Answered, HandIn
from desk.bodies import read_json, read_model
from desk.errors import Barred, DeskError, Malformed, Unavailable
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
        if letter.signal not in SIGNALS:
            return _refused("SignalUnknown", "没有这种信号，只有 approve 和 return_case · no such signal")
        try:
            sent = read_model(OfficeSignal, read_json(letter.payload.encode()), letter.signal)
        except Malformed as error:
            return _refused(
                "SignalUndecodable", "；".join(f"{f['field']}: {f['message']}" for f in error.fields)
            )
        actor = self._desk.directory.person(sent.reviewer)
        if actor is None:
            return _refused("SignalFromNobody", "没有这名审核人员 · no such person in the directory")
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
            return _refused(str(first["code"]), str(first["zh"]))
        except DeskError as error:
            return _refused(error.code, str(error))
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


def _refused(code: str, reason: str) -> Answered:
    return Answered(accepted=False, code=code, reason=reason[:500])
