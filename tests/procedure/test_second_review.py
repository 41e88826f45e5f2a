"""The second review: once, by another reviewer; and the time for a review, prolonged before it has ended."""

from typing import Any

import pytest

from domain.case.people import Person, Role
from domain.law.rulebook import rulebook_for
from tests.procedure.scene import Scene, codes_of
from tests.procedure.test_waiting import work

ANOTHER = Person(
    id="reviewer-qian", name="钱示例", agency="zj-market", roles=(Role.REVIEWER,), legal_qualification=True
)


def disputed(verdict: str = "correct") -> Scene:
    """The first opinion, on Wednesday 2026-05-20, does not agree."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20", verdict)
    scene.people[ANOTHER.id] = ANOTHER
    return scene


def body(**changes: Any) -> dict[str, Any]:
    return {"reviewer": ANOTHER.id, "disputed": "违法所得计算无误", **changes}


def ordering(scene: Scene, when: str, by: str = "head-chen", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "order_second_review", **body(**changes))


def ordered(scene: Scene, when: str) -> Scene:
    scene.do(when, "head-chen", "order_second_review", **body())
    return scene


def test_art58_the_second_reviewers_agreement_stands_in_place_of_the_first_opinion():
    scene = ordered(disputed(), "2026-05-21")
    assert work(scene, "2026-05-21")["give_opinion"].person == ANOTHER.id
    assert "answer_opinion" not in work(scene, "2026-05-21")
    scene.do("2026-05-22", ANOTHER.id, "give_opinion", **scene.opinion_body())
    scene.prepared("2026-05-25").approved("2026-05-25")


def test_art58_the_first_reviewer_gives_no_opinion_any_more():
    scene = ordered(disputed(), "2026-05-21")
    assert codes_of(scene, "2026-05-22", "reviewer-sun", "give_opinion", **scene.opinion_body()) == {
        "NotTheReviewer"
    }


def test_art58_whose_opinion_was_disputed_is_not_assigned_again_in_the_second_review():
    scene = ordered(disputed(), "2026-05-21")
    assigning = codes_of(scene, "2026-05-22", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert assigning == {"NotAnotherReviewer"}
    scene.do("2026-05-22", "head-chen", "assign_reviewer", reviewer="reviewer-gao")


def test_art58_a_second_opinion_that_does_not_agree_stands_too():
    scene = ordered(disputed(), "2026-05-21")
    scene.do("2026-05-22", ANOTHER.id, "give_opinion", **scene.opinion_body("correct"))
    scene.prepared("2026-05-25")
    contents = [scene.document(n).content for n in scene.state.party(1).last_notices.documents]
    approving = {"party": 1, "letter": contents[0], "notice": contents[1]}
    assert codes_of(scene, "2026-05-25", "head-chen", "approve_notices", **approving) == {
        "NotReviewedBeforeNotice"
    }
    assert ordering(scene, "2026-05-25") == {"SecondReviewOrderedAlready"}
    assert "answer_opinion" in work(scene, "2026-05-25")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"reviewer": "reviewer-sun"}, {"NotAnotherReviewer"}),
        ({"reviewer": "reviewer-new"}, {"ReviewerUnqualified"}),
        ({"reviewer": "clerk-zhao"}, {"NotAReviewer"}),
        ({"disputed": " "}, {"FieldMissing"}),
    ],
)
def test_art58_another_qualified_reviewer_and_what_is_disputed(changes, refused):
    assert ordering(disputed(), "2026-05-21", **changes) == refused


def test_art58_only_an_opinion_that_did_not_agree_is_disputed_and_by_the_head_alone():
    assert ordering(disputed("agree"), "2026-05-21") == {"NoOpinionToDispute"}
    assert ordering(disputed(), "2026-05-21", by="officer-li") == {"RoleRequired"}


# Submitted on Monday 2026-05-18: ten working days end on Monday 06-01, five more on Monday 06-08.


def submitted(rules=None, **opening: Any) -> Scene:
    scene = Scene(rules).open("2026-05-18", **opening)
    scene.do("2026-05-18", "officer-li", "submit_for_review")
    scene.do("2026-05-18", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    return scene


def extending(scene: Scene, when: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "head-chen", "extend_review", **{"days": 5, "reason": "材料多", **changes})


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2026-05-29", set()), ("2026-06-01", set()), ("2026-06-02", {"ReviewExtendedTooLate"})],
)
def test_samr_art55_prolonged_on_the_last_day_at_the_latest(day, refused):
    assert extending(submitted(), day) == refused


def test_samr_art55_the_last_day_moves_by_working_days_and_no_other_clock_moves():
    scene = submitted()
    before = scene.clocks("decide", "2026-06-01")
    assert [str(d.last_day) for d in scene.clocks("legal_review", "2026-06-01")] == ["2026-06-01"]
    scene.do("2026-06-01", "head-chen", "extend_review", days=5, reason="材料多")
    assert [str(d.last_day) for d in scene.clocks("legal_review", "2026-06-01")] == ["2026-06-08"]
    assert scene.clocks("decide", "2026-06-01") == before
    assert extending(scene, "2026-06-08") == set()
    assert extending(scene, "2026-06-09") == {"ReviewExtendedTooLate"}


def test_samr_art55_the_next_round_has_its_own_ten_days():
    scene = submitted()
    scene.do("2026-05-18", "head-chen", "extend_review", days=5, reason="材料多")
    scene.opinion("2026-05-20", "correct")
    heading = scene.state.review.returned.opinion.objections[0].heading
    scene.do("2026-05-21", "officer-li", "answer_opinion", answers=[{"heading": heading, "answer": "已改"}])
    # From Thursday 05-21: ten working days end on Thursday 06-04.
    assert [str(d.last_day) for d in scene.clocks("legal_review", "2026-05-21")] == [
        "2026-06-08",
        "2026-06-04",
    ]


def test_no_extension_where_the_rules_of_the_case_know_none():
    scene = submitted(rulebook_for("national"), profile="national")
    assert extending(scene, "2026-05-20") == {"ReviewNotExtended"}


@pytest.mark.parametrize(
    ("changes", "refused"), [({"days": 0}, {"ReviewExtensionLength"}), ({"reason": " "}, {"FieldMissing"})]
)
def test_samr_art55_the_extension_has_a_length_and_a_reason(changes, refused):
    assert extending(submitted(), "2026-05-20", **changes) == refused


def test_samr_art55_nothing_is_prolonged_before_it_began_or_after_the_opinion():
    assert extending(Scene().open("2026-05-18"), "2026-05-18") == {"NoReviewToExtend"}
    assert extending(Scene().open("2026-05-18").reviewed("2026-05-20"), "2026-05-20") == {"NoReviewToExtend"}
