"""Heart-beats (心跳): so that the engine notices within seconds that a worker was killed in the middle of an activity."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from temporalio import activity

INTERVAL = timedelta(seconds=1)
"""An activity that is done sooner sends none, and costs nothing."""


@contextlib.asynccontextmanager
async def heartbeating() -> AsyncIterator[None]:
    """Send a heart-beat every second while the block runs."""
    sending = asyncio.create_task(_send())
    try:
        yield
    finally:
        sending.cancel()


async def _send() -> None:
    while True:
        await asyncio.sleep(INTERVAL.total_seconds())
        activity.heartbeat()
