"""The story of two parties, held against the law: each day worked out by hand, its weekday beside it."""

from collections.abc import Iterable
from itertools import takewhile

import pytest

from demo.story import Step, load
from domain.law.holidays_file import load_calendar
from domain.procedure import deadlines, fold
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import civil
from tests.procedure.playing import EXAMPLES, Play, shanghai

STORY = load(EXAMPLES / "two_parties.json")
COMPANY, CITIZEN = 1, 2


def played(until: str) -> Play:
    """The story up to the first moment of a day."""
    one = Play()
    for step in _before(STORY.steps, until):
        if step.refused:
            assert step.refused in one.codes(step.at, step.by, step.move, **step.body)
        else:
            one.do(step.at, step.by, step.move, **step.body)
    one.at(shanghai(f"{until}T00:00"))
    return one


def _before(steps: Iterable[Step], day: str) -> Iterable[Step]:
    return takewhile(lambda s: s.at < shanghai(f"{day}T00:00"), steps)


def clock(play: Play, term: str, party: int | None, today: str) -> Deadline:
    (found,) = [d for d in deadlines(play.case, civil(shanghai(today))) if (d.term, d.party) == (term, party)]
    return found


@pytest.mark.parametrize(
    ("party", "term", "today", "start", "last_day"),
    [
        (COMPANY, "statement", "2026-06-02", "2026-06-01", "2026-06-08"),  # Monday → Monday
        (COMPANY, "hearing_request", "2026-06-02", "2026-06-01", "2026-06-08"),
        (
            CITIZEN,
            "public_notice_service",
            "2026-06-06",
            "2026-06-05",
            "2026-07-05",
        ),  # Friday + 30 = Sunday, no roll
        (CITIZEN, "statement", "2026-07-06", "2026-07-05", "2026-07-10"),  # Sunday → Friday
        (CITIZEN, "hearing_request", "2026-07-06", "2026-07-05", "2026-07-10"),
        (COMPANY, "hearing_report", "2026-06-24", "2026-06-23", "2026-06-30"),  # Tuesday → Tuesday
        (COMPANY, "payment", "2026-08-06", "2026-08-05", "2026-08-20"),  # Wednesday + 15 = Thursday
        (
            COMPANY,
            "reconsideration",
            "2026-08-06",
            "2026-08-05",
            "2026-10-08",
        ),  # + 60 = 10-04, 国庆 until 10-07
    ],
)
def test_the_days_of_the_story(party, term, today, start, last_day):
    found = clock(played(today), term, party, today)
    assert (str(found.start), str(found.last_day)) == (start, last_day)


def test_the_first_lawful_hearing_day_after_06_10_is_06_23():
    play = played("2026-06-11")
    service = play.case.party(COMPANY).services[-1]
    assert str(service.served_on) == "2026-06-10"
    plan = play.case.party(COMPANY).last_notices
    assert plan is not None
    assert plan.hearing_plan is not None
    assert str(plan.hearing_plan.on) == "2026-06-23"


def test_the_suit_of_the_company_is_provisional_until_2027_is_published():
    play = played("2026-08-06")
    found = clock(play, "lawsuit", COMPANY, "2026-08-06")
    assert (found.last_day, str(found.earliest), str(found.latest)) == (None, "2027-02-05", "2027-02-15")


def test_the_invented_calendar_settles_it():
    play = played("2026-11-30")
    rules = play.case.rulebook.with_calendar(load_calendar(EXAMPLES / "calendar-2027-invented.json"))
    play.rules = rules
    play.do("2026-12-01", "operator-gu", "adopt_rulebook", sha256=rules.sha256)
    found = clock(play, "lawsuit", COMPANY, "2026-12-01")
    assert found.last_day is not None
    assert "2027-02-05" <= str(found.last_day) <= "2027-02-15"
    assert (found.earliest, found.latest) == (None, None)


def test_the_case_is_the_fold_of_its_journal():
    play = played("2026-08-20")
    assert fold(play.entries) == play.case
