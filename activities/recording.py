"""Record what became true: the register's one transaction behind one activity."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from typing import Protocol

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.documents import DocumentsMade, DocumentsOrder, Producer
from activities.heartbeat import heartbeating
from activities.standing import StandingStill
from domain.case.journal import Entry, NotRecordable
from domain.record import Record

FIRST_TRY = timedelta(minutes=1)
"""How long the documents that the entries order may take here: until then the case does not know its entries recorded."""


class Recorded(Protocol):
    @property
    def position(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def receivers(self) -> frozenset[str]: ...


class Recorder(Protocol):
    def record(self, agency: str, number: str, entries: Sequence[Entry]) -> Recorded:
        """Write all or nothing; entries that are there already are compared and left.

        Raises:
            NotRecordable: The entries do not fit to what is recorded.
        """


class RecordBatch(Record):
    """Entries of one case, in order."""

    agency: str
    number: str
    entries: tuple[Entry, ...]
    order: DocumentsOrder | None = None
    """Documents that these entries order. They are tried here first, which spares six events of history."""
    in_doubt: bool = False
    """Whether another run may have gone on from the same entry: what is refused then stands in nobody's way."""


class RecordedHead(Record):
    """How far the register is, and the head of its journal there: held by the case against its own."""

    position: int
    head: str
    made: DocumentsMade | None = None
    failure: str = ""
    """Why the documents were not made at the first try; the entries are recorded all the same."""


class Recording:
    def __init__(
        self,
        recorder: Recorder,
        producer: Producer,
        *,
        wake: Callable[[Iterable[str]], None] = lambda receivers: None,
        standing: StandingStill | None = None,
    ) -> None:
        """`wake` wakes the deliveries to these receivers; `standing` is told which cases stand still."""
        self._recorder = recorder
        self._producer = producer
        self._wake = wake
        self._standing = standing

    @activity.defn(name="record")
    async def record(self, batch: RecordBatch) -> RecordedHead:
        async with heartbeating():
            return await self._record(batch)

    async def _record(self, batch: RecordBatch) -> RecordedHead:
        try:
            done = await asyncio.to_thread(self._write, batch)
        except NotRecordable as error:
            kind = type(error).__name__
            raise ApplicationError(str(error), error.seq, type=kind, non_retryable=True) from error
        if done.receivers:
            self._wake(done.receivers)
        head = RecordedHead(position=done.position, head=done.head)
        return head if batch.order is None else await self._with_documents(head, batch.order)

    def _write(self, batch: RecordBatch) -> Recorded:
        try:
            done = self._recorder.record(batch.agency, batch.number, batch.entries)
        except NotRecordable as error:
            if self._standing and not batch.in_doubt:
                self._standing.refused(error)
            raise
        if self._standing:
            self._standing.recorded(batch.agency, batch.number)
        return done

    async def _with_documents(self, head: RecordedHead, order: DocumentsOrder) -> RecordedHead:
        """Whatever goes wrong here is an answer: it must not have the entries recorded again and again."""
        try:
            async with asyncio.timeout(FIRST_TRY.total_seconds()):
                made = await self._producer.make(order)
        except Exception as error:
            activity.logger.warning("documents not made", extra={"reason": type(error).__name__})
            return head.model_copy(update={"failure": type(error).__name__})
        return head.model_copy(update={"made": made})


class Waker:
    """Wakes a receiver's delivery soon after something new was recorded, at most once in each pause.

    A lost call is harmless: a delivery looks by itself from time to time.
    """

    def __init__(
        self, call: Callable[[str], Awaitable[None]], pause: timedelta = timedelta(milliseconds=500)
    ) -> None:
        self._call = call
        self._pause = pause.total_seconds()
        self._soon: dict[str, asyncio.Task[None]] = {}

    def __call__(self, receivers: Iterable[str]) -> None:
        for receiver in receivers:
            if receiver not in self._soon:
                self._soon[receiver] = asyncio.get_running_loop().create_task(self._call_soon(receiver))

    async def _call_soon(self, receiver: str) -> None:
        await asyncio.sleep(self._pause)
        del self._soon[receiver]
        with contextlib.suppress(Exception):
            await self._call(receiver)
