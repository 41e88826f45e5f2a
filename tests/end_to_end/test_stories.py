"""The stories of the demo, counted by hand and played in memory: their days, their refusals, their parties."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from demo.fitting import NoExample, draft, example, first
from demo.run import STORIES, hold_rules, in_order_of_date
from demo.story import Story, load
from domain.case.case import Case
from domain.case.identity import identified_by
from domain.law.calendars import WorkCalendar
from domain.law.held import held
from domain.law.holidays_file import load_calendar
from domain.law.identifiers import identifier_fault
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from domain.procedure import deadlines
from domain.procedure.clocks.deadlines import State
from domain.procedure.language import civil
from installation.examples import EXAMPLES
from tests.procedure.playing import Play

WEEKDAYS = "一二三四五六日"
YEAR = WorkCalendar(years=(NOTICE_2026,))


def played(story: Story) -> Play:
    """Play a story in memory, refusals and hand-counted days included."""
    play = Play()
    for step in story.steps:
        body = dict(step.body)
        if story.calendar and step.move == "adopt_rulebook":
            play.rules = play.case.rulebook.with_calendar(load_calendar(EXAMPLES / story.calendar))
            body["sha256"] = play.rules.sha256
        if step.refused:
            before = len(play.entries)
            assert step.refused in play.codes(step.at, step.by, step.move, **body)
            assert [e.by for e in play.entries[before:]] == ["clock"] * (len(play.entries) - before)
        else:
            play.do(step.at, step.by, step.move, **body)
        for shown in step.shows:
            found = [
                d.model_dump(mode="json")
                for d in deadlines(play.case, civil(step.at))
                if (d.term, d.party) == (shown.term, shown.party)
            ]
            assert shown.fits(found[-1]), (shown, found[-1])
    return play


ALL = (*STORIES, "first")


@pytest.fixture(scope="module", params=ALL)
def story(request) -> Story:
    return load(EXAMPLES / f"{request.param}.json")


def test_a_story_goes_as_it_says(story: Story) -> None:
    played(story)


def test_every_day_that_is_written_with_its_weekday_has_that_weekday(story: Story) -> None:
    written = [t for s in story.steps for x in s.shows for t in (x.last_day, x.earliest, x.latest) if t]
    for text in written:
        day, _, weekday = text.partition(" ")
        assert weekday == f"周{WEEKDAYS[date.fromisoformat(day).weekday()]}", text


def test_every_person_acts_on_a_working_day_in_office_hours(story: Story) -> None:
    for step in story.steps:
        assert YEAR.is_working(civil(step.at)), step.at
        assert 8 <= step.at.hour < 18, step.at


def test_the_steps_are_in_the_order_of_time(story: Story) -> None:
    at = [s.at for s in story.steps]
    assert at == sorted(at)


def test_the_cases_run_beside_one_another_in_the_order_of_date() -> None:
    stories = [load(EXAMPLES / f"{name}.json") for name in STORIES]
    order = list(in_order_of_date(stories))
    at = [stories[which].steps[place].at for which, place in order]
    assert at == sorted(at)
    for which, one in enumerate(stories):
        assert [place for w, place in order if w == which] == list(range(len(one.steps)))
    assert stories[order[-1][0]].calendar, "the invented calendar is adopted when all the others are over"


def test_every_party_is_invented_and_has_a_valid_identifier(story: Story) -> None:
    for party in played(story).case.parties.all:
        assert identifier_fault(identified_by(party), party.identifier) is None
        assert "示例" in party.name or "虚构" in party.name


def test_every_gate_from_1_to_6_is_tried_in_the_stories() -> None:
    said = "".join(s.says for s in load(EXAMPLES / "refusals.json").steps if s.refused)
    assert [gate for gate in "一二三四五六" if f"关口{gate}" not in said] == []


def test_art64_the_hearing_runs_over_the_dragon_boat_festival() -> None:
    story = load(EXAMPLES / "two_parties.json")
    (served,) = [
        s.at
        for s in story.steps
        if s.move == "record_service" and s.body["documents"] == ["$document:hearing_notice:1"]
    ]
    (held,) = [s.at for s in story.steps if s.move == "hold_hearing"]
    assert (civil(served), civil(held)) == (date(2026, 6, 10), date(2026, 6, 23))  # Wednesday, Tuesday
    assert not YEAR.is_working(date(2026, 6, 19))


def test_apl60_announcement_and_hearing_are_not_counted_in_the_time_to_decide() -> None:
    """Accepted on Monday 2026-04-13, + 90 days, + 30 days from 06-06 to 07-05 (the hearing lies within)."""
    case: Case = played(load(EXAMPLES / "two_parties.json")).case
    (decide,) = [d for d in deadlines(case, date(2026, 12, 1)) if d.term == "decide"]
    assert (decide.last_day, decide.ended_on) == (date(2026, 8, 11), date(2026, 7, 29))


def test_the_first_case_can_be_made_on_any_day_with_its_own_days() -> None:
    """Opened on Monday 2026-08-03 instead of Monday 2026-06-01: nine weeks later, and every day in it too."""
    play, made = Play(), list[str]()
    for step in first().steps:
        at = step.at + timedelta(weeks=9)
        body = draft(civil(at), "2026-0100") if not made else example(step.move, made, civil(at))
        play.do(at, step.by, step.move, **body)
        made.append(step.move)
    assert (play.case.papers.accepted_on, made[-1]) == (date(2026, 7, 8), "close_case")


def test_the_first_case_is_within_every_term_of_the_agency() -> None:
    late = [d.term for d in deadlines(played(first()).case, date(2026, 6, 29)) if d.state is State.OVERDUE]
    assert late == []


def test_a_move_that_the_first_case_does_not_make_has_no_example() -> None:
    with pytest.raises(NoExample, match="notify_hearing"):
        example("notify_hearing", (), date(2026, 8, 3))
    with pytest.raises(NoExample):
        example("close_case", ["close_case"], date(2026, 8, 3))


def test_the_stories_are_readable_files() -> None:
    for name in ALL:
        text = Path(EXAMPLES / f"{name}.json").read_text(encoding="utf-8")
        assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) == text.strip()


class _Office:
    """What the demo asks for the rules of a profile: rules that nobody held before."""

    def rules(self, profile: str) -> Rulebook:
        found = json.loads(rulebook_for(profile).stored)
        return Rulebook.model_validate(found | {"title": f"{profile}，演示专用"})


def test_the_demo_holds_the_rules_of_its_stories_and_waits_for_no_register():
    stories, office = [load(EXAMPLES / f"{name}.json") for name in STORIES], _Office()
    wanted = {office.rules(str(story.opening.body["profile"])).sha256 for story in stories}
    hold_rules(office, stories)  # type: ignore[arg-type]  # of the office it asks this alone
    assert {held(sha256).sha256 for sha256 in wanted} == wanted
