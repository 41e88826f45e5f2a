"""How soon the engine tries a failed task again is read off the engine itself."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from temporalio.client import Client

from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.retrying import AT_MOST, SETTING, retry_pause

pytestmark = pytest.mark.engine

BY_DEFAULT = "600s"


@pytest.fixture(scope="module")
async def slow(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A client of a server with the default of every other server."""
    folder = tmp_path_factory.mktemp("slow")
    async with EmbeddedServer(folder, dynamic={SETTING: BY_DEFAULT}) as server:
        client = await connect(server.address, namespace="slow")
        await prepare(client)
        yield client


async def test_our_own_server_tries_again_within_seconds(client: Client):
    pause = await retry_pause(client)
    assert timedelta(seconds=3) < pause <= AT_MOST


async def test_a_server_without_the_setting_is_seen(slow: Client):
    for _ in range(3):
        assert await retry_pause(slow) > 2 * AT_MOST


async def test_nothing_is_left_behind(slow: Client):
    await retry_pause(slow)
    found = [
        one
        async for one in slow.list_workflows("WorkflowType = 'RetryProbe' AND ExecutionStatus = 'Running'")
    ]
    assert found == []
