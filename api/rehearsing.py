"""Rehearsals over HTTP (预演): a case on paper in, what comes of it out. Of real cases nothing is read and nothing written."""

from fastapi import APIRouter, Depends, Request, Response

from api.answers import as_json
from api.asking import Actor, data_of, drained, services
from api.headers import JSON, YAML
from api.schemas import REF
from desk.errors import DeskError
from desk.rehearsing.asking import may_rehearse, timed
from desk.rehearsing.reading import LARGEST_FILE, TOO_LARGE

ADDRESS = "/v1/rehearsals"
_BODY = {"schema": {"$ref": REF.format(model="Rehearsal")}}


async def approach(request: Request, actor: Actor) -> None:
    """Who may not rehearse is told before the body is looked at."""
    try:
        may_rehearse(actor)
    except DeskError:
        await drained(request.stream())
        raise


router = APIRouter(dependencies=[Depends(approach)])


@router.post(
    ADDRESS,
    tags=["rehearsals"],
    operation_id="rehearse",
    summary="预演：在纸上推演一件案件 · run a case on paper",
    openapi_extra={"requestBody": {"required": True, "content": {JSON: _BODY, YAML: _BODY}}},
)
async def rehearse(request: Request, actor: Actor) -> Response:
    """Run an opening and dated moves through the procedure, each step on its own day; invented persons, nothing is written.

    Of each step it is said whether it is accepted, or all that stands in its way, each with article, why and cure; what it
    makes true; the stage; every deadline; what may be done next. It goes on after a refused step. `docs/rehearsal.md`.
    """
    given = services(request)
    data = await data_of(request, LARGEST_FILE, TOO_LARGE[1])
    return as_json(await given.desk.lane.run(lambda: given.rehearse(data, timed()), large=True))
