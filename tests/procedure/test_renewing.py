"""New rules in an open case: what moves is recorded, and no last day told to a party moves earlier."""

from datetime import date
from itertools import takewhile

import pytest

from demo.story import load
from domain.bilingual import Words
from domain.case.journal import verify
from domain.case.last_days import ShiftedDeadline
from domain.case.parties import Right
from domain.law.calendars import CalendarYear
from domain.law.holidays_file import load_calendar
from domain.law.rulebook import rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from domain.law.terms import TermKey
from domain.procedure import deadlines, fold, read, reports
from domain.procedure.clocks.adopting import DeadlinesShifted
from domain.procedure.clocks.deadlines import State
from domain.procedure.clocks.new_rules import renewal
from domain.procedure.gates.heard import right_is_over
from domain.procedure.language import Moment
from tests.procedure.playing import DIRECTORY, EXAMPLES, Play, shanghai, standard

RULES = rulebook_for("market+zhenjiang+demo")
NOTICE_2027 = load_calendar(EXAMPLES / "calendar-2027-invented.json")
# Served on Tuesday 2026-05-26: the statement term ends on Tuesday 06-02, after Wed, Thu, Fri, Mon, Tue.
TOLD = date(2026, 6, 2)


def amended(*, off: tuple[date, ...] = (), worked: tuple[date, ...] = ()) -> CalendarYear:
    """The notice of 2026 as no State Council ever changed it."""
    return NOTICE_2026.model_copy(
        update={
            "notice": "虚构的修订",
            "days_off": (*NOTICE_2026.days_off, *off),
            "days_worked": (*NOTICE_2026.days_worked, *worked),
            "invented": True,
        }
    )


SATURDAY_WORKED = amended(worked=(date(2026, 5, 30),))
TUESDAY_OFF = amended(off=(TOLD,))


def served() -> Play:
    """The standard case with its notices served, before anything was said."""
    return standard(until="submit_statement")


def served_late() -> Play:
    """The standard case whose decision is served on Friday 2026-08-07 only."""
    story = load(EXAMPLES / "standard.json")
    steps = list(takewhile(lambda s: s.move != "file_decision", story.steps))
    played = Play()
    for step in steps[:-1]:
        played.do(step.at, step.by, step.move, **step.body)
    body = {**steps[-1].body, "service": {**steps[-1].body["service"], "on": "2026-08-07"}}
    return played.do("2026-08-07", steps[-1].by, steps[-1].move, **body)


def adopt(played: Play, when: str, notice: CalendarYear) -> Play:
    played.rules = RULES.with_calendar(notice)
    return played.do(when, "operator-gu", "adopt_rulebook", sha256=played.rules.sha256)


def last_day(played: Play, term: TermKey, on: date = TOLD) -> date | None:
    return next(d.last_day for d in deadlines(played.case, on) if d.term == term)


def over(played: Play, when: str) -> bool:
    instant = shanghai(when)
    played.at(instant)
    clerk = DIRECTORY.person("operator-gu")
    assert clerk is not None
    now = Moment(case=played.case, actor=clerk, at=instant)
    return right_is_over(now, played.case.party(1), TermKey.STATEMENT, Right.STATEMENT)


@pytest.mark.parametrize("adopted_on", ["2026-06-01", "2026-06-02"])
def test_a_last_day_told_to_a_party_stands_though_the_new_calendar_would_end_it_earlier(adopted_on):
    played = adopt(served(), adopted_on, SATURDAY_WORKED)
    assert last_day(played, TermKey.STATEMENT) == TOLD
    assert not over(played, "2026-06-02T23:59")
    assert over(played, "2026-06-03T00:01")


def test_a_right_spent_before_the_new_calendar_came_stays_spent():
    played = adopt(served(), "2026-06-03", SATURDAY_WORKED)
    assert over(played, "2026-06-03T10:00")


def test_a_last_day_told_to_a_party_may_move_later():
    played = adopt(served(), "2026-06-01", TUESDAY_OFF)
    assert last_day(played, TermKey.STATEMENT) == date(2026, 6, 3)  # Wednesday
    assert not over(played, "2026-06-03T23:59")
    assert over(played, "2026-06-04T00:01")


def test_a_kept_last_day_outlives_a_third_calendar():
    played = adopt(served(), "2026-06-01", SATURDAY_WORKED)
    adopt(played, "2026-06-02", amended(worked=(date(2026, 5, 30), date(2026, 5, 31))))
    assert last_day(played, TermKey.STATEMENT) == TOLD


def test_a_last_day_that_only_the_agency_was_told_moves_earlier():
    # Submitted Monday 05-18: ten working days end on Monday 06-01; with Saturday 05-30 worked, on that day.
    played = standard(until="assign_reviewer")
    assert last_day(played, TermKey.LEGAL_REVIEW) == date(2026, 6, 1)
    adopt(played, "2026-05-19", SATURDAY_WORKED)
    assert last_day(played, TermKey.LEGAL_REVIEW) == date(2026, 5, 30)


def test_the_case_records_what_moved_and_who_is_told():
    played = adopt(served(), "2026-06-01", TUESDAY_OFF)
    (shift,) = played.case.last_days.shifts.last
    assert shift.on == date(2026, 6, 1)
    assert shift.informed == ("officer-li", "officer-wang")
    moved = {m.term: m for m in shifted_in(played)}
    assert shift.shifted == len(moved)
    assert moved["statement"].was.last_day == TOLD
    assert moved["statement"].now.last_day == date(2026, 6, 3)
    assert fold(played.entries) == played.case
    verify(played.entries)


def test_what_shifted_and_what_was_kept_is_said_in_both_languages():
    shifted = adopt(served(), "2026-06-01", TUESDAY_OFF)
    kept = adopt(served(), "2026-06-01", SATURDAY_WORKED)
    (words,) = said(shifted, "DeadlinesShifted")
    assert words.zh == f"变动的期限 {len(shifted_in(shifted))} 项，已通知：李示例、王示例"
    assert "陈述、申辩期限仍至 2026-06-02" in "".join(words.zh for words in said(kept, "LastDaysKept"))
    assert "still until 2026-06-02" in said(kept, "LastDaysKept")[0].en
    assert "2026年（虚构，演示用）" in said(kept, "RulebookAdopted")[0].zh


def shifted_in(played: Play) -> tuple[ShiftedDeadline, ...]:
    """What the last adoption has shifted."""
    fact = read([entry for entry in played.entries if entry.fact == "DeadlinesShifted"][-1])
    assert isinstance(fact, DeadlinesShifted)
    return fact.shifted


def said(played: Play, fact: str) -> list[Words]:
    """What the last fact of this name says."""
    found = [entry for entry in played.entries if entry.fact == fact][-1]
    return list(read(found).said(played.case))


def test_a_provisional_last_day_is_settled_by_the_notice():
    # Sixty days and six months after Friday 2026-08-07 lead into 2027, whose notice is not there.
    played = served_late()
    before = {d.term: d for d in deadlines(played.case, date(2026, 8, 10))}
    assert before[TermKey.LAWSUIT].state is State.PROVISIONAL
    new = renewal(played.case, RULES.with_calendar(NOTICE_2027), date(2026, 8, 10))
    (moved,) = new.shifted
    assert (moved.term, moved.was.last_day, moved.now.last_day) == ("lawsuit", None, date(2027, 2, 12))
    assert new.kept == ()


def test_the_platform_is_told_of_each_deadline_that_moved():
    played = served()
    before = deadlines(played.case, date(2026, 6, 1))
    known = len(played.entries)
    adopt(played, "2026-06-01", TUESDAY_OFF)
    told = list(
        reports(before, deadlines(played.case, date(2026, 6, 1)), played.case, played.entries[known:])
    )
    assert {r.body["term"] for r in told if r.kind == "deadline_shifted"} == {
        m.term for m in shifted_in(played)
    }


def test_rules_that_move_nothing_are_adopted_without_a_word():
    played = adopt(served(), "2026-06-01", NOTICE_2027)
    assert played.entries[-1].fact == "RulebookAdopted"
    assert played.case.last_days.shifts.count == 0


def test_a_year_that_the_case_has_counted_with_is_not_taken_from_it():
    played = adopt(served(), "2026-06-01", NOTICE_2027)
    played.rules = RULES
    assert played.codes("2026-06-02", "operator-gu", "adopt_rulebook", sha256=RULES.sha256) == {
        "CalendarYearLost"
    }
