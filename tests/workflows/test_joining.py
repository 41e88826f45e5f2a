"""Joining (并案) on the engine: the parties stand in one case at the end, wherever it is broken off."""

import asyncio
from typing import Any

import pytest

from activities.joining import JoinAnswer, JoinOrder
from domain.law.rulebook import rulebook_for
from tests.workflows.bureau import Away, Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register, resumed, told, until
from tests.workflows.test_kills import Scene, again
from tests.workflows.test_kills import scene as scene

pytestmark = pytest.mark.engine

REASON = "两案违法行为相关联。"


async def two_drafts(work: Bureau) -> tuple[OnTheEngine, OnTheEngine]:
    """A case of one party, and one of two; nobody was told of either."""
    work.rulebooks.keep(rulebook_for("market+zhenjiang+demo"))
    case = await resumed(work, told(), until="prepare_notices")
    return case, await resumed(work, told("two_parties"), until="submit_for_review")


def join(other: OnTheEngine) -> dict[str, Any]:
    return {"number": other.number, "ground": "connected", "reason": REASON}


async def stated(case: OnTheEngine, fact: str) -> None:
    async def found() -> bool:
        return fact in await case.facts()

    await until(found, seconds=40)


async def stand_in_one(case: OnTheEngine, other: OnTheEngine) -> None:
    """Everybody of the other case is here once, and there no more; both journals are whole."""
    await stated(case, "CasesJoined")
    here, there = await case.case(), await other.case()
    assert not list(there.undecided)
    assert [p.name for p in here.parties.all][1:] == [p.name for p in there.parties.all]
    assert len(list(here.undecided)) == 3
    assert (await case.facts()).count("JoinOrdered") == (await case.facts()).count("CasesJoined") == 1
    assert (await other.facts()).count("PartyDeparted") == 2
    for one in (case, other):
        await held_against_the_register(one.work, one.agency, one.number)


async def test_another_case_comes_in_and_ends(work):
    case, other = await two_drafts(work)
    await case.do(await case.now(), "head-chen", "join_cases", **join(other))
    await stand_in_one(case, other)
    assert "PartyElsewhere" in await other.codes(
        await other.now(), "head-chen", "split_case", party=2, number=f"{other.number}-2", reason=REASON
    )


@pytest.mark.parametrize("number", ["never-opened", ""])
async def test_a_case_that_is_not_there_or_refuses_is_said_and_nothing_changes(work, number):
    case, other = await two_drafts(work)
    if not number:
        number = (await resumed(work, told(), until="record_service")).number
    body = join(other) | {"number": number}
    await case.do(await case.now(), "head-chen", "join_cases", **body)
    await stated(case, "JoinRefused")
    refused = (await case.state())["joins"][-1]
    assert refused["refused"] in {"Unknown", "IssuedAlready"}
    assert len(list((await case.case()).undecided)) == 1
    await case.do(await case.now(), "head-chen", "join_cases", **join(other))
    await stated(case, "CasesJoined")
    assert len(list((await case.case()).undecided)) == 3


async def test_broken_off_after_the_other_has_ended_it_brings_the_same(work, monkeypatch):
    case, other = await two_drafts(work)
    asked, take_in = list[JoinOrder](), work.joins.take_in

    async def broken_off(order: JoinOrder) -> JoinAnswer:
        asked.append(order)
        answer: JoinAnswer = await take_in(order)
        if len(asked) < 3:
            raise Away
        return answer

    monkeypatch.setattr(work.joins, "take_in", broken_off)
    await case.do(await case.now(), "head-chen", "join_cases", **join(other))
    await stand_in_one(case, other)
    assert len(asked) >= 3


async def test_a_worker_killed_between_the_two_loses_nobody(scene: Scene):
    case, other = await two_drafts(scene.work)
    asked = case.asked("head-chen", "join_cases", join(other), "join")
    await again(lambda: scene.work.desk.perform(case.agency, case.number, asked))
    await scene.worker.kill()
    assert "CasesJoined" not in [e.fact for e in scene.work.journals.entries(case.agency, case.number)]
    for _ in range(2):
        await scene.worker.start()
        await asyncio.sleep(0.4)
        await scene.worker.kill()
    await scene.worker.start()
    async with asyncio.timeout(60):
        await again(lambda: stand_in_one(case, other))
