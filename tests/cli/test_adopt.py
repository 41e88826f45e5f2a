"""`tingshu law adopt`: what would move is listed first, then every open case is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError
from typer.testing import CliRunner, Result

from cli.app import app
from desk.requests import Asked
from domain.law.holidays_file import load_calendar
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.timeskipping import fast_forward
from installation.desk import desk_of
from installation.examples import EXAMPLES
from installation.migrating import migrate
from installation.office import Office, office
from settings import SANDBOX_PASSTHROUGH, Settings
from tests.api.installation import drafted
from worker import run_worker
from workflows.adoption import SETTLE, Adoption, adoption_id

pytestmark = pytest.mark.engine

CALENDAR = EXAMPLES / "calendar-2027-invented.json"
OPENED = datetime.fromisoformat("2026-11-20T09:00:00+08:00")
# 90 days after Monday 2026-11-16 are over on Sunday 2027-02-14; New Year's Eve is on 02-05.
DATES = {
    "accepted_on": "2026-11-16",
    "discovered_on": "2026-11-12",
    "act_to": "2026-11-01",
    "investigation_ended_on": "2026-11-19",
}


@dataclass(frozen=True)
class Installation:
    parts: Office
    client: Client
    server: EmbeddedServer

    async def run(self, *arguments: str, by: str = "operator-gu", engine: str = "") -> Result:
        environment = {
            "TINGSHU_DATA": str(self.parts.settings.data),
            "TINGSHU_NAMESPACE": self.parts.settings.namespace,
            "TINGSHU_TASK_QUEUE": self.parts.settings.task_queue,
            "TINGSHU_AS": by,
            "TEMPORAL_ADDRESS": engine or self.server.address,
            "COLUMNS": "200",
        }
        # In a thread: the worker lives in this very loop.
        return await asyncio.to_thread(CliRunner().invoke, app, ["law", *arguments], env=environment)

    async def open(self) -> str:
        draft = drafted(**DATES)
        actor = self.parts.directory.person("officer-li")
        assert actor is not None
        desk = desk_of(self.parts, self.client)
        await desk.open(Asked(actor, "open_case", draft, "key"), clock=OPENED)
        assert await self.parts.queries.at_least(draft["agency"], draft["number"], 6, seconds=20)
        return str(draft["number"])


@pytest.fixture
async def installation(server: EmbeddedServer, tmp_path: Path) -> AsyncIterator[Installation]:
    settings = Settings(
        data=tmp_path, namespace="tingshu-adopt-tests", task_queue="adopt", time_skipping=True
    )
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    client = await connect(server.address, namespace=settings.namespace, plugins=[plugin])
    await prepare(client)
    migrate(settings)
    parts, stop, ready = office(settings), asyncio.Event(), asyncio.Event()

    async def until_stopped() -> None:
        await stop.wait()

    working = asyncio.create_task(run_worker(parts, client, until_stopped, ready=ready.set))
    await ready.wait()
    yield Installation(parts, client, server)
    stop.set()
    await working
    parts.close()


async def pause_skipped(client: Client, sha256: str) -> None:
    """Let the pause between the sweeps pass, once the first is over."""
    handle: WorkflowHandle[Any, Any] = client.get_workflow_handle(adoption_id(sha256))
    await until(lambda: told(handle))
    await fast_forward(client, handle.id, SETTLE)


async def told(handle: Any) -> bool:
    try:
        progress = await handle.query(Adoption.progress)
    except RPCError:
        return False
    return bool(progress.kept and progress.reached == progress.cases)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await true():
            await asyncio.sleep(0.05)


async def test_what_would_move_is_listed_and_then_moves(installation: Installation):
    number = await installation.open()
    listed = await installation.run("adopt", str(CALENDAR), "--dry-run", "--json")
    assert listed.exit_code == 0, listed.output
    found = json.loads(listed.stdout)
    assert (found["year"], found["cases"]) == (2027, 1)
    (decide,) = [d for d in found["shifted"] if d["term"] == "decide"]
    assert decide["number"] == number
    assert decide["from"] == {"start": "2026-11-16", "earliest": "2027-02-14", "latest": "2027-02-15"}
    assert decide["to"] == {"start": "2026-11-16", "last_day": "2027-02-15"}
    assert decide["why"].startswith("2027年节假日安排（虚构的2027年安排")
    assert installation.parts.calendars.years() == ()

    sha256 = installation.parts.rules("national", beside=(load_calendar(CALENDAR),)).sha256
    skipping = asyncio.create_task(pause_skipped(installation.client, sha256))
    adopted = await installation.run("adopt", str(CALENDAR), "--json")
    await skipping
    assert adopted.exit_code == 0, adopted.output
    counts = json.loads(adopted.stdout)
    assert (counts["cases"], counts["shifted"], counts["failed"]) == (1, 1, [])
    assert [year.year for year in installation.parts.calendars.years()] == [2027]
    again = json.loads((await installation.run("adopt", str(CALENDAR), "--dry-run", "--json")).stdout)
    assert again["shifted"] == []


async def test_only_an_operator_adopts_and_nothing_is_begun(installation: Installation):
    refused = await installation.run("adopt", str(CALENDAR), by="officer-li")
    assert refused.exit_code == 1
    assert "NotAnOperator" in refused.stderr
    assert installation.parts.calendars.years() == ()


async def test_without_an_engine_nothing_is_half_adopted(installation: Installation):
    refused = await installation.run("adopt", str(CALENDAR), engine="127.0.0.1:1")
    assert refused.exit_code == 3
    assert installation.parts.calendars.years() == ()
