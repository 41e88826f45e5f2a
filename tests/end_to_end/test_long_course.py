"""A case of any course: over six hundred days and three hundred moves off the main line, renewed again and again, its worker
replaced by one of another build in the middle, closed, forgotten by the engine, reopened from the register, and closed again.

In memory and on the engine it makes the same things true.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import Client

from demo.story import Step
from domain.procedure.chapters.reviewing import SubmitForReview
from domain.procedure.language import Refused
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.end_to_end.course import GUESTS, NUMBER, Course, played
from tests.workflows.bureau import Bureau
from tests.workflows.histories import replayed
from tests.workflows.playing import OnTheEngine, held_against_the_register, until
from tests.workflows.test_kills import runs
from tests.workflows.test_reopening import _gone
from tests.workflows.test_standard_case import PRINTED

EVENTS = 400
"""After so many events the server asks the case to go on in a new run."""
UPGRADED_AT = "record_discussion"
"""The move before which the worker is replaced: it begins with a run that another build has written."""


@pytest.fixture(scope="module")
def course() -> Course:
    return played()


def test_the_course_is_long_and_leaves_the_main_line(course):
    made = {step.move for step in course.steps}
    days = [step.at for step in course.steps]
    assert days == sorted(days)
    assert len(course.steps) >= 300
    assert (days[-1] - days[0]).days > 600
    assert len(made) >= 45
    assert len(course.case.closing.reopened) == 1
    assert course.case.closing.closed_on is not None


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Bureau]:
    settings = {"limit.historyCount.suggestContinueAsNew": EVENTS}
    async with EmbeddedServer(tmp_path, time_skipping=True, dynamic=settings) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client = await connect(server.address, namespace="course", plugins=[plugin])
        await prepare(client)
        place = Bureau(client, tmp_path, task_queue="course")
        place.directory.persons.update({person.id: person for person in GUESTS})
        place.store.put(b"scan")
        yield place
        place.close()


@pytest.mark.engine
@pytest.mark.slow
async def test_it_is_lived_on_the_engine_as_in_memory(course, work, monkeypatch):
    case = OnTheEngine(work, "zj-market", NUMBER)
    first, second, again = _parts(course.steps)
    async with work.worker(build_id="first"):
        await _opened(case, first[0])
        await _played(case, course, first[1:])
    # A release on the way: other code, and a gate that would refuse what the case has long made.
    monkeypatch.setattr(SubmitForReview, "bars", _barred)
    async with work.worker(build_id="second"):
        await _played(case, course, second)
        await until(lambda: _rests(case))
        lived = await runs(work.client, case)
        assert len(lived) > 4
        for history in lived:
            await replayed(history)
        await _forgotten(work.client, case, lived)
        reopen, *rest = again
        await work.desk.perform(case.agency, NUMBER, _asked(case, reopen))
        await _played(case, course, rest)
        await until(lambda: _rests(case))
        in_memory = [entry.fact for entry in course.entries if entry.fact not in PRINTED]
        entries = work.journals.entries(case.agency, NUMBER)
        assert [e.fact for e in entries if e.fact not in PRINTED] == in_memory
        assert sorted(e.at for e in entries) == [e.at for e in entries]
        await held_against_the_register(work, case.agency, NUMBER)


def _parts(steps: list[Step]) -> tuple[list[Step], list[Step], list[Step]]:
    """Before the worker is replaced; until the case is closed; from its reopening on."""
    moves = [step.move for step in steps]
    upgraded, reopened = moves.index(UPGRADED_AT), moves.index("reopen")
    return steps[:upgraded], steps[upgraded:reopened], steps[reopened:]


def _barred(now: Any, party: int | None) -> Iterator[Refused]:
    raise AssertionError("nobody submits anything any more")


def _asked(case: OnTheEngine, step: Step) -> Any:
    return case.asked(step.by, step.move, step.body, f"step {step.at} {step.move}")


async def _opened(case: OnTheEngine, step: Step) -> None:
    case.receipts.append(await case.work.desk.open(_asked(case, step), clock=step.at))


async def _played(case: OnTheEngine, course: Course, steps: list[Step]) -> None:
    """Make the moves, each once what was ordered before is there."""
    for step in steps:
        await case.settled()
        if step.move == "adopt_rulebook":
            await case.at(step.at)
            rules = course.rulebooks[step.body["sha256"]]
            receipt = await case.work.desk.adopt(
                case.agency, NUMBER, case.asked(step.by, step.move, step.body), rules
            )
            case.receipts.append(receipt)
        else:
            await case.make(step)


async def _rests(case: OnTheEngine) -> bool:
    return await case.status() == "COMPLETED"


async def _forgotten(client: Client, case: OnTheEngine, lived: list[Any]) -> None:
    """Let the engine forget all runs of the case, as it does when their retention is over."""
    for history in lived:
        run = history.events[0].workflow_execution_started_event_attributes.original_execution_run_id
        execution = WorkflowExecution(workflow_id=case.id, run_id=run)
        await client.workflow_service.delete_workflow_execution(
            DeleteWorkflowExecutionRequest(namespace=client.namespace, workflow_execution=execution)
        )
    await until(lambda: _gone(client, case), seconds=60)
