"""The formal hearing: seven working days' notice, strict reading, over 端午; held, reported."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.procedure import read
from tests.procedure.scene import SCAN, Scene, codes_of, company
from tests.procedure.test_telling import last_messages
from tests.procedure.test_waiting import work


def requested(rules=None) -> Scene:
    """Served on Monday 2026-06-01, a hearing asked for on Wednesday 06-03."""
    scene = Scene(rules).open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    return scene.hearing_requested("2026-06-03")


def notifying(scene: Scene, when: str, on: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "presider-he", "notify_hearing", **scene.hearing_body(on, **changes))


def holding(scene: Scene, when: str, by: str = "presider-he", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "hold_hearing", **scene.held_body(when[:10]) | changes)


# 端午 2026: off from Friday 06-19 to Sunday 06-21. Notice on Wednesday 06-10; the seven working days are
# Thu 11, Fri 12, Mon 15, Tue 16, Wed 17, Thu 18, Mon 22.


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        ("2026-06-18", {"HearingTooSoon"}),  # Thursday
        ("2026-06-22", {"HearingTooSoon"}),  # Monday, the 7th working day: the strict reading wants it full
        ("2026-06-23", set()),  # Tuesday
    ],
)
def test_art64_2_seven_full_working_days_lie_before_the_hearing(on, refused):
    assert notifying(requested(), "2026-06-10", on) == refused


def test_art64_2_the_loose_reading_is_a_switch():
    rules = rulebook_for("market+zhenjiang")
    loose = rules.model_copy(
        update={"switches": rules.switches.model_copy(update={"strict_backward": False})}
    )
    assert notifying(requested(loose), "2026-06-10", "2026-06-22") == set()
    assert notifying(requested(loose), "2026-06-10", "2026-06-18") == {"HearingTooSoon"}


def test_the_refusal_names_the_first_lawful_day():
    (found,) = requested().judged(
        "2026-06-10", "presider-he", "notify_hearing", **requested().hearing_body("2026-06-22")
    )
    assert "2026-06-23" in found.cure.zh
    assert "2026-06-23" in found.cure.en


def test_the_seven_days_count_from_the_service_of_the_notice_not_from_its_making():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23", served=False)
    scene.served("2026-06-11", kind=DocumentKind.HEARING_NOTICE)  # Thursday: the first lawful day is 06-24
    assert "HearingTooSoon" in holding(scene, "2026-06-23T12:00")


def test_no_hearing_before_its_notice_was_served():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23", served=False)
    assert holding(scene, "2026-06-23T12:00") == {"HearingNoticeNotServed"}


def test_a_hearing_is_held_on_the_notified_day():
    scene = requested().hearing_notified("2026-06-10", "2026-06-24")
    assert holding(scene, "2026-06-25", on="2026-06-23") == {"NotTheNotifiedDay"}
    assert holding(scene, "2026-06-25", on="2026-06-24") == set()


def test_the_presider_of_the_notice_holds_it():
    scene = (
        requested()
        .hearing_notified("2026-06-10", "2026-06-23")
        .known("reviewer-sun", roles=("reviewer", "presider"))
    )
    assert holding(scene, "2026-06-23T12:00", by="reviewer-sun") == {"NotTheHearingPresider"}


def test_without_a_request_that_counts_no_hearing_is_notified():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    assert notifying(scene, "2026-06-10", "2026-06-23") == {"NoHearingRequested"}


def test_a_hearing_is_notified_once():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23")
    assert notifying(scene, "2026-06-11", "2026-06-24") == {"HearingNotifiedAlready"}


def test_a_hearing_whose_notice_was_served_too_late_is_notified_again():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23", served=False)
    scene.served("2026-06-12", kind=DocumentKind.HEARING_NOTICE)  # Friday: too late for 06-23
    first = scene.state.party(1).last_notices.hearing_plan.document
    scene.hearing_notified("2026-06-12", "2026-06-25")  # Friday 06-12: Thursday 06-25 is the first lawful day
    assert scene.document(first).void
    assert holding(scene, "2026-06-25T12:00") == set()


def test_a_hearing_whose_day_passed_is_notified_again():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23")
    assert notifying(scene, "2026-06-23", "2026-07-06") == {"HearingNotifiedAlready"}
    assert notifying(scene, "2026-06-24", "2026-07-06") == set()


@pytest.mark.parametrize("reason", ["", "当事人不愿公开"])
def test_art64_3_a_hearing_is_public(reason):
    assert notifying(requested(), "2026-06-10", "2026-06-23", open=False, closed_reason=reason) == {
        "ClosedWithoutReason"
    }


@pytest.mark.parametrize("secret", ["国家秘密", "商业秘密", "个人隐私"])
def test_art64_3_a_hearing_is_closed_for_a_secret(secret):
    closed = {"open": False, "closed_reason": f"涉及{secret}"}
    assert notifying(requested(), "2026-06-10", "2026-06-23", **closed) == set()


@pytest.mark.parametrize("time", ["", "9:30", "25:00"])
def test_a_hearing_has_its_hour(time):
    assert notifying(requested(), "2026-06-10", "2026-06-23", time=time) == {"HearingHour"}


def test_a_stranger_keeps_no_record_of_the_hearing():
    assert notifying(requested(), "2026-06-10", "2026-06-23", recorder="officer-ma") == {"StrangerAtHearing"}


@pytest.mark.parametrize("empty", [{"attendance": []}, {"record": ""}])
def test_art64_8_the_record_is_checked_and_signed(empty):
    scene = requested().hearing_notified("2026-06-10", "2026-06-23")
    assert holding(scene, "2026-06-23T12:00", **empty) == {"FieldMissing"}


def test_a_point_of_a_party_that_was_not_there_is_not_lost():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23")
    assert holding(scene, "2026-06-23T12:00", points=[{"party": 2, "text": "x"}]) == {"PointOfAnother"}


def test_a_hearing_is_held_once():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23")
    assert holding(scene, "2026-06-24") == {"HearingHeldAlready"}


def reporting(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"parties": [1], "on": when[:10], "opinion": "建议维持", "file": SCAN, **changes}
    return codes_of(scene, when, "presider-he", "report_hearing", **body)


def test_a_hearing_not_held_is_not_reported():
    assert reporting(requested().hearing_notified("2026-06-10", "2026-06-23"), "2026-06-23") == {
        "HearingNotHeld"
    }


def test_a_report_is_not_dated_before_its_hearing():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23")
    assert reporting(scene, "2026-06-24", on="2026-06-22") == {"DateBeforeItsEvent"}


@pytest.mark.parametrize("empty", [{"opinion": ""}, {"file": ""}])
def test_a_report_has_the_presider_s_opinion(empty):
    scene = requested().hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23")
    assert reporting(scene, "2026-06-24", **empty) == {"FieldMissing"}


def test_the_report_is_due_within_five_working_days():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23")
    clock = scene.clock("hearing_report", "2026-06-30")  # Tuesday 06-23: Wed, Thu, Fri, Mon, Tuesday 06-30
    assert (str(clock.last_day), clock.state) == ("2026-06-30", "running")
    assert scene.clock("hearing_report", "2026-07-01").state == "overdue"
    scene.hearing_reported("2026-07-01")
    assert scene.clock("hearing_report", "2026-07-01").state == "met_late"


def test_a_hearing_of_one_party_does_not_hold_up_the_statements_of_another():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 1).served("2026-06-01", 2)
    scene.hearing_requested("2026-06-03", 1).interview("2026-06-05", "乙说", parties=(2,))
    assert codes_of(scene, "2026-06-08", "officer-li", "recheck", **scene.recheck_body(2)) == set()
    assert scene.state.party(2).last_notices.hearing_request is None


# 64(7): the investigators put the evidence forward, the party questions it


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"put_forward": []}, {"FieldMissing"}),
        ({"questioned": " "}, {"FieldMissing"}),
        ({"put_forward": ["E1", "E9"]}, {"NotInEvidence"}),
        ({"put_forward": ["E1"]}, set()),
    ],
)
def test_art64_7_a_hearing_says_which_evidence_was_put_forward_and_what_was_said_to_it(changes, refused):
    scene = requested().hearing_notified("2026-06-10", "2026-06-23")
    assert holding(scene, "2026-06-23T12:00", **changes) == refused


def test_art46_what_was_excluded_is_not_put_forward_and_what_was_added_may_be():
    scene = requested()
    for number, excluded in (("E2", True), ("E3", False)):
        piece = {"id": number, "kind": "document", "title": "台账", "proves": ["F1"], "excluded": excluded}
        scene.do("2026-06-04", "officer-li", "add_evidence", evidence=piece, reason="补充")
    scene.hearing_notified("2026-06-10", "2026-06-23")
    assert holding(scene, "2026-06-23T12:00", put_forward=["E1", "E2"]) == {"NotInEvidence"}
    assert holding(scene, "2026-06-23T12:00", put_forward=["E1", "E3"]) == set()


def test_what_was_put_forward_is_kept_and_told():
    scene = requested().hearing_notified("2026-06-10", "2026-06-23").hearing_held("2026-06-23")
    outcome = scene.state.party(1).last_notices.hearing
    assert (outcome.put_forward, outcome.questioned) == (("E1",), "当事人没有异议")
    said = [words.zh for words in read(scene.entries[-1]).said(scene.case)]
    assert "出示证据 E1；质证：当事人没有异议" in said


# 64(2), 64(4): who organises the hearing gives notice of it, not who investigated


def test_art64_2_no_investigator_gives_notice_of_the_hearing():
    body = requested().hearing_body("2026-06-23")
    for roles, refused in {
        ("officer",): {"RoleRequired"},
        ("officer", "presider"): {"PresiderInvestigated"},
    }.items():
        scene = requested().known("officer-li", roles=roles)
        assert codes_of(scene, "2026-06-10", "officer-li", "notify_hearing", **body) == refused
    assert codes_of(requested(), "2026-06-10", "presider-he", "notify_hearing", **body) == set()


def test_art64_2_the_investigators_are_told_of_the_hearing_and_the_head_confirms_it():
    scene = requested()
    told = last_messages(scene, lambda: scene.hearing_notified("2026-06-10", "2026-06-23", served=False))
    assert {"officer-li", "officer-wang"} <= set(told)
    (approved,) = [e.body["by"] for e in scene.entries if e.fact == "DocumentApproved"]
    assert approved == "head-chen"


def test_the_request_for_a_hearing_waits_for_a_presider_and_not_for_an_officer():
    assert work(requested(), "2026-06-03")["notify_hearing"].role == "presider"
