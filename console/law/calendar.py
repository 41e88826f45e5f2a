"""A year's calendar (工作日历): which days are worked, by which notice."""

from fastapi import APIRouter, Response

from console.law.months import legend_of, year_of
from console.law.profiles import USUAL
from console.visiting import Signed
from domain.procedure.language import civil

router = APIRouter()
FIRST, LAST = 1997, 2098
"""Between them a year and its neighbours can be shown."""


@router.get("/law/calendar")
async def calendar(visitor: Signed, year: int = 0) -> Response:
    """Show a year, this one where none is named."""
    known = visitor.given.rules(USUAL).calendar
    shown = year if FIRST <= year <= LAST else civil(visitor.now).year
    notice = next((one for one in known.years if one.year == shown), None)
    months = year_of(known, shown)
    return visitor.page("law/calendar", year=shown, months=months, legend=legend_of(months), notice=notice)
