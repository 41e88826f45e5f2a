"""(ix) Pages of the console, one at a time as one person looks at them, against the API's read of the same case meanwhile."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from bench.http import Connection
from bench.measuring import percentile

PERSON = "officer-li"
LOOKS = 200
"""Looks at each page in a round: the slowest in a hundred are two of them."""


def _pages(agency: str, number: str) -> Iterator[tuple[str, str]]:
    case = f"/console/cases/{agency}/{number}"
    yield "to do", "/console/"
    yield "cases", "/console/cases"
    yield "a case", case
    yield "its moves", f"{case}/moves"
    yield "a form", f"{case}/do/withdraw_case"
    yield "the opening", "/console/open"


class Pages:
    """The pages of one installation, as one person sees them."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._host, self._port, self._token = host, port, token

    async def measure(self, *, agency: str, number: str, tell: Callable[[str], None]) -> dict[str, Any]:
        """Look at every page so many times; before each look the case is read over the API."""
        cookie = await self._signed_in()
        connection = await Connection(self._host, self._port).open()
        found: dict[str, Any] = {}
        read = f"/v1/cases/{agency}/{number}"
        for name, path in _pages(agency, number):
            tell(f"pages: {name}")
            ours: list[float] = []
            theirs: list[float] = []
            size = 0
            for look in range(LOOKS + 1):
                spent, _ = await self._asked(connection, read, {"Authorization": f"Bearer {self._token}"})
                looked, size = await self._asked(connection, path, {"Cookie": cookie})
                if look:
                    theirs.append(spent)
                    ours.append(looked)
            found[name] = {
                "p50_ms": round(percentile(ours, 0.5) * 1000, 2),
                "p99_ms": round(percentile(ours, 0.99) * 1000, 2),
                "read_p50_ms": round(percentile(theirs, 0.5) * 1000, 2),
                "read_p99_ms": round(percentile(theirs, 0.99) * 1000, 2),
                "kb": round(size / 1024, 1),
            }
        connection.close()
        return found

    async def _signed_in(self) -> str:
        """Sign in, and return what the browser would keep."""
        async with httpx.AsyncClient(base_url=f"http://{self._host}:{self._port}") as http:
            answer = await http.post("/console/sign-in", data={"person": PERSON})
            name, value = next(iter(answer.cookies.items()))
            return f"{name}={value}"

    async def _asked(self, connection: Connection, path: str, headers: dict[str, str]) -> tuple[float, int]:
        begun = time.perf_counter()
        status, body = await connection.ask("GET", path, headers)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status}")
        return time.perf_counter() - begun, len(body)
