"""Continue-as-new: a case that has grown long goes on in a new run, and nobody notices."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from desk.errors import KeyReused
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register, opened, told, until
from tests.workflows.test_door import evidence
from tests.workflows.test_letters import fact, opinion

pytestmark = pytest.mark.engine

EVENTS = 60
"""After so many events this server asks a case to go on in a new run: every three or four moves."""


@pytest.fixture(scope="module")
async def hasty(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A client of a server that asks early for a new run."""
    settings = {"limit.historyCount.suggestContinueAsNew": EVENTS}
    folder = tmp_path_factory.mktemp("hasty")
    async with EmbeddedServer(folder, time_skipping=True, dynamic=settings) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client = await connect(server.address, namespace="hasty", plugins=[plugin])
        await prepare(client)
        yield client


@pytest.fixture
async def work(hasty: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bureau]:
    place = Bureau(hasty, tmp_path_factory.mktemp("bureau"), task_queue="hasty")
    async with place.worker():
        yield place
        for agency, number in dict.fromkeys(place.opened):
            await held_against_the_register(place, agency, number)
    place.close()


async def run_of(case: OnTheEngine) -> str:
    return str((await case.handle.describe()).run_id)


async def test_the_standard_case_goes_through_many_runs(work):
    story = told()
    case = await opened(work, story)
    first = await run_of(case)
    await case.play(story.steps[1:])
    await case.settled()
    assert await run_of(case) != first
    state = await case.state()
    assert (state["stage"], state["position"]) == ("closed", len(await case.entries()))
    assert len((await case.history()).events) < 3 * EVENTS


async def test_keys_hold_in_the_next_run(work):
    case = await opened(work, told())
    first = case.asked("officer-li", "add_evidence", evidence(1000), "once")
    receipt = await work.desk.perform(case.agency, case.number, first)
    await renewed(case)
    assert await work.desk.perform(case.agency, case.number, first) == receipt
    other = case.asked("officer-li", "add_evidence", evidence(1001), "once")
    with pytest.raises(KeyReused):
        await work.desk.perform(case.agency, case.number, other)
    added = [e.body["evidence"]["id"] for e in await case.entries() if e.fact == "EvidenceAdded"]
    assert added.count("E1000") == 1


async def renewed(case: OnTheEngine) -> None:
    """Add evidence until the case is in another run."""
    first, number = await run_of(case), 100
    while await run_of(case) == first:
        number += 1
        await case.work.desk.perform(
            case.agency, case.number, case.asked("officer-li", "add_evidence", evidence(number), f"n{number}")
        )


async def test_moves_that_come_while_a_case_renews_itself_are_all_made(work):
    case = await opened(work, told())
    first = await run_of(case)
    asked = [case.asked("officer-li", "add_evidence", evidence(n), f"k{n}") for n in range(200, 240)]
    gate = asyncio.Semaphore(3)

    async def perform(one):
        async with gate:
            return await work.desk.perform(case.agency, case.number, one)

    receipts = await asyncio.gather(*map(perform, asked))
    assert sorted(r.position for r in receipts) == list(range(7, 47))
    assert await run_of(case) != first


async def test_letters_pauses_and_clocks_go_along(work):
    story = told()
    case = await opened(work, story)
    await case.play(story.steps[1:], until="give_opinion")
    async with work.printer_broken():
        await work.desk.signal(case.agency, case.number, "approve", await opinion(case))
        await fact(case, "OpinionGiven")
        # Its documents fail and wait for their pause, in this run and in the next.
        await until(lambda: _asked(work, case))
        letters = await renewed_by_letters(case)
        letters += await renewed_by_letters(case)
    await fact(case, "SignalRefused", times=letters)
    refused = [e.body["id"] for e in await case.entries() if e.fact == "SignalRefused"]
    assert refused == [f"approve-{n}" for n in range(2, letters + 2)]
    assert "DocumentsNumbered" not in await case.facts()
    await case.at("2026-05-18T14:00")
    await fact(case, "DocumentsNumbered")
    # Accepted on Monday 2026-03-16: ninety days, until Sunday 2026-06-14, a rest day, so Monday 2026-06-15.
    await case.at("2026-06-16T00:01")
    await fact(case, "TermEnded")


async def renewed_by_letters(case: OnTheEngine) -> int:
    """Send letters that nobody can read until the case is in another run; return how many."""
    first, sent = await run_of(case), 0
    while await run_of(case) == first:
        await case.handle.signal("approve", args=["?"])
        sent += 1
        await asyncio.sleep(0.05)
    return sent


async def _asked(work: Bureau, case: OnTheEngine) -> bool:
    return work.printer.asked[case.number] >= 1
