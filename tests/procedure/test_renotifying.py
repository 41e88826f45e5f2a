"""Returning to notifying: new notices on a ground; their clocks begin anew, and nothing of the earlier ones counts."""

from typing import Any

import pytest

from domain.procedure import waiting
from domain.procedure.language import civil
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of, company

LEDGER = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
HIGHER = {"kind": "fine", "amount": "150000.00"}
BY = {"together_with": "head-chen"}


def with_ledger(obtained_on: str | None = "2026-06-08") -> Scene:
    """Notices approved on 05-25; heard by 06-08; the ledger comes on Tuesday 06-09."""
    scene = Scene().to_heard()
    piece = {**LEDGER, "obtained_on": obtained_on} if obtained_on else LEDGER
    scene.do("2026-06-09", "officer-li", "add_evidence", evidence=piece, reason="补充")
    return scene


def returning(scene: Scene, when: str = "2026-06-09", **body: Any) -> set[str]:
    return codes_of(
        scene, when, "officer-li", "return_to_notifying", parties=[1], **BY, **{"reason": "见案卷", **body}
    )


def work(scene: Scene, when: str) -> set[str]:
    scene.at(shanghai(when))
    return {w.move for w in waiting(scene.case, civil(shanghai(when)))}


# Grounds


def test_art45_without_a_ground_nobody_is_notified_anew():
    assert returning(Scene().to_heard()) == {"NoGroundToNotifyAnew"}


def test_art45_without_a_ground_a_heavier_proposal_is_refused():
    scene = Scene().to_heard().statement("2026-06-09")
    body = scene.recheck_body(1, HIGHER)
    assert codes_of(scene, "2026-06-09", "officer-li", "recheck", **body) == {"HeavierBecauseOfDefence"}
    amended = {"proposals": [{"party": 1, "proposal": {"penalties": [HIGHER]}}], "reason": "加重"}
    assert codes_of(scene, "2026-06-09", "officer-li", "amend_draft", **amended) == {"NotifiedAlready"}


def test_art44_a_named_error_of_law_is_a_ground():
    assert returning(Scene().to_heard(), error="wrong_basis") == set()


@pytest.mark.parametrize(
    ("obtained_on", "refused"),
    [
        ("2026-05-24", {"EvidenceNotAfterTheNotice"}),
        ("2026-05-25", set()),
        ("2026-06-10", {"DateInTheFuture"}),
    ],
)
def test_art44_evidence_obtained_since_the_notice_was_approved_is_a_ground(
    obtained_on: str, refused: set[str]
):
    assert returning(with_ledger(None), evidence=["E2"], obtained_on=obtained_on) == refused


def test_art44_the_day_that_the_evidence_itself_has_counts():
    found = returning(with_ledger("2026-05-20"), evidence=["E2"], obtained_on="2026-06-08")
    assert found == {"EvidenceNotAfterTheNotice"}


def test_art44_evidence_that_stood_in_the_notice_or_is_not_there_is_no_ground():
    for stranger in ("E1", "E9"):
        found = returning(with_ledger(), evidence=[stranger], obtained_on="2026-06-08")
        assert found == {"EvidenceNotAfterTheNotice"}


def test_the_day_is_asked_for():
    assert returning(with_ledger(), evidence=["E2"]) == {"FieldMissing"}


def test_only_issued_notices_are_given_up_and_once():
    ground = {"error": "wrong_basis"}
    assert returning(Scene().open("2026-05-18"), "2026-05-19", **ground) == {"NoNoticesToReturn"}
    scene = Scene().to_heard().returned("2026-06-09")
    assert returning(scene, **ground) == {"NoNoticesToReturn"}


# Version n + 1


def amended(scene: Scene, when: str) -> Scene:
    body = {"proposals": [{"party": 1, "proposal": {"penalties": [HIGHER]}}], "reason": "台账证明数额更大"}
    scene.do(when, "officer-li", "amend_draft", **body)
    return scene


def second() -> Scene:
    """Given up on 06-09 for a heavier penalty on the ledger; version 2 reviewed, issued on 06-10, served on Thursday 06-11."""
    scene = with_ledger().returned("2026-06-09", error=None, evidence=["E2"], obtained_on="2026-06-08")
    return amended(scene, "2026-06-09").reviewed("2026-06-10").issued("2026-06-10").served("2026-06-11")


def test_art44_the_new_notices_are_version_two_with_terms_of_their_own():
    """Served on Thursday 06-11: 12, 15, 16, 17, Thursday 18; then 端午, 06-19 to 21."""
    scene = second()
    last = scene.state.party(1).last_notices
    assert (last.version, str(last.notified.fine)) == (2, "150000.00")
    assert [str(c.last_day) for c in scene.clocks("statement", "2026-06-11", 1)] == [
        "2026-06-08",
        "2026-06-18",
    ]
    submitting = codes_of(scene, "2026-06-18", "officer-li", "submit_for_review")
    assert submitting == {
        "StatementPeriodRunning",
        "HearingRequestPeriodRunning",
        "InterviewOutstanding",
        "NotRechecked",
    }


def test_art62_waiver_interview_and_recheck_of_version_one_satisfy_nothing_of_version_two():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-01", right)
    assert codes_of(scene, "2026-06-02", "officer-li", "submit_for_review") == set()
    scene.returned("2026-06-02").reviewed("2026-06-02").issued("2026-06-02").served("2026-06-03")
    found = codes_of(scene, "2026-06-03", "officer-li", "submit_for_review")
    assert found == {"StatementPeriodRunning", "HearingRequestPeriodRunning", "InterviewOutstanding"}


def test_art45_what_was_said_before_stays_to_be_answered_under_ids_of_its_own():
    scene = second().interview("2026-06-17", "仍请求从轻")
    assert [p.id for p in scene.state.party(1).unanswered] == ["I1", "I2"]
    scene.rechecked("2026-06-18")
    assert scene.state.party(1).unanswered == ()


def test_art45_nothing_is_rechecked_between_the_two_versions():
    scene = Scene().to_heard().returned("2026-06-09")
    assert codes_of(scene, "2026-06-09", "officer-li", "recheck", **scene.recheck_body()) == {
        "RecheckAfterTheNotices"
    }


def test_art58_57_review_filing_and_discussion_of_version_one_count_no_more_on_the_very_same_papers():
    """Nothing of the papers changes, and all of it happens on one day: the order counts, not the day."""
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-09").acknowledged("2026-06-09")
    scene.discussed("2026-06-09").decision_prepared("2026-06-09").returned("2026-06-09")
    assert work(scene, "2026-06-09") >= {"submit_for_review", "prepare_notices"}
    interview = {"working_days_after_service": 4, "time": "09:00", "place": "x", "presider": "officer-wang"}
    plan = {**interview, "recorder": "clerk-zhao"}
    scene.do("2026-06-09", "officer-li", "prepare_notices", party=1, interview=plan)
    content = {name: scene.document(n).content for name, n in _documents(scene).items()}
    approving = codes_of(scene, "2026-06-09", "head-chen", "approve_notices", party=1, **content)
    assert approving == {"NotReviewedBeforeNotice"}
    scene.reviewed("2026-06-09").issued("2026-06-09").served("2026-06-09")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-09", right)
    scene.rechecked("2026-06-09").decision_prepared("2026-06-09")
    found = codes_of(scene, "2026-06-09", "head-chen", "impose", party=1, content=scene.content())
    assert found == {"NotReviewed", "NotFiled", "NotDiscussed"}


def _documents(scene: Scene) -> dict[str, int]:
    notices = scene.state.party(1).last_notices
    return {"letter": notices.letter, "notice": notices.notice}


def test_art59_a_decision_prepared_before_is_not_made_any_more():
    scene = Scene().to_discussed().decision_prepared("2026-06-11").returned("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert {"DecisionOutdated", "NoticesNotServed"} <= codes_of(
        scene, "2026-06-12", "head-chen", "impose", **body
    )
    assert not {"impose", "record_discussion"} & work(scene, "2026-06-12")


def test_art44_a_penalty_prepared_between_the_two_versions_names_the_old_notice_and_is_not_made():
    """Prepared on 06-11 after the return: all that version two asks for is there by 06-12, but the draft is of version one."""
    scene = Scene().to_discussed().returned("2026-06-11").decision_prepared("2026-06-11")
    scene.reviewed("2026-06-11").issued("2026-06-11").served("2026-06-11")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-06-11", right)
    scene.rechecked("2026-06-11").reviewed("2026-06-11").filed("2026-06-11").acknowledged("2026-06-11")
    scene.discussed("2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"DecisionOutdated"}
    assert "prepare_decision" in work(scene, "2026-06-12")
    scene.decision_prepared("2026-06-12").imposed("2026-06-12")


def test_art64_who_asked_for_a_hearing_that_was_not_held_need_not_ask_again():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03").returned("2026-06-04").reviewed("2026-06-04")
    scene.issued("2026-06-04").served("2026-06-05")
    assert "HearingOutstanding" in codes_of(scene, "2026-06-15", "officer-li", "submit_for_review")
    assert "notify_hearing" in work(scene, "2026-06-15")


def test_a_hearing_held_is_of_its_own_version():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03").interview("2026-06-05").hearing_notified("2026-06-10", "2026-06-23")
    scene.hearing_held("2026-06-23").hearing_reported("2026-06-24").returned("2026-06-25")
    scene.reviewed("2026-06-25").issued("2026-06-25").served("2026-06-26")
    assert scene.state.party(1).last_notices.hearing_request is None
    assert "HearingRequestPeriodRunning" in codes_of(scene, "2026-06-29", "officer-li", "submit_for_review")


def test_what_was_never_served_is_void_and_nobody_serves_it():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    letter = scene.state.party(1).last_notices.letter
    scene.returned("2026-05-26")
    assert scene.document(letter).void
    assert "record_service" not in work(scene, "2026-05-26")


def test_the_other_party_goes_on_with_its_own_notices():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for number in (1, 2):
        scene.issued("2026-05-25", number).served("2026-06-01", number)
    scene.returned("2026-06-02", 1)
    assert scene.state.party(2).last_notices.version == 1
    assert scene.clock("statement", "2026-06-03", 2).open
    assert scene.clock("statement", "2026-06-03", 1).ended_on is not None
    body = {"proposals": [{"party": 2, "proposal": {"penalties": [HIGHER]}}], "reason": "加重"}
    assert codes_of(scene, "2026-06-03", "officer-li", "amend_draft", **body) == {"NotifiedAlready"}


def test_the_party_may_speak_between_the_two_versions():
    scene = Scene().to_heard().returned("2026-06-09").statement("2026-06-09")
    scene.waived("2026-06-09", "hearing").hearing_requested("2026-06-09")
    assert [p.id for p in scene.state.party(1).unanswered] == ["S1", "I1"]


def test_issued_notices_that_stand_name_the_way_to_new_ones():
    scene = Scene().to_heard()
    plan = {"working_days_after_service": 4, "time": "09:00", "place": "x", "presider": "officer-wang"}
    body = {"party": 1, "interview": {**plan, "recorder": "clerk-zhao"}}
    (refused,) = scene.judged("2026-06-09", "officer-li", "prepare_notices", **body)
    assert refused.code == "NoticesStand"
    assert "return_to_notifying" in refused.cure.zh
    assert scene.judged("2026-06-09", "officer-li", "prepare_notices", **body)
    assert scene.returned("2026-06-09").judged("2026-06-09", "officer-li", "prepare_notices", **body) == ()


def test_art58_an_objection_after_the_statements_is_answered_by_new_notices():
    """The reviewer objects to the basis: given up, amended, answered, and with the same reviewer before the new notices."""
    scene = Scene().to_heard().reviewed("2026-06-09", "correct").returned("2026-06-10")
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125.1(2)", "findings": ["F1"]}]
    scene.do("2026-06-10", "officer-li", "amend_draft", basis=basis, reason="审核意见")
    answers = [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已改正"}]
    scene.do("2026-06-10", "officer-li", "answer_opinion", answers=answers)
    scene.opinion("2026-06-11").issued("2026-06-11").served("2026-06-12")
    assert scene.state.party(1).last_notices.version == 2


def test_to_the_decision_on_version_two():
    scene = second().interview("2026-06-17", "仍请求从轻").rechecked("2026-06-18")
    scene.reviewed("2026-06-22").filed("2026-06-22").acknowledged("2026-06-22").discussed("2026-06-23")
    scene.decision_prepared("2026-06-23").imposed("2026-06-24")
    assert str(scene.state.party(1).decision.payable) == "150000.00"


def test_art44_notices_whose_approval_fell_with_an_amendment_wait_for_no_issue():
    """Sealed on 06-11 and not issued; the draft amended on that day: they are prepared anew, and nobody waits to issue them."""
    scene = Scene().to_heard().returned("2026-06-09").reviewed("2026-06-10").prepared("2026-06-11")
    scene.approved("2026-06-11").sealed("2026-06-11")
    assert "issue_notices" in work(scene, "2026-06-11")
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125.1(2)", "findings": ["F1"]}]
    scene.do("2026-06-11", "officer-li", "amend_draft", basis=basis, reason="条款有误")
    assert "issue_notices" not in work(scene, "2026-06-11")
