"""Troubles: open once a kind and subject, seen again, ended; what has ended stays as history."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.case.checks import CHECKS, FINDS, Check
from domain.case.system_work import CURES, Found, Level, Trouble
from register.database import Database
from register.system_work import SystemWorkBook
from register.tables import system_work
from tests.structure.test_words import in_both_languages

STANDS = Found.of_case(Trouble.CASE_STANDS_STILL, "JX", "2026-1", "JournalMismatch 7")
MISSING = Found(Trouble.FILE_MISSING, "a" * 64)
NIGHT = datetime(2026, 6, 8, 19, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NIGHT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(database: Database, clock: Clock) -> SystemWorkBook:
    return SystemWorkBook(database, clock)


def test_what_is_still_so_keeps_its_beginning(book: SystemWorkBook, clock: Clock):
    book.report(STANDS)
    clock.now += timedelta(days=1)
    book.report(Found.of_case(Trouble.CASE_STANDS_STILL, "JX", "2026-1", "JournalGap 3"))
    [work] = book.open()
    assert (work.since, work.seen_at) == (NIGHT, NIGHT + timedelta(days=1))
    assert work.found.detail == "JournalGap 3"
    assert (work.found.agency, work.found.number) == ("JX", "2026-1")


def test_what_has_ended_stays_and_may_come_again(book: SystemWorkBook, database: Database, clock: Clock):
    book.report(STANDS)
    book.ended(Trouble.CASE_STANDS_STILL, STANDS.subject)
    book.ended(Trouble.CASE_STANDS_STILL, STANDS.subject)
    assert book.open() == ()
    clock.now += timedelta(days=1)
    book.report(STANDS)
    with database.reading() as connection:
        rows = connection.execute(select(system_work).order_by(system_work.c.id)).all()
    assert [row.ended_at for row in rows] == [NIGHT, None]


def test_a_check_ends_what_it_looked_for_and_did_not_find_and_nothing_else(book: SystemWorkBook):
    book.checked([Trouble.FILE_MISSING, Trouble.FILE_DAMAGED], [MISSING])
    book.report(STANDS)
    book.checked([Trouble.FILE_MISSING, Trouble.FILE_DAMAGED], [])
    assert [work.found for work in book.open()] == [STANDS]


def test_two_processes_that_meet_the_same_trouble_open_it_once(book: SystemWorkBook):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(book.report, [STANDS] * 20))
    assert len(book.open()) == 1


def test_what_another_version_reported_is_left_alone(book: SystemWorkBook, database: Database):
    book.report(STANDS)
    with database.writing() as connection:
        connection.execute(system_work.update().values(kind="not_yet_known"))
    book.checked(list(Trouble), [])
    assert book.open() == ()
    with database.reading() as connection:
        assert connection.scalar(select(system_work.c.ended_at)) is None


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_cure_in_both_languages(trouble: Trouble):
    assert in_both_languages(CURES[trouble])
    assert trouble.level in (Level.WARNING, Level.FAULT)


def test_every_check_belongs_to_one_part_and_says_what_it_finds():
    assert sorted(check for checks in CHECKS.values() for check in checks) == sorted(Check)
    assert FINDS.keys() == set(Check)
    found = [trouble for troubles in FINDS.values() for trouble in troubles]
    assert len(found) == len(set(found))
    assert set(Trouble) - set(found) == {Trouble.CHECK_FAILED}
