"""Moves over HTTP: one route a move, derived from `MOVES`. A move more is no edit here."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Depends, Request, Response

from api.answers import as_json, etag
from api.approaching import approaching, signalling
from api.asking import (
    CLOCK_OF_A_TRIAL,
    Actor,
    AgencyCode,
    CaseNumber,
    Clock,
    Expected,
    Key,
    asked,
    body_of,
    services,
)
from api.catalogue import OPENINGS, documented
from api.catalogue import body_of as body_schema
from api.shapes import CASE
from desk.errors import ENGINE, NotHere, Unavailable
from desk.letters import SIGNALS
from desk.requests import Asked
from desk.trial import tried
from domain.procedure import MOVES
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.taking_over import TakeOverCase
from domain.procedure.language import Move
from domain.procedure.receipts import Receipt

PATIENCE = 20.0
"""Seconds: an engine that was killed is back in two or three, and the move that waited for it is made."""

Endpoint = Callable[..., Awaitable[Response]]


def href_of(move: str, agency: str, number: str) -> str:
    return f"/v1/cases/{agency}/{number}/moves/{move}"


def _made(receipt: Receipt, status: int, location: str = "") -> Response:
    headers = etag(receipt.position) | ({"Location": location} if location else {})
    return as_json(receipt, status, headers)


async def in_time(receipt: Awaitable[Receipt]) -> Receipt:
    """Wait for a receipt, for a bounded time; a move made after it is found again under its key.

    Raises:
        Unavailable: The engine did not answer.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            return await receipt
    except TimeoutError as error:
        raise Unavailable(ENGINE) from error


async def open_case(
    request: Request, actor: Actor, key: Key, clock: Clock = None, dry_run: bool = False
) -> Response:
    """Open a case from a draft decision."""
    given, wanted = services(request), await asked(request, actor, OpenCase.name, key)
    clock = clock or given.opens_at()
    if dry_run:
        return as_json(tried(*await given.desk.dry_opening(wanted, clock=clock)))
    return _opened(await in_time(given.desk.open(wanted, clock=clock)), wanted)


async def take_over_case(
    request: Request, actor: Actor, key: Key, clock: Clock = None, dry_run: bool = False
) -> Response:
    """Take over a case that was begun on paper."""
    given, wanted = services(request), await asked(request, actor, TakeOverCase.name, key)
    clock = clock or given.opens_at()
    if dry_run:
        return as_json(await given.desk.dry_taking_over(wanted, clock=clock))
    return _opened(await in_time(given.desk.take_over(wanted, clock=clock)), wanted)


def _opened(receipt: Receipt, wanted: Asked) -> Response:
    agency, number = wanted.body["agency"], wanted.body["number"]
    return _made(receipt, 201, f"/v1/cases/{agency}/{number}")


def _endpoint(kind: type[Move]) -> Endpoint:
    async def make(
        request: Request,
        agency: AgencyCode,
        number: CaseNumber,
        actor: Actor,
        key: Key,
        expects: Expected = None,
        clock: Clock = None,
        dry_run: bool = False,
    ) -> Response:
        given, wanted = services(request), await asked(request, actor, kind.name, key, expects)
        if not dry_run:
            if clock is not None:
                raise NotHere(CLOCK_OF_A_TRIAL)
            return _made(await in_time(given.desk.perform(agency, number, wanted)), 200)
        at = clock or await given.reading.now_of(actor, agency, number, at_least=wanted.expects or 0)
        return as_json(tried(*await given.desk.dry_run(agency, number, wanted, at=at)))

    make.__name__ = kind.name
    return make


def _signal(name: str) -> Endpoint:
    async def send(
        request: Request, agency: AgencyCode, number: CaseNumber, actor: Actor, key: Key
    ) -> Response:
        given, body = services(request), await body_of(request)
        sent = await given.intake.signal(actor, agency, number, name, body, key)
        return as_json({"signal": name, "id": body.get("id") or key, "handed_in": sent}, 202)

    send.__name__ = f"signal_{name}"
    return send


def router() -> APIRouter:
    """Return the routes of all that is written in a case."""
    routes = APIRouter()
    for name, make in ((OpenCase.name, open_case), (TakeOverCase.name, take_over_case)):
        routes.add_api_route(
            OPENINGS[name],
            make,
            dependencies=[approaching(name)],
            methods=["POST"],
            status_code=201,
            **documented(MOVES[name]),
        )
    for kind in MOVES.values():
        if not kind.opens:
            path = f"{CASE}/moves/{kind.name}"
            routes.add_api_route(
                path,
                _endpoint(kind),
                methods=["POST"],
                dependencies=[approaching(kind.name)],
                **documented(kind),
            )
    for name in SIGNALS:
        routes.add_api_route(
            f"{CASE}/signals/{name}",
            _signal(name),
            methods=["POST"],
            dependencies=[Depends(signalling)],
            status_code=202,
            operation_id=f"signal_{name}",
            tags=["signals"],
            summary=f"发送信号 · send the signal {name}",
            openapi_extra={"requestBody": body_schema("OfficeSignal")},
        )
    return routes
