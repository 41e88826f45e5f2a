"""Gate 4: review agreed on the present papers, then filing, then discussion."""

import pytest

from domain.law.rulebook import rulebook_for
from tests.procedure.scene import FINE, LESS, Scene, codes_of, company

EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}


def more(scene: Scene, when: str, number: int = 2) -> Scene:
    evidence = {**EVIDENCE, "id": f"E{number}"}
    scene.do(when, "officer-li", "add_evidence", evidence=evidence, reason="补充")
    return scene


def market() -> Scene:
    """Under the sector rule alone no review stands after the statements by itself, nor a filing."""
    scene = Scene(rules=rulebook_for("market"))
    return (
        scene.open("2026-05-18", profile="market")
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .served("2026-06-01")
    )


def approving(scene: Scene, when: str) -> set[str]:
    notices = scene.state.party(1).last_notices
    contents = [scene.document(n).content for n in notices.documents]
    return codes_of(
        scene, when, "head-chen", "approve_notices", party=1, letter=contents[0], notice=contents[1]
    )


def imposing(scene: Scene, when: str, party: int = 1) -> set[str]:
    return codes_of(scene, when, "head-chen", "impose", party=party, content=scene.content(party))


def discussing(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "clerk-zhao", "record_discussion", **scene.discussion_body(when[:10]))


# Before the notice


def test_samr_art49_no_notice_before_the_review_agreed():
    assert approving(Scene().open("2026-05-18").prepared("2026-05-19"), "2026-05-19") == {
        "NotReviewedBeforeNotice"
    }


def test_samr_art49_a_review_that_did_not_agree_is_no_agreement():
    scene = Scene().open("2026-05-18").reviewed("2026-05-19", "correct").prepared("2026-05-19")
    assert approving(scene, "2026-05-19") == {"NotReviewedBeforeNotice"}


def test_samr_art49_the_review_agreed_to_another_version_of_the_papers():
    scene = more(Scene().open("2026-05-18").reviewed("2026-05-19"), "2026-05-20").prepared("2026-05-20")
    assert approving(scene, "2026-05-20") == {"NotReviewedBeforeNotice"}


def test_notices_prepared_on_older_papers_are_not_approved():
    scene = more(Scene().open("2026-05-18").prepared("2026-05-18"), "2026-05-19").reviewed("2026-05-20")
    assert approving(scene, "2026-05-20") == {"NoticesOutdated"}
    assert approving(scene.prepared("2026-05-21"), "2026-05-21") == set()


def test_while_a_party_has_no_notices_the_review_is_the_one_before_the_notice():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1)
    more(scene, "2026-05-26").reviewed("2026-05-27").issued("2026-05-28", 2)
    assert [r.purpose for r in scene.state.review.rounds] == ["before_notice", "before_notice"]


# After the statements


def test_art58_no_decision_without_the_agreement_of_the_review():
    scene = Scene().to_heard().decision_prepared("2026-06-09")
    assert imposing(scene, "2026-06-09") == {"NotReviewed", "NotFiled", "NotDiscussed"}


def test_art58_a_review_that_did_not_agree_opens_nothing():
    scene = Scene().to_heard().reviewed("2026-06-09", "investigate").decision_prepared("2026-06-09")
    assert imposing(scene, "2026-06-09") == {"NotReviewed", "NotFiled", "NotDiscussed"}


def test_evidence_added_after_the_agreement_needs_review_filing_and_discussion_anew():
    scene = more(Scene().to_discussed(), "2026-06-12").decision_prepared("2026-06-12")
    scene.told_of_evidence("2026-06-12").waived("2026-06-12", "new_evidence")
    assert imposing(scene, "2026-06-12") == {"NotReviewed", "NotFiled", "NotDiscussed"}


def test_the_market_rule_alone_asks_for_no_review_after_the_statements():
    scene = market().interview("2026-06-05")
    assert (
        codes_of(
            scene, "2026-06-09", "clerk-zhao", "record_discussion", **scene.discussion_body("2026-06-09")
        )
        == set()
    )


def test_samr_art50_a_hearing_held_brings_a_review_after_it():
    scene = market().hearing_requested("2026-06-03").interview("2026-06-05")
    scene.hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23").hearing_reported(
        "2026-06-24"
    )
    assert discussing(scene, "2026-06-24") == {"NotReviewed"}


def test_art58_2_a_hearing_held_brings_a_review_whatever_the_profile_says():
    rules = rulebook_for("market")
    scene = Scene(
        rules=rules.model_copy(update={"switches": rules.switches.model_copy(update={"reviews": ()})})
    )
    scene.open("2026-05-18", profile="market").issued("2026-05-25").served("2026-06-01").hearing_requested(
        "2026-06-03"
    )
    scene.interview("2026-06-05").hearing_notified("2026-06-10", "2026-06-23")
    scene.hearing_held("2026-06-23").hearing_reported("2026-06-24")
    assert discussing(scene, "2026-06-24") == {"NotReviewed"}


def test_evidence_added_after_the_notices_brings_a_review():
    scene = more(market().interview("2026-06-05"), "2026-06-08").told_of_evidence("2026-06-08")
    assert discussing(scene.waived("2026-06-08", "new_evidence"), "2026-06-09") == {"NotReviewed"}


def test_a_changed_proposal_brings_a_review():
    scene = market().interview("2026-06-05", "请求从轻").rechecked("2026-06-08", 1, LESS)
    assert discussing(scene, "2026-06-09") == {"NotReviewed"}


def test_an_unchanged_proposal_brings_none():
    scene = market().interview("2026-06-05", "请求从轻").rechecked("2026-06-08", 1, FINE)
    assert discussing(scene, "2026-06-09") == set()


# Rounds


def test_an_opinion_on_another_round_is_stale():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    body = {**scene.opinion_body(), "round": 2}
    assert codes_of(scene, "2026-05-20", "reviewer-sun", "give_opinion", **body) == {"StaleOpinion"}


def test_an_opinion_on_older_papers_is_stale():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    read = scene.opinion_body()
    more(scene, "2026-05-19T10:00")
    assert codes_of(scene, "2026-05-20", "reviewer-sun", "give_opinion", **read) == {"StaleOpinion"}


def test_papers_changed_during_a_review_are_submitted_anew():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert codes_of(scene, "2026-05-19T10:00", "officer-li", "submit_for_review") == {"ReviewUnderWay"}
    more(scene, "2026-05-20")
    scene.do("2026-05-20T10:00", "officer-li", "submit_for_review")
    scene.opinion("2026-05-21").prepared("2026-05-21")
    assert approving(scene, "2026-05-21") == set()
    assert [d.state for d in scene.clocks("legal_review", "2026-06-30")] == ["met", "met"]


def test_samr_art53_an_opinion_covers_the_whole_checklist():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    body = scene.opinion_body()
    found = codes_of(
        scene, "2026-05-20", "reviewer-sun", "give_opinion", **{**body, "points": body["points"][1:]}
    )
    assert found == {"ChecklistIncomplete"}


def test_samr_art54_who_agrees_objects_to_nothing():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    body = {**scene.opinion_body("correct"), "verdict": "agree"}
    assert codes_of(scene, "2026-05-20", "reviewer-sun", "give_opinion", **body) == {
        "VerdictContradictsPoints"
    }


def test_samr_art54_each_point_not_agreed_is_answered():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20", "correct")
    assert codes_of(scene, "2026-05-21", "officer-li", "answer_opinion", answers=[]) == {
        "ObjectionNotAnswered"
    }


def test_an_answered_opinion_goes_back_to_the_same_reviewer_in_the_next_round():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20", "correct")
    heading = scene.case.rulebook.switches.checklist[0]
    answers = [{"heading": heading, "answer": "已补正"}]
    scene.do("2026-05-21", "officer-li", "answer_opinion", answers=answers)
    assert scene.state.review.open_round.number == 2
    assert scene.state.review.reviewer.id == "reviewer-sun"
    # The clock runs anew: ten working days from Thursday 05-21 end on Thursday 06-04.
    assert str(scene.clocks("legal_review", "2026-05-21")[-1].last_day) == "2026-06-04"


def test_a_returned_case_is_answered_and_not_submitted_again():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20", "correct")
    assert codes_of(scene, "2026-05-21", "officer-li", "submit_for_review") == {"AnswerTheOpinion"}


def test_papers_agreed_to_are_not_submitted_again():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    assert codes_of(scene, "2026-05-21", "officer-li", "submit_for_review") == {"ReviewAgreedAlready"}


# Filing and discussion


def test_no_discussion_before_the_case_was_filed():
    assert discussing(Scene().to_heard().reviewed("2026-06-09"), "2026-06-09") == {"NotFiled"}


def test_no_filing_before_the_review_agreed():
    scene = Scene().to_heard()
    body = {"together_with": "head-chen", "summary": "听述情况"}
    assert codes_of(scene, "2026-06-09", "officer-li", "file_interview_report", **body) == {"NotReviewed"}


def test_a_filing_unanswered_holds_up_until_its_term_is_over():
    # Delivered on Wednesday 06-10: five working days end on Wednesday 06-17.
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")
    assert discussing(scene, "2026-06-16") == {"FilingUnanswered"}
    assert discussing(scene, "2026-06-17T23:00") == {"FilingUnanswered"}
    assert discussing(scene, "2026-06-18") == set()


def test_a_filing_unanswered_says_until_when_it_holds_up():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")
    (refusal,) = scene.judged(
        "2026-06-16", "clerk-zhao", "record_discussion", **scene.discussion_body("2026-06-16")
    )
    assert "至2026-06-17" in refusal.cure.zh
    assert "until 2026-06-17" in refusal.cure.en


def test_a_filing_acknowledged_lets_the_case_go_on_at_once():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    assert discussing(scene, "2026-06-10T11:00") == set()


def test_filing_runs_from_its_delivery_not_from_its_order():
    scene = Scene().to_heard().reviewed("2026-06-09")
    scene.do(
        "2026-06-10", "officer-li", "file_interview_report", together_with="head-chen", summary="听述情况"
    )
    assert scene.clocks("filing_response", "2026-06-10") == []
    # Sealed on Friday 06-12: Mon, Tue, Wed, Thu, and after 端午 Monday 06-22.
    assert str(scene.sealed("2026-06-12").clock("filing_response", "2026-06-12").last_day) == "2026-06-22"


def test_an_unsealed_filing_is_not_acknowledged():
    scene = Scene().to_heard().reviewed("2026-06-09")
    scene.do(
        "2026-06-10", "officer-li", "file_interview_report", together_with="head-chen", summary="听述情况"
    )
    found = codes_of(scene, "2026-06-10", "filing-zhou", "acknowledge_filing", on="2026-06-10")
    assert found == {"FilingNotDelivered"}


def test_art57_no_penalty_before_the_discussion():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    assert imposing(scene.decision_prepared("2026-06-10"), "2026-06-10") == {"NotDiscussed"}


def test_a_discussion_is_not_dated_before_the_filing_was_answered():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-11")
    body = scene.discussion_body("2026-06-10")
    assert codes_of(scene, "2026-06-11", "clerk-zhao", "record_discussion", **body) == {"DateBeforeItsEvent"}


def test_a_discussion_is_not_dated_into_the_time_of_silence():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")  # silence ends on Wednesday 06-17
    for day, wanted in (("2026-06-17", {"DateBeforeItsEvent"}), ("2026-06-18", set())):
        body = scene.discussion_body(day)
        assert codes_of(scene, "2026-06-18", "clerk-zhao", "record_discussion", **body) == wanted


def test_art57_one_head_alone_is_no_collective():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    body = scene.discussion_body("2026-06-10", attendees=["head-chen"], opinions=["陈示例：同意"])
    assert codes_of(scene, "2026-06-10", "clerk-zhao", "record_discussion", **body) == {"NotCollective"}


def test_art57_each_opinion_is_recorded():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    body = scene.discussion_body("2026-06-10", opinions=["陈示例：同意"])
    assert codes_of(scene, "2026-06-10", "clerk-zhao", "record_discussion", **body) == {"NotCollective"}


# Nothing heavier than what review and discussion agreed to


@pytest.mark.parametrize(
    ("yuan", "refused"), [("89999.99", set()), ("90000.00", set()), ("90000.01", {"HeavierThanReviewed"})]
)
def test_art58_no_fine_above_the_one_that_was_reviewed(yuan, refused):
    """Notified were 120,000 yuan; the re-check of Monday 2026-06-08 left 90,000, and these were reviewed."""
    scene = Scene().to_heard(LESS).reviewed("2026-06-09")
    assert [str(p.amount) for p in scene.case.party(1).proposal.penalties] == ["90000.00"]
    fine = {"kind": "fine", "amount": yuan}
    assert (
        codes_of(scene, "2026-06-10", "officer-li", "prepare_decision", **scene.decision_body(1, fine))
        == refused
    )


# Without penalty


def test_art58_no_decision_without_penalty_before_the_review_that_the_profile_asks_for():
    scene = Scene().open("2026-05-18").decision_prepared("2026-05-18", outcome="no_penalty")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-05-19", "head-chen", "decide_no_penalty", **body) == {"NoPenaltyNotReviewed"}


def test_after_the_review_no_penalty_is_lawful_from_any_stage():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-19")
        .decision_prepared("2026-05-19", outcome="no_penalty")
    )
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-05-19", "head-chen", "decide_no_penalty", **body) == set()
