"""Migrations only expand: a process of an older version works on, and nothing but the set-up migrates."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.errors import NotSetUp
from installation.migrating import ensure_register, migrate, open_register
from installation.office import office
from register.database import Database
from register.migrating import MIGRATIONS, SchemaBehind, check_schema, newest, revision_of
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.recording import Recorder
from settings import Settings
from tests.procedure.playing import standard
from tests.register.moves import moves

ROOT = Path(__file__).parents[2]
EXPANDS = {"create_table", "create_index", "add_column", "f"}
IMPORTED = {"import sqlalchemy as sa", "from alembic import op"}


def narrowing(source: str) -> list[str]:
    """What in a migration an older process could stumble over; data are filled by a rebuild, not by a migration."""
    tree = ast.parse(source)
    new = {_text(call) for call in _calls(tree, "create_table")}
    called = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    by_another_name = [
        f"line {node.lineno}: op by another name"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "op" and id(node) not in called
    ]
    return by_another_name + [wrong for node in ast.walk(tree) for wrong in _wrong(node, new)]


def _wrong(node: ast.AST, new: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom) and ast.unparse(node) not in IMPORTED:
        yield ast.unparse(node)
    if isinstance(node, ast.FunctionDef) and node.name != "upgrade":
        yield f"def {node.name}"
    if isinstance(node, ast.Name) and node.id in {"getattr", "eval", "exec"}:
        yield node.id
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "op" and node.attr not in EXPANDS:
        yield f"op.{node.attr}"
    if isinstance(node, ast.Call):
        yield from _demanding(node, new)


def _demanding(call: ast.Call, new: set[str]) -> Iterator[str]:
    """What an older process would not write: it knows neither a new column nor a new unique key."""
    given = {k.arg: k.value for k in call.keywords}
    if ast.unparse(call.func) == "op.create_index" and _text(call, 1) not in new and "unique" in given:
        yield f"a unique key on {_text(call, 1)}"
    if ast.unparse(call.func) != "op.add_column":
        return
    for column in (a for a in call.args if isinstance(a, ast.Call)):
        wanted = {k.arg: ast.unparse(k.value) for k in column.keywords}
        demands = wanted.get("nullable") == "False" and "server_default" not in wanted
        if demands or {"unique", "primary_key"} & set(wanted):
            yield f"a column that an older process does not fill: {ast.unparse(column)}"


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"op.{name}":
            yield node


def _text(call: ast.Call, place: int = 0) -> str:
    found = call.args[place] if len(call.args) > place else None
    return str(found.value) if isinstance(found, ast.Constant) else ""


def test_every_migration_after_the_first_only_expands():
    later = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))[1:]
    assert {file.name: narrowing(file.read_text("utf-8")) for file in later} == {
        file.name: [] for file in later
    }


HEAD = "import sqlalchemy as sa\nfrom alembic import op\n\n\ndef upgrade():\n    "


@pytest.mark.parametrize(
    "planted",
    [
        "op.drop_column('cases', 'cause')",
        "op.drop_table('work')",
        "op.drop_index('ix_cases_next_due')",
        "op.alter_column('cases', 'cause', nullable=False)",
        "op.rename_table('cases', 'matters')",
        "op.execute('ALTER TABLE cases DROP COLUMN cause')",
        "op.create_unique_constraint('uq', 'cases', ['cause'])",
        "op.create_index('ix', 'cases', ['cause'], unique=True)",
        "op.add_column('cases', sa.Column('new', sa.Text(), nullable=False))",
        "op.add_column('cases', sa.Column('new', sa.Text(), unique=True))",
        "with op.batch_alter_table('cases') as batch:\n        batch.drop_column('cause')",
        "drop = op\n    drop.drop_table('work')",
        "getattr(op, 'drop' + '_table')('work')",
        "pass\n\n\ndef downgrade():\n    pass",
        "from alembic.op import drop_table\n    drop_table('work')",
    ],
)
def test_that_check_sees_what_takes_something_away(planted: str):
    assert narrowing(HEAD + planted)


def test_what_only_adds_may_be_written():
    added = (
        "op.create_table('hearings', sa.Column('id', sa.Integer(), nullable=False))",
        "op.create_index(op.f('uq_hearings'), 'hearings', ['id'], unique=True)",
        "op.create_index(op.f('ix_cases_cause'), 'cases', ['stage'])",
        "op.add_column('cases', sa.Column('new', sa.Text(), nullable=True))",
        "op.add_column('cases', sa.Column('n', sa.Integer(), nullable=False, server_default='0'))",
    )
    assert narrowing(HEAD + "\n    ".join(added)) == []


def set_revision(database: Database, revision: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")


def test_an_older_process_works_on_a_register_that_was_expanded(database: Database):
    played = standard(until="submit_statement")
    number, batches = played.case.identity.number, list(moves(played))
    recorder = Recorder(database, CaseProjection())
    for entries in batches[:3]:
        recorder.record("zj-market", number, entries)
    with database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE cases ADD COLUMN judged INTEGER NOT NULL DEFAULT 0")
        connection.exec_driver_sql("ALTER TABLE journal ADD COLUMN signed TEXT")
        connection.exec_driver_sql("CREATE TABLE hearings (id INTEGER NOT NULL)")
    set_revision(database, f"{int(newest()) + 1:04}")
    check_schema(database)
    for entries in batches[3:]:
        recorder.record("zj-market", number, entries)
    assert Rebuilder(database, CaseProjection()).differences("zj-market", number) == ()


def test_a_register_of_an_older_version_is_refused(database: Database):
    check_schema(database)
    set_revision(database, "0000")
    with pytest.raises(SchemaBehind) as behind:
        check_schema(database)
    assert (behind.value.found, behind.value.wanted) == ("0000", newest())


def test_without_a_set_up_an_office_does_not_open_and_leaves_nothing_behind(tmp_path: Path):
    settings = Settings(data=tmp_path / "data")
    with pytest.raises(NotSetUp) as refused:
        office(settings)
    assert "tingshu register migrate" in refused.value.cure.zh
    assert list(tmp_path.iterdir()) == []
    settings.data.mkdir()
    with pytest.raises(NotSetUp):
        office(settings)
    assert list(settings.data.iterdir()) == []


def test_the_set_up_makes_the_register_and_a_second_one_changes_nothing(tmp_path: Path):
    settings = Settings(data=tmp_path / "data")
    assert migrate(settings) == ("", newest())
    assert migrate(settings) == (newest(), newest())
    office(settings).close()


def test_up_migrates_what_it_keeps_itself_and_never_a_database_of_somebody_s_own(tmp_path: Path):
    ensure_register(Settings(data=tmp_path / "embedded"))
    open_register(Settings(data=tmp_path / "embedded")).close()
    own = Settings(data=tmp_path / "own", database_url=f"sqlite:///{tmp_path / 'own.sqlite'}")
    with pytest.raises(NotSetUp):
        ensure_register(own)
    migrate(own)
    ensure_register(own)


def test_a_register_that_is_opened_is_not_migrated(database_url: str, tmp_path: Path):
    settings = Settings(data=tmp_path, database_url=database_url)
    migrate(settings)
    database = open_register(settings)
    set_revision(database, "0000")
    database.close()
    with pytest.raises(NotSetUp, match="0000"):
        open_register(settings)


MIGRATES = {
    "register/migrating.py",
    "installation/migrating.py",
    "installation/setup.py",
    "installation/prepare.py",
    "cli/serving.py",
    "cli/rebuilding.py",
    "cli/machinery.py",
    "demo/household.py",
    "bench/__main__.py",
    "bench/adoption.py",
}
"""The set-up, `tingshu up` and `tingshu register migrate`; demo and bench set up installations of their own."""
PRODUCT = ("activities", "api", "bench", "cli", "demo", "desk", "documents", "domain", "installation")


def test_nobody_but_the_set_up_migrates():
    files = [p for package in (*PRODUCT, "register", "workflows") for p in (ROOT / package).rglob("*.py")]
    found = {
        file.relative_to(ROOT).as_posix()
        for file in (*files, ROOT / "worker.py")
        if "migrations" not in file.parts and _names(file) & {"upgrade", "migrate", "ensure_register"}
    }
    assert found == MIGRATES


def _names(file: Path) -> set[str]:
    return {
        alias.name.rpartition(".")[2]
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        for alias in node.names
    } | {
        node.name
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "upgrade"
    }


def test_the_revision_is_that_of_the_newest_migration(database: Database):
    assert revision_of(database) == newest()
