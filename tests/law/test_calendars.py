"""The calendars of 2021 to 2026, day by day against chinesecalendar, and what a year without a notice may become."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.counting import nth_working_day, reckon
from domain.law.errors import CalendarNotPublished
from domain.law.festivals import FESTIVALS, days_that_may_be_off
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import NOTICE_2026, NOTICES, PUBLISHED
from domain.law.terms import TermKey

RULES = rulebook_for("market+zhenjiang", PUBLISHED)
DAYS = st.dates(date(2021, 1, 1), date(2026, 10, 31))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", range(2021, 2027))
def test_every_day_is_what_chinesecalendar_says(year: int) -> None:
    assert [PUBLISHED.is_working(day) for day in days_of(year)] == [
        chinese_calendar.is_workday(day) for day in days_of(year)
    ]


@settings(max_examples=300)
@given(start=DAYS, length=st.integers(1, 40))
def test_working_days_count_as_chinesecalendar_counts(start: date, length: int) -> None:
    day = start
    for _ in range(length):
        day += timedelta(days=1)
        while not chinese_calendar.is_workday(day):
            day += timedelta(days=1)
    assert nth_working_day(start, length, PUBLISHED).last_day == day


@settings(max_examples=300)
@given(start=DAYS, key=st.sampled_from([TermKey.PAYMENT, TermKey.DECIDE, TermKey.SEIZURE]))
def test_calendar_days_roll_as_chinesecalendar_rolls(start: date, key: TermKey) -> None:
    rules_on = max(start, date(2021, 7, 15))
    term = RULES.term(key, rules_on)
    day = start + timedelta(days=term.length)
    if day.year > 2026:
        return
    while day.year == 2026 and not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    if day.year == 2026 or chinese_calendar.is_workday(day):
        assert reckon(term, start, PUBLISHED).last_day == day


@pytest.mark.parametrize("year", range(2021, 2027))
def test_gate7_no_weekday_that_was_off_is_missed_by_the_latest(year: int) -> None:
    off = {day for day in days_of(year) if day.weekday() < 5 and not PUBLISHED.is_working(day)}
    assert off <= days_that_may_be_off(year).keys()


@pytest.mark.parametrize("year", range(2021, 2027))
@pytest.mark.parametrize("length", [3, 5, 7, 10, 15, 20])
def test_gate7_working_day_bounds_hold_against_the_years_we_know(year: int, length: int) -> None:
    before = WorkCalendar(years=tuple(one for one in NOTICES if one.year < year))
    without = WorkCalendar(years=tuple(one for one in NOTICES if one.year != year))
    for start in [*days_of(year - 1)[-40:], *days_of(year)][40 if year == 2021 else 0 :]:
        true = nth_working_day(start, length, PUBLISHED).last_day
        for calendar in (before, without):
            bounds = nth_working_day(start, length, calendar)
            if true is None:
                continue
            if bounds.provisional:
                assert bounds.earliest is not None
                assert bounds.latest is not None
                assert bounds.earliest <= true <= bounds.latest, start
            else:
                assert bounds.last_day == true, start


@pytest.mark.parametrize("year", range(2022, 2027))
@pytest.mark.parametrize("key", [TermKey.PAYMENT, TermKey.SEIZURE, TermKey.DECIDE, TermKey.LAWSUIT])
def test_gate7_calendar_bounds_hold_against_the_years_we_know(year: int, key: TermKey) -> None:
    before = WorkCalendar(years=tuple(one for one in NOTICES if one.year < year))
    for start in [*days_of(year - 1)[-190:], *days_of(year)]:
        term = RULES.term(key, max(start, date(2021, 7, 15)))
        true, bounds = reckon(term, start, PUBLISHED).last_day, reckon(term, start, before)
        if true is not None and bounds.provisional:
            assert bounds.earliest is not None
            assert bounds.latest is not None
            assert bounds.earliest <= true <= bounds.latest, start


def test_a_year_without_a_notice_is_unknown_not_ordinary() -> None:
    with pytest.raises(CalendarNotPublished) as refused:
        PUBLISHED.is_working(date(2027, 3, 1))  # Monday
    assert refused.value.year == 2027


def test_the_calendar_is_addressed_by_its_content() -> None:
    again = WorkCalendar.model_validate_json(PUBLISHED.model_dump_json())
    assert again == PUBLISHED
    assert again.sha256 == PUBLISHED.sha256
    assert again.sha256 != WorkCalendar(years=NOTICES[:5]).sha256


def test_a_notice_replaced_in_mid_year_replaces_its_year() -> None:
    changed = CalendarYear(
        year=2026, notice="x", issued_on=date(2026, 1, 26), days_off=(date(2026, 3, 2),), days_worked=()
    )
    calendar = PUBLISHED.with_year(changed)
    assert len(calendar.years) == len(PUBLISHED.years)
    assert not calendar.is_working(date(2026, 3, 2))  # Monday
    assert PUBLISHED.is_working(date(2026, 3, 2))


def test_why_names_the_notice() -> None:
    saturday_worked = PUBLISHED.why(date(2026, 5, 9))
    assert saturday_worked.zh == f"调休上班（{NOTICE_2026.notice}）"
    assert saturday_worked.en == f"worked in exchange ({NOTICE_2026.notice})"
    assert PUBLISHED.why(date(2026, 6, 19)).zh == f"放假（{NOTICE_2026.notice}）"  # Friday
    assert PUBLISHED.why(date(2026, 6, 13)) == ("周末", "weekend")  # Saturday
    assert PUBLISHED.why(date(2022, 12, 31)).zh.startswith(
        "放假（国办发明电〔2022〕16号"
    )  # Saturday, by 2023's notice


def test_the_spring_festival_of_2027_is_on_february_6th() -> None:
    assert FESTIVALS[2027][0] == "02-06"
    assert date(2027, 2, 14) in days_that_may_be_off(2027)
    assert date(2027, 2, 15) not in days_that_may_be_off(2027)


@pytest.mark.parametrize("year", sorted(FESTIVALS))
def test_lunar_festivals_lie_where_they_can(year: int) -> None:
    spring, qingming, duanwu, midautumn = (date.fromisoformat(f"{year}-{day}") for day in FESTIVALS[year])
    assert date(year, 1, 21) <= spring <= date(year, 2, 20)
    assert date(year, 4, 4) <= qingming <= date(year, 4, 6)
    assert 117 <= (duanwu - spring).days <= 152
    assert 216 <= (midautumn - spring).days <= 252
    # each lunar day again after 354/355 or 383/384/385 days
    if year + 1 in FESTIVALS:
        following = date.fromisoformat(f"{year + 1}-{FESTIVALS[year + 1][0]}")
        assert (following - spring).days in {353, 354, 355, 383, 384, 385}
