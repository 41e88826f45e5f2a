"""The dossier of a case (案卷): bound as the case stands, or as it was sealed."""

from typing import Annotated, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from console.case.files import pieces
from console.case.showing import seen_by
from console.visiting import Signed
from domain.case.dossier import DossierEdition, DossierPart

router = APIRouter()
DOSSIER = "/cases/{agency}/{number}/dossier"


class Sealed(NamedTuple):
    """One edition, with its volumes."""

    edition: int
    parts: tuple[DossierEdition, ...]


@router.get(DOSSIER)
async def dossier(visitor: Signed, agency: str, number: str) -> Response:
    """Show what is in the dossier beside the documents, and what of it can be had."""
    seen = await seen_by(visitor, agency, number)
    found = await visitor.given.dossiers.editions(visitor.person, agency, number, request=visitor.request_id)
    editions = dict.fromkeys(one.edition for one in reversed(found))
    return seen.page(
        "dossier",
        volumes=list(DossierPart),
        sealed=[Sealed(n, tuple(one for one in found if one.edition == n)) for n in editions],
    )


@router.get(DOSSIER + "/bound.pdf")
async def bound(
    visitor: Signed,
    agency: str,
    number: str,
    part: DossierPart = DossierPart.ALL,
    edition: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """Return a volume of the dossier: as the case stands, or of a sealed edition."""
    found = await visitor.given.dossiers.fetch(
        visitor.person, agency, number, part=part, edition=edition, request=visitor.request_id
    )
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
        "Content-Length": str(found.content.size),
    }
    return StreamingResponse(pieces(found.content), media_type="application/pdf", headers=headers)
