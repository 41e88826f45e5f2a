"""Ages (周岁, 行政处罚法第三十条): who is too young to be punished, and who only leniently."""

from calendar import monthrange
from datetime import date
from typing import Final

PUNISHED_FROM: Final = 14
"""Full years. “不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教”"""
OF_AGE: Final = 18
"""Full years. “已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚”"""


def younger_than(years: int, born: date, on: date) -> bool:
    """Whether somebody is not yet this many full years old on a day; on the birthday itself one is still younger.

    Years count from the day after birth, and who is born on 29 February completes them on the last day of that month in a
    year that has none (民法典 第201、202条).

    >>> younger_than(14, date(2012, 2, 10), date(2026, 2, 10)), younger_than(14, date(2012, 2, 9), date(2026, 2, 10))
    (True, False)
    """
    year = born.year + years
    return on <= date(year, born.month, min(born.day, monthrange(year, born.month)[1]))
