"""Another time of the interview: its hour lapses by itself, and the new one counts from the service of its own notice."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_interview import FIXED, drafted, holding, missing, served
from tests.procedure.test_waiting import work

# The letter names Friday 2026-06-05, 14:00. Served on Monday 06-01 three full working days lie before it; on
# Tuesday 06-02 two. After service on Thursday 06-04 the first lawful day is Wednesday 06-10 (Fri, Mon, Tue).
NEW: dict[str, Any] = {"at": "2026-06-10T10:00:00+08:00"}


def lapsed() -> Scene:
    return served("2026-06-02")


def rescheduling(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"party": 1, "reason": "送达过晚", **changes}
    return codes_of(scene, when, "officer-li", "reschedule_interview", **body)


def cures(scene: Scene, when: str, move: str, **body: Any) -> list[str]:
    return [r.cure.zh for r in scene.judged(when, "officer-wang", move, **body)]


@pytest.mark.parametrize(
    ("on", "due"),
    [("2026-06-01", False), ("2026-06-02", True), ("2026-06-05", True), ("2026-06-08", True)],
)
def test_art62_an_hour_that_service_makes_too_short_lapses_by_itself(on, due):
    waiting = work(served(on), max(on, "2026-06-05"))
    assert ("reschedule_interview" in waiting, "hold_interview" in waiting) == (due, not due)


def test_art62_what_rests_on_a_lapsed_hour_is_refused_and_names_the_way_on():
    scene = lapsed()
    body = {"parties": [1], "note": "等候一小时"}
    found = cures(scene, "2026-06-05T15:00", "record_no_show", **body)
    found += cures(scene, "2026-06-08", "hold_interview", **scene.interview_body("2026-06-08"))
    assert ["reschedule_interview" in cure for cure in found] == [True, True]


def test_art62_an_announcement_that_ends_after_the_hour_lets_it_lapse():
    scene = drafted().issued("2026-05-25", **FIXED).attempted("2026-05-26", "whereabouts_unknown")
    body = {"party": 1, "documents": scene.to_serve(), "reason": "下落不明", "course": "见送达经过"}
    scene.do("2026-05-26", "officer-li", "serve_by_announcement", together_with="head-chen", **body)
    published = {"party": 1, "on": "2026-05-27", "where": "机关公告栏", "proof": SCAN}
    scene.sealed("2026-05-27").do("2026-05-27", "officer-li", "record_publication", **published)
    # Thirty days after Wednesday 05-27: Friday 06-26.
    assert missing(scene, "2026-06-26T15:00") == {"NotSummoned"}
    assert missing(scene, "2026-06-27T15:00") == {"InterviewLapsed"}
    assert work(scene, "2026-06-27")["reschedule_interview"].since.isoformat() == "2026-06-26"


def test_the_new_hour_counts_from_the_service_of_its_notice():
    scene = lapsed().rescheduled("2026-06-03", served=False, **NEW)
    assert missing(scene, "2026-06-10T11:00") == {"NotSummoned"}
    scene.served("2026-06-04", kind=DocumentKind.INTERVIEW_RESCHEDULING)
    assert "hold_interview" not in work(scene, "2026-06-09")
    assert work(scene, "2026-06-10")["hold_interview"].since.isoformat() == "2026-06-10"
    assert holding(scene, "2026-06-09T15:00") == {"BeforeTheSummonedDay"}
    assert missing(scene, "2026-06-10T09:59") == {"InterviewNotYetDue"}
    assert missing(scene, "2026-06-10T10:00") == set()
    assert holding(scene, "2026-06-10T11:00") == set()


@pytest.mark.parametrize(("on", "refused"), [("2026-06-04", set()), ("2026-06-05", {"InterviewLapsed"})])
def test_a_new_hour_that_is_too_short_again_lapses_again(on, refused):
    """Served on Friday 06-05 only Monday and Tuesday lie before Wednesday 06-10."""
    scene = lapsed().rescheduled("2026-06-03", served=False, **NEW)
    scene.served(on, kind=DocumentKind.INTERVIEW_RESCHEDULING)
    assert missing(scene, "2026-06-10T11:00") == refused
    assert ("reschedule_interview" in work(scene, "2026-06-10")) == bool(refused)


def test_an_interview_is_rescheduled_more_than_once_and_every_plan_stays_in_the_record():
    scene = lapsed().rescheduled("2026-06-03", **NEW)
    scene.rescheduled("2026-06-08", working_days_after_service=4, time="09:00", place="二楼听述室")
    notices = scene.state.party(1).last_notices
    assert notices.interview.at.isoformat() == FIXED["at"]
    assert [m.plan.place for m in notices.reschedulings] == ["听述室", "二楼听述室"]
    # Four working days after Monday 06-08: Friday 06-12.
    assert missing(scene, "2026-06-11T10:00") == {"InterviewNotYetDue"}
    outcome = scene.missed("2026-06-12T09:00").state.party(1).last_notices.outcome
    assert outcome.on.isoformat() == "2026-06-12"


def test_a_notice_overtaken_before_its_service_is_not_served_any_more():
    scene = lapsed().rescheduled("2026-06-03", served=False, **NEW)
    scene.rescheduled("2026-06-04", served=False, at="2026-06-11T10:00:00+08:00")
    first, second = scene.state.party(1).last_notices.reschedulings
    assert (scene.document(first.document).void, scene.document(second.document).void) == (True, False)
    served_both = {"party": 1, "documents": [first.document, second.document]}
    refused = codes_of(
        scene,
        "2026-06-04",
        "officer-li",
        "record_service",
        **served_both,
        service=scene.service("2026-06-04"),
    )
    assert refused == {"NotADocumentOfTheParty"}


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("2026-06-08T10:00:00+08:00", {"InterviewTooSoon"}),  # Monday: served on Wednesday 06-03, the 3rd day
        ("2026-06-09T10:00:00+08:00", set()),  # Tuesday, the 4th
    ],
)
def test_a_new_time_that_even_service_at_once_makes_too_short_is_not_set(at, refused):
    assert rescheduling(lapsed(), "2026-06-03", at=at) == refused


def test_a_new_time_is_set_in_one_way_and_with_its_reason():
    assert rescheduling(lapsed(), "2026-06-03") == {"InterviewTime"}
    assert rescheduling(lapsed(), "2026-06-03", **NEW, working_days_after_service=5) == {"InterviewTime"}
    short = {"working_days_after_service": 3, "time": "09:00"}
    assert rescheduling(lapsed(), "2026-06-03", **short) == {"InterviewNoticeTooShort"}
    assert rescheduling(lapsed(), "2026-06-03", **NEW, reason=" ") == {"FieldMissing"}
    assert rescheduling(lapsed(), "2026-06-03", at="2026-06-10T10:00:00") == {"TimeWithoutZone"}


def test_a_party_asks_for_another_time_after_the_letter_and_not_tomorrow():
    asked = {**NEW, "reason": "法定代表人出庭"}
    for day, refused in {
        "2026-05-24": {"DateBeforeItsEvent"},  # issued on Monday 05-25
        "2026-05-25": set(),
        "2026-06-03": set(),
        "2026-06-04": {"DateInTheFuture"},
    }.items():
        assert rescheduling(served(), "2026-06-03", asked_on=day, **asked) == refused


def test_another_presider_is_named_by_it_and_holds_the_interview():
    scene = lapsed().rescheduled("2026-06-03", **NEW, presider="presider-he")
    assert holding(scene, "2026-06-10T11:00") == {"NotThePresider"}
    assert holding(scene, "2026-06-10T11:00", by="presider-he") == set()
    assert work(scene, "2026-06-10")["hold_interview"].person == "presider-he"


@pytest.mark.parametrize(
    ("named", "refused"),
    [
        ({"presider": "officer-ma"}, {"NotOfThisAgency"}),
        ({"presider": "head-chen"}, {"MayNotPresideInterview"}),
        ({"recorder": "officer-wang"}, {"PresiderRecords"}),
    ],
)
def test_who_could_not_sit_there_is_not_named(named, refused):
    assert rescheduling(lapsed(), "2026-06-03", **NEW, **named) == refused


def test_an_interview_before_issue_is_prepared_anew_and_one_that_is_over_is_not_rescheduled():
    prepared = drafted().prepared("2026-05-25", **FIXED)
    assert rescheduling(prepared, "2026-05-25", **NEW) == {"NothingToReschedule"}
    held = served().interview("2026-06-05T15:00")
    assert rescheduling(held, "2026-06-05T16:00", **NEW) == {"InterviewOver"}
    waived = served().waived("2026-06-02", "interview")
    assert rescheduling(waived, "2026-06-02", **NEW) == {"InterviewWaived"}


def test_art62_a_waived_interview_leaves_no_notice_to_be_served():
    scene = lapsed().rescheduled("2026-06-03", served=False, **NEW).waived("2026-06-04", "interview")
    left = work(scene, "2026-06-04")
    assert {"record_service", "reschedule_interview", "hold_interview"} & set(left) == set()


def test_art62_a_waiver_before_service_leaves_the_notice_of_the_new_time_to_be_served():
    scene = drafted().issued("2026-05-25", **FIXED).rescheduled("2026-05-26", served=False, **NEW)
    scene.waived("2026-05-27", "interview")
    moved = scene.state.party(1).last_notices.reschedulings[-1]
    assert not scene.document(moved.document).void


def test_gate_2_waits_for_the_interview_under_its_new_time():
    scene = lapsed().rescheduled("2026-06-03", **NEW)
    assert "InterviewOutstanding" in codes_of(scene, "2026-06-09", "officer-li", "submit_for_review")
    scene.missed("2026-06-10T11:00")
    assert "InterviewOutstanding" not in codes_of(
        scene, "2026-06-10T12:00", "officer-li", "submit_for_review"
    )
