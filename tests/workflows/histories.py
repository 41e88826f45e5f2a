"""Stored histories: recorded from a real server, replayed against the code as it is now.

    python -m tests.workflows.histories          records all of them anew

They stand for the cases that are open in an installation: what a change of code does to these, it does to those. So
they are recorded anew only with a change that is meant to be seen by no open case (before the first release: any);
afterwards a new one is added beside the old ones.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from temporalio import workflow
from temporalio.client import Client, WorkflowHistory
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from domain.law.held import held, hold
from domain.law.rulebook import Rulebook
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, rest_of, resumed, told
from workflows.penalty_case import PenaltyCase

FOLDER = Path(__file__).parent / "histories"
RULEBOOKS = FOLDER / "rulebooks"
"""A history names its rules by hash: here they are, as they bound its case, whatever the law's table says since."""
NOT_REPLAYED = frozenset(
    {"taskId", "identity", "workerVersion", "meteringMetadata", "sdkMetadata", "requestId"}
)
"""Fields of events that say nothing to a replay: left out to keep the files small."""
SCHEDULED = "activityTaskScheduledEventAttributes"


def names() -> list[str]:
    return sorted(file.name.removesuffix(".json") for file in FOLDER.glob("*.json"))


def stored(name: str) -> tuple[WorkflowHistory, dict[str, Any]]:
    """Return a history and what it had made true when it was recorded."""
    for rules in RULEBOOKS.glob("*.json"):
        hold(Rulebook.model_validate_json(rules.read_bytes()))
    text = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return WorkflowHistory.from_json(f"case/{name}", {"events": text["events"]}), text["made"]


async def replayed(history: WorkflowHistory, *, passthrough: tuple[str, ...] = ()) -> dict[str, Any]:
    """Replay a history with the plugin of client and worker; return what it makes true.

    `passthrough` are further packages that the sandbox takes as they are, so that a test can change them.
    """
    _Kept.cases.clear()
    plugin = tingshu_plugin(passthrough=(*SANDBOX_PASSTHROUGH, *passthrough))
    replayer = Replayer(workflows=[PenaltyCase], plugins=[plugin], interceptors=[_Keeper()])
    await replayer.replay_workflow(history)
    return made_true(_Kept.cases[-1])


READ_OFF_SINCE: Any = {
    "parties": {
        "all": {
            "__all__": {
                "notices": {"__all__": {"evidence", "prepared_by"}},
                "prepared_decision": {"prepared_by", "overtaken"},
            }
        }
    },
    "proposals": {"waiting": {"__all__": {"content"}}},
}
"""What the fold reads off facts that were recorded before it did: the journal, by its head, is the same."""


def made_true(case: PenaltyCase) -> dict[str, Any]:
    """Return all that a history makes true: a green replay alone compares only the order of commands.

    Defaults are left out, so that a new field with a default changes nothing.
    """
    state = case._case.model_dump(mode="json", exclude_defaults=True, exclude=READ_OFF_SINCE)
    made = {
        "head": case._journal.tip.head,
        "state": {**state, "stage": case._shown},
        "dues": [[at.isoformat(), told.model_dump(mode="json"), overdue] for at, told, overdue in case._dues],
        "receipts": [kept.model_dump(mode="json") for kept in case._receipts.all],
        "recorded": case._journal.recorded,
        "letters": [letter.model_dump(mode="json") for letter in case._letters.waiting],
    }
    plain: dict[str, Any] = json.loads(json.dumps(made))
    return plain


class _Kept(WorkflowInboundInterceptor):
    cases: list[Any] = []  # noqa: RUF012 (the sandbox makes the interceptors, so only their class is at hand)

    async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:
        _Kept.cases.append(workflow.instance())
        return await super().execute_workflow(input)


class _Keeper(Interceptor):
    def workflow_interceptor_class(
        self, input: WorkflowInterceptorClassInput
    ) -> type[WorkflowInboundInterceptor]:
        return _Kept


async def _finished(work: Bureau) -> OnTheEngine:
    """The standard case, until nothing of it is left to wait for."""
    story = told()
    case = await opened(work, story)
    await case.play(story.steps[1:])
    await case.settled()
    await case.at("2026-12-16T00:01")
    return case


async def _open(work: Bureau) -> OnTheEngine:
    """Two parties, one heard and one served by announcement: left in the middle, with a letter that was refused."""
    story = told("two_parties")
    case = await opened(work, story)
    await case.play(tuple(s for s in story.steps[1:] if not s.refused), until="recheck")
    await case.handle.signal("approve", args=["?"])
    await case.events()
    return case


async def _renewed(work: Bureau) -> OnTheEngine:
    """The second half of the standard case, as a run that was handed the first."""
    story = told()
    case = await resumed(work, story, until="recheck")
    await case.play(rest_of(story, "recheck"), until="file_decision")
    await case.events()
    return case


async def _drafted(work: Bureau) -> OnTheEngine:
    """A case with evidence added: a move that a later gate may refuse."""
    story = told()
    case = await opened(work, story)
    await case.play((story.steps[1], *(s for s in story.steps if s.move == "add_evidence")))
    await case.events()
    return case


RECORDED: dict[str, Callable[[Bureau], Awaitable[OnTheEngine]]] = {
    "finished": _finished,
    "open": _open,
    "renewed": _renewed,
    "drafted": _drafted,
}


async def record(folder: Path) -> None:
    async with EmbeddedServer(folder, time_skipping=True, progress=print) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client: Client = await connect(server.address, namespace="histories", plugins=[plugin])
        await prepare(client)
        work = Bureau(client, folder, task_queue="histories")
        async with work.worker():
            for name, play in RECORDED.items():
                await _write(name, await (await play(work)).history())
        work.close()


async def _write(name: str, history: WorkflowHistory) -> None:
    events = [_without(e) for e in json.loads(history.to_json())["events"]]
    for event in events:
        event.get(SCHEDULED, {}).pop("input", None)  # a replay compares no inputs
    lines = ",\n".join(json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in events)
    made = await replayed(history)
    text = (
        f'{{"made":{json.dumps(made, ensure_ascii=False, separators=(",", ":"))},\n"events":[\n{lines}\n]}}\n'
    )
    file = FOLDER / f"{name}.json"
    file.write_text(text, encoding="utf-8")
    rules = held(made["state"]["rules"]["sha256"])
    (RULEBOOKS / f"{rules.sha256}.json").write_bytes(rules.stored)
    print(f"{name}: {len(events)} events, {file.stat().st_size // 1024} KB", flush=True)


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(item) for key, item in value.items() if key not in NOT_REPLAYED}
    return [_without(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    RULEBOOKS.mkdir(exist_ok=True)
    for old in RULEBOOKS.iterdir():
        old.unlink()
    with TemporaryDirectory() as scratch:
        asyncio.run(record(Path(scratch)))
        sys.stdout.flush()
    # The SDK's threads can crash an interpreter that shuts down (exit code 134) after all work is done.
    os._exit(0)
