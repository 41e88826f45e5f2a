"""What changes while one looks (更新): a page is told when its case has gone on, and fetches what it shows anew itself."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from console.rendering import HEADERS
from console.visiting import Signed

router = APIRouter()
EVERY = 2.0
"""Seconds between two looks at the register."""
LONGEST = 600.0
"""Seconds after which a browser asks anew: nobody is listened to for ever."""


@router.get("/cases/{agency}/{number}/events")
async def events(visitor: Signed, agency: str, number: str, position: int = 0) -> StreamingResponse:
    """Tell of every new position of a case."""
    reading, person = visitor.given.reading, visitor.person
    await reading.position(person, agency, number)

    async def told() -> AsyncIterator[str]:
        yield "retry: 3000\n\n"
        seen, waited = position, 0.0
        while waited < LONGEST and not await visitor.request.is_disconnected():
            now = await reading.position(person, agency, number)
            # A line of nothing keeps what stands between from closing the connection.
            yield f"event: position\ndata: {now}\n\n" if now > seen else ": \n\n"
            seen = max(seen, now)
            await asyncio.sleep(EVERY)
            waited += EVERY

    headers = {
        **HEADERS,
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
        "Content-Encoding": "identity",
    }
    return StreamingResponse(told(), media_type="text/event-stream", headers=headers)
