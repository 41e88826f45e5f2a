"""What changes while one looks (更新): a page is told when its case has gone on, and fetches what it shows anew itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from console.rendering import HEADERS
from console.sessions import COOKIE
from console.visiting import Signed, Visitor, sessions

router = APIRouter()
EVERY = 2.0
"""Seconds between two looks at the register."""
LONGEST = 600.0
"""Seconds after which a browser asks anew: nobody is listened to for ever."""


@router.get("/cases/{agency}/{number}/events")
async def events(
    visitor: Signed,
    agency: str,
    number: str,
    position: int = 0,
    last: Annotated[str, Header(alias="Last-Event-ID")] = "",
) -> StreamingResponse:
    """Tell of every new position of a case; who asks anew is told of none twice."""
    reading, person = visitor.given.reading, visitor.person
    await reading.position(person, agency, number)
    known = max(position, int(last)) if last.isdecimal() and len(last) < 10 else position

    async def told() -> AsyncIterator[str]:
        yield "retry: 3000\n\n"
        seen, waited = known, 0.0
        while waited < LONGEST and not (visitor.given.closing.is_set() or await _is_gone(visitor)):
            now = await reading.position(person, agency, number)
            # A line of nothing keeps what stands between from closing the connection.
            yield f"id: {now}\nevent: position\ndata: {now}\n\n" if now > seen else ": \n\n"
            seen = max(seen, now)
            await asyncio.sleep(EVERY)
            waited += EVERY

    headers = {**HEADERS, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told(), media_type="text/event-stream", headers=headers)


async def _is_gone(visitor: Visitor) -> bool:
    """Whether nobody listens any more, or the person was signed out meanwhile."""
    if await visitor.request.is_disconnected():
        return True
    return not sessions(visitor.request).holds(visitor.request.cookies.get(COOKIE))
