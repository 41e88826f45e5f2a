"""The deliveries and the daily reminder, kept alive by a real server."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from temporalio import activity
from temporalio.client import Client, ScheduleBackfill, ScheduleOverlapPolicy
from temporalio.worker import Worker

from activities.delivering import Delivering, Unreachable, Waiting
from activities.reminding import Digested, DigestOrder
from engine.schedules import DailySchedule, ensure_schedule
from workflows.delivery import Delivery, DeliveryInput, ensure_delivery
from workflows.reminding import OverdueReminder, ReminderInput

pytestmark = pytest.mark.engine

SOON = timedelta(milliseconds=10)
A_DAY = timedelta(days=1)


class Row:
    """A row of an outbox that is only a list."""

    lane = body = person = "x"
    created_at = datetime(2026, 6, 9, tzinfo=UTC)

    def __init__(self, number: int) -> None:
        self.id, self.key, self.attempts = number, str(number), 0


class Rows:
    def __init__(self) -> None:
        self.waiting: list[Row] = []
        self.attempts_at = datetime(2026, 6, 9, tzinfo=UTC)

    def put(self, number: int) -> None:
        self.waiting.append(Row(number))

    def due(self, receiver: str, now: datetime, limit: int) -> Sequence[Waiting]:
        return self.waiting[:limit]

    def next_attempt_at(self, receiver: str) -> datetime | None:
        return None

    def delivered(self, row_id: int, at: datetime) -> None:
        self.waiting = [row for row in self.waiting if row.id != row_id]

    def failed(self, row_id: int, error: str, not_before: datetime) -> None:
        self.waiting[0].attempts += 1


class Receiver:
    def __init__(self) -> None:
        self.taken: list[int] = []
        self.away = False
        self.calls = 0

    async def send(self, row: Waiting) -> None:
        self.calls += 1
        if self.away:
            raise Unreachable("503")
        self.taken.append(row.id)


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@asynccontextmanager
async def delivering(client: Client, rows: Rows, receiver: Receiver, **given: object) -> AsyncIterator[str]:
    """A worker and a delivery that waits a whole day unless somebody wakes it."""
    name = f"test-{uuid4()}"
    activities = Delivering(rows, {name: receiver}, pause=lambda attempts: A_DAY)
    async with Worker(client, task_queue=name, workflows=[Delivery], activities=[activities.deliver]):
        order = DeliveryInput.model_validate(
            {"receiver": name, "idle": A_DAY, "between_batches": SOON, **given}
        )
        handle = await ensure_delivery(client, order, task_queue=name)
        try:
            yield handle.id
        finally:
            await client.get_workflow_handle(handle.id).terminate()


def received(receiver: Receiver, number: int) -> bool:
    return receiver.taken[-1:] == [number]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_wake_brings_what_is_new(client, rows, receiver):
    rows.put(1)
    async with delivering(client, rows, receiver) as delivery:
        await until(lambda: receiver.taken == [1])
        rows.put(2)
        await client.get_workflow_handle(delivery).signal(Delivery.wake)
        await until(lambda: receiver.taken == [1, 2])


async def test_a_worker_killed_in_mid_delivery_holds_its_receiver_up_for_seconds(client, rows, receiver):
    rows.put(1)
    name = f"test-{uuid4()}"
    doomed = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.workflows.hanging_delivery"),
        *(client.service_client.config.target_host, client.namespace, name),
        stdin=PIPE,
        stdout=PIPE,
    )
    handle = await ensure_delivery(client, DeliveryInput(receiver=name, idle=A_DAY), task_queue=name)
    assert doomed.stdout is not None
    assert await doomed.stdout.readline() == b"sending\n"
    doomed.kill()
    await doomed.wait()
    work = Delivering(rows, {name: receiver})
    async with Worker(client, task_queue=name, workflows=[Delivery], activities=[work.deliver]):
        await until(lambda: receiver.taken == [1])
    await handle.terminate()


async def test_full_batches_follow_each_other(client, rows, receiver):
    for number in range(7):
        rows.put(number)
    async with delivering(client, rows, receiver, batch=2):
        await until(lambda: receiver.taken == list(range(7)))


async def test_while_a_receiver_is_away_wakes_do_not_knock(client, rows, receiver):
    rows.put(1)
    receiver.away = True
    async with delivering(client, rows, receiver) as delivery:
        await until(lambda: receiver.calls == 1)
        for _ in range(3):
            await client.get_workflow_handle(delivery).signal(Delivery.wake)
        await asyncio.sleep(0.3)
        assert receiver.calls == 1
        receiver.away = False
        await client.get_workflow_handle(delivery).signal(Delivery.resume)
        await until(lambda: receiver.taken == [1])


async def test_a_delivery_renews_itself_and_goes_on(client, rows, receiver):
    async with delivering(client, rows, receiver, rounds=2) as delivery:
        first = (await client.get_workflow_handle(delivery).describe()).run_id
        for number in range(1, 6):
            rows.put(number)
            await client.get_workflow_handle(delivery).signal(Delivery.wake)
            await until(partial(received, receiver, number))
        assert receiver.taken == [1, 2, 3, 4, 5]
        assert (await client.get_workflow_handle(delivery).describe()).run_id != first


async def test_a_delivery_that_runs_is_not_started_twice(client, rows, receiver):
    async with delivering(client, rows, receiver) as delivery:
        first = (await client.get_workflow_handle(delivery).describe()).run_id
        name = delivery.removeprefix("delivery/")
        await ensure_delivery(client, DeliveryInput(receiver=name), task_queue=name)
        assert (await client.get_workflow_handle(delivery).describe()).run_id == first


class Digests:
    def __init__(self) -> None:
        self.days: list[date] = []

    @activity.defn(name="digest")
    async def digest(self, order: DigestOrder) -> Digested:
        self.days.append(order.day)
        return Digested(persons=1, written=1)


@pytest.fixture
async def reminding(client: Client) -> AsyncIterator[tuple[str, Digests]]:
    digests = Digests()
    queue = f"reminding-{uuid4()}"
    async with Worker(client, task_queue=queue, workflows=[OverdueReminder], activities=[digests.digest]):
        yield queue, digests


async def test_a_reminder_speaks_of_the_day_it_is_given(client, reminding):
    queue, digests = reminding
    order = ReminderInput(day=date(2026, 6, 9))
    await client.execute_workflow(OverdueReminder.run, order, id=f"reminder-{uuid4()}", task_queue=queue)
    assert digests.days == [date(2026, 6, 9)]


async def test_after_downtime_each_missed_day_is_reminded_of_itself(client, reminding):
    queue, digests = reminding
    daily = DailySchedule(
        id=f"reminder-{uuid4()}",
        workflow="OverdueReminder",
        task_queue=queue,
        note="test",
        catch_up=timedelta(days=7),
        args=[ReminderInput()],
    )
    await ensure_schedule(client, daily)
    schedule = client.get_schedule_handle(daily.id)
    # 09:00 in Shanghai is 01:00 UTC: these are the starts of Monday 8 and Tuesday 9 June.
    missed = ScheduleBackfill(
        start_at=datetime(2026, 6, 8, tzinfo=UTC),
        end_at=datetime(2026, 6, 9, 12, tzinfo=UTC),
        overlap=ScheduleOverlapPolicy.ALLOW_ALL,
    )
    await schedule.backfill(missed)
    await until(lambda: len(digests.days) == 2)
    await schedule.delete()
    assert sorted(digests.days) == [date(2026, 6, 8), date(2026, 6, 9)]
