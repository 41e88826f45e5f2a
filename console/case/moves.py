"""What can be done in a case (可以办理), and of the rest why not, with the article and the next thing to do."""

from fastapi import APIRouter, Response

from console.case.showing import seen_by
from console.visiting import Signed
from domain.procedure import MOVES

router = APIRouter()


@router.get("/cases/{agency}/{number}/moves")
async def moves(visitor: Signed, agency: str, number: str) -> Response:
    """Show every move as it stands for this person now."""
    seen = await seen_by(visitor, agency, number)
    options = await visitor.given.reading.moves(visitor.person, agency, number, request=visitor.request_id)
    return seen.page("moves", options=options, titles={name: kind.title for name, kind in MOVES.items()})
