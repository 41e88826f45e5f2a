"""One installation for all commands that need one."""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import closing
from functools import cache

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from engine.embedded import EmbeddedServer
from installation.migrating import migrate, open_register
from register.projection import CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from settings import Settings
from tests.api.installation import Installation, at_work
from tests.forking import Commands, ready
from tests.procedure.playing import standard


@pytest.fixture(scope="session")
async def api(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    async with at_work(server, folder, namespace="tingshu-cli-tests") as installation:
        yield installation


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, str]]:
    """The environment of an installation without an engine, whose one case has come up to a move."""

    @cache
    def up_to(move: str) -> dict[str, str]:
        settings, played = Settings(data=tmp_path_factory.mktemp(move)), standard(until=move)
        migrate(settings)
        with closing(open_register(settings)) as database:
            Rulebooks(database).keep(played.case.rulebook)
            Recorder(database, CaseProjection()).record("zj-market", "2026-0001", played.entries)
        own = {name: v for name, v in os.environ.items() if not name.startswith(("TINGSHU_", "TEMPORAL_"))}
        return own | {
            "TINGSHU_DATA": str(settings.data),
            "TINGSHU_TIME_SKIPPING": "true",
            "TINGSHU_AS": "officer-li",
            "COLUMNS": "80",
        }

    return up_to


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Commands in processes of their own."""
    with ready(tmp_path_factory.mktemp("forking")) as found:
        yield found


@pytest.fixture
def asked() -> Callable[..., Result]:
    """Run a command in this process."""

    def run(environment: Mapping[str, str], *arguments: str, **more: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env={**environment, **more})

    return run
