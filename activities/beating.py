"""Signs of life (心跳): so that the engine notices within seconds that a worker was killed in the middle of an activity."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from temporalio import activity

BEAT = timedelta(seconds=1)
"""An activity that is done sooner never beats, and costs nothing."""


@contextlib.asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Send a sign of life every second while the block runs."""
    heart = asyncio.create_task(_beat())
    try:
        yield
    finally:
        heart.cancel()


async def _beat() -> None:
    while True:
        await asyncio.sleep(BEAT.total_seconds())
        activity.heartbeat()
