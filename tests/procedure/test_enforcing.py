"""The demand and the court (行政强制法 第53至58条).

Served on Monday 2026-06-15 and to be paid by Tuesday 06-30; the six months to sue end on Tuesday 12-15.
"""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.procedure import waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_deferring import TWICE, by_instalments
from tests.procedure.test_mending import set_aside
from tests.procedure.test_owing import paid, served
from tests.procedure.test_remedies import refunded, remedy

HEAD = {"together_with": "head-chen"}
ASKED = {"party": 1, "court": "镇江经济开发区人民法院", "statements": "未提出意见。", **HEAD}


def demanded(scene: Scene, when: str) -> Scene:
    """Demanded, sealed and served on one day."""
    scene.do(when, "officer-li", "demand_payment", party=1, **HEAD)
    return scene.sealed(when).served(when, kind=DocumentKind.PAYMENT_DEMAND)


def demanding(scene: Scene, when: str) -> set[str]:
    return codes_of(scene, when, "officer-li", "demand_payment", party=1, **HEAD)


def asking(scene: Scene, when: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "officer-li", "apply_to_court", **{**ASKED, **changes})


def asked(scene: Scene, when: str) -> Scene:
    scene.do(when, "officer-li", "apply_to_court", **ASKED)
    return scene.sealed(when)


def step(scene: Scene, when: str, step: str) -> Scene:
    scene.do(when, "officer-li", "record_enforcement", party=1, step=step, on=when, ruling=SCAN)
    return scene


def stepping(scene: Scene, when: str, step: str, **changes: Any) -> set[str]:
    body = {"party": 1, "step": step, "on": when, "ruling": SCAN, **changes}
    return codes_of(scene, when, "officer-li", "record_enforcement", **body)


def awaited(scene: Scene, on: str) -> dict[str, str]:
    scene.at(shanghai(on))
    return {w.move: str(w.since) for w in waiting(scene.case, shanghai(on).date())}


@pytest.mark.parametrize(
    ("on", "refused"),
    [("2026-06-29", {"NothingOverdue"}), ("2026-06-30", {"NothingOverdue"}), ("2026-07-01", set())],
)
def test_ael54_what_is_overdue_is_demanded(on, refused):
    scene = served()
    assert demanding(scene, on) == refused
    assert ("demand_payment" in awaited(scene, on)) is not bool(refused)


def test_ael54_nothing_is_demanded_of_who_paid_or_was_given_time():
    assert demanding(paid(served(), "2026-06-30", "120000.00"), "2026-07-01") == {"NothingToPay"}
    scene = by_instalments(served(), "2026-06-25", TWICE)
    assert demanding(scene, "2026-07-31") == {"NothingOverdue"}
    scene.do("2026-08-01", "officer-li", "demand_payment", party=1, **HEAD)
    (demand,) = scene.state.party(1).recovery.demands
    assert (str(demand.principal), str(demand.add_on)) == ("60000.00", "1800.00")


def test_ael35_it_says_exactly_how_much():
    scene = demanded(served(), "2026-07-10")
    (demand,) = scene.state.party(1).recovery.demands
    assert (str(demand.principal), str(demand.add_on)) == ("120000.00", "36000.00")
    assert demanding(scene, "2026-07-13") == {"DemandedAlready"}
    assert "demand_payment" not in awaited(scene, "2026-07-13")


def test_ael54_ten_working_days_from_its_service():
    # Friday 07-10: Monday 07-13 is the first, Friday 07-24 the tenth.
    assert (
        str(demanded(served(), "2026-07-10").clock("demand_payment", "2026-07-10").last_day) == "2026-07-24"
    )


def test_ael53_not_while_the_party_may_still_sue():
    scene = demanded(served(), "2026-07-10")
    assert asking(scene, "2026-07-24") == {"DemandRunning", "RemediesOpen"}
    assert asking(scene, "2026-07-27") == {"RemediesOpen"}
    assert asking(scene, "2026-12-15") == {"RemediesOpen"}
    assert "apply_to_court" not in awaited(scene, "2026-12-15")
    assert asking(scene, "2026-12-16") == set()
    assert awaited(scene, "2026-12-16")["apply_to_court"] == "2026-12-15"


@pytest.mark.parametrize("result", ["revoked", "varied"])
def test_ael53_no_time_to_apply_runs_where_nothing_is_owed_though_something_goes_back(result):
    scene = remedy(paid(served(), "2026-06-30", "120000.00"), "2026-07-07", "2026-07-06", "lawsuit")
    left = {"penalties": [{"kind": "fine", "amount": "60000.00"}]} if result == "varied" else {}
    remedy(scene, "2026-10-10", "2026-07-06", "lawsuit", result=result, ended_on="2026-10-09", **left)
    assert scene.clocks("apply_enforcement", "2026-10-10") == []
    assert "record_refund" in awaited(scene, "2026-10-10")


def test_ael53_the_time_to_apply_runs_from_the_end_of_a_suit_where_something_is_owed():
    scene = remedy(served(), "2026-07-07", "2026-07-06", "lawsuit")
    remedy(scene, "2026-10-10", "2026-07-06", "lawsuit", result="upheld", ended_on="2026-10-09")
    assert str(scene.clock("apply_enforcement", "2026-10-10").start) == "2026-10-09"


def test_ael54_not_without_a_demand_that_was_served_and_is_over():
    scene = served()
    assert asking(scene, "2026-12-16") == {"NotDemanded"}
    scene.do("2026-12-16", "officer-li", "demand_payment", party=1, **HEAD)
    assert asking(scene, "2026-12-16") == {"NotDemanded"}
    scene.sealed("2026-12-16").served("2026-12-16", kind=DocumentKind.PAYMENT_DEMAND)
    # Wednesday 12-16: ten working days end on Wednesday 12-30.
    assert asking(scene, "2026-12-30") == {"DemandRunning"}
    assert asking(scene, "2026-12-31") == set()


def test_ael53_not_while_a_remedy_is_under_way_nor_on_a_demand_from_before_it():
    scene = remedy(demanded(served(), "2026-07-10"), "2026-07-14", "2026-07-13")
    assert asking(scene, "2026-12-16") == {"RemediesOpen"}
    scene = remedy(demanded(served(), "2026-07-10"), "2026-07-14", "2026-07-13")
    less = [{"kind": "fine", "amount": "60000.00"}]
    remedy(scene, "2026-09-07", "2026-07-13", result="varied", ended_on="2026-09-04", penalties=less)
    assert asking(scene, "2026-09-21") == {"NotDemanded"}
    assert demanding(scene, "2026-09-21") == set()


@pytest.mark.parametrize(("on", "late"), [("2026-12-21", False), ("2026-12-22", True)])
def test_ael53_a_late_application_is_marked(on, late):
    scene = remedy(demanded(served(), "2026-07-01"), "2026-07-07", "2026-07-06")
    remedy(scene, "2026-09-07", "2026-07-06", result="upheld", ended_on="2026-09-04")
    # Three months from Sunday 09-20 end on Monday 12-21.
    assert asked(scene, on).state.party(1).recovery.applications[0].late is late


def enforced() -> Scene:
    return asked(demanded(served(), "2026-07-10"), "2026-12-16")


def test_ael55_its_application_is_signed_by_the_head_and_ends_the_time_to_apply():
    scene = enforced()
    (application,) = scene.state.party(1).recovery.applications
    assert (application.by, str(application.add_on)) == ("head-chen", "120000.00")
    assert str(scene.clock("apply_enforcement", "2026-12-16").ended_on) == "2026-12-16"
    assert asking(scene, "2026-12-17") == {"AppliedAlready"}
    assert awaited(scene, "2026-12-17")["record_enforcement"] == "2026-12-16"


@pytest.mark.parametrize("field", ["court", "statements"])
def test_ael36_it_says_what_the_party_answered(field):
    assert asking(demanded(served(), "2026-07-10"), "2026-12-16", **{field: "　"}) == {"FieldMissing"}


def test_ael56_the_court_step_by_step():
    scene = enforced()
    assert stepping(scene, "2026-12-21", "ended") == {"StepOutOfTurn"}
    assert stepping(scene, "2026-12-21", "accepted", on="2026-12-15") == {"DateBeforeItsEvent"}
    assert stepping(scene, "2026-12-21", "accepted", ruling="") == {"FieldMissing"}
    step(scene, "2026-12-21", "accepted")
    assert stepping(scene, "2026-12-22", "accepted") == {"StepOutOfTurn"}
    step(scene, "2026-12-28", "carried_out")
    assert stepping(scene, "2026-12-29", "ended") == {"EnforcementOver"}
    paid(scene, "2026-12-29", "240000.00")
    assert str(scene.clock("close_case", "2026-12-29").start) == "2026-12-29"


def test_ael56_what_was_refused_may_be_asked_again():
    scene = step(enforced(), "2026-12-21", "refused")
    assert stepping(scene, "2026-12-22", "accepted") == {"NotApplied"}
    assert asking(scene, "2026-12-22") == set()


def test_ael58_what_was_accepted_may_still_be_ruled_against():
    scene = step(step(enforced(), "2026-12-21", "accepted"), "2026-12-28", "refused")
    assert stepping(scene, "2026-12-29", "carried_out") == {"NotApplied"}
    assert asking(scene, "2026-12-29") == set()


def test_art73_what_was_paid_too_much_goes_back_although_the_enforcement_ended():
    """60,000 yuan came in; the enforcement ended on Monday 12-28, and the fine was changed to 30,000 on 12-29."""
    scene = step(step(enforced(), "2026-12-21", "accepted"), "2026-12-28", "ended")
    paid(scene, "2026-12-28", "60000.00")
    set_aside(scene, "2026-12-29", "changed", penalties=[{"kind": "fine", "amount": "30000.00"}])
    assert "NotExecuted" in codes_of(scene, "2026-12-30", "officer-li", "close_case", form=SCAN)
    assert "close_case" not in awaited(scene, "2026-12-30")
    refunded(scene, "2026-12-30", "30000.00")
    assert "NotExecuted" not in codes_of(scene, "2026-12-30", "officer-li", "close_case", form=SCAN)


def test_samr77_enforcement_that_ended_lets_the_case_be_closed():
    scene = step(step(enforced(), "2026-12-21", "accepted"), "2026-12-28", "ended")
    assert str(scene.clock("close_case", "2026-12-28").start) == "2026-12-28"
    assert not {"record_payment", "demand_payment", "apply_to_court"} & set(awaited(scene, "2026-12-29"))


def test_nothing_is_recorded_of_a_court_that_was_not_asked():
    assert stepping(served(), "2026-12-16", "accepted") == {"NotApplied"}
    assert stepping(Scene().to_discussed(), "2026-06-11", "accepted") == {"NotDecided"}
