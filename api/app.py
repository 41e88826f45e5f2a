"""The HTTP API: put together here, with what the composition root hands in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import structlog
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import (
    cases,
    comparing,
    documents,
    dossiers,
    forms,
    moves,
    operations,
    proving,
    publication,
    rehearsing,
)
from api.answers import as_items
from api.asking import Actor
from api.catalogue import entry_of, openapi
from api.description import Page, page
from api.edge import Edge
from api.entrance import entrance
from api.errors import handle_errors
from api.operations import DEMO_NOTICE
from api.parameters import strict
from desk.services import Services
from domain.case.keeping import DiskFull
from domain.procedure import MOVES

logger = structlog.stdlib.get_logger("api")
CONSOLE = "/console"


def create_app(given: Services, console: FastAPI | None = None) -> FastAPI:
    """Return the application; `console` are the pages that are served beside it."""
    app = FastAPI(
        title="听述 Tingshu",
        version=given.version,
        description="审前听述：重大行政处罚决定作出前听取当事人陈述申辩的全过程。",
        lifespan=_lifespan,
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(strict)],
    )
    app.state.services = given
    app.add_middleware(Edge)
    handle_errors(app, given.away)
    _add_routes(app, given)
    if console is not None:
        app.add_api_route(
            CONSOLE, _to_console, methods=["GET"], response_class=RedirectResponse, include_in_schema=False
        )
        app.mount(CONSOLE, console)
    app.state.console = f"{CONSOLE}/" if console is not None else ""
    described: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not described:
            described.update(openapi(app, given.examples))
        return described

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's own way to bring a description
    return app


async def _to_console() -> RedirectResponse:
    """Lead who types the address of the console without its last stroke to its first page."""
    return RedirectResponse(f"{CONSOLE}/")


def _add_routes(app: FastAPI, given: Services) -> None:
    """Add every route. They are tried in this order: what is asked for most stands first."""
    app.include_router(cases.router)
    app.include_router(moves.router())
    for papers in (documents, dossiers, forms, publication, comparing, proving):
        app.include_router(papers.router)
    app.add_api_route("/v1/moves", _catalogue(given), methods=["GET"], tags=["moves"])
    app.include_router(rehearsing.router)
    app.include_router(operations.router)
    app.add_api_route(
        "/docs",
        _described(app, given),
        methods=["GET"],
        tags=["operations"],
        summary="接口说明 · this description, to read and print",
        response_class=HTMLResponse,
    )
    app.add_api_route(
        "/", entrance, methods=["GET"], response_class=RedirectResponse, include_in_schema=False
    )


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


def _described(app: FastAPI, given: Services) -> Any:
    rendered: list[Page] = []

    async def describe() -> Response:
        """Show what the interface takes and answers, for people."""
        if not rendered:
            rendered.append(await asyncio.to_thread(lambda: page(app.openapi(), demo=given.identities.demo)))
        return HTMLResponse(rendered[0].html, headers={"Content-Security-Policy": rendered[0].policy})

    return describe


def _catalogue(given: Services) -> Any:
    async def catalogue(request: Request, actor: Actor) -> Response:
        """List every move: who, with which article, what it makes true, its schema and an example."""
        return as_items([entry_of(kind, given.examples.get(name)) for name, kind in MOVES.items()])

    return catalogue
