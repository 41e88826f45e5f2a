"""Texts of a case: how much it carries itself, and who reads what lies in the store."""

import pytest

from domain.canonical import sha256
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.procedure import read
from domain.procedure.chapters.troubles import RefuseSignal
from domain.procedure.language import machine_moment
from domain.texts import address_of, inline_bytes
from register.database import Database
from register.journal import Journals
from register.projection import CaseProjection
from register.queries import Queries
from register.rebuilding import Rebuilder
from register.receipts import ReceiptBook
from register.recording import Recorder
from tests.procedure.playing import Play, shanghai, standard
from tests.register.moves import moves

OURS = Reader.of(Person(id="officer-li", agency="zj-market", roles=(Role.OFFICER,)))
THEIRS = Reader.of(Person(id="officer-ma", agency="jr-city", roles=(Role.OFFICER,)))
STATEMENT = address_of("当事人申辩如下。" * 1_000)


@pytest.fixture
def played() -> Play:
    """A case with a statement whose text lies in the store, and what followed."""
    played = standard(until="submit_statement")
    said = {"channel": "paper", "received_at": "2026-05-27T09:00:00+08:00", "text": str(STATEMENT)}
    return played.do("2026-05-27", "officer-li", "submit_statement", party=1, **said)


def carried(database: Database, number: str) -> int:
    return ReceiptBook(database).look("zj-market", number, "a key").inline_text


@pytest.fixture
def queries(database: Database, played: Play) -> Queries:
    recorder = Recorder(database, CaseProjection())
    for entries in moves(played):
        recorder.record("zj-market", played.case.identity.number, entries)
    return Queries(database)


def test_a_case_knows_how_many_bytes_of_text_it_carries(database: Database, queries: Queries, played: Play):
    expected = sum(inline_bytes(read(entry)) for entry in played.entries)
    assert carried(database, played.case.identity.number) == expected > 0
    assert carried(database, "nowhere") == 0


def test_who_reads_the_case_reads_its_texts_and_nobody_else(queries: Queries):
    assert queries.may_read_file(OURS, STATEMENT.sha256)
    assert queries.is_text(OURS, STATEMENT.sha256)
    assert not queries.may_read_file(THEIRS, STATEMENT.sha256)
    assert not queries.is_text(THEIRS, STATEMENT.sha256)


def test_a_file_that_was_uploaded_is_no_text(queries: Queries, played: Play):
    seal = next(d.seal for d in played.case.documents.all if d.seal)
    assert queries.may_read_file(OURS, seal.scan)
    assert not queries.is_text(OURS, seal.scan)


def test_what_the_machinery_says_gives_no_right_to_a_file(database: Database):
    """A letter can make it say anything: it passed no door that refuses addresses."""
    forged, played = address_of("of another case"), standard(until="submit_statement")
    letter = RefuseSignal(signal="approve", id=str(forged), code="x", reason=str(forged))
    played._state(letter, machine_moment(played.case, shanghai("2026-05-27")))
    Recorder(database, CaseProjection()).record("zj-market", played.case.identity.number, played.entries)
    assert not Queries(database).may_read_file(OURS, forged.sha256)


def test_a_rebuild_counts_the_same_and_finds_the_texts_again(
    database: Database, queries: Queries, played: Play
):
    before = carried(database, played.case.identity.number)
    assert [r.differed for r in Rebuilder(database, CaseProjection()).rebuild(every=True)] == [()]
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE cases SET inline_text = 0")
        connection.exec_driver_sql("DELETE FROM files")
    (rebuilt,) = Rebuilder(database, CaseProjection()).rebuild(every=True)
    assert rebuilt.differed == ("cases", "files")
    assert carried(database, played.case.identity.number) == before
    assert queries.is_text(OURS, STATEMENT.sha256)


def test_the_journal_holds_the_address_and_the_state_shows_it(
    database: Database, queries: Queries, played: Play
):
    number = played.case.identity.number
    bodies = [
        e.body for e in Journals(database).entries("zj-market", number) if e.fact == "StatementReceived"
    ]
    assert bodies[-1]["statement"]["text"] == str(STATEMENT)
    stored = queries.case(OURS, "zj-market", number)
    assert stored is not None
    assert str(STATEMENT) in stored.projection
    assert sha256(("当事人申辩如下。" * 1_000).encode()) == STATEMENT.sha256
