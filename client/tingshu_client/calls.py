"""Requests as values: what is sent, and how its answer is read. Nothing is sent here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx

from tingshu_client.answers import Page, Receipt, Row, Trial, Upload, receipt_of, trial_of, upload_of

T = TypeVar("T")
Body = Mapping[str, Any]
"""A move as it is asked for: texts, numbers, dates, `Decimal` for money, an `Upload` for a file."""
Query = Mapping[str, str | int | bool | date | None]


@dataclass(frozen=True)
class Call(Generic[T]):
    """One request. It may be repeated: what only reads does no harm, and what writes has a key of its own."""

    method: str
    path: str
    read: Callable[[httpx.Response], T]
    query: Query = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        return self.headers.get("Idempotency-Key", "")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def request(self, http: httpx.Client) -> httpx.Request:
        """Build it anew for each attempt; key and body stay."""
        query = {name: _typed(value) for name, value in self.query.items() if value is not None}
        headers = dict(self.headers)
        return http.build_request(self.method, self.path, params=query, headers=headers, content=self.content)


def path_of(*parts: str | int) -> str:
    """Return an address of the API; each part is quoted."""
    return "/".join(("/v1", *(quote(str(part), safe="") for part in parts)))


def reading(path: str, query: Query, make: Callable[[Any], T]) -> Call[T]:
    return Call("GET", path, _from_json(make), query)


def fetching(path: str, query: Query) -> Call[bytes]:
    return Call("GET", path, lambda answer: answer.content, query)


def following(call: Call[Page], page: Page) -> Call[Page] | None:
    """Return the call for the next page of a list; nothing at the end."""
    return replace(call, query={**call.query, "cursor": page.cursor}) if page.cursor else None


def making(
    path: str, body: Body, key: str, *, clock: datetime | None = None, expects: int | None = None
) -> Call[Receipt]:
    """`clock` sets the time of a case that is opened; demo and tests only."""
    key = key or uuid4().hex
    read = _from_json(partial(receipt_of, key))
    return Call("POST", path, read, headers=_written(key, clock, expects), content=_json(body))


def trying(path: str, body: Body, clock: datetime | None = None) -> Call[Trial]:
    headers = _written(uuid4().hex, clock)
    return Call("POST", path, _from_json(trial_of), {"dry_run": True}, headers, _json(body))


def uploading(data: bytes, name: str, media_type: str, key: str) -> Call[Upload]:
    headers = {"Idempotency-Key": key or uuid4().hex, "Content-Type": media_type}
    return Call("POST", path_of("documents"), _from_json(upload_of), {"name": name}, headers, data)


def rehearsing(plan: Body) -> Call[Row]:
    """It writes nothing, and so needs no key."""
    return Call("POST", path_of("rehearsals"), _from_json(dict), headers=_AS_JSON, content=_json(plan))


_AS_JSON = {"Content-Type": "application/json"}


def _from_json(make: Callable[[Any], T]) -> Callable[[httpx.Response], T]:
    return lambda answer: make(answer.json())


def _written(key: str, clock: datetime | None = None, expects: int | None = None) -> dict[str, str]:
    found = {**_AS_JSON, "Idempotency-Key": key}
    if clock is not None:
        found["X-Tingshu-Clock"] = clock.isoformat()
    if expects is not None:
        found["If-Match"] = f'"{expects}"'
    return found


def _json(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, Upload):
        return value.sha256
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):  # an instant too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a move")


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
