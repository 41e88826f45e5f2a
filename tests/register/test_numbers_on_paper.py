"""Numbers on paper (纸质文书的文号): each stays with its document, and the row goes on above it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.case.documents import NumberSeries, PaperNumber, TakenNumber
from register.database import Database
from register.number_check import faults
from register.number_claims import NumberClaims
from register.numbering import Numbering
from register.tables import numbers

ROW = NumberSeries(issuer="JX", word="罚告", year=2026)
WORD = "镇市监罚告"
LATER = datetime(2026, 6, 1, 4, tzinfo=UTC)


def on_paper(serial: int, document: str = "JX/old/1") -> PaperNumber:
    taken = TakenNumber(**ROW.model_dump(), serial=serial)
    return PaperNumber(f"{WORD}〔2026〕{serial}号", taken, "penalty_notice", document)


def take(numbering: Numbering, document: str) -> int:
    return numbering.take(ROW, WORD, kind="penalty_notice", document_key=document).taken.serial


def claim(numbering: Numbering, serial: int, document: str = "JX/old/1") -> bool:
    return numbering.claim(on_paper(serial, document), "officer-li")


@pytest.mark.parametrize(("serial", "following"), [(1, 2), (57, 58)])
def test_the_row_goes_on_above_a_number_from_paper(database: Database, serial: int, following: int):
    numbering = Numbering(database)
    assert claim(numbering, serial)
    assert take(numbering, "JX/new/1") == following
    assert faults(database, LATER) == []


def test_a_number_below_those_taken_is_claimed_where_it_is_free(database: Database):
    numbering = Numbering(database)
    assert claim(numbering, 57)
    assert claim(numbering, 12, "JX/older/1")
    assert take(numbering, "JX/new/1") == 58
    assert faults(database, LATER) == []


def test_a_number_belongs_to_one_document(database: Database):
    numbering = Numbering(database)
    assert take(numbering, "JX/new/1") == 1
    assert not numbering.is_free(on_paper(1))
    assert not claim(numbering, 1)
    assert claim(numbering, 2)
    assert claim(numbering, 2)
    assert numbering.is_free(on_paper(2))
    assert not claim(numbering, 2, "JX/older/1")


def test_what_an_earlier_try_reserved_is_given_back(database: Database):
    """The number was mistyped, and the case never started: the document has the right one now, and nobody the other."""
    numbering = Numbering(database)
    assert claim(numbering, 58)
    assert claim(numbering, 57)
    assert claim(numbering, 58, "JX/older/1")


def test_a_number_of_another_row_is_only_looked_for(database: Database):
    numbering = Numbering(database)
    foreign = PaperNumber("旧字罚〔2019〕3号", None, "penalty_notice", "JX/old/1")
    assert numbering.claim(foreign, "officer-li")
    with database.reading() as connection:
        assert connection.execute(numbers.select()).all() == []


def test_a_claim_outlives_the_database(database: Database, tmp_path: Path):
    claims = NumberClaims(tmp_path)
    assert claim(Numbering(database, claims), 7)
    with database.writing() as connection:
        connection.execute(numbers.delete())
    numbering = Numbering(database, claims)
    assert not claim(numbering, 7, "JX/other/1")
    assert claim(numbering, 7)
