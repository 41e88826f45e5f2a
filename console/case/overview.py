"""The first page of a case (概况): where it stands, what waits for whom, and its clocks."""

from fastapi import APIRouter, Response

from console.case.showing import seen_by
from console.visiting import Signed
from desk.outlook import outlook
from domain.procedure import MOVES, Stage
from domain.procedure.language import civil

router = APIRouter()


@router.get("/cases/{agency}/{number}")
async def overview(visitor: Signed, agency: str, number: str, made: str = "", at_least: int = 0) -> Response:
    """Show where a case stands."""
    seen = await seen_by(visitor, agency, number, at_least)
    found = outlook(seen.case, visitor.given.desk.directory, civil(seen.at))
    mine = [one for one in found.awaited if visitor.person in one.persons]
    return seen.page(
        "overview",
        outlook=found,
        mine=mine,
        others=[one for one in found.awaited if one not in mine],
        stages=list(Stage),
        made=MOVES[made].title if made in MOVES else None,
        titles={name: kind.title for name, kind in MOVES.items()},
    )
