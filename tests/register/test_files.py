"""A case's files are those that its facts name in a field for a file, and nothing that looks like one."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.canonical import sha256
from domain.case.people import Person, Role
from domain.case.readers import Reader
from domain.procedure import FACTS
from domain.record import Names, marker_of
from register.database import Database
from register.projection import CaseProjection
from register.queries import Queries
from register.rebuilding import Rebuilder
from register.recording import Recorder
from tests.procedure.playing import Play, standard

READER = Reader.of(Person(id="officer-li", agency="zj-market", roles=(Role.OFFICER,)))
NOT_FILES = {"content", "contents", "papers", "rulebook", "sha256"}
"""Fields that hold the SHA-256 of something else: of what is approved, of papers, of rules."""
SHA256 = re.compile(r"[0-9a-f]{64}")


def recorded(database: Database, played: Play) -> Queries:
    Recorder(database, CaseProjection()).record("zj-market", played.case.identity.number, played.entries)
    return Queries(database)


def test_a_text_that_contains_the_hash_of_a_file_gives_no_right_to_it(database: Database):
    of_another_case = sha256("询问笔录 of another case".encode())
    played = standard(until="submit_statement")
    named = sha256("陈述书".encode())
    body = {"channel": "paper", "received_at": "2026-05-27T09:00:00+08:00", "text": of_another_case}
    played.do("2026-05-27", "officer-li", "submit_statement", party=1, **body, file=named)
    queries = recorded(database, played)
    assert queries.may_read_file(READER, named)
    assert not queries.may_read_file(READER, of_another_case)


@pytest.fixture(scope="module")
def played() -> Play:
    return standard()


def hashes(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every SHA-256 of a body with the name of its field."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from hashes(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from hashes(item, field)
    elif isinstance(value, str) and SHA256.fullmatch(value):
        yield field, value


def test_every_file_of_a_case_may_be_read_by_who_reads_the_case(database: Database, played: Play):
    queries = recorded(database, played)
    found = [pair for entry in played.entries for pair in hashes(entry.body)]
    files = {value for field, value in found if field not in NOT_FILES}
    assert {field for field, _ in found} >= {"file", "scan", "preview", "proof", "record", "content"}
    assert all(queries.may_read_file(READER, file) for file in files)
    others = {value for _, value in found} - files
    assert others
    assert not any(queries.may_read_file(READER, other) for other in others)


def test_a_rebuild_finds_the_files_again(database: Database, played: Play):
    recorded(database, played)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM files")
    [rebuilt] = Rebuilder(database, CaseProjection()).rebuild(every=True)
    assert rebuilt.differed == ("files",)


def models(kind: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for field in kind.model_fields.values():
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from models(part, seen)


def parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def test_what_is_a_file_in_one_fact_is_a_file_in_every_fact():
    seen: set[type[BaseModel]] = set()
    fields = [
        (model.__name__, name, marker_of(field, Names) is Names.FILE, str in tuple(parts(field.annotation)))
        for fact in FACTS.values()
        for model in models(fact, seen)
        for name, field in model.model_fields.items()
    ]
    files = {name for _, name, is_file, _ in fields if is_file}
    assert files >= {"file", "scan", "preview", "proof", "record", "form", "evidence"}
    unlike = {f"{m}.{n}" for m, n, is_file, text in fields if n in files and text and not is_file}
    assert unlike == {"Notices.evidence"}, (
        "ids of the evidence that was told, of a party that comes from another case"
    )
