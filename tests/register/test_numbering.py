import os
import signal
import subprocess
import sys
import threading
import time

from sqlalchemy import select

from register.database import Database
from register.numbering import Numbering
from register.tables import numbers

TAKE_FIFTY = """
import sys
from register.database import Database, open_engine
from register.numbering import Numbering
numbering = Numbering(Database(open_engine(sys.argv[1])))
for document in range(50):
    print(numbering.take("JX", "notice", 2026, f"{sys.argv[2]}/{document}"), flush=True)
"""


def start(url: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", TAKE_FIFTY, url, name], stdout=subprocess.PIPE, text=True)


def serials(database: Database) -> list[int]:
    with database.reading() as connection:
        return list(connection.scalars(select(numbers.c.serial).order_by(numbers.c.serial)))


def test_every_agency_kind_and_year_counts_from_one(database: Database):
    numbering = Numbering(database)
    assert numbering.take("JX", "notice", 2026, "a") == 1
    assert numbering.take("JX", "notice", 2026, "b") == 2
    assert numbering.take("JX", "decision", 2026, "c") == 1
    assert numbering.take("JX", "notice", 2027, "d") == 1
    assert numbering.take("DT", "notice", 2026, "e") == 1


def test_a_document_keeps_its_number_for_ever(database: Database):
    numbering = Numbering(database)
    first = numbering.take("JX", "notice", 2026, "a")
    numbering.take("JX", "notice", 2026, "b")
    assert numbering.take("JX", "notice", 2026, "a") == first
    assert serials(database) == [1, 2]


def test_threads_that_take_at_once_leave_no_gap_and_no_double(database: Database):
    numbering = Numbering(database)
    threads = [
        threading.Thread(
            target=lambda name=name: [numbering.take("JX", "notice", 2026, f"{name}/{i}") for i in range(50)]
        )
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
