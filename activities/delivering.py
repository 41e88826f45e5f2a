"""Deliver what the outbox holds for one receiver: in order within a lane, attempts counted in the row.

A failure is never the activity's failure: the pause until the next attempt is kept in the row, so that an
outage of days costs neither retries nor events of any history.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from temporalio import activity

from activities.heartbeat import heartbeating
from domain.record import Record

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=15)


class NotDelivered(Exception):
    """One row was not taken; others may be."""


class Unreachable(NotDelivered):
    """The receiver itself is away: there is no use in trying the next row now."""


class Waiting(Protocol):
    """A row of the outbox that has not been delivered."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def lane(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def attempts(self) -> int: ...


class Outbox(Protocol):
    def due(self, receiver: str, now: datetime, limit: int) -> Sequence[Waiting]: ...
    def next_attempt_at(self, receiver: str) -> datetime | None: ...
    def delivered(self, row_id: int, at: datetime) -> None: ...
    def failed(self, row_id: int, error: str, not_before: datetime) -> None: ...


class Sender(Protocol):
    async def send(self, row: Waiting) -> None:
        """Hand one row to the receiver; return once the receiver has it.

        Raises:
            NotDelivered: It has not, or it is not known whether it has: the row is sent again.
        """


class Batch(Record):
    receiver: str
    limit: int = 50
    """At most so many rows at a time: together with the pause between batches this bounds the rate."""


class Delivered(Record):
    delivered: int = 0
    failed: int = 0
    more: bool = False
    """Whether the batch was full: the next one may follow at once."""
    unreachable: bool = False
    """The receiver is away: until `next_attempt_in` has passed there is no use in trying any row."""
    next_attempt_in: timedelta | None = None
    """After how long the first waiting row may be tried again; nothing when none waits."""


def pause_after(attempts: int) -> timedelta:
    """Return how long a row rests after so many failures: doubled each time, up to the longest pause.

    >>> [str(pause_after(n)) for n in (1, 2, 3, 20)]
    ['0:00:10', '0:00:20', '0:00:40', '0:15:00']
    """
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_PAUSE)


class Delivering:
    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Sender],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[int], timedelta] = pause_after,
    ) -> None:
        self._outbox = outbox
        self._senders = senders
        self._now = now
        self._pause = pause

    @activity.defn(name="deliver")
    async def deliver(self, batch: Batch) -> Delivered:
        """Bring a bounded batch to its receiver and say when there is more to do."""
        async with heartbeating():
            return await self._deliver(batch)

    async def _deliver(self, batch: Batch) -> Delivered:
        rows = await asyncio.to_thread(self._outbox.due, batch.receiver, self._now(), batch.limit)
        tried = await self._send_all(rows, self._senders[batch.receiver])
        if tried.unreachable:
            return tried
        next_attempt_at = await asyncio.to_thread(self._outbox.next_attempt_at, batch.receiver)
        wait = None if next_attempt_at is None else max(next_attempt_at - self._now(), timedelta(0))
        return tried.model_copy(update={"more": len(rows) == batch.limit, "next_attempt_in": wait})

    async def _send_all(self, rows: Sequence[Waiting], sender: Sender) -> Delivered:
        delivered = failed = 0
        held_back: set[str] = set()
        for row in rows:
            if row.lane in held_back:
                continue
            try:
                await sender.send(row)
            except NotDelivered as error:
                failed += 1
                held_back.add(row.lane)
                pause = await self._hold_back(row, error)
                if isinstance(error, Unreachable):
                    return Delivered(
                        delivered=delivered, failed=failed, unreachable=True, next_attempt_in=pause
                    )
            else:
                # A kill right here is the one unavoidable repeat: the receiver knows it by the row's key.
                await asyncio.to_thread(self._outbox.delivered, row.id, self._now())
                delivered += 1
        return Delivered(delivered=delivered, failed=failed)

    async def _hold_back(self, row: Waiting, error: NotDelivered) -> timedelta:
        attempt = row.attempts + 1
        pause = self._pause(attempt)
        await asyncio.to_thread(self._outbox.failed, row.id, str(error), self._now() + pause)
        # The reason stays in the row: a receiver's answer may repeat what it was sent.
        activity.logger.warning("not delivered", extra={"row": row.key, "attempt": attempt})
        return pause
