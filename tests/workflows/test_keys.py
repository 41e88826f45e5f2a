"""Each key has one answer: through renewals, with other bodies, while the register comes and goes, and after closing."""

import asyncio
import random
from collections import Counter, defaultdict

import pytest

from desk.engine_calls import EngineCalls
from desk.errors import Barred, EngineBehind, KeyReused, LookAgain, Unavailable
from domain.procedure.receipts import Receipt
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, opened, told
from tests.workflows.test_door import evidence
from tests.workflows.test_renewal import hasty as hasty
from tests.workflows.test_renewal import run_of
from tests.workflows.test_renewal import work as work
from workflows.messages import Envelope, Request
from workflows.receipts import CARRIED

pytestmark = pytest.mark.engine

KEYS = 60
CALLS = 6
"""Calls of each key, every third one with another body."""


async def ask(case: OnTheEngine, key: int, body: int) -> Receipt:
    asked = case.asked("officer-li", "add_evidence", evidence(1000 + key, f"body {body}"), f"k{key}")
    return await case.work.desk.perform(case.agency, case.number, asked)


async def test_each_key_has_one_answer_through_renewals_and_a_register_that_comes_and_goes(work: Bureau):
    case, chance = await opened(work, told()), random.Random(9)
    first, gate = await run_of(case), asyncio.Semaphore(4)
    answers: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))

    async def call(key: int, body: int) -> None:
        async with gate:
            for _ in range(50):
                try:
                    answers[key][body].append((await ask(case, key, body)).model_dump_json())
                    return
                except KeyReused:
                    answers[key][body].append("KeyReused")
                    return
                except Unavailable:
                    await asyncio.sleep(0.05)
            raise AssertionError("away for too long")

    async def comes_and_goes() -> None:
        while True:
            await asyncio.sleep(chance.uniform(0.2, 0.6))
            async with work.register_away():
                await asyncio.sleep(chance.uniform(0.05, 0.4))

    calls = [(key, int(n % 3 == 2)) for key in range(KEYS) for n in range(CALLS)]
    # Mostly in order, so that early keys come back when they are long since pruned.
    calls.sort(key=lambda one: one[0] + chance.uniform(0, 2 * CARRIED))
    outages = asyncio.create_task(comes_and_goes())
    await asyncio.gather(*(call(*one) for one in calls))
    outages.cancel()
    await case.settled()
    assert await run_of(case) != first
    for key, by_body in answers.items():
        winners = [body for body, got in by_body.items() if got != ["KeyReused"] * len(got)]
        assert len(winners) == 1, (key, dict(by_body))
        assert len(set(by_body[winners[0]])) == 1, (key, by_body)
    added = Counter(e.body["evidence"]["id"] for e in await case.entries() if e.fact == "EvidenceAdded")
    assert added == {f"E{1000 + key}": 1 for key in range(KEYS)}


async def test_a_key_has_its_answer_after_the_case_is_at_rest(work: Bureau):
    story = told()
    case = await opened(work, story)
    asked = case.asked("officer-li", "add_evidence", evidence(1000), "once")
    receipt = await work.desk.perform(case.agency, case.number, asked)
    await case.play(story.steps[1:])
    await case.settled()
    await case.at("2026-12-16T00:01")
    assert await case.status() == "COMPLETED"
    assert (await work.desk.perform(case.agency, case.number, asked)) == receipt
    other = case.asked("officer-li", "add_evidence", evidence(1001), "once")
    with pytest.raises(KeyReused):
        await work.desk.perform(case.agency, case.number, other)
    another = case.asked("officer-li", "add_evidence", evidence(1001), "twice")
    with pytest.raises(Barred) as barred:
        await work.desk.perform(case.agency, case.number, another)
    assert barred.value.code == "ClosedAlready"


async def sent(case: OnTheEngine, looked: int) -> Receipt:
    """Send a move as a desk does that has searched the register up to a position."""
    asked = case.asked("officer-li", "add_evidence", evidence(2000 + looked), f"looked-{looked}")
    envelope = Envelope(actor=asked.actor, key=asked.scoped_key, digest=asked.digest, looked=looked)
    calls = EngineCalls(case.work.client, case.work.task_queue)
    return await calls.perform(case.id, asked, Request(envelope=envelope, body=asked.body))


async def test_an_engine_behind_the_register_makes_no_move(work: Bureau):
    case = await opened(work, told())
    with pytest.raises(EngineBehind) as behind:
        await sent(case, 7)
    assert (behind.value.position, behind.value.recorded) == (6, 7)
    assert (await sent(case, 6)).position == 7


async def test_who_has_not_looked_far_enough_must_look_again(work: Bureau):
    """Without this a key whose receipt went to the register meanwhile would be answered twice."""
    case = await opened(work, told())
    for key in range(CARRIED + 3):
        await ask(case, key, 0)
    await case.settled()
    with pytest.raises(LookAgain):
        await sent(case, 0)
    assert (await sent(case, CARRIED)).position == 6 + CARRIED + 3 + 1
