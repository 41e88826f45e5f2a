"""The letterbox: signals of a reviewer's own office system are judged like everybody's moves, and none is dropped."""

from typing import Any

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.common import RawValue

from domain.case.journal import Entry
from tests.workflows.bureau import Away, Bureau
from tests.workflows.playing import OnTheEngine, resumed, told, until

pytestmark = pytest.mark.engine

FACTS = "案件事实是否清楚、证据是否充分"


async def under_review(work: Bureau) -> OnTheEngine:
    return await resumed(work, told(), until="give_opinion")


async def opinion(case: OnTheEngine, signal: str = "s-1", **more: Any) -> dict[str, Any]:
    papers = (await case.state())["papers_version"]
    return {"id": signal, "reviewer": "reviewer-sun", "round": 1, "papers": papers, **more}


async def fact(case: OnTheEngine, kind: str, times: int = 1) -> Entry:
    async def found() -> Entry | None:
        of_kind = [e for e in await case.entries() if e.fact == kind]
        return of_kind[-1] if len(of_kind) >= times else None

    entry: Entry = await until(found)
    return entry


async def test_approve_is_the_reviewers_opinion_on_every_point(work):
    case = await under_review(work)
    await work.desk.signal(case.agency, case.number, "approve", await opinion(case))
    given = await fact(case, "OpinionGiven")
    assert (given.by, given.move) == ("reviewer-sun", "give_opinion")
    opinion_given = (await case.case()).review.rounds[-1].opinion
    assert opinion_given is not None
    assert opinion_given.verdict == "agree"


async def test_return_case_names_its_objections(work):
    case = await under_review(work)
    returned = await opinion(case, objections={FACTS: "须补充仓库出库记录"})
    await work.desk.signal(case.agency, case.number, "return_case", returned)
    given = await fact(case, "OpinionGiven")
    points = given.body["opinion"]["points"]
    assert [p["finding"] for p in points if not p["agreed"]] == ["须补充仓库出库记录"]


async def test_an_opinion_on_older_papers_is_refused_and_the_refusal_is_in_the_journal(work):
    case = await under_review(work)
    stale = await opinion(case) | {"papers": "0" * 64}
    await work.desk.signal(case.agency, case.number, "approve", stale)
    refused = await fact(case, "SignalRefused")
    assert (refused.by, refused.body["code"]) == ("clock", "StaleOpinion")
    assert "OpinionGiven" not in await case.facts()
    # The right one still comes in, as a letter of its own.
    await work.desk.signal(case.agency, case.number, "approve", await opinion(case, "s-2"))
    await fact(case, "OpinionGiven")


async def test_a_signal_that_comes_twice_gets_one_opinion(work):
    case = await under_review(work)
    body = await opinion(case)
    for _ in range(3):
        await work.desk.signal(case.agency, case.number, "approve", body)
    await fact(case, "OpinionGiven")
    await case.settled()
    assert (await case.facts()).count("OpinionGiven") == 1
    assert "SignalRefused" not in await case.facts()


@pytest.mark.parametrize(
    ("signal", "args", "code"),
    [
        ("approve", ["not an opinion"], "SignalUndecodable"),
        ("approve", [RawValue(Payload(data=b"\xff\xfe\x00"))], "SignalUndecodable"),
        ("approve", [None], "SignalUndecodable"),
        ("approve", [{"id": "x", "reviewer": "\x00"}], "SignalUndecodable"),
        ("approve", [], "SignalUndecodable"),
        ("approve", [{"id": "a"}, {"id": "b"}], "SignalUndecodable"),
        ("approve", [RawValue(Payload(data=b"[" * 8_000))], "SignalUndecodable"),
        ("approve", [RawValue(Payload(data=b"[" * 8_193))], "LetterTooLong"),
        ("approve", [{"id": "x", "reviewer": "nobody", "round": 1, "papers": ""}], "SignalFromNobody"),
        ("close_case", [{"id": "x"}], "SignalUnknown"),
        ("x" * 200, [], "SignalUnknown"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_the_journal_and_stops_nothing(work, signal, args, code):
    case = await under_review(work)
    await case.handle.signal(signal, args=args)
    assert (await fact(case, "SignalRefused")).body["code"] == code
    await work.desk.signal(case.agency, case.number, "approve", await opinion(case))
    await fact(case, "OpinionGiven")


async def test_many_letters_are_answered_each_under_its_own_number(work):
    case = await under_review(work)
    for _ in range(5):
        await case.handle.signal("approve", args=["?"])
    await fact(case, "SignalRefused", times=5)
    refused = [e.body["id"] for e in await case.entries() if e.fact == "SignalRefused"]
    assert refused == [f"approve-{n}" for n in range(1, 6)]


async def test_a_letter_that_cannot_be_handed_in_yet_holds_up_no_later_one(work, monkeypatch):
    case = await under_review(work)
    handed, perform = [], work.desk.perform

    async def away_for_the_first(agency: str, number: str, asked: Any) -> Any:
        handed.append(asked.key)
        if asked.key == "signal:s-1":
            raise Away
        return await perform(agency, number, asked)

    monkeypatch.setattr(work.desk, "perform", away_for_the_first)
    await work.desk.signal(case.agency, case.number, "approve", await opinion(case, "s-1"))
    await work.desk.signal(case.agency, case.number, "approve", await opinion(case, "s-2"))
    await fact(case, "OpinionGiven")
    assert handed == ["signal:s-1"] * 3 + ["signal:s-2"]
    monkeypatch.undo()
    # Its next try comes after the first pause; the round is over by then.
    await case.at("2026-05-20T09:00")
    assert (await fact(case, "SignalRefused")).body["id"] == "s-1"
