"""Letters (信号): what an office system signalled is handed in as the move it asks for."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.letterbox import Answered, HandIn
from desk.bodies import read_json, read_model
from desk.desk import Desk
from desk.errors import DeskError, Fault, Malformed, Unavailable
from desk.requests import Asked
from domain.bilingual import Words, listed
from domain.lengths import AtMost, Code, Line, LongText
from domain.procedure.language import Refusal, Refused, Sort
from domain.record import Record

SIGNALS = ("approve", "return_case")
LONGEST_REASON = 500
"""Characters of a refused letter's reason that the journal keeps."""
SIGNAL_UNKNOWN = Refusal(
    "SignalUnknown",
    None,
    Words("没有这种信号", "there is no such signal"),
    Words("请发送：{known}", "send one of: {known}"),
    Sort.FORM,
)
SIGNAL_UNDECODABLE = Refusal(
    "SignalUndecodable",
    None,
    Words("信号的内容有误：{faults}", "the signal is not understandable: {faults}"),
    Words("请更正后用新的 id 重新发送", "correct it and send it again under a new `id`"),
    Sort.FORM,
)
SIGNAL_FROM_NOBODY = Refusal(
    "SignalFromNobody",
    None,
    Words("没有这名审核人员", "there is no such reviewer"),
    Words(
        "请在 reviewer 中填写审核人员（编号见 tingshu people --role reviewer）",
        "name the reviewer in `reviewer` (by id: `tingshu people --role reviewer`)",
    ),
    Sort.FORM,
)


NO_STAMP = Fault(
    "came_at",
    Words("不是带时区的时刻", "it is no instant with its offset"),
    Words("请删去 came_at", "remove `came_at`"),
)


class OfficeSignal(Record):
    """What a reviewer's own office system sends. `approve` agrees to every point; `return_case` names its objections."""

    id: Line | None = None
    """Id of the signal, else its Idempotency-Key: a repeated one gets the first answer."""
    reviewer: Code
    round: int
    papers: Code
    verdict: Literal["correct", "investigate", "other"] = "correct"
    """Of a returned case."""
    objections: Annotated[dict[LongText, LongText], AtMost(200)] = Field(default_factory=dict)
    """Heading of the checklist → finding, of a returned case."""


class Letter(OfficeSignal):
    """A signal as it is kept and handed in."""

    id: Line
    came_at: Code | None = None
    """When it arrived, as the desk stamped it, if it had to wait for the engine."""

    def arrived(self, otherwise: datetime) -> datetime:
        """Return when it came; `otherwise` is when the case got it.

        Raises:
            Malformed: Somebody else has stamped it.
        """
        try:
            return datetime.fromisoformat(self.came_at) if self.came_at else otherwise
        except ValueError as error:
            raise Malformed(NO_STAMP) from error


def key_of_signal(sent: str) -> str:
    """The idempotency key of the opinion that a signal becomes."""
    return f"signal:{sent}"


class LetterOffice:
    """Reads letters and hands them in through the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def hand_in(self, letter: HandIn) -> Answered:
        """Answer every letter; only an engine that is away is worth another try."""
        if letter.signal not in SIGNALS:
            return _answered(SIGNAL_UNKNOWN(known=listed(SIGNALS)))
        try:
            sent = read_model(Letter, read_json(letter.payload.encode()), letter.signal)
            self._desk.limits.check(sent)
            came_at = sent.arrived(letter.came_at)
        except Malformed as error:
            faults = listed(Words(f.field, f.field).followed_by(f.why) for f in error.faults)
            return _answered(SIGNAL_UNDECODABLE(faults=faults))
        actor = self._desk.directory.person(sent.reviewer)
        if actor is None:
            return _answered(SIGNAL_FROM_NOBODY(), sent.id)
        asked = Asked(
            actor=actor,
            move="give_opinion",
            body=await self._opinion(letter, sent),
            key=key_of_signal(sent.id),
            came_at=came_at,
        )
        try:
            await self._desk.perform(letter.agency, letter.number, asked)
        except Unavailable:
            raise
        except DeskError as error:
            return _answered(error, sent.id)
        return Answered(accepted=True, sent=sent.id)

    async def _opinion(self, letter: HandIn, sent: Letter) -> dict[str, Any]:
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


def _answered(refused: Refused | DeskError, sent: str = "") -> Answered:
    return Answered(accepted=False, sent=sent, code=refused.code, reason=str(refused.why)[:LONGEST_REASON])
