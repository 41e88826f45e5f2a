"""One worker for all cases of a session; after every test its cases are held against the register."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from tests.workflows.bureau import Bureau
from tests.workflows.playing import held_against_the_register


@pytest.fixture(scope="session")
async def bureau(client: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bureau]:
    place = Bureau(client, tmp_path_factory.mktemp("bureau"), task_queue="cases")
    async with place.worker():
        yield place
    place.close()


@pytest.fixture
async def work(bureau: Bureau) -> AsyncIterator[Bureau]:
    bureau.opened.clear()
    yield bureau
    for agency, number in dict.fromkeys(bureau.opened):
        await held_against_the_register(bureau, agency, number)
