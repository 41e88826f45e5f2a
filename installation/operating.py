"""How the engine of this installation is, asked live and within a moment."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic

from temporalio.client import Client

from domain.case.system_work import Found, Trouble
from engine.errors import EngineUnavailable
from engine.observing import failing
from engine.retrying import retry_pause
from installation.checking_engine import CASE, key_of, slow

SHOWN = 20
"""Cases that are named at once."""
ASKED_AGAIN_AFTER = 3600.0
"""Seconds for which the engine's retry pause is believed: reading it takes some 20 calls."""


class EngineLook:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._pause: tuple[float, timedelta] | None = None
        self._asking = asyncio.Lock()

    async def answers(self) -> None:
        """Raise where the engine does not serve."""
        if not await self._client.service_client.check_health():
            raise EngineUnavailable("not serving")

    async def failing(self) -> Sequence[Found]:
        """Return cases whose workflow fails again and again now."""
        rows = await failing(self._client, CASE, limit=SHOWN)
        return [Found.of_case(Trouble.TASK_FAILING, *key_of(name), cause) for name, cause in rows]

    async def settings(self) -> Sequence[Found]:
        """Return the engine's retry pause, where it is longer than it should be."""
        async with self._asking:
            if self._pause is None or monotonic() - self._pause[0] > ASKED_AGAIN_AFTER:
                self._pause = monotonic(), await retry_pause(self._client)
            return slow(self._pause[1])
