"""Files kept apart: released by an agency for itself, and for whoever reads its case that names the file."""

from sqlalchemy import insert

from domain.case.dangers import Danger, Release
from domain.case.people import Role
from domain.case.readers import Reader
from domain.case.uploads import Upload
from register.database import Database
from register.desk_book import DeskBook
from register.quarantine import Quarantine
from register.tables import files
from tests.register.test_queries import NOON

SHA256 = "a" * 64


def reader(person: str, agency: str, *reads: str) -> Reader:
    return Reader(person, agency, frozenset(reads), frozenset({Role.OFFICER}))


OWN = reader("o1", "JX", "JX")
OTHERS = reader("m1", "HZ", "HZ")
SUPERVISING = reader("w1", "ZJ", "JX", "HZ")


def release(by: str = "o2", agency: str = "JX", reason: str = "已查验") -> Release:
    return Release(agency, SHA256, reason, by, NOON)


def test_what_is_dangerous_in_a_file_is_noted_once(database: Database):
    book = Quarantine(database)
    assert book.dangers(SHA256) == ()
    book.keep_apart(SHA256, [Danger.MACROS])
    book.keep_apart(SHA256, [Danger.MACROS, Danger.EXTERNAL])
    assert set(book.dangers(SHA256)) == {Danger.MACROS, Danger.EXTERNAL}


def test_the_first_release_of_an_agency_stands(database: Database):
    book = Quarantine(database)
    assert book.release(release()) == release()
    assert book.release(release(by="h1", reason="另一理由")) == release()


def test_an_agency_releases_for_itself_and_for_whoever_reads_its_case_that_names_the_file(database: Database):
    book = Quarantine(database)
    book.release(release())
    assert [book.is_released(one, SHA256) for one in (OWN, SUPERVISING, OTHERS)] == [True, False, False]
    with database.writing() as connection:
        connection.execute(insert(files).values(agency="JX", number="1", sha256=SHA256, text=False))
    assert [book.is_released(one, SHA256) for one in (OWN, SUPERVISING, OTHERS)] == [True, True, False]
    assert not book.is_released(OWN, "b" * 64)


def test_a_release_of_nobodys_agency_is_none(database: Database):
    """Parties and platforms belong to no agency, and share nothing by that."""
    book = Quarantine(database)
    book.release(release(agency=""))
    assert not book.is_released(reader("p1", ""), SHA256)


def test_who_brought_a_file_is_known(database: Database):
    DeskBook(database).uploaded(Upload("JX", SHA256, "a.zip", 3, "application/zip", "o1", NOON))
    book = Quarantine(database)
    assert (book.brought(SHA256, "o1"), book.brought(SHA256, "o2")) == (True, False)


def test_a_dossier_embeds_no_dangerous_file_that_nobody_released(database: Database):
    book = Quarantine(database)
    assert not book.holds(SHA256)
    book.keep_apart(SHA256, [Danger.MACROS])
    assert book.holds(SHA256)
    book.release(release())
    assert not book.holds(SHA256)
