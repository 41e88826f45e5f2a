"""(i) The standard case against the bare workflow, alternating; (ii) events and bytes of history a move."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy

from bench.bare import BareCase, BareInput, BareMove
from bench.measuring import cpu_seconds, median, paired, percentile
from bench.script import Scripted, jump_at, scripts
from desk.desk import Desk
from desk.directory import Directory
from domain.canonical import canonical
from domain.case.case import case_id
from engine.timeskipping import fast_forward
from register.queries import Queries


@dataclass
class Pids:
    client: int
    worker: int
    server: int


@dataclass
class Round:
    """What one side did in one round."""

    cases: int
    seconds: float
    updates: list[float]
    cpu: dict[str, float]

    @property
    def rate(self) -> float:
        return self.cases / self.seconds


@dataclass
class Side:
    name: str
    play: Callable[[Scripted, list[float]], Awaitable[None]]
    rounds: list[Round] = field(default_factory=list)


class Throughput:
    def __init__(
        self, client: Client, desk: Desk, queries: Queries, directory: Directory, task_queue: str, pids: Pids
    ) -> None:
        self._client, self._desk, self._queries, self._directory = client, desk, queries, directory
        self._task_queue, self._pids = task_queue, pids
        self._run = 0

    async def measure(
        self, *, at_once: int, cases: int, rounds: int, tell: Callable[[str], None]
    ) -> dict[str, Any]:
        """Alternate the two sides and return medians and paired ratios."""
        ours, bare = Side("case", self._case), Side("bare", self._bare)
        for number in range(rounds + 1):
            for side in (ours, bare) if number % 2 else (bare, ours):
                done = await self._round(side, at_once, cases)
                if number:  # the first warms up
                    side.rounds.append(done)
                tell(f"{at_once} at once, round {number}/{rounds}: {side.name} {done.rate:.2f} cases/s")
        return _summary(ours, bare)

    async def _round(self, side: Side, at_once: int, cases: int) -> Round:
        self._run += 1
        written = scripts(cases, f"{side.name}-{self._run}", self._directory)
        gate, updates = asyncio.Semaphore(at_once), list[float]()

        async def one(script: Scripted) -> None:
            async with gate:
                await side.play(script, updates)

        before = self._cpu()
        begun = time.perf_counter()
        await asyncio.gather(*(one(s) for s in written))
        seconds = time.perf_counter() - begun
        cpu = {name: (now - before[name]) / cases for name, now in self._cpu().items()}
        return Round(cases, seconds, updates, cpu)

    def _cpu(self) -> dict[str, float]:
        return {name: cpu_seconds(pid) for name, pid in vars(self._pids).items()}

    async def _case(self, script: Scripted, updates: list[float]) -> None:
        """Play through the desk, as API and command line do. Only documents are waited for, on both sides alike."""
        story, jump = script.story, jump_at(script.story)
        for index, (asked, bare) in enumerate(zip(script.asked, script.bare, strict=True)):
            if index == jump:
                await self._jump(case_id(story.agency, story.number), script)
            begun = time.perf_counter()
            if index == 0:
                await self._desk.open(asked, clock=story.opening.at)
            else:
                await self._desk.perform(story.agency, story.number, asked)
            updates.append(time.perf_counter() - begun)
            if bare.order is not None:
                await self._recorded(story.agency, story.number, bare.after_documents[-1].seq)
        await self._recorded(story.agency, story.number, script.bare[-1].entries[-1].seq)

    async def _bare(self, script: Scripted, updates: list[float]) -> None:
        story = script.story
        handle = await self._client.start_workflow(
            BareCase.run,
            BareInput(agency=story.agency, number=story.number),
            id=f"bare/{story.agency}/{story.number}",
            task_queue=self._task_queue,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
        jump = jump_at(story)
        for index, move in enumerate(script.bare):
            if index == jump:
                await self._jump(handle.id, script)
            begun = time.perf_counter()
            await handle.execute_update(BareCase.move, _padded(script, index), id=f"{index}")
            updates.append(time.perf_counter() - begun)
            if move.order is not None:
                await self._recorded(story.agency, story.number, move.after_documents[-1].seq)
        await handle.signal(BareCase.finish)
        await handle.result()

    async def _jump(self, workflow_id: str, script: Scripted) -> None:
        """Move on to the second day: the terms of the party end on the way, on both sides alike."""
        story, jump = script.story, jump_at(script.story)
        delta = story.steps[jump].at - story.opening.at
        await fast_forward(self._client, workflow_id, delta)
        await self._recorded(story.agency, story.number, script.bare[jump].entries[0].seq - 1)

    async def _recorded(self, agency: str, number: str, position: int) -> None:
        if not await self._queries.at_least(agency, number, position, seconds=60):
            raise RuntimeError(f"{agency}/{number} was not recorded up to {position}")


def _padded(script: Scripted, index: int) -> BareMove:
    """Bring the baseline's payload to the size of the case's own request."""
    asked, move = script.asked[index], script.bare[index]
    missing = len(canonical(asked.body)) + 700 - len(move.model_dump_json())
    return move.model_copy(update={"padding": "x" * max(missing, 0)})


def _summary(ours: Side, bare: Side) -> dict[str, Any]:
    sides = {}
    for side in (ours, bare):
        updates = [u for r in side.rounds for u in r.updates]
        sides[side.name] = {
            "cases_per_s": round(median([r.rate for r in side.rounds]), 3),
            "update_p50_ms": round(percentile(updates, 0.5) * 1000, 1),
            "update_p99_ms": round(percentile(updates, 0.99) * 1000, 1),
            "cpu_ms_a_case": {
                name: round(median([r.cpu[name] for r in side.rounds]) * 1000) for name in side.rounds[0].cpu
            },
        }
    ratios = {"cases_per_s": paired([r.rate for r in ours.rounds], [r.rate for r in bare.rounds])}
    for name in ours.rounds[0].cpu:
        ratios[f"cpu_{name}"] = paired([r.cpu[name] for r in ours.rounds], [r.cpu[name] for r in bare.rounds])
    return {**sides, "ratio": ratios}


async def history(client: Client, workflow_id: str) -> tuple[Any, int, int]:
    """Return a workflow's history with its events and bytes."""
    found = await client.get_workflow_handle(workflow_id).fetch_history()
    return found, len(found.events), sum(e.ByteSize() for e in found.events)
