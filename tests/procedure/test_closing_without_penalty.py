"""The closing of a case without penalty (市场监督管理行政处罚程序规定 第77条第4项): it counts from the decision, served or not.

Decided on Thursday 2026-05-21: fifteen working days are Fri 22 (1), 05-25 … 29 (6), 06-01 … 05 (11), Mon 8, Tue 9, Wed 10,
Thursday 06-11. Served on Thursday 05-28.
"""

from datetime import date

import pytest

from domain.case.documents import DocumentKind
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import waiting
from tests.procedure.scene import SCAN, Scene, codes_of, company
from tests.procedure.test_executing import closed as paid_and_closed
from tests.procedure.test_executing import paid
from tests.procedure.test_mending import REVOKED, correction, set_aside
from tests.procedure.test_owing import served
from tests.procedure.test_remaking import remade
from tests.procedure.test_remedies import refunded

OUTCOMES = {
    "no_penalty": DocumentKind.NO_PENALTY_DECISION,
    "not_established": DocumentKind.NOT_ESTABLISHED_DECISION,
}


def decided(outcome: str = "no_penalty", rules: Rulebook | None = None) -> Scene:
    scene = Scene(rules).open("2026-05-18").reviewed("2026-05-19")
    return spared(scene, "2026-05-21", outcome).sealed("2026-05-21")


def spared(scene: Scene, when: str, outcome: str = "no_penalty", party: int = 1) -> Scene:
    scene.decision_prepared(when, party, outcome=outcome)
    scene.do(when, "head-chen", f"decide_{outcome}", party=party, content=scene.content(party))
    return scene


def told(scene: Scene, when: str, outcome: str = "no_penalty", party: int = 1) -> Scene:
    return scene.served(when, party, OUTCOMES[outcome])


def closing(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "close_case", form=SCAN)


def closed(scene: Scene, when: str) -> Scene:
    scene.do(when, "officer-li", "close_case", form=SCAN)
    return scene


def begins(scene: Scene, today: str) -> list[str]:
    return [str(clock.start) for clock in scene.clocks("close_case", today)]


def until_then() -> Rulebook:
    """The rules of a case that was opened before the switch was there."""
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"no_penalty_closed_from_decision": False})
    return rules.model_copy(update={"switches": switches})


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize(
    ("today", "state"), [("2026-06-10", "running"), ("2026-06-11", "running"), ("2026-06-12", "overdue")]
)
def test_samr_art77_4_the_fifteen_days_run_from_the_decision_before_it_is_served(outcome, today, state):
    clock = decided(outcome).clock("close_case", today)
    assert (str(clock.start), str(clock.last_day), clock.state) == ("2026-05-21", "2026-06-11", state)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_samr_art77_4_its_service_moves_no_day(outcome):
    scene = told(decided(outcome), "2026-05-28", outcome)
    clock = scene.clock("close_case", "2026-05-28")
    assert (str(clock.start), str(clock.last_day)) == ("2026-05-21", "2026-06-11")


def test_art61_it_is_not_closed_before_it_was_served_and_is_nobodys_work_until_then():
    scene = decided()
    assert closing(scene, "2026-05-27") == {"NotExecuted"}
    assert "close_case" not in {work.move for work in waiting(scene.case, date(2026, 5, 27))}
    told(scene, "2026-05-28")
    assert closing(scene, "2026-05-28") == set()
    (work,) = (one for one in waiting(scene.case, date(2026, 5, 28)) if one.move == "close_case")
    assert (str(work.since), str(work.until)) == ("2026-05-28", "2026-06-11")


@pytest.mark.parametrize(
    ("when", "state"), [("2026-06-10", "met"), ("2026-06-11", "met"), ("2026-06-12", "met_late")]
)
def test_samr_art77_4_closed_in_time_by_the_days_of_the_decision(when, state):
    scene = closed(told(decided(), "2026-05-28"), when)
    assert scene.clock("close_case", when).state == state
    assert scene.case.closing.trigger == "no_penalty:2026-05-21"


def test_a_case_with_the_rules_of_before_counts_from_the_service_as_it_did():
    """Thursday 05-28: Fri 29 (1), 06-01 … 05 (6), 06-08 … 12 (11), Mon 15 … Thursday 06-18."""
    scene = decided(rules=until_then())
    assert begins(scene, "2026-05-27") == []
    clock = told(scene, "2026-05-28").clock("close_case", "2026-05-28")
    assert (str(clock.start), str(clock.last_day)) == ("2026-05-28", "2026-06-18")
    assert closed(scene, "2026-05-29").case.closing.trigger == "executed:2026-05-28"


def test_where_no_article_says_so_the_rules_count_from_the_service():
    counting = {
        word
        for word in ("national", "market", "environment", "housing", "emergency", "agriculture")
        if rulebook_for(word).switches.no_penalty_closed_from_decision
    }
    assert counting == {"market"}


# Several parties


def test_samr_art77_4_of_two_that_are_not_punished_the_later_decision_counts():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-19")
    spared(scene, "2026-05-21", party=1).sealed("2026-05-21")
    assert begins(scene, "2026-05-21") == []
    spared(scene, "2026-05-25", "not_established", party=2).sealed("2026-05-25")
    assert begins(scene, "2026-05-25") == ["2026-05-25"]
    told(told(scene, "2026-05-28"), "2026-05-28", "not_established", party=2)
    assert closed(scene, "2026-05-29").case.closing.trigger == "no_penalty+not_established:2026-05-25"


def test_samr_art77_1_where_another_is_punished_the_case_counts_from_the_execution():
    """The first decided without penalty on 06-11; the second fined on Friday 06-12, told on 06-15, paid on Tuesday 06-16."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.issued("2026-05-25", party).served("2026-06-01", party)
    scene.interview("2026-06-05", parties=(1, 2)).reviewed("2026-06-09").filed("2026-06-10")
    spared(scene.acknowledged("2026-06-10"), "2026-06-11").discussed("2026-06-11")
    scene.decision_prepared("2026-06-11", 2).imposed("2026-06-12", 2)
    told(scene, "2026-06-15").served("2026-06-15", 2, DocumentKind.PENALTY_DECISION)
    assert begins(scene, "2026-06-15") == []
    payment = {"on": "2026-06-16", "amount": "120000.00", "proof": SCAN}
    scene.do("2026-06-16", "officer-li", "record_payment", party=2, **payment)
    assert begins(scene, "2026-06-16") == ["2026-06-16"]


# What comes after the decision


def test_art75_2_a_decision_without_penalty_that_is_revoked_counts_from_the_revocation():
    scene = told(decided(), "2026-05-28")
    scene.do(
        "2026-06-01",
        "head-chen",
        "set_aside_decision",
        party=1,
        how="revoked",
        ground="law",
        reason="适用法律错误",
    )
    assert begins(scene, "2026-06-01") == ["2026-06-01"]
    assert closing(scene, "2026-06-01") == {"NotExecuted"}
    assert closing(scene.sealed("2026-06-01").served("2026-06-02", kind=REVOKED), "2026-06-02") == set()


def test_art75_2_nothing_counts_while_another_decision_is_to_be_made():
    scene = set_aside(told(decided(), "2026-05-28"), "2026-06-01", anew=True)
    assert begins(scene, "2026-06-02") == []
    spared(remade(scene, "2026-06-02"), "2026-06-03", "not_established")
    assert begins(scene, "2026-06-03") == ["2026-06-03"]


def test_a_slip_put_right_moves_no_day_and_is_told_before_the_closing():
    scene = told(decided(), "2026-05-28")
    scene.do("2026-06-01", "head-chen", "correct_decision", **correction())
    assert begins(scene, "2026-06-01") == ["2026-05-21"]
    assert closing(scene, "2026-06-01") == {"NotExecuted"}
    scene.sealed("2026-06-01").served("2026-06-02", kind=DocumentKind.TEXT_CORRECTION)
    assert closing(scene, "2026-06-02") == set()
    assert begins(scene, "2026-06-02") == ["2026-05-21"]


def test_art73_what_was_paid_on_an_earlier_decision_goes_back_first():
    """Fined, paid on Tuesday 06-16, revoked on Monday 07-06; decided anew without penalty on 07-08; given back on 07-10."""
    scene = set_aside(paid(served(), "2026-06-16", "120000.00"), "2026-07-06", anew=True)
    spared(remade(scene, "2026-07-07"), "2026-07-08").sealed("2026-07-08")
    assert begins(scene, "2026-07-08") == []
    assert begins(refunded(scene, "2026-07-10", "120000.00"), "2026-07-10") == ["2026-07-10"]


@pytest.mark.parametrize("revoked_on", ["2026-05-29", "2026-06-11", "2026-06-12"])
def test_art75_2_what_is_revoked_after_the_closing_moves_its_day_no_more(revoked_on):
    """Decided on 05-21, closed in time on 05-29: on that day, on the last day and after it the revocation leaves that as it was."""
    scene = closed(told(decided(), "2026-05-28"), "2026-05-29")
    set_aside(scene, revoked_on)
    clock = scene.clock("close_case", "2026-07-01")
    assert (str(clock.start), str(clock.ended_on), clock.state) == ("2026-05-21", "2026-05-29", "met")


def test_art75_2_a_decision_to_be_made_anew_after_the_closing_leaves_its_clock_written():
    scene = set_aside(closed(told(decided(), "2026-05-28"), "2026-05-29"), "2026-06-12", anew=True)
    assert begins(scene, "2026-06-12") == ["2026-05-21"]
    scene.do("2026-06-15", "head-chen", "reopen", reason="重新作出决定")
    assert begins(scene, "2026-06-15") == ["2026-05-21"]


def test_art73_what_is_given_back_after_the_closing_moves_its_day_no_more():
    """Fined, paid on 06-16 and closed on the 17th; revoked on 07-06: the money goes back, and the closing was in time."""
    scene = set_aside(paid_and_closed(), "2026-07-06")
    assert begins(refunded(scene, "2026-07-10", "120000.00"), "2026-07-10") == ["2026-06-16"]


def test_a_case_that_is_reopened_counts_from_the_reopening():
    scene = closed(told(decided(), "2026-05-28"), "2026-05-29")
    scene.do("2026-06-01", "head-chen", "reopen", reason="发现新的证据")
    assert begins(scene, "2026-06-01") == ["2026-05-21", "2026-06-01"]
    assert closed(scene, "2026-06-02").case.closing.trigger == "no_penalty:2026-06-01"


def test_a_penalty_counts_from_its_execution_as_before():
    scene = served()
    assert begins(scene, "2026-06-15") == []
    assert begins(paid(scene, "2026-06-24", "120000.00"), "2026-06-24") == ["2026-06-24"]
