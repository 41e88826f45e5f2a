import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from domain.case.intake import IntakeState
from domain.case.people import Person, Role
from domain.case.readers import Read, Reader
from domain.case.uploads import Upload
from domain.procedure.lists import (
    BadCursor,
    CaseFilter,
)
from register.database import Database
from register.desk_book import DeskBook, UploadKeyReused
from register.queries import Queries
from register.tables import cases, deadlines, documents, files, journal, people, work

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
TODAY = date(2026, 6, 9)

OFFICER = Reader.of(Person(id="o1", agency="JX", roles=(Role.OFFICER,)))
HEAD = Reader.of(Person(id="h1", agency="JX", roles=(Role.HEAD,)))
REVIEWER = Reader.of(Person(id="r1", agency="JX", roles=(Role.REVIEWER,)))
SUPERVISOR = Reader.of(
    Person(id="s1", agency="SFJ", roles=(Role.SUPERVISOR, Role.FILING_CLERK), supervises=("JX", "DT"))
)
STRANGER = Reader.of(Person(id="x1", agency="DT", roles=(Role.HEAD, Role.OFFICER)))
OPERATOR = Reader.of(Person(id="op", agency="JX", roles=(Role.OPERATOR,)))
AUDITOR = Reader.of(Person(id="a1", agency="JX", roles=(Role.AUDITOR,)))


def add(database: Database, table: Any, *rows: dict[str, Any]) -> None:
    with database.writing() as connection:
        connection.execute(insert(table), list(rows))


def case(number: str, agency: str = "JX", minutes: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "agency": agency,
        "number": number,
        "position": 3,
        "head": "f" * 64,
        "stage": "drafted",
        "profile": "market+zhenjiang",
        "cause": "虚假宣传",
        "party_names": "镇江某某商贸有限公司\n张三",
        "opened_at": NOON + timedelta(minutes=minutes),
        "inline_text": 0,
        "projected_by": 1,
        "projection": json.dumps({"number": number}),
        "next_due": None,
        **more,
    }


@pytest.fixture
def queries(database: Database) -> Queries:
    add(database, cases, case("1"), case("2", minutes=1), case("3", minutes=1, agency="DT"))
    return Queries(database)


def numbers(queries: Queries, reader: Reader, **wanted: Any) -> list[str]:
    return [item["number"] for item in queries.cases(reader, TODAY, CaseFilter(**wanted)).items]


def test_a_case_is_the_text_that_was_recorded(queries: Queries):
    found = queries.case(OFFICER, "JX", "1")
    assert found
    assert (found.position, found.projection) == (3, '{"number": "1"}')


def test_another_agencys_case_is_as_unknown_as_none(queries: Queries):
    assert queries.case(STRANGER, "JX", "1") is None
    assert queries.case(STRANGER, "DT", "3") is not None
    assert queries.case(OPERATOR, "JX", "1") is None
    assert queries.case(AUDITOR, "JX", "1") is None


def test_a_supervisor_sees_the_agencies_under_it_an_agency_its_own_cases(queries: Queries):
    assert numbers(queries, SUPERVISOR) == ["2", "3", "1"]
    assert numbers(queries, HEAD) == ["2", "1"]
    assert numbers(queries, STRANGER) == ["3"]
    assert numbers(queries, OPERATOR) == numbers(queries, AUDITOR) == []


@pytest.mark.parametrize(("last_day", "overdue"), [(date(2026, 6, 8), True), (TODAY, False), (None, False)])
def test_overdue_begins_on_the_day_after_the_last_day(
    database: Database, queries: Queries, last_day, overdue
):
    add(database, cases, case("4", minutes=9, next_due=last_day))
    assert ("4" in numbers(queries, OFFICER, overdue=True)) is overdue
    assert ("4" in numbers(queries, OFFICER, overdue=False)) is not overdue
    assert queries.cases(OFFICER, TODAY).items[0]["overdue"] == overdue


def test_cases_are_found_by_stage_officer_party_and_document_number(database: Database, queries: Queries):
    add(database, cases, case("4", minutes=9, stage="deciding", party_names="李四的100%_果园"))
    add(database, people, {"agency": "JX", "number": "4", "person": "o7", "part": "officer"})
    document = {
        "agency": "JX",
        "number": "4",
        "document": 1,
        "kind": "penalty_notice",
        "about": "",
        "pages": 2,
    }
    add(database, documents, {**document, "document_number": "镇市监罚告〔2026〕12号", "state": "sealed"})
    assert numbers(queries, OFFICER, stage="deciding") == ["4"]
    assert numbers(queries, OFFICER, officer="o7") == ["4"]
    assert numbers(queries, OFFICER, party="果园") == ["4"]
    assert numbers(queries, OFFICER, party="%") == ["4"]
    assert numbers(queries, OFFICER, document_number="镇市监罚告〔2026〕12号") == ["4"]
    assert numbers(queries, OFFICER, sought="〔2026〕12") == ["4"]
    assert numbers(queries, OFFICER, sought="4") == ["4"]
    assert numbers(queries, OFFICER, sought="2%") == []
    assert numbers(queries, STRANGER, stage="deciding") == []
    assert numbers(queries, OFFICER, officer="o7", stage="drafted") == []


def test_pages_follow_each_other_without_gap_or_double(database: Database, queries: Queries):
    add(database, cases, *(case(f"p{n:02}", minutes=n // 3) for n in range(25)))
    seen, cursor = [], None
    while True:
        page = queries.cases(OFFICER, TODAY, cursor=cursor, limit=4)
        seen += [item["number"] for item in page.items]
        add(database, cases, case(f"new{len(seen)}", minutes=99))
        cursor = page.cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 27


@pytest.mark.parametrize("cursor", ["x", "W10=", "WzFd", "WyJ4IiwgIngiLCAieCJd", "eyJhIjogMX0="])
def test_a_cursor_that_is_none_of_ours_is_refused(queries: Queries, cursor: str):
    with pytest.raises(BadCursor):
        queries.cases(OFFICER, TODAY, cursor=cursor)


def test_the_journal_is_read_by_those_who_read_the_case_and_by_the_auditor(
    database: Database, queries: Queries
):
    entries = [
        {
            "agency": "JX", "number": "1", "seq": seq, "at": NOON, "by": "o1", "move": "m", "fact": "F",
            "body": json.dumps({"seq": seq, "body": {"text": "原文"}}), "head": "f" * 64,
        }
        for seq in range(1, 6)
    ]  # fmt: skip
    add(database, journal, *entries)
    first = queries.journal(AUDITOR, "JX", "1", limit=3)
    assert [e["seq"] for e in first.items] == [1, 2, 3]
    rest = queries.journal(OFFICER, "JX", "1", limit=3, cursor=first.cursor)
    assert [e["seq"] for e in rest.items] == [4, 5]
    assert rest.items[0] == {"seq": 4, "body": {"text": "原文"}, "head": "f" * 64}
    assert queries.journal(OPERATOR, "JX", "1").items == []
    assert queries.journal(STRANGER, "JX", "1").items == []


def clock(number: str, place: int, agency: str = "JX", **more: Any) -> dict[str, Any]:
    day = more.pop("day", date(2026, 6, 9))
    return {
        "agency": agency, "number": number, "place": place, "term": "legal_review", "party": None, "title": "法制审核",
        "article": "", "start": date(2026, 5, 25), "last_day": day, "earliest": None, "latest": None,
        "ended_on": None, "state": "running", "right": False, "role": "reviewer", "remind_by": day, **more,
    }  # fmt: skip


def test_a_supervisor_has_the_clocks_of_its_agencies_the_most_pressing_first(
    database: Database, queries: Queries
):
    add(
        database,
        deadlines,
        clock("1", 1, day=date(2026, 6, 12)),
        clock("3", 1, agency="DT", day=date(2026, 6, 8)),
        clock("1", 2, day=date(2026, 6, 1), state="met"),
        clock("2", 1, day=date(2026, 6, 20)),
    )
    due = queries.due(SUPERVISOR, TODAY, before=date(2026, 6, 13)).items
    assert [(d["number"], d["state"]) for d in due] == [("3", "overdue"), ("1", "running")]
    assert [d["number"] for d in queries.due(HEAD, TODAY).items] == ["1", "2"]
    assert [d["place"] for d in queries.deadlines(HEAD, "JX", "1", TODAY)] == [1, 2]
    assert queries.deadlines(STRANGER, "JX", "1", TODAY) == []


def waits(number: str, place: int, role: str, agency: str = "JX", **more: Any) -> dict[str, Any]:
    row = {"agency": agency, "number": number, "place": place, "role": role, "move": "m", "what": "w"}
    return {**row, "since": TODAY - timedelta(days=place), "person": None, **more}


def test_work_waits_for_a_person_for_a_role_and_for_the_officers_of_the_case(
    database: Database, queries: Queries
):
    add(
        database,
        work,
        waits("1", 1, "officer"),
        waits("2", 2, "officer"),
        waits("1", 3, "head"),
        waits("3", 4, "head", agency="DT"),
        waits("1", 5, "reviewer", person="r1"),
        waits("2", 6, "reviewer", person="r2"),
        waits("3", 7, "filing_clerk", agency="DT"),
        waits("3", 8, "operator", agency="DT"),
    )
    add(database, people, {"agency": "JX", "number": "1", "person": "o1", "part": "officer"})

    def whose(reader: Reader) -> list[int]:
        return [item["place"] for item in queries.work(reader).items]

    assert whose(OFFICER) == [1]
    assert whose(HEAD) == [3]
    assert whose(REVIEWER) == [5]
    assert whose(SUPERVISOR) == [7]
    assert whose(STRANGER) == [4]
    assert whose(OPERATOR) == [8]


def test_a_file_is_read_under_the_rights_of_the_case_that_names_it(database: Database, queries: Queries):
    named, uploaded = "a" * 64, "b" * 64
    add(database, files, {"agency": "JX", "number": "1", "sha256": named, "text": False})
    DeskBook(database).uploaded(Upload("DT", uploaded, "scan.pdf", 3, "application/pdf", "x1", NOON))
    assert queries.may_read_file(OFFICER, named)
    assert queries.may_read_file(SUPERVISOR, named)
    assert not queries.may_read_file(STRANGER, named)
    assert not queries.may_read_file(OPERATOR, named)
    assert queries.may_read_file(STRANGER, uploaded)
    assert not queries.may_read_file(OFFICER, uploaded)


async def test_a_reader_waits_for_its_own_write_but_not_for_ever(database: Database, queries: Queries):
    async def record_later() -> None:
        await asyncio.sleep(0.05)
        with database.writing() as connection:
            connection.execute(update(cases).where(cases.c.number == "1").values(position=4))

    writing = asyncio.create_task(record_later())
    assert await queries.at_least("JX", "1", 4)
    assert not await queries.at_least("JX", "1", 5, seconds=0.05)
    await writing


def test_an_upload_with_a_repeated_key_is_the_first_upload(database: Database):
    book = DeskBook(database)
    first = Upload("JX", "a" * 64, "送达回证.pdf", 3, "application/pdf", "o1", NOON)
    later = Upload("JX", "a" * 64, "renamed.pdf", 3, "application/pdf", "o1", NOON + timedelta(hours=1))
    assert book.uploaded(first, key="k") == first
    assert book.uploaded(later, key="k") == first
    with pytest.raises(UploadKeyReused):
        book.uploaded(Upload("JX", "b" * 64, "other.pdf", 3, "application/pdf", "o1", NOON), key="k")
    assert book.upload_of(Reader("o1", "JX", frozenset({"JX"}), frozenset()), "a" * 64) == first


def test_reads_are_written_down_for_the_auditor(database: Database):
    book = DeskBook(database)
    book.note_reads([Read("o1", "JX", "1", "GET case", NOON, "req-1")])
    [entry] = book.reads(AUDITOR, "JX", "1").items
    assert (entry["person"], entry["what"]) == ("o1", "GET case")
    assert book.reads(STRANGER, "JX", "1").items == []


def test_what_came_while_the_engine_was_away_is_kept_until_it_is_settled(database: Database):
    book = DeskBook(database)
    assert book.arrived("JX", "1", "approve", "sig-1", {"round": 1}, NOON)
    assert not book.arrived("JX", "1", "approve", "sig-1", {"round": 1}, NOON)
    [waiting] = book.waiting()
    assert (waiting.payload, waiting.came_at) == ({"round": 1}, NOON)
    book.settled(waiting.id, IntakeState.ACCEPTED, "{}", NOON)
    assert book.waiting() == []


@pytest.mark.parametrize(
    ("entered_at", "day", "late"),
    [
        (datetime(2026, 6, 8, 16, tzinfo=UTC), "2026-06-09", False),
        (datetime(2026, 6, 9, 15, 59, 59, tzinfo=UTC), "2026-06-09", False),
        (datetime(2026, 6, 9, 16, tzinfo=UTC), "2026-06-10", True),
    ],
)
def test_where_each_case_has_a_clock_of_its_own_it_is_late_by_its_last_entry(
    database: Database, entered_at: datetime, day: str, late: bool
):
    """To be done by Tuesday 2026-06-09, China time: until its midnight somebody is in time, whatever day it is elsewhere."""
    entry = {"by": "o1", "move": "m", "fact": "F", "body": "{}", "head": "f" * 64}
    add(database, cases, case("9", next_due=date(2026, 6, 9)))
    add(database, deadlines, clock("9", 1))
    add(database, journal, {**entry, "agency": "JX", "number": "9", "seq": 3, "at": entered_at})
    queries = Queries(database)
    assert {key: str(on) for key, on in queries.own_days(OFFICER, [("JX", "9")]).items()} == {
        ("JX", "9"): day
    }
    assert [row["overdue"] for row in queries.cases(OFFICER, None).items] == [late]
    assert [row["overdue"] for row in queries.named(OFFICER, None, [("JX", "9")])] == [late]
    assert len(queries.cases(OFFICER, None, CaseFilter(overdue=True)).items) == late
    assert [row["state"] for row in queries.due(OFFICER, None).items] == ["overdue" if late else "running"]
    assert queries.own_days(STRANGER, [("JX", "9")]) == {}
