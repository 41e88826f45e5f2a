"""The collective discussion (行政处罚法 第57条第2款): heads conclude on each party, and the decision stays within it."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.case.review import Discussion
from tests.procedure.scene import FINE, LESS, SCAN, Scene, codes_of, company

MORE = {"kind": "fine", "amount": "150000.00"}


def filed() -> Scene:
    """Reviewed on Tuesday 06-09, filed and acknowledged on 06-10."""
    return Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")


def discussing(scene: Scene, **changes: Any) -> set[str]:
    body = scene.discussion_body("2026-06-11", **changes)
    return codes_of(scene, "2026-06-11", "clerk-zhao", "record_discussion", **body)


def preparing(scene: Scene, *penalties: dict[str, Any], **changes: Any) -> set[str]:
    body = scene.decision_body(1, *penalties, **changes)
    return codes_of(scene, "2026-06-12", "officer-li", "prepare_decision", **body)


def concluded(scene: Scene, *conclusions: dict[str, Any]) -> Scene:
    body = scene.discussion_body("2026-06-11", conclusions=list(conclusions))
    scene.do("2026-06-11", "clerk-zhao", "record_discussion", **body)
    return scene


# Who concludes


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"attendees": ["head-chen", "reviewer-sun"]}, "NotHeads"),
        ({"chair": "clerk-zhao"}, "NotHeads"),
        ({"attendees": ["head-chen", "nobody"]}, "NotHeads"),
        ({"recorder": "reviewer-sun"}, "NotTheClerk"),
        ({"recorder": ""}, "NotTheClerk"),
    ],
)
def test_art57_2_heads_conclude_and_the_clerk_records(changes, code):
    assert code in discussing(filed(), **changes)


def test_art57_2_an_officer_who_is_a_head_reports_and_does_not_conclude():
    scene = filed().known("officer-wang", roles=("officer", "head"))
    members = {"attendees": ["head-chen", "officer-wang"]}
    assert discussing(scene, **members) == {"MemberInvestigated"}
    assert discussing(scene, reporters=["officer-wang", "officer-li"]) == set()


def test_art43_a_head_related_to_the_party_does_not_conclude():
    scene = filed().known("head-zhang", related_to=(company()["identifier"],))
    assert discussing(scene) == {"RelatedToParty"}


# On whom, and what


@pytest.mark.parametrize(
    ("conclusions", "code"),
    [
        ([], "NoConclusion"),
        ([{"party": 1, "penalties": [FINE]}, {"party": 1, "penalties": [LESS]}], "NoConclusion"),
        ([{"party": 1, "penalties": [FINE]}, {"party": 2, "penalties": [FINE]}], "ConcludedOnNobody"),
        ([{"party": 1}], "ConclusionUnclear"),
        ([{"party": 1, "ground": "32"}], "ConclusionUnclear"),
        ([{"party": 1, "penalties": [FINE], "ground": "33(1)"}], "ConclusionUnclear"),
        ([{"party": 1, "penalties": [{"kind": "fine"}]}], "PenaltyAmount"),
    ],
)
def test_art57_2_one_conclusion_on_each_party(conclusions, code):
    assert code in discussing(filed(), conclusions=conclusions)


def test_art57_2_the_decision_stays_within_the_conclusion():
    scene = concluded(filed(), {"party": 1, "penalties": [LESS]})
    assert preparing(scene, FINE) == {"BeyondConclusion"}
    assert preparing(scene, {"kind": "fine", "amount": "90000.01"}) == {"BeyondConclusion"}
    assert preparing(scene, LESS) == set()
    assert preparing(scene, {"kind": "fine", "amount": "89999.99"}) == set()


def test_art57_2_where_no_penalty_was_concluded_none_is_imposed():
    scene = concluded(filed(), {"party": 1, "ground": "33(1)"})
    assert preparing(scene, FINE) == {"BeyondConclusion"}
    assert preparing(scene, outcome="no_penalty") == set()


def test_art57_2_what_was_prepared_before_is_held_against_the_conclusion():
    scene = concluded(filed().decision_prepared("2026-06-10"), {"party": 1, "penalties": [LESS]})
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"BeyondConclusion"}


def test_art57_2_the_last_discussion_counts():
    scene = concluded(
        concluded(filed(), {"party": 1, "penalties": [LESS]}), {"party": 1, "penalties": [FINE]}
    )
    assert preparing(scene, FINE) == set()


def test_art44_a_conclusion_above_the_notice_widens_nothing():
    scene = concluded(filed(), {"party": 1, "penalties": [MORE]})
    assert preparing(scene, MORE) == {"HeavierThanNotified"}


# What is kept


def test_the_record_of_the_discussion_is_made_with_its_conclusions():
    scene = filed().discussed("2026-06-11")
    (held,) = scene.case.discussions.all
    assert held.document is not None
    assert scene.document(held.document).kind is DocumentKind.DISCUSSION_RECORD
    assert (held.chair_name, held.attendee_names) == ("陈示例", ("陈示例", "张示例"))
    assert held.recorder_name == "赵示例"


def test_a_discussion_recorded_by_names_alone_binds_no_decision():
    """As it was recorded before conclusions were asked for: no document, no limit."""
    scene = filed()
    old = Discussion(
        papers=scene.case.papers_version,
        on=date(2026, 6, 11),
        place="会议室",
        chair="陈示例",
        attendees=("陈示例", "张示例"),
        recorder="赵示例",
        opinions=("陈示例：同意", "张示例：同意"),
        conclusion="同意",
        record=SCAN,
    )
    discussions = scene.case.discussions.model_copy(update={"all": (old,)})
    scene.case = scene.case.model_copy(update={"discussions": discussions})
    assert preparing(scene, FINE) == set()
    assert old.present == ("陈示例", "张示例")
