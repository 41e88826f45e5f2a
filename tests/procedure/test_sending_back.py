"""Sending back: what came before a head goes back to who prepared it, with a reason, and is prepared anew."""

from datetime import date
from typing import Any

import pytest

from domain.procedure import waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of

WHY = {"reason": "请写明裁量理由"}


def work(scene: Scene, when: str) -> list[tuple[str, str, str]]:
    scene.at(shanghai(when))
    on = date.fromisoformat(when[:10])
    return [(w.move, w.role.value, w.person) for w in waiting(scene.case, on)]


def titles(scene: Scene, when: str) -> list[str]:
    scene.at(shanghai(when))
    return [w.title for w in waiting(scene.case, date.fromisoformat(when[:10]))]


def sending(scene: Scene, when: str, by: str = "head-chen", **body: Any) -> set[str]:
    return codes_of(scene, when, by, "send_back", **{**WHY, **body})


def prepared() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-21")


def to_decide() -> Scene:
    return Scene().to_discussed().decision_prepared("2026-06-11")


def draft(scene: Scene) -> int:
    found: int = scene.state.party(1).prepared_decision.document
    return found


def test_art44_notices_sent_back_are_with_who_prepared_them_and_are_approved_only_when_prepared_anew():
    scene = prepared()
    notice = scene.state.party(1).last_notices.notice
    scene.do("2026-05-22", "head-chen", "send_back", document=notice, **WHY)
    assert ("prepare_notices", "officer", "officer-li") in work(scene, "2026-05-22")
    assert "制作约谈函和告知书（已退回）" in titles(scene, "2026-05-22")
    assert "approve_notices" not in [move for move, *_ in work(scene, "2026-05-22")]
    letter, told = (scene.document(n).content for n in scene.state.party(1).last_notices.documents)
    body = {"party": 1, "letter": letter, "notice": told}
    assert codes_of(scene, "2026-05-22", "head-chen", "approve_notices", **body) == {"NoticesSentBack"}
    scene.prepared("2026-05-25").approved("2026-05-25")


def test_art57_a_decision_sent_back_is_with_who_prepared_it_and_is_made_only_when_prepared_anew():
    scene = to_decide()
    scene.do("2026-06-12", "head-chen", "send_back", document=draft(scene), **WHY)
    assert ("prepare_decision", "officer", "officer-li") in work(scene, "2026-06-12")
    assert "impose" not in [move for move, *_ in work(scene, "2026-06-12")]
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"DecisionSentBack"}
    scene.decision_prepared("2026-06-15", discretion_reasons="初次违法，主动召回").imposed("2026-06-15")


def test_art57_nobody_mends_a_draft_about_a_party_that_is_no_more():
    scene = to_decide()
    scene.do("2026-06-12", "head-chen", "send_back", document=draft(scene), **WHY)
    ended = {"party": 1, "kind": "dissolution", "on": "2026-06-12", "proof": SCAN}
    scene.do("2026-06-12", "officer-li", "record_party_change", **ended)
    waits = [move for move, *_ in work(scene, "2026-06-12")]
    assert "prepare_decision" not in waits
    assert "end_against_party" in waits


def test_art57_papers_before_the_heads_are_sent_back_to_the_officers_until_they_are_discussed():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    assert "record_discussion" in [move for move, *_ in work(scene, "2026-06-10")]
    scene.do("2026-06-10", "head-chen", "send_back", discussion=True, **WHY)
    found = work(scene, "2026-06-10")
    assert ("submit_for_review", "officer", "") in found
    assert "record_discussion" not in [move for move, *_ in found]
    assert sending(scene, "2026-06-10", discussion=True) == {"NothingToSendBack"}
    scene.discussed("2026-06-11")
    assert "submit_for_review" not in [move for move, *_ in work(scene, "2026-06-11")]


def test_papers_that_were_changed_since_are_sent_back_no_more():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    scene.do("2026-06-10", "head-chen", "send_back", discussion=True, **WHY)
    scene.statement("2026-06-11").rechecked("2026-06-11", 1, {"kind": "fine", "amount": "90000.00"})
    assert "提交审核" in titles(scene, "2026-06-11")


def test_art65_a_decision_prepared_before_a_late_hearing_is_prepared_anew():
    scene = to_decide().hearing_requested("2026-06-12", posted_on="2026-06-08", channel="post")
    scene.hearing_notified("2026-06-12", "2026-06-26").hearing_held("2026-06-26").hearing_reported(
        "2026-06-26"
    )
    body = {"party": 1, "content": scene.content()}
    assert "DecisionOutdated" in codes_of(scene, "2026-06-26", "head-chen", "impose", **body)
    scene.reviewed("2026-06-26").filed("2026-06-26").acknowledged("2026-06-26").discussed("2026-06-29")
    found = [move for move, *_ in work(scene, "2026-06-29")]
    assert "prepare_decision" in found
    assert "impose" not in found


def test_art45_a_decision_prepared_before_a_late_statement_was_rechecked_is_prepared_anew():
    scene = to_decide().statement("2026-06-11T15:00").rechecked("2026-06-12")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"DecisionOutdated"}
    assert "prepare_decision" in [move for move, *_ in work(scene, "2026-06-12")]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, {"OneThingToSendBack"}),
        ({"document": 99}, {"NotBeforeAHead"}),
        ({"discussion": True}, {"NotBeforeAHead"}),
        ({"document": 1, "discussion": True}, {"OneThingToSendBack"}),
        ({"proposal": 99}, {"NoSuchProposal"}),
    ],
)
def test_what_is_sent_back_is_one_thing_that_waits(body: dict[str, Any], refused: set[str]):
    assert sending(to_decide(), "2026-06-12", **body) == refused


@pytest.mark.parametrize("reason", ["", " ", "　"])
def test_who_sends_a_draft_back_says_why(reason: str):
    scene = to_decide()
    assert sending(scene, "2026-06-12", document=draft(scene), reason=reason) == {"FieldMissing"}


@pytest.mark.parametrize("who", ["officer-li", "officer-wang", "clerk-zhao"])
def test_only_a_head_sends_a_draft_back(who: str):
    scene = to_decide()
    assert sending(scene, "2026-06-12", who, document=draft(scene)) == {"NothingToSendBack"}


def test_what_was_approved_or_decided_is_sent_back_no_more():
    scene = prepared().approved("2026-05-22")
    notice = scene.state.party(1).last_notices.notice
    assert sending(scene, "2026-05-22", document=notice) == {"NothingToSendBack"}
    scene = Scene().to_decided()
    assert sending(scene, "2026-06-12", document=draft(scene)) == {"NothingToSendBack"}
