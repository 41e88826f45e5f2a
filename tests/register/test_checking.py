"""Each trouble of register, store and numbers, planted once: found, named, and no more found after its cure."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update

from documents.editions import edition_of
from domain.case.checks import Checked
from domain.case.documents import NumberSeries, NumberState, document_key
from domain.case.intake import IntakeState
from domain.case.journal import Entry, chained
from domain.case.keeping import StoreAway
from domain.case.readers import Read
from domain.case.system_work import Level, Trouble
from domain.case.uploads import Upload
from domain.procedure.outgoing import Mail
from register.checking import RegisterChecks
from register.checking_numbers import check_numbers
from register.checking_store import StoreChecks
from register.checkpoints import Checkpoints
from register.database import Database
from register.depots import FolderDepot
from register.desk_book import DeskBook
from register.numbering import Numbering
from register.outbox import ATTEMPTS_UNTIL_WORK, Outbox, Outgoing
from register.projection import CaseProjection
from register.proof_tables import checkpoints
from register.rebuilding import Rebuilder
from register.recording import Recorder
from register.sealing import seal
from register.settling import settle
from register.store import DocumentStore
from register.tables import access_log, cases, deadlines, documents, files, intake, journal, numbers
from tests.procedure.playing import standard
from tests.register.stores import Kept
from tests.register.test_queries import NOON

AGENCY = "zj-market"
NUMBERS = ("A-1", "A-2", "A-3", "A-4")
NOW = datetime(2026, 6, 9, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(standard().entries[:12])


@pytest.fixture
def recorded(database: Database, entries: list[Entry]) -> Database:
    recorder = Recorder(database, CaseProjection())
    for number in NUMBERS:
        recorder.record(AGENCY, number, entries)
    return database


@pytest.fixture
def checks(recorded: Database) -> RegisterChecks:
    return RegisterChecks(recorded, CaseProjection(), now=lambda: NOW)


def told(checked: Checked) -> set[tuple[Trouble, str]]:
    return {(found.trouble, found.subject) for found in checked.found}


def of(table: Any, number: str) -> Any:
    return (table.c.agency == AGENCY) & (table.c.number == number)


def change(database: Database, statement: Any) -> None:
    with database.writing() as connection:
        assert connection.execute(statement).rowcount > 0


def row_of(entry: Entry, number: str) -> dict[str, Any]:
    columns = {name: getattr(entry, name) for name in ("seq", "at", "by", "move", "fact", "head")}
    return {"agency": AGENCY, "number": number, "body": entry.stored.decode(), **columns}


def test_a_broken_journal_does_not_stop_the_rest(
    recorded: Database, checks: RegisterChecks, entries: list[Entry]
):
    change(recorded, update(journal).where(of(journal, "A-1"), journal.c.seq == 3).values(body="{}"))
    change(recorded, delete(journal).where(of(journal, "A-2"), journal.c.seq == 5))
    change(recorded, update(deadlines).where(of(deadlines, "A-3")).values(title="?"))
    steps = list[tuple[int, int]]()
    checked = checks.journals(lambda done, all_: steps.append((done, all_)))
    assert told(checked) == {
        (Trouble.JOURNAL_BROKEN, f"{AGENCY}/A-1"),
        (Trouble.JOURNAL_BROKEN, f"{AGENCY}/A-2"),
        (Trouble.PROJECTION_OUTDATED, f"{AGENCY}/A-3"),
    }
    assert [found.detail for found in checked.found] == ["# 3", "# 5", "deadlines"]
    assert (checked.level, checked.looked_at) == (Level.FAULT, 4)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    body = entries[2].stored.decode()
    change(recorded, update(journal).where(of(journal, "A-1"), journal.c.seq == 3).values(body=body))
    lost = entries[4]
    change(recorded, insert(journal).values(row_of(lost, "A-2")))
    list(Rebuilder(recorded, CaseProjection()).rebuild(every=True))
    assert checks.journals().found == ()


def test_columns_beside_the_bytes_are_checked_too(recorded: Database, checks: RegisterChecks):
    change(recorded, update(journal).where(of(journal, "A-1"), journal.c.seq == 4).values(by="somebody"))
    assert told(checks.journals()) == {(Trouble.JOURNAL_BROKEN, f"{AGENCY}/A-1")}


def test_a_case_that_this_version_cannot_read_stops_nothing(
    recorded: Database, checks: RegisterChecks, entries: list[Entry]
):
    last = entries[-1]
    new = chained(last.model_copy(update={"seq": last.seq + 1, "fact": "NotYetKnown"}), last.head)
    change(recorded, insert(journal).values(row_of(new, "A-1")))
    change(recorded, update(cases).where(of(cases, "A-1")).values(position=new.seq, head=new.head))
    assert told(checks.journals()) == {(Trouble.CASE_UNREADABLE, f"{AGENCY}/A-1")}


def test_a_case_whose_row_was_lost_is_found_by_its_journal(recorded: Database, checks: RegisterChecks):
    change(recorded, delete(cases).where(of(cases, "A-1")))
    assert told(checks.journals()) == {(Trouble.PROJECTION_OUTDATED, f"{AGENCY}/A-1")}


def test_an_access_log_and_checkpoints_that_were_changed_are_named(
    recorded: Database, checks: RegisterChecks
):
    DeskBook(recorded).note_reads([Read("p", AGENCY, "A-1", "case", NOW)])
    Checkpoints(recorded).make(NOW)
    assert (checks.access_log().looked_at, checks.checkpoints().looked_at) == (1, 1)
    assert (checks.access_log().found, checks.checkpoints().found) == ((), ())
    change(recorded, update(access_log).values(person="q"))
    change(recorded, update(checkpoints).values(cases=3))
    change(recorded, update(journal).where(of(journal, "A-1"), journal.c.seq == 12).values(head="0" * 64))
    assert told(checks.access_log()) == {(Trouble.ACCESS_LOG_BROKEN, "access_log")}
    assert told(checks.checkpoints()) == {
        (Trouble.CHECKPOINTS_BROKEN, "checkpoints"),
        (Trouble.CHECKPOINTS_BROKEN, f"{AGENCY}/A-1"),
    }
    assert [found.detail for found in checks.checkpoints().found] == ["# 1", "# 12"]


def test_another_schema_is_named(recorded: Database, checks: RegisterChecks):
    assert checks.schema().found == ()
    change(recorded, text("UPDATE alembic_version SET version_num = '0000'"))
    [found] = checks.schema().found
    assert (found.trouble, found.detail) == (Trouble.SCHEMA_OUTDATED, "0000 < 0005")


def test_a_row_that_failed_often_is_stuck_until_it_is_delivered(recorded: Database, checks: RegisterChecks):
    outbox = Outbox(recorded)
    outbox.put([Outgoing.message(AGENCY, "A-1", 1, 0, "p1", Mail(subject="s", text="t"))], NOW)
    row = next(r for r in outbox.waiting() if r.person == "p1")
    for _ in range(ATTEMPTS_UNTIL_WORK):
        assert checks.outbox().found == ()
        outbox.failed(row.id, "HTTP 500", NOW)
    [found] = checks.outbox().found
    assert (found.trouble, found.subject) == (Trouble.OUTBOX_STUCK, f"mail/{AGENCY}/A-1/1/0/p1")
    state = next(state for state in outbox.states() if state.receiver == "mail")
    assert (state.stuck, state.waiting) == (1, len(outbox.waiting("mail")))
    outbox.delivered(row.id, NOW)
    assert checks.outbox().found == ()


def test_a_letter_that_waits_longer_than_it_should_is_named(recorded: Database, checks: RegisterChecks):
    book = DeskBook(recorded)
    book.arrived(AGENCY, "A-1", "approve", "k1", {}, NOW - timedelta(seconds=5))
    book.arrived(AGENCY, "A-2", "approve", "k2", {}, NOW - timedelta(minutes=5))
    checked = checks.intake()
    assert (checked.looked_at, checked.level) == (2, Level.WARNING)
    assert told(checked) == {(Trouble.LETTER_WAITING, f"{AGENCY}/A-2#2")}
    change(recorded, update(intake).values(state=IntakeState.ACCEPTED))
    assert checks.intake().found == ()


def test_a_case_near_its_limit_is_named(recorded: Database):
    checks = RegisterChecks(recorded, CaseProjection(), near_limit=1000)
    assert told(checks.sizes()) == {(Trouble.CASE_NEAR_LIMIT, f"{AGENCY}/{number}") for number in NUMBERS}
    assert RegisterChecks(recorded, CaseProjection()).sizes().found == ()


@pytest.fixture
def store(kept: Kept) -> DocumentStore:
    return kept.store


@pytest.fixture
def name(recorded: Database, store: DocumentStore) -> Callable[[bytes], str]:
    """Put a file into the store and have a case name it."""
    with recorded.writing() as connection:
        connection.execute(delete(files))
        makes_contents = journal.c.fact.in_(("DocumentsPreviewed", "DocumentsNumbered"))
        connection.execute(delete(journal).where(makes_contents))
        connection.execute(
            update(documents).values(content_sha256=None, preview_sha256=None, file_sha256=None)
        )

    def put(data: bytes) -> str:
        sha256 = store.put(data)
        change(recorded, insert(files).values(agency=AGENCY, number="A-1", sha256=sha256, text=False))
        return sha256

    return put


def test_missing_and_damaged_files_are_found_until_they_are_restored(
    recorded: Database, kept: Kept, store: DocumentStore, name: Callable[[bytes], str]
):
    checks = StoreChecks(recorded, store, edition_of)
    whole, gone, altered = name(b"whole"), name(b"gone"), name(b"altered")
    assert (checks.files().found, checks.files().looked_at) == ((), 3)
    kept.place(gone).unlink()
    path = kept.place(altered)
    path.chmod(0o600)
    path.write_bytes(seal(b"ALTERED"))
    assert told(checks.files()) == {(Trouble.FILE_MISSING, gone), (Trouble.FILE_DAMAGED, altered)}
    assert {found.detail for found in checks.files().found} == {f"{AGENCY}/A-1"}
    path.unlink()
    store.put(b"gone")
    store.put(b"altered")
    assert checks.files().found == ()
    assert store.has(whole)


def test_a_quick_check_reads_no_bytes_but_sees_what_is_missing_or_empty(
    recorded: Database, kept: Kept, store: DocumentStore, name: Callable[[bytes], str]
):
    checks = StoreChecks(recorded, store, edition_of)
    gone, empty, altered = name(b"gone"), name(b"empty"), name(b"altered")
    kept.place(gone).unlink()
    for sha256, data in ((empty, seal(b"")), (altered, seal(b"ALTERED"))):
        kept.place(sha256).chmod(0o600)
        kept.place(sha256).write_bytes(data)
    checked = checks.files(quick=True)
    assert told(checked) == {(Trouble.FILE_MISSING, gone), (Trouble.FILE_DAMAGED, empty)}
    assert not checked.whole


def test_files_that_nobody_names_are_counted_and_no_fault(
    recorded: Database, store: DocumentStore, name: Callable[[bytes], str]
):
    name(b"named")
    orphan = store.put(b"written, and never recorded")
    brought = store.put(b"uploaded, and not used yet")
    DeskBook(recorded).uploaded(Upload(AGENCY, brought, "scan.pdf", 26, "application/pdf", "o1", NOON))
    checked = StoreChecks(recorded, store, edition_of).files()
    assert (checked.found, checked.looked_at, checked.unnamed) == ((), 1, (orphan,))
    assert checked.note is not None
    assert checked.note.zh.startswith("另有 1 个文件已上传、没有案件引用，1 个无处登记")


def content_of(store: DocumentStore, edition: str, said: str = "") -> str:
    return store.put(json.dumps({"template": edition, "said": said}).encode())


def prepare(recorded: Database, number: str, entries: list[Entry], content: str) -> None:
    """Let a document of a case have had this content, and no table know it any more."""
    last = entries[-1]
    body = {"documents": [{"document": 1, "content": content}]}
    entry = last.model_copy(update={"seq": last.seq + 1, "fact": "DocumentsPreviewed", "body": body})
    change(recorded, insert(journal).values(row_of(chained(entry, last.head), number)))


def test_an_edition_that_a_content_names_is_no_orphan_and_is_looked_for(
    recorded: Database,
    kept: Kept,
    store: DocumentStore,
    entries: list[Entry],
    name: Callable[[bytes], str],
):
    edition, orphan = store.put(b"an edition of a template"), store.put(b"an edition that nothing names")
    content = content_of(store, edition)
    prepare(recorded, "A-2", entries, content)
    checks = StoreChecks(recorded, store, edition_of)
    checked = checks.files()
    assert (checked.found, checked.looked_at, checked.unnamed) == ((), 2, (orphan,))
    quick = checks.files(quick=True)
    assert quick.note is not None
    assert "2 个未读内容、不能区分" in quick.note.zh
    kept.place(edition).unlink()
    [found] = checks.files().found
    assert (found.trouble, found.subject, found.number) == (Trouble.FILE_MISSING, edition, "A-2")


def test_a_former_version_of_a_document_belongs_to_its_case_and_is_looked_for(
    recorded: Database,
    kept: Kept,
    store: DocumentStore,
    entries: list[Entry],
    name: Callable[[bytes], str],
):
    former = content_of(store, "", "as it was before the edit")
    prepare(recorded, "A-3", entries, former)
    checks = StoreChecks(recorded, store, edition_of)
    assert (checks.files().found, checks.files().unnamed) == ((), ())
    kept.place(former).unlink()
    [found] = checks.files(quick=True).found
    assert (found.trouble, found.subject, found.number) == (Trouble.FILE_MISSING, former, "A-3")


def test_what_a_killed_process_left_on_its_way_in_is_removed_after_a_day_and_nothing_younger(
    recorded: Database, kept: Kept, name: Callable[[bytes], str]
):
    name(b"named")
    old, young = kept.incoming / "tmp-old", kept.incoming / "tmp-young"
    for file in (old, young):
        file.write_bytes(b"=half")
    os.utime(old, (0, 0))
    checked = StoreChecks(recorded, kept.store, edition_of).files()
    assert checked.found == ()
    assert (old.exists(), young.exists()) == (False, True)


def test_a_store_that_is_away_is_one_fault_and_says_nothing_of_any_file(
    recorded: Database, name: Callable[[bytes], str], tmp_path: Path
):
    class Away(FolderDepot):
        def look(self) -> None:
            raise StoreAway("503")

    name(b"named")
    checked = StoreChecks(recorded, DocumentStore(tmp_path, depot=Away(tmp_path)), edition_of).files()
    assert told(checked) == {(Trouble.STORE_AWAY, "store")}
    assert not checked.whole


NOTICES = NumberSeries(issuer=AGENCY, word="罚告", year=2026)


@pytest.fixture
def numbered(recorded: Database) -> Database:
    numbering = Numbering(recorded)
    for serial in range(1, 5):
        key = document_key(AGENCY, f"A-{serial}", 4)
        number = numbering.take(NOTICES, "镇市监罚告", kind="penalty_notice", document_key=key)
        assert number.taken.serial == serial
    return recorded


def test_a_gap_in_a_row_of_numbers_is_found(numbered: Database):
    assert check_numbers(numbered).found == ()
    change(numbered, text("DELETE FROM numbers WHERE serial = 2"))
    assert told(check_numbers(numbered)) == {(Trouble.NUMBER_GAP, "镇市监罚告〔2026〕2号")}


def test_a_number_that_two_cases_have_is_found_with_both(numbered: Database):
    def said(number: str) -> dict[str, object]:
        return {
            **NOTICES.model_dump(),
            "serial": 5,
            "printed": "镇市监罚告〔2026〕5号",
            "document_key": document_key(AGENCY, number, 4),
            "kind": "penalty_notice",
            "state": NumberState.CONFIRMED,
            "taken_at": NOW,
        }

    with numbered.writing() as connection:
        for number in ("B-1", "B-2"):
            settle(connection, [said(number)])
    [found] = check_numbers(numbered).found
    assert (found.trouble, found.subject) == (Trouble.NUMBER_DOUBLED, "镇市监罚告〔2026〕5号")
    for number in ("B-1", "B-2"):
        assert f"{AGENCY}/{number}/4" in found.detail


def test_a_number_reserved_for_long_is_found(numbered: Database):
    change(numbered, update(numbers).where(numbers.c.serial == 3).values(taken_at=NOW - timedelta(days=9999)))
    assert told(check_numbers(numbered)) == {(Trouble.NUMBER_LEFT_LYING, "镇市监罚告〔2026〕3号")}


def test_a_number_that_a_case_uses_and_the_table_lost_is_found(numbered: Database):
    mine = {
        "issuer": AGENCY,
        "number_word": "罚告",
        "number_year": 2026,
        "serial": 9,
        "document_number": "镇市监罚告〔2026〕9号",
    }
    change(numbered, update(documents).where(of(documents, "A-1"), documents.c.document == 1).values(**mine))
    assert told(check_numbers(numbered)) == {(Trouble.NUMBER_NOT_ENTERED, "镇市监罚告〔2026〕9号")}
