"""Every value is checked: what is wrong, where, and its cure, in both languages; exit code 2."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.app import app


def tingshu(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        app, list(arguments), env={"COLUMNS": "120", "TINGSHU_AS": "officer-li", **environment}
    )


@pytest.mark.parametrize(
    ("command", "where", "cure"),
    [
        ("case list --stage nonsense", "--stage", "drafted, notifying"),
        ("case list --limit 0", "--limit", "1 or more"),
        ("case list --limit 201", "--limit", "200 or less"),
        ("case list --limit many", "--limit", "a whole number"),
        ("case list --lmit 3", "--lmit", "did you mean --limit"),
        ("cas list", "tingshu", "did you mean case"),
        ("case shw a b", "tingshu case", "did you mean show"),
        ("case show a", "NUMBER", "tingshu case show --help"),
        ("case list extra", "tingshu case list", "tingshu case list --help"),
        ("case show a b --at-least -1", "--at-least", "0 or more"),
        ("case do a b waive --if-position 0", "--if-position", "1 or more"),
        ("case deadlines a b --party 0", "--party", "1 or more"),
        ("case deadlines a b --state done", "--state", "overdue"),
        ("deadlines --before 2026-2-1", "--before", "2026-06-01"),
        ("deadlines --before 2026-02-30", "--before", "month and day"),
        ("people --role chief", "--role", "officer"),
        ("engine skip a b --to 0", "--to", "2026-06-01T09:00:00"),
        ("engine skip a b --to 2026-06-09", "--to", "2026-06-01T09:00:00"),
        ("engine skip a b --to 2026-02-30T09:00", "--to", "month, day and hour"),
        ("law due statment --from 2026-04-30", "TERM", "did you mean statement"),
        ("law due statement 2026-02-30", "--from", "month and day"),
        ("law due statement 2026-2-28", "--from", "2026-06-01"),
        ("law due statement 2026-02-28", "--from", "write --from 2026-02-28 · --served 2026-02-28"),
        ("law explain statement 2026-02-30", "--from", "write --from 2026-06-01"),
        ("law explain statement --from 2026-02-30", "--from", "month and day"),
        ("law before hearing_notice 2026-02-30", "--on", "write --on 2026-06-01"),
        ("law before hearing_notice --on 2026-02-30", "--on", "month and day"),
        ("law screen draft.json 2026-02-30", "--on", "month and day"),
        ("deadlines 2026-02-30", "--before", "month and day"),
        ("case show a b 2026-02-30", "tingshu case show", "tingshu case show --help"),
        ("law due statement --from 1779321600", "--from", "2026-06-01"),
        ("law calendar show abc", "YEAR", "a whole number"),
        ("law adopt --at-once 0", "--at-once", "1 or more"),
        ("numbers start zj-market 罚 1999 1", "YEAR", "2000 or more"),
        ("outbox list smoke", "", "platform"),
        ("check rgister", "", "register"),
        ("outbox retry --id x", "--id", "a whole number"),
    ],
)
def test_what_is_wrong_is_told_with_place_and_cure(command: str, where: str, cure: str):
    told = CliRunner().invoke(app, command.split(" "), prog_name="tingshu", env={"COLUMNS": "120"})
    assert told.exit_code == 2, told.output
    first, *rest = told.stderr.splitlines()
    assert first.startswith(f"✗ Malformed {where}".rstrip())
    assert cure in "\n".join(rest)
    assert re.search("[\u4e00-\u9fff]", told.stderr)


def test_a_program_is_told_the_same_as_json(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.argv", ["tingshu", "case", "list", "--stage", "x", "--json"])
    told = tingshu("case", "list", "--stage", "x", "--json")
    assert json.loads(told.stdout)["fields"][0]["field"] == "--stage"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TINGSHU_API_PORT", "many"),
        ("TINGSHU_CLOCK_OFFSET", "tomorrow"),
        ("TINGSHU_LOG_FORMAT", "poem"),
        ("TINGSHU_API_HOST", "0.0.0.0"),
    ],
)
@pytest.mark.parametrize("command", ["work", "check", "register migrate"])
def test_a_wrong_setting_is_named_with_its_cure(command: str, variable: str, value: str, tmp_path: Path):
    told = tingshu(*command.split(" "), **{"TINGSHU_DATA": str(tmp_path), variable: value})
    assert told.exit_code == 2, told.output
    assert told.stderr.startswith(f"✗ Malformed {variable}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["register.sqlite", "nosuch://host/name"])
@pytest.mark.parametrize("command", ["work", "check", "register migrate"])
def test_an_address_of_no_database_is_named_with_its_cure(command: str, value: str, tmp_path: Path):
    told = tingshu(*command.split(" "), TINGSHU_DATA=str(tmp_path), TINGSHU_DATABASE_URL=value)
    assert told.exit_code == 2, told.output
    assert told.stderr.startswith("✗ BadDatabase\n")
    assert "TINGSHU_DATABASE_URL" in told.stderr
    assert list(tmp_path.iterdir()) == []
