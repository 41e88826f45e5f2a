"""The interview: summoned three working days before, held by its presider, missed without waiving anything."""

from typing import Any

import pytest

from domain.case.people import Person
from domain.case.sessions import InterviewPlan
from domain.law.calendars import WorkCalendar
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import NOTICE_2025, NOTICE_2026
from domain.procedure.chapters.interview import HoldInterview, RecordNoShow
from domain.procedure.gates.interview_day import fault_of_time
from domain.procedure.language import Moment, Move
from tests.procedure.playing import DIRECTORY, shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

FIXED: dict[str, Any] = {"at": "2026-06-05T14:00:00+08:00"}


def served(on: str = "2026-06-01", **interview: Any) -> Scene:
    """Served on Monday 2026-06-01: three full working days lie before Friday 06-05."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25", **(interview or FIXED))
    return scene.served(on)


def holding(scene: Scene, when: str, *points: str, by: str = "officer-wang", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "hold_interview", **scene.interview_body(when, *points, **changes))


def missing(scene: Scene, when: str, by: str = "officer-wang") -> set[str]:
    return codes_of(scene, when, by, "record_no_show", parties=[1], note="等候一小时")


def preparing(scene: Scene, **interview: Any) -> set[str]:
    plan = {"place": "听述室", "presider": "officer-wang", "recorder": "clerk-zhao", **interview}
    return codes_of(scene, "2026-05-25", "officer-li", "prepare_notices", party=1, interview=plan)


def drafted() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20")


# When it is set


def test_the_time_is_set_in_one_way():
    both = {**FIXED, "working_days_after_service": 5, "time": "09:00"}
    assert preparing(drafted(), **both) == {"InterviewTime"}
    assert preparing(drafted()) == {"InterviewTime"}


@pytest.mark.parametrize("time", ["", "9:00", "24:00", "09:60"])
def test_working_days_after_service_need_a_time_of_day(time):
    assert preparing(drafted(), working_days_after_service=5, time=time) == {"InterviewTime"}


@pytest.mark.parametrize(
    ("interview", "fault"),
    [
        ({}, "没有填写"),
        ({**FIXED, "working_days_after_service": 5, "time": "09:00"}, "有两种写法"),
        ({**FIXED, "time": "09:00"}, "有两种写法"),
        ({"time": "09:00"}, "没有填写 working_days_after_service"),
        ({"working_days_after_service": 5}, "没有填写 time"),
        ({"working_days_after_service": 5, "time": "9点"}, "不能是 9点"),
    ],
)
def test_what_is_wrong_with_the_time_is_said(interview: dict[str, Any], fault: str):
    fixed: Any = {"place": "听述室", "presider": "officer-wang", "recorder": "clerk-zhao", **interview}
    asked = InterviewPlan.model_validate(fixed)
    said = fault_of_time(asked)
    assert said is not None
    assert fault in said.zh


def test_an_instant_says_its_time_zone():
    assert preparing(drafted(), at="2026-06-05T14:00:00") == {"TimeWithoutZone"}


@pytest.mark.parametrize(("days", "refused"), [(3, {"InterviewNoticeTooShort"}), (4, set())])
def test_three_full_working_days_lie_between_service_and_interview(days, refused):
    assert preparing(drafted(), working_days_after_service=days, time="09:00") == refused


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("2026-05-24T09:00:00+08:00", {"InterviewTooSoon"}),  # Sunday, the day before
        ("2026-05-28T09:00:00+08:00", {"InterviewTooSoon"}),  # Thursday: served at once, the 3rd working day
        ("2026-05-29T09:00:00+08:00", set()),  # Friday, the 4th
    ],
)
def test_a_time_that_even_service_at_once_makes_too_short_is_not_set(at, refused):
    assert preparing(drafted(), at=at) == refused


def test_presider_and_recorder_are_two_persons_of_the_agency():
    by_service = {"working_days_after_service": 4, "time": "09:00"}
    assert preparing(drafted(), **by_service, recorder="officer-wang") == {"PresiderRecords"}
    assert preparing(drafted(), **by_service, presider="officer-ma") == {"NotOfThisAgency"}


def test_who_could_not_preside_is_not_named_presider():
    by_service = {"working_days_after_service": 4, "time": "09:00"}
    assert preparing(drafted(), **by_service, presider="head-chen") == {"MayNotPresideInterview"}


def test_an_officer_presides_only_where_the_profile_lets_him():
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"officer_may_preside_interview": False})
    scene = (
        Scene(rules=rules.model_copy(update={"switches": switches})).open("2026-05-18").reviewed("2026-05-20")
    )
    by_service = {"working_days_after_service": 4, "time": "09:00"}
    assert preparing(scene, **by_service) == {"MayNotPresideInterview"}
    assert preparing(scene, **by_service, presider="presider-he") == set()


# Held


def test_no_interview_before_the_letter_was_served():
    scene = drafted().issued("2026-05-25", **FIXED)
    assert holding(scene, "2026-06-05T15:00") == {"NotSummoned"}


@pytest.mark.parametrize(
    ("served_on", "refused"),
    [
        ("2026-06-01", set()),  # Monday: Tue, Wed, Thu lie between
        ("2026-06-02", {"InterviewLapsed"}),  # Tuesday: only Wed, Thu
    ],
)
def test_three_working_days_between_service_and_the_interview(served_on, refused):
    assert holding(served(served_on), "2026-06-05T15:00") == refused


def test_no_interview_before_the_day_of_the_letter():
    later: dict[str, Any] = {"at": "2026-06-10T14:00:00+08:00"}
    assert holding(served(**later), "2026-06-09") == {"BeforeTheSummonedDay"}
    assert holding(served(**later), "2026-06-10T15:00") == set()


@pytest.mark.parametrize(
    ("when", "barred"),
    [
        ("2026-06-09T16:00", ["BeforeTheSummonedDay"]),  # Tuesday, the day before
        ("2026-06-10T09:00", []),  # Wednesday, the day of the letter
        ("2026-06-11T09:00", []),  # Thursday, the day after
    ],
)
def test_art45_before_the_day_of_the_letter_the_interview_is_barred(when: str, barred: list[str]):
    scene = served(at="2026-06-10T14:00:00+08:00")
    now = Moment(case=scene.case, actor=acting("officer-wang"), at=shanghai(when))
    assert [refused.code for refused in HoldInterview.bars(now, 1)] == barred


@pytest.mark.parametrize("kind", [HoldInterview, RecordNoShow])
def test_the_interview_is_barred_to_who_does_not_preside(kind: type[Move]):
    now = Moment(case=served().case, actor=acting("officer-li"), at=shanghai("2026-06-05T15:00"))
    assert [refused.code for refused in kind.bars(now, 1)] == ["NotThePresider"]


@pytest.mark.parametrize(
    ("when", "barred"),
    [("2026-06-05T13:59", ["InterviewNotYetDue"]), ("2026-06-05T14:00", []), ("2026-06-08T09:00", [])],
)
def test_art62_nobody_has_missed_an_hour_that_is_to_come(when: str, barred: list[str]):
    now = Moment(case=served().case, actor=acting("officer-wang"), at=shanghai(when))
    assert [refused.code for refused in RecordNoShow.bars(now, 1)] == barred


def acting(person: str) -> Person:
    found = DIRECTORY.person(person)
    assert found is not None
    return found


def test_a_day_that_follows_from_service_binds_too():
    # Five working days after Monday 06-01: Monday 06-08.
    by_service: dict[str, Any] = {"working_days_after_service": 5, "time": "14:00"}
    assert holding(served(**by_service), "2026-06-05") == {"BeforeTheSummonedDay"}
    assert holding(served(**by_service), "2026-06-08T15:00") == set()


def test_the_presider_of_the_letter_holds_it():
    assert holding(served(), "2026-06-05T15:00", by="officer-li") == {"NotThePresider"}


def test_the_party_could_see_the_file_before():
    assert holding(served(), "2026-06-05T15:00", file_shown=False) == {"FileNotShown"}


@pytest.mark.parametrize("empty", [{"attendance": []}, {"record": ""}, {"place": ""}])
def test_art47_the_record_says_where_it_was_and_who_was_there_and_is_signed(empty):
    assert holding(served(), "2026-06-05T15:00", **empty) == {"FieldMissing"}


def test_a_point_of_a_party_that_was_not_there_is_not_lost():
    points = [{"party": 2, "text": "不属实"}]
    assert holding(served(), "2026-06-05T15:00", points=points) == {"PointOfAnother"}


def test_an_interview_of_a_day_to_come_is_not_recorded():
    assert "DateInTheFuture" in holding(served(), "2026-06-05T15:00", on="2026-06-06")


def test_what_was_said_and_who_helped_is_kept():
    scene = served().interview(
        "2026-06-05T15:00", "一", "二", interpreter="译员", guardian="父", evidence=[SCAN]
    )
    outcome = scene.state.party(1).last_notices.outcome
    assert [(p.id, p.text) for p in outcome.points] == [("I1", "一"), ("I2", "二")]
    assert (outcome.place, outcome.interpreter, outcome.guardian, outcome.evidence) == (
        "听述室",
        "译员",
        "父",
        (SCAN,),
    )


def test_an_interview_is_held_once():
    assert holding(served().interview("2026-06-05T15:00"), "2026-06-08") == {"InterviewOver"}


def test_a_waived_interview_is_not_held():
    assert holding(served().waived("2026-06-02", "interview"), "2026-06-05T15:00") == {"InterviewWaived"}


def test_one_interview_serves_several_parties_and_keeps_their_points_apart():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 1).served("2026-06-01", 2)
    points = [{"party": 2, "text": "乙说"}, {"party": 1, "text": "甲说"}]
    scene.interview("2026-06-05T15:00", parties=(1, 2), points=points)
    said = [[p.text for p in scene.state.party(n).last_notices.outcome.points] for n in (1, 2)]
    assert said == [["甲说"], ["乙说"]]


# Missed


def test_nobody_missed_an_interview_before_its_hour():
    assert missing(served(), "2026-06-04T15:00") == {"InterviewNotYetDue"}  # Thursday
    assert missing(served(), "2026-06-05T13:59") == {"InterviewNotYetDue"}  # Friday, before two o'clock
    assert missing(served(), "2026-06-05T14:00") == set()


def test_nobody_missed_an_interview_to_which_he_was_summoned_too_late():
    assert missing(served("2026-06-02"), "2026-06-05T15:00") == {"InterviewLapsed"}


def test_the_presider_says_who_did_not_come():
    assert missing(served(), "2026-06-05T15:00", by="officer-li") == {"NotThePresider"}


def test_the_day_missed_is_the_day_of_the_summons_not_of_its_recording():
    outcome = served().missed("2026-06-08").state.party(1).last_notices.outcome
    assert (outcome.held, str(outcome.on)) == (False, "2026-06-05")


def test_in_a_year_without_holidays_nobody_missed_the_earlier_day():
    """Served on Tuesday 2026-12-29 with 2027 unpublished: the 5th working day is not known for sure.

    As 元旦 may be off until Sunday 01-03: 12-30, 12-31, 01-04, 01-05 and Wednesday 01-06.
    """
    calendar = WorkCalendar(years=(NOTICE_2025, NOTICE_2026))
    scene = Scene(rules=rulebook_for("market+zhenjiang", calendar)).open("2026-11-02").reviewed("2026-11-03")
    scene.issued("2026-12-28", working_days_after_service=5, time="14:00").served("2026-12-29")
    assert missing(scene, "2027-01-05T15:00") == {"InterviewNotYetDue"}
    assert missing(scene, "2027-01-06T14:00") == set()
