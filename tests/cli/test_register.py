"""`tingshu register`: made by a set-up alone, and rebuilt in sight of whoever asked for it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from cli.app import app
from installation.migrating import migrate, open_register
from register.projection import PROJECTION, CaseProjection
from register.recording import Recorder
from register.rulebooks import Rulebooks
from register.tables import cases
from settings import Settings
from tests.procedure.playing import standard

ROOT = Path(__file__).parents[2]


def environment(data: Path) -> dict[str, str]:
    own = {name: v for name, v in os.environ.items() if not name.startswith(("TINGSHU_", "TEMPORAL_"))}
    return own | {"TINGSHU_DATA": str(data), "TINGSHU_AS": "officer-li", "COLUMNS": "200"}


@pytest.mark.parametrize(
    "command",
    [("case", "list"), ("check",), ("status",), ("register", "rebuild"), ("work",)],
    ids=" ".join,
)
def test_without_a_register_a_command_says_what_to_run_and_makes_none(
    tmp_path: Path, command: tuple[str, ...]
):
    data = tmp_path / "data"
    asked = CliRunner().invoke(app, list(command), env=environment(data))
    assert asked.exit_code == 3
    assert asked.stderr.startswith("✗ NotSetUp\n")
    assert "tingshu register migrate" in asked.stderr
    assert not data.exists()


def test_migrate_makes_the_register_and_says_from_where_to_where(tmp_path: Path):
    for before in ("", "0005"):
        made = CliRunner().invoke(app, ["register", "migrate", "--json"], env=environment(tmp_path))
        assert json.loads(made.stdout) == {"before": before, "now": "0005"}
    assert CliRunner().invoke(app, ["check", "register"], env=environment(tmp_path)).exit_code == 0


@pytest.fixture
def outdated(tmp_path: Path) -> dict[str, str]:
    """Three cases, two of them written by an older projection; one of these said something else, too."""
    settings, played = Settings(data=tmp_path), standard(until="issue_notices")
    migrate(settings)
    database = open_register(settings)
    Rulebooks(database).keep(played.case.rulebook)
    for number in ("1", "2", "3"):
        Recorder(database, CaseProjection()).record("zj-market", number, played.entries)
    with database.writing() as connection:
        older = update(cases).values(projected_by=PROJECTION - 1)
        connection.execute(older.where(cases.c.number != "3"))
        connection.execute(update(cases).values(stage="closed").where(cases.c.number == "2"))
    database.close()
    return environment(tmp_path)


def test_a_rebuild_counts_and_names_what_differed(outdated: dict[str, str]):
    def rebuilt(*options: str) -> dict[str, object]:
        found = CliRunner().invoke(app, ["register", "rebuild", "--json", *options], env=outdated)
        assert found.exit_code == 0, found.output
        told: dict[str, object] = json.loads(found.stdout)
        return told

    differed = {"agency": "zj-market", "number": "2", "differed": ["cases"], "doubles": [], "broken": ""}
    counts = {"projection": PROJECTION, "rebuilt": 2, "differed": 1, "broken": 0}
    assert rebuilt() == {**counts, "cases": [differed]}
    assert rebuilt()["rebuilt"] == 0
    assert rebuilt("--all")["rebuilt"] == 3


def test_on_a_terminal_a_rebuild_shows_how_far_it_is(outdated: dict[str, str]):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "cli", "register", "rebuild", "--all"]
    running = subprocess.Popen(
        command, cwd=ROOT, env=outdated | {"TERM": "xterm"}, stderr=theirs, stdout=subprocess.PIPE, text=True
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    told, _ = running.communicate()
    assert running.returncode == 0, shown.decode(errors="replace")
    assert "3/3" in shown.decode(errors="replace")
    assert "3 rebuilt, 1 of them differed" in told


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # its other end is closed
        return b""
