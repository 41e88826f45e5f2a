"""The days of the lunar festivals (春节, 清明, 端午, 中秋), known long before any holiday notice.

Computed with two independent lunar calendars (lunar-python 1.4.8 and lunardate 0.3.0, which agree; 清明, a solar
term, by the first only) on 2026-11-24. They bound a deadline that reaches a year without a notice (gate 7).
"""

from datetime import date, timedelta
from typing import Final

from domain.bilingual import Words

FESTIVALS: Final[dict[int, tuple[str, str, str, str]]] = {
    # year: 春节, 清明, 端午, 中秋
    2021: ("02-12", "04-04", "06-14", "09-21"),
    2022: ("02-01", "04-05", "06-03", "09-10"),
    2023: ("01-22", "04-05", "06-22", "09-29"),
    2024: ("02-10", "04-04", "06-10", "09-17"),
    2025: ("01-29", "04-04", "05-31", "10-06"),
    2026: ("02-17", "04-05", "06-19", "09-25"),
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"),
    2032: ("02-11", "04-04", "06-12", "09-19"),
    2033: ("01-31", "04-04", "06-01", "09-08"),
    2034: ("02-19", "04-05", "06-20", "09-27"),
    2035: ("02-08", "04-05", "06-10", "09-16"),
}

FIRST_YEAR: Final = min(FESTIVALS)
LAST_YEAR: Final = max(FESTIVALS)

_AROUND: Final = {
    # Days before and after each festival that may be off: no notice of 2021 to 2026 went beyond them.
    "元旦": (2, 2),
    "春节": (2, 8),
    "清明": (2, 2),
    "端午": (2, 2),
    "中秋": (2, 2),
    "劳动节": (2, 4),
    "国庆": (1, 7),
}


NAMES: Final = {
    "元旦": Words("元旦", "New Year's Day"),
    "春节": Words("春节", "the Spring Festival"),
    "清明": Words("清明", "Qingming"),
    "端午": Words("端午", "the Dragon Boat Festival"),
    "中秋": Words("中秋", "the Mid-Autumn Festival"),
    "劳动节": Words("劳动节", "Labour Day"),
    "国庆": Words("国庆", "the National Day"),
}


def days_that_may_be_off(year: int) -> dict[date, str]:
    """Every day of `year` that its notice may make a rest day, with the festival that may make it one."""
    days: dict[date, str] = {}
    for name, festival in [*_festivals(year), ("元旦", date(year + 1, 1, 1))]:
        before, after = _AROUND[name]
        for offset in range(-before, after + 1):
            day = festival + timedelta(days=offset)
            if day.year == year:
                days.setdefault(day, name)
    return days


def _festivals(year: int) -> list[tuple[str, date]]:
    spring, qingming, duanwu, midautumn = (date.fromisoformat(f"{year}-{day}") for day in FESTIVALS[year])
    return [
        ("元旦", date(year, 1, 1)),
        ("春节", spring),
        ("清明", qingming),
        ("劳动节", date(year, 5, 1)),
        ("端午", duanwu),
        ("中秋", midautumn),
        ("国庆", date(year, 10, 1)),
    ]


def statutory_days(year: int) -> list[date]:
    """The days that are holidays by regulation in every year (全国年节及纪念日放假办法): the first of each festival."""
    return [day for _, day in _festivals(year)]
