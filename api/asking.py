"""What a request says beside its body: who asks, under which key, as of which position and clock."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Header, Path, Request

from api.errors import UPLOAD_FIRST, BodyTooLarge, NotIdentified
from api.headers import CLOCK, KEY, POSITION
from desk.bodies import read_json
from desk.errors import Fault, NotHere
from desk.lane import LARGE
from desk.requests import Asked
from desk.services import Services
from domain.bilingual import Words
from domain.case.people import Person

LARGEST_BODY = 1024 * 1024
"""Bytes of JSON; longer texts and files are uploaded."""
DRAINED = 8 * 1024 * 1024
"""Bytes of a body too large that are still read, so that its sender gets to see the answer."""
TOKEN = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)

CLOCK_NOT_SET = Fault(
    CLOCK.name,
    Words("本系统不允许设定案件时钟", "clocks are not set in this installation"),
    Words("请去掉请求头 X-Tingshu-Clock", "leave out the header X-Tingshu-Clock"),
)
CLOCK_OF_A_TRIAL = Fault(
    CLOCK.name,
    Words("只有启动案件和试办时可以设定时钟", "a clock is set for an opening or a dry run alone"),
    Words(
        "请去掉请求头 X-Tingshu-Clock，或者试办（dry_run=true）",
        "leave out the header X-Tingshu-Clock, or make it a dry run (dry_run=true)",
    ),
)


def services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


async def identified(request: Request) -> Person:
    """Return who asks.

    Raises:
        NotIdentified: No token, or none that is known.
    """
    given = request.headers.getlist("authorization")
    match = TOKEN.fullmatch(given[0].strip()) if len(given) == 1 else None
    person = await services(request).identities.of_token(match[1]) if match else None
    if person is None:
        raise NotIdentified
    request.scope["person"] = person.id
    return person


Actor = Annotated[Person, Depends(identified)]
# Patterns that are published and not judged here: what no case can be called is answered as a case that is not there.
AgencyCode = Annotated[str, Path(json_schema_extra={"pattern": "^[A-Za-z0-9-]{1,64}$"})]
CaseNumber = Annotated[str, Path(json_schema_extra={"pattern": "^[A-Za-z0-9-]{1,40}$"})]


Key = Annotated[
    str,
    Header(
        alias=KEY.name,
        pattern=KEY.anchored,
        description="同一请求重试时不变 · the same for each retry; a repeated one gets the first answer",
    ),
]


async def clock_of(
    request: Request,
    given: Annotated[
        str | None,
        Header(
            alias=CLOCK.name,
            pattern=CLOCK.anchored,
            description="案件的时刻，只供演示和测试 · the case's own time; demo and tests only",
        ),
    ] = None,
) -> datetime | None:
    """Return the civil time that the request sets for a case; demo and tests only."""
    if given is None:
        return None
    if not services(request).clocks_may_be_set:
        raise NotHere(CLOCK_NOT_SET)
    return datetime.fromisoformat(given)


Clock = Annotated[datetime | None, Depends(clock_of)]


async def expected_of(
    given: Annotated[
        str | None,
        Header(
            alias=POSITION.name,
            pattern=POSITION.anchored,
            description="读取案件时的 ETag · the ETag with which the case was read",
        ),
    ] = None,
) -> int | None:
    """Return the position that If-Match names."""
    return None if given in (None, "*") else int(str(given).strip('"'))


Expected = Annotated[int | None, Depends(expected_of)]


async def body_of(request: Request, limit: int = LARGEST_BODY) -> dict[str, Any]:
    """Return the JSON object of the body.

    Raises:
        BodyTooLarge: It is over the limit; most of it was read all the same.
        Malformed: It is not one JSON object.
    """
    whole = await data_of(request, limit)
    return await services(request).desk.lane.run(partial(read_json, whole), large=len(whole) > LARGE)


async def data_of(request: Request, limit: int, cure: Words = UPLOAD_FIRST) -> bytes:
    """Return the body as it was sent.

    Raises:
        BodyTooLarge: It is over the limit; most of it was read all the same. `cure` is said with it.
    """
    data = bytearray()
    chunks = request.stream()
    async for chunk in chunks:
        data += chunk
        if len(data) > limit:
            # What is read from here on is not kept.
            data.clear()
            await drained(chunks)
            raise BodyTooLarge(limit, cure)
    return bytes(data)


async def drained(chunks: AsyncIterator[bytes]) -> None:
    """Read on for a bounded while, so that the sender of too large a file gets to see the answer."""
    read = 0
    async for chunk in chunks:
        read += len(chunk)
        if read > DRAINED:
            return


async def asked(request: Request, actor: Person, move: str, key: str, expects: int | None = None) -> Asked:
    """Return the move as it is asked for."""
    return Asked(
        actor=actor,
        move=move,
        body=await body_of(request),
        key=key,
        request=request.scope.get("request_id", ""),
        expects=expects,
    )


def request_id(request: Request) -> str:
    found: str = request.scope.get("request_id", "")
    return found
