"""A small receiver of reports: what the supervision platform (监督平台) is for demo, tests and first trials.

It has a report on disk before it answers, and knows a repeated one by its Idempotency-Key.
"""

import asyncio
import hashlib
import json
import sqlite3
import threading
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.base import RequestResponseEndpoint

MAX_REPORT_BYTES = 1024 * 1024
OUTAGE_RETRY_AFTER = "5"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (
    place INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0
)
"""


class KeyReused(Exception):
    """The same Idempotency-Key came with another body."""


class Reports:
    """The reports received, in their order."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(_SCHEMA)
        self._lock = threading.Lock()

    def receive(self, key: str, body: bytes) -> int:
        """Store a report and return its place; a repeated one has the place of the first.

        Raises:
            KeyReused: Another body came under this key before.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        with self._lock:
            self._connection.execute(
                "INSERT INTO reports (key, sha256, body, received_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET repeats = repeats + 1",
                (key, sha256, body.decode(), datetime.now(UTC).isoformat()),
            )
            place, stored = self._connection.execute(
                "SELECT place, sha256 FROM reports WHERE key = ?", (key,)
            ).fetchone()
        if stored != sha256:
            raise KeyReused(key)
        return int(place)

    def all(self) -> list[dict[str, Any]]:
        with self._lock:
            rows = self._connection.execute(
                "SELECT place, key, body, received_at, repeats FROM reports ORDER BY place"
            ).fetchall()
        return [
            {"place": place, "key": key, "report": json.loads(body), "received_at": at, "repeats": repeats}
            for place, key, body, at, repeats in rows
        ]

    def count(self) -> int:
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM reports").fetchone()[0])

    def close(self) -> None:
        self._connection.close()


def create_receiver(store: Path, *, outage: Path | None = None) -> FastAPI:
    """Return the receiver. While the file `outage` exists it answers 503, as a platform that is down."""
    app = FastAPI(title="监督平台 · supervision platform (receiver)", openapi_url=None)
    reports = app.state.reports = Reports(store)

    @app.middleware("http")
    async def be_down(request: Request, call_next: RequestResponseEndpoint) -> Response:
        if outage is not None and outage.exists():
            return _problem(503, "down", headers={"Retry-After": OUTAGE_RETRY_AFTER})
        return await call_next(request)

    @app.post("/reports")
    async def receive(request: Request) -> Response:
        key, body = request.headers.get("idempotency-key"), await request.body()
        if not key:
            return _problem(400, "no Idempotency-Key: send one, the same for every repeat of a report")
        if len(body) > MAX_REPORT_BYTES or not _is_json(body):
            return _problem(422, "a report is one JSON document of at most 1 MiB")
        try:
            place = await asyncio.to_thread(reports.receive, key, body)
        except KeyReused:
            return _problem(409, "this Idempotency-Key came with another report before")
        return JSONResponse({"place": place}, status_code=201)

    @app.get("/reports")
    async def received() -> Response:
        return JSONResponse(await asyncio.to_thread(reports.all))

    @app.get("/health")
    async def health() -> Response:
        return JSONResponse({"status": "ok", "reports": await asyncio.to_thread(reports.count)})

    return app


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(
        {"title": HTTPStatus(status).phrase, "status": status, "detail": detail},
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )
