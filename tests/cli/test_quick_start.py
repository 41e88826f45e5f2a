"""A command imports only what it needs: tested by the modules that are there afterwards, not by a clock."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from cli.app import COMMANDS
from cli.cases import CASE
from cli.law import APART
from cli.lazy import Place
from domain.law.counting import SHANGHAI
from domain.law.holidays_file import load_calendar
from installation.examples import EXAMPLES, bodies
from installation.migrating import migrate, open_register
from register.calendars import Calendars
from settings import Settings

ROOT = Path(__file__).parents[2]
HEAVY = {"temporalio", "sqlalchemy", "alembic", "fastapi", "uvicorn", "httpx", "typst", "fontTools", "jinja2"}
ASKED = """
import sys
from cli.app import call
code = call()
sys.stdout.flush()
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


def modules_after(*arguments: str) -> set[str]:
    """What a command has imported when it ends well."""
    command = [sys.executable, "-c", ASKED, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.split())


def heavy(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} & HEAVY


def test_help_imports_no_command():
    modules = modules_after("--help")
    assert heavy(modules) == set()
    assert not any(module.startswith(("domain", "desk", "installation")) for module in modules)


@pytest.mark.parametrize(
    "command",
    [
        ("law", "--help"),
        ("law", "due", "statement", "--from", "2026-04-30"),
        ("law", "terms"),
        ("law", "calendar", "show", "2026"),
        ("law", "screen", "draft.json"),
    ],
    ids=" ".join,
)
def test_a_question_of_law_asks_neither_engine_nor_register(command: tuple[str, ...], monkeypatch, tmp_path):
    monkeypatch.setenv("TINGSHU_DATA", str(tmp_path / "nothing"))
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps(bodies()["open_case"]), encoding="utf-8")
    modules = modules_after(*(str(draft) if word == draft.name else word for word in command))
    assert heavy(modules) == set()
    assert not any(module.startswith("domain.procedure") for module in modules)


def test_a_last_day_needs_the_register_only_once_a_notice_was_adopted(monkeypatch, tmp_path):
    monkeypatch.setenv("TINGSHU_DATA", str(tmp_path))
    due = ("law", "due", "statement", "--from", "2026-04-30")
    migrate(Settings(data=tmp_path))
    assert heavy(modules_after(*due)) == set()
    with closing(open_register(Settings(data=tmp_path))) as database:
        Calendars(database).adopt(
            load_calendar(EXAMPLES / "calendar-2027-invented.json"),
            "operator-gu",
            datetime(2026, 6, 1, 9, tzinfo=SHANGHAI),
        )
    assert "sqlalchemy" in heavy(modules_after(*due))


@pytest.mark.parametrize(
    "command",
    [("people",), ("moves",), ("moves", "recheck"), ("case", "do", "zj-market", "1", "recheck", "--help")],
    ids=" ".join,
)
def test_what_explains_a_move_asks_neither_engine_nor_register(command: tuple[str, ...]):
    assert heavy(modules_after(*command)) == set()


@pytest.mark.parametrize(
    "command", [("case", "list"), ("case", "show"), ("case", "documents"), ("work",), ("case", "deadlines")]
)
def test_who_only_reads_loads_no_engine(command: tuple[str, ...], recorded, monkeypatch):
    for name, value in recorded("give_opinion").items():
        monkeypatch.setenv(name, value)
    # Where each case has a clock of its own, the engine is asked what day it is there.
    monkeypatch.setenv("TINGSHU_TIME_SKIPPING", "false")
    case = ("zj-market", "2026-0001") if command[0] == "case" and command[1] != "list" else ()
    assert heavy(modules_after(*command, *case)) <= {"sqlalchemy"}


def test_the_help_of_what_is_done_with_a_case_asks_neither_engine_nor_register():
    places = [*CASE.values(), *(COMMANDS[name] for name in ("work", "deadlines", "document"))]
    code = "import importlib, sys; [importlib.import_module(m) for m in sys.argv[1:]]; print(*sys.modules)"
    command = [sys.executable, "-c", code, *{place.module for place in places}]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy(set(told.stdout.split())) == set()


def test_that_check_sees_what_a_command_of_the_engine_imports():
    assert {"temporalio", "sqlalchemy"} <= heavy(modules_after("engine", "--help"))


@pytest.mark.parametrize(
    "place", [*COMMANDS.values(), *APART.values(), *CASE.values()], ids=lambda place: place.name
)
def test_the_line_in_the_overview_is_the_command_s_own(place: Place):
    own = place.load().help.strip()
    assert own.startswith(place.help)
