"""A register of its own for every test: a SQLite file, or a schema of TINGSHU_TEST_DATABASE_URL."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from register.database import Database, open_engine
from register.migrating import upgrade
from register.store import DocumentStore, in_bucket
from tests.register.s3 import S3
from tests.register.stores import Kept


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


@pytest.fixture(params=["folder", "s3"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    root = tmp_path / "documents"
    if request.param == "folder":
        return Kept(DocumentStore(root, limit=1000), root, root / "incoming")
    server: S3 = request.getfixturevalue("s3")
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    bucket = f"b{uuid.uuid4().hex[:20]}"
    folder = server.bucket(bucket)
    return Kept(
        in_bucket(f"s3://{bucket}/office/one", root, limit=1000), folder / "office" / "one", root / "incoming"
    )
