"""Splitting (分案) on the engine: the party stands in one case at the end, wherever the opening of its own is broken off."""

import asyncio

import pytest

from activities.splitting import SplitAnswer, SplitOrder
from desk.errors import NumberTaken
from domain.law.rulebook import rulebook_for
from tests.workflows.bureau import Away, Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register, opened, resumed, told, until
from tests.workflows.test_kills import Scene, again
from tests.workflows.test_kills import scene as scene

pytestmark = pytest.mark.engine

REASON = "该当事人下落不明，其他当事人不应因此等待。"
CITIZEN = 2


async def notified(work: Bureau) -> OnTheEngine:
    """Two parties, one served by hand, the other's announcement under way since 2026-06-05."""
    return await resumed(work, told("two_parties"), until="hold_interview")


async def split(case: OnTheEngine, number: str, key: str = "") -> OnTheEngine:
    body = {"party": CITIZEN, "number": number, "reason": REASON}
    await case.do(await case.now(), "head-chen", "split_case", key=key, **body)
    return OnTheEngine(case.work, case.agency, number)


async def stated(case: OnTheEngine, fact: str) -> None:
    async def found() -> bool:
        return fact in await case.facts()

    await until(found, seconds=40)


async def stands_in_one(case: OnTheEngine, other: OnTheEngine) -> None:
    """The party left here once and goes on there, where it was opened once; both journals are whole."""
    await stated(case, "SplitOpened")
    await other.settled()
    here, there = await case.case(), await other.case()
    left, gone_on = here.party(CITIZEN), there.party(CITIZEN)
    assert (left.undecided, gone_on.undecided) == (False, True)
    assert [p.name for p in there.parties.all] == [left.name]
    assert there.identity.origin is not None
    entry = next(e for e in await case.entries() if e.fact == "CaseSplit")
    assert (there.identity.origin.position, there.identity.origin.head) == (entry.seq, entry.head)
    facts = await case.facts()
    assert (facts.count("CaseSplit"), facts.count("SplitOpened")) == (1, 1)
    assert (await other.facts()).count("CaseSplitOff") == 1
    for one in (case, other):
        await held_against_the_register(one.work, one.agency, one.number)


async def test_a_party_goes_on_in_a_case_that_lives_by_itself(work):
    case = await notified(work)
    other = await split(case, f"{case.number}-2")
    await stands_in_one(case, other)
    assert (await other.state())["origin"]["number"] == case.number
    # Published on Friday 06-05: thirty days later, on Sunday 07-05, it is served, there and not here.
    await other.at("2026-07-06T00:30")
    await stated(other, "Served")
    assert (await other.case()).party(CITIZEN).notices_served_on is not None
    assert "Served" not in [e.fact for e in await case.entries() if e.by == "clock"]


async def test_a_number_that_is_there_is_refused_before_anything_is_done(work):
    case, other = await notified(work), await opened(work, told())
    with pytest.raises(NumberTaken):
        await split(case, other.number)
    body = {"party": CITIZEN, "number": other.number, "reason": REASON}
    asked, now = case.asked("head-chen", "split_case", body, "tried"), await case.now()
    with pytest.raises(NumberTaken):
        await work.desk.dry_run(case.agency, case.number, asked, at=now)
    assert "CaseSplit" not in await case.facts()


async def test_a_repeated_request_gets_its_first_answer_though_the_number_is_now_taken(work):
    case = await notified(work)
    other = await split(case, f"{case.number}-2", key="once")
    await stands_in_one(case, other)
    await split(case, other.number, key="once")
    assert case.receipts[-1] == case.receipts[-2]


async def test_a_number_lost_in_a_race_is_a_head_s_work_and_the_party_is_not_lost(work, monkeypatch):
    case, rival = await notified(work), await opened(work, told())
    await rival.settled()

    async def not_seen(agency: str, number: str) -> bool:
        return False

    monkeypatch.setattr(work.desk._moves, "exists", not_seen)
    await split(case, rival.number)
    await stated(case, "SplitNumberTaken")
    monkeypatch.undo()
    assert "CaseSplitOff" not in await rival.facts()
    other = await split(case, f"{case.number}-3")
    await stated(case, "SplitOpened")
    assert (await other.case()).party(CITIZEN).undecided


async def test_broken_off_after_the_new_case_has_begun_it_is_found_again_and_not_opened_twice(
    work, monkeypatch
):
    case, begun = await notified(work), list[SplitOrder]()
    open_it = work.splits.split_off

    async def broken_off(order: SplitOrder) -> SplitAnswer:
        begun.append(order)
        answer: SplitAnswer = await open_it(order)
        if len(begun) < 3:
            raise Away
        return answer

    monkeypatch.setattr(work.splits, "split_off", broken_off)
    other = await split(case, f"{case.number}-2")
    await stands_in_one(case, other)
    assert len(begun) >= 3


async def test_a_worker_killed_between_the_two_leaves_the_party_in_one_case(scene: Scene):
    scene.work.rulebooks.keep(rulebook_for("market+zhenjiang+demo"))
    case = await notified(scene.work)
    body = {"party": CITIZEN, "number": f"{case.number}-2", "reason": REASON}
    asked = case.asked("head-chen", "split_case", body, "split")
    await again(lambda: scene.work.desk.perform(case.agency, case.number, asked))
    await scene.worker.kill()
    # It left; where it goes on is not known to be there by anybody.
    entries = scene.work.journals.entries(case.agency, case.number)
    assert "SplitOpened" not in [e.fact for e in entries]
    for _ in range(2):
        await scene.worker.start()
        await asyncio.sleep(0.4)
        await scene.worker.kill()
    await scene.worker.start()
    async with asyncio.timeout(60):
        other = OnTheEngine(scene.work, case.agency, f"{case.number}-2")
        await again(lambda: stands_in_one(case, other))
