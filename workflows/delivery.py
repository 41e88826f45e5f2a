"""One long-lived workflow per receiver (`delivery/platform`, `delivery/mail`): it drains, waits, and renews itself."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.common import RetryPolicy, WorkflowIDConflictPolicy

with workflow.unsafe.imports_passed_through():
    from activities.delivering import Batch, Delivered
    from domain.record import Record

from workflows.starting import SIGN_OF_LIFE

IDLE = timedelta(minutes=1)
"""Looked into the outbox at least so often, should a wake be lost."""
BETWEEN_BATCHES = timedelta(seconds=1)
"""With the size of a batch this bounds the rate at which a receiver is called."""
BATCH_TIMEOUT = timedelta(minutes=20)
"""A whole batch at a slow receiver: 50 rows of 20 seconds. A killed worker is noticed by its missing heart-beats."""
ROUNDS_A_RUN = 500
"""About 11 events a round: renewed long before the engine would suggest it."""
# Only our own register being away makes the activity fail: tried again without end.
RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=1))


class DeliveryInput(Record):
    receiver: str
    batch: int = 50
    idle: timedelta = IDLE
    between_batches: timedelta = BETWEEN_BATCHES
    rounds: int = ROUNDS_A_RUN
    woken: bool = False
    """A wake that came while the last run renewed itself."""


def delivery_id(receiver: str) -> str:
    return f"delivery/{receiver}"


async def ensure_delivery(
    client: Client, given: DeliveryInput, *, task_queue: str
) -> WorkflowHandle["Delivery", None]:
    """Start the delivery of a receiver unless it runs already."""
    return await client.start_workflow(
        Delivery.run,
        given,
        id=delivery_id(given.receiver),
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )


@workflow.defn
class Delivery:
    @workflow.init
    def __init__(self, given: DeliveryInput) -> None:
        self._given = given
        self._woken = given.woken
        self._resumed = False

    @workflow.run
    async def run(self, given: DeliveryInput) -> None:
        for _ in range(given.rounds):
            self._woken = self._resumed = False
            await self._rest(await self._drain())
            if workflow.info().is_continue_as_new_suggested():
                break
        workflow.continue_as_new(given.model_copy(update={"woken": self._woken}))

    @workflow.signal
    def wake(self) -> None:
        """There is something new: do not wait for the next round."""
        self._woken = True

    @workflow.signal
    def resume(self) -> None:
        """The receiver is known to be back: do not wait for the end of the pause."""
        self._resumed = True

    async def _drain(self) -> Delivered:
        outcome: Delivered = await workflow.execute_activity(
            "deliver",
            Batch(receiver=self._given.receiver, limit=self._given.batch),
            result_type=Delivered,
            start_to_close_timeout=BATCH_TIMEOUT,
            heartbeat_timeout=SIGN_OF_LIFE,
            retry_policy=RETRY,
        )
        return outcome

    async def _rest(self, last: Delivered) -> None:
        """Wait until there may be something to do."""
        if last.delivered or last.failed:
            await workflow.sleep(self._given.between_batches)
        if last.unreachable:
            # What is new meanwhile must not wake us: each wake would knock at a closed door.
            await self._wait(lambda: self._resumed, last.next_attempt_in or self._given.idle)
        elif not last.more:
            wait = self._given.idle
            if last.next_attempt_in is not None:
                wait = min(wait, last.next_attempt_in)
            await self._wait(lambda: self._woken or self._resumed, wait)

    async def _wait(self, ended: Callable[[], bool], at_most: timedelta) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await workflow.wait_condition(ended, timeout=at_most)
