"""Rehearsals (预演): a case on paper, written or uploaded, seen step by step. Of real cases nothing is read and nothing written."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile

from console.linking import Saying
from console.visiting import Signed, Visitor
from desk.errors import Fault, Malformed
from desk.rehearsing.asking import may_rehearse, timed
from desk.rehearsing.reading import LARGEST_FILE, TOO_LARGE
from desk.rehearsing.results import RehearsalResult

router = APIRouter()
FIRST = "decision"
"""The plan that a new page begins with."""


@dataclass(frozen=True)
class Plan:
    """An example of a plan, by its file's name."""

    name: str
    title: str
    text: str


def plans_of(visitor: Visitor) -> list[Plan]:
    found = visitor.given.plans()
    return [
        Plan(name, _title(text, name, chinese=visitor.voice.is_chinese), text) for name, text in found.items()
    ]


def _title(text: str, name: str, *, chinese: bool) -> str:
    """Return what a plan calls itself, in one language: its first line."""
    said = text.partition("\n")[0].removeprefix("title:").strip().strip("\"'")
    zh, _, en = said.partition(" · ")
    return (zh if chinese or not en else en) or name


@router.get("/rehearsal")
async def show(visitor: Signed, plan: str = FIRST) -> Response:
    """Show a plan to begin with.

    Raises:
        Barred: The person has no office.
    """
    may_rehearse(visitor.person)
    plans = plans_of(visitor)
    text = next((one.text for one in plans if one.name == plan), plans[0].text if plans else "")
    return _page(visitor, text, chosen=plan)


@router.post("/rehearsal")
async def run(visitor: Signed) -> Response:
    """Run a plan, and show each step."""
    may_rehearse(visitor.person)
    data = await visitor.form()
    file, text = data.get("file"), str(data.get("text", "")).replace("\r\n", "\n")
    if isinstance(file, UploadFile) and file.filename:
        plan = await file.read(LARGEST_FILE + 1)
        text = plan.decode("utf-8", errors="replace")
    else:
        plan = text.encode()
    try:
        if len(plan) > LARGEST_FILE:
            raise Malformed(Fault("text", *TOO_LARGE))
        given = visitor.given
        result = await given.desk.lane.run(lambda: given.rehearse(plan, timed()), large=True)
    except Malformed as error:
        return _page(visitor, text, error=error, status=422)
    return _page(visitor, text, result=result)


def _page(
    visitor: Visitor,
    text: str,
    *,
    chosen: str = "",
    result: RehearsalResult | None = None,
    error: Malformed | None = None,
    status: int = 200,
) -> Response:
    return visitor.page(
        "rehearsal",
        status=status,
        text=text,
        plans=plans_of(visitor),
        chosen=chosen,
        result=result,
        faults=error.faults if error else (),
        said=Saying(visitor.voice, lambda move: ""),
    )
