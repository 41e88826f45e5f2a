"""A register of its own for every test: a SQLite file, or a schema of TINGSHU_TEST_DATABASE_URL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from register.database import Database, open_engine
from register.migrating import upgrade


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    server = os.environ.get("TINGSHU_TEST_DATABASE_URL")
    if server is None:
        yield f"sqlite:///{tmp_path / 'register.db'}"
        return
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield server


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(open_engine(database_url))
    upgrade(database)
    yield database
    database.close()
