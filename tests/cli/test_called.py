"""Commands that are printed begin as this one was called, so that they can be typed as they stand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.called import called_by

ROOT = Path(__file__).parents[2]
INSTALLED = "/srv/tingshu/.venv/bin/tingshu"


@pytest.mark.parametrize(
    ("environment", "program", "found", "typed"),
    [
        ({"TINGSHU_CALLED": "./tingshu"}, INSTALLED, None, "./tingshu"),
        ({"TINGSHU_CALLED": "/srv/tingshu/tingshu"}, INSTALLED, None, "/srv/tingshu/tingshu"),
        ({}, INSTALLED, INSTALLED, "tingshu"),
        ({}, INSTALLED, None, INSTALLED),
        ({}, ".venv/bin/tingshu", "/usr/bin/tingshu", ".venv/bin/tingshu"),
        ({"UV_RUN_RECURSION_DEPTH": "1"}, INSTALLED, INSTALLED, "uv run tingshu"),
        ({}, "/srv/tingshu/cli/__main__.py", None, "python -m cli"),
        ({}, "/usr/bin/pytest", None, "tingshu"),
    ],
)
def test_a_command_is_printed_as_this_one_was_called(
    environment: dict[str, str], program: str, found: str | None, typed: str
):
    assert called_by(environment, program, found) == typed


def told(*arguments: str, called: str) -> subprocess.CompletedProcess[str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("TINGSHU_", "TEMPORAL_"))}
    environment = own | {"TINGSHU_CALLED": called, "COLUMNS": "100", "TINGSHU_DATA": "/nonexistent/tingshu"}
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_help_usage_refusals_and_examples_name_it_so():
    example = told("case", "do", "zj-market", "2026-0001", "waive", "--help", called="./tingshu").stdout
    assert "\n./tingshu case do zj-market 2026-0001 waive " in example
    usage = told("case", "show", "--help", called="./tingshu").stdout
    assert "Usage: ./tingshu case show" in usage
    assert "./tingshu people" in usage
    refused = told("case", "show", "zj-market", called="./tingshu").stderr
    assert "./tingshu case show --help" in refused
    for one in (example, usage, refused):
        assert " tingshu " not in one


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_script_tells_how_it_was_called(tmp_path: Path):
    (tmp_path / "tingshu").write_bytes((ROOT / "tingshu").read_bytes())
    (tmp_path / "Makefile").write_text(".venv/.synced:\n")
    inner = tmp_path / ".venv/bin/tingshu"
    inner.parent.mkdir(parents=True)
    inner.write_text('#!/bin/sh\necho "$TINGSHU_CALLED $*"\n')
    for script in (tmp_path / "tingshu", inner):
        script.chmod(0o755)
    own = {k: v for k, v in os.environ.items() if k != "TINGSHU_CALLED"}
    told = subprocess.run(
        ["bash", "-c", "./tingshu case list"],
        cwd=tmp_path,
        env=own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "./tingshu case list\n"
