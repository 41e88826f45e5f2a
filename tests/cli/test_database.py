"""A database that cannot be worked with is one sentence with its cure on the command line, and never a traceback."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from cli.refusals import BAD_INPUT, FAILED
from installation.migrating import migrate
from settings import Settings
from tests.register.postgresql import server

WITHOUT_DRIVER = "import sys; sys.modules['psycopg'] = None; "
COMMAND = "from cli import main; main()"
LIST = ("case", "list", "--as", "officer-li")
ABSENT = "postgresql+psycopg://tingshu:secret@127.0.0.1:1/tingshu"


async def told(folder: Path, *arguments: str, url: str = "", first: str = "") -> tuple[int, str]:
    """Run a command in a process of its own; return its exit code and all that it said."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TINGSHU_", "TEMPORAL_"))}
    kept |= {"TINGSHU_DATA": str(folder), "COLUMNS": "200"} | ({"TINGSHU_DATABASE_URL": url} if url else {})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", first + COMMAND, *arguments),
        env=kept,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    assert process.returncode is not None
    return process.returncode, said.decode()


@pytest.mark.parametrize(
    ("url", "first", "code", "exits", "cure"),
    [
        (ABSENT, WITHOUT_DRIVER, "BadDatabase", BAD_INPUT, "uv sync --extra postgres"),
        ("postgresql://tingshu:secret@db/tingshu", "", "BadDatabase", BAD_INPUT, "postgresql+psycopg://"),
        ("nonsense", "", "BadDatabase", BAD_INPUT, "postgresql+psycopg://"),
        (ABSENT, "", "Unavailable", FAILED, "TINGSHU_DATABASE_URL"),
    ],
    ids=["no driver", "another driver", "no URL", "away"],
)
@pytest.mark.parametrize("command", [LIST, ("register", "migrate")], ids=["reads", "migrates"])
async def test_a_database_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, command: tuple[str, ...], url: str, first: str, code: str, exits: int, cure: str
):
    exit_code, said = await told(tmp_path, *command, url=url, first=first)
    assert (exit_code, f"✗ {code}" in said, cure in said) == (exits, True, True), said
    assert "Traceback" not in said
    assert "secret" not in said


async def test_a_server_that_lets_nobody_in_is_one_sentence(tmp_path: Path):
    with server() as url:
        for wrong, reason in ((url.replace(":right@", ":wrong@"), "password"), (url + "x", "does not exist")):
            exit_code, said = await told(tmp_path, *LIST, url=wrong)
            assert (exit_code, "✗ BadDatabase" in said, reason in said) == (BAD_INPUT, True, True), said
            assert "TINGSHU_DATABASE_URL" in said
            assert "Traceback" not in said


async def test_a_register_that_is_busy_is_not_said_to_be_away(tmp_path: Path):
    """Somebody else writes for longer than it waits: there is nothing to be set otherwise."""
    migrate(Settings(data=tmp_path))
    (tmp_path / "scan.txt").write_text("证据")
    other = sqlite3.connect(tmp_path / "register.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    exit_code, said = await told(
        tmp_path, "document", "put", str(tmp_path / "scan.txt"), "--as", "officer-li"
    )
    assert (exit_code, "✗ Busy" in said, "--key" in said) == (FAILED, True, True), said
    assert "TINGSHU_DATABASE_URL" not in said
    other.execute("ROLLBACK")
    other.close()
