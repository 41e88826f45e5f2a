"""What a request says beside its body: who asks, under which key, as of which position and clock."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Request

from api.errors import BodyTooLarge, NotIdentified
from desk.bodies import fault, read_json
from desk.errors import Malformed
from desk.moving import Asked
from desk.services import Services
from domain.case.people import Person

LARGEST_BODY = 1024 * 1024
"""Bytes of JSON; longer texts and files are uploaded."""
DRAINED = 8 * 1024 * 1024
"""Bytes of a body too large that are still read, so that its sender gets to see the answer."""
KEY = re.compile(r"[\x21-\x7e]{1,64}")
POSITION = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


async def identified(request: Request) -> Person:
    """Return who asks.

    Raises:
        NotIdentified: No token, or none that is known.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    person = services(request).directory.by_token(token.strip()) if scheme.lower() == "bearer" else None
    if person is None:
        raise NotIdentified
    request.scope["person"] = person.id
    return person


Actor = Annotated[Person, Depends(identified)]


def key_of(request: Request) -> str:
    """Return the Idempotency-Key, without which nothing is written."""
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        raise Malformed(
            [
                fault(
                    "Idempotency-Key",
                    "每次写入须带 Idempotency-Key 请求头（1至64个可见 ASCII 字符，重试时不变）"
                    " · every write carries an Idempotency-Key header, 1 to 64 visible ASCII characters, the same for each retry",
                )
            ]
        )
    return key


def clock_of(request: Request) -> datetime | None:
    """Return the civil time that the request sets for a case; demo and tests only."""
    given = request.headers.get("x-tingshu-clock")
    if given is None:
        return None
    if not services(request).clocks_may_be_set:
        raise Malformed(
            [
                fault(
                    "X-Tingshu-Clock",
                    "本系统不允许设定案件时钟，请去掉此请求头 · clocks are not set here: leave this header out",
                )
            ]
        )
    try:
        clock = datetime.fromisoformat(given)
    except ValueError:
        clock = None
    if clock is None or clock.tzinfo is None:
        raise Malformed(
            [fault("X-Tingshu-Clock", "写作 2026-05-25T09:00:00+08:00 · an instant with its offset")]
        )
    return clock


def expected_of(request: Request) -> int | None:
    """Return the position that If-Match names."""
    given = request.headers.get("if-match")
    if given is None or given.strip() == "*":
        return None
    match = POSITION.fullmatch(given.strip())
    if not match:
        raise Malformed([fault("If-Match", "填写读取时的 ETag · give the ETag with which the case was read")])
    return int(match[1])


async def body_of(request: Request, limit: int = LARGEST_BODY) -> dict[str, Any]:
    """Return the JSON object of the body.

    Raises:
        BodyTooLarge: It is over the limit; most of it was read all the same.
        Malformed: It is not one JSON object.
    """
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit + DRAINED:
            break
    if len(data) > limit:
        raise BodyTooLarge(limit)
    return read_json(bytes(data))


async def drained(chunks: AsyncIterator[bytes]) -> None:
    """Read on for a bounded while, so that the sender of too large a file gets to see the answer."""
    read = 0
    async for chunk in chunks:
        read += len(chunk)
        if read > DRAINED:
            return


async def asked(request: Request, actor: Person, move: str) -> Asked:
    """Return the move as it is asked for."""
    return Asked(
        actor=actor,
        move=move,
        body=await body_of(request),
        key=key_of(request),
        request=request.scope.get("request_id", ""),
        expects=expected_of(request),
    )


def request_id(request: Request) -> str:
    found: str = request.scope.get("request_id", "")
    return found
