"""Deadlines: each counted by hand, the day before its end, on it, and after; excluded time; what the clock then does."""

from datetime import date

import pytest

from domain.bilingual import Words
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.law.calendars import WorkCalendar
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import NOTICE_2025, NOTICE_2026
from domain.law.terms import TermKey
from domain.procedure import deadlines, due_instants, explained, read
from domain.procedure.clocks.changes import changes
from domain.procedure.clocks.deadlines import State, state_said
from domain.procedure.clocks.table import CLOCKS, PARTYS_RIGHT, whose
from tests.procedure.playing import shanghai
from tests.procedure.scene import LESS, SCAN, Scene, company

DECISION = DocumentKind.PENALTY_DECISION


def served(on: str = "2026-06-01", **more: str) -> Scene:
    return Scene().open("2026-05-18", **more).reviewed("2026-05-20").issued("2026-05-25").served(on)


def last_day(scene: Scene, term: str, today: str = "2026-06-01") -> str:
    return str(scene.clock(term, today).last_day)


# A party's rights: spent when their last day has passed, and nobody is late


@pytest.mark.parametrize("term", ["statement", "hearing_request"])
def test_samr_art57_silence_spends_the_right(term):
    scene = served()  # Monday 06-01: Tue, Wed, Thu, Fri, Monday 06-08
    assert last_day(scene, term) == "2026-06-08"
    assert scene.clock(term, "2026-06-08").state == "running"
    assert scene.clock(term, "2026-06-09").state == "over"


def test_the_clock_tells_it_once_and_decides_nothing():
    scene = served()
    scene.at(shanghai("2026-06-08T23:59"))
    assert "TermEnded" not in scene.facts()
    scene.at(shanghai("2026-06-09T00:00"))
    scene.at(shanghai("2026-06-30"))
    ended = [
        e
        for e in scene.entries
        if e.fact == "TermEnded" and e.body["day"]["term"] in ("statement", "hearing_request")
    ]
    assert [(e.body["day"]["term"], e.body["day"]["last_day"], str(e.at)) for e in ended] == [
        ("hearing_request", "2026-06-08", "2026-06-09 00:00:00+08:00"),
        ("statement", "2026-06-08", "2026-06-09 00:00:00+08:00"),
    ]
    assert all("overdue" not in e.body for e in ended)
    assert scene.state.party(1).last_notices.waivers == ()


def test_a_waiver_ends_the_clock_of_that_right_only():
    scene = served().waived("2026-06-03", "hearing")
    assert (
        str(scene.clock("hearing_request", "2026-06-03").ended_on),
        scene.clock("hearing_request", "2026-06-03").state,
    ) == (
        "2026-06-03",
        "met",
    )
    assert scene.clock("statement", "2026-06-03").state == "running"


def test_a_request_ends_its_clock():
    assert scene_state(served().hearing_requested("2026-06-08"), "hearing_request", "2026-06-08") == "met"


def scene_state(scene: Scene, term: str, today: str) -> str:
    return scene.clock(term, today).state


def test_the_rights_of_an_unserved_party_have_no_clock():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    assert scene.clocks("statement", "2026-05-25") == []


def test_who_has_no_hearing_right_has_no_clock_for_it():
    minor = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "99999.99"}]}}
    scene = served(parties=[minor], opened_all_the_same="集中整治")  # type: ignore[arg-type]
    assert scene.clocks("hearing_request", "2026-06-01") == []
    assert scene.clocks("statement", "2026-06-01") != []


# The agency's duties: overdue, and late when they are done at last


def test_samr_art55_the_review_is_due_within_ten_working_days():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    # Tuesday 05-19: Wed 20 … Fri 22 (3), Mon 25 … Fri 29 (8), Mon 06-01, Tuesday 06-02.
    assert last_day(scene, "legal_review", "2026-05-19") == "2026-06-02"
    assert scene.clock("legal_review", "2026-06-02").state == "running"
    assert scene.clock("legal_review", "2026-06-03").state == "overdue"
    scene.opinion("2026-06-03")
    assert scene.clock("legal_review", "2026-06-03").state == "met_late"


def test_an_overdue_duty_is_told_as_such():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.at(shanghai("2026-06-03T00:00"))
    (ended,) = [e for e in scene.entries if e.fact == "TermEnded"]
    assert (ended.body["day"]["term"], ended.body["overdue"]) == ("legal_review", True)
    (words,) = read(ended).said(scene.case)
    assert words.zh == "全案审核期限：已逾期，届满日 2026-06-02"
    assert words.en.endswith("overdue, last day 2026-06-02")


# Ninety days (行政处罚法 第60条, 市场监督管理行政处罚程序规定 第64条)


def test_art60_ninety_days_from_acceptance():
    scene = Scene().open("2026-05-18")  # accepted on Monday 2026-03-16
    assert last_day(scene, "decide") == "2026-06-15"  # 06-14 is a Sunday
    assert scene.clock("decide", "2026-06-15").state == "running"
    assert scene.clock("decide", "2026-06-16").state == "overdue"


def announced(scene: Scene, attempt: str, published: str) -> Scene:
    scene.attempted(attempt, "whereabouts_unknown")
    body = {"party": 1, "documents": scene.to_serve(1), "reason": "下落不明", "course": "直接送达未果"}
    scene.do(f"{attempt}T11:00", "officer-li", "serve_by_announcement", **body, together_with="head-chen")
    scene.sealed(f"{attempt}T12:00")
    scene.do(published, "officer-li", "record_publication", party=1, on=published, where="公告栏", proof=SCAN)
    return scene


def unserved() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")


def test_samr_art64_an_announcement_does_not_count():
    """Published on Friday 06-05, served on Sunday 07-05: thirty days from 06-06 on; 06-14 + 30 = Tuesday 07-14."""
    scene = announced(unserved(), "2026-06-04", "2026-06-05")
    scene.at(shanghai("2026-07-06"))
    assert last_day(scene, "decide", "2026-07-06") == "2026-07-14"


def test_an_announcement_under_way_does_not_count_either():
    """Else the ninety days would be told overdue in the midst of it."""
    scene = announced(unserved(), "2026-06-04", "2026-06-05")
    assert last_day(scene, "decide", "2026-06-05") == "2026-07-14"
    scene.at(shanghai("2026-07-04"))
    assert "decide" not in {t.term for t in scene.case.last_days.passed}


def test_who_is_found_ends_the_announcement_and_its_excluded_time():
    """Five days, 06-06 to 06-10: 06-14 + 5 = Friday 06-19, 端午, so Monday 06-22."""
    scene = announced(unserved(), "2026-06-04", "2026-06-05").served("2026-06-10")
    assert last_day(scene, "decide", "2026-06-10") == "2026-06-22"


def test_samr_art64_a_hearing_does_not_count_from_the_day_after_the_request():
    """Asked for on Wednesday 06-03, held on Tuesday 06-23: twenty days; 06-14 + 20 = Saturday 07-04, so Monday 07-06."""
    scene = served().hearing_requested("2026-06-03").hearing_notified("2026-06-10", "2026-06-23")
    assert last_day(scene, "decide", "2026-06-10") == "2026-07-06"
    assert last_day(scene.hearing_held("2026-06-23"), "decide", "2026-06-23") == "2026-07-06"


def test_overlapping_excluded_time_counts_once():
    """Party 1 announced 06-06 to 07-05; party 2's hearing 06-04 to 06-23: 06-04 to 07-05 are thirty-two days."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2).served("2026-06-01", 2).hearing_requested(
        "2026-06-03", 2
    )
    announced(scene, "2026-06-04", "2026-06-05").hearing_notified("2026-06-10", "2026-06-23", 2)
    scene.hearing_held("2026-06-23", party=2).at(shanghai("2026-07-06"))
    assert last_day(scene, "decide", "2026-07-06") == "2026-07-16"  # 06-14 + 32, a Thursday


def test_the_announcement_of_a_decision_prolongs_nothing():
    scene = Scene().to_decided()
    assert last_day(scene, "decide", "2026-06-12") == "2026-06-15"


def test_the_last_decision_ends_the_ninety_days():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.decision_prepared("2026-05-21", party, outcome="no_penalty")
    scene.do("2026-05-22", "head-chen", "decide_no_penalty", party=1, content=scene.content(1))
    assert scene.clock("decide", "2026-05-22").state == "running"
    scene.do("2026-06-16", "head-chen", "decide_no_penalty", party=2, content=scene.content(2))
    assert scene.clock("decide", "2026-06-16").state == "met_late"  # one day after Monday 06-15


# After the decision of Friday 2026-06-12


def test_art61_the_decision_is_served_within_seven_working_days():
    scene = Scene().to_decided()
    # Mon 15 … Thu 18 (4); 端午; Mon 22, Tue 23, Wednesday 24.
    assert last_day(scene, "serve_decision", "2026-06-12") == "2026-06-24"
    assert scene.clock("serve_decision", "2026-06-25").state == "overdue"
    assert scene_state(scene.served("2026-06-24", kind=DECISION), "serve_decision", "2026-06-24") == "met"


def test_a_decision_is_published_within_twenty_working_days_where_it_is_to_be():
    scene = Scene().to_discussed().decision_prepared("2026-06-11", publish=True).imposed("2026-06-12")
    # 4 days to Thu 06-18, Mon 22 … Fri 26 (9), Mon 29 … Fri 07-03 (14), Mon 06 … Fri 10 (19), Monday 07-13.
    assert last_day(scene, "publicise", "2026-06-12") == "2026-07-13"
    # Under the market rules a penalty is public whatever the officer said of it (市场监管处罚信息公示规定 第2条).
    assert last_day(Scene().to_decided(), "publicise", "2026-06-12") == "2026-07-13"


def test_the_decision_is_filed_within_fifteen_days():
    scene = Scene().to_decided()
    assert last_day(scene, "decision_filing", "2026-06-12") == "2026-06-29"  # 06-27 is a Saturday
    assert scene.clock("decision_filing", "2026-06-30").state == "overdue"


def test_art67_payment_within_fifteen_days_of_service():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    assert last_day(scene, "payment", "2026-06-15") == "2026-06-30"
    assert scene.clock("payment", "2026-07-01").state == "overdue"


def test_arl_art20_reconsideration_within_sixty_days_of_service():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    assert last_day(scene, "reconsideration", "2026-06-15") == "2026-08-14"  # Friday
    assert scene.clock("reconsideration", "2026-08-15").state == "over"


def test_all_art46_suit_within_six_months_of_service():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    assert last_day(scene, "lawsuit", "2026-06-15") == "2026-12-15"  # Tuesday


def test_ael_art53_unpaid_when_suit_is_barred_three_months_to_apply_to_the_court():
    calendar = WorkCalendar(years=(NOTICE_2025, NOTICE_2026))
    scene = (
        Scene(rules=rulebook_for("market+zhenjiang", calendar))
        .to_decided()
        .served("2026-06-15", kind=DECISION)
    )
    assert scene.clocks("apply_enforcement", "2026-12-15") == []
    scene.at(shanghai("2026-12-16T00:00"))
    clock = scene.clock("apply_enforcement", "2026-12-16")
    # Tuesday 2026-12-15 + three months = Monday 2027-03-15, and 2027 is not published.
    assert (str(clock.start), clock.last_day, str(clock.earliest), clock.state) == (
        "2026-12-15",
        None,
        "2027-03-15",
        "provisional",
    )


def test_who_has_paid_is_not_enforced_against():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    scene.do(
        "2026-06-20", "officer-li", "record_payment", party=1, on="2026-06-20", amount="120000.00", proof=SCAN
    )
    scene.at(shanghai("2026-12-16T00:00"))
    assert scene.clocks("apply_enforcement", "2026-12-16") == []


def test_who_pays_after_that_ends_the_time_to_apply():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    # The fine, and as much again for being so late (行政处罚法 第72条).
    paid = {"party": 1, "on": "2026-12-20", "amount": "240000.00", "proof": SCAN}
    scene.do("2026-12-21", "officer-li", "record_payment", **paid)
    assert str(scene.clock("apply_enforcement", "2026-12-21").ended_on) == "2026-12-20"


def test_samr_art77_closed_within_fifteen_working_days_of_the_trigger():
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    assert scene.clocks("close_case", "2026-06-15") == []
    scene.do(
        "2026-06-24", "officer-li", "record_payment", party=1, on="2026-06-24", amount="120000.00", proof=SCAN
    )
    # Wednesday 06-24: Thu, Fri (2), 06-29 … 07-03 (7), 07-06 … 07-10 (12), Mon 13, Tue 14, Wednesday 07-15.
    assert last_day(scene, "close_case", "2026-06-24") == "2026-07-15"


# What is done after the last day of a right


@pytest.mark.parametrize(
    ("on", "state", "ended_on"),
    [
        ("2026-06-05", "met", "2026-06-05"),
        ("2026-06-08", "met", "2026-06-08"),
        ("2026-06-09", "over", "None"),
    ],
)
def test_art44_a_right_given_up_after_its_last_day_was_over_by_then(on, state, ended_on):
    """Served on Monday 06-01, the last day is Monday 06-08."""
    clock = served().waived(on, "statement").clock("statement", "2026-06-10")
    assert (clock.state, str(clock.ended_on)) == (state, ended_on)


@pytest.mark.parametrize(
    ("on", "state"), [("2026-08-13", "met"), ("2026-08-14", "met"), ("2026-08-15", "over")]
)
def test_arl_art20_who_asks_for_reconsideration_too_late_is_not_overdue(on, state):
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    lodged = {"kind": "reconsideration", "lodged_on": on, "organ": "虚镇市人民政府", "proof": SCAN}
    scene.do("2026-08-17", "officer-li", "record_remedy", party=1, **lodged)
    assert scene.clock("reconsideration", "2026-08-17").state == state


@pytest.mark.parametrize(
    ("on", "state"), [("2026-06-16", "met"), ("2026-06-17", "met"), ("2026-06-18", "over")]
)
def test_who_answers_a_filing_after_the_days_of_silence_is_not_overdue(on, state):
    scene = Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10").acknowledged(on)
    assert scene.clock("filing_response", "2026-06-18").state == state


def test_an_act_of_a_right_that_was_over_changes_none_of_its_days():
    scene = served()
    scene.at(shanghai("2026-06-10"))
    before = deadlines(scene.case, date(2026, 6, 10))
    after = deadlines(scene.waived("2026-06-10", "statement").case, date(2026, 6, 10))
    assert [change.deadline.term for change in changes(before, after)] == []


def test_what_a_waiver_does_to_the_days_of_a_right_is_said_in_its_words():
    scene = served()
    before = deadlines(scene.case, date(2026, 6, 3))
    scene.waived("2026-06-03", "statement")
    (change,) = changes(before, deadlines(scene.case, date(2026, 6, 3)))
    assert (change.deadline.term, change.said) == (TermKey.STATEMENT, Words("了结", "settled"))


def test_no_state_of_what_nobody_is_late_with_says_late():
    """Whatever ended it, and when: only a duty can be overdue, or be done late."""
    duties = {clock.term for clock in CLOCKS if clock.makes_late}
    assert not duties & {"statement", "hearing_request", "reconsideration", "lawsuit", "limitation"}
    assert {"payment", "decide", "close_case", "publicise"} <= duties


def test_whose_the_days_of_a_clock_are():
    """The party's where it is a right; else of who must act, or waits until silence answers."""
    assert whose(TermKey.STATEMENT) == PARTYS_RIGHT
    assert whose(TermKey.LAWSUIT) == PARTYS_RIGHT
    assert whose(TermKey.FILING_RESPONSE) is Role.FILING_CLERK
    assert whose(TermKey.LIFT_OBJECTION) is Role.FILING_CLERK
    assert whose(TermKey.PUBLIC_NOTICE_SERVICE) is Role.OFFICER
    assert whose(TermKey.DEMAND_PAYMENT) is Role.OFFICER
    assert whose(TermKey.DECIDE) is Role.HEAD


def test_of_a_right_nothing_is_done_and_a_duty_is_not_settled():
    """What a person reads of a clock that ended in time."""
    assert state_said(TermKey.STATEMENT, State.MET) == Words("已了结", "settled")
    assert state_said(TermKey.STATEMENT, State.OVER).zh == "已届满"
    assert state_said(TermKey.PAYMENT, State.MET).zh == "已完成"
    assert state_said(TermKey.PUBLIC_NOTICE_SERVICE, State.MET).zh == "已完成"
    assert state_said(TermKey.LIMITATION, State.MET).zh == "没有超过"
    assert state_said(TermKey.LIMITATION, State.OVER).zh == "已届满"
    assert state_said(TermKey.PAYMENT, State.MET_LATE).zh == "逾期完成"


# Limitation, shown


def test_art36_limitation_is_shown_from_the_act_to_its_discovery():
    clock = Scene().open("2026-05-18").clock("limitation", "2026-05-18")
    assert (str(clock.start), str(clock.ended_on), clock.state) == ("2026-02-10", "2026-03-02", "met")


@pytest.mark.parametrize(
    ("discovered_on", "state"), [("2026-02-28", "met"), ("2026-03-01", "met"), ("2026-03-02", "over")]
)
def test_art36_limitation_is_over_and_nobody_is_late_with_it(discovered_on, state):
    """Friday 2024-03-01 and two years: Sunday 2026-03-01, which is no rest day that would count here."""
    act = {"act_from": "2024-02-01", "act_to": "2024-03-01", "discovered_on": discovered_on}
    clock = Scene().open("2026-05-18", **act).clock("limitation", "2026-05-18")
    assert (clock.state, str(clock.ended_on)) == (state, discovered_on)


# Silence after a filing


def test_silence_lets_the_case_go_on_and_nobody_is_late():
    scene = (
        Scene().to_heard().reviewed("2026-06-09").filed("2026-06-10")
    )  # Wednesday: five days end on Wed 06-17
    assert last_day(scene, "filing_response", "2026-06-10") == "2026-06-17"
    assert scene.clock("filing_response", "2026-06-18").state == "over"


def test_a_filing_whose_place_another_took_waits_for_no_answer():
    scene = Scene().to_heard(LESS).reviewed("2026-06-09").filed("2026-06-10")
    scene.statement("2026-06-11").rechecked("2026-06-11", 1, {"kind": "fine", "amount": "80000.00"})
    scene.reviewed("2026-06-12").filed("2026-06-15")
    first, second = scene.clocks("filing_response", "2026-06-15")
    assert (str(first.ended_on), second.ended_on) == ("2026-06-15", None)


# Closed


def closed() -> Scene:
    scene = Scene().to_decided().served("2026-06-15", kind=DECISION)
    scene.do(
        "2026-06-24", "officer-li", "record_payment", party=1, on="2026-06-24", amount="120000.00", proof=SCAN
    )
    scene.do("2026-06-25", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-06-25")
    scene.do("2026-06-26", "officer-li", "close_case", form=SCAN)
    return scene


def test_on_a_closed_case_the_rights_of_the_party_run_on():
    left = {told.term for _, told, _ in due_instants(closed().case)}
    assert left == {"reconsideration", "lawsuit"}


def test_a_trace_names_article_quote_and_every_day():
    (trace,) = explained(served().case, TermKey.STATEMENT, 1)
    assert str(trace.last_day) == "2026-06-08"
    assert trace.quote
    assert trace.lines


def test_no_last_day_of_a_duty_is_told_before_it_has_passed():
    scene = served()
    for instant, told, _ in due_instants(scene.case):
        assert instant > shanghai(str(told.last_day))
