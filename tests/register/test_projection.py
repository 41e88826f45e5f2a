"""The real procedure in the register: the standard case, recorded move by move."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from domain.case.journal import BrokenChain, Entry
from domain.case.people import Person
from domain.case.readers import Reader
from domain.procedure import fold
from domain.procedure.view import view
from register.database import Database
from register.outbox import Outbox, Outgoing
from register.projection import CaseProjection, Folded
from register.queries import Queries
from register.rebuilding import Rebuilder
from register.recording import Recorder
from register.tables import deadlines, journal, outbox, work
from tests.procedure.playing import DIRECTORY, Play, shanghai, standard
from tests.procedure.scene import Scene, company
from tests.procedure.test_suspending import GROUND
from tests.register.moves import moves

AGENCY = "zj-market"
AFTER_ALL = date(2027, 12, 31)


class Counting(CaseProjection):
    """Counts what it asks to be sent."""

    sent = 0

    def outgoing(self, before: Folded | None, after: Folded, entries: Sequence[Entry]) -> Sequence[Outgoing]:
        found = list(super().outgoing(before, after, entries))
        self.sent += len(found)
        return found


@pytest.fixture(scope="module")
def played() -> Play:
    return standard()


@pytest.fixture(scope="module")
def number(played: Play) -> str:
    return played.case.identity.number


def reader(person: str) -> Reader:
    found = DIRECTORY.person(person)
    assert isinstance(found, Person)
    return Reader.of(found)


def test_after_every_move_the_tables_say_what_the_journal_says(database: Database, played: Play, number: str):
    recorder, rebuilder = Recorder(database, CaseProjection()), Rebuilder(database, CaseProjection())
    for entries in moves(played):
        done = recorder.record(AGENCY, number, entries)
        assert done.head == entries[-1].head
        assert rebuilder.differences(AGENCY, number) == ()


def test_recorded_in_one_go_or_move_by_move_a_case_reads_the_same(
    database: Database, played: Play, number: str
):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, number) == ()
    stored = Queries(database).case(reader("officer-li"), AGENCY, number)
    assert stored
    assert json.loads(stored.projection) == json.loads(json.dumps(view(played.case, played.entries[-1])))


def test_recorders_that_forget_everything_write_the_same(database: Database, played: Play, number: str):
    for entries in moves(played):
        Recorder(database, CaseProjection()).record(AGENCY, number, entries)
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, number) == ()


def test_everything_that_is_to_be_sent_lies_in_the_outbox(database: Database, played: Play, number: str):
    projection = Counting()
    recorder = Recorder(database, projection)
    for entries in moves(played):
        recorder.record(AGENCY, number, entries)
        recorder.record(AGENCY, number, entries)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(outbox)) == projection.sent > 0
    assert set(Outbox(database).counts()) == {"platform", "mail", "dossier"}


def test_a_report_names_nobody(database: Database, played: Play, number: str):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    bodies = "".join(
        row.body for row in Outbox(database).due("platform", datetime(2030, 1, 1, tzinfo=UTC), 1000)
    )
    for party in played.case.parties.all:
        assert party.name not in bodies
        assert party.identifier not in bodies


def test_a_case_at_an_earlier_entry_is_the_case_as_it_stood(database: Database, played: Play, number: str):
    recorder = Recorder(database, CaseProjection())
    recorder.record(AGENCY, number, played.entries)
    assert recorder.folded_at(AGENCY, number, len(played.entries)).case == played.case
    assert recorder.folded_at(AGENCY, number, 6).case == fold(played.entries[:6])
    with pytest.raises(KeyError):
        recorder.folded_at(AGENCY, number, len(played.entries) + 1)


def test_a_closed_case_is_closed_waits_for_nobody_and_is_never_overdue(
    database: Database, played: Play, number: str
):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    queries = Queries(database)
    [item] = queries.cases(reader("officer-li"), AFTER_ALL).items
    assert (item["stage"], item["overdue"], item["next_due"]) == ("closed", False, None)
    assert queries.due(reader("supervisor-wu"), AFTER_ALL).items == []
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(work)) == 0


def test_what_is_drafted_waits_for_the_officers_of_the_case(database: Database):
    played = standard(until="prepare_notices")
    number = played.case.identity.number
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    queries = Queries(database)
    assert "prepare_notices" in [item["move"] for item in queries.work(reader("officer-li")).items]
    assert queries.work(reader("clerk-zhao")).items == []
    assert queries.work(reader("officer-ma")).items == []


def test_documents_are_found_by_their_number(database: Database, played: Play, number: str):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    documents = Queries(database).documents(reader("head-chen"), AGENCY, number)
    assert len(documents) == len(played.case.documents.all)
    assert {d["document"]: d["document_number"] or "" for d in documents} == {
        d.id: d.number for d in played.case.documents.all
    }


def test_a_rebuild_repairs_what_differs_and_names_it(database: Database, played: Play, number: str):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    with database.writing() as connection:
        connection.execute(update(deadlines).values(last_day=date(2026, 1, 1)))
    rebuilder = Rebuilder(database, CaseProjection())
    [rebuilt] = rebuilder.rebuild(every=True)
    assert rebuilt.differed == ("deadlines",)
    assert rebuilder.differences(AGENCY, number) == ()
    assert [r.differed for r in rebuilder.rebuild(AGENCY, every=True)] == [()]


def test_nothing_is_rebuilt_on_a_broken_journal(database: Database, played: Play, number: str):
    Recorder(database, CaseProjection()).record(AGENCY, number, played.entries)
    with database.writing() as connection:
        connection.execute(update(journal).where(journal.c.seq == 3).values(head="0" * 64))
    [rebuilt] = Rebuilder(database, CaseProjection()).rebuild(every=True)
    assert (rebuilt.differed, rebuilt.broken) == ((), str(BrokenChain(3)))


def test_a_case_of_twelve_parties_says_the_same_after_it_was_read_back(database: Database):
    """Stored, what is said of each party stands in the order of its text: 1, 10, 11, 12, 2."""
    scene = Scene().open("2026-05-18", parties=[company(number) for number in range(1, 13)])
    Recorder(database, CaseProjection()).record(AGENCY, scene.case.identity.number, scene.entries)
    assert Rebuilder(database, CaseProjection()).differences(AGENCY, scene.case.identity.number) == ()


@pytest.mark.parametrize("today", ["2026-06-18", "2026-06-19", "2026-06-25"])
def test_samr_art46_a_case_of_which_its_head_was_reminded_is_not_overdue(database: Database, today: str):
    """Suspended on Wednesday 05-20, its head is reminded after thirty days, on 06-19, and again on 07-19: nobody is late."""
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-20", "head-chen", "suspend", ground=GROUND, reason="经营场所进水")
    scene.at(shanghai(today))
    Recorder(database, CaseProjection()).record(AGENCY, scene.case.identity.number, scene.entries)
    queries, day = Queries(database), date.fromisoformat(today)
    [item] = queries.cases(reader("officer-li"), day).items
    assert (item["next_due"], item["overdue"]) == (None, False)
    [reminder] = queries.due(reader("supervisor-wu"), day).items
    assert (reminder["state"], reminder["term"]) == ("running", "suspension_reminder")
    assert reminder["last_day"] == ("2026-07-19" if today == "2026-06-25" else "2026-06-19")
    states = [d["state"] for d in queries.deadlines(reader("officer-li"), AGENCY, item["number"], day)]
    assert "overdue" not in states
