"""The record of a case proven and given out over HTTP."""

from fastapi import APIRouter, Request, Response

from api.answers import as_json
from api.asking import Actor, AgencyCode, CaseNumber, request_id, services
from api.shapes import CASE
from domain.case.proof import Flaw

LINES = "application/jsonl"

router = APIRouter(tags=["cases"])


@router.get(f"{CASE}/journal/proof", summary="核验全过程记录 · hold the journal of a case against its hashes")
async def verify(request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor) -> Response:
    """Name every entry that is not as it was written; none where all are. Whoever may read the journal may ask.

    A whole journal that was reckoned anew is found by a checkpoint alone that was sent away: `tingshu journal verify --against`.
    """
    found = await services(request).proving.verify(actor, agency, number, request_id(request))
    return as_json({"entries": found.entries, "flaws": [_flaw(one) for one in found.flaws]})


def _flaw(one: Flaw) -> dict[str, object]:
    return {"damage": one.damage, "place": one.place, "what": one.said.as_dict()}


@router.get(f"{CASE}/journal/export", summary="导出全过程记录 · the journal as a file, to be proven offline")
async def export(request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor) -> Response:
    """Return the journal as JSON lines, each entry with its hash: `tingshu journal verify --file` proves it without a register."""
    text, _ = await services(request).proving.export(actor, agency, number, request_id(request))
    headers = {"Content-Disposition": f'attachment; filename="journal-{agency}-{number}.jsonl"'}
    return Response(text.encode(), media_type=LINES, headers=headers)
