"""The case's own timer: what happens when a last day has passed, by the calendar and not by a sweep."""

import pytest

from domain.case.journal import Entry
from domain.law.holidays_file import load_calendar
from domain.law.rulebook import DEFAULT_CALENDAR, rulebook_for
from tests.procedure.playing import EXAMPLES
from tests.workflows.playing import OnTheEngine, rest_of, resumed, told

pytestmark = pytest.mark.engine


def ended(entries: list[Entry]) -> list[tuple[str, str, bool]]:
    """Which terms the clock has said are over, with their last days, and whether that is late."""
    days = [
        e.body["day"] | {"overdue": e.body.get("overdue", False)} for e in entries if e.fact == "TermEnded"
    ]
    return [(t["term"], t["last_day"], t["overdue"]) for t in days]


async def since(case: OnTheEngine, position: int) -> list[Entry]:
    return (await case.entries())[position:]


async def test_art45_art64_statement_and_hearing_request_end_at_midnight_by_the_timer_alone(work):
    # Served on Tuesday 2026-05-26: five working days, the last is Tuesday 2026-06-02.
    case = await resumed(work, told(), until="hold_interview")
    position = await case.settled()
    await case.at("2026-06-02T23:59")
    assert await since(case, position) == []
    await case.at("2026-06-03T00:01")
    entries = await since(case, position)
    assert sorted(ended(entries)) == [
        ("hearing_request", "2026-06-02", False),
        ("statement", "2026-06-02", False),
    ]
    assert {(e.by, e.at.isoformat()[:16]) for e in entries} == {("clock", "2026-06-03T00:00")}


async def test_a_duty_is_overdue_once_and_says_so_only_once(work):
    # Submitted on Monday 2026-05-18: ten working days, the last is Monday 2026-06-01.
    case = await resumed(work, told(), until="give_opinion")
    position = await case.settled()
    await case.at("2026-06-02T09:00")
    assert ended(await since(case, position)) == [("legal_review", "2026-06-01", True)]
    assert (await case.deadline("legal_review")).state == "overdue"
    await case.at("2026-06-15T09:00")
    assert ended(await since(case, position)) == [("legal_review", "2026-06-01", True)]


async def test_a_term_that_was_met_says_nothing(work):
    story = told()
    case = await resumed(work, story, until="give_opinion")
    await case.play(rest_of(story, "give_opinion")[:1])
    position = await case.settled()
    await case.at("2026-06-15T23:00")
    assert ended(await since(case, position)) == []


async def test_art168_a_party_that_cannot_be_found_is_served_when_the_announcement_has_run(work):
    # Announced on Friday 2026-06-05: served on the thirtieth day, Sunday 2026-07-05.
    case = await resumed(work, told("two_parties"), until="hold_interview")
    position = await case.settled()
    await case.at("2026-07-05T23:59")
    assert "Served" not in [e.fact for e in await since(case, position)]
    await case.at("2026-07-06T00:01")
    served = [e for e in await since(case, position) if e.fact == "Served"]
    assert [(e.by, e.body["party"], e.body["service"]["served_on"]) for e in served] == [
        ("clock", 2, "2026-07-05")
    ]
    # Five working days from Sunday: Friday 2026-07-10.
    assert str((await case.deadline("statement", 2)).last_day) == "2026-07-10"


async def test_a_provisional_deadline_is_settled_by_the_new_calendar(work):
    case = await resumed(work, told("two_parties"), until="adopt_rulebook")
    lawsuit = await case.deadline("lawsuit", 1)
    assert (lawsuit.state, str(lawsuit.earliest), str(lawsuit.latest)) == (
        "provisional",
        "2027-02-05",
        "2027-02-15",
    )
    calendar = load_calendar(EXAMPLES / "calendar-2027-invented.json")
    rules = rulebook_for("market+zhenjiang+demo", DEFAULT_CALENDAR.with_year(calendar))
    asked = case.asked("operator-gu", "adopt_rulebook", {"sha256": rules.sha256})
    await work.desk.adopt(case.agency, case.number, asked, rules)
    settled = await case.deadline("lawsuit", 1)
    assert (settled.state, settled.earliest) == ("running", None)
    # 春节 until Thursday 2027-02-11, so the first working day is Friday 2027-02-12.
    assert str(settled.last_day) == "2027-02-12"
    position = await case.settled()
    await case.at("2027-02-13T00:01")
    assert ("lawsuit", "2027-02-12", False) in ended(await since(case, position))
