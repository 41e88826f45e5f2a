"""One installation for all tests of the API; each test has cases of its own."""

from collections.abc import AsyncIterator

import pytest

from engine.embedded import EmbeddedServer
from tests.api.installation import Installation, at_work


@pytest.fixture(scope="session")
async def api(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    async with at_work(server, folder, namespace="tingshu-api-tests") as installation:
        yield installation
