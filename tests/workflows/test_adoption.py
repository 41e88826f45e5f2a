"""New rules reach every open case, each once, whatever happens on the way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from activities.adopting import Adopting, Answer, OpenCase, Outcome
from desk.adopting import AdoptionOffice, NewRules, foreseen
from desk.clock import civil_now
from desk.desk import Desk
from domain.case.last_days import ShiftedDeadline
from domain.case.people import Person
from domain.law.calendars import CalendarYear
from domain.law.holidays_file import load_calendar
from domain.law.rulebook import DEFAULT_CALENDAR, Rulebook, rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from domain.procedure import read
from domain.procedure.clocks.adopting import DeadlinesShifted
from register.calendars import Calendars
from register.open_cases import OpenCases
from register.receipts import ReceiptBook
from tests.procedure.playing import EXAMPLES
from tests.workflows.bureau import Bureau
from tests.workflows.playing import OnTheEngine, held_against_the_register, opened, resumed, told, until
from workflows.adoption import Adoption, AdoptionInput, Progress, ensure_adoption
from workflows.penalty_case import PenaltyCase

pytestmark = pytest.mark.engine

TODAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
"""The last day for statements of the standard case, served on Tuesday 2026-05-26."""
NOTICE_2027 = load_calendar(EXAMPLES / "calendar-2027-invented.json")
_queues = count(1)


def tuesday_off() -> CalendarYear:
    """The notice of 2026 as no State Council ever changed it."""
    days_off = (*NOTICE_2026.days_off, TUESDAY)
    return NOTICE_2026.model_copy(update={"notice": "虚构的修订", "days_off": days_off, "invented": True})


class Interrupted(RuntimeError):
    """The worker's batch ended in the middle."""


class Office:
    """Hands rules in as the real one does, until something is in the way."""

    def __init__(self, office: AdoptionOffice) -> None:
        self._office = office
        self.asked: list[str] = []
        self.instead: dict[str, list[Answer | Exception]] = {}
        """By case number: what happens at its first calls."""

    async def adopt(self, case: OpenCase, operator: Person, *, again: bool) -> Answer:
        self.asked.append(case.number)
        if self.instead.get(case.number):
            first = self.instead[case.number].pop(0)
            if isinstance(first, Exception):
                raise first
            return first
        return await self._office.adopt(case, operator, again=again)


class Installation(Bureau):
    """A register of its own: an adoption reaches every case in it."""

    def __init__(self, client: Client, folder: Any, task_queue: str) -> None:
        super().__init__(client, folder, task_queue)
        self.calendars = Calendars(self.database)
        self.cases = OpenCases(self.database, lambda: TODAY)
        self.desk = Desk(
            client,
            self.directory,
            self.store,
            ReceiptBook(self.database),
            self.journals,
            self.rulebooks,
            self.numbering,
            task_queue=task_queue,
            rules=self.rules,
            now=civil_now,
            may_name=lambda by, sha256: True,
            fonts=self.fonts,
        )
        self.office = Office(AdoptionOffice(self.desk, NewRules(self.rules)))

    def rules(self, profile: str) -> Rulebook:
        calendar = DEFAULT_CALENDAR
        for year in self.calendars.years():
            calendar = calendar.with_year(year)
        return rulebook_for(profile, calendar)

    @property
    def activities(self) -> list[Callable[..., Any]]:
        adopting = Adopting(self.cases, self.calendars, self.office)
        return [*super().activities, adopting.keep_notice, adopting.adopt_in_cases]

    def worker(self, *, task_queue: str | None = None, **options: Any) -> Worker:
        return Worker(
            self.client,
            task_queue=task_queue or self.task_queue,
            workflows=[PenaltyCase, Adoption],
            activities=self.activities,
            **options,
        )

    @property
    def operator(self) -> Person:
        found = self.directory.person("operator-gu")
        assert found is not None
        return found

    async def adopt(self, notice: CalendarYear | None, **options: Any) -> Progress:
        given = AdoptionInput(
            operator=self.operator, notice=notice, **{"settle": timedelta(milliseconds=50), **options}
        )
        sha256 = f"{next(_queues):012}"
        handle = await ensure_adoption(self.client, given, sha256=sha256, task_queue=self.task_queue)
        return await asyncio.wait_for(handle.result(), 60)

    async def cases_until(self, *moves: str) -> list[OnTheEngine]:
        return [await resumed(self, told(), move) for move in moves]


@pytest.fixture
async def place(client: Client, tmp_path) -> AsyncIterator[Installation]:
    installation = Installation(client, tmp_path, f"adoption-{next(_queues)}")
    async with installation.worker():
        yield installation
        for agency, number in dict.fromkeys(installation.opened):
            await held_against_the_register(installation, agency, number)
    installation.close()


async def adoptions(case: OnTheEngine) -> int:
    """How often a case was given rules after its opening."""
    return (await case.facts()).count("RulebookAdopted") - 1


async def last_day(case: OnTheEngine, term: str = "statement", party: int | None = 1) -> date | None:
    return (await case.deadline(term, party)).last_day


async def shifted_in(case: OnTheEngine) -> tuple[ShiftedDeadline, ...]:
    """What the last adoption has shifted."""
    fact = read([entry for entry in await case.entries() if entry.fact == "DeadlinesShifted"][-1])
    assert isinstance(fact, DeadlinesShifted)
    return fact.shifted


def counts(progress: Progress) -> tuple[int, int, int, int, int]:
    return progress.shifted, progress.unchanged, progress.already, progress.closed, len(progress.failed)


async def test_every_open_case_is_told_once_and_records_what_moved(place: Installation):
    served, fresh = await place.cases_until("submit_statement", "submit_for_review")
    found = await place.adopt(tuesday_off())
    assert (found.cases, found.done) == (2, True)
    assert counts(found) == (1, 1, 0, 0, 0)
    assert await last_day(served) == date(2026, 6, 3)  # Wednesday
    assert {m.term for m in await shifted_in(served)} == {"statement", "hearing_request"}
    assert [await adoptions(case) for case in (served, fresh)] == [1, 1]


async def test_what_was_foreseen_is_what_moves_and_nothing_moves_before(place: Installation):
    (served,) = await place.cases_until("submit_statement")
    before = await served.entries()
    notice = tuesday_off()

    def with_notice(profile: str) -> Rulebook:
        return rulebook_for(profile, DEFAULT_CALENDAR.with_year(notice))

    (ahead,) = list(foreseen(place.cases, place.journals, with_notice, TODAY))
    assert place.calendars.years() == ()
    assert await served.entries() == before
    await place.adopt(notice)
    assert await shifted_in(served) == ahead.shifted


async def test_an_adoption_done_again_finds_that_everybody_knows(place: Installation):
    (served,) = await place.cases_until("submit_statement")
    await place.adopt(tuesday_off())
    assert counts(await place.adopt(tuesday_off())) == (0, 0, 1, 0, 0)
    assert await adoptions(served) == 1


async def test_a_case_opened_after_the_notice_was_kept_has_it_from_the_start(place: Installation):
    await place.adopt(NOTICE_2027)
    case = await opened(place, told())
    assert (await case.case()).rulebook.calendar.published(2027)
    await case.settled()
    assert counts(await place.adopt(NOTICE_2027)) == (0, 0, 1, 0, 0)
    assert await adoptions(case) == 0


async def test_a_case_whose_opening_was_under_way_does_not_slip_through(place: Installation):
    await place.cases_until("submit_statement")
    adopting = asyncio.create_task(place.adopt(tuesday_off(), settle=timedelta(seconds=2)))
    await until(lambda: _asked(place, 1))
    # Opened by the old rules, and recorded when the first sweep is over.
    (late,) = await place.cases_until("submit_statement")
    assert (await adopting).shifted == 2
    assert await last_day(late) == date(2026, 6, 3)


async def _asked(place: Installation, number: int) -> bool:
    return len(place.office.asked) >= number


async def test_a_batch_that_is_done_again_tells_no_case_twice_and_counts_it_once(place: Installation):
    cases = await place.cases_until("submit_statement", "submit_statement", "submit_statement")
    place.office.instead[cases[-1].number] = [Interrupted("the worker was killed")]
    found = await place.adopt(tuesday_off(), at_once=1)
    assert counts(found) == (3, 0, 0, 0, 0)
    assert [await adoptions(case) for case in cases] == [1, 1, 1]


async def test_an_adoption_goes_on_where_it_was_after_it_renewed_itself(place: Installation):
    moves = ["submit_statement"] * 3 + ["submit_for_review"] * 2
    cases = await place.cases_until(*moves)
    found = await place.adopt(tuesday_off(), batch=1, batches=2)
    assert counts(found) == (3, 2, 0, 0, 0)
    assert [await adoptions(case) for case in cases] == [1] * 5


async def test_a_case_that_does_not_answer_is_asked_again_and_holds_up_no_other(place: Installation):
    cases = await place.cases_until("submit_statement", "submit_statement")
    away = Answer(outcome=Outcome.AWAY, reason="Unavailable")
    place.office.instead[cases[0].number] = [away, away]
    assert counts(await place.adopt(tuesday_off())) == (2, 0, 0, 0, 0)


async def test_a_case_that_never_answers_is_named_with_the_reason(place: Installation):
    first, second = await place.cases_until("submit_statement", "submit_statement")
    place.office.instead[first.number] = [Answer(outcome=Outcome.AWAY, reason="Unavailable")] * 3
    found = await place.adopt(tuesday_off())
    assert counts(found) == (1, 0, 0, 0, 1)
    assert (found.failed[0].number, found.failed[0].reason) == (first.number, "Unavailable")
    assert await adoptions(second) == 1


async def test_a_case_that_has_ended_meanwhile_is_counted_so(place: Installation):
    story = told()
    case = await resumed(place, story, "close_case")
    await case.make(story.steps[-1])
    await case.at("2027-01-01")  # the term for a lawsuit is over
    await until(lambda: _completed(case))
    # To this register it is still June, and the case is one whose rights still run.
    assert counts(await place.adopt(tuesday_off())) == (0, 0, 0, 1, 0)


async def _completed(case: OnTheEngine) -> bool:
    return await case.status() == "COMPLETED"


async def test_a_case_that_is_just_being_handled_is_not_disturbed(place: Installation):
    cases = await place.cases_until("submit_statement", "submit_statement")
    evidence = {"id": "E9", "kind": "document", "title": "补充材料", "proves": ["F1"]}

    async def handle(case: OnTheEngine) -> Sequence[str]:
        receipt = await case.do(
            "2026-05-26T12:00", "officer-li", "add_evidence", evidence=evidence, reason="补充"
        )
        return [fact.kind for fact in receipt.facts]

    adopting = asyncio.create_task(place.adopt(tuesday_off()))
    handled = await asyncio.gather(*map(handle, cases))
    found = await adopting
    assert handled == [["EvidenceAdded"]] * 2
    assert found.shifted == 2


async def test_the_law_of_the_release_itself_may_be_adopted(place: Installation):
    (served,) = await place.cases_until("submit_statement")
    place.calendars.adopt(tuesday_off(), "operator-gu", civil_now())
    assert counts(await place.adopt(None)) == (1, 0, 0, 0, 0)
    assert await last_day(served) == date(2026, 6, 3)


async def test_a_year_that_a_case_has_counted_with_is_never_taken_from_it(place: Installation):
    (served,) = await place.cases_until("submit_statement")
    await place.adopt(tuesday_off())
    (page,) = place.cases.page(None, 10)
    bare = rulebook_for(page.profile, DEFAULT_CALENDAR.model_copy(update={"years": ()}))
    kept = NewRules(lambda profile: bare).of(page)
    assert [year.year for year in kept.calendar.years] == [2021, 2022, 2023, 2024, 2025, 2026]
    assert served.number == page.number
