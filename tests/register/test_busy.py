"""A register that is busy is told from one that is away, and from one that lets nobody in: each by a real one."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from domain.case.keeping import RegisterBusy, RegisterUnusable
from register.database import AWAY, Database, open_engine
from tests.register.postgresql import PASSWORD, server

SOON_MS = 50


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server(connections=4) as found:
        yield found


def test_what_is_busy_is_among_what_is_waited_for():
    """Whoever goes on without the register goes on without a busy one too."""
    assert issubclass(RegisterBusy, AWAY)
    assert issubclass(RegisterUnusable, AWAY)


def test_sqlite_that_another_process_writes_is_busy(tmp_path: Path):
    database = Database(open_engine(f"sqlite:///{tmp_path / 'register.sqlite'}"))
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE one (n INTEGER)"))
    other = sqlite3.connect(tmp_path / "register.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RegisterBusy), database.writing(wait_ms=SOON_MS):
        pass
    other.execute("ROLLBACK")
    with database.writing(wait_ms=SOON_MS) as connection:
        connection.execute(text("INSERT INTO one VALUES (1)"))
    other.close()
    database.close()


def test_a_pool_without_a_free_connection_is_busy(tmp_path: Path):
    path = f"sqlite:///{tmp_path / 'register.sqlite'}"
    database = Database(
        create_engine(path, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.05)
    )
    with database.reading(), pytest.raises(RegisterBusy), database.reading():
        pass
    database.close()


def test_a_table_that_another_process_has_locked_is_busy(url: str):
    database = Database(open_engine(url))
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS one (n INTEGER)"))
    with psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE one")
        with pytest.raises(RegisterBusy), database.writing(wait_ms=SOON_MS) as connection:
            connection.execute(text("INSERT INTO one VALUES (1)"))
    with database.writing(wait_ms=SOON_MS) as connection:
        connection.execute(text("INSERT INTO one VALUES (1)"))
    database.close()


def test_a_server_without_a_free_connection_is_busy(url: str):
    taken = list(_as_many_as_it_takes(url.replace("+psycopg", "")))
    database = Database(open_engine(url))
    with pytest.raises(RegisterBusy), database.reading():
        pass
    for connection in taken:
        connection.close()
    database.close()


def _as_many_as_it_takes(url: str) -> Iterator[psycopg.Connection]:
    with suppress(psycopg.OperationalError):
        while True:
            yield psycopg.connect(url)


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        (f":{PASSWORD}@", ":wrong@", "password authentication failed"),
        ("tingshu:", "stranger:", "password authentication failed"),
        ("/postgres", "/none", 'database "none" does not exist'),
    ],
)
def test_a_server_that_lets_nobody_in_says_why_and_no_password(url: str, right: str, wrong: str, reason: str):
    database = Database(open_engine(url.replace(right, wrong)))
    with pytest.raises(RegisterUnusable) as refused, database.reading():
        pass
    assert reason in refused.value.why.zh
    assert "TINGSHU_DATABASE_URL" in refused.value.cure.en
    assert "wrong@" not in str(refused.value)
    assert PASSWORD not in str(refused.value)
    database.close()


def test_a_server_that_does_not_answer_is_away():
    database = Database(open_engine("postgresql+psycopg://tingshu:x@127.0.0.1:1/tingshu"))
    with pytest.raises(OperationalError), database.reading():
        pass
    database.close()


@pytest.mark.parametrize(
    "wrong",
    [
        "nonsense",
        "",
        "postgresql://tingshu@db/tingshu",
        "postgresql+psycopg2://tingshu@db/tingshu",
        "postgres://tingshu@db/tingshu",
        "mysql://tingshu@db/tingshu",
        "postgresql+psycopg://tingshu:x@db:port/tingshu",
    ],
)
def test_what_is_no_url_of_a_register_is_refused_with_the_right_form(wrong: str):
    with pytest.raises(RegisterUnusable) as refused:
        open_engine(wrong)
    assert "postgresql+psycopg://" in refused.value.cure.zh
    assert "postgresql+psycopg://" in refused.value.cure.en


def test_a_file_that_is_no_database_is_refused_by_its_name(tmp_path: Path):
    (tmp_path / "register.sqlite").write_bytes(b"a letter, and no database at all" * 100)
    with pytest.raises(RegisterUnusable, match=r"register\.sqlite") as refused:
        Database(open_engine(f"sqlite:///{tmp_path / 'register.sqlite'}")).reading().__enter__()
    assert "TINGSHU_DATA" in refused.value.cure.en
