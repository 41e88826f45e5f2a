"""Statements, requests, waivers: the party's own moves, from the issue of its notices until its decision."""

from typing import Any

import pytest

from domain.bilingual import Words
from domain.procedure import read
from tests.procedure.scene import SCAN, Scene, codes_of


def issued() -> Scene:
    """Issued on Monday 2026-05-25."""
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")


def stating(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"party": 1, "channel": "paper", "received_at": f"{when[:10]}T08:00:00+08:00", "text": "请求从轻"}
    return codes_of(scene, when, "officer-li", "submit_statement", **{**body, **changes})


def waiving(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"party": 1, "right": "hearing", "form": SCAN, "on": when[:10]}
    return codes_of(scene, when, "officer-li", "waive", **{**body, **changes})


def test_nobody_speaks_before_the_notices_were_issued():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    assert stating(scene, "2026-05-25") == {"NotYetNotified"}


def test_a_party_speaks_before_proof_of_service_was_recorded():
    assert stating(issued(), "2026-05-26") == set()


def test_after_its_decision_a_party_has_its_remedies():
    assert stating(Scene().to_decided(), "2026-06-15") == {"DecidedBefore"}


@pytest.mark.parametrize(
    ("day", "in_time"),
    [("2026-06-05", True), ("2026-06-08", True), ("2026-06-09", False)],  # served on Monday 06-01
)
def test_a_late_statement_is_heard_too_and_marked_late(day, in_time):
    scene = issued().served("2026-06-01").statement(day)
    (statement,) = scene.state.party(1).statements
    assert statement.in_time is in_time
    assert [p.id for p in scene.state.party(1).unanswered] == ["S1"]


def test_cpl_art85_a_statement_posted_in_time_is_in_time():
    scene = issued().served("2026-06-01").statement("2026-06-10", channel="post", posted_on="2026-06-08")
    assert scene.state.party(1).statements[0].in_time


def test_nothing_is_posted_after_it_was_received():
    assert stating(issued(), "2026-05-26", channel="post", posted_on="2026-05-27") == {
        "DateInTheFuture",
        "PostedAfterReceipt",
    }


def test_nothing_is_received_before_the_issue():
    assert stating(issued(), "2026-05-26", received_at="2026-05-24T08:00:00+08:00") == {"DateBeforeItsEvent"}


def test_an_instant_says_its_time_zone():
    assert "TimeWithoutZone" in stating(issued(), "2026-05-26", received_at="2026-05-26T08:00:00")


def test_a_statement_says_something():
    assert stating(issued(), "2026-05-26", text="") == {"NothingSaid"}


def test_art62_a_waiver_is_express():
    assert waiving(issued(), "2026-05-26", form="") == {"WaiverNotExpress"}


def test_a_right_is_waived_once():
    assert waiving(issued().waived("2026-05-26", "hearing"), "2026-05-27") == {"WaivedAlready"}


def test_cpl_art85_a_posted_waiver_counts_by_its_postmark():
    scene = issued()
    body = {"party": 1, "right": "hearing", "form": SCAN, "on": "2026-05-28", "posted_on": "2026-05-26"}
    scene.do("2026-05-28", "officer-li", "waive", **body)
    assert str(scene.state.party(1).last_notices.waivers[0].on) == "2026-05-26"


def test_a_hearing_is_asked_for_once():
    scene = issued().hearing_requested("2026-05-26")
    body = {"party": 1, "channel": "paper", "on": "2026-05-27", "text": "要求听证"}
    assert codes_of(scene, "2026-05-27", "officer-li", "request_hearing", **body) == {
        "HearingRequestedAlready"
    }


def test_a_late_request_does_not_bar_another_word_but_holds_up_nothing():
    scene = issued().served("2026-06-01").hearing_requested("2026-06-09").hearing_requested("2026-06-10")
    assert [r.counts for r in scene.state.party(1).last_notices.hearing_requests] == [False, False]


def said(scene: Scene, fact: str) -> list[Words]:
    """What the last fact of a name says."""
    entry = [e for e in scene.entries if e.fact == fact][-1]
    return list(read(entry).said(scene.case))


def test_a_late_statement_says_that_it_is_heard_all_the_same():
    scene = issued().served("2026-06-01").statement("2026-06-09")
    (words,) = said(scene, "StatementReceived")
    assert "（逾期，仍予听取）" in words.zh
    assert "(late, and heard all the same)" in words.en


def test_a_request_that_does_not_count_says_why():
    scene = issued().served("2026-06-01").hearing_requested("2026-06-09")
    (words,) = said(scene, "HearingRequested")
    assert words.zh.endswith("不计：超过要求听证的期限")
    assert words.en.endswith("does not count: after the period for asking")


def test_a_waiver_names_the_right_and_the_day():
    words, before_service = said(issued().waived("2026-05-26", "hearing"), "Waived")
    assert before_service.zh == "送达之前放弃的，不产生效力（行政处罚法第六十二条）"
    assert words.zh.endswith("2026-05-26明确放弃要求听证")
    assert words.en.endswith("asking for a hearing, expressly waived on 2026-05-26")
