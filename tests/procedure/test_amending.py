"""Amending the draft: before anybody was told of it; screened, reviewed and approved anew."""

from typing import Any

import pytest

from domain.procedure import waiting
from domain.procedure.language import civil
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of, company, opening

BASIS = [{"id": "B1", "statute": "食品安全法", "article": "125.1(2)", "findings": ["F1"]}]
SMALL = {"kind": "fine", "amount": "60000.00"}
TINY = {"kind": "fine", "amount": "50000.00"}


def amending(scene: Scene, when: str = "2026-05-21", **body: Any) -> set[str]:
    return codes_of(scene, when, "officer-li", "amend_draft", **{"reason": "审核意见", **body})


def amended(scene: Scene, when: str = "2026-05-21", **body: Any) -> Scene:
    scene.do(when, "officer-li", "amend_draft", **{"reason": "审核意见", **body})
    return scene


def intended(*penalties: dict[str, Any], party: int = 1) -> list[dict[str, Any]]:
    return [{"party": party, "proposal": {"penalties": list(penalties)}}]


def work(scene: Scene, when: str) -> set[str]:
    scene.at(shanghai(when))
    return {w.move for w in waiting(scene.case, civil(shanghai(when)))}


def test_art58_what_the_reviewer_objects_to_is_changed_and_goes_back_to_the_same_reviewer():
    scene = amended(Scene().open("2026-05-18").reviewed("2026-05-20", "correct"), basis=BASIS)
    assert scene.state.papers.basis[0].article == "125.1(2)"
    answers = [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已改正"}]
    scene.do("2026-05-21", "officer-li", "answer_opinion", answers=answers)
    last = scene.state.review.last
    assert (last.number, last.papers, last.opinion) == (2, scene.case.papers_version, None)
    assert scene.state.review.reviewer.id == "reviewer-sun"
    scene.opinion("2026-05-22").prepared("2026-05-22").approved("2026-05-22")


def test_art58_what_was_agreed_to_is_reviewed_anew_once_it_is_another():
    scene = amended(Scene().open("2026-05-18").reviewed("2026-05-20"), basis=BASIS).prepared("2026-05-21")
    notices = scene.state.party(1).last_notices
    content = {
        "letter": scene.document(notices.letter).content,
        "notice": scene.document(notices.notice).content,
    }
    found = codes_of(scene, "2026-05-21", "head-chen", "approve_notices", party=1, **content)
    assert found == {"NotReviewedBeforeNotice"}


def test_art44_an_approval_is_void_visibly_with_the_numbers_taken():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-21").approved("2026-05-21")
    scene.sealed("2026-05-21")
    letter, notice = scene.state.party(1).last_notices.documents
    assert scene.document(letter).number
    amended(scene, "2026-05-22", basis=BASIS)
    assert scene.state.party(1).last_notices.approved_on is None
    assert [scene.document(n).state for n in (letter, notice)] == ["void", "void"]
    assert scene.document(letter).number, "a number that was taken stays taken"
    assert [f for f in list(scene.facts())[-4:] if f != "Screened"] == [
        "DraftAmended",
        "ApprovalVoided",
        "DocumentsVoided",
    ]
    issuing = codes_of(scene, "2026-05-22", "clerk-zhao", "issue_notices", party=1)
    assert issuing == {"NoticesNotApproved"}
    assert "prepare_notices" in work(scene, "2026-05-22")


def test_art63_the_draft_is_screened_again():
    scene = Scene().open("2026-05-18")
    assert scene.case.has_hearing_right(1)
    amended(scene, proposals=intended(SMALL))
    assert not scene.case.has_hearing_right(1)
    amended(scene, proposals=intended({"kind": "fine", "amount": "120000.00"}))
    assert scene.case.has_hearing_right(1)


def test_art63_what_a_head_answered_stays_while_the_same_is_intended():
    unknown = {"kind": "permit_suspension", "duration": {"length": 3, "unit": "month"}}
    scene = Scene().open("2026-05-18", parties=[{**company(), "proposal": {"penalties": [unknown]}}])
    said = {"party": 1, "answer": True, "reason": "影响经营", "article": "行政处罚法 63.1(5)"}
    scene.do("2026-05-19", "head-chen", "answer_screening", **said)
    amended(scene, basis=BASIS)
    assert scene.case.has_hearing_right(1)
    scene.prepared("2026-05-21")
    longer = {"kind": "permit_suspension", "duration": {"length": 4, "unit": "month"}}
    amended(scene, "2026-05-22", proposals=intended(longer))
    assert scene.case.screening.hearing[1].answer is None
    assert "answer_screening" in work(scene, "2026-05-22")
    scene.do("2026-05-22", "head-chen", "answer_screening", **said)
    scene.prepared("2026-05-22")


def test_art44_after_the_issue_the_draft_stays_as_it_is():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    assert amending(scene, "2026-05-25", basis=BASIS) == set()
    scene.sealed("2026-05-25").do("2026-05-25", "clerk-zhao", "issue_notices", party=1)
    assert amending(scene, "2026-05-25", basis=BASIS) == {"NotifiedAlready"}


TWO: dict[str, Any] = {
    "findings": [{"id": f"F{n}", "text": f"违法事实{n}", "parties": [n]} for n in (1, 2)],
    "evidence": [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]}],
    "basis": [
        {"id": f"B{n}", "statute": "食品安全法", "article": "125(2)", "findings": [f"F{n}"]} for n in (1, 2)
    ],
}


def one_issued() -> Scene:
    """Two parties with findings of their own; the notices of the first are issued."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)], **TWO).reviewed("2026-05-20")
    return scene.issued("2026-05-25", 1)


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({"proposals": intended(SMALL, party=2)}, set()),
        ({"proposals": intended(SMALL, party=1)}, {"NotifiedAlready"}),
        ({"findings": [TWO["findings"][0], {**TWO["findings"][1], "text": "另一表述"}]}, set()),
        ({"findings": [{**TWO["findings"][0], "text": "另一表述"}, TWO["findings"][1]]}, {"NotifiedAlready"}),
        ({"basis": [TWO["basis"][0], {**TWO["basis"][1], "article": "124"}]}, set()),
        ({"basis": [{**TWO["basis"][0], "article": "124"}, TWO["basis"][1]]}, {"NotifiedAlready"}),
        ({"complex_case": {"answer": True, "reason": "涉及两个当事人"}}, set()),
    ],
)
def test_art44_what_concerns_a_party_that_was_told_stays(body: dict[str, Any], refused: set[str]):
    assert amending(one_issued(), "2026-05-26", **body) == refused


def test_art46_evidence_is_not_removed_and_what_is_excluded_touches_nobody():
    scene = one_issued()
    scene.do(
        "2026-05-25T15:00",
        "officer-li",
        "add_evidence",
        evidence={"id": "E2", "kind": "document", "title": "台账", "proves": ["F2"]},
        reason="补充",
    )
    ledger = {"id": "E2", "kind": "document", "title": "台账"}
    assert amending(scene, "2026-05-26", evidence=[{**ledger, "proves": ["F1", "F2"]}]) == {"NotifiedAlready"}
    assert amending(scene, "2026-05-26", evidence=[{**ledger, "proves": ["F2"], "excluded": True}]) == set()
    assert amending(scene, "2026-05-26", evidence=[{**ledger, "id": "E9", "proves": ["F2"]}]) == {
        "EvidenceNotInFile"
    }
    only = {**TWO["evidence"][0], "excluded": True}
    assert amending(scene, "2026-05-26", evidence=[only]) == {"PapersIncomplete"}


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, {"NothingAmended"}),
        ({"basis": opening()["basis"]}, {"NothingAmended"}),
        ({"basis": BASIS, "reason": "　"}, {"FieldMissing"}),
        ({"basis": [{**BASIS[0], "findings": ["F9"]}]}, {"PapersIncomplete"}),
        ({"findings": [{"id": "F1", "text": "…", "parties": [7]}]}, {"PapersIncomplete"}),
        ({"proposals": intended(SMALL, party=7)}, {"ProposalOfNobody"}),
        ({"proposals": intended(SMALL) * 2}, {"NamedTwice"}),
        ({"proposals": intended(SMALL) + intended(TINY)}, {"ProposalOfNobody"}),
        ({"proposals": intended()}, {"NoPenaltyIntended"}),
        ({"proposals": intended({"kind": "fine", "amount": "0"})}, {"PenaltyAmount"}),
    ],
)
def test_an_amended_draft_holds_together_like_a_new_one(body: dict[str, Any], refused: set[str]):
    assert amending(Scene().open("2026-05-18"), **body) == refused


def test_art59_a_decision_without_penalty_is_prepared_anew_on_the_amended_draft():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .decision_prepared("2026-05-20", outcome="no_penalty")
    )
    amended(scene, basis=BASIS)
    body = {"party": 1, "content": scene.content()}
    found = codes_of(scene, "2026-05-21", "head-chen", "decide_no_penalty", **body)
    assert "DecisionOutdated" in found
