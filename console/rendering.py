"""A page as it leaves (成页): its template, in one language, with the headers that keep a browser careful."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.assets import Asset
from console.voice import Voice

PAGES = Path(__file__).parent / "pages"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing from elsewhere, and no script or style that stands in a page itself."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie",
}


class Renderer:
    """Fills the templates; one an installation."""

    def __init__(self, brought: Mapping[str, Asset], root: str) -> None:
        """`root` stands before every path of the console."""
        self._assets = brought
        self._root = root
        self._environment = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(asset=self._asset, root=root)

    def _asset(self, name: str) -> str:
        """Return the address of an asset, nothing where it was not brought."""
        found = self._assets.get(name)
        return f"{self._root}/{found.path}" if found else ""

    def page(self, template: str, voice: Voice, *, status: int = 200, **values: Any) -> Response:
        """Return a page. `_` says words in its language (see `Voice`)."""
        html = self.fragment(template, voice, **values)
        return HTMLResponse(html, status_code=status, headers=HEADERS)

    def fragment(self, template: str, voice: Voice, **values: Any) -> str:
        """Return a piece of a page."""
        found = self._environment.get_template(f"{template}.html.jinja")
        return found.render(_=voice, voice=voice, **values)
