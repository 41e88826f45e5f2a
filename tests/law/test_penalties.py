"""Gate 5: the decision stays within the last notice (行政处罚法 44, 45)."""

from decimal import Decimal

import pytest

from domain.law.penalties import Duration, Excess, Penalty, PenaltyKind, heavier, lighter
from domain.law.rulebook import rulebook_for
from domain.law.terms import Unit

ORDER = rulebook_for("market").switches.severity


def fine(yuan: int | str) -> Penalty:
    return Penalty(kind=PenaltyKind.FINE, amount=Decimal(yuan))


def halt(length: int, unit: Unit = Unit.CALENDAR_DAY) -> Penalty:
    return Penalty(kind=PenaltyKind.PRODUCTION_HALT, duration=Duration(length=length, unit=unit))


def gains(yuan: int | None) -> Penalty:
    return Penalty(kind=PenaltyKind.CONFISCATION_OF_GAINS, amount=None if yuan is None else Decimal(yuan))


WARNING = Penalty(kind=PenaltyKind.WARNING)
REVOCATION = Penalty(kind=PenaltyKind.PERMIT_REVOCATION, subject="食品经营许可证")


def codes(excess: list[Excess]) -> list[str]:
    return [one.kind.value for one in excess]


@pytest.mark.parametrize(
    ("decided", "notified", "expected"),
    [
        ([fine(120_000)], [fine(120_000)], []),
        ([fine(119_999)], [fine(120_000)], []),
        ([fine("120000.01")], [fine(120_000)], ["HeavierThanNotified"]),
        ([], [fine(120_000)], []),
        ([fine(50_000)], [fine(50_000), gains(8_000)], []),
        ([fine(50_000), gains(8_000)], [fine(50_000)], ["NotNotified"]),
        ([fine(50_000), gains(None)], [fine(50_000), gains(8_000)], ["HeavierThanNotified"]),
        ([gains(1)], [gains(None)], ["HeavierThanNotified"]),
        ([halt(30)], [halt(30)], []),
        ([halt(31)], [halt(30)], ["HeavierThanNotified"]),
        ([halt(28)], [halt(1, Unit.MONTH)], []),
        (
            [halt(29)],
            [halt(1, Unit.MONTH)],
            ["HeavierThanNotified"],
        ),  # not comparable: a month has 28 to 31 days
        ([halt(1, Unit.MONTH)], [halt(30)], ["HeavierThanNotified"]),
        ([Penalty(kind=PenaltyKind.PRODUCTION_HALT)], [halt(30)], ["HeavierThanNotified"]),
        ([fine(60_000), fine(60_000)], [fine(110_000)], ["HeavierThanNotified"]),  # two fines are one sum
        ([fine(1), gains(9_999)], [fine(10_000), gains(1)], ["HeavierThanNotified"]),
    ],
)
def test_art45_no_kind_amount_or_duration_goes_beyond_the_notice(
    decided: list[Penalty], notified: list[Penalty], expected: list[str]
) -> None:
    assert codes(heavier(decided, notified)) == expected


@pytest.mark.parametrize(
    ("decided", "notified", "expected"),
    [
        ([fine(50_000)], [REVOCATION], []),  # a fine instead of revocation
        ([WARNING], [fine(50_000)], []),
        ([REVOCATION], [fine(50_000)], ["NotNotified"]),
        ([fine(1)], [WARNING], ["NotNotified"]),
        ([WARNING, fine(50_000)], [REVOCATION], ["NotNotified"]),  # two cannot replace one
        ([fine(50_000), REVOCATION], [REVOCATION], ["NotNotified"]),  # nothing was dropped for it
        ([gains(8_000)], [REVOCATION], ["NotNotified"]),  # outside the order: not comparable
    ],
)
def test_gate5_a_lighter_kind_may_take_the_place_of_a_heavier_one(
    decided: list[Penalty], notified: list[Penalty], expected: list[str]
) -> None:
    assert codes(heavier(decided, notified, ORDER)) == expected


def test_gate5_without_an_order_nothing_replaces_anything() -> None:
    assert codes(heavier([WARNING], [fine(50_000)])) == ["NotNotified"]


def test_another_subject_is_another_penalty() -> None:
    other = REVOCATION.model_copy(update={"subject": "药品经营许可证"})
    assert codes(heavier([other], [REVOCATION], ORDER)) == ["NotNotified"]


def test_lighter_is_within_and_not_the_same() -> None:
    assert lighter([fine(100_000)], [fine(120_000)], ORDER)
    assert not lighter([fine(120_000)], [fine(120_000)], ORDER)
    assert not lighter([fine(130_000)], [fine(120_000)], ORDER)


def test_the_reason_names_the_figures() -> None:
    (excess,) = heavier([fine(130_000)], [fine(120_000)])
    assert excess.reason.zh == "罚款130,000元高于告知的120,000元"


def test_art9_names_thirteen_kinds_and_the_others() -> None:
    assert len(PenaltyKind) == 14
    assert all(kind.zh for kind in PenaltyKind)


def test_a_penalty_reads_in_chinese() -> None:
    assert str(REVOCATION) == "吊销许可证件食品经营许可证"
    assert str(fine(52_120)) == "罚款52,120元"
    assert str(halt(2, Unit.MONTH)) == "责令停产停业2个月"
