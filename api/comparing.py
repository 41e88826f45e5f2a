"""Versions of a document over HTTP: what one says otherwise than another."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.answers import as_json
from api.asking import Actor, AgencyCode, CaseNumber, request_id, services
from api.shapes import CASE
from desk.errors import DOCUMENT, Unknown

DocumentNumber = Annotated[str, Path(json_schema_extra={"pattern": "^[1-9][0-9]{0,5}$"})]
VERSION = "第几版，从1起；{default} · which version, from 1; {meant}"
Before = Annotated[
    int | None,
    Query(
        alias="from", ge=1, description=VERSION.format(default="不写为前一版", meant="else the one before")
    ),
]
After = Annotated[
    int | None,
    Query(alias="to", ge=1, description=VERSION.format(default="不写为最后一版", meant="else the last one")),
]

router = APIRouter()


@router.get(
    f"{CASE}/documents/{{document}}/difference",
    tags=["cases"],
    summary="文书两版的文字对比 · what two versions of a document say otherwise",
)
async def difference(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    document: DocumentNumber,
    actor: Actor,
    before: Before = None,
    after: After = None,
) -> Response:
    """Compare two previewed contents section by section; each version with who edited it and why."""
    if not (document.isascii() and document.isdigit() and len(document) <= 6):
        raise Unknown(DOCUMENT)
    found = await services(request).comparing.difference(
        actor, agency, number, int(document), before=before, after=after, request=request_id(request)
    )
    return as_json(found)
