"""Opening a case: what is refused leaves no open workflow and no row, and its number is free again."""

import asyncio
from typing import Any

import pytest
from temporalio.client import WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from desk.desk import Desk
from desk.errors import Barred, KeyReused, Malformed, NumberTaken
from domain.procedure.receipts import Receipt
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, told, until
from workflows.messages import CaseState, Request
from workflows.penalty_case import PenaltyCase

pytestmark = pytest.mark.engine


@pytest.fixture
def careless(work: Bureau, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that judges nothing before it starts a case, so that the case itself must."""
    monkeypatch.setattr("desk.opening.judge", lambda now, move: None)
    return work.another_desk()


def asked_for(case: OnTheEngine, story, key: str = "open", **changes: Any):
    return case.asked(story.opening.by, "open_case", {**story.opening.body, **changes}, key)


BAD = {"accepted_on": "2026-05-25"}
"""Accepted a week after it is opened."""


async def test_a_refused_opening_starts_nothing(work):
    story = told()
    case = OnTheEngine(work, story.agency, story.number)
    with pytest.raises(Barred):
        await work.desk.open(asked_for(case, story, **BAD), clock=story.opening.at)
    assert not await case.is_known()
    with pytest.raises(Malformed):
        await work.desk.open(asked_for(case, story, agency="nowhere"), clock=story.opening.at)


async def test_an_opening_refused_by_the_case_leaves_no_open_workflow_and_its_number_free(work, careless):
    story = told()
    case = OnTheEngine(work, story.agency, story.number)
    with pytest.raises(Barred):
        await careless.open(asked_for(case, story, "bad", **BAD), clock=story.opening.at)
    await until(lambda: _is(case, "FAILED"))
    assert case.position == 0
    # The same key again gets the same answer, another one opens.
    with pytest.raises(Barred):
        await careless.open(asked_for(case, story, "bad", **BAD), clock=story.opening.at)
    await until(lambda: _is(case, "FAILED"))
    receipt = await careless.open(asked_for(case, story, "good"), clock=story.opening.at)
    assert receipt.position == 6
    assert await case.status() == "RUNNING"


async def _is(case: OnTheEngine, status: str) -> bool:
    return await case.status() == status


async def test_a_key_of_an_opening_is_answered_once_more_and_the_number_is_taken(work):
    story = told()
    case = await opened(work, story)
    first = case.receipts[0]
    assert await work.desk.open(asked_for(case, story, "key-0"), clock=story.opening.at) == first
    await case.settled()
    assert await work.desk.open(asked_for(case, story, "key-0"), clock=story.opening.at) == first
    for key, error in (("key-0", KeyReused), ("other", NumberTaken)):
        changed = asked_for(case, story, key, cause="另一案由")
        with pytest.raises(error):
            await work.desk.open(changed, clock=story.opening.at)


async def test_two_identical_openings_at_once_get_one_receipt(work):
    for _ in range(5):
        story = told()
        case = OnTheEngine(work, story.agency, story.number)
        calls = [work.desk.open(asked_for(case, story), clock=story.opening.at) for _ in range(2)]
        one, other = await asyncio.gather(*calls)
        assert one == other
        assert (await case.facts()).count("CaseOpened") == 1


async def test_of_two_different_openings_at_once_one_wins(work):
    for _ in range(5):
        story = told()
        case = OnTheEngine(work, story.agency, story.number)
        calls = [
            work.desk.open(asked_for(case, story, f"open-{n}", cause=f"案由{n}"), clock=story.opening.at)
            for n in range(2)
        ]
        answers = await asyncio.gather(*calls, return_exceptions=True)
        assert sorted(type(a).__name__ for a in answers) == ["NumberTaken", "Receipt"]


@pytest.mark.parametrize("milliseconds", [-5, 0, 3, 25])
async def test_a_bad_and_a_good_opening_at_once_leave_the_good_one(
    work: Bureau, careless: Desk, milliseconds: float
) -> None:
    for _ in range(3):
        story = told()
        case = OnTheEngine(work, story.agency, story.number)

        async def call(delay: float, key: str, story=story, case=case, **changes: Any) -> Receipt:
            await asyncio.sleep(max(delay, 0) / 1000)
            return await careless.open(asked_for(case, story, key, **changes), clock=story.opening.at)

        bad, good = await asyncio.gather(
            call(-milliseconds, "bad", **BAD), call(milliseconds, "good"), return_exceptions=True
        )
        assert isinstance(bad, Barred | NumberTaken), bad
        assert isinstance(good, Receipt), good
        assert await case.status() == "RUNNING"


async def test_of_many_bad_and_two_good_openings_one_wins(work, careless):
    story = told()
    case = OnTheEngine(work, story.agency, story.number)
    calls = [
        careless.open(asked_for(case, story, f"bad-{n}", **BAD), clock=story.opening.at) for n in range(8)
    ]
    calls += [careless.open(asked_for(case, story, f"good-{n}"), clock=story.opening.at) for n in range(2)]
    answers = await asyncio.gather(*calls, return_exceptions=True)
    assert sum(isinstance(a, Receipt) for a in answers) == 1
    assert all(isinstance(a, Receipt | Barred | NumberTaken) for a in answers), answers


async def test_under_the_other_policy_a_refused_opening_is_refused_just_so(work: Bureau, careless: Desk):
    """`reopen` will start under ALLOW_DUPLICATE: there too a refused first move leaves nothing open."""
    story = told()
    case = OnTheEngine(work, story.agency, story.number)
    asked = asked_for(case, story, **BAD)
    state = CaseState(agency=case.agency, number=case.number)
    _, request, _ = await careless._opening.judged(asked, story.opening.at)
    for _ in range(2):
        with pytest.raises(WorkflowUpdateFailedError):
            await _start(work, asked.update_id, state, request)
        await until(lambda: _is(case, "FAILED"))


async def _start(work: Bureau, update: str, state: CaseState, request: Request) -> None:
    start = WithStartWorkflowOperation(
        PenaltyCase.run,
        state,
        id=state.id,
        task_queue=work.task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
    )
    await work.client.execute_update_with_start_workflow(
        "open_case", request, id=update, start_workflow_operation=start, result_type=Receipt
    )
