import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from domain.case.documents import NumberSeries
from register.database import Database
from register.number_check import faults
from register.number_claims import NumberClaims
from register.numbering import NotUpward, Numbering, PrintedElsewhere
from register.tables import documents, number_starts, numbers

TAKE_FIFTY = """
import sys
from domain.case.documents import NumberSeries
from register.database import Database, open_engine
from register.numbering import Numbering
numbering = Numbering(Database(open_engine(sys.argv[1])))
row = NumberSeries(issuer="JX", word="罚告", year=2026)
for document in range(50):
    taken = numbering.take(row, "镇市监罚告", kind="penalty_notice", document_key=f"{sys.argv[2]}/{document}")
    print(taken.taken.serial, flush=True)
"""
NOTICES = NumberSeries(issuer="JX", word="罚告", year=2026)
WORDS = {"JX": "镇市监", "DT": "丹市监"}
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


def take(
    numbering: Numbering, document: str, issuer: str = "JX", word: str = "罚告", year: int = 2026
) -> int:
    row = NumberSeries(issuer=issuer, word=word, year=year)
    number = numbering.take(row, WORDS[issuer] + word, kind="penalty_notice", document_key=document)
    assert number.printed == f"{WORDS[issuer]}{word}〔{year}〕{number.taken.serial}号"
    return number.taken.serial


def start(url: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", TAKE_FIFTY, url, name], stdout=subprocess.PIPE, text=True)


def serials(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.scalars(select(numbers.c.serial).order_by(numbers.c.serial)))


def go_on(numbering: Numbering, following: int) -> bool:
    told = numbering.start(NOTICES, following, by="operator-gu", reason="纸质登记簿用到37号", at=NOON)
    return told.changed


def test_every_issuer_word_and_year_counts_from_one(database: Database):
    numbering = Numbering(database)
    assert take(numbering, "a") == 1
    assert take(numbering, "b") == 2
    assert take(numbering, "c", word="罚决") == 1
    assert take(numbering, "d", year=2027) == 1
    assert take(numbering, "e", issuer="DT") == 1


def test_two_kinds_with_one_word_count_in_one_row(database: Database):
    numbering = Numbering(database)
    for serial, kind in enumerate(("penalty_decision", "no_penalty_decision"), start=1):
        row = NumberSeries(issuer="JX", word="罚决", year=2026)
        assert numbering.take(row, "镇市监罚决", kind=kind, document_key=kind).taken.serial == serial


def test_a_document_keeps_its_number_for_ever(database: Database):
    numbering = Numbering(database)
    first = take(numbering, "a")
    take(numbering, "b")
    assert take(numbering, "a") == first
    assert serials(database) == [1, 2]


def test_threads_that_take_at_once_leave_no_gap_and_no_double(database: Database):
    numbering = Numbering(database)
    threads = [
        threading.Thread(target=lambda name=name: [take(numbering, f"{name}/{i}") for i in range(50)])
        for name in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert serials(database) == list(range(1, 401))


def test_processes_that_take_at_once_leave_no_gap_and_no_double(database: Database, database_url: str):
    both = [start(database_url, "a"), start(database_url, "b")]
    taken = [int(line) for process in both for line in process.communicate(timeout=60)[0].split()]
    assert sorted(taken) == serials(database) == list(range(1, 101))


def test_a_kill_between_number_and_answer_gives_the_same_number_again(database: Database, database_url: str):
    killed = start(database_url, "a")
    assert killed.stdout
    killed.stdout.readline()
    time.sleep(0.02)
    os.kill(killed.pid, signal.SIGKILL)
    answered = [1, *(int(line) for line in killed.communicate()[0].split())]
    again = [int(line) for line in start(database_url, "a").communicate(timeout=60)[0].split()]
    assert again == serials(database) == list(range(1, 51))
    assert again[: len(answered)] == answered


def test_two_issuers_whose_words_run_together_never_print_one_number(database: Database):
    numbering = Numbering(database)
    take(numbering, "a")
    alike = NumberSeries(issuer="OTHER", word="监罚告", year=2026)
    with pytest.raises(PrintedElsewhere) as refused:
        numbering.take(alike, "镇市监罚告", kind="penalty_notice", document_key="b")
    assert "JX" in refused.value.why.en
    assert "number_words" in refused.value.cure.en


def test_a_row_goes_on_where_it_is_told(database: Database):
    numbering = Numbering(database)
    assert take(numbering, "a") == 1
    assert go_on(numbering, 38)
    assert take(numbering, "b") == 38
    assert take(numbering, "c") == 39
    with database.reading() as connection:
        [told] = connection.execute(select(number_starts)).all()
    assert (told.before, told.next, told.by, told.reason) == (2, 38, "operator-gu", "纸质登记簿用到37号")
    assert told.at == NOON


def test_what_a_row_was_told_to_leave_out_is_no_gap(database: Database):
    numbering = Numbering(database)
    take(numbering, "a")
    go_on(numbering, 38)
    take(numbering, "b")
    assert faults(database) == []


def test_a_row_that_is_told_twice_is_told_once(database: Database):
    numbering = Numbering(database)
    assert go_on(numbering, 38)
    assert not go_on(numbering, 38)
    with database.reading() as connection:
        assert len(connection.execute(select(number_starts)).all()) == 1


def test_a_row_never_goes_back(database: Database):
    numbering = Numbering(database)
    go_on(numbering, 38)
    take(numbering, "a")
    for below in (1, 37, 38):
        with pytest.raises(NotUpward) as refused:
            go_on(numbering, below)
        assert "39" in refused.value.cure.en
    assert take(numbering, "b") == 39


def test_a_table_that_lags_behind_the_journal_gives_the_next_above_both(database: Database):
    numbering = Numbering(database)
    take(numbering, "a")
    of_a_case = {
        "agency": "JX",
        "number": "2026-1",
        "document": 1,
        "kind": "penalty_notice",
        "about": "",
        "pages": 1,
        "state": "final",
        "issuer": "JX",
        "number_word": "罚告",
        "number_year": 2026,
        "serial": 12,
    }
    with database.writing() as connection:
        connection.execute(insert(documents).values(**of_a_case))
    assert take(numbering, "b") == 13


def test_a_register_that_forgot_everything_takes_no_number_twice(database: Database, tmp_path: Path):
    """The claims beside the database know what is out: numbers go on above, and a document finds its own again."""
    numbering = Numbering(database, NumberClaims(tmp_path / "numbers"))
    assert [take(numbering, key) for key in ("a/1/1", "a/2/1", "a/3/1")] == [1, 2, 3]
    with database.writing() as connection:
        connection.execute(delete(numbers))
    forgetful = Numbering(database, NumberClaims(tmp_path / "numbers"))
    assert take(forgetful, "a/2/1") == 2
    assert take(forgetful, "a/4/1") == 4
    with pytest.raises(NotUpward):
        go_on(forgetful, 4)


def test_a_claim_that_a_kill_prevented_is_made_at_the_next_asking(database: Database, tmp_path: Path):
    claims = NumberClaims(tmp_path / "numbers")
    take(Numbering(database), "a/1/1")
    assert claims.holder(NOTICES, 1) is None
    assert take(Numbering(database, claims), "a/1/1") == 1
    assert claims.holder(NOTICES, 1) == "a/1/1"
