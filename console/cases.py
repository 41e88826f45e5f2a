"""The list of cases (案件) with its search, and the clocks of all of them (期限)."""

from contextlib import suppress

from fastapi import APIRouter, Response

from console.visiting import Signed
from desk.errors import Unknown
from domain.procedure import Stage
from domain.procedure.language import civil
from domain.procedure.lists import CaseFilter

router = APIRouter()
A_PAGE = 50


@router.get("/cases")
async def cases(
    visitor: Signed, q: str = "", stage: str = "", overdue: str = "", cursor: str | None = None
) -> Response:
    """Show the cases that this person may read, or those that were sought."""
    sought = q.strip()
    if sought and (found := await _by_number(visitor, sought)):
        return visitor.to(found)
    wanted = CaseFilter(
        stage=Stage(stage) if stage in Stage.__members__.values() else None,
        overdue=True if overdue else None,
        party=sought or None,
    )
    reading, person = visitor.given.reading, visitor.person
    page = await reading.cases(person, wanted, cursor=cursor, limit=A_PAGE, request=visitor.request_id)
    if sought and not page.items:
        numbered = wanted.model_copy(update={"party": None, "document_number": sought})
        page = await reading.cases(person, numbered, cursor=cursor, limit=A_PAGE, request=visitor.request_id)
    return visitor.page("cases", page=page, wanted=wanted, sought=sought, stages=list(Stage), overdue=overdue)


async def _by_number(visitor: Signed, number: str) -> str:
    """Return the address of a case that has this very number."""
    person = visitor.person
    for agency in dict.fromkeys((person.agency, *person.supervises)):
        with suppress(Unknown):
            if agency and await visitor.given.reading.position(person, agency, number):
                return f"/cases/{agency}/{number}"
    return ""


@router.get("/due")
async def due(visitor: Signed, cursor: str | None = None) -> Response:
    """Show the running clocks of all cases, the most pressing first."""
    reading = visitor.given.reading
    page = await reading.due(visitor.person, cursor=cursor, limit=A_PAGE, request=visitor.request_id)
    return visitor.page("due", page=page, today=civil(reading.clock()))
