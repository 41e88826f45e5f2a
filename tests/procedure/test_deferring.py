"""More time to pay (行政处罚法 第66条). Every figure was worked out by hand.

Served on Monday 2026-06-15, a fine of 120,000 yuan, to be paid by Tuesday 06-30: 3,600 yuan a day from Wednesday 07-01.
"""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.procedure.debts import debt
from tests.procedure.playing import shanghai
from tests.procedure.scene import FINE, SCAN, Scene, codes_of
from tests.procedure.test_owing import GAINS, owed, paid, served

TWICE = [{"until": "2026-07-31", "amount": "60000.00"}, {"until": "2026-08-31", "amount": "60000.00"}]


def body(**more: Any) -> dict[str, Any]:
    return {"party": 1, "applied_on": "2026-06-22", "application": SCAN, "reason": "经济困难", **more}


def deferred(scene: Scene, when: str, until: str) -> Scene:
    scene.do(when, "head-chen", "defer_payment", **body(until=until))
    return scene


def by_instalments(scene: Scene, when: str, parts: list[dict[str, str]]) -> Scene:
    scene.do(when, "head-chen", "pay_by_instalments", **body(instalments=parts))
    return scene


def deferring(scene: Scene, when: str, **more: Any) -> set[str]:
    return codes_of(scene, when, "head-chen", "defer_payment", **body(**more))


def planning(scene: Scene, when: str, *parts: tuple[str, str]) -> set[str]:
    rows = [{"until": until, "amount": amount} for until, amount in parts]
    return codes_of(scene, when, "head-chen", "pay_by_instalments", **body(instalments=rows))


def left(scene: Scene, on: str) -> tuple[str, str]:
    """What is put off, and what is overdue."""
    found = debt(scene.case, scene.state.party(1), shanghai(on).date())
    assert found is not None
    return str(found.deferred), str(found.overdue)


@pytest.mark.parametrize(
    ("on", "add_on"), [("2026-08-30", "0.00"), ("2026-08-31", "0.00"), ("2026-09-01", "3600.00")]
)
def test_art66_the_last_day_moves_and_the_add_on_fine_with_it(on, add_on):
    scene = deferred(served(), "2026-06-25", "2026-08-31")
    assert owed(scene, on) == ("120000.00", add_on)
    assert str(scene.clock("payment", on).last_day) == "2026-08-31"


def test_art66_granted_late_the_days_before_count():
    scene = deferred(served(), "2026-07-06", "2026-08-31")  # 07-01 to 07-05
    assert owed(scene, "2026-08-31") == ("120000.00", "18000.00")
    assert owed(scene, "2026-09-01") == ("120000.00", "21600.00")


def test_art66_until_a_sunday_is_until_the_monday():
    scene = deferred(served(), "2026-06-25", "2026-08-30")
    assert str(scene.clock("payment", "2026-06-25").last_day) == "2026-08-31"
    assert owed(scene, "2026-08-31") == ("120000.00", "0.00")


@pytest.mark.parametrize(
    ("on", "add_on", "overdue"),
    [
        ("2026-07-31", "0.00", "0.00"),
        ("2026-08-01", "1800.00", "61800.00"),  # on the first instalment alone
        ("2026-08-05", "9000.00", "69000.00"),
        ("2026-08-31", "55800.00", "115800.00"),  # 31 days
        ("2026-09-01", "59400.00", "179400.00"),  # on both
    ],
)
def test_art66_of_instalments_it_grows_on_the_late_one_alone(on, add_on, overdue):
    scene = by_instalments(served(), "2026-06-25", TWICE)
    assert owed(scene, on) == ("120000.00", add_on)
    assert left(scene, on)[1] == overdue


def test_art66_one_instalment_late_the_other_in_time():
    scene = paid(by_instalments(served(), "2026-06-25", TWICE), "2026-08-05", "60000.00")
    assert owed(scene, "2026-08-31") == ("60000.00", "9000.00")
    assert left(scene, "2026-08-31") == ("60000.00", "9000.00")
    paid(scene, "2026-08-31", "69000.00")
    assert owed(scene, "2026-12-31") == ("0.00", "0.00")
    assert scene.clock("payment", "2026-08-31").state == "met"


def test_art66_paid_ahead_of_its_instalment_nothing_is_late():
    scene = paid(by_instalments(served(), "2026-06-25", TWICE), "2026-07-20", "60000.00")
    assert owed(scene, "2026-08-31") == ("60000.00", "0.00")


def test_art66_a_later_plan_takes_the_place_of_an_earlier():
    scene = by_instalments(served(), "2026-06-25", TWICE)
    deferred(scene, "2026-08-03", "2026-09-30")  # 08-01 and 08-02 on 60,000 yuan
    assert owed(scene, "2026-09-30") == ("120000.00", "3600.00")


def test_art66_confiscated_gains_are_not_put_off():
    scene = deferred(served(FINE, GAINS), "2026-06-25", "2026-08-31")
    assert left(scene, "2026-07-01") == ("120000.00", "200000.00")
    assert deferring(served(GAINS), "2026-06-25", until="2026-08-31") == {"NoFineLeft"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": "2026-06-30"}, "NotLater"),
        ({"until": "2026-08-31", "application": ""}, "FieldMissing"),
        ({"until": "2026-08-31", "reason": "　"}, "FieldMissing"),
        ({"until": "2026-08-31", "applied_on": "2026-06-26"}, "DateInTheFuture"),
        ({"until": "2026-08-31", "applied_on": "2026-06-11"}, "DateBeforeItsEvent"),
    ],
)
def test_art66_on_a_written_application_and_for_a_reason(changes, code):
    assert deferring(served(), "2026-06-25", **changes) == {code}


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (("2026-08-31", "120000.00"),),
        (("2026-07-31", "60000.00"), ("2026-08-31", "59999.99")),
        (("2026-08-31", "60000.00"), ("2026-07-31", "60000.00")),
        (("2026-07-31", "60000.01"), ("2026-07-31", "59999.99")),
        (("2026-06-25", "60000.00"), ("2026-08-31", "60000.00")),
        (("2026-07-31", "120000.00"), ("2026-08-31", "0.00")),
    ],
)
def test_art66_instalments_are_what_is_left_of_the_fine_each_later_than_the_other(parts):
    assert planning(served(), "2026-06-25", *parts) == {"InstalmentsWrong"}


def test_art66_not_before_service_nor_by_anybody_else():
    assert deferring(Scene().to_decided(), "2026-06-12", applied_on="2026-06-12", until="2026-08-31") == {
        "DecisionNotServed"
    }
    by_officer = codes_of(served(), "2026-06-25", "officer-li", "defer_payment", **body(until="2026-08-31"))
    assert by_officer == {"RoleRequired"}


def test_art66_its_decision_is_numbered_sealed_and_served():
    scene = deferred(served(), "2026-06-25", "2026-08-31").sealed("2026-06-25")
    scene.served("2026-06-26", kind=DocumentKind.DEFERRAL_DECISION)
    document = scene.document(scene.state.party(1).recovery.plans[0].document)
    assert (document.approved_by, str(document.issued_on)) == ("head-chen", "2026-06-25")


def test_art72_2_the_time_to_apply_to_the_court_waits_for_the_end_of_the_deferral():
    scene = deferred(served(), "2026-06-25", "2026-12-31")
    scene.at(shanghai("2026-12-16T00:00"))
    assert scene.clocks("apply_enforcement", "2026-12-16") == []
    scene.at(shanghai("2027-01-01T00:00"))
    assert str(scene.clock("apply_enforcement", "2027-01-01").start) == "2026-12-31"
