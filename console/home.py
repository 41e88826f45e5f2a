"""The first page (待办): what waits for this person, in the order in which it is due, and what was begun and not sent."""

from collections import defaultdict
from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from console.visiting import Signed
from domain.procedure import MOVES
from domain.procedure.language import civil
from domain.procedure.lists import WorkRow

router = APIRouter()
MOST = 200
"""Pieces of work on one page."""


@router.get("/")
async def home(visitor: Signed) -> Response:
    """Show what waits for this person."""
    given = visitor.given
    page = await given.reading.work(visitor.person, limit=MOST, request=visitor.request_id)
    drafts = given.form_drafts.all_of(visitor.person.id)
    today = civil(given.reading.clock())
    return visitor.page(
        "home",
        work=_by_case(page.items),
        more=page.cursor is not None,
        drafts=[(draft, MOVES[draft.move].title) for draft in drafts if draft.move in MOVES],
        today=today,
        late=sum(_is_late(row, today) for row in page.items),
    )


def _by_case(rows: Any) -> dict[tuple[str, str], list[WorkRow]]:
    found: dict[tuple[str, str], list[WorkRow]] = defaultdict(list)
    for row in rows:
        found[row["agency"], row["number"]].append(row)
    return dict(found)


def _is_late(row: WorkRow, today: date) -> bool:
    return bool(row["until"] and row["until"] < today.isoformat())
