"""The entrance (入口): who comes to the bare address is led to the description, or told where everything is."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from api.answers import as_json
from api.asking import services
from api.headers import accepts

LINKS = {
    "docs": "/docs",
    "openapi": "/openapi.json",
    "health": "/health",
    "ready": "/ready",
    "cases": "/v1/cases",
    "work": "/v1/work",
    "moves": "/v1/moves",
}


async def entrance(request: Request) -> Response:
    """Lead a browser to the pages for people, and tell everybody else the addresses."""
    asked = ",".join(request.headers.getlist("accept"))
    if "text/html" in asked and accepts(asked, "text/html"):
        return RedirectResponse(request.app.state.console or LINKS["docs"])
    body: dict[str, Any] = {"name": "听述 Tingshu", "version": services(request).version, "links": LINKS}
    return as_json(body)
