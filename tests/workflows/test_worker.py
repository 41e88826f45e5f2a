"""A worker serves its cases whatever is wrong with what is optional."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import CreateScheduleInput, Interceptor, OutboundInterceptor
from temporalio.service import RPCError, RPCStatusCode

from desk.requests import Asked
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from installation.desk import desk_of
from installation.migrating import migrate
from installation.office import opened
from settings import SANDBOX_PASSTHROUGH, Settings
from tests.api.installation import drafted
from worker import run_worker

pytestmark = pytest.mark.engine

OPENED = datetime.fromisoformat("2026-06-01T09:00:00+08:00")


class NoSchedules(Interceptor):
    """Calls that create a schedule fail until all is well."""

    well = False

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:
        return _NoSchedules(next, self)


class _NoSchedules(OutboundInterceptor):
    def __init__(self, next: OutboundInterceptor, given: NoSchedules) -> None:
        super().__init__(next)
        self._given = given

    async def create_schedule(self, input: CreateScheduleInput) -> Any:
        if not self._given.well:
            raise RPCError("the schedule is not well", RPCStatusCode.INTERNAL, b"")
        return await super().create_schedule(input)


async def test_a_schedule_that_is_not_well_stops_no_worker_and_is_made_later(
    server: EmbeddedServer, tmp_path: Path
):
    schedules, settings = NoSchedules(), Settings(data=tmp_path, task_queue="optional", time_skipping=True)
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH, interceptors=[schedules])
    client = await connect(server.address, namespace="tingshu-worker-tests", plugins=[plugin])
    await prepare(client)
    ready, stop = asyncio.Event(), asyncio.Event()

    async def until_stopped() -> None:
        await stop.wait()

    migrate(settings)
    with opened(settings) as parts:
        working = asyncio.create_task(run_worker(parts, client, until_stopped, ready=ready.set))
        async with asyncio.timeout(20):
            await ready.wait()
        draft, actor = drafted(), parts.directory.person("officer-li")
        assert actor is not None
        await desk_of(parts, client).open(Asked(actor, "open_case", draft, "key"), clock=OPENED)
        assert await parts.queries.at_least(draft["agency"], draft["number"], 6, seconds=20)

        schedules.well = True
        async with asyncio.timeout(20):
            while not [found.id async for found in await client.list_schedules()]:
                await asyncio.sleep(0.2)
        stop.set()
        await working
