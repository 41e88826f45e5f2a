"""A data folder or a directory that cannot be used: one sentence with its cure, and never a traceback."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from tests.forking import Commands

Tingshu = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tingshu(commands: Commands) -> Tingshu:
    return lambda *arguments, **environment: commands.run({**os.environ, **environment}, *arguments)


@pytest.mark.parametrize("command", [("register", "migrate"), ("up",)])
def test_a_file_is_no_data_folder(tingshu: Tingshu, tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / "data").write_text("a file")
    told = tingshu(*command, TINGSHU_DATA=str(tmp_path / "data"))
    assert told.returncode == 2, told.stderr
    assert "TINGSHU_DATA" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_mistyped_data_folder_is_not_made(tingshu: Tingshu, tmp_path: Path):
    told = tingshu("case", "list", "--as", "officer-li", TINGSHU_DATA=str(tmp_path / "mistyped"))
    assert (told.returncode, "Traceback" in told.stderr) == (3, False)
    assert f"{tmp_path / 'mistyped'} (TINGSHU_DATA)" in told.stderr
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize(
    ("text", "said"), [(None, "TINGSHU_DIRECTORY"), ("x = [\n", "TOML"), ("x = 1\ny = = 2", "line 2")]
)
def test_a_directory_that_cannot_be_read_is_named_with_its_line(
    tingshu: Tingshu, tmp_path: Path, text: str | None, said: str
):
    file, data = tmp_path / "people.toml", tmp_path / "data"
    assert tingshu("register", "migrate", TINGSHU_DATA=str(data)).returncode == 0
    if text is not None:
        file.write_text(text)
    told = tingshu("case", "list", "--as", "officer-li", TINGSHU_DATA=str(data), TINGSHU_DIRECTORY=str(file))
    assert told.returncode == 2, told.stderr
    assert "Traceback" not in told.stderr
    assert str(file) in told.stderr.replace("\n", "")
    assert said in told.stderr


CASE = ("zj-market", "2026-0001")
READING = [
    ("case", "list"),
    ("case", "show", *CASE),
    ("case", "next", *CASE),
    ("case", "moves", *CASE),
    ("case", "deadlines", *CASE),
    ("case", "documents", *CASE),
    ("case", "journal", *CASE),
    ("case", "do", *CASE, "waive", "--dry-run"),
    ("work",),
    ("deadlines",),
    ("numbers", "list"),
    ("document", "get", "0" * 64),
    ("outbox", "list"),
    ("status",),
    ("check",),
    ("law", "rules", "market"),
    ("law", "adopt", "--dry-run"),
    ("engine", "status"),
]


@pytest.mark.parametrize("empty", [False, True], ids=["no folder", "an empty folder"])
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_who_reads_makes_neither_folder_nor_register(tmp_path: Path, command: tuple[str, ...], empty: bool):
    data = tmp_path / "data"
    if empty:
        data.mkdir()
    there = {"TINGSHU_DATA": str(data), "TINGSHU_AS": "officer-li", "TEMPORAL_ADDRESS": ""}
    told = CliRunner().invoke(app, list(command), env=there)
    assert told.exit_code == 3, told.output
    assert told.stderr.startswith("✗ ")
    assert list(tmp_path.rglob("*")) == ([data] if empty else [])


READ_ONLY = Path("/proc/sys")
"""A folder that nobody may write to, root neither."""


@pytest.mark.skipif(
    not READ_ONLY.is_dir() or os.access(READ_ONLY, os.W_OK), reason="needs a folder that is read-only"
)
@pytest.mark.parametrize("command", [("case", "list"), ("register", "migrate"), ("check",)], ids=" ".join)
def test_a_folder_that_may_not_be_written_to_is_told_in_one_sentence(command: tuple[str, ...]):
    there = {"TINGSHU_DATA": str(READ_ONLY), "TINGSHU_AS": "officer-li"}
    told = CliRunner().invoke(app, list(command), env=there)
    assert told.exit_code == 2, told.output
    assert told.stderr.startswith("✗ NoDataFolder\n")
    assert "TINGSHU_DATA" in told.stderr
