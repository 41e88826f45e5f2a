"""Which law: 行政处罚法 37."""

from datetime import date
from decimal import Decimal

import pytest

from domain.law.errors import BadDate
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.versions import choose_law

OLD, NEW = "固体废物污染环境防治法", "生态环境法典"


def fine(yuan: int) -> list[Penalty]:
    return [Penalty(kind=PenaltyKind.FINE, amount=Decimal(yuan))]


@pytest.mark.parametrize(
    ("decided", "new"),
    [(date(2026, 8, 14), None), (date(2026, 8, 15), NEW), (date(2026, 8, 16), NEW)],
)
def test_art37_a_law_replaced_by_the_day_of_the_decision_is_named(decided: date, new: str | None) -> None:
    choice = choose_law(OLD, date(2026, 6, 1), decided)
    assert choice.new == new
    assert choice.needs_person is (new is not None)


@pytest.mark.parametrize(
    ("by_old", "by_new", "proposal"),
    [(100_000, 50_000, NEW), (100_000, 200_000, OLD), (100_000, 100_000, OLD)],
)
def test_art37_the_lighter_new_law_is_proposed(by_old: int, by_new: int, proposal: str) -> None:
    choice = choose_law(OLD, date(2026, 6, 1), date(2026, 9, 1), by_old=fine(by_old), by_new=fine(by_new))
    assert choice.proposal == proposal
    assert choice.needs_person
    assert OLD in choice.reason
    assert NEW in choice.reason


def test_art37_what_was_not_compared_is_not_proposed() -> None:
    assert choose_law(OLD, date(2026, 6, 1), date(2026, 9, 1)).proposal is None


def test_an_act_that_goes_on_under_the_new_law_falls_under_it() -> None:
    choice = choose_law(OLD, date(2026, 8, 15), date(2026, 9, 1))
    assert choice.proposal == NEW
    assert not choice.needs_person


def test_a_law_that_did_not_change_is_simply_applied() -> None:
    assert choose_law("食品安全法", date(2026, 6, 1), date(2026, 9, 1)).proposal == "食品安全法"


def test_decided_before_the_act_is_refused() -> None:
    with pytest.raises(BadDate):
        choose_law(OLD, date(2026, 6, 2), date(2026, 6, 1))
