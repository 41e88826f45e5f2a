"""The clock of one case (案件时钟): on an installation for learning or tests each case has its own, and the engine keeps it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from desk.clock import civil_now
from desk.reading import OwnClock
from domain.case.case import case_id
from settings import Settings

if TYPE_CHECKING:  # The engine's SDK is loaded by who asks a case: most of what is read needs none.
    from temporalio.client import Client


def own_clocks(settings: Settings, connected: Callable[[], Awaitable["Client"]]) -> OwnClock | None:
    """Return how the engine's clock of a case is asked for; nothing where all cases go by that of the office."""
    if not settings.time_skipping and not settings.clock_offset:
        return None

    async def clock(agency: str, number: str) -> datetime | None:
        from temporalio.service import RPCError

        from engine.timeskipping import workflow_now

        if not settings.time_skipping:
            return civil_now()
        try:
            return await workflow_now(await connected(), case_id(agency, number))
        except RPCError:  # A case that has ended has no clock that goes on.
            return None

    return clock
