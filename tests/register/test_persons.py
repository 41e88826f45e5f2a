"""Who stands in a case now: what the desk stamps each move with, and the directory file with its dates."""

from datetime import date
from pathlib import Path

import pytest

from desk.directory import BadDirectory, Directory
from domain.case.people import Certificate, Office, Person, Relation, Role
from register.database import Database
from register.projection import CaseProjection
from register.receipts import ReceiptBook
from register.recording import Recorder
from tests.procedure.playing import standard
from tests.register.moves import moves

DATED = """
[[persons]]
id = "officer-yu"
name = "于示例"
agency = "zj-market"
roles = ["officer"]

[[persons.offices]]
role = "reviewer"
since = 2026-01-01
until = 2026-06-30

[[persons.certificates]]
number = "示例-0007"
since = 2021-01-01
until = 2025-12-31

[[persons.certificates]]
number = "示例-0008"
since = 2026-03-01

[[persons.relations]]
identifier = "91321102MA1TK3T07W"
ground = "曾在该公司任职"
until = 2024-05-31
"""


def test_the_register_knows_the_present_officers_and_the_reviewer(database: Database):
    played = standard(until="give_opinion")
    recorder, book = Recorder(database, CaseProjection()), ReceiptBook(database)
    number = played.case.identity.number
    assert book.look("zj-market", number, "a key").persons == ()
    for entries in moves(played):
        recorder.record("zj-market", number, entries)
    persons = book.look("zj-market", number, "a key").persons
    assert set(persons) == set(played.case.persons) == {"officer-li", "officer-wang", "reviewer-sun"}


def test_a_directory_gives_roles_certificates_and_relations_their_time(tmp_path: Path):
    file = tmp_path / "directory.toml"
    file.write_text(DATED, encoding="utf-8")
    person = Directory.load(file).person("officer-yu")
    assert person == Person(
        id="officer-yu",
        name="于示例",
        agency="zj-market",
        roles=(Role.OFFICER,),
        offices=(Office(role=Role.REVIEWER, since=date(2026, 1, 1), until=date(2026, 6, 30)),),
        certificates=(
            Certificate(number="示例-0007", since=date(2021, 1, 1), until=date(2025, 12, 31)),
            Certificate(number="示例-0008", since=date(2026, 3, 1)),
        ),
        relations=(
            Relation(identifier="91321102MA1TK3T07W", ground="曾在该公司任职", until=date(2024, 5, 31)),
        ),
    )
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 7, 1))
    assert [person.certified(day) for day in days] == [True, False, False, True, True]
    assert [person.has(Role.REVIEWER, day) for day in days] == [False, True, True, True, False]
    assert [Role.REVIEWER in person.as_of(day).roles for day in days] == [False, True, True, True, False]
    related = {"91321102MA1TK3T07W"}
    assert person.related(related, date(2024, 5, 31))
    assert not person.related(related, date(2024, 6, 1))


def test_an_entry_that_cannot_be_is_named(tmp_path: Path):
    file = tmp_path / "directory.toml"
    file.write_text(DATED.replace("2025-12-31", '"soon"'), encoding="utf-8")
    with pytest.raises(BadDirectory, match=r"officer-yu: certificates\.0\.until"):
        Directory.load(file)
    file.write_text(DATED.replace("until = 2025-12-31", "until = 2020-12-31"), encoding="utf-8")
    with pytest.raises(BadDirectory, match=r"officer-yu: certificates\.0"):
        Directory.load(file)
    file.write_text(DATED.replace("since = 2026-03-01", "sinse = 2026-03-01"), encoding="utf-8")
    with pytest.raises(BadDirectory, match=r"officer-yu: certificates\.1\.sinse"):
        Directory.load(file)
