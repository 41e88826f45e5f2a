"""The baseline: a workflow with the same updates, timers, attributes, activities and payload bytes, and no law in it.

Every update brings the very entries that the case would have written; they go to the same `record` activity.
"""

import asyncio
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.documents import DocumentsOrder
    from activities.recording import RecordBatch, RecordedHead
    from domain.case.journal import Entry
    from domain.record import Record
    from workflows.penalty_case import AGENCY, STAGE
    from workflows.starting import ACTIVITY_TIMEOUT, RECORD_RETRY, SIGN_OF_LIFE


class BareTimer(Record):
    """A timer, and what is recorded when it rings."""

    seconds: float
    entries: tuple[Entry, ...] = ()
    then: "BareTimer | None" = None


class BareMove(Record):
    """One move as the case recorded it: what it wrote, and what its machinery did besides."""

    entries: tuple[Entry, ...]
    after_documents: tuple[Entry, ...] = ()
    """What is recorded when the ordered documents are there."""
    order: DocumentsOrder | None = None
    stage: str = ""
    """A new stage to show, or nothing."""
    timer: "BareTimer | None" = None
    """A timer to set instead of the one that runs."""
    padding: str = ""
    """Brings the payload to the size of the case's own."""


class BareInput(Record):
    agency: str
    number: str


class BareReceipt(Record):
    position: int
    text: str = ""


@workflow.defn
class BareCase:
    @workflow.init
    def __init__(self, given: BareInput) -> None:
        self._given = given
        self._moves: list[BareMove] = []
        self._done = False
        self._position = 0
        self._timer: asyncio.TimerHandle | None = None

    @workflow.run
    async def run(self, given: BareInput) -> int:
        while not (self._done and not self._moves):
            await workflow.wait_condition(lambda: bool(self._moves) or self._done)
            moves, self._moves = self._moves, []
            await self._act(moves)
        return self._position

    @workflow.update
    def move(self, move: BareMove) -> BareReceipt:
        self._moves.append(move)
        return BareReceipt(position=move.entries[-1].seq, text="x" * 200)

    @workflow.signal
    def finish(self) -> None:
        self._done = True

    async def _act(self, moves: list[BareMove]) -> None:
        for move in moves:
            if move.stage:
                workflow.upsert_search_attributes(
                    [STAGE.value_set(move.stage), AGENCY.value_set(self._given.agency)]
                )
            if move.timer:
                self._set(move.timer)
        if entries := tuple(e for m in moves for e in m.entries):
            await self._record(entries, moves[-1].order)
        if after := tuple(e for m in moves for e in m.after_documents):
            await self._record(after, None)

    def _set(self, timer: BareTimer) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_event_loop().call_later(timer.seconds, lambda: self._ring(timer))

    def _ring(self, timer: BareTimer) -> None:
        self._timer = None
        self._moves.append(BareMove(entries=timer.entries, timer=timer.then))

    async def _record(self, entries: tuple[Entry, ...], order: DocumentsOrder | None) -> None:
        head: Any = await workflow.execute_activity(
            "record",
            RecordBatch(agency=self._given.agency, number=self._given.number, entries=entries, order=order),
            result_type=RecordedHead,
            start_to_close_timeout=ACTIVITY_TIMEOUT,
            heartbeat_timeout=SIGN_OF_LIFE,
            retry_policy=RECORD_RETRY,
        )
        self._position = head.position
