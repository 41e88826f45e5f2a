"""Requests for a hearing that are late or out of scope: declined by a notice, or granted all the same."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from tests.procedure.scene import Scene, codes_of, company
from tests.procedure.test_hearing import notifying
from tests.procedure.test_waiting import work

SMALL = {"kind": "fine", "amount": "3000.00"}
BOTH = {"decline_hearing_request", "grant_hearing"}


def late() -> Scene:
    """Served on Monday 2026-06-01; the term to ask ended on Monday 06-08; asked for on Tuesday 06-09."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.interview("2026-06-05").hearing_requested("2026-06-09")


def out_of_scope() -> Scene:
    """A fine of 3,000 yuan on a company gives no right to a hearing; asked for in the term."""
    scene = Scene().open(
        "2026-05-18",
        parties=[{**company(), "proposal": {"penalties": [SMALL]}}],
        influence={"answer": True, "reason": "社会影响较大"},
    )
    scene.reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03")


def declined(scene: Scene, when: str, **changes: Any) -> Scene:
    body = {"party": 1, "together_with": "head-chen", "reason": "逾期提出", **changes}
    scene.do(when, "officer-li", "decline_hearing_request", **body)
    return scene


def granted(scene: Scene, when: str, by: str = "head-chen") -> Scene:
    scene.do(when, by, "grant_hearing", party=1, reason="因住院未能按期提出")
    return scene


def granting(scene: Scene, when: str, by: str = "head-chen", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "grant_hearing", **{"party": 1, "reason": "因住院", **changes})


@pytest.mark.parametrize("asked", [late, out_of_scope])
def test_art64_1_a_request_that_does_not_count_waits_for_officer_and_head_and_holds_up_nothing(asked):
    scene = asked()
    assert set(work(scene, "2026-06-09")) >= BOTH
    assert scene.state.party(1).last_notices.hearing_request is None


def test_art64_1_declined_by_a_notice_that_is_numbered_approved_sealed_and_served():
    scene = declined(late(), "2026-06-10")
    notice = scene.document(scene.to_serve(1, DocumentKind.HEARING_DECLINED)[0])
    assert (notice.approved_by, bool(notice.number)) == ("head-chen", True)
    scene.sealed("2026-06-10").served("2026-06-11", 1, DocumentKind.HEARING_DECLINED)
    assert str(scene.state.party(1).service_of(notice.id).served_on) == "2026-06-11"
    assert not BOTH & set(work(scene, "2026-06-11"))
    assert codes_of(scene, "2026-06-11", "officer-li", "submit_for_review") == set()


def test_art64_1_a_declined_request_is_not_granted_afterwards_and_not_declined_twice():
    scene = declined(late(), "2026-06-10")
    assert granting(scene, "2026-06-10") == {"NoRequestToAnswer"}
    body = {"party": 1, "together_with": "head-chen", "reason": "逾期"}
    assert codes_of(scene, "2026-06-10", "officer-li", "decline_hearing_request", **body) == {
        "NoRequestToAnswer"
    }


def test_art64_1_a_further_late_request_is_answered_of_its_own():
    scene = declined(late(), "2026-06-10").hearing_requested("2026-06-11")
    assert set(work(scene, "2026-06-11")) >= BOTH
    assert granting(scene, "2026-06-11") == set()


@pytest.mark.parametrize("asked", [late, out_of_scope])
def test_art63_a_granted_hearing_is_notified_and_holds_up_the_penalty(asked):
    scene = granted(asked(), "2026-06-10")
    assert not BOTH & set(work(scene, "2026-06-10"))
    assert "notify_hearing" in work(scene, "2026-06-10")
    assert notifying(scene, "2026-06-10", "2026-06-23") == set()
    assert "HearingOutstanding" in codes_of(scene, "2026-06-10", "officer-li", "submit_for_review")


def test_art63_the_party_may_withdraw_a_granted_request():
    scene = granted(late(), "2026-06-10").hearing_withdrawn("2026-06-11")
    assert codes_of(scene, "2026-06-11", "officer-li", "submit_for_review") == set()


def test_a_hearing_granted_beyond_the_scope_is_still_owed_after_new_notices():
    scene = granted(out_of_scope(), "2026-06-10").returned("2026-06-11").reviewed("2026-06-11")
    scene.issued("2026-06-12")
    assert scene.state.party(1).last_notices.hearing_request is not None


def test_art64_1_only_the_head_grants_and_says_why():
    assert granting(late(), "2026-06-10", by="officer-li") == {"RoleRequired"}
    assert granting(late(), "2026-06-10", reason=" ") == {"FieldMissing"}


def test_art64_1_a_request_in_time_is_neither_declined_nor_granted():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-08")  # Monday, the last day
    assert granting(scene, "2026-06-08") == {"NoRequestToAnswer"}
    assert not BOTH & set(work(scene, "2026-06-08"))
