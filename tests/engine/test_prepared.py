"""Namespace, search attributes, schedules and time skipping on the real server."""

import asyncio
import sys
from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client, ScheduleOverlapPolicy
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes
from temporalio.worker import Worker

from engine.embedded import EmbeddedServer
from engine.errors import EngineError
from engine.namespace import AGENCY, RETENTION, STAGE, prepare
from engine.schedules import DailySchedule, ensure_schedule
from engine.timeskipping import fast_forward, workflow_now
from tests.engine.waiting import Move, Renewing, Waiting

pytestmark = pytest.mark.engine


async def test_preparing_again_changes_nothing_and_the_attributes_are_usable(client: Client) -> None:
    await asyncio.gather(prepare(client), prepare(client))
    found = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace=client.namespace)
    )
    assert found.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION
    values = TypedSearchAttributes(
        [
            SearchAttributePair(STAGE, "drafted"),
            SearchAttributePair(AGENCY, "321100-A"),
        ]
    )
    await client.start_workflow(Waiting.run, id="case/shown", task_queue="nobody", search_attributes=values)
    query = f"{STAGE.name} = 'drafted' AND {AGENCY.name} = '321100-A'"
    async with asyncio.timeout(10):
        while (await client.count_workflows(query)).count != 1:
            await asyncio.sleep(0.05)


async def test_an_attribute_of_another_type_is_refused(client: Client) -> None:
    with pytest.raises(EngineError, match="TingshuStage"):
        await prepare(client, attributes=[SearchAttributeKey.for_datetime("TingshuStage")])


async def test_a_schedule_exists_once_and_is_brought_up_to_date(client: Client) -> None:
    daily = DailySchedule(
        "reminders", "Waiting", "nobody", note="每日提醒", catch_up=timedelta(days=7), args=["x"]
    )
    await ensure_schedule(client, daily)
    await client.get_schedule_handle("reminders").pause(note="paused by a person")
    await ensure_schedule(client, DailySchedule(**{**vars(daily), "catch_up": timedelta(days=3)}))
    await ensure_schedule(client, DailySchedule(**{**vars(daily), "catch_up": timedelta(days=3)}))
    found = (await client.get_schedule_handle("reminders").describe()).schedule
    assert found.policy.overlap is ScheduleOverlapPolicy.SKIP
    assert found.policy.catchup_window == timedelta(days=3)
    assert found.spec.time_zone_name == "Asia/Shanghai"
    assert (found.spec.calendars[0].hour[0].start, found.spec.calendars[0].minute[0].start) == (9, 0)
    assert found.state.paused
    described = await client.get_schedule_handle("reminders").describe()
    assert described.info.next_action_times[0].astimezone(UTC).hour == 1  # 09:00 in Shanghai


async def test_a_workflow_that_another_process_opened_is_moved_forward_from_here(
    client: Client, server: EmbeddedServer
) -> None:
    workflow_id, task_queue = f"case/{uuid4()}", f"queue-{uuid4()}"
    handle = client.get_workflow_handle(workflow_id)
    async with Worker(client, task_queue=task_queue, workflows=[Waiting]):
        opening = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.engine.opening", server.address, workflow_id, task_queue
        )
        assert await opening.wait() == 0
        assert await handle.query(Waiting.told) == (["open"], False)
        began = await workflow_now(client, workflow_id)
        assert await fast_forward(client, workflow_id, timedelta(days=10))
        assert await handle.query(Waiting.told) == (["open"], False)
        assert await handle.execute_update(Waiting.move, Move(name="on day ten")) == 2
        assert await fast_forward(client, workflow_id, timedelta(days=20, hours=1))
        assert await workflow_now(client, workflow_id) >= began + timedelta(days=30)
        assert await handle.query(Waiting.told) == (["open", "on day ten"], True)
        assert await handle.execute_update(Waiting.move, Move(name="end")) == 3
        assert await handle.result() == ["open", "on day ten", "end"]


async def test_every_run_of_a_workflow_wakes_at_its_own_time_within_one_fast_forward(client: Client) -> None:
    task_queue, workflow_id = f"queue-{uuid4()}", f"case/{uuid4()}"
    async with Worker(client, task_queue=task_queue, workflows=[Renewing]):
        await client.start_workflow(Renewing.run, [], id=workflow_id, task_queue=task_queue)
        assert await fast_forward(client, workflow_id, timedelta(days=17))
        began = await client.get_workflow_handle(workflow_id).query(Renewing.told)
    assert [(day - began[0]).days for day in began] == [0, 5, 10, 15]
