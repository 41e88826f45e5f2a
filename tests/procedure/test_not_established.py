"""Facts that are not established: decided for want of proof, from any stage, with the review that is due."""

from typing import Any

import pytest

from domain.case.decisions import Outcome
from domain.case.documents import DocumentKind
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_waiting import work

KIND = DocumentKind.NOT_ESTABLISHED_DECISION


def prepared(scene: Scene, when: str) -> Scene:
    return scene.decision_prepared(when, outcome="not_established")


def deciding(
    scene: Scene, when: str, move: str = "decide_not_established", by: str = "head-chen"
) -> set[str]:
    return codes_of(scene, when, by, move, party=1, content=scene.content())


def decided(scene: Scene, when: str) -> Scene:
    scene.do(when, "head-chen", "decide_not_established", party=1, content=scene.content())
    return scene.sealed(when)


def preparing(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = scene.decision_body(1, outcome="not_established", **changes)
    return codes_of(scene, when, "officer-li", "prepare_decision", **body)


@pytest.mark.parametrize("station", ["open", "heard"])
def test_art57_1_3_lawful_from_any_stage_with_the_review_that_is_due(station):
    scene = Scene().open("2026-05-18") if station == "open" else Scene().to_heard()
    day = "2026-05-19" if station == "open" else "2026-06-09"
    prepared(scene, day)
    if station == "open":
        assert deciding(scene, day) == {"NoPenaltyNotReviewed"}
        scene.reviewed(day)
    assert deciding(scene, day) == set()


def test_art57_1_3_the_decision_is_numbered_sealed_served_and_punishes_nobody():
    scene = decided(prepared(Scene().to_heard().reviewed("2026-06-09"), "2026-06-10"), "2026-06-10")
    party = scene.state.party(1)
    assert (party.decision.outcome, party.decision.penalties) == (Outcome.NOT_ESTABLISHED, ())
    assert scene.document(party.decision.document).kind is KIND
    scene.served("2026-06-11", kind=KIND)
    waiting = work(scene, "2026-06-11")
    assert not {"file_decision", "record_payment", "publicise"} & set(waiting)
    assert codes_of(scene, "2026-06-11", "officer-li", "close_case", form=SCAN) == set()


def test_art57_1_3_what_was_prepared_is_decided_by_its_own_move_and_by_the_head():
    scene = prepared(Scene().open("2026-05-18").reviewed("2026-05-19"), "2026-05-19")
    assert work(scene, "2026-05-19").keys() >= {"decide_not_established"}
    assert "DecisionNotPrepared" in deciding(scene, "2026-05-19", "decide_no_penalty")
    assert "DecisionNotPrepared" in deciding(scene, "2026-05-19", "impose")
    assert deciding(scene, "2026-05-19", by="officer-li") == {"RoleRequired"}


@pytest.mark.parametrize(
    "changes", [{"unproven_because": ""}, {"ground": "33(1)"}, {"penalties": [{"kind": "warning"}]}]
)
def test_art57_1_3_it_says_why_and_has_neither_ground_nor_penalty(changes):
    assert preparing(Scene().open("2026-05-18"), "2026-05-19", **changes) == {"EstablishedOrNot"}


def test_art57_1_3_is_no_ground_of_no_penalty():
    body = Scene().open("2026-05-18").decision_body(1, outcome="no_penalty", ground="57.1(3)")
    scene = Scene().open("2026-05-18")
    assert codes_of(scene, "2026-05-19", "officer-li", "prepare_decision", **body) == {
        "NoPenaltyWithoutGround"
    }


def test_art57_2_the_heads_may_conclude_that_the_facts_are_not_established():
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    concluded = [scene.concluded(scene.state.party(1), ground="57.1(3)")]
    body = scene.discussion_body("2026-06-11", conclusions=concluded)
    assert codes_of(scene, "2026-06-11", "clerk-zhao", "record_discussion", **body) == set()
    scene.do("2026-06-11", "clerk-zhao", "record_discussion", **body)
    assert "BeyondConclusion" in codes_of(
        scene, "2026-06-11", "officer-li", "prepare_decision", **scene.decision_body()
    )
    assert preparing(scene, "2026-06-11") == set()
