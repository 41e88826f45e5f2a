"""Gate 5: the decision stays within the last notice (行政处罚法 44, 45)."""

from decimal import Decimal

import pytest

from domain.law.penalties import (
    Duration,
    Excess,
    ExcessKind,
    Penalty,
    PenaltyKind,
    heavier,
    lighter,
    penalties_said,
)
from domain.law.rulebook import rulebook_for
from domain.law.terms import Unit

HEAVIER, NOT_NOTIFIED = ExcessKind.HEAVIER_THAN_NOTIFIED, ExcessKind.NOT_NOTIFIED
ORDER = rulebook_for("market").switches.severity


def fine(yuan: int | str) -> Penalty:
    return Penalty(kind=PenaltyKind.FINE, amount=Decimal(yuan))


def halt(length: int, unit: Unit = Unit.CALENDAR_DAY) -> Penalty:
    return Penalty(kind=PenaltyKind.PRODUCTION_HALT, duration=Duration(length=length, unit=unit))


def gains(yuan: int | None) -> Penalty:
    return Penalty(kind=PenaltyKind.CONFISCATION_OF_GAINS, amount=None if yuan is None else Decimal(yuan))


WARNING = Penalty(kind=PenaltyKind.WARNING)
REVOCATION = Penalty(kind=PenaltyKind.PERMIT_REVOCATION, subject="食品经营许可证")


def kinds(excess: list[Excess]) -> list[ExcessKind]:
    return [one.kind for one in excess]


@pytest.mark.parametrize(
    ("decided", "notified", "expected"),
    [
        ([fine(120_000)], [fine(120_000)], []),
        ([fine(119_999)], [fine(120_000)], []),
        ([fine("120000.01")], [fine(120_000)], [HEAVIER]),
        ([], [fine(120_000)], []),
        ([fine(50_000)], [fine(50_000), gains(8_000)], []),
        ([fine(50_000), gains(8_000)], [fine(50_000)], [NOT_NOTIFIED]),
        ([fine(50_000), gains(None)], [fine(50_000), gains(8_000)], [HEAVIER]),
        ([gains(1)], [gains(None)], [HEAVIER]),
        ([halt(30)], [halt(30)], []),
        ([halt(31)], [halt(30)], [HEAVIER]),
        ([halt(28)], [halt(1, Unit.MONTH)], []),
        (
            [halt(29)],
            [halt(1, Unit.MONTH)],
            [HEAVIER],
        ),  # not comparable: a month has 28 to 31 days
        ([halt(1, Unit.MONTH)], [halt(30)], [HEAVIER]),
        ([Penalty(kind=PenaltyKind.PRODUCTION_HALT)], [halt(30)], [HEAVIER]),
        ([fine(60_000), fine(60_000)], [fine(110_000)], [HEAVIER]),  # two fines are one sum
        ([fine(1), gains(9_999)], [fine(10_000), gains(1)], [HEAVIER]),
    ],
)
def test_art45_no_kind_amount_or_duration_goes_beyond_the_notice(
    decided: list[Penalty], notified: list[Penalty], expected: list[ExcessKind]
) -> None:
    assert kinds(heavier(decided, notified)) == expected


@pytest.mark.parametrize(
    ("decided", "notified", "expected"),
    [
        ([fine(50_000)], [REVOCATION], []),  # a fine instead of revocation
        ([WARNING], [fine(50_000)], []),
        ([REVOCATION], [fine(50_000)], [NOT_NOTIFIED]),
        ([fine(1)], [WARNING], [NOT_NOTIFIED]),
        ([WARNING, fine(50_000)], [REVOCATION], [NOT_NOTIFIED]),  # two cannot replace one
        ([fine(50_000), REVOCATION], [REVOCATION], [NOT_NOTIFIED]),  # nothing was dropped for it
        ([gains(8_000)], [REVOCATION], [NOT_NOTIFIED]),  # outside the order: not comparable
    ],
)
def test_art37_of_two_laws_a_lighter_kind_may_take_the_place_of_a_heavier_one(
    decided: list[Penalty], notified: list[Penalty], expected: list[ExcessKind]
) -> None:
    assert kinds(heavier(decided, notified, ORDER)) == expected


def test_art44_against_a_notice_nothing_replaces_anything() -> None:
    assert kinds(heavier([WARNING], [fine(50_000)])) == [NOT_NOTIFIED]


def test_another_subject_is_another_penalty() -> None:
    other = REVOCATION.model_copy(update={"subject": "药品经营许可证"})
    assert kinds(heavier([other], [REVOCATION], ORDER)) == [NOT_NOTIFIED]


def test_lighter_is_within_and_not_the_same() -> None:
    assert lighter([fine(100_000)], [fine(120_000)])
    assert not lighter([fine(120_000)], [fine(120_000)])
    assert not lighter([fine(130_000)], [fine(120_000)])


def test_the_reason_names_the_figures() -> None:
    (excess,) = heavier([fine(130_000)], [fine(120_000)])
    assert excess.reason == (
        "罚款130,000元高于告知的120,000元",
        "the fine of 130,000 yuan is above the 120,000 yuan notified",
    )


def test_the_reason_names_the_durations() -> None:
    (excess,) = heavier([halt(2, Unit.MONTH)], [halt(1, Unit.MONTH)])
    assert excess.reason.zh == "责令停产停业的期限2个月长于告知的1个月，或者无法比较"
    assert "for 2 months is longer than the 1 month notified" in excess.reason.en


def test_the_reason_names_what_was_not_notified() -> None:
    (excess,) = heavier([REVOCATION], [fine(50_000)])
    assert excess.reason.zh == "吊销许可证件食品经营许可证未在最后一次告知书中告知"


def test_art9_names_thirteen_kinds_and_the_others() -> None:
    assert len(PenaltyKind) == 14
    assert all(kind.zh for kind in PenaltyKind)


def test_a_penalty_reads_in_chinese() -> None:
    assert str(REVOCATION) == "吊销许可证件食品经营许可证"
    assert str(fine(52_120)) == "罚款52,120元"
    assert str(halt(2, Unit.MONTH)) == "责令停产停业2个月"


def test_a_penalty_reads_in_english() -> None:
    assert REVOCATION.said.en == "revocation of a permit (食品经营许可证)"
    assert fine(52_120).said.en == "fine of 52,120 yuan"
    assert halt(1, Unit.MONTH).said.en == "order to halt production or business for 1 month"


def test_penalties_are_said_together_and_none_is_said_too() -> None:
    assert penalties_said([WARNING, fine(1)]) == ("警告、罚款1元", "warning, fine of 1 yuan")
    assert penalties_said([]).zh == "不予处罚"
