"""Every move explains itself: its fields as they are typed, and an example that works as it is printed."""

import asyncio
import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from cli.fields import body_from
from cli.move_examples import example_of, to_fill_in
from demo.fitting import days_in
from desk.bodies import read_model
from desk.fields.form import every_field, unknown_fields
from desk.fields.typed import numbers_of
from domain.procedure import MOVES

ALL = [pytest.param(move, id=move) for move, kind in MOVES.items() if not kind.opens]
HASH = re.compile(r"[0-9a-f]{64}")


def tingshu(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "100"})


def told(move: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tingshu("moves", move, "--json").stdout)
    return found


@pytest.mark.parametrize("move", ALL)
def test_the_command_of_the_example_makes_the_body_of_the_example(
    move: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    words = shlex.split(told(move)["command"].replace("\\\n", " "))
    assert words[:6] == ["tingshu", "case", "do", "zj-market", "2026-0001", move]
    fields = [word for word in words[6:] if word not in ("--as", words[words.index("--as") + 1])]

    async def upload(path: Path) -> str:
        return f"@{path}"

    monkeypatch.chdir(tmp_path)
    for file in re.findall(r"=@(\S+)", " ".join(fields)):
        Path(file).touch()
    shown = to_fill_in(MOVES[move], told(move)["example"])
    assert numbers_of(MOVES[move], asyncio.run(body_from(fields, upload))) == shown
    assert not HASH.search(json.dumps(shown))


@pytest.mark.parametrize("move", ALL)
def test_the_example_is_one_that_the_desk_understands(move: str):
    read_model(MOVES[move], told(move)["example"], move)


@pytest.mark.parametrize(
    ("move", "last"),
    [
        ("record_service", date(2027, 3, 2)),  # what was done is recorded on its day
        ("prepare_notices", date(2027, 3, 16)),  # two weeks ahead
        ("open_case", date(2027, 3, 2)),
    ],
)
def test_the_days_of_an_example_are_of_today(move: str, last: date):
    assert max(days_in(example_of(MOVES[move], date(2027, 3, 2)))) == last  # a Tuesday


def test_what_lies_ahead_is_on_no_weekend():
    assert max(days_in(example_of(MOVES["notify_hearing"], date(2027, 3, 6)))) == date(
        2027, 3, 22
    )  # Saturday, Monday


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


def test_help_of_an_opinion_names_the_points_of_each_checklist():
    shown = tingshu("moves", "give_opinion").stdout
    for heading in (
        "执法主体和人员资格",
        "是否具有管辖权",
    ):  # 国办发〔2018〕118号; 市场监督管理行政处罚程序规定第五十三条
        assert heading in shown


def test_help_of_opening_says_how_what_is_not_major_is_opened_all_the_same():
    shown = " ".join(tingshu("case", "open", "--help").stdout.split())
    assert "opened_all_the_same" in shown
    assert "tingshu moves open_case" in shown


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
    assert {one["move"] for one in found} == {
        "acknowledge_filing",
        "object_to_filing",
        "lift_objection",
        "maintain_objection",
        "acknowledge_decision_filing",
        "request_correction",
    }


def test_a_field_that_there_is_not_is_refused_with_the_nearest():
    body = {"party": 1, "service": {"mod": "post"}, "documnets": [1], "together_with": "head-chen"}
    faults = {fault.field: fault.cure.en for fault in unknown_fields(MOVES["record_service"], body)}
    assert faults.keys() == {"service.mod", "documnets"}
    assert "did you mean mode" in faults["service.mod"]
    assert "did you mean documents" in faults["documnets"]
