"""Ctrl-C at any moment of any command: one sentence, exit code 130, no traceback, and no child is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli import BROKEN_PIPE, INTERRUPTED

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks for signals in /proc")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {name: v for name, v in os.environ.items() if not name.startswith(("TINGSHU_", "TEMPORAL_"))}
    return own | {"TINGSHU_DATA": str(tmp_path / "data"), "TINGSHU_API_PORT": "0", "COLUMNS": "80"}


def started(environment: dict[str, str], *command: str) -> subprocess.Popen[str]:
    """Start a command, and wait until Python has handed over to it: before that, nothing of ours runs."""
    running = subprocess.Popen(
        [sys.executable, "-m", "cli", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not _catches(running.pid, signal.SIGTERM):
        time.sleep(0.005)
    return running


def _catches(pid: int, number: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def ended(running: subprocess.Popen[str], after: float, number: int) -> tuple[int, str]:
    """Send a signal so many seconds later; return the exit code and what was said."""
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert "Traceback" not in out + err
    assert _of_session(running.pid) == []
    return running.returncode, err


def _of_session(session: int) -> list[str]:
    """The processes that are left of a session, by their command."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


MOMENTS = [
    (command, after)
    for command, moments in {
        ("up",): (0.0, 0.1, 0.5, 1.0, 2.0),
        ("setup",): (0.0, 0.1, 0.5, 1.0),
        ("check",): (0.0, 0.1, 0.5),
        ("law", "terms"): (0.0, 0.1, 0.5),
    }.items()
    for after in moments
]
"""Seconds after which it is interrupted, for as long as it runs; of an `up` that is up, `test_up` tells."""


@pytest.mark.parametrize(("command", "after"), MOMENTS)
def test_ctrl_c_is_one_sentence_and_130(environment: dict[str, str], command: tuple[str, ...], after: float):
    code, said = ended(started(environment, *command), after, signal.SIGINT)
    if code != 130:  # it was quicker than the signal; without a register the check cannot be made
        assert code == (3 if command == ("check",) else 0)
        return
    assert said.count("interrupted") == 1


@pytest.mark.parametrize("after", [0.0, 2.0])
def test_up_is_ended_by_sigterm_as_well(environment: dict[str, str], after: float):
    code, said = ended(started(environment, "up"), after, signal.SIGTERM)
    assert code in (143, 0)
    assert said.count("interrupted") == (1 if code else 0)


@pytest.mark.engine
def test_while_the_engine_starts_it_is_ended_too(environment: dict[str, str], tmp_path: Path):
    running = started(environment, "up")
    address = tmp_path / "data" / "engine" / "server.log"
    while not address.exists() and running.poll() is None:
        time.sleep(0.01)
    code, said = ended(running, 0.0, signal.SIGINT)
    assert code == 130
    assert said.count("interrupted") == 1
    assert not (tmp_path / "data" / "engine" / "address").exists()


def test_a_reader_that_goes_away_ends_the_command_without_a_word(environment: dict[str, str]):
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m cli law terms --json | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.stdout.splitlines() == ["[", str(BROKEN_PIPE)]
    assert told.stderr == ""


def test_what_is_said_is_said_in_both_languages():
    assert INTERRUPTED == "已中断 · interrupted\n"
