"""Which methods an address takes: said to whoever asks (OPTIONS), and to whoever came with another (405)."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute, Route

ALWAYS = {"OPTIONS"}


def allowed(app: FastAPI, path: str) -> str:
    """Return what stands in the header Allow of an address; nothing where there is no such address.

    An address that is written out goes before one with a place for anything.
    """
    matching = [route for route in routes_in(app.routes) if route.path_regex.fullmatch(path)]
    if not matching:
        return ""
    nearest = min(route.path.count("{") for route in matching)
    found = {m for route in matching if route.path.count("{") == nearest for m in route.methods or ()}
    return ", ".join(sorted(found | ALWAYS | ({"HEAD"} if "GET" in found else set())))


def routes_in(routes: Iterable[BaseRoute]) -> Iterator[Route]:
    """Yield the routes of an application, those of its routers among them."""
    for route in routes:
        if isinstance(route, Route):
            yield route
        else:
            included: Any = getattr(route, "original_router", route)
            yield from routes_in(getattr(included, "routes", ()))
