"""Dossiers over HTTP: bound as the case stands, or as they were sealed, streamed."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.answers import PDF, as_items
from api.asking import Actor, AgencyCode, CaseNumber, request_id, services
from api.documents import attached, pieces
from api.shapes import CASE
from domain.case.dossier import DossierPart

router = APIRouter()


@router.get(
    f"{CASE}/dossier",
    tags=["files"],
    summary="案卷 · the dossier of a case as one PDF",
    response_class=StreamingResponse,
)
async def dossier(
    request: Request,
    agency: AgencyCode,
    number: CaseNumber,
    actor: Actor,
    part: Annotated[
        DossierPart, Query(description="正卷、副卷，或者全部 · which volume; a party gets the main one alone")
    ] = DossierPart.ALL,
    edition: Annotated[
        int | None,
        Query(
            ge=0,
            description="已封存的版次，0 是最新的；不填则按案件现状 · a sealed edition, 0 for the newest; left out, as the case stands",
        ),
    ] = None,
) -> Response:
    """Return the dossier: cover, contents, every document and file in order, hash list, closing form.

    `tingshu dossier verify` tells offline whether it is what was bound. A party gets the main volume of its own case, once
    that is sealed.
    """
    found = await services(request).dossiers.fetch(
        actor, agency, number, part=part, edition=edition, request=request_id(request)
    )
    headers = {
        "Content-Length": str(found.content.size),
        "Content-Disposition": attached(found.name),
        "ETag": f'"{found.sha256}"',
    }
    return StreamingResponse(pieces(found.content), media_type=PDF, headers=headers)


@router.get(
    f"{CASE}/dossier/editions", tags=["files"], summary="已封存的案卷 · the sealed editions of a dossier"
)
async def editions(request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor) -> Response:
    """List the sealed editions with their hashes, the oldest first: the closing makes the first one."""
    found = await services(request).dossiers.editions(actor, agency, number, request=request_id(request))
    return as_items([one.model_dump(mode="json") for one in found])
