"""Lawful cases that must be able to go on, each named by its article: the move that the law knows is there and accepted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.case.documents import DocumentKind
from domain.law.errors import LawError
from domain.procedure import MOVES, waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, opening
from tests.proof.journeys import agreed, citizen, decided, heard, late_hearing, party, spring, told

APPROVING = {"together_with": "head-chen"}
EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}


class HeldUp(AssertionError):
    """A lawful move that is not there, cannot be filled in, or is refused."""


def may(case: Scene, when: str, by: str, name: str, **body: Any) -> Scene:
    """Make the move that the law leaves open here."""
    case.at(shanghai(when))
    if name not in MOVES:
        raise HeldUp(f"there is no {name}")
    try:
        refused = case.judged(when, by, name, **body)
    except (ValidationError, LawError) as error:
        raise HeldUp(str(error)) from error
    if refused:
        raise HeldUp([r.as_dict() for r in refused])
    return case.do(when, by, name, **body)  # type: ignore[return-value]


def days_of(year: int, **days: str) -> dict[str, str]:
    return {name: f"{year}-{day}" for name, day in days.items()}


def open_(case: Scene, when: str = "2026-05-18", **changes: Any) -> Scene:
    return may(case, when, "officer-li", "open_case", **opening(**changes))


def to_impose(case: Scene, when: str, number: int = 1) -> Scene:
    return may(case, when, "head-chen", "impose", party=number, content=case.content(number))


# 62: an interview whose hour has become impossible


def fixed_hour(case: Scene) -> Scene:
    case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20")
    return case.issued("2026-05-25", at="2026-06-03T09:00:00+08:00")


def rescheduled(case: Scene, when: str) -> None:
    new = {"at": "2026-07-08T09:00:00+08:00", "reason": "送达过晚，来不及准备"}
    may(case, when, "officer-li", "reschedule_interview", party=1, **new)


def art62_an_hour_that_service_made_too_short(case: Scene) -> None:
    rescheduled(fixed_hour(case).served("2026-06-02"), "2026-06-04")


def art62_an_hour_that_an_announcement_overtook(case: Scene) -> None:
    fixed_hour(case).attempted("2026-05-26", "absent").attempted("2026-05-26", "returned", "post")
    body = {"party": 1, "documents": case.to_serve(1), "reason": "直接、邮寄均未成", "course": "见送达经过"}
    case.do("2026-05-27", "officer-li", "serve_by_announcement", **APPROVING, **body)
    case.sealed("2026-05-27")
    published = {"party": 1, "on": "2026-05-28", "where": "机关公告栏", "proof": SCAN}
    case.do("2026-05-28", "officer-li", "record_publication", **published)
    rescheduled(case, "2026-06-29")


def art62_an_interview_at_the_party_s_wish(case: Scene) -> None:
    rescheduled(fixed_hour(case).served("2026-05-26"), "2026-05-28")


# 62, 64(6): a hearing that nobody wants any more


def asked(case: Scene) -> Scene:
    return told(case).hearing_requested("2026-06-03")


WITHDRAWN = {"party": 1, "channel": "paper", "file": SCAN}


def art64_6_withdrawn_before_the_notice_of_the_hearing(case: Scene) -> None:
    may(asked(case), "2026-06-05", "officer-li", "withdraw_hearing_request", on="2026-06-05", **WITHDRAWN)
    decided(agreed(heard(case)))


def art64_6_withdrawn_after_the_notice_of_the_hearing(case: Scene) -> None:
    asked(case).hearing_notified("2026-06-04", "2026-06-16")
    may(case, "2026-06-08", "officer-li", "withdraw_hearing_request", on="2026-06-08", **WITHDRAWN)
    decided(agreed(heard(case)))


def art64_6_nobody_came_to_the_hearing(case: Scene) -> None:
    asked(case).hearing_notified("2026-06-10", "2026-06-23")
    ended = {"parties": [1], "on": "2026-06-23", "ground": "no_show", "note": "等候一小时", "record": SCAN}
    may(case, "2026-06-23T12:00", "presider-he", "end_hearing", **ended)


# 42: a certificate renewed in the course of the case; an officer who leaves


def certified_until(case: Scene, day: str) -> Scene:
    """Opened with a certificate until this day, which the directory knows to be renewed from 06-02 on."""
    case.known("officer-li", certificate_until=date.fromisoformat(day))
    told(case).known("officer-li", certificate_until=date(2029, 12, 31))
    return case


def art42_a_renewed_certificate_lets_the_head_impose(case: Scene) -> None:
    agreed(heard(certified_until(case, "2026-06-10"))).decision_prepared("2026-06-11")
    to_impose(case, "2026-06-12")


def art42_a_renewed_certificate_lets_the_head_decide_no_penalty(case: Scene) -> None:
    agreed(heard(certified_until(case, "2026-06-10")))
    case.decision_prepared("2026-06-11", outcome="no_penalty")
    may(case, "2026-06-12", "head-chen", "decide_no_penalty", party=1, content=case.content())


def art42_another_officer_takes_over(case: Scene) -> None:
    case.known(
        "presider-he", roles=("officer",), certificate="示例-0009", certificate_until=date(2029, 12, 31)
    )
    officers = {"officers": ["officer-wang", "presider-he"], "reason": "李示例调离"}
    may(told(case), "2026-06-02", "head-chen", "reassign", **officers)


# 58: a reviewer objects to what only the draft can change


def objected(case: Scene) -> Scene:
    return case.open("2026-05-18", parties=[party()]).reviewed("2026-05-20", "correct")


def art58_the_draft_is_amended_before_the_notice(case: Scene) -> None:
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125.1(2)", "findings": ["F1"]}]
    may(objected(case), "2026-05-21", "officer-li", "amend_draft", basis=basis, reason="审核意见")
    answers = [{"heading": case.case.rulebook.switches.checklist[0], "answer": "已改正"}]
    may(case, "2026-05-21", "officer-li", "answer_opinion", answers=answers)
    case.opinion("2026-05-22").issued("2026-05-25").served("2026-06-01")


def art44_evidence_obtained_after_the_notice_brings_new_notices(case: Scene) -> None:
    heard(told(case)).do("2026-06-09", "officer-li", "add_evidence", evidence=EVIDENCE, reason="补充")
    ground = {"parties": [1], "evidence": ["E2"], "obtained_on": "2026-06-09", "reason": "告知后取得新证据"}
    may(case, "2026-06-09", "officer-li", "return_to_notifying", **APPROVING, **ground)
    case.reviewed("2026-06-10").issued("2026-06-10").served("2026-06-11")


def art44_evidence_obtained_after_the_notice_is_told(case: Scene) -> None:
    heard(told(case)).do("2026-06-09", "officer-li", "add_evidence", evidence=EVIDENCE, reason="补充")
    shown = {"shown": "台账复印件", "means": "随告知书送达"}
    may(case, "2026-06-09", "officer-li", "notify_new_evidence", party=1, evidence=["E2"], **shown)


# 民事诉讼法 91, 93: post and forwarding on a ground, not on an invented attempt


def served_on_a_ground(case: Scene, mode: str, ground: str, **who: Any) -> None:
    case.open("2026-05-18", parties=[who or party()]).reviewed("2026-05-20").issued("2026-05-25")
    service = case.service("2026-06-01", mode=mode, ground=ground, relation="本人", receiver="吴示例")
    body = {"party": 1, "documents": case.to_serve(1), "service": service}
    may(case, "2026-06-01", "officer-li", "record_service", **body)


def cpl93_a_prisoner_is_served_through_the_prison(case: Scene) -> None:
    served_on_a_ground(case, "forwarded", "prisoner", **citizen("19850101"))


def cpl91_a_party_in_another_city_is_served_by_post(case: Scene) -> None:
    served_on_a_ground(case, "post", "elsewhere", **citizen("19850101"))


def cpl91_a_party_in_another_city_is_served_by_another_agency(case: Scene) -> None:
    served_on_a_ground(case, "entrusted", "elsewhere", **citizen("19850101"))


# 36(2), 37: an act that goes on


def art36_2_the_act_goes_on_after_discovery_and_acceptance(case: Scene) -> None:
    open_(case, act_to="2026-05-10")


def art36_2_the_act_has_not_ended(case: Scene) -> None:
    open_(case, act_to=None)


# 72: the add-on fine


def unpaid(case: Scene) -> Scene:
    """Served on Monday 06-15: due by Tuesday 06-30; from 07-01 on three per cent a day, 3,600 yuan."""
    decided(agreed(heard(told(case)))).served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
    return case


def paying(case: Scene, when: str, amount: str) -> Scene:
    body = {"party": 1, "on": when, "amount": amount, "proof": SCAN}
    return may(case, when, "officer-li", "record_payment", **body)


def art72_the_add_on_fine_of_one_day_is_paid(case: Scene) -> None:
    paying(unpaid(case), "2026-07-01", "123600.00").do(
        "2026-07-01", "officer-li", "file_decision", **APPROVING
    )
    may(case.sealed("2026-07-01"), "2026-07-01", "officer-li", "close_case", form=SCAN)


def art72_the_add_on_fine_of_ten_days_is_paid(case: Scene) -> None:
    paying(unpaid(case), "2026-07-10", "156000.00")


def art72_the_add_on_fine_ends_at_the_fine(case: Scene) -> None:
    paying(unpaid(case), "2026-09-30", "240000.00")


def art72_the_add_on_fine_is_paid_after_the_fine(case: Scene) -> None:
    """Nothing grows once the fine is paid: on 07-10 ten days make 36,000 yuan, and so they do on 07-31."""
    paying(unpaid(case), "2026-07-10", "120000.00")
    paying(case, "2026-07-31", "36000.00")


def art72_on_what_is_paid_nothing_grows(case: Scene) -> None:
    """Half of it in time; on the other half ten days make 18,000 yuan."""
    paying(unpaid(case), "2026-06-30", "60000.00")
    paying(case, "2026-07-10", "78000.00")


# Decision filing: fifteen days from the first decision, and the second is still to come


def decision_filing_of_the_first_of_two_parties(case: Scene) -> None:
    told(case, party(number=1), party(number=2))
    decided(agreed(heard(case, parties=(1, 2))))
    may(case, "2026-06-26", "officer-li", "file_decision")
    case.do("2026-06-26", "head-chen", "confirm", proposal="$proposal", content="$proposed")


# 59(1): who the party is


def art59_1_a_foreign_citizen(case: Scene) -> None:
    passport = {"identifier": "E12345678", "identifier_kind": "passport", "born_on": "1985-01-01"}
    who = {**citizen("19850101"), **passport}
    open_(case, parties=[who])


def art59_1_a_foreign_company(case: Scene) -> None:
    open_(case, parties=[party(identifier="HRB 123456", identifier_kind="foreign_registration")])


def art59_1_a_genuine_code_whose_check_digit_fails(case: Scene) -> None:
    exception = {"reason": "登记机关核发的号码即如此", "proof": SCAN}
    open_(case, parties=[party(identifier="91321102MA1TK3T070", identifier_exception=exception)])


# 75; 民事诉讼法 85: a letter posted in time that comes after the decision


def cpl85_a_statement_posted_in_time_comes_after_the_decision(case: Scene) -> None:
    decided(agreed(heard(told(case))))
    letter = {"channel": "post", "received_at": "2026-06-15T09:00:00+08:00", "posted_on": "2026-06-08"}
    may(case, "2026-06-15", "officer-li", "submit_statement", party=1, text="请求从轻", **letter)


def cpl85_a_hearing_request_posted_in_time_comes_after_the_decision(case: Scene) -> None:
    decided(agreed(heard(told(case))))
    letter = {"channel": "post", "on": "2026-06-15", "posted_on": "2026-06-08", "text": "要求听证"}
    may(case, "2026-06-15", "officer-li", "request_hearing", party=1, **letter)


# 58(1)(2), 65: after a late hearing the review can be had


def art58_1_2_what_was_agreed_before_the_hearing_is_submitted_anew(case: Scene) -> None:
    spring(case).reviewed("2026-03-12").filed("2026-03-12").acknowledged("2026-03-12")
    late_hearing(case.discussed("2026-03-13"))
    may(case, "2026-04-01", "officer-li", "submit_for_review")


# What waits is in somebody's work list, also where a term is provisional


def awaited(case: Scene, when: str, move: str) -> Scene:
    case.at(shanghai(when))
    work = {w.move for w in waiting(case.case, shanghai(when).date())}
    if move not in work:
        raise HeldUp(f"nobody is waited for to {move}, only to {sorted(work)}")
    return case


def winter(case: Scene) -> Scene:
    """Served on Tuesday 2026-12-29, with 2027 not published; both terms are over on 2027-01-11, however it is published."""
    days = days_of(2026, accepted_on="11-02", act_from="09-01", act_to="09-30", discovered_on="10-12")
    case.open("2026-12-02", parties=[party()], **days, investigation_ended_on="2026-12-01")
    case.reviewed("2026-12-03").issued("2026-12-21").served("2026-12-29").waived("2026-12-29", "interview")
    return case


def the_review_is_waited_for(case: Scene) -> None:
    awaited(winter(case), "2027-01-11", "submit_for_review")


def the_filing_is_waited_for(case: Scene) -> None:
    awaited(winter(case).reviewed("2027-01-11"), "2027-01-11", "file_interview_report")


def the_discussion_is_waited_for(case: Scene) -> None:
    winter(case).reviewed("2027-01-11").filed("2027-01-11").acknowledged("2027-01-11")
    awaited(case, "2027-01-11", "record_discussion")


def the_decision_is_waited_for(case: Scene) -> None:
    winter(case).reviewed("2027-01-11").filed("2027-01-11").acknowledged("2027-01-11")
    awaited(case.discussed("2027-01-12"), "2027-01-12", "prepare_decision")


WAYS_ON: dict[str, tuple[Callable[[Scene], None], ...]] = {
    "A1": (art58_1_2_what_was_agreed_before_the_hearing_is_submitted_anew,),
    "A9": (
        the_review_is_waited_for,
        the_filing_is_waited_for,
        the_discussion_is_waited_for,
        the_decision_is_waited_for,
    ),
    "B1": (
        art62_an_hour_that_service_made_too_short,
        art62_an_hour_that_an_announcement_overtook,
        art62_an_interview_at_the_party_s_wish,
    ),
    "B2": (
        art64_6_withdrawn_before_the_notice_of_the_hearing,
        art64_6_withdrawn_after_the_notice_of_the_hearing,
        art64_6_nobody_came_to_the_hearing,
    ),
    "B3": (
        art42_a_renewed_certificate_lets_the_head_impose,
        art42_a_renewed_certificate_lets_the_head_decide_no_penalty,
        art42_another_officer_takes_over,
    ),
    "B4": (
        art58_the_draft_is_amended_before_the_notice,
        art44_evidence_obtained_after_the_notice_brings_new_notices,
        art44_evidence_obtained_after_the_notice_is_told,
    ),
    "B5": (
        cpl93_a_prisoner_is_served_through_the_prison,
        cpl91_a_party_in_another_city_is_served_by_post,
        cpl91_a_party_in_another_city_is_served_by_another_agency,
    ),
    "B6": (
        art36_2_the_act_goes_on_after_discovery_and_acceptance,
        art36_2_the_act_has_not_ended,
    ),
    "B7": (
        art72_the_add_on_fine_of_one_day_is_paid,
        art72_the_add_on_fine_of_ten_days_is_paid,
        art72_the_add_on_fine_ends_at_the_fine,
        art72_the_add_on_fine_is_paid_after_the_fine,
        art72_on_what_is_paid_nothing_grows,
    ),
    "B8": (decision_filing_of_the_first_of_two_parties,),
    "B9": (
        art59_1_a_foreign_citizen,
        art59_1_a_foreign_company,
        art59_1_a_genuine_code_whose_check_digit_fails,
    ),
    "B11": (
        cpl85_a_statement_posted_in_time_comes_after_the_decision,
        cpl85_a_hearing_request_posted_in_time_comes_after_the_decision,
    ),
}


@pytest.mark.parametrize("way", [pytest.param(w, id=w.__name__) for ways in WAYS_ON.values() for w in ways])
def test_a_lawful_case_goes_on(way):
    way(Scene())


# 86: what the system carries law and holidays for


def test_art86_a_case_before_the_act_of_2021_is_refused_and_nothing_is_raised():
    """In force since Thursday 2021-07-15: of the day before the system carries no law."""
    days = days_of(2021, accepted_on="06-01", act_from="03-01", act_to="04-30", discovered_on="05-10")
    body = opening(**days, investigation_ended_on="2021-07-01")
    try:
        refused = Scene().codes("2021-07-14", "officer-li", "open_case", **body)
    except LawError as error:
        raise HeldUp(str(error)) from error
    assert refused == {"LawUnknown"}


@pytest.mark.parametrize("accepted_on", ["2024-09-02", "2025-09-02"])
def test_art60_ninety_days_that_end_in_a_known_year_are_settled(accepted_on):
    """Ninety days from Monday 2024-09-02 end on Sunday 2024-12-01: Monday 12-02; a year later on Monday 12-01."""
    days = days_of(2024, act_from="01-05", act_to="02-05", discovered_on="03-01")
    clock = (
        Scene()
        .open("2026-01-12", accepted_on=accepted_on, investigation_ended_on="2025-12-01", **days)
        .clock("decide", "2026-01-12")
    )
    if clock.last_day is None:
        raise HeldUp(clock)
    assert clock.last_day == {"2024-09-02": date(2024, 12, 2), "2025-09-02": date(2025, 12, 1)}[accepted_on]
