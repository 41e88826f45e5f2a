"""A hearing that nobody wants any more: its request withdrawn, or the hearing ended for who does not come or leaves."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.case.issuing import waiting_for_seal
from domain.procedure import waiting
from domain.procedure.gates.serving import unserved
from domain.procedure.work import Waiting
from tests.procedure.scene import SCAN, Scene, codes_of, company
from tests.procedure.test_hearing import notifying, requested
from tests.procedure.test_roles import acting
from tests.procedure.test_telling import last_messages
from tests.procedure.test_waiting import work

# Served on Monday 2026-06-01, asked for on Wednesday 06-03; the term to ask ends on Monday 06-08. Notified for
# Tuesday 06-23, 09:30, the first lawful day after service of the notice on Wednesday 06-10.


def notified(served: bool = True) -> Scene:
    return requested().hearing_notified("2026-06-10", "2026-06-23", served=served)


def withdrawing(scene: Scene, when: str, by: str = "officer-li", **changes: Any) -> set[str]:
    body = {"party": 1, "channel": "paper", "on": when[:10], "file": SCAN, **changes}
    return codes_of(scene, when, by, "withdraw_hearing_request", **body)


def ending(scene: Scene, when: str, by: str = "presider-he", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "end_hearing", **scene.ending_body(when[:10]) | changes)


def left(scene: Scene, when: str) -> set[str]:
    """What of a hearing waits for anybody."""
    hearing = {"notify_hearing", "hold_hearing", "report_hearing", "record_service", "record_sealing"}
    return hearing & set(work(scene, when))


def submitting(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "submit_for_review")


# 62: withdrawn


def test_art62_a_withdrawn_request_satisfies_gate_3_once_the_term_to_ask_is_over():
    scene = requested().interview("2026-06-05").hearing_withdrawn("2026-06-05T10:00")
    assert "HearingOutstanding" not in submitting(scene, "2026-06-08")
    assert "HearingRequestPeriodRunning" in submitting(scene, "2026-06-08")  # Monday, its last day
    assert submitting(scene, "2026-06-09") == set()


def test_art62_withdrawn_after_the_term_it_opens_gate_3_on_that_day():
    scene = notified().interview("2026-06-10T15:00")
    assert "HearingOutstanding" in submitting(scene, "2026-06-12")
    assert submitting(scene.hearing_withdrawn("2026-06-12"), "2026-06-12") == set()
    assert str(work(scene, "2026-06-12")["submit_for_review"].since) == "2026-06-12"


@pytest.mark.parametrize("served", [True, False])
def test_art62_a_notified_hearing_is_cancelled_and_nothing_of_it_waits(served):
    scene = notified(served)
    document = scene.state.party(1).last_notices.hearing_plan.document
    scene.hearing_withdrawn("2026-06-12")
    assert left(scene, "2026-06-12") == set()
    assert scene.document(document).void == (not served)
    (cancelled,) = scene.state.party(1).last_notices.cancelled_hearings
    assert str(cancelled.on) == "2026-06-23"


def test_art62_a_notice_not_sealed_yet_is_not_sealed_any_more():
    scene = requested()
    scene.do("2026-06-10", "presider-he", "notify_hearing", **scene.hearing_body("2026-06-23"))
    assert left(scene.hearing_withdrawn("2026-06-11"), "2026-06-11") == set()


def test_who_was_to_preside_and_to_record_is_told():
    scene = notified()
    told = last_messages(scene, lambda: scene.hearing_withdrawn("2026-06-12"))
    assert {"presider-he", "clerk-zhao", "officer-wang"} <= set(told)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-06-05", True), ("2026-06-08", True), ("2026-06-09", False)],  # the last day is Monday 06-08
)
def test_art64_1_while_the_term_runs_it_may_be_made_anew(day, counts):
    scene = requested().hearing_withdrawn("2026-06-04").hearing_requested(day)
    request = scene.state.party(1).last_notices.hearing_request
    assert (request is not None) == counts
    assert ("notify_hearing" in work(scene, day)) == counts


def test_the_term_to_ask_runs_again_until_its_last_day():
    scene = requested()
    assert scene.clock("hearing_request", "2026-06-04").state == "met"
    scene.hearing_withdrawn("2026-06-04")
    assert scene.clock("hearing_request", "2026-06-08").state == "running"
    assert scene.clock("hearing_request", "2026-06-09").state == "over"


def test_withdrawn_and_waived_no_request_is_heard_any_more():
    scene = requested().hearing_withdrawn("2026-06-04").waived("2026-06-04T10:00", "hearing")
    scene.hearing_requested("2026-06-05")
    assert scene.state.party(1).last_notices.hearing_request is None


def test_art62_an_officer_withdraws_nothing_without_the_party_s_signature():
    assert withdrawing(requested(), "2026-06-05", file="", text="撤回") == {"WithdrawalNotSigned"}
    assert withdrawing(requested(), "2026-06-05", channel="online") == {"NotTheirChannel"}


def test_the_party_withdraws_it_by_itself():
    scene = acting(requested())
    online = {"channel": "online", "file": "", "text": "撤回听证要求。"}
    assert withdrawing(scene, "2026-06-05", by="party-demo", **online) == set()


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        ("2026-06-02", {"DateBeforeItsEvent"}),
        ("2026-06-03", set()),
        ("2026-06-05", set()),
        ("2026-06-06", {"DateInTheFuture"}),
    ],
)
def test_a_request_is_withdrawn_after_it_was_made_and_not_tomorrow(on, refused):
    assert withdrawing(requested(), "2026-06-05", on=on) == refused


def test_what_was_not_asked_for_or_is_over_is_not_withdrawn():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    assert withdrawing(scene, "2026-06-05") == {"NoRequestToWithdraw"}
    assert withdrawing(notified().hearing_held("2026-06-23"), "2026-06-24") == {"HearingOver"}
    assert withdrawing(notified().hearing_ended("2026-06-23T10:30"), "2026-06-24") == {"HearingOver"}


def test_a_hearing_asked_for_is_not_waived_and_the_cure_is_to_withdraw_the_request():
    body = {"party": 1, "right": "hearing", "form": SCAN, "on": "2026-06-05"}
    (found,) = requested().judged("2026-06-05", "officer-li", "waive", **body)
    assert (found.code, "withdraw_hearing_request" in found.cure.zh) == ("HearingAskedFor", True)
    over = notified().hearing_ended("2026-06-23T10:30")
    assert codes_of(over, "2026-06-24", "officer-li", "waive", **{**body, "on": "2026-06-24"}) == {
        "HearingOver"
    }


def test_after_a_withdrawal_nobody_holds_ends_or_notifies_the_hearing():
    scene = notified().hearing_withdrawn("2026-06-12")
    assert ending(scene, "2026-06-23T10:30") == {"HearingNotNotified"}
    assert notifying(scene, "2026-06-12", "2026-06-25") == {"NoHearingRequested"}


# 64(6): ended


def test_art64_6_an_ended_hearing_satisfies_gate_3_and_asks_for_no_report():
    scene = notified().interview("2026-06-10T15:00").hearing_ended("2026-06-23T10:30")
    assert submitting(scene, "2026-06-23T11:00") == set()
    assert scene.clocks("hearing_report", "2026-07-01") == []
    assert left(scene, "2026-07-01") == set()
    assert str(work(scene, "2026-06-23")["submit_for_review"].since) == "2026-06-23"
    refused = codes_of(
        scene,
        "2026-06-24",
        "presider-he",
        "report_hearing",
        parties=[1],
        on="2026-06-24",
        opinion="x",
        file=SCAN,
    )
    assert refused == {"HearingOver"}


@pytest.mark.parametrize(
    ("when", "on", "refused"),
    [
        ("2026-06-22T12:00", "2026-06-22", {"NotTheNotifiedDay", "HearingTooSoon", "HearingHourNotCome"}),
        ("2026-06-23T09:29", "2026-06-23", {"HearingHourNotCome"}),
        ("2026-06-23T09:30", "2026-06-23", set()),
        ("2026-06-24T09:00", "2026-06-23", set()),
        ("2026-06-24T09:00", "2026-06-24", {"NotTheNotifiedDay"}),
    ],
)
def test_art64_6_nobody_stays_away_before_the_notified_hour_or_on_another_day(when, on, refused):
    assert ending(notified(), when, on=on) == refused


def test_art64_6_who_was_told_too_late_may_stay_away():
    scene = notified(served=False).served("2026-06-11", kind=DocumentKind.HEARING_NOTICE)
    assert ending(scene, "2026-06-23T12:00") == {"HearingTooSoon"}


def test_art64_6_who_was_not_told_may_stay_away():
    assert ending(notified(served=False), "2026-06-23T12:00") == {"HearingNoticeNotServed"}


@pytest.mark.parametrize("empty", [{"note": "　"}, {"record": ""}])
def test_art64_6_its_record_says_what_happened_and_is_signed(empty):
    assert ending(notified(), "2026-06-23T12:00", **empty) == {"FieldMissing"}


def test_art64_6_what_was_said_before_leaving_is_answered():
    points: dict[str, Any] = {"points": [{"party": 1, "text": "货值计算有误"}]}
    assert ending(notified(), "2026-06-23T12:00", **points) == {"PointsOfTheAbsent"}
    scene = notified().interview("2026-06-10T15:00").hearing_ended("2026-06-23T12:00", "left", **points)
    assert submitting(scene, "2026-06-23T13:00") == {"NotRechecked"}
    assert submitting(scene.rechecked("2026-06-23T14:00"), "2026-06-23T15:00") == set()


def test_a_hearing_is_ended_once_by_the_presider_of_its_notice_and_not_after_it_was_held():
    scene = notified().known("reviewer-sun", roles=("reviewer", "presider"))
    assert ending(scene, "2026-06-23T12:00", by="reviewer-sun") == {"NotTheHearingPresider"}
    assert ending(notified().hearing_held("2026-06-23"), "2026-06-24", on="2026-06-23") == {
        "HearingHeldAlready"
    }
    ended = notified().hearing_ended("2026-06-23T12:00")
    assert ending(ended, "2026-06-24", on="2026-06-23") == {"HearingOver"}
    assert notifying(ended, "2026-06-24", "2026-07-07") == {"HearingOver"}
    asked = {"party": 1, "channel": "paper", "on": "2026-06-24", "text": "再次要求听证"}
    assert codes_of(ended, "2026-06-24", "officer-li", "request_hearing", **asked) == {"HearingOver"}


def test_a_hearing_ended_for_one_party_stays_open_for_the_other():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for number in (1, 2):
        scene.issued("2026-05-25", number).served("2026-06-01", number).hearing_requested(
            "2026-06-03", number
        )
        scene.hearing_notified("2026-06-10", "2026-06-23", number)
    scene.hearing_ended("2026-06-23T10:30")
    assert scene.state.party(2).last_notices.hearing_settled_on is None
    assert [w.party for w in _holding(scene)] == [2]


def _holding(scene: Scene) -> list[Waiting]:
    return [w for w in waiting(scene.case, date(2026, 6, 23)) if w.move == "hold_hearing"]


# 60: a hearing is not counted from the day after the request until it is held, ended or withdrawn


def decided_by(scene: Scene) -> str:
    return str(scene.clock("decide", "2026-06-24").last_day)


def test_art60_time_of_a_hearing_is_excluded_until_it_is_withdrawn_or_ended():
    """Accepted on 2026-03-16: ninety days are Sunday 06-14. Asked for on Wednesday 06-03."""
    assert decided_by(requested().hearing_withdrawn("2026-06-03")) == "2026-06-15"  # Monday
    # Nine days more, 06-04 to 06-12: Tuesday 06-23.
    assert decided_by(notified().hearing_withdrawn("2026-06-12")) == "2026-06-23"
    # Twenty, 06-04 to 06-23: Saturday 07-04, and so Monday.
    assert decided_by(notified().hearing_ended("2026-06-23T10:30")) == "2026-07-06"
    # Two and fifteen, 06-04 to 06-05 and 06-09 to 06-23: Wednesday 07-01.
    again = requested().hearing_withdrawn("2026-06-05").hearing_requested("2026-06-08")
    again.hearing_notified("2026-06-10", "2026-06-23").hearing_ended("2026-06-23T10:30")
    assert decided_by(again) == "2026-07-01"


# Notified anew


def test_a_hearing_whose_day_passed_without_a_session_is_notified_anew_and_held():
    scene = notified()
    scene.hearing_notified(
        "2026-06-24", "2026-07-06"
    )  # Wednesday: Thu 25 to Fri 07-03 are seven, so Monday 07-06
    assert ending(scene, "2026-07-06T09:00", on="2026-06-23") >= {"NotTheNotifiedDay"}
    scene.hearing_held("2026-07-06")
    assert str(scene.state.party(1).last_notices.hearing.on) == "2026-07-06"


def test_a_notice_that_lacks_something_is_made_anew_at_once():
    scene = requested()
    scene.printer_away = True
    scene.do("2026-06-10", "presider-he", "notify_hearing", **scene.hearing_body("2026-06-23"))
    document = scene.state.party(1).last_notices.hearing_plan.document
    scene.case = scene.case.model_copy(
        update={
            "documents": scene.case.documents.replaced(
                scene.document(document).model_copy(update={"missing_glyphs": ("㐂",)})
            )
        }
    )
    assert "notify_hearing" in work(scene, "2026-06-10")
    assert notifying(scene, "2026-06-10T10:00", "2026-06-23") == set()


# After the decision nothing of it is left


@pytest.mark.parametrize("sealed", [True, False])
def test_art57_a_decision_without_penalty_leaves_no_summons_to_be_sealed_or_served(sealed):
    scene = requested().rescheduled("2026-06-03", served=False, at="2026-06-10T10:00:00+08:00")
    scene.do("2026-06-10", "presider-he", "notify_hearing", **scene.hearing_body("2026-06-23"))
    if sealed:
        scene.sealed("2026-06-10")
    scene.decision_prepared("2026-06-11", outcome="no_penalty")
    scene.do("2026-06-12", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    (decision,) = waiting_for_seal(scene.case)
    seal = {"document": decision.id, "file": decision.file, "scan": SCAN, "on": "2026-06-12"}
    scene.do("2026-06-12", "clerk-zhao", "record_sealing", **seal)
    kinds = [d.kind for d in unserved(scene.case, scene.case.party(1))]
    assert kinds == [DocumentKind.NO_PENALTY_DECISION]
