"""What is owed and executed after the decision: principal, add-on fine, and penalties that are not money."""

from decimal import Decimal
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.procedure.debts import debt
from domain.procedure.view import view
from tests.procedure.playing import shanghai
from tests.procedure.scene import FINE, SCAN, Scene, codes_of, company

DECISION = DocumentKind.PENALTY_DECISION
GAINS = {"kind": "confiscation_of_gains", "amount": "200000.00"}
HALT = {"kind": "production_halt", "duration": {"length": 3, "unit": "month"}}
REVOCATION = {"kind": "permit_revocation", "subject": "食品经营许可证"}


def served(*penalties: dict[str, Any]) -> Scene:
    """Decided on Friday 06-12 and served on Monday 06-15: to be paid by Tuesday 06-30."""
    proposal = {"penalties": list(penalties) or [FINE]}
    scene = Scene().open("2026-05-18", parties=[{**company(), "proposal": proposal}]).reviewed("2026-05-20")
    scene.issued("2026-05-25").served("2026-06-01").interview("2026-06-05").reviewed("2026-06-09")
    scene.filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11")
    return scene.decision_prepared("2026-06-11").imposed("2026-06-12").served("2026-06-15", kind=DECISION)


def owed(scene: Scene, on: str) -> tuple[str, str]:
    """Principal and add-on fine that are left on a day."""
    found = debt(scene.case, scene.state.party(1), shanghai(on).date())
    assert found is not None
    return str(found.principal_left), str(found.add_on_left)


def paying(scene: Scene, when: str, amount: str, **changes: Any) -> set[str]:
    body = {"party": 1, "on": when, "amount": amount, "proof": SCAN, **changes}
    return codes_of(scene, when, "officer-li", "record_payment", **body)


def paid(scene: Scene, when: str, amount: str, **changes: Any) -> Scene:
    body = {"party": 1, "on": when, "amount": amount, "proof": SCAN, **changes}
    scene.do(when, "officer-li", "record_payment", **body)
    return scene


# 行政处罚法 第72条第1款第1项


@pytest.mark.parametrize(
    ("on", "add_on"),
    [
        ("2026-06-30", "0.00"),
        ("2026-07-01", "3600.00"),
        ("2026-07-02", "7200.00"),
        ("2026-08-02", "118800.00"),  # 33 days
        ("2026-08-03", "120000.00"),  # 34 days: as much as the fine
        ("2026-12-31", "120000.00"),
    ],
)
def test_art72_three_per_cent_a_day_from_the_day_after_the_last_day(on, add_on):
    assert owed(served(), on) == ("120000.00", add_on)


def test_art72_confiscated_gains_are_paid_and_nothing_grows_on_them():
    assert owed(served(FINE, GAINS), "2026-07-01") == ("320000.00", "3600.00")
    assert owed(served(GAINS), "2026-07-01") == ("200000.00", "0.00")


def test_art72_up_to_what_is_owed_on_the_day_of_payment():
    scene = served()
    assert paying(scene, "2026-06-30", "120000.01") == {"MoreThanDue"}
    assert paying(scene, "2026-07-01", "123600.01") == {"MoreThanDue"}
    assert paying(scene, "2026-07-01", "123600.00") == set()
    # Recorded on 07-02, paid on the last day.
    assert paying(scene, "2026-07-02", "120000.01", on="2026-06-30") == {"MoreThanDue"}
    assert paying(scene, "2026-07-02", "120000.00", on="2026-06-30") == set()


def test_art72_principal_first_and_the_rest_is_add_on_fine():
    scene = paid(served(), "2026-07-01", "123600.00")
    (payment,) = scene.state.party(1).payments
    assert (payment.principal, payment.add_on) == (Decimal("120000.00"), Decimal("3600.00"))
    assert owed(scene, "2026-07-31") == ("0.00", "0.00")
    assert scene.clock("payment", "2026-07-01").state == "met_late"


def test_art72_what_is_told_apart_is_held_against_each():
    scene = served()
    assert paying(scene, "2026-07-01", "4000.00", add_on="3600.01") == {"AddOnApart"}
    assert paying(scene, "2026-07-01", "123600.00", add_on="3599.99") == {"AddOnApart"}
    assert paying(scene, "2026-07-01", "4000.00", add_on="-1.00") == {"AddOnApart"}
    paid(scene, "2026-07-01", "3600.00", add_on="3600.00")
    assert owed(scene, "2026-07-01") == ("120000.00", "0.00")
    assert owed(scene, "2026-07-02") == ("120000.00", "3600.00")


def test_art72_the_add_on_fine_keeps_the_case_open():
    scene = paid(served(), "2026-07-10", "120000.00")
    scene.do("2026-07-10", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-07-10")
    assert codes_of(scene, "2026-07-13", "officer-li", "close_case", form=SCAN) == {"NotExecuted"}
    paid(scene, "2026-07-13", "36000.00")
    assert paying(scene, "2026-07-14", "0.01") == {"NothingToPay"}
    assert codes_of(scene, "2026-07-14", "officer-li", "close_case", form=SCAN) == set()


def test_the_state_of_a_case_says_what_is_owed_and_how_it_was_computed():
    scene = paid(served(), "2026-07-01", "20000.00")
    (shown,) = view(scene.case, scene.entries[-1])["debts"]
    assert (shown["principal_left"], shown["add_on_left"], shown["left"]) == (
        "100000.00",
        "3600.00",
        "103600.00",
    )
    assert "逾期1日" in shown["trace"]["zh"]
    assert "第七十二条第一款第一项" in shown["trace"]["zh"]


# 市场监督管理行政处罚程序规定 第77条


def executing(scene: Scene, when: str, **changes: Any) -> set[str]:
    return codes_of(scene, when, "officer-li", "record_execution", **executed(when, **changes))


def executed(when: str, **changes: Any) -> dict[str, Any]:
    body = {"party": 1, "kind": "production_halt", "on": when, "begun_on": "2026-06-16", "extent": "whole"}
    return {**body, "proof": SCAN, **changes}


@pytest.mark.parametrize(
    ("on", "refused"), [("2026-09-14", {"NotYetOver"}), ("2026-09-15", set()), ("2026-09-16", set())]
)
def test_samr77_a_halt_of_three_months_is_executed_when_it_is_over(on, refused):
    assert executing(served(HALT), on) == refused


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"begun_on": None}, "FieldMissing"),
        ({"begun_on": "2026-06-14"}, "DateBeforeItsEvent"),
        ({"begun_on": "2026-09-16"}, "DateBeforeItsEvent"),
        ({"on": "2026-09-16"}, "DateInTheFuture"),
        ({"proof": ""}, "FieldMissing"),
        ({"extent": "partly"}, "Remainder"),
        ({"extent": "partly", "remainder": "　"}, "FieldMissing"),
        ({"remainder": "尚余一日"}, "Remainder"),
        ({"kind": "closure"}, "NotToExecute"),
        ({"kind": "fine"}, "NotToExecute"),
        ({"subject": "车间"}, "NotToExecute"),
    ],
)
def test_samr77_an_execution_says_what_when_and_how_far(changes, code):
    assert code in executing(served(HALT), "2026-09-15", **changes)


def test_samr77_a_revocation_is_executed_on_the_day_it_is_carried_out():
    scene = served(FINE, REVOCATION)
    revoked = {"kind": "permit_revocation", "subject": "食品经营许可证", "begun_on": None}
    assert executing(scene, "2026-06-15", **revoked) == set()
    scene.do("2026-06-16", "officer-li", "record_execution", **executed("2026-06-16", **revoked))
    assert executing(scene, "2026-06-17", **revoked) == {"NothingToExecute"}
    paid(scene, "2026-06-17", "120000.00")
    assert str(scene.clock("close_case", "2026-06-17").start) == "2026-06-17"


def test_samr77_nothing_is_executed_before_the_decision_is_served():
    assert executing(Scene().to_decided(), "2026-06-12") == {"DecisionNotServed"}
    assert executing(Scene().to_discussed(), "2026-06-11") == {"NotDecided"}
    assert executing(served(), "2026-06-16") == {"NothingToExecute"}


def test_samr77_an_execution_says_what_is_left():
    scene = served(HALT)
    part = executed("2026-07-31", extent="partly", remainder="尚余一个半月")
    scene.do("2026-07-31", "officer-li", "record_execution", **part)
    assert executing(scene, "2026-09-15") == set()
    assert codes_of(scene, "2026-09-15", "officer-li", "close_case", form=SCAN) >= {"NotExecuted"}
