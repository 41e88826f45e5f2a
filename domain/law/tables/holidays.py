"""The State Council's holiday notices of 2021 to 2026 (国务院办公厅关于部分节假日安排的通知).

The text of 2026 was read (Xinhua, 2025-11-04), those of 2021 and 2024 in copies; the others and all numbers come
from secondary copies. All six agree day by day with chinesecalendar 1.11.0 (tests/law).
"""

from datetime import date, timedelta
from typing import Final

from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.terms import Certainty


def _days(year: int, text: str) -> tuple[date, ...]:
    """Read `02-15..02-23 04-04`: single days and inclusive spans; a day of the year before is written in full."""
    days: list[date] = []
    for part in text.split():
        first, _, last = part.partition("..")
        start, end = (_day(year, one) for one in (first, last or first))
        days.extend(start + timedelta(days=n) for n in range((end - start).days + 1))
    return tuple(days)


def _day(year: int, text: str) -> date:
    return date.fromisoformat(text if text.count("-") == 2 else f"{year}-{text}")


def _notice(
    year: int, number: str, issued_on: date, *, off: str, worked: str, certainty: Certainty = Certainty.V2
) -> CalendarYear:
    return CalendarYear(
        year=year,
        notice=number,
        issued_on=issued_on,
        days_off=_days(year, off),
        days_worked=_days(year, worked),
        certainty=certainty,
    )


NOTICE_2021: Final = _notice(
    2021,
    "国办发明电〔2020〕27号",
    date(2020, 11, 25),
    off="01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
    worked="02-07 02-20 04-25 05-08 09-18 09-26 10-09",
)
NOTICE_2022: Final = _notice(
    2022,
    "国办发明电〔2021〕11号",
    date(2021, 10, 25),
    off="01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07",
    worked="01-29 01-30 04-02 04-24 05-07 10-08 10-09",
)
NOTICE_2023: Final = _notice(
    2023,
    "国办发明电〔2022〕16号",
    date(2022, 12, 8),
    off="2022-12-31..2023-01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06",
    worked="01-28 01-29 04-23 05-06 06-25 10-07 10-08",
)
NOTICE_2024: Final = _notice(
    2024,
    "国办发明电〔2023〕7号",
    date(2023, 10, 25),
    off="01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    worked="02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
)
NOTICE_2025: Final = _notice(
    2025,
    "国办发明电〔2024〕12号",
    date(2024, 11, 12),
    off="01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    worked="01-26 02-08 04-27 09-28 10-11",
)
NOTICE_2026: Final = _notice(
    2026,
    "国办发明电〔2025〕7号",
    date(2025, 11, 4),
    off="01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
    worked="01-04 02-14 02-28 05-09 09-20 10-10",
    certainty=Certainty.V,
)

NOTICES: Final = (NOTICE_2021, NOTICE_2022, NOTICE_2023, NOTICE_2024, NOTICE_2025, NOTICE_2026)

PUBLISHED: Final = WorkCalendar(years=NOTICES)
