import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentsMade, DocumentsOrder
from activities.recording import RecordBatch, Recording, Waker
from activities.standing import StandingStill
from domain.case.journal import GENESIS, Entry, JournalMismatch, chained
from domain.case.system_work import Trouble
from register.database import Database
from register.system_work import SystemWorkBook

ENTRY = chained(
    Entry(seq=1, at=datetime(2026, 6, 1, tzinfo=UTC), by="o1", move="open_case", fact="CaseOpened", body={}),
    GENESIS,
)
BATCH = RecordBatch(agency="JX", number="2026-1", entries=(ENTRY,))


@dataclass
class Recorded:
    position: int
    head: str
    receivers: frozenset[str]


class Register:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def record(self, agency: str, number: str, entries: Sequence[Entry]) -> Recorded:
        if self.error:
            raise self.error
        return Recorded(entries[-1].seq, entries[-1].head, frozenset({"platform"}))


class NoProducer:
    async def make(self, order: DocumentsOrder) -> DocumentsMade:
        raise AssertionError("nothing was ordered")


async def test_the_answer_is_the_head_that_is_stored_and_new_reports_are_announced():
    woken: list[Iterable[str]] = []
    recording = Recording(Register(), NoProducer(), wake=woken.append)
    done = await ActivityEnvironment().run(recording.record, BATCH)
    assert (done.position, done.head) == (1, ENTRY.head)
    assert woken == [{"platform"}]


async def test_two_histories_of_one_case_are_never_tried_again():
    recording = Recording(Register(JournalMismatch("JX", "2026-1", 1, "another entry")), NoProducer())
    with pytest.raises(ApplicationError) as failed:
        await ActivityEnvironment().run(recording.record, BATCH)
    assert (failed.value.type, failed.value.non_retryable) == ("JournalMismatch", True)
    assert failed.value.details == (1,)


async def test_a_register_that_is_away_is_tried_again():
    recording = Recording(Register(ConnectionError()), NoProducer())
    with pytest.raises(ConnectionError):
        await ActivityEnvironment().run(recording.record, BATCH)


async def test_a_burst_of_records_wakes_once_and_a_call_that_fails_harms_nobody():
    woken: list[str] = []

    async def call(receiver: str) -> None:
        woken.append(receiver)
        raise ConnectionError

    waker = Waker(call, pause=timedelta(milliseconds=20))
    for _ in range(10):
        waker(["platform", "mail"])
    await asyncio.sleep(0.1)
    assert sorted(woken) == ["mail", "platform"]
    waker(["mail"])
    await asyncio.sleep(0.1)
    assert sorted(woken) == ["mail", "mail", "platform"]


async def test_a_case_that_stands_still_is_told_and_taken_back_once_it_is_recorded(database: Database):
    book, register = SystemWorkBook(database), Register(JournalMismatch("JX", "2026-1", 1, "another entry"))
    recording = Recording(register, NoProducer(), standing=StandingStill(book))
    for _ in range(2):
        with pytest.raises(ApplicationError):
            await ActivityEnvironment().run(recording.record, BATCH)
    [work] = book.open()
    assert (work.found.trouble, work.found.subject) == (Trouble.CASE_STANDS_STILL, "JX/2026-1")
    assert work.found.detail == "JournalMismatch 1"
    register.error = None
    await ActivityEnvironment().run(recording.record, BATCH)
    assert book.open() == ()


async def test_a_worker_that_starts_knows_what_another_had_told(database: Database):
    book = SystemWorkBook(database)
    StandingStill(book).refused(JournalMismatch("JX", "2026-1", 1, "another entry"))
    recording = Recording(Register(), NoProducer(), standing=StandingStill(book))
    await ActivityEnvironment().run(recording.record, BATCH)
    assert book.open() == ()


async def test_what_cannot_be_told_does_not_change_what_is_recorded(database: Database):
    with database.writing() as connection:
        connection.execute(text("DROP TABLE system_work"))
    register = Register(JournalMismatch("JX", "2026-1", 1, "another entry"))
    recording = Recording(register, NoProducer(), standing=StandingStill(SystemWorkBook(database)))
    with pytest.raises(ApplicationError) as failed:
        await ActivityEnvironment().run(recording.record, BATCH)
    assert failed.value.type == "JournalMismatch"
    register.error = None
    assert (await ActivityEnvironment().run(recording.record, BATCH)).position == 1
