"""A window on the console without a browser: its cookies, and the token of the form that it was shown last."""

import re
from typing import Any

import httpx

_TOKEN = re.compile(r'name="_token" value="([^"]+)"')


class Window:
    """What one person does over HTTP."""

    def __init__(self, address: str, language: str = "zh") -> None:
        self.http = httpx.AsyncClient(base_url=f"{address}/console", timeout=60)
        self.http.cookies.set("tingshu-language", language, path="/console")
        self.shown: httpx.Response | None = None

    async def sign_in(self, person: str, next: str = "/") -> httpx.Response:
        answer = await self.http.post("/sign-in", data={"person": person, "next": next})
        assert "set-cookie" in answer.headers, f"nobody of the id {person}"
        return answer

    async def get(self, path: str) -> httpx.Response:
        """Look at a page; what it leads on to is not followed."""
        self.shown = await self.http.get(path)
        return self.shown

    async def look(self, path: str) -> str:
        """Look at a page, and return its HTML."""
        answer = await self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.text

    async def send(self, path: str, data: dict[str, Any] | None = None, **files: Any) -> httpx.Response:
        """Send a form with the token of the page that was shown last, or with that which `data` names."""
        self.shown = await self.http.post(path, data={"_token": self.token} | (data or {}), files=files)
        return self.shown

    @property
    def token(self) -> str:
        found = _TOKEN.search(self.shown.text) if self.shown is not None else None
        return found[1] if found else ""

    async def close(self) -> None:
        await self.http.aclose()
