"""One worker for all cases of a session; after every test its cases are held against the register."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from tests.workflows.playing import held_against_the_register
from tests.workflows.workplace import Workplace


@pytest.fixture(scope="session")
async def workplace(client: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workplace]:
    place = Workplace(client, tmp_path_factory.mktemp("workplace"), task_queue="cases")
    async with place.worker():
        yield place
    place.close()


@pytest.fixture
async def work(workplace: Workplace) -> AsyncIterator[Workplace]:
    workplace.opened.clear()
    yield workplace
    for agency, number in dict.fromkeys(workplace.opened):
        await held_against_the_register(workplace, agency, number)
