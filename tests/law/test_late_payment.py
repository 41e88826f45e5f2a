"""The add-on fine: 行政处罚法 72(1), 73."""

from datetime import date
from decimal import Decimal

import pytest

from domain.law.errors import BadDate, LawUnknown
from domain.law.late_payment import Pause, add_on_fine

FINE = Decimal(10_000)
LAST = date(2026, 6, 22)  # Monday


@pytest.mark.parametrize(
    ("until", "amount"),
    [
        (date(2026, 6, 21), 0),
        (date(2026, 6, 22), 0),  # paid on the last day
        (date(2026, 6, 23), 300),  # one day late
        (date(2026, 7, 25), 9_900),  # day 33
        (date(2026, 7, 26), 10_000),  # day 34: 102 % would be more than the fine
        (date(2027, 7, 26), 10_000),
    ],
)
def test_art72_three_percent_a_day_never_more_than_the_fine(until: date, amount: int) -> None:
    assert add_on_fine(FINE, LAST, until).amount == amount


def test_art72_the_cap_is_reached_on_day_34() -> None:
    assert not add_on_fine(FINE, LAST, date(2026, 7, 25)).capped
    assert add_on_fine(FINE, LAST, date(2026, 7, 26)).capped


def test_art73_reconsideration_and_lawsuit_are_not_counted() -> None:
    pause = Pause(first=date(2026, 6, 25), last=date(2026, 7, 1))  # seven days
    assert add_on_fine(FINE, LAST, date(2026, 7, 2), [pause]).days == 3
    again = Pause(first=date(2026, 6, 30), last=date(2026, 7, 2))  # overlaps: counted once
    assert add_on_fine(FINE, LAST, date(2026, 7, 2), [pause, again]).amount == 600


def test_art73_a_pending_remedy_pauses_until_today() -> None:
    assert add_on_fine(FINE, LAST, date(2026, 12, 1), [Pause(first=date(2026, 6, 24))]).days == 1


def test_the_reason_names_the_figures() -> None:
    reason = add_on_fine(FINE, LAST, date(2026, 7, 2)).reason
    assert reason == "罚款10,000元，逾期10日，每日加处百分之3，计3,000.00元"


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(BadDate):
        add_on_fine(FINE, LAST, LAST, [Pause(first=LAST, last=date(2026, 6, 1))])
    with pytest.raises(LawUnknown):
        add_on_fine(FINE, date(2021, 7, 14), date(2021, 8, 1))
