"""A whole installation of its own: register, store, worker and the API on a real socket, as `tingshu up` has them."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from temporalio.client import Client

from api.app import create_app
from console.app import create_console
from console.assets import assets
from desk.clock import civil_now
from desk.services import Services
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from installation.connections import Patience
from installation.desk import services_of
from installation.examples import bodies
from installation.logs import LogContext
from installation.migrating import migrate
from installation.office import Office, office
from installation.processes import Server, bound, configured
from settings import SANDBOX_PASSTHROUGH, Settings
from worker import run_worker

OPENED_AT = "2026-05-18T09:00:00+08:00"
SECONDS = 20
_numbers = itertools.count(1)
_keys = itertools.count(1)


@dataclass(frozen=True)
class Installation:
    parts: Office
    client: Client
    services: Services
    app: FastAPI
    http: httpx.AsyncClient

    def person(self, person: str) -> dict[str, str]:
        """The header by which a person is known."""
        return {"Authorization": f"Bearer {self.parts.directory.token_of(person)}"}

    async def get(self, path: str, by: str = "officer-li", **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=self.person(by) | headers)

    async def post(
        self, path: str, body: Any = None, by: str = "officer-li", key: str = "", **headers: str
    ) -> httpx.Response:
        """Post JSON, under a key of its own where none is given."""
        own = {"Idempotency-Key": key or f"key-{next(_keys)}", "Content-Type": "application/json"}
        sent = self.person(by) | own | headers
        content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return await self.http.post(path, content=content, headers=sent)

    async def move(
        self, case: str, move: str, body: Any = None, by: str = "officer-li", **more: str
    ) -> httpx.Response:
        return await self.post(f"{case}/moves/{move}", body, by, **more)

    async def open(self, **changes: Any) -> str:
        """Open a case from the example; return its path."""
        draft = drafted(**changes)
        answer = await self.post("/v1/cases", draft, **{"X-Tingshu-Clock": OPENED_AT})
        assert answer.status_code == 201, answer.text
        await self.recorded(case := str(answer.headers["location"]), answer.json()["position"])
        return case

    async def recorded(self, case: str, position: int) -> None:
        """Wait until the register is there; on a machine with other work that takes longer than a reader would wait."""
        agency, number = case.split("/")[-2:]

        async def there() -> bool:
            return self.parts.queries.position(agency, number) >= position

        await until(there)

    async def upload(self, data: bytes, by: str = "officer-li", name: str = "scan") -> str:
        headers = self.person(by) | {"Idempotency-Key": f"key-{next(_keys)}"}
        answer = await self.http.post(f"/v1/documents?name={name}", content=data, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["sha256"])


def drafted(**changes: Any) -> dict[str, Any]:
    """The example of an opening, under a number of its own."""
    return bodies()["open_case"] | {"number": f"A-{next(_numbers)}"} | changes


@asynccontextmanager
async def serving(app: FastAPI, patience: Patience | None = None, port: int = 0) -> AsyncIterator[str]:
    """Serve an application on this machine, on a free port where none is given."""
    listening, started = bound("127.0.0.1", port), asyncio.Event()
    server = Server(configured(app, patience), started.set)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    await started.wait()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()


@asynccontextmanager
async def installed(
    parts: Office, client: Client, *, with_console: bool = False
) -> AsyncIterator[Installation]:
    services = services_of(parts, client)
    pages = create_console(services, assets(parts.settings.assets_folder)) if with_console else None
    app = create_app(services, pages)
    async with serving(app) as address, httpx.AsyncClient(base_url=address, timeout=60) as http:
        yield Installation(parts, client, services, app, http)


@asynccontextmanager
async def at_work(
    server: EmbeddedServer,
    folder: Path,
    *,
    namespace: str,
    with_console: bool = False,
    opens_at: datetime | None = None,
) -> AsyncIterator[Installation]:
    """Install, with a worker; in a namespace of its own, since another's worker would record into another's register."""
    offset = opens_at - civil_now() if opens_at else timedelta()
    settings = Settings(data=folder, namespace=namespace, time_skipping=True, clock_offset=offset)
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH, interceptors=[LogContext()])
    client = await connect(server.address, namespace=namespace, plugins=[plugin])
    await prepare(client)
    migrate(settings)
    parts = office(settings)
    stop, ready = asyncio.Event(), asyncio.Event()

    async def until_stopped() -> None:
        await stop.wait()

    working = asyncio.create_task(run_worker(parts, client, until_stopped, ready=ready.set))
    await ready.wait()
    async with installed(parts, client, with_console=with_console) as installation:
        yield installation
    stop.set()
    await working
    parts.close()


async def until(true: Callable[[], Awaitable[Any]], seconds: float = SECONDS) -> Any:
    """Wait until something is so, and return it."""
    async with asyncio.timeout(seconds):
        while not (found := await true()):
            await asyncio.sleep(0.02)
        return found


def codes(answer: httpx.Response) -> set[str]:
    return {o["code"] for o in answer.json().get("obstacles", [])}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Hold an answer against the shape that every error has, and return it."""
    told: dict[str, Any] = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["status"] == status
    assert told["type"] == f"urn:tingshu:problem:{code}"
    assert all(told[name] for name in ("title", "detail")), told
    assert all(told[name][tongue] for name in ("why", "cure") for tongue in ("zh", "en")), told
    assert "article" in told
    return told
