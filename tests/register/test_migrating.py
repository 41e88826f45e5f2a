import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect

from register.database import Database, open_engine
from register.migrating import MIGRATIONS, configuration, upgrade
from register.tables import metadata


def test_migrations_are_numbered_without_gaps():
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    for number, name in enumerate(names, start=1):
        text = (MIGRATIONS / "versions" / name).read_text()
        assert re.match(rf"{number:04}_[a-z0-9_]+\.py$", name)
        assert f'revision = "{number:04}"' in text
        assert f'down_revision = "{number - 1:04}"' in text or number == 1


def test_the_migrations_make_exactly_the_tables_that_the_code_reads(database: Database):
    with database.writing() as connection:
        command.check(configuration(connection))


def test_a_second_upgrade_changes_nothing(database: Database):
    before = set(inspect(database.engine).get_table_names())
    upgrade(database)
    assert set(inspect(database.engine).get_table_names()) == before
    assert before == {*metadata.tables, "alembic_version"}


def test_a_migration_that_fails_leaves_nothing_behind(database_url: str, monkeypatch: pytest.MonkeyPatch):
    database = Database(open_engine(database_url))

    def fail_at_the_end() -> None:
        with database.writing() as connection:
            command.upgrade(configuration(connection), "head")
            raise RuntimeError("the power went off")

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert inspect(database.engine).get_table_names() == []
    database.close()


def test_processes_that_start_at_once_migrate_once(database_url: str, tmp_path: Path):
    code = (
        "import sys; from register.database import *; from register.migrating import *;"
        "upgrade(Database(open_engine(sys.argv[1])))"
    )
    starting = [
        subprocess.Popen([sys.executable, "-c", code, database_url], stderr=subprocess.PIPE) for _ in range(4)
    ]
    for process in starting:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
