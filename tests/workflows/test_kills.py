"""Killed at any moment, worker or engine: nothing is lost, nothing doubled, every number once, every history replays.

The server asks early for new runs here, so that kills fall into them too.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.client import Client, WorkflowHistory
from temporalio.service import RPCError

from demo.story import Step, Story, load, paper
from desk.errors import Unavailable
from desk.references import resolve
from domain.case.documents import NumberState
from domain.procedure import fold
from domain.procedure.view import view
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.timeskipping import fast_forward, workflow_now
from register.tables import numbers
from settings import SANDBOX_PASSTHROUGH
from tests.procedure.playing import EXAMPLES, Play
from tests.workflows.bureau import Bureau
from tests.workflows.histories import replayed
from tests.workflows.playing import OnTheEngine, held_against_the_register, told
from tests.workflows.test_standard_case import PRINTED

pytestmark = pytest.mark.engine

PATIENCE = 120.0
"""Seconds for one step, with a kill in it or two."""
SETTINGS = {"limit.historyCount.suggestContinueAsNew": 300}


class Stubborn:
    """A client that repeats every move under its key until it is answered, and reads the register alone."""

    def __init__(self, work: Bureau, story: Story) -> None:
        self.work, self.story = work, story
        self.case = OnTheEngine(work, story.agency, story.number)
        self.waits: list[float] = []
        self._offset: Any = None

    async def play(self, steps: int) -> None:
        for place, step in enumerate(self.story.steps[:steps]):
            await self._make(place, step)

    async def _make(self, place: int, step: Step) -> None:
        if place:
            await self._documents()
            await again(lambda: self._at(step.at))
        body = resolve(step.body, self._state(), lambda name: self.work.store.put(paper(name)))
        asked = self.case.asked(step.by, step.move, body, f"step-{place}")
        begun = asyncio.get_running_loop().time()
        if place:
            await again(lambda: self.work.desk.perform(self.case.agency, self.case.number, asked))
        else:
            await again(lambda: self.work.desk.open(asked, clock=step.at))
        self.waits.append(asyncio.get_running_loop().time() - begun)

    async def _at(self, when: datetime) -> None:
        entries = self.work.journals.entries(self.case.agency, self.case.number, until=1)
        if self._offset is None:
            opened_at = await first_event_at(self.case)
            self._offset = entries[0].at - opened_at
        missing = when - (await workflow_now(self.work.client, self.case.id) + self._offset)
        if missing.total_seconds() > 0:
            await fast_forward(self.work.client, self.case.id, missing)

    def _state(self) -> dict[str, Any]:
        entries = self.work.journals.entries(self.case.agency, self.case.number)
        return view(fold(entries), entries[-1]) if entries else {}

    async def _documents(self) -> None:
        """Wait until the register has everything that was ordered."""
        async with asyncio.timeout(PATIENCE):
            while True:
                entries = self.work.journals.entries(self.case.agency, self.case.number)
                if entries and not any(d.pending for d in fold(entries).documents.all):
                    return
                await asyncio.sleep(0.05)


async def first_event_at(case: OnTheEngine) -> datetime:
    """Return when the case's first run began, as the engine has it."""
    first = (await case.handle.describe()).raw_description.workflow_execution_info.first_run_id
    history = await case.history(first)
    return history.events[0].event_time.ToDatetime().astimezone()


async def again(call: Callable[[], Awaitable[Any]]) -> Any:
    """Repeat a call while what it needs is away."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await call()
            except (Unavailable, RPCError, RuntimeError):
                await asyncio.sleep(0.2)


class Hunted:
    """A worker process that is killed again and again, each time with another one started at once."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._process: asyncio.subprocess.Process | None = None
        self.kills = 0

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.workflows.worker_process",
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        assert await self._process.stdout.readline() == b"ready\n"

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        self.kills += 1

    async def hunt(self, dice: random.Random) -> None:
        while True:
            await asyncio.sleep(dice.uniform(0.5, 2.5))
            await self.kill()
            await self.start()


class Scene:
    """Cases, their clients, and what can be killed."""

    def __init__(self, server: EmbeddedServer, work: Bureau, worker: Hunted) -> None:
        self.server, self.work, self.worker = server, work, worker

    async def play(self, cases: int, steps: int) -> list[Stubborn]:
        clients = [Stubborn(self.work, told()) for _ in range(cases)]
        await asyncio.gather(*(c.play(steps) for c in clients))
        return clients

    async def hunt_the_engine(self, dice: random.Random, *, kills: int) -> None:
        """Kill it so many times: after each it waits longer before it starts again."""
        killed = 0
        for _ in range(kills):
            while self.server.pid == killed:
                await asyncio.sleep(0.1)
            await asyncio.sleep(dice.uniform(0.3, 1.5))
            killed = self.server.pid
            os.kill(killed, signal.SIGKILL)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with EmbeddedServer(tmp_path, time_skipping=True, dynamic=SETTINGS) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client = await connect(server.address, namespace="hunted", plugins=[plugin])
        await prepare(client)
        work = Bureau(client, tmp_path, task_queue="hunted")
        worker = Hunted(server.address, "hunted", str(tmp_path), "hunted")
        await worker.start()
        yield Scene(server, work, worker)
        await worker.kill()
        work.close()


@contextlib.asynccontextmanager
async def meanwhile(hunt: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(hunt)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def nothing_is_lost_or_doubled(scene: Scene, clients: list[Stubborn], steps: int) -> None:
    expected = in_memory(steps)
    for client in clients:
        case = client.case
        await again(case.settled)
        await held_against_the_register(scene.work, case.agency, case.number)
        assert [f for f in await case.facts() if f not in PRINTED] == expected
        for history in await runs(scene.work.client, case):
            await replayed(history)
    numbers_are_gapless(scene.work, [c.case for c in clients])


def in_memory(steps: int) -> list[str]:
    played = Play()
    for step in load(EXAMPLES / "standard.json").steps[:steps]:
        played.do(step.at, step.by, step.move, **step.body)
    return [e.fact for e in played.entries if e.fact not in PRINTED]


async def runs(client: Client, case: OnTheEngine) -> list[WorkflowHistory]:
    """Return the history of every run of a case, the first one first."""
    run = (await case.handle.describe()).raw_description.workflow_execution_info.first_run_id
    found = []
    while run:
        history = await client.get_workflow_handle(case.id, run_id=run).fetch_history()
        found.append(history)
        last = history.events[-1]
        run = last.workflow_execution_continued_as_new_event_attributes.new_execution_run_id
    return found


def numbers_are_gapless(work: Bureau, cases: list[OnTheEngine]) -> None:
    with work.database.reading() as connection:
        rows = connection.execute(select(numbers)).all()
    for word, count in Counter(row.word for row in rows).items():
        assert sorted(row.serial for row in rows if row.word == word) == list(range(1, count + 1))
    assert {row.state for row in rows} == {NumberState.CONFIRMED}
    bound = {row.document_key: row.printed for row in rows}
    for case in cases:
        for document in fold(work.journals.entries(case.agency, case.number)).documents.all:
            if document.number:
                assert bound.pop(f"{case.agency}/{case.number}/{document.id}") == document.number
    assert bound == {}


async def test_a_worker_killed_again_and_again_loses_and_doubles_nothing(scene):
    dice, steps = random.Random(4), 14
    clients = list[Stubborn]()
    async with meanwhile(scene.worker.hunt(dice)):
        while scene.worker.kills < 3:  # on a quick machine three cases are over before the third
            clients += await scene.play(cases=3, steps=steps)
    await scene.worker.start()
    await nothing_is_lost_or_doubled(scene, clients, steps)


async def test_an_engine_killed_again_and_again_loses_and_doubles_nothing(scene):
    dice, steps = random.Random(4), 20
    async with meanwhile(scene.hunt_the_engine(dice, kills=2)):
        clients = await scene.play(cases=3, steps=steps)
    assert scene.server.restarts == 2
    await nothing_is_lost_or_doubled(scene, clients, steps)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
async def test_many_kills_of_both_lose_and_double_nothing(scene, seed):
    dice, steps = random.Random(seed), 32
    async with meanwhile(scene.worker.hunt(dice)), meanwhile(scene.hunt_the_engine(dice, kills=4)):
        clients = await scene.play(cases=6, steps=steps)
    await scene.worker.start()
    await nothing_is_lost_or_doubled(scene, clients, steps)
