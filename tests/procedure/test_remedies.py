"""Remedies and what follows of them for the money. Every figure was worked out by hand.

Served on Monday 2026-06-15, a fine of 120,000 yuan, to be paid by Tuesday 06-30: 3,600 yuan a day from Wednesday 07-01.
"""

from typing import Any

import pytest

from domain.procedure import waiting
from domain.procedure.debts import debt
from tests.procedure.playing import shanghai
from tests.procedure.scene import FINE, SCAN, Scene, codes_of
from tests.procedure.test_owing import HALT, owed, paid, paying, served

VARIED = [{"kind": "fine", "amount": "60000.00"}]


def body(lodged_on: str, kind: str = "reconsideration", **more: Any) -> dict[str, Any]:
    base = {"party": 1, "kind": kind, "lodged_on": lodged_on, "organ": "镇江市人民政府", "proof": SCAN}
    return {**base, **({"ruling": SCAN} if "result" in more else {}), **more}


def remedy(scene: Scene, when: str, lodged_on: str, kind: str = "reconsideration", **more: Any) -> Scene:
    scene.do(when, "officer-li", "record_remedy", **body(lodged_on, kind, **more))
    return scene


def recording(
    scene: Scene, when: str, lodged_on: str, kind: str = "reconsideration", **more: Any
) -> set[str]:
    return codes_of(scene, when, "officer-li", "record_remedy", **body(lodged_on, kind, **more))


def refundable(scene: Scene, on: str) -> str:
    found = debt(scene.case, scene.state.party(1), shanghai(on).date())
    assert found is not None
    return str(found.refundable)


def refunding(scene: Scene, when: str, amount: str, **changes: Any) -> set[str]:
    refund = {"party": 1, "on": when, "amount": amount, "proof": SCAN, **changes}
    return codes_of(scene, when, "officer-li", "record_refund", **refund)


def refunded(scene: Scene, when: str, amount: str) -> Scene:
    scene.do(when, "officer-li", "record_refund", party=1, on=when, amount=amount, proof=SCAN)
    return scene


def awaited(scene: Scene, on: str) -> dict[str, str]:
    scene.at(shanghai(on))
    return {w.move: str(w.since) for w in waiting(scene.case, shanghai(on).date())}


# 行政处罚法 第73条第3款


def paused_twice() -> Scene:
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="upheld", ended_on="2026-09-04")
    remedy(scene, "2026-09-16", "2026-09-15", "lawsuit")
    return remedy(scene, "2027-01-21", "2026-09-15", "lawsuit", result="upheld", ended_on="2027-01-20")


@pytest.mark.parametrize(
    ("on", "add_on"),
    [
        ("2026-07-05", "18000.00"),  # five days
        ("2026-07-06", "18000.00"),  # lodged
        ("2026-09-04", "18000.00"),  # decided: that day belongs to it
        ("2026-09-05", "21600.00"),
        ("2026-09-14", "54000.00"),  # fifteen days
        ("2027-01-20", "54000.00"),  # the suit
        ("2027-01-25", "72000.00"),  # twenty days
        ("2027-02-07", "118800.00"),  # 33 days
        ("2027-02-08", "120000.00"),  # 34 days: as much as the fine
    ],
)
def test_art73_no_add_on_fine_while_a_remedy_is_under_way(on, add_on):
    assert owed(paused_twice(), on) == ("120000.00", add_on)


def test_art73_it_stands_still_while_the_remedy_is_pending():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    assert owed(scene, "2026-12-31") == ("120000.00", "18000.00")
    assert paying(scene, "2026-12-31", "138000.01") == {"MoreThanDue"}
    assert paying(scene, "2026-12-31", "138000.00") == set()


def test_art73_one_that_was_not_accepted_pauses_nothing():
    scene = remedy(served(), "2026-07-13", "2026-07-06", result="not_accepted", ended_on="2026-07-10")
    assert owed(scene, "2026-07-10") == ("120000.00", "36000.00")
    assert str(scene.clock("lawsuit", "2026-07-13").ended_on) == "None"


def test_art73_the_trace_says_how_many_days_were_left_out():
    found = debt(paused_twice().case, paused_twice().state.party(1), shanghai("2026-09-14").date())
    assert found is not None
    assert "复议、诉讼期间61日不计" in found.trace.zh  # 07-06 to 09-04


# What is left of the decision


def late_and_varied() -> Scene:
    """Paid ten days late with 36,000 yuan of add-on fine; then varied to 60,000, on which it is 18,000."""
    scene = remedy(paid(served(), "2026-07-10", "156000.00"), "2026-08-11", "2026-08-10")
    return remedy(scene, "2026-10-10", "2026-08-10", result="varied", ended_on="2026-10-09", penalties=VARIED)


def test_varied_after_payment_what_was_paid_too_much_goes_back():
    scene = late_and_varied()
    assert (owed(scene, "2026-10-12"), refundable(scene, "2026-10-12")) == (("0.00", "0.00"), "78000.00")
    assert refunding(scene, "2026-10-12", "78000.01") == {"MoreThanPaidTooMuch"}
    assert refunding(scene, "2026-10-12", "0.00") == {"AmountNotPositive"}
    assert refunding(scene, "2026-10-12", "1.00", proof="") == {"FieldMissing"}
    assert refunding(scene, "2026-10-12", "1.00", on="2026-10-13") == {"DateInTheFuture"}
    assert awaited(scene, "2026-10-12")["record_refund"] == "2026-10-09"
    assert "record_payment" not in awaited(scene, "2026-10-12")
    refunded(scene, "2026-10-12", "70000.00")
    first = scene.state.party(1).recovery.refunds[0]
    assert (str(first.principal), str(first.add_on)) == ("60000.00", "10000.00")
    assert codes_of(scene, "2026-10-13", "officer-li", "close_case", form=SCAN) >= {"NotExecuted"}
    refunded(scene, "2026-10-14", "8000.00")
    assert refunding(scene, "2026-10-15", "0.01") == {"NothingToRefund"}
    assert "record_refund" not in awaited(scene, "2026-10-15")
    assert str(scene.clock("close_case", "2026-10-15").start) == "2026-10-14"


def test_varied_before_payment_the_add_on_fine_grows_on_what_stands():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="varied", ended_on="2026-09-04", penalties=VARIED)
    # Five days before it was lodged, one after it: 1,800 yuan a day.
    assert owed(scene, "2026-09-05") == ("60000.00", "10800.00")
    paid(scene, "2026-09-07", "74400.00")  # 60,000 and eight days
    assert owed(scene, "2026-12-31") == ("0.00", "0.00")
    assert str(scene.clock("close_case", "2026-09-07").start) == "2026-09-07"


@pytest.mark.parametrize("result", ["revoked", "void"])
def test_of_what_was_set_aside_nothing_is_owed_and_all_goes_back(result):
    scene = remedy(paid(served(), "2026-07-10", "156000.00"), "2026-08-11", "2026-08-10")
    remedy(scene, "2026-10-10", "2026-08-10", result=result, ended_on="2026-10-09")
    assert refundable(scene, "2026-10-10") == "156000.00"
    assert paying(scene, "2026-10-10", "1.00") == {"NothingToPay"}
    assert str(refunded(scene, "2026-10-12", "156000.00").clock("close_case", "2026-10-12").start) == (
        "2026-10-12"
    )


def test_set_aside_before_payment_nothing_is_waited_for():
    scene = remedy(served(FINE, HALT), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="revoked", ended_on="2026-09-04")
    assert not {"record_payment", "record_execution", "record_refund"} & set(awaited(scene, "2026-09-07"))
    assert str(scene.clock("payment", "2026-09-07").ended_on) == "2026-09-04"
    assert str(scene.clock("close_case", "2026-09-07").start) == "2026-09-04"


def test_a_new_decision_that_was_ordered_keeps_the_case_open():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="remake_ordered", ended_on="2026-09-04")
    assert owed(scene, "2026-09-07") == ("0.00", "0.00")
    assert scene.clocks("close_case", "2026-09-07") == []


@pytest.mark.parametrize("result", ["upheld", "declared_unlawful", "withdrawn"])
def test_all_other_results_leave_what_is_owed(result):
    scene = remedy(served(), "2026-07-02", "2026-07-01", result=result, ended_on="2026-07-02")
    assert owed(scene, "2026-07-03") == ("120000.00", "3600.00")


# The record itself


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lodged_on": "2026-06-11"}, "DateBeforeItsEvent"),
        ({"lodged_on": "2026-07-08"}, "DateInTheFuture"),
        ({"organ": "　"}, "FieldMissing"),
        ({"proof": ""}, "FieldMissing"),
        ({"ended_on": "2026-07-07"}, "FieldMissing"),
        ({"result": "upheld"}, "FieldMissing"),
        ({"result": "upheld", "ended_on": "2026-07-05"}, "DateBeforeItsEvent"),
        ({"result": "upheld", "ended_on": "2026-07-08"}, "DateInTheFuture"),
        ({"result": "varied", "ended_on": "2026-07-07"}, "VariedToWhat"),
        ({"result": "upheld", "ended_on": "2026-07-07", "penalties": VARIED}, "VariedToWhat"),
        ({"result": "varied", "ended_on": "2026-07-07", "penalties": [{"kind": "fine"}]}, "PenaltyAmount"),
    ],
)
def test_a_remedy_says_when_where_and_how_it_ended(changes, code):
    assert code in recording(served(), "2026-07-07", **{"lodged_on": "2026-07-06", **changes})


def test_arl29_one_remedy_at_a_time():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    assert recording(scene, "2026-07-08", "2026-07-08", "lawsuit") == {"RemedyPending"}
    assert recording(scene, "2026-07-08", "2026-07-06") == {"RemedyPending"}
    remedy(scene, "2026-09-07", "2026-07-06", result="upheld", ended_on="2026-09-04")
    assert recording(scene, "2026-09-16", "2026-09-15", "lawsuit") == set()


def test_nothing_is_lodged_against_a_decision_that_was_not_served():
    assert recording(Scene().to_discussed(), "2026-06-11", "2026-06-11") == {"NotDecided"}
    assert recording(Scene().to_decided(), "2026-06-12", "2026-06-12") == {"DecisionNotServed"}


# The periods: 行政复议法 第20条, 行政诉讼法 第45、46条


def test_all45_fifteen_days_to_sue_from_service_of_the_reconsideration_decision():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    assert str(scene.clock("lawsuit", "2026-07-07").ended_on) == "2026-07-06"
    assert scene.clocks("lawsuit_after_reconsideration", "2026-07-07") == []
    remedy(scene, "2026-09-07", "2026-07-06", result="upheld", ended_on="2026-09-04")
    # Friday 09-04 + 15 = Saturday 09-19; Sunday 09-20 is a working day before the National Day holidays.
    assert str(scene.clock("lawsuit_after_reconsideration", "2026-09-07").last_day) == "2026-09-20"
    scene = remedy(scene, "2026-09-16", "2026-09-15", "lawsuit")
    assert scene.clock("lawsuit_after_reconsideration", "2026-09-16").state == "met"


def test_all46_who_withdraws_his_reconsideration_may_still_sue_in_six_months():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-07-21", "2026-07-06", result="withdrawn", ended_on="2026-07-20")
    clock = scene.clock("lawsuit", "2026-07-21")
    assert (clock.ended_on, str(clock.last_day)) == (None, "2026-12-15")


def test_ael53_the_time_to_apply_to_the_court_follows_the_last_period_to_sue():
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    scene.at(shanghai("2026-12-16T00:00"))
    assert scene.clocks("apply_enforcement", "2026-12-16") == []  # the reconsideration is under way
    scene = remedy(served(), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="upheld", ended_on="2026-09-04")
    assert scene.clocks("apply_enforcement", "2026-09-20") == []
    scene.at(shanghai("2026-09-21T00:00"))
    clock = scene.clock("apply_enforcement", "2026-09-21")
    # Sunday 09-20, a working day, + three months = Sunday 12-20, and so Monday 12-21.
    assert (str(clock.start), str(clock.last_day)) == ("2026-09-20", "2026-12-21")


def test_ael53_after_a_suit_from_its_end():
    assert str(paused_twice().clock("apply_enforcement", "2027-01-21").start) == "2027-01-20"
