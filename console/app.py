"""The console (办案台): put together here, with what the composition root hands in; served beside the API, on the same desk."""

from collections.abc import AsyncIterator, Mapping

from fastapi import Depends, FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware

from console import cases, events, home, rehearsal, sealing, signing_in, status
from console.assets import Asset
from console.case import router as case_pages
from console.forms import echoing, making
from console.law import router as law_pages
from console.problems import handle
from console.rendering import Renderer
from console.sessions import PATH, Sessions
from desk.clock import civil_now
from desk.errors import FILE, Unknown
from desk.services import Services

A_YEAR = "public, max-age=31536000, immutable"


def create_console(given: Services, brought: Mapping[str, Asset]) -> FastAPI:
    """Return the application that is mounted under `PATH`."""
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(_form_closed)],
    )
    app.state.services = given
    app.state.root = PATH
    app.state.renderer = Renderer(brought, PATH)
    app.state.sessions = Sessions(given.sign_ins, given.desk.directory, civil_now)
    app.state.assets = brought
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    handle(app, given.away)
    for pages in (signing_in, home, cases, sealing, making, echoing, events, rehearsal, status):
        app.include_router(pages.router)
    app.include_router(case_pages)
    app.include_router(law_pages)
    app.add_api_route("/assets/{version}/{name}", _asset, methods=["GET"])
    return app


async def _form_closed(request: Request) -> AsyncIterator[None]:
    """Let go of the files of a form once it is answered."""
    yield
    await request.close()


async def _asset(request: Request, version: str, name: str) -> Response:
    """Return a style or a script; under another version it is none of ours."""
    found: Asset | None = request.app.state.assets.get(name)
    if found is None or found.version != version:
        raise Unknown(FILE)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": A_YEAR})
