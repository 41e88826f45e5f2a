"""What all tests share: one real Temporal server for the whole run, and a client prepared as in production."""

from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings
from temporalio.client import Client

from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.register.s3 import S3, s3_server

# A busy machine is no fault of a rule: what takes long is measured by the bench, and not by a test.
settings.register_profile("tingshu", deadline=None)
settings.load_profile("tingshu")


@pytest.fixture(scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedServer]:
    """A server that can skip time, on data of its own."""
    async with EmbeddedServer(tmp_path_factory.mktemp("data"), time_skipping=True, progress=print) as running:
        yield running


@pytest.fixture(scope="session")
async def client(server: EmbeddedServer) -> Client:
    """A client of a prepared namespace, with the plugin that worker and replayer use too."""
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    connected = await connect(server.address, namespace="tingshu-tests", plugins=[plugin])
    await prepare(connected)
    return connected


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """An S3 server for the whole run, on data of its own."""
    with s3_server(tmp_path_factory.mktemp("s3")) as running:
        yield running
