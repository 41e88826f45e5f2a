"""Recording on its own: with a projection that only says which facts came."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.case.journal import GENESIS, BrokenChain, Entry, JournalGap, JournalMismatch, chained
from domain.law.rulebook import Rulebook
from domain.procedure.receipts import Kept
from register.database import Database
from register.journal import read_entries, verify
from register.outbox import Outgoing
from register.recording import Recorder, Rows
from register.tables import cases, deadlines, files, journal, outbox, people, work

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
FILE = "ab" * 32


class FactNames:
    """A case that is nothing but the names of its facts."""

    version = 1

    def __init__(self) -> None:
        self.folded = 0
        self.fails = False

    def fold(self, before: tuple[str, ...] | None, entries: Sequence[Entry]) -> tuple[str, ...]:
        self.folded += len(entries)
        return (*(before or ()), *(entry.fact for entry in entries))

    def rulebooks(self, entries: Sequence[Entry]) -> list[Rulebook]:
        return []

    def receipts(self, before: tuple[str, ...] | None, entries: Sequence[Entry]) -> list[Kept]:
        return []

    def rows(self, case: tuple[str, ...], last: Entry) -> Rows:
        return Rows(
            case={
                "stage": case[-1],
                "profile": "market",
                "cause": "虚假宣传",
                "party_names": "某公司",
                "opened_at": NOON,
                "next_due": date(2026, 6, 8),
                "inline_text": 0,
                "projection": json.dumps({"facts": case}),
            },
            people=[{"person": "o1", "part": "officer"}],
            deadlines=[
                {
                    "place": 1,
                    "term": "legal_review",
                    "title": "法制审核",
                    "article": "",
                    "start": date(2026, 5, 25),
                    "last_day": date(2026, 6, 8),
                    "state": "ended" if case[-1] == "OpinionGiven" else "running",
                    "right": False,
                    "role": "reviewer",
                    "remind_by": date(2026, 6, 8),
                }
            ],
            files=[{"sha256": FILE, "text": False}],
            work=[{"place": 1, "role": "officer", "move": case[-1], "what": "下一步", "since": NOON.date()}],
        )

    def outgoing(self, before: Any, after: Any, entries: Sequence[Entry]) -> Sequence[Outgoing]:
        if self.fails:
            raise ZeroDivisionError
        return [Outgoing.report("JX", "2026-1", e.seq, 0, {"fact": e.fact}) for e in entries]


def journal_of(*facts: str, previous: str = GENESIS, first: int = 1, by: str = "o1") -> list[Entry]:
    entries = []
    for seq, fact in enumerate(facts, start=first):
        entry = chained(
            Entry(
                seq=seq,
                at=NOON + timedelta(minutes=seq),
                by=by,
                move="m",
                fact=fact,
                body={"file": FILE, "seq": seq},
            ),
            previous,
        )
        entries.append(entry)
        previous = entry.head
    return entries


@pytest.fixture
def projection() -> FactNames:
    return FactNames()


@pytest.fixture
def recorder(database: Database, projection: FactNames) -> Recorder[Any]:
    return Recorder(database, projection, now=lambda: NOON)


def count(database: Database, table: Any) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def stored_case(database: Database) -> Any:
    with database.reading() as connection:
        return connection.execute(select(cases)).one()


def test_a_batch_becomes_journal_projection_and_outbox_in_one_go(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened")
    done = recorder.record("JX", "2026-1", entries)
    assert (done.position, done.head) == (2, entries[-1].head)
    assert done.receivers == {"platform"}
    assert stored_case(database).stage == "Screened"
    assert count(database, journal) == 2
    assert count(database, outbox) == 2
    assert count(database, people) == count(database, deadlines) == count(database, work) == 1
    assert count(database, files) == 1


def test_the_journal_reads_back_as_it_was_written(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened")
    recorder.record("JX", "2026-1", entries)
    with database.reading() as connection:
        assert read_entries(connection, "JX", "2026-1") == entries
        assert verify(connection, "JX", "2026-1").head == entries[-1].head


def test_a_repeated_batch_adds_nothing(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened")
    first = recorder.record("JX", "2026-1", entries)
    again = recorder.record("JX", "2026-1", entries)
    assert (again.position, again.head) == (first.position, first.head)
    assert again.receivers == frozenset()
    assert count(database, journal) == count(database, outbox) == 2


def test_a_batch_that_overlaps_adds_only_what_is_new(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened", "NoticesPrepared")
    recorder.record("JX", "2026-1", entries[:2])
    assert recorder.record("JX", "2026-1", entries).position == 3
    assert count(database, journal) == count(database, outbox) == 3


def test_another_entry_at_the_same_place_is_refused_loudly(database: Database, recorder: Recorder[Any]):
    recorder.record("JX", "2026-1", journal_of("CaseOpened", "Screened"))
    with pytest.raises(JournalMismatch) as refused:
        recorder.record("JX", "2026-1", journal_of("CaseOpened", "Screened", by="o2"))
    assert refused.value.seq == 1
    assert count(database, journal) == 2


def test_another_case_under_a_used_number_is_refused(database: Database, recorder: Recorder[Any]):
    recorder.record("JX", "2026-1", journal_of("CaseOpened"))
    with pytest.raises(JournalMismatch):
        recorder.record("JX", "2026-1", journal_of("CaseTakenOver"))


def test_a_gap_is_refused_with_the_first_entry_that_is_missing(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened", "NoticesPrepared")
    recorder.record("JX", "2026-1", entries[:1])
    with pytest.raises(JournalGap) as refused:
        recorder.record("JX", "2026-1", entries[2:])
    assert refused.value.seq == 2


def test_a_chain_that_does_not_follow_from_what_is_stored_is_refused(
    database: Database, recorder: Recorder[Any]
):
    recorder.record("JX", "2026-1", journal_of("CaseOpened"))
    forged = journal_of("Screened", previous="f" * 64, first=2)
    with pytest.raises(JournalMismatch):
        recorder.record("JX", "2026-1", forged)
    assert stored_case(database).position == 1


def test_only_new_entries_are_folded(recorder: Recorder[Any], projection: FactNames):
    entries = journal_of(*(f"Fact{n}" for n in range(10)))
    for entry in entries:
        recorder.record("JX", "2026-1", [entry])
    assert projection.folded == 10


def test_a_recorder_that_starts_anew_goes_on_from_what_is_stored(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened", "NoticesPrepared")
    recorder.record("JX", "2026-1", entries[:2])
    Recorder(database, FactNames()).record("JX", "2026-1", entries[2:])
    facts = json.loads(stored_case(database).projection)["facts"]
    assert facts == ["CaseOpened", "Screened", "NoticesPrepared"]


def test_what_another_process_wrote_is_not_missed(database: Database, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened", "NoticesPrepared")
    other = Recorder(database, FactNames())
    for writer, entry in zip([recorder, other, recorder], entries, strict=True):
        writer.record("JX", "2026-1", [entry])
    facts = json.loads(stored_case(database).projection)["facts"]
    assert facts == ["CaseOpened", "Screened", "NoticesPrepared"]


def test_what_fails_is_not_remembered(database: Database, projection: FactNames, recorder: Recorder[Any]):
    entries = journal_of("CaseOpened", "Screened")
    recorder.record("JX", "2026-1", entries[:1])
    projection.fails = True
    with pytest.raises(ZeroDivisionError):
        recorder.record("JX", "2026-1", entries[1:])
    assert stored_case(database).position == 1
    projection.fails = False
    assert recorder.record("JX", "2026-1", entries[1:]).position == 2


def test_a_changed_entry_breaks_the_journal(database: Database, recorder: Recorder[Any]):
    recorder.record("JX", "2026-1", journal_of("CaseOpened", "Screened", "NoticesPrepared"))
    with database.writing() as connection:
        changed = func.replace(journal.c.body, "Screened", "Dropped")
        connection.execute(update(journal).where(journal.c.seq == 2).values(body=changed))
    with database.reading() as connection, pytest.raises(BrokenChain) as broken:
        verify(connection, "JX", "2026-1")
    assert broken.value.seq == 2


@pytest.mark.parametrize("column", ["by", "fact"])
def test_a_column_that_differs_from_the_hashed_text_breaks_the_journal(
    database: Database, recorder: Recorder[Any], column: str
):
    recorder.record("JX", "2026-1", journal_of("CaseOpened", "Screened"))
    with database.writing() as connection:
        connection.execute(update(journal).where(journal.c.seq == 2).values({column: "somebody"}))
    with database.reading() as connection, pytest.raises(BrokenChain):
        verify(connection, "JX", "2026-1")


def test_an_entry_cut_off_at_the_end_breaks_the_journal(database: Database, recorder: Recorder[Any]):
    recorder.record("JX", "2026-1", journal_of("CaseOpened", "Screened"))
    with database.writing() as connection:
        connection.execute(journal.delete().where(journal.c.seq == 2))
    with database.reading() as connection, pytest.raises(BrokenChain):
        verify(connection, "JX", "2026-1")
