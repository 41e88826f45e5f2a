"""A decision that the agency mends of its own motion (行政处罚法 第75条第2款): revoked, changed, a slip in it put right.

Decided on Friday 2026-06-12 and served on Monday 06-15, a fine of 120,000 yuan, to be paid by Tuesday 06-30.
"""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.procedure.debts import debt
from domain.procedure.defects import defects
from tests.procedure.playing import shanghai
from tests.procedure.scene import FINE, LESS, SCAN, Scene, codes_of
from tests.procedure.test_owing import HALT, owed, paid, served
from tests.procedure.test_remedies import VARIED, awaited, refundable, refunded, refunding, remedy

REVOKED = DocumentKind.REVOCATION_DECISION
CHANGED = DocumentKind.VARIATION_DECISION


def body(how: str = "revoked", **more: Any) -> dict[str, Any]:
    return {"party": 1, "how": how, "ground": "procedure", "reason": "未复核期限内的陈述申辩", **more}


def set_aside(scene: Scene, when: str, how: str = "revoked", **more: Any) -> Scene:
    """Set aside, sealed and served on one day."""
    scene.do(when, "head-chen", "set_aside_decision", **body(how, **more))
    return scene.sealed(when).served(when, kind=REVOKED if how == "revoked" else CHANGED)


def setting_aside(scene: Scene, when: str, how: str = "revoked", **more: Any) -> set[str]:
    return codes_of(scene, when, "head-chen", "set_aside_decision", **body(how, **more))


def correction(**more: Any) -> dict[str, Any]:
    said = {"error": "wording", "wrong": "镇江市京囗区", "right": "镇江市京口区", "reason": "录入时误写"}
    return {"party": 1, **said, **more}


def correcting(scene: Scene, when: str, **more: Any) -> set[str]:
    return codes_of(scene, when, "head-chen", "correct_decision", **correction(**more))


# Revoked


def test_art75_2_of_what_was_revoked_before_payment_nothing_is_owed():
    scene = set_aside(served(FINE, HALT), "2026-07-06")
    assert owed(scene, "2026-07-06") == ("0.00", "0.00")
    assert not {"record_payment", "record_execution", "record_refund"} & set(awaited(scene, "2026-07-06"))
    assert str(scene.clock("payment", "2026-07-06").ended_on) == "2026-07-06"


def test_art75_2_revoked_after_payment_all_goes_back():
    """Paid on 07-10, ten days late: 120,000 and 36,000 of add-on fine."""
    scene = set_aside(paid(served(), "2026-07-10", "156000.00"), "2026-07-13")
    assert refundable(scene, "2026-07-13") == "156000.00"
    found = debt(scene.case, scene.state.party(1), shanghai("2026-07-13").date())
    assert found is not None
    assert "，2026-07-13经本机关撤销" in found.trace.zh
    assert awaited(scene, "2026-07-13")["record_refund"] == "2026-07-13"
    assert refunding(scene, "2026-07-14", "156000.01") == {"MoreThanPaidTooMuch"}
    refunded(scene, "2026-07-14", "156000.00")
    assert str(scene.clock("close_case", "2026-07-14").start) == "2026-07-14"


def test_art73_no_refund_is_dated_before_the_revocation_that_gives_it():
    """Paid on Friday 07-10, revoked on Monday 07-13: nothing goes back on 07-12, nor before."""
    scene = set_aside(paid(served(), "2026-07-10", "156000.00"), "2026-07-13")
    assert refunding(scene, "2026-07-14", "156000.00", on="2026-07-12") == {"DateBeforeItsEvent"}
    assert refunding(scene, "2026-07-14", "156000.00", on="2026-07-13") == set()


def test_art75_2_what_is_revoked_is_closed_once_the_party_was_told():
    scene = served()
    scene.do("2026-07-06", "head-chen", "set_aside_decision", **body())
    assert scene.clocks("close_case", "2026-07-06") == []
    scene.sealed("2026-07-06").served("2026-07-08", kind=REVOKED)
    assert str(scene.clock("close_case", "2026-07-08").start) == "2026-07-08"


def test_art75_2_a_decision_that_was_never_served_is_told_no_more():
    scene = Scene().to_decided()
    decision = scene.state.party(1).decision.document
    scene.do("2026-06-15", "head-chen", "set_aside_decision", **body())
    assert scene.document(decision).void
    assert scene.clock("serve_decision", "2026-07-30").state == "lapsed"
    scene.sealed("2026-06-15").served("2026-06-16", kind=REVOKED)
    assert "record_service" not in awaited(scene, "2026-06-17")
    assert str(scene.clock("close_case", "2026-06-16").start) == "2026-06-16"


def test_art75_2_nothing_is_set_aside_twice_nor_before_it_is_sealed():
    assert setting_aside(Scene().to_discussed(), "2026-06-11") == {"NotDecided"}
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    scene.do("2026-06-12", "head-chen", "impose", party=1, content=scene.content())
    assert setting_aside(scene, "2026-06-12") == {"DocumentNotSealed"}
    assert setting_aside(set_aside(served(), "2026-07-06"), "2026-07-07") == {"NothingStands"}
    by_officer = codes_of(served(), "2026-07-06", "officer-li", "set_aside_decision", **body())
    assert by_officer == {"RoleRequired"}


def test_art75_2_its_document_is_numbered_sealed_and_served():
    scene = set_aside(served(), "2026-07-06")
    document = scene.document(scene.state.party(1).recovery.set_aside[0].document)
    assert (document.approved_by, str(document.issued_on), bool(document.number)) == (
        "head-chen",
        "2026-07-06",
        True,
    )


def test_art75_2_a_letter_that_came_after_the_decision_is_a_ground_that_the_file_shows():
    assert setting_aside(Scene().to_decided(), "2026-06-15", ground="shown_by_file") == {"NoDefectShown"}
    scene = Scene().to_decided()
    letter = {"channel": "post", "text": "请求从轻", "posted_on": "2026-06-08"}
    received = {"received_at": shanghai("2026-06-15").isoformat()}
    scene.do("2026-06-15", "officer-li", "submit_statement", party=1, **letter, **received)
    assert setting_aside(scene, "2026-06-15", ground="shown_by_file") == set()
    set_aside(scene, "2026-06-15", ground="shown_by_file")
    assert list(defects(scene.case)) == []


# Changed


def test_art75_2_changed_after_payment_what_was_paid_too_much_goes_back():
    """Paid in time; changed from 120,000 to 90,000."""
    scene = set_aside(paid(served(), "2026-06-29", "120000.00"), "2026-07-06", "changed", penalties=[LESS])
    assert (owed(scene, "2026-07-06"), refundable(scene, "2026-07-06")) == (("0.00", "0.00"), "30000.00")
    refunded(scene, "2026-07-07", "30000.00")
    assert str(scene.clock("close_case", "2026-07-07").start) == "2026-07-07"


def test_art75_2_changed_before_payment_the_add_on_fine_grows_on_what_stands():
    scene = set_aside(served(), "2026-07-06", "changed", penalties=[LESS])
    assert owed(scene, "2026-07-06") == ("90000.00", "16200.00")  # 2,700 yuan a day from 07-01, six days


@pytest.mark.parametrize(
    ("penalties", "codes"),
    [
        ([{"kind": "fine", "amount": "120000.01"}], {"HeavierThanDecided"}),
        ([FINE, HALT], {"HeavierThanDecided"}),
        ([{"kind": "warning"}], {"HeavierThanDecided"}),  # a kind that was never told
        ([{"kind": "fine"}], {"PenaltyAmount", "HeavierThanDecided"}),
        ([], {"ChangedToWhat"}),
        ([FINE], set()),
        ([LESS], set()),
    ],
)
def test_art45_a_change_is_the_same_or_lighter(penalties, codes):
    assert setting_aside(served(), "2026-07-06", "changed", penalties=penalties) == codes


def test_art75_2_what_is_revoked_has_no_penalties_and_what_is_changed_is_not_decided_anew():
    assert setting_aside(served(), "2026-07-06", penalties=[LESS]) == {"ChangedToWhat"}
    assert setting_aside(served(), "2026-07-06", "changed", penalties=[LESS], anew=True) == {"ChangedToWhat"}
    assert setting_aside(served(), "2026-07-06", reason="　") == {"FieldMissing"}


def test_art75_2_a_second_change_is_held_against_the_first():
    scene = set_aside(served(), "2026-07-06", "changed", penalties=[LESS])
    assert setting_aside(scene, "2026-07-07", "changed", penalties=[FINE]) == {"HeavierThanDecided"}
    assert setting_aside(scene, "2026-07-07") == set()


def test_art75_2_of_a_day_with_a_remedy_the_agency_has_the_last_word():
    scene = remedy(served(), "2026-07-02", "2026-07-01")
    remedy(scene, "2026-07-06", "2026-07-01", result="varied", ended_on="2026-07-06", penalties=[LESS])
    set_aside(scene, "2026-07-06")
    assert owed(scene, "2026-07-06") == ("0.00", "0.00")


def test_art75_2_a_decision_without_penalty_is_revoked_and_never_changed():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .decision_prepared("2026-05-21", outcome="no_penalty")
    )
    scene.do("2026-05-22", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    scene.sealed("2026-05-22")
    assert "ChangedToWhat" in setting_aside(scene, "2026-05-25", "changed", penalties=[LESS])
    assert setting_aside(scene, "2026-05-25", anew=True) == set()


# Filed again


def test_decision_filing_what_the_agency_changed_is_filed_again_where_the_profile_asks():
    scene = served()
    scene.do("2026-06-16", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-06-16")
    assert "file_decision" not in awaited(scene, "2026-07-05")
    set_aside(scene, "2026-07-06", "changed", penalties=[LESS])
    assert awaited(scene, "2026-07-06")["file_decision"] == "2026-07-06"
    first, second = scene.clocks("decision_filing", "2026-07-06")
    # 07-06 + 15 = 07-21, a Tuesday.
    assert (first.state, str(second.last_day)) == ("met", "2026-07-21")
    scene.do("2026-07-07", "officer-li", "file_decision", together_with="head-chen")
    assert "file_decision" not in awaited(scene.sealed("2026-07-07"), "2026-07-08")


# A slip


def test_art75_2_a_slip_is_corrected_by_a_document_that_is_served():
    scene = served()
    scene.do("2026-07-06", "head-chen", "correct_decision", **correction())
    scene.sealed("2026-07-06").served("2026-07-07", kind=DocumentKind.TEXT_CORRECTION)
    made = scene.state.party(1).recovery.text_corrections[0]
    assert (made.wrong, made.right, str(made.on)) == ("镇江市京囗区", "镇江市京口区", "2026-07-06")
    assert owed(scene, "2026-07-07") == ("120000.00", "25200.00")  # nothing else changed: seven days late


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("对你单位罚款12万元", "对你单位罚款21万元"),
        ("壹拾贰万元整", "壹拾万元整"),
        ("120,000", "12,000"),
        ("罚款", "没收违法所得"),
        ("从轻处罚", "从重处罚"),
        ("第一百二十五条", "第一百二十四条"),
        ("食品安全法", "产品质量法"),
        ("销售标注虚假生产日期的食品", "销售标注虚假保质期的食品"),
        ("虚假生产日期", "虚假的生产日期"),
    ],
)
def test_art75_2_what_gate_5_compares_is_no_slip(wrong, right):
    assert correcting(served(), "2026-07-06", wrong=wrong, right=right) == {"NoSlip"}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("立案曰期为2026年5月18日", "立案日期为2026年5月18日"),
        ("本案共收到陈述申辩2份", "本案共收到陈述申辩1份"),
        ("决定对你单位罚款12万元。款项缴致", "决定对你单位罚款12万元。款项缴至"),
    ],
)
def test_art75_2_words_dates_and_counts_are(wrong, right):
    assert correcting(served(), "2026-07-06", wrong=wrong, right=right) == set()


def test_art75_2_the_duration_of_a_penalty_is_no_slip():
    assert correcting(served(FINE, HALT), "2026-07-06", wrong="停产3个月", right="停产2个月") == {"NoSlip"}


def test_art75_2_a_correction_changes_something_of_a_decision_that_stands():
    assert correcting(served(), "2026-07-06", right=" 镇江市京囗区 ") == {"SlipChangesNothing"}
    assert correcting(served(), "2026-07-06", wrong="") == {"FieldMissing"}
    assert correcting(set_aside(served(), "2026-07-06"), "2026-07-07") == {"NothingStands"}
    assert correcting(Scene().to_discussed(), "2026-06-11") == {"NotDecided"}
    by_officer = codes_of(served(), "2026-07-06", "officer-li", "correct_decision", **correction())
    assert by_officer == {"RoleRequired"}


def test_gate6_a_case_with_a_correction_is_closed_once_that_was_served():
    scene = paid(served(), "2026-06-29", "120000.00")
    scene.do("2026-06-29", "head-chen", "correct_decision", **correction())
    assert scene.clocks("close_case", "2026-06-30") == []
    scene.sealed("2026-06-30").served("2026-07-01", kind=DocumentKind.TEXT_CORRECTION)
    assert str(scene.clock("close_case", "2026-07-01").start) == "2026-07-01"
    assert "NotExecuted" not in codes_of(scene, "2026-07-01", "officer-li", "close_case", form=SCAN)


def test_art73_add_on_fine_paid_for_days_of_a_remedy_known_too_late_goes_back_and_is_somebody_s_work():
    """Paid on Friday 07-10 with ten days of add-on fine; then it is known that a reconsideration began on Tuesday 06-30."""
    scene = paid(served(), "2026-07-10", "156000.00")
    remedy(scene, "2026-07-13", "2026-06-30")
    assert refundable(scene, "2026-07-13") == "36000.00"
    assert awaited(scene, "2026-07-13")["record_refund"] == "2026-07-10"
    assert "close_case" not in awaited(scene, "2026-07-13")
    refunded(scene, "2026-07-13", "36000.00")
    assert "record_refund" not in awaited(scene, "2026-07-13")


def test_ael54_nothing_is_to_be_demanded_of_who_has_paid_too_much():
    """Paid in time on Monday 06-29, changed to 90,000 on 07-06, after the last day: 30,000 go back, and nothing is overdue."""
    scene = set_aside(paid(served(), "2026-06-29", "120000.00"), "2026-07-06", "changed", penalties=[LESS])
    assert "demand_payment" not in awaited(scene, "2026-07-06")


# 行政处罚法 第67条第3款: in time or late is who pays, whatever becomes of the decision afterwards


@pytest.mark.parametrize(
    ("on", "amount", "state"),
    [
        ("2026-06-29", "120000.00", "met"),
        ("2026-06-30", "120000.00", "met"),
        ("2026-07-01", "123600.00", "met_late"),
    ],
)
def test_art67_who_had_paid_before_the_revocation_paid_on_that_day(on, amount, state):
    scene = set_aside(paid(served(), on, amount), "2026-07-06")
    clock = scene.clock("payment", "2026-07-06")
    assert (clock.state, str(clock.ended_on)) == (state, on)


@pytest.mark.parametrize("revoked_on", ["2026-06-29", "2026-06-30", "2026-07-06"])
def test_art67_what_is_revoked_unpaid_is_not_paid_late(revoked_on):
    scene = set_aside(paid(served(), "2026-06-20", "60000.00"), revoked_on)
    clock = scene.clock("payment", "2026-07-06")
    assert (clock.state, str(clock.ended_on)) == ("lapsed", revoked_on)


def test_art67_who_had_paid_what_a_remedy_had_left_paid_before_the_rest_was_revoked():
    scene = remedy(
        served(),
        "2026-06-22",
        "2026-06-16",
        result="varied",
        ended_on="2026-06-22",
        penalties=VARIED,
    )
    scene = set_aside(paid(scene, "2026-06-24", "60000.00"), "2026-07-06")
    clock = scene.clock("payment", "2026-07-06")
    assert (clock.state, str(clock.ended_on)) == ("met", "2026-06-24")
