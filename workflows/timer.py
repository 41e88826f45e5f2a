"""The one timer of a case."""

import asyncio
from collections.abc import Callable
from datetime import datetime


class DueTimer:
    """Calls once, at the earliest instant at which something is due.

    A callback and not a task: so its command leaves at the place in the order at which it is set.
    """

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._at: datetime | None = None
        self._timer: asyncio.TimerHandle | None = None

    def set(self, wanted: datetime | None, now: datetime) -> None:
        """Have it call at this instant, or never.

        A timer that would call too early is left: a call for nothing is rarer than a move. But one for which
        nothing waits any more is taken away: a call must always be followed by a command, since the engine may
        hand a task that made none and the next one over together, and in a replay one after the other.
        """
        if wanted is not None and self._at is not None and self._at <= wanted:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._at, self._timer = wanted, None
        if wanted is not None:
            wait = max((wanted - now).total_seconds(), 0)
            self._timer = asyncio.get_event_loop().call_later(wait, self._due)

    def _due(self) -> None:
        self._at = self._timer = None
        self._call()
