"""Every move explains itself: its fields as they are typed, and an example that works as it is printed."""

import asyncio
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from cli.fields import body_from, numbers_of
from cli.forms import every_field, unknown_fields
from cli.move_examples import SHOWN_OF_A_HASH
from desk.bodies import read_model
from domain.procedure import MOVES
from installation.examples import bodies

ALL = [pytest.param(move, id=move) for move in MOVES if move != "open_case"]
HASH = re.compile(r"[0-9a-f]{64}")


def tingshu(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


def told(move: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tingshu("moves", move, "--json").stdout)
    return found


def without_hashes(value: Any) -> Any:
    """The same with hashes as the command shows them: files by name, contents by their beginning."""
    if isinstance(value, dict):
        return {name: without_hashes(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_hashes(inner) for inner in value]
    return "hash" if isinstance(value, str) and HASH.fullmatch(value) else value


@pytest.mark.parametrize("move", ALL)
def test_the_command_of_the_example_makes_the_body_of_the_example(move: str):
    words = shlex.split(told(move)["command"].replace("\\\n", " "))
    assert words[:6] == ["tingshu", "case", "do", "zj-market", "2026-0001", move]
    fields = [word for word in words[6:] if word not in ("--as", words[words.index("--as") + 1])]
    uploaded = "0" * 64

    async def upload(path: Path) -> str:
        return uploaded

    typed = [re.sub(r"=@.*", f"={uploaded}", field) for field in fields]
    body = numbers_of(MOVES[move], asyncio.run(body_from(typed, upload)))
    whole = {
        name: value * (64 // SHOWN_OF_A_HASH) + "0" * (64 % SHOWN_OF_A_HASH)
        if isinstance(value, str) and re.fullmatch(rf"[0-9a-f]{{{SHOWN_OF_A_HASH}}}", value)
        else value
        for name, value in body.items()
    }
    assert without_hashes(whole) == without_hashes(bodies()[move])
    read_model(MOVES[move], whole, move)


@pytest.mark.parametrize("move", [*MOVES])
def test_every_field_is_told_as_it_is_typed(move: str):
    shown = tingshu("moves", move)
    assert shown.exit_code == 0, shown.output
    assert str(MOVES[move].source) in shown.stdout
    for field in every_field(MOVES[move]):
        assert re.search(rf"^[* ] {re.escape(field.typed)}  ", shown.stdout, re.MULTILINE), field.typed
        assert all(value in shown.stdout for value, _ in field.allowed)


def test_a_field_tells_unit_limit_values_and_whence_they_come():
    fields = {field["path"]: field for field in told("record_service")["fields"]}
    assert fields["party"]["required"]
    assert fields["party"]["from"]["en"] == "the parties of the case"
    assert "direct" in {value["value"] for value in fields["service.mode"]["allowed"]}
    assert fields["service.receiver"]["limit"]["en"] == "200 characters at most"
    assert fields["service.signed"]["default"] is False
    assert "answers.0.point" in {field["path"] for field in told("recheck")["fields"]}


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "do", "zj-market", "2026-0001", "record_service", "--help"),
        ("case", "do", "record_service", "--help"),
        ("case", "do", "--help", "zj-market", "2026-0001", "record_service"),
    ],
)
def test_help_of_a_move_needs_no_case(arguments: tuple[str, ...], monkeypatch, tmp_path: Path):
    monkeypatch.setenv("TINGSHU_DATA", str(tmp_path / "none"))
    shown = tingshu(*arguments)
    assert shown.exit_code == 0, shown.output
    assert "service.mode" in shown.stdout
    assert not (tmp_path / "none").exists()


def test_without_a_move_help_is_that_of_the_command():
    shown = tingshu("case", "do", "--help")
    assert shown.exit_code == 0
    assert "--dry-run" in shown.stdout


@pytest.mark.parametrize(
    "arguments", [("moves", "record_servce"), ("case", "do", "a", "b", "record_servce", "--help")]
)
def test_a_move_that_there_is_not_is_refused_with_the_nearest(arguments: tuple[str, ...]):
    shown = tingshu(*arguments)
    assert shown.exit_code == 2
    assert "did you mean record_service" in shown.stderr


def test_moves_are_listed_by_role():
    found = json.loads(tingshu("moves", "--role", "filing_clerk", "--json").stdout)
    assert {one["move"] for one in found} == {"acknowledge_filing", "acknowledge_decision_filing"}


def test_a_field_that_there_is_not_is_refused_with_the_nearest():
    body = {"party": 1, "service": {"mod": "post"}, "documnets": [1], "together_with": "head-chen"}
    faults = {fault.field: fault.cure.en for fault in unknown_fields(MOVES["record_service"], body)}
    assert faults.keys() == {"service.mod", "documnets"}
    assert "did you mean mode" in faults["service.mod"]
    assert "did you mean documents" in faults["documnets"]
