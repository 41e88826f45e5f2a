"""The HTTP API: put together here, with what the composition root hands in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response

from api import cases, documents, moves
from api.answers import as_items, as_json
from api.asking import Actor, services
from api.catalogue import entry_of, openapi
from api.edge import Edge
from api.errors import handle_errors
from desk.services import Services
from domain.case.keeping import DiskFull
from domain.procedure import MOVES

CHECK_SECONDS = 2.0
DEMO_NOTICE = {
    "zh": "演示身份：令牌公开，人员和机关均为虚构，只供本机演示，不得用于真实案件",
    "en": "DEMO IDENTITIES: public tokens, invented persons and agencies, this machine only, no real case",
}

logger = structlog.stdlib.get_logger("api")


def create_app(given: Services) -> FastAPI:
    """Return the application."""
    app = FastAPI(
        title="听述 Tingshu",
        version=given.version,
        description="审前听述：重大行政处罚决定作出前听取当事人陈述申辩的全过程。",
        lifespan=_lifespan,
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.services = given
    app.add_middleware(Edge)
    handle_errors(app, given.away)
    # Routes are tried in this order: what is asked for most stands first.
    app.include_router(cases.router)
    app.include_router(moves.router())
    app.include_router(documents.router)
    app.add_api_route("/v1/moves", _catalogue(given), methods=["GET"], tags=["moves"])
    app.add_api_route("/health", health, methods=["GET"], tags=["operations"])
    described: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not described:
            described.update(openapi(app, given.examples))
        return described

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's own way to bring a description
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    given: Services = app.state.services
    if given.identities.demo:
        logger.warning("demo identities", notice=DEMO_NOTICE["en"])
    failed = partial(_letter_failed)
    looking = asyncio.create_task(given.intake.run(failed))
    try:
        yield
    finally:
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
        with contextlib.suppress(*given.away, DiskFull):
            await given.log.flush()


def _letter_failed(error: Exception) -> None:
    logger.warning("letters not handed in", error=type(error).__name__)


def _catalogue(given: Services) -> Any:
    async def catalogue(request: Request, actor: Actor) -> Response:
        """List every move: who, with which article, what it makes true, its schema and an example."""
        return as_items([entry_of(kind, given.examples.get(name)) for name, kind in MOVES.items()])

    return catalogue


async def health(request: Request) -> Response:
    """Say whether engine and register answer, and whether the identities are the demo's."""
    given = services(request)
    parts = {name: await _answers(check) for name, check in given.checks.items()}
    well = all(parts.values())
    body: dict[str, Any] = {"status": "ok" if well else "degraded", "version": given.version, "parts": parts}
    if given.identities.demo:
        body["demo_identities"] = DEMO_NOTICE
    return as_json(body, 200 if well else 503, None if well else {"Retry-After": "5"})


async def _answers(check: Any) -> bool:
    try:
        await asyncio.wait_for(check(), CHECK_SECONDS)
    except Exception:  # whatever goes wrong is the answer: it is not well
        return False
    return True
