"""Ages (周岁): whether somebody had completed so many years on a day (行政处罚法第三十条)."""

from calendar import monthrange
from datetime import date


def younger_than(years: int, born: date, on: date) -> bool:
    """Whether somebody is not yet this many full years old on a day; on the birthday itself one is still younger.

    Years count from the day after birth, and who is born on 29 February completes them on the last day of that month in a
    year that has none (民法典 第201、202条).

    >>> younger_than(14, date(2012, 2, 10), date(2026, 2, 10)), younger_than(14, date(2012, 2, 9), date(2026, 2, 10))
    (True, False)
    """
    year = born.year + years
    return on <= date(year, born.month, min(born.day, monthrange(year, born.month)[1]))
