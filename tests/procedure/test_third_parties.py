"""Third parties: named with their interest, and told of the hearing and of the decision (行政处罚法 第64条第2项)."""

import pytest

from documents.kinds import compose
from documents.kinds.decisions import NoPenaltyDecision, PenaltyDecision
from documents.kinds.hearing import HearingNotice
from domain.case.documents import DocumentKind
from domain.procedure import read, waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of

NEIGHBOUR = {
    "third_party": "镇江邻街示例超市有限公司",
    "address": "镇江市京口区示例路22号",
    "interest": "已付货款",
}


def named(scene: Scene, when: str, **changes: str) -> Scene:
    scene.do(when, "officer-li", "name_third_party", **NEIGHBOUR | changes)
    return scene


def naming(scene: Scene, by: str = "officer-li", **changes: str) -> set[str]:
    return codes_of(scene, "2026-06-12", by, "name_third_party", **NEIGHBOUR | changes)


def made(scene: Scene, kind: DocumentKind) -> object:
    document = next(d for d in reversed(scene.case.documents.all) if d.kind is kind)
    content = compose(scene.case, document)
    assert "同时送交" not in list(content.gaps())
    return content


def test_art64_2_the_notice_of_the_hearing_goes_to_the_third_party_too():
    scene = named(Scene().open("2026-05-18"), "2026-05-19").reviewed("2026-05-20")
    scene.issued("2026-05-25").served("2026-06-01").hearing_requested("2026-06-03")
    scene.hearing_notified("2026-06-08", "2026-06-23")
    notice = made(scene, DocumentKind.HEARING_NOTICE)
    assert isinstance(notice, HearingNotice)
    assert notice.copies == (NEIGHBOUR["third_party"],)
    (entry,) = (e for e in scene.entries if e.fact == "HearingNotified")
    assert any(NEIGHBOUR["third_party"] in words.zh for words in read(entry).said(scene.case))


def test_the_decision_goes_to_the_third_party_too():
    scene = named(Scene().to_discussed(), "2026-06-11").decision_prepared("2026-06-11")
    decision = made(scene, DocumentKind.PENALTY_DECISION)
    assert isinstance(decision, PenaltyDecision)
    assert decision.copies == (NEIGHBOUR["third_party"],)
    scene.imposed("2026-06-12")
    spared = named(Scene().open("2026-05-18"), "2026-05-19").reviewed("2026-05-20")
    spared.decision_prepared("2026-05-20", outcome="no_penalty", discretion_reasons="轻微")
    decision = made(spared, DocumentKind.NO_PENALTY_DECISION)
    assert isinstance(decision, NoPenaltyDecision)
    assert decision.copies == (NEIGHBOUR["third_party"],)


def test_a_decision_that_was_prepared_before_is_prepared_anew():
    scene = named(Scene().to_discussed().decision_prepared("2026-06-11"), "2026-06-12")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"DecisionOutdated"}
    today = shanghai("2026-06-12").date()
    assert {work.move for work in waiting(scene.case, today)} == {"prepare_decision"}
    scene.decision_prepared("2026-06-12").imposed("2026-06-12")


@pytest.mark.parametrize("again", [NEIGHBOUR["third_party"], f" {NEIGHBOUR['third_party']} "])
def test_nobody_is_named_twice_nor_a_party_as_a_third_party(again):
    scene = named(Scene().open("2026-05-18"), "2026-05-19")
    assert naming(scene, third_party=again) == {"NamedAlready"}
    assert naming(scene, third_party=scene.case.party(1).name) == {"NamedAlready"}
    assert naming(scene, third_party="另一示例超市") == set()


def test_name_address_and_interest_are_given_by_an_officer_before_the_last_decision():
    empty = dict.fromkeys(NEIGHBOUR, "　")
    assert naming(Scene().open("2026-05-18"), **empty) == {"FieldMissing"}
    assert naming(Scene().open("2026-05-18"), by="head-chen") >= {"RoleRequired"}
    assert naming(Scene().to_decided()) == {"AllDecided"}


def test_a_case_without_third_parties_says_nothing_of_them():
    scene = Scene().to_decided()
    decision = made(scene, DocumentKind.PENALTY_DECISION)
    assert isinstance(decision, PenaltyDecision)
    assert (decision.copies, scene.case.third_parties.names) == ((), ())
