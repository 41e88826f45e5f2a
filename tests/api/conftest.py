"""One installation for all tests of the API; each test has cases of its own."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from cli.logs import LogContext
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH, Settings
from tests.api.installation import Installation, installed
from worker import office, run_worker

NAMESPACE = "tingshu-api-tests"


@pytest.fixture(scope="session")
async def api(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    data = tmp_path_factory.mktemp("installation")
    settings = Settings(data=data, namespace=NAMESPACE, time_skipping=True)
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH, interceptors=[LogContext()])
    client = await connect(server.address, namespace=NAMESPACE, plugins=[plugin])
    await prepare(client)
    parts = office(settings)
    stop, ready = asyncio.Event(), asyncio.Event()

    async def until_stopped() -> None:
        await stop.wait()

    working = asyncio.create_task(run_worker(parts, client, until_stopped, ready=ready.set))
    await ready.wait()
    async with installed(parts, client) as installation:
        yield installation
    stop.set()
    await working
    parts.close()
