"""What is personal goes through one place, into the register and out: each column says whether it is."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import String, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.procedure.lists import CaseFilter
from register.database import Database
from register.projection import CaseProjection
from register.queries import Queries
from register.recording import Recorder
from register.screen_tables import form_drafts
from register.sealing import PLAIN, Sealed, UnknownForm, contains, seal, unseal
from register.tables import cases, metadata
from tests.procedure.playing import Play, standard

ROOT = Path(__file__).parents[2]
AFTER_ALL = date(2027, 12, 31)

KEY = "names the case, as addresses and search attributes do"
CODE = "a word of the programme or of the directory"
HASH = "says nothing of what was hashed"
REQUEST = "chosen by the programme that asks; unique, so that a request is taken once"
PLAIN_COLUMNS = {
    **{f"{table}.agency": KEY for table in metadata.tables},
    **{f"{table}.number": KEY for table in metadata.tables},
    "cases.head": HASH,
    "cases.stage": CODE,
    "cases.profile": CODE,
    "journal.by": CODE,
    "journal.move": CODE,
    "journal.fact": CODE,
    "journal.head": HASH,
    "people.person": CODE,
    "people.part": CODE,
    "deadlines.term": CODE,
    "deadlines.title": "the term's title in the law",
    "deadlines.article": "an article of the law",
    "deadlines.state": CODE,
    "deadlines.role": CODE,
    "documents.kind": CODE,
    "documents.about": "the number of a round, a service or a session",
    "documents.document_number": "stands on the document for all to see, and is searched for",
    "documents.content_sha256": HASH,
    "documents.preview_sha256": HASH,
    "documents.file_sha256": HASH,
    "documents.state": CODE,
    "files.sha256": HASH,
    "work.role": CODE,
    "work.person": CODE,
    "work.move": CODE,
    "documents.issuer": CODE,
    "documents.number_word": CODE,
    "numbers.issuer": CODE,
    "numbers.word": CODE,
    "numbers.printed": "stands on the document for all to see",
    "numbers.state": CODE,
    "number_starts.issuer": CODE,
    "number_starts.word": CODE,
    "number_starts.by": CODE,
    "system_work.kind": CODE,
    "system_work.subject": KEY,
    "system_work.detail": "positions, counts, sizes, kinds of errors",
    "numbers.kind": CODE,
    "numbers.document_key": KEY,
    "outbox.receiver": CODE,
    "outbox.lane": KEY,
    "outbox.key": KEY,
    "outbox.person": CODE,
    "uploads.sha256": HASH,
    "uploads.media_type": "what sort of file it is",
    "uploads.by": CODE,
    "uploads.key": REQUEST,
    "access_log.person": CODE,
    "access_log.what": "what sort of thing was read, and a file's hash",
    "access_log.request_id": REQUEST,
    "intake.what": CODE,
    "intake.key": REQUEST,
    "intake.state": CODE,
    "receipts.key": REQUEST,
    "receipts.digest": HASH,
    "rulebooks.sha256": HASH,
    "rulebooks.title": "the title of a set of rules",
    "rulebooks.body": "the law, and what an office has added to it",
    "calendars.sha256": HASH,
    "calendars.body": "a published notice of the State Council",
    "calendars.adopted_by": CODE,
    "access_links.body": HASH,
    "access_links.head": HASH,
    "checkpoints.reads_head": HASH,
    "checkpoints.root": HASH,
    "checkpoints.previous": HASH,
    "checkpoints.head": HASH,
    "checkpoint_heads.head": HASH,
    "dossiers.part": CODE,
    "dossiers.head": HASH,
    "dossiers.sha256": HASH,
    "file_dangers.sha256": HASH,
    "file_dangers.danger": CODE,
    "file_releases.sha256": HASH,
    "file_releases.by": CODE,
    "sign_ins.token_sha256": HASH,
    "sign_ins.person": CODE,
    "sign_ins.secret": "drawn by lot for the forms of one sign-in, and worth nothing after it",
    "form_drafts.person": CODE,
    "form_drafts.move": CODE,
    "form_drafts.key": REQUEST,
}
"""Every column of text that is not sealed, and why it need not be."""


def texts() -> Iterator[tuple[str, bool]]:
    """Every column that holds text, and whether it is sealed."""
    for table in metadata.tables.values():
        for column in table.columns:
            sealed = isinstance(column.type, Sealed)
            if sealed or isinstance(column.type, String):
                yield f"{table.name}.{column.name}", sealed


def test_every_text_of_the_register_is_sealed_or_says_why_it_stays_plain():
    assert {name for name, sealed in texts() if not sealed} - set(PLAIN_COLUMNS) == set()


def test_nothing_that_is_said_to_stay_plain_is_sealed():
    assert {name for name, sealed in texts() if sealed} & set(PLAIN_COLUMNS) == set()


def test_what_is_personal_is_sealed():
    sealed = {name for name, sealed in texts() if sealed}
    assert sealed == {
        *("cases.cause", "cases.party_names", "cases.projection", "journal.body", "work.what"),
        "number_starts.reason",
        "file_releases.reason",
        *(f"{form_drafts.name}.{part}" for part in ("body", "names")),
        *(
            "outbox.body",
            "outbox.last_error",
            "receipts.body",
            "uploads.name",
            "intake.payload",
            "intake.answer",
        ),
    }


@pytest.fixture(scope="module")
def played() -> Play:
    return standard(until="submit_statement")


def test_no_row_holds_anything_of_a_party_but_behind_its_mark(database: Database, played: Play):
    Recorder(database, CaseProjection()).record("zj-market", played.case.identity.number, played.entries)
    names = [party.name for party in played.case.parties.all]
    found = 0
    with database.reading() as connection:
        for table in metadata.tables:
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                held = [str(value) for value in row if any(name in str(value) for name in names)]
                assert all(value.encode().startswith(PLAIN) for value in held), table
                found += len(held)
    assert found > len(names)


def test_a_party_is_found_by_a_part_of_its_name_and_not_by_the_mark(database: Database, played: Play):
    Recorder(database, CaseProjection()).record("zj-market", played.case.identity.number, played.entries)
    queries = Queries(database)
    reader = Reader.of(Person(id="officer-li", agency="zj-market", roles=(Role.OFFICER,)))

    def found(party: str) -> int:
        return len(queries.cases(reader, AFTER_ALL, CaseFilter(party=party)).items)

    name = played.case.parties.all[0].name
    assert [found(part) for part in (name, name[:2], name[-2:], "%", "_", PLAIN.decode())] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]


def test_sql_does_not_look_into_what_is_sealed(database: Database):
    for wrong in (
        lambda: cases.c.cause == "虚假宣传",
        lambda: cases.c.party_names.contains("张三"),
        lambda: cases.c.cause.in_(["虚假宣传"]),
        lambda: cases.c.cause.desc(),
    ):
        with pytest.raises(TypeError, match="sealed"):
            wrong()
    with database.reading() as connection:
        assert connection.execute(select(cases).where(contains(cases.c.cause, "虚"))).all() == []


def test_a_form_that_is_not_known_is_refused_and_never_shown_as_content(database: Database, played: Play):
    number = played.case.identity.number
    Recorder(database, CaseProjection()).record("zj-market", number, played.entries)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE cases SET projection = '~sealed by a later version'")
    reader = Reader.of(Person(id="officer-li", agency="zj-market", roles=(Role.OFFICER,)))
    with pytest.raises((UnknownForm, StatementError)):
        Queries(database).case(reader, "zj-market", number)


def test_an_error_of_the_database_says_nothing_of_what_was_written(database: Database):
    """It goes to the log, and as the failure of an activity into the engine's history."""
    with pytest.raises(IntegrityError) as refused, database.writing() as connection:
        connection.execute(insert(cases), {"agency": "a", "number": "1", "cause": "虚假宣传"})
    assert "虚假宣传" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"=", "听述".encode(), bytes(range(256))])
def test_what_is_sealed_is_what_comes_out(content: bytes):
    assert unseal(seal(content)) == content


@pytest.mark.parametrize("kept", [b"", b"x", b"~abc"])
def test_what_was_not_sealed_is_not_unsealed(kept: bytes):
    with pytest.raises(UnknownForm):
        unseal(kept)


WRITES_CASES = ("activities", "api", "desk", "documents", "domain", "register", "workflows")
WRITES_FILES = {
    "register/store.py",
    "register/number_claims.py",
    "domain/pages/__main__.py",
    "desk/rehearsing/__main__.py",
    "documents/guide.py",
    "documents/typesetting.py",
    "documents/dossier/fetching.py",
    "documents/dossier/digests.py",
}
"""The store itself; keys of documents; pages of the domain, schema of rehearsals, page of the templates; templates, which are nobody's; a
dossier while it is bound, in a folder that goes with it."""


def written(source: str) -> Iterator[str]:
    """Calls that write a file, or a row past the types of the tables."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if (
            called in {"write_text", "write_bytes", "mkstemp", "fdopen", "exec_driver_sql"}
            or (called == "open" and any(set("wax+") & set(mode) for mode in texts if len(mode) < 4))
            or (called == "text" and any(w in t for t in texts for w in ("INSERT", "UPDATE")))
        ):
            yield f"line {node.lineno}: {called}"


def test_nothing_is_written_around_the_seal():
    found = {
        path.relative_to(ROOT).as_posix(): list(written(path.read_text(encoding="utf-8")))
        for package in WRITES_CASES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts
    }
    # How a transaction begins is all that is said to the driver itself.
    begins = {"register/database.py"}
    assert {name for name, calls in found.items() if calls} == WRITES_FILES | begins


@pytest.mark.parametrize(
    "planted",
    [
        "Path('x').write_text(statement)",
        "open('x', 'w').write(statement)",
        "connection.exec_driver_sql('INSERT INTO journal VALUES (1)')",
        "connection.execute(text('UPDATE cases SET cause = 1'))",
    ],
)
def test_that_check_sees_what_is_written_around_it(planted: str):
    assert list(written(planted))
