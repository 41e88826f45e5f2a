"""行政处罚法第三十条: full years, reached on the day after the birthday."""

from datetime import date

import pytest

from domain.law.ages import OF_AGE, PUNISHED_FROM, younger_than


@pytest.mark.parametrize(
    ("born", "years", "last_day"),
    [
        (date(2012, 2, 10), PUNISHED_FROM, date(2026, 2, 10)),
        (date(2008, 2, 10), OF_AGE, date(2026, 2, 10)),
        (date(2012, 2, 29), PUNISHED_FROM, date(2026, 2, 28)),  # no leap year
        (date(2010, 2, 28), OF_AGE, date(2028, 2, 28)),  # a leap year
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2011, 12, 31), PUNISHED_FROM, date(2025, 12, 31)),
    ],
)
def test_art30_on_the_birthday_itself_one_is_still_younger(born: date, years: int, last_day: date) -> None:
    assert younger_than(years, born, last_day)
    assert not younger_than(years, born, date.fromordinal(last_day.toordinal() + 1))
