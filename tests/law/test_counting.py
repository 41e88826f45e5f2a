"""Counting time: the vectors of the collected law and the rules of 民法典 200–204, 行政处罚法 64, 85."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.law.calendars import WorkCalendar
from domain.law.counting import (
    Interval,
    ends_at,
    first_lawful_day,
    in_time,
    latest_notice_day,
    nth_working_day,
    reckon,
)
from domain.law.errors import BadDate, CalendarNotPublished, WrongDirection
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import NOTICE_2026, PUBLISHED
from domain.law.terms import Exclusion, Term, TermKey

RULES = rulebook_for("market+zhenjiang")
CALENDAR = RULES.calendar


def last_day(key: TermKey, start: date, **options: object) -> date | None:
    return reckon(RULES.term(key, start), start, CALENDAR, **options).last_day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "five_working_days", "seven_working_days", "fifteen_days"),
    [
        # Friday before the Spring Festival; Saturday 02-14 and Saturday 02-28 are worked, the latter does not roll
        (date(2026, 2, 13), date(2026, 2, 27), date(2026, 3, 2), date(2026, 2, 28)),
        # Thursday before Labour Day; Saturday 05-09 is worked
        (date(2026, 4, 30), date(2026, 5, 11), date(2026, 5, 13), date(2026, 5, 15)),
        # Wednesday before the National Day; Saturday 10-10 is worked
        (date(2026, 9, 30), date(2026, 10, 13), date(2026, 10, 15), date(2026, 10, 15)),
    ],
)
def test_vectors_around_the_long_holidays(
    start: date, five_working_days: date, seven_working_days: date, fifteen_days: date
) -> None:
    assert last_day(TermKey.STATEMENT, start) == five_working_days
    assert nth_working_day(start, 7, CALENDAR).last_day == seven_working_days
    assert last_day(TermKey.PAYMENT, start) == fifteen_days


def test_cc201_the_day_of_the_event_is_not_counted() -> None:
    assert last_day(TermKey.STATEMENT, date(2026, 6, 1)) == date(2026, 6, 8)  # Monday to Monday


def test_cc201_an_event_on_a_rest_day_counts_from_the_next_working_day() -> None:
    assert last_day(TermKey.STATEMENT, date(2026, 7, 5)) == date(2026, 7, 10)  # Sunday to Friday


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2026, 6, 4), date(2026, 6, 22)),  # +15 is Friday 06-19, 端午: on to Monday 06-22
        (date(2026, 6, 5), date(2026, 6, 22)),  # +15 is Saturday 06-20
        (date(2026, 6, 6), date(2026, 6, 22)),  # +15 is Sunday 06-21
        (date(2026, 6, 7), date(2026, 6, 22)),  # +15 is Monday 06-22 itself
        (date(2026, 6, 8), date(2026, 6, 23)),  # +15 is Tuesday 06-23
    ],
)
def test_cc203_a_last_day_on_a_rest_day_moves_to_the_next_working_day(start: date, last: date) -> None:
    assert last_day(TermKey.PAYMENT, start) == last


def test_cc203_a_make_up_saturday_is_a_working_day_and_does_not_move() -> None:
    assert last_day(TermKey.PAYMENT, date(2026, 4, 24)) == date(2026, 5, 9)  # Friday + 15 = Saturday, worked


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2025, 8, 29), date(2026, 2, 28)),  # Friday; 02-28 is a Saturday that is worked
        (date(2025, 8, 31), date(2026, 2, 28)),  # no 02-31: the month's last day
        (date(2026, 1, 15), date(2026, 7, 15)),  # Wednesday
        (date(2025, 10, 5), date(2026, 4, 7)),  # Sunday 04-05 is 清明, Monday 04-06 off: Tuesday
    ],
)
def test_cc202_months_end_on_the_corresponding_day_or_the_last_of_the_month(start: date, last: date) -> None:
    assert last_day(TermKey.LAWSUIT, start) == last


def test_cpl95_service_by_announcement_does_not_roll() -> None:
    # Friday 06-05 + 30 is Sunday 07-05; 60 days until the end of 2021
    assert last_day(TermKey.PUBLIC_NOTICE_SERVICE, date(2026, 6, 5)) == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("published", "served"),
    [
        (date(2021, 12, 30), date(2022, 2, 28)),  # 60 days, old law
        (date(2021, 12, 31), date(2022, 3, 1)),  # the old law's last day
        (date(2022, 1, 1), date(2022, 1, 31)),  # 30 days, new law
    ],
)
def test_cpl95_the_announcement_takes_the_period_of_its_own_day(published: date, served: date) -> None:
    assert last_day(TermKey.PUBLIC_NOTICE_SERVICE, published) == served


def test_cpl283_a_foreign_party_without_domicile_has_sixty_days() -> None:
    rules = rulebook_for("market+foreign")
    day = date(2026, 6, 5)  # Friday
    assert reckon(rules.term(TermKey.PUBLIC_NOTICE_SERVICE, day), day, rules.calendar).last_day == date(
        2026, 8, 4
    )


HEARING = RULES.term(TermKey.HEARING_NOTICE, date(2026, 6, 10))


@pytest.mark.parametrize(
    ("served", "strict", "loose"),
    [
        # Wednesday 06-10: 11, 12, 15, 16, 17, 18, 22 are the seven; 端午 06-19 to 06-21
        (date(2026, 6, 10), date(2026, 6, 23), date(2026, 6, 22)),
        (date(2026, 6, 11), date(2026, 6, 24), date(2026, 6, 23)),
        # Friday 02-13: Saturday 02-14 is worked, then 24 to 28, then Monday 03-02
        (date(2026, 2, 13), date(2026, 3, 3), date(2026, 3, 2)),
    ],
)
def test_art64_2_seven_full_working_days_lie_between_notice_and_hearing(
    served: date, strict: date, loose: date
) -> None:
    assert first_lawful_day(HEARING, served, CALENDAR) == strict
    assert first_lawful_day(HEARING, served, CALENDAR, strict=False) == loose


@pytest.mark.parametrize(
    ("hearing", "strict", "loose"),
    [
        (date(2026, 6, 23), date(2026, 6, 10), date(2026, 6, 11)),  # Tuesday
        (date(2026, 6, 22), date(2026, 6, 9), date(2026, 6, 10)),  # Monday
        # Wednesday 06-17: the seven are 06-08 to 06-16; Sunday 06-07 is still before them
        (date(2026, 6, 17), date(2026, 6, 7), date(2026, 6, 8)),
    ],
)
def test_art64_2_the_last_day_of_notice(hearing: date, strict: date, loose: date) -> None:
    assert latest_notice_day(HEARING, hearing, CALENDAR) == strict
    assert latest_notice_day(HEARING, hearing, CALENDAR, strict=False) == loose


def test_the_two_directions_are_two_questions() -> None:
    with pytest.raises(WrongDirection):
        reckon(HEARING, date(2026, 6, 10), CALENDAR)
    with pytest.raises(WrongDirection):
        first_lawful_day(RULES.term(TermKey.PAYMENT, date(2026, 6, 10)), date(2026, 6, 10), CALENDAR)


DECIDE = RULES.term(TermKey.DECIDE, date(2026, 4, 1))
ACCEPTED = date(2026, 4, 1)  # Wednesday; + 90 is Tuesday 06-30


def excluded(first: date, last: date, why: Exclusion = Exclusion.HEARING) -> Interval:
    return Interval(first=first, last=last, why=why)


def test_samr64_ninety_natural_days_from_case_acceptance() -> None:
    assert reckon(DECIDE, ACCEPTED, CALENDAR).last_day == date(2026, 6, 30)  # Tuesday


def test_samr64_excluded_time_is_not_counted() -> None:
    pause = excluded(date(2026, 6, 6), date(2026, 7, 5), Exclusion.ANNOUNCEMENT)  # 30 days
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=[pause]).last_day == date(2026, 7, 30)  # Thursday


def test_samr64_overlapping_times_are_excluded_once() -> None:
    pauses = [
        excluded(date(2026, 6, 6), date(2026, 7, 5), Exclusion.ANNOUNCEMENT),
        excluded(date(2026, 6, 9), date(2026, 6, 23)),
    ]
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=pauses).last_day == date(2026, 7, 30)
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=pauses[::-1]).last_day == date(2026, 7, 30)


def test_samr64_a_pause_that_begins_in_the_prolonged_time_counts_too() -> None:
    pauses = [
        excluded(date(2026, 6, 26), date(2026, 6, 30)),  # five days: 06-30 becomes 07-05
        excluded(date(2026, 7, 4), date(2026, 7, 8), Exclusion.SUSPENSION),  # five more: 07-10, a Friday
    ]
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=pauses).last_day == date(2026, 7, 10)


def test_samr64_a_pause_after_the_last_day_changes_nothing() -> None:
    pause = excluded(date(2026, 7, 1), date(2026, 7, 9))
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=[pause]).last_day == date(2026, 6, 30)


def test_samr64_days_before_the_start_are_nobodys_pause() -> None:
    pause = excluded(date(2026, 3, 20), date(2026, 4, 3))  # two of them after the start
    assert reckon(DECIDE, ACCEPTED, CALENDAR, excluded=[pause]).last_day == date(2026, 7, 2)  # Thursday


def test_samr64_thirty_days_more() -> None:
    assert reckon(DECIDE, ACCEPTED, CALENDAR, extended_by=30).last_day == date(2026, 7, 30)  # Thursday


def test_the_partys_terms_never_stop() -> None:
    pause = excluded(date(2026, 6, 2), date(2026, 6, 30), Exclusion.SUSPENSION)
    assert last_day(TermKey.STATEMENT, date(2026, 6, 1), excluded=[pause]) == date(2026, 6, 8)  # Monday


def test_apl60_the_national_rule_excludes_nothing() -> None:
    national = rulebook_for("national").term(TermKey.DECIDE, ACCEPTED)
    pause = excluded(date(2026, 6, 6), date(2026, 7, 5), Exclusion.ANNOUNCEMENT)
    assert reckon(national, ACCEPTED, CALENDAR, excluded=[pause]).last_day == date(2026, 6, 30)


def test_samr18_excluded_working_days_are_not_counted() -> None:
    term = RULES.term(TermKey.VERIFY_CLUE, date(2026, 6, 1))
    pause = excluded(date(2026, 6, 8), date(2026, 6, 12), Exclusion.TESTING)  # five working days
    assert reckon(term, date(2026, 6, 1), CALENDAR).last_day == date(2026, 6, 23)  # Tuesday, 端午 between
    assert reckon(term, date(2026, 6, 1), CALENDAR, excluded=[pause]).last_day == date(2026, 6, 30)  # Tuesday


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadDate):
        reckon(DECIDE, ACCEPTED, CALENDAR, excluded=[excluded(date(2026, 6, 9), date(2026, 6, 8))])


def test_cc203_a_day_ends_at_midnight_in_shanghai() -> None:
    assert ends_at(date(2026, 6, 8)) == datetime(2026, 6, 8, 16, tzinfo=UTC)
    assert ends_at(date(2026, 6, 8), time(17, 30)) == datetime(2026, 6, 8, 9, 30, tzinfo=UTC)


def test_cpl85_a_letter_counts_from_its_postmark() -> None:
    last = date(2026, 6, 8)  # Monday
    assert in_time(last, received_on=date(2026, 6, 8))
    assert not in_time(last, received_on=date(2026, 6, 9))
    assert in_time(last, received_on=date(2026, 6, 12), posted_on=date(2026, 6, 8))
    assert not in_time(last, received_on=date(2026, 6, 12), posted_on=date(2026, 6, 9))


def test_law_sec6_the_year_2026_has_248_working_days() -> None:
    months = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    year = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    worked = Counter(day.month for day in year if PUBLISHED.is_working(day))
    assert [worked[month] for month in range(1, 13)] == months
    assert sum(months) == 248


def test_gate7_a_month_term_into_an_unpublished_year_is_provisional() -> None:
    start = date(2026, 8, 5)  # Wednesday
    reckoning = reckon(RULES.term(TermKey.LAWSUIT, start), start, CALENDAR)
    assert reckoning.provisional
    assert (reckoning.earliest, reckoning.latest) == (date(2027, 2, 5), date(2027, 2, 15))  # Friday, Monday
    assert reckoning.remind_by == date(2027, 2, 5)
    assert reckoning.waits_for == date(2027, 2, 15)


def test_gate7_the_first_two_rest_days_may_turn_out_to_be_worked() -> None:
    # Wednesday 2026-12-30 + 5: 12-31 is published; then Fri 01-01, Sat 01-02 and Sun 01-03 (taken as worked), Mon
    earliest = nth_working_day(date(2026, 12, 30), 5, CALENDAR)
    assert earliest.earliest == date(2027, 1, 4)
    # 01-01 to 01-03 may all be off (元旦 and weekend): Mon 01-04 to Thu 01-07 are the other four
    assert earliest.latest == date(2027, 1, 7)


def test_gate7_a_period_wholly_in_published_years_is_settled() -> None:
    assert nth_working_day(date(2026, 12, 24), 5, CALENDAR).last_day == date(2026, 12, 31)  # Thursdays
    assert nth_working_day(date(2026, 12, 25), 5, CALENDAR).provisional
    payment = RULES.term(TermKey.PAYMENT, date(2026, 12, 16))
    assert reckon(payment, date(2026, 12, 16), CALENDAR).last_day == date(2026, 12, 31)  # Thursday
    assert reckon(payment, date(2026, 12, 17), CALENDAR).earliest == date(2027, 1, 1)  # Friday: no roll


def test_gate7_an_announcement_into_an_unpublished_year_is_settled_for_it_never_rolls() -> None:
    assert last_day(TermKey.PUBLIC_NOTICE_SERVICE, date(2026, 12, 10)) == date(2027, 1, 9)  # Saturday


def test_gate7_backward_terms_take_the_safe_side() -> None:
    # Wednesday 12-23: 24, 25, 28 to 31 are six; 元旦 may take 01-01 to 01-03: Mon 01-04 is the seventh
    assert first_lawful_day(HEARING, date(2026, 12, 23), CALENDAR) == date(2027, 1, 5)
    assert latest_notice_day(HEARING, date(2027, 1, 5), CALENDAR) == date(2026, 12, 23)


def test_beyond_the_festival_table_nothing_is_guessed() -> None:
    with pytest.raises(CalendarNotPublished) as refused:
        nth_working_day(date(2035, 12, 31), 5, CALENDAR)
    assert refused.value.code == "CalendarNotPublished"


def test_years_that_do_not_adjoin_are_two_runs() -> None:
    calendar = WorkCalendar(years=(PUBLISHED.years[0], NOTICE_2026))  # 2021 and 2026
    assert nth_working_day(date(2021, 6, 1), 5, calendar).last_day == date(2021, 6, 8)  # Tuesday
    assert nth_working_day(date(2021, 12, 31), 1, calendar).provisional
    assert nth_working_day(date(2025, 12, 31), 1, calendar).last_day == date(2026, 1, 4)  # Sunday, worked


def test_terms_of_a_rulebook_are_rows_of_the_table() -> None:
    assert isinstance(HEARING, Term)
    assert HEARING.length == 7
