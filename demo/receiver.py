"""A small receiver of reports: what the supervision platform (监督平台) is for demo, tests and first trials.

It takes reports from who has its token, in the form in which they are sent and in no other. It has a report on disk
before it answers, and knows a repeated one by its Idempotency-Key.
"""

import asyncio
import hashlib
import re
import secrets
import sqlite3
import threading
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.base import RequestResponseEndpoint

from api.errors import BodyTooLarge, NotIdentified, handle_errors, of_desk
from desk import errors
from desk.bodies import read_json, read_model
from desk.errors import Fault, Malformed, Unavailable
from domain.bilingual import Words
from domain.lengths import Code
from domain.procedure.clocks.deadlines import State
from domain.record import Record

MAX_REPORT_BYTES = 1024 * 1024
KEY = re.compile(r"[\x21-\x7e]{1,300}")
"""A report's key names receiver, agency, case and entry, and is longer than a client's."""
PLATFORM = Words("监督平台", "the supervision platform")

NO_KEY = Fault(
    "Idempotency-Key",
    Words("没有幂等键", "the report has no key of its own"),
    Words(
        "请在请求头 Idempotency-Key 中填写1至300个可见 ASCII 字符，重发同一报告时不变",
        "send 1 to 300 visible ASCII characters in the header Idempotency-Key, the same for every repeat of a report",
    ),
)
NO_JSON = Fault(
    "Content-Type",
    Words("报告不是未压缩的 application/json", "the report is no plain application/json"),
    Words(
        "请发送未压缩的 UTF-8 JSON，Content-Type 填写 application/json",
        "send JSON in UTF-8 and not compressed, with application/json as Content-Type",
    ),
)


class Kind(StrEnum):
    """What a report says."""

    DEADLINE_SET = "deadline_set"
    DEADLINE_MET = "deadline_met"
    DEADLINE_SHIFTED = "deadline_shifted"
    DEADLINE_REOPENED = "deadline_reopened"
    DEADLINE_DROPPED = "deadline_dropped"
    DEADLINE_OVERDUE = "deadline_overdue"
    FILING = "filing"


class Report(Record):
    """A report as this system sends it (`domain.procedure.reports`): of a deadline, or of a filing."""

    kind: Kind
    agency: Code
    number: Code
    what: Code | None = None
    """Of a filing, which step."""
    on: date | None = None
    term: Code | None = None
    party: int | None = None
    start: date | None = None
    last_day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    ended_on: date | None = None
    state: State | None = None


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
            {"place": place, "key": key, "report": _read_again(body), "received_at": at, "repeats": repeats}
            for place, key, body, at, repeats in rows
        ]

    def count(self) -> int:
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM reports").fetchone()[0])

    def close(self) -> None:
        self._connection.close()


def create_receiver(store: Path, *, token: str, outage: Path | None = None) -> FastAPI:
    """Return the receiver. While the file `outage` exists it answers 503, as a platform that is down."""
    app = FastAPI(title="监督平台 · supervision platform (receiver)", openapi_url=None)
    reports = app.state.reports = Reports(store)
    handle_errors(app, away=())

    @app.exception_handler(sqlite3.Error)
    async def away(request: Request, error: sqlite3.Error) -> Response:
        return of_desk(Unavailable(PLATFORM))

    @app.middleware("http")
    async def at_the_door(request: Request, call_next: RequestResponseEndpoint) -> Response:
        if outage is not None and outage.exists():
            return of_desk(Unavailable(PLATFORM))
        if request.url.path != "/health" and not _has(token, request):
            return of_desk(NotIdentified())
        return await call_next(request)

    @app.post("/reports")
    async def receive(request: Request) -> Response:
        key, body = _key_of(request), await _body_of(request)
        read_model(Report, read_json(body), "report")
        try:
            place = await asyncio.to_thread(reports.receive, key, body)
        except KeyReused as error:
            raise errors.KeyReused from error
        return JSONResponse({"place": place}, status_code=201)

    @app.get("/reports")
    async def received() -> Response:
        return JSONResponse(await asyncio.to_thread(reports.all))

    @app.get("/health")
    async def health() -> Response:
        return JSONResponse({"status": "ok", "reports": await asyncio.to_thread(reports.count)})

    return app


def _has(token: str, request: Request) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and secrets.compare_digest(given.strip().encode(), token.encode())


def _key_of(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        raise Malformed(NO_KEY)
    return key


async def _body_of(request: Request) -> bytes:
    """Return the body, of which no more is read than a report may have."""
    given = request.headers.get("content-type", "").replace(" ", "").lower()
    if (
        given not in ("application/json", "application/json;charset=utf-8")
        or "content-encoding" in request.headers
    ):
        raise Malformed(NO_JSON)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REPORT_BYTES:
            raise BodyTooLarge(MAX_REPORT_BYTES)
    return body


def _read_again(body: str) -> Any:
    """Return a stored report; what an earlier receiver took, and should not have, is shown as the text that it is."""
    try:
        return read_json(body.encode())
    except Malformed:
        return body
