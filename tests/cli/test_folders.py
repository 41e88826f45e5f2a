"""A data folder or a directory that cannot be used: one sentence with its cure, and never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def tingshu(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [("register", "migrate"), ("up",)])
def test_a_file_is_no_data_folder(tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / "data").write_text("a file")
    told = tingshu(*command, TINGSHU_DATA=str(tmp_path / "data"))
    assert told.returncode == 2, told.stderr
    assert "TINGSHU_DATA" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_mistyped_data_folder_is_not_made(tmp_path: Path):
    told = tingshu("case", "list", "--as", "officer-li", TINGSHU_DATA=str(tmp_path / "mistyped"))
    assert (told.returncode, "Traceback" in told.stderr) == (3, False)
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize(
    ("text", "said"), [(None, "TINGSHU_DIRECTORY"), ("x = [\n", "TOML"), ("x = 1\ny = = 2", "line 2")]
)
def test_a_directory_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str | None, said: str):
    file, data = tmp_path / "people.toml", tmp_path / "data"
    assert tingshu("register", "migrate", TINGSHU_DATA=str(data)).returncode == 0
    if text is not None:
        file.write_text(text)
    told = tingshu("case", "list", "--as", "officer-li", TINGSHU_DATA=str(data), TINGSHU_DIRECTORY=str(file))
    assert told.returncode == 2, told.stderr
    assert "Traceback" not in told.stderr
    assert str(file) in told.stderr.replace("\n", "")
    assert said in told.stderr
