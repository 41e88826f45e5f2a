"""What a request says beside its body: who asks, under which key, as of which position and clock."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Request

from api.errors import BodyTooLarge, NotIdentified
from desk.bodies import read_json
from desk.errors import Fault, Malformed
from desk.lane import LARGE
from desk.requests import Asked
from desk.services import Services
from domain.bilingual import Words
from domain.case.people import Person

LARGEST_BODY = 1024 * 1024
"""Bytes of JSON; longer texts and files are uploaded."""
DRAINED = 8 * 1024 * 1024
"""Bytes of a body too large that are still read, so that its sender gets to see the answer."""
KEY = re.compile(r"[\x21-\x7e]{1,64}")
POSITION = re.compile(r'(?:W/)?"?(\d{1,9})"?')

NO_KEY = Fault(
    "Idempotency-Key",
    Words("每次写入须带幂等键", "every write carries a key of its own"),
    Words(
        "请在请求头 Idempotency-Key 中填写1至64个可见 ASCII 字符，重试时不变",
        "send 1 to 64 visible ASCII characters in the header Idempotency-Key, the same for each retry",
    ),
)
CLOCK_NOT_SET = Fault(
    "X-Tingshu-Clock",
    Words("本系统不允许设定案件时钟", "clocks are not set in this installation"),
    Words("请去掉请求头 X-Tingshu-Clock", "leave out the header X-Tingshu-Clock"),
)
NO_INSTANT = Fault(
    "X-Tingshu-Clock",
    Words("不是带时区的时刻", "it is no instant with its offset"),
    Words(
        "请在 X-Tingshu-Clock 中写作 2026-05-25T09:00:00+08:00",
        "write it in X-Tingshu-Clock as 2026-05-25T09:00:00+08:00",
    ),
)
NO_POSITION = Fault(
    "If-Match",
    Words("不是案件的 ETag", "it is no ETag of a case"),
    Words("请在 If-Match 中填写读取案件时的 ETag", "give in If-Match the ETag with which the case was read"),
)


def services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


async def identified(request: Request) -> Person:
    """Return who asks.

    Raises:
        NotIdentified: No token, or none that is known.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    asked = scheme.lower() == "bearer"
    person = await services(request).identities.of_token(token.strip()) if asked else None
    if person is None:
        raise NotIdentified
    request.scope["person"] = person.id
    return person


Actor = Annotated[Person, Depends(identified)]


def key_of(request: Request) -> str:
    """Return the Idempotency-Key, without which nothing is written."""
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        raise Malformed(NO_KEY)
    return key


def clock_of(request: Request) -> datetime | None:
    """Return the civil time that the request sets for a case; demo and tests only."""
    given = request.headers.get("x-tingshu-clock")
    if given is None:
        return None
    if not services(request).clocks_may_be_set:
        raise Malformed(CLOCK_NOT_SET)
    try:
        clock = datetime.fromisoformat(given)
    except ValueError:
        clock = None
    if clock is None or clock.tzinfo is None:
        raise Malformed(NO_INSTANT)
    return clock


def expected_of(request: Request) -> int | None:
    """Return the position that If-Match names."""
    given = request.headers.get("if-match")
    if given is None or given.strip() == "*":
        return None
    match = POSITION.fullmatch(given.strip())
    if not match:
        raise Malformed(NO_POSITION)
    return int(match[1])


async def body_of(request: Request, limit: int = LARGEST_BODY) -> dict[str, Any]:
    """Return the JSON object of the body.

    Raises:
        BodyTooLarge: It is over the limit; most of it was read all the same.
        Malformed: It is not one JSON object.
    """
    data = bytearray()
    chunks = request.stream()
    async for chunk in chunks:
        data += chunk
        if len(data) > limit:
            # What is read from here on is not kept.
            data.clear()
            await drained(chunks)
            raise BodyTooLarge(limit)
    whole = bytes(data)
    return await services(request).desk.lane.run(partial(read_json, whole), large=len(whole) > LARGE)


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
