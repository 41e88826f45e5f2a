"""A holiday notice adopted over very many open cases, while people go on working and the worker is killed once.

By hand: `python -m bench.adoption --cases 10000`; the cases are started directly, as cases do that renew themselves.
"""

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import typer
from pydantic import TypeAdapter
from rich.console import Console
from sqlalchemy import func, select
from temporalio.client import Client
from temporalio.service import RPCError

from bench.measuring import cpu_seconds, percentile
from bench.script import played
from demo.story import Story, load
from desk.adopting import foreseen
from desk.clock import civil_now
from desk.desk import Desk
from desk.directory import Directory
from desk.requests import Asked
from domain.case.case import case_id
from domain.case.journal import GENESIS, Entry, chained
from domain.law.calendars import CalendarYear
from domain.law.holidays_file import load_calendar
from engine.connection import connect
from engine.embedded import EmbeddedServer, running
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from installation.desk import desk_of
from installation.examples import EXAMPLES
from installation.migrating import migrate
from installation.office import Office, office
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.recording import Recorder
from register.tables import journal
from settings import SANDBOX_PASSTHROUGH, Settings
from workflows.adoption import Adoption, AdoptionInput, Progress, ensure_adoption
from workflows.messages import CaseState
from workflows.penalty_case import PenaltyCase

DATA = Path("out") / "bench" / "adoption"
AGENCY = "zj-market"
NOVEMBER = {
    "accepted_on": "2026-11-16",
    "discovered_on": "2026-11-12",
    "act_to": "2026-11-01",
    "investigation_ended_on": "2026-11-19",
}
"""Ninety days from then on are over in February 2027: provisional, until that year's notice is there."""
DEEP_EVERY = 4
"""Every fourth case has come as far as the service of its decision; the others have just been opened."""
STARTS_AT_ONCE = 20
AT_ONCE: int = AdoptionInput.model_fields["at_once"].default
KILL_AFTER = 60.0
"""Seconds into the adoption after which its worker is killed, and another one started."""
MOVE_EVERY = 0.5
"""Seconds between two moves of people who go on working."""

_OFFSET = TypeAdapter(timedelta)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Pattern:
    """A case played in memory, to be started under many numbers."""

    entries: tuple[Entry, ...]

    def numbered(self, number: str) -> tuple[Entry, ...]:
        """Return the same journal under another case number, chained anew, with a clock that stands at its last entry."""
        entries, head = list[Entry](), GENESIS
        offset = _OFFSET.dump_python(self.entries[-1].at - civil_now(), mode="json")
        for entry in self.entries:
            own = {"number": number, "clock_offset": offset} if entry.fact == "CaseOpened" else {}
            body = {**entry.body, **own}
            entries.append(chained(entry.model_copy(update={"body": body}), head))
            head = entries[-1].head
        return tuple(entries)


def patterns(directory: Directory) -> tuple[Pattern, Pattern]:
    """A case just opened, and one whose decision is served."""
    story = load(EXAMPLES / "standard.json")
    opening = story.opening.model_copy(
        update={
            "at": datetime.fromisoformat("2026-11-20T09:00:00+08:00"),
            "body": {**story.opening.body, **NOVEMBER},
        }
    )
    last = next(i for i, step in enumerate(story.steps) if step.move == "file_decision")
    shallow = story.model_copy(update={"steps": (opening,)})
    return _played(shallow, directory), _played(
        story.model_copy(update={"steps": story.steps[:last]}), directory
    )


def _played(story: Story, directory: Directory) -> Pattern:
    return Pattern(tuple(played(story, directory)))


@dataclass
class Bench:
    parts: Office
    client: Client
    desk: Desk
    tell: Tell
    numbers: list[str] = field(default_factory=list)

    async def start(self, cases: int) -> float:
        """Start so many open cases, each recorded as if it had lived here; return the seconds it took."""
        begun, gate = time.perf_counter(), asyncio.Semaphore(STARTS_AT_ONCE)
        shallow, deep = patterns(self.parts.directory)
        recorder = Recorder(self.parts.database, CaseProjection(), cached_cases=1)
        for number in range(cases):
            pattern = deep if number % DEEP_EVERY == DEEP_EVERY - 1 else shallow
            self.numbers.append(f"B-{number:05}")
            await gate.acquire()
            task = asyncio.create_task(self._start(recorder, self.numbers[-1], pattern, gate))
            task.add_done_callback(_raise)
            if number % 500 == 0:
                self.tell(f"started {number} of {cases} cases")
        for _ in range(STARTS_AT_ONCE):
            await gate.acquire()
        await self._all_begun()
        return time.perf_counter() - begun

    async def _all_begun(self) -> None:
        """Wait until the worker has no start left to do."""
        for number in self.numbers[-STARTS_AT_ONCE:]:
            handle = self.client.get_workflow_handle(case_id(AGENCY, number))
            while True:
                with contextlib.suppress(RPCError):
                    await handle.query(PenaltyCase.now, rpc_timeout=timedelta(seconds=30))
                    break

    async def _start(self, recorder: Any, number: str, pattern: Pattern, gate: asyncio.Semaphore) -> None:
        entries = pattern.numbered(number)
        await asyncio.to_thread(recorder.record, AGENCY, number, entries)
        state = CaseState.after(entries, recorded=len(entries))
        await self.client.start_workflow(
            PenaltyCase.run, state, id=state.id, task_queue=self.parts.settings.task_queue
        )
        gate.release()

    async def work(self, stop: asyncio.Event, key: str) -> list[float]:
        """Go on working: move after move in a case taken at random; return how long each took."""
        officer = self.parts.directory.person("officer-li")
        assert officer is not None
        chance, took = random.Random(key), list[float]()
        while not stop.is_set():
            evidence = {"id": f"{key}{len(took)}", "kind": "document", "title": "补充", "proves": ["F1"]}
            body = {"evidence": evidence, "reason": "补充证据"}
            asked = Asked(officer, "add_evidence", body, f"{key}-{len(took)}")
            begun = time.perf_counter()
            # Only cases just opened: evidence after the decision is refused.
            number = self.numbers[chance.randrange(len(self.numbers) // DEEP_EVERY) * DEEP_EVERY]
            await self.desk.perform(AGENCY, number, asked)
            took.append(time.perf_counter() - begun)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), MOVE_EVERY)
        return took

    async def worked_for(self, seconds: float, key: str) -> list[float]:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(seconds, stop.set)
        return await self.work(stop, key)

    async def adopt(self, notice: CalendarYear, at_once: int) -> "Adopted":
        """Adopt the notice; people go on working until the first sweep is over."""
        operator = self.parts.directory.person("operator-gu")
        assert operator is not None
        given = AdoptionInput(operator=operator, notice=notice, at_once=at_once, settle=timedelta(seconds=1))
        begun, stop = time.perf_counter(), asyncio.Event()
        working = asyncio.create_task(self.work(stop, "during"))
        handle = await ensure_adoption(
            self.client, given, sha256="bench" * 3, task_queue=self.parts.settings.task_queue
        )
        result, swept = asyncio.ensure_future(handle.result()), 0.0
        while not (await asyncio.wait((result,), timeout=1))[0]:
            with contextlib.suppress(Exception):
                found = await handle.query(Adoption.progress, rpc_timeout=timedelta(seconds=2))
                self.tell(
                    f"{found.reached} of {found.cases} cases reached, {time.perf_counter() - begun:.0f} s"
                )
                if found.sweep > 1 and not swept:
                    swept = time.perf_counter() - begun
        seconds = time.perf_counter() - begun
        stop.set()
        return Adopted(await result, swept or seconds, seconds, await working)


@dataclass(frozen=True)
class Adopted:
    progress: Progress
    swept_seconds: float
    seconds: float
    moves: list[float]


def _raise(task: "asyncio.Task[None]") -> None:
    task.result()


@contextlib.contextmanager
def working(folder: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Run a worker as `tingshu worker` does; the list holds the process that runs now."""
    processes = [_worker(folder)]
    try:
        yield processes
    finally:
        processes[-1].terminate()
        processes[-1].wait(30)


def _worker(folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "worker"], stdout=subprocess.PIPE, stderr=log
        )
    assert process.stdout is not None
    for line in process.stdout:
        if b"ready" in line:
            return process
    raise RuntimeError(f"the worker ended before it was ready: see {folder / 'worker.log'}")


async def _kill_midway(processes: list["subprocess.Popen[bytes]"], after: float, folder: Path) -> None:
    """End the worker as a power cut would, and start another one."""
    await asyncio.sleep(after)
    processes[-1].send_signal(signal.SIGKILL)
    await asyncio.to_thread(processes[-1].wait)
    processes.append(await asyncio.to_thread(_worker, folder))


def settings() -> Settings:
    """An installation of its own, in the way of nobody."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    os.environ["TINGSHU_DATA"] = str(DATA)
    os.environ["TINGSHU_LOG_LEVEL"] = "WARNING"
    return Settings()


async def measure(
    cases: int, tell: Tell, *, at_once: int = AT_ONCE, kill_after: float = KILL_AFTER
) -> dict[str, Any]:
    """Return the figures of one adoption over so many open cases."""
    given = settings()
    migrate(given)
    parts = office(given)
    plugin = tingshu_plugin(passthrough=(*SANDBOX_PASSTHROUGH, "bench", "demo"))
    try:
        async with EmbeddedServer(given.data, progress=tell) as server:
            client = await connect(server.address, namespace=given.namespace, plugins=[plugin])
            await prepare(client)
            with working(given.data) as processes:
                bench = Bench(parts, client, desk_of(parts, client), tell)
                return await _measured(bench, processes, cases, at_once, kill_after)
    finally:
        parts.close()


async def _measured(
    bench: Bench, processes: list["subprocess.Popen[bytes]"], cases: int, at_once: int, kill_after: float
) -> dict[str, Any]:
    notice = load_calendar(EXAMPLES / "calendar-2027-invented.json")
    started = await bench.start(cases)
    foreseen_in, would_move = await asyncio.to_thread(_foreseen, bench.parts, notice)
    bench.tell("working without an adoption")
    before = await bench.worked_for(15, "before")
    alive = running(bench.parts.settings.data)
    assert alive is not None
    server = cpu_seconds(alive.server_pid)
    killing = None
    if kill_after:
        killing = asyncio.create_task(_kill_midway(processes, kill_after, bench.parts.settings.data))
    adopted = await bench.adopt(notice, at_once)
    if killing is not None:
        await killing
    progress = adopted.progress
    return {
        "cases": cases,
        "at_once": at_once,
        "started_in_s": round(started),
        "dry_run_s": round(foreseen_in, 1),
        "deadlines_that_would_move": would_move,
        "first_sweep_s": round(adopted.swept_seconds),
        "all_s": round(adopted.seconds),
        "cases_per_s": round(cases / adopted.swept_seconds, 1),
        "counts": {n: getattr(progress, n) for n in ("shifted", "unchanged", "already", "closed")},
        "failed": len(progress.failed),
        "killed": len(processes) - 1,
        "cpu_s": {
            "server": round(cpu_seconds(alive.server_pid) - server),
            "last_worker": round(cpu_seconds(processes[-1].pid)),
        },
        "moves_of_people_ms": {"before": _spent(before), "during": _spent(adopted.moves)},
        **_proved(bench.parts, bench.numbers),
    }


def _foreseen(parts: Office, notice: CalendarYear) -> tuple[float, int]:
    begun = time.perf_counter()
    ahead = foreseen(
        parts.cases, parts.journals, lambda p: parts.rules(p, beside=(notice,)), civil_now().date()
    )
    moves = sum(len(one.shifted) for one in ahead)
    return time.perf_counter() - begun, moves


def _spent(seconds: Iterable[float]) -> dict[str, float]:
    taken = [s * 1000 for s in seconds]
    return {
        "count": len(taken),
        "p50": round(percentile(taken, 0.5)),
        "p95": round(percentile(taken, 0.95)),
        "max": round(max(taken)),
    }


def _proved(parts: Office, numbers: list[str]) -> dict[str, Any]:
    """Hold the register against the promise: each case has the rules once, journal and tables agree."""
    statement = (
        select(journal.c.number, func.count())
        .where(journal.c.fact == "RulebookAdopted")
        .group_by(journal.c.number)
    )
    with parts.database.reading() as connection:
        times = Counter(count - 1 for _, count in connection.execute(statement))
    rebuilder = Rebuilder(parts.database, CaseProjection())
    sample = numbers[:: max(1, len(numbers) // 50)]
    differing = [n for n in sample if rebuilder.differences(AGENCY, n)]
    return {"adoptions_a_case": dict(times), "sample": len(sample), "differing": differing}


def main(
    cases: int = typer.Option(10_000, min=1),
    at_once: int = typer.Option(AT_ONCE, min=1, max=50),
    kill_after: float = typer.Option(
        KILL_AFTER, min=0, help="Seconds after which the worker is killed; 0: never."
    ),
) -> None:
    console = Console()
    with console.status("measuring") as status:
        tell = status.update if console.is_terminal else console.print
        found = asyncio.run(measure(cases, tell, at_once=at_once, kill_after=kill_after))
    (DATA.parent.parent / "bench-adoption.json").write_text(json.dumps(found, ensure_ascii=False, indent=2))
    console.print(json.dumps(found, ensure_ascii=False, indent=2))
    sys.stdout.flush()
    os._exit(0)  # the SDK's threads sometimes abort an interpreter that has finished its work


if __name__ == "__main__":
    typer.run(main)
