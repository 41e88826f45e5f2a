"""Taking over on the engine: a case begun on paper is there as a whole or not at all, and goes on to its end."""

import asyncio
from datetime import date
from typing import Any

import pytest

from demo.story import Story
from desk.errors import Barred, KeyReused, NumberTaken
from desk.requests import Asked
from domain.case.case import case_id
from domain.case.documents import NumberSeries
from domain.procedure.receipts import Receipt
from domain.procedure.receipts import receipts as receipts_of
from tests.procedure.on_paper import SCANS, TAKER, body_of, renumbered
from tests.procedure.playing import shanghai
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, told

pytestmark = pytest.mark.engine
AT = shanghai("2026-05-27")


def asked_for(work: Bureau, story: Story, key: str = "take", **changes: Any) -> Asked:
    actor = work.directory.person(TAKER)
    assert actor is not None
    first = 1_000 * int(story.number.partition("-")[2])
    body = renumbered(body_of(story, "submit_statement", **changes), first)
    for scan in SCANS.values():
        work.store.put(scan)
    return Asked(actor, "take_over_case", body, key)


async def taken(work: Bureau, story: Story, key: str = "take") -> OnTheEngine:
    case = OnTheEngine(work, story.agency, story.number)
    case.receipts.append(await work.desk.take_over(asked_for(work, story, key), clock=AT))
    return case


async def test_a_case_that_was_taken_over_goes_on_to_its_end(work: Bureau):
    story = told()
    case = await taken(work, story)
    place = next(p for p, s in enumerate(story.steps) if s.move == "submit_statement")
    await case.play(story.steps[place:])
    await case.settled()
    state = await case.case()
    assert state.closing.closed_on == date(2026, 6, 29)
    entries = await case.entries()
    over = next(p for p, e in enumerate(entries) if e.fact == "CaseTakenOver")
    assert all(e.taken_over == TAKER for e in entries[:over])
    assert not any(e.taken_over for e in entries[over:])


async def test_all_is_recorded_and_no_document_is_made_again(work: Bureau):
    story = told()
    case = await taken(work, story)
    await case.settled()
    asked = work.printer.asked[story.number]
    assert asked == 0
    entries = await case.entries()
    assert entries[-1].seq == case.receipts[0].position
    (kept,) = receipts_of(None, entries)
    assert kept.receipt == case.receipts[0]
    assert kept.receipt.facts[0].kind == "CaseTakenOver"


async def test_a_repeated_key_gets_the_first_answer_and_the_number_is_taken(work: Bureau):
    story = told()
    case = await taken(work, story)
    assert await work.desk.take_over(asked_for(work, story), clock=AT) == case.receipts[0]
    with pytest.raises(NumberTaken):
        await work.desk.take_over(asked_for(work, story, "other"), clock=AT)
    await case.settled()
    assert await work.desk.take_over(asked_for(work, story), clock=AT) == case.receipts[0]
    with pytest.raises(NumberTaken):
        await work.desk.take_over(asked_for(work, story, "other"), clock=AT)
    with pytest.raises(NumberTaken):
        await work.desk.open(case.asked("officer-li", "open_case", story.opening.body, "open"), clock=AT)
    changed = asked_for(work, story)
    changed.body["so_far"][-1]["time"] = "11:01"
    with pytest.raises(KeyReused):
        await work.desk.take_over(changed, clock=AT)


async def test_two_at_once_make_one_case(work: Bureau):
    story = told()
    case = OnTheEngine(work, story.agency, story.number)
    answers = await asyncio.gather(
        *(work.desk.take_over(asked_for(work, story, key), clock=AT) for key in ("a", "a", "b")),
        return_exceptions=True,
    )
    made = [a for a in answers if isinstance(a, Receipt)]
    assert made
    assert len(set(m.model_dump_json() for m in made)) == 1
    assert all(isinstance(a, Receipt | NumberTaken) for a in answers)
    await case.settled()


async def test_what_is_refused_starts_nothing_and_reserves_no_number(work: Bureau):
    story = told()
    asked = asked_for(work, story)
    asked.body["so_far"] = [s for s in asked.body["so_far"] if s["move"] != "give_opinion"]
    with pytest.raises(Barred):
        await work.desk.take_over(asked, clock=AT)
    case = OnTheEngine(work, story.agency, story.number)
    assert not await case.is_known()
    work.opened.remove((story.agency, story.number))
    assert case.position == 0


async def test_a_number_that_another_document_has_is_refused_and_the_next_one_is_above_those_on_paper(
    work: Bureau,
):
    first = told()
    case = await taken(work, first)
    await case.settled()
    other = asked_for(work, told())
    printed = [d["number"] for d in asked_for(work, first).body["documents"] if "number" in d]
    other.body["documents"][0]["number"] = printed[0]
    with pytest.raises(Barred) as refused:
        await work.desk.take_over(other, clock=AT)
    assert refused.value.code == "NumberNotFree"
    assert printed[0] in refused.value.why.zh
    with pytest.raises(Barred):
        await work.desk.dry_taking_over(other, clock=AT)
    notice = next(d for d in (await case.case()).documents.all if d.kind == "penalty_notice")
    assert notice.taken is not None
    series = NumberSeries(issuer=notice.taken.issuer, word=notice.taken.word, year=notice.taken.year)
    following = work.numbering.take(series, "镇市监罚告", kind="penalty_notice", document_key="zj-market/x/1")
    assert following.taken.serial > notice.taken.serial


async def test_a_trial_writes_nothing(work: Bureau):
    story = told()
    asked = asked_for(work, story)
    beside: set[str] = set()
    trial = await work.desk.dry_taking_over(asked, clock=AT, beside=beside)
    assert trial.facts[-1].kind == "CaseTakenOver"
    assert {c.deadline.term for c in trial.deadlines} >= {"decide", "statement", "hearing_request"}
    with pytest.raises(NumberTaken):
        await work.desk.dry_taking_over(asked, clock=AT, beside=beside)
    assert beside >= {case_id(story.agency, story.number)}
    assert work.queries.position(story.agency, story.number) == 0
    receipt = await work.desk.take_over(asked, clock=AT)
    work.opened.append((story.agency, story.number))
    assert receipt.position == len(trial.facts)
