"""`tingshu case rehearse`, and `case export --rehearsal` of a case that the register has."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from cli.case_deadlines import bounds

OPENED = "- {move: open_case, by: officer-li, at: 2026-05-18"
Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]


def rehearse(tmp_path: Path, text: str, *more: str) -> Result:
    (file := tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["case", "rehearse", str(file), *more], env={"COLUMNS": "120"})


def standard(step: str) -> str:
    return f"title: 启动\nbase: standard\nsteps:\n{step}\n"


def test_a_rehearsal_is_shown_step_by_step(tmp_path):
    shown = rehearse(tmp_path, standard(OPENED + ", expect: accepted}"))
    assert shown.exit_code == 0
    assert "✓   1  2026年5月18日（周一） 09:00  李示例  启动案件（open_case）" in shown.output
    assert "期限开始：办案期限 2026-06-15（进行中）" in shown.output
    assert "符合全部预期" in shown.output


def test_what_began_and_was_met_by_one_step_is_told_once(tmp_path):
    shown = rehearse(tmp_path, standard(OPENED + "}"))
    assert shown.output.count("：追责时效 ") == 1
    assert "期限开始：追责时效 2028-02-10（没有超过）" in shown.output


def test_a_last_day_whose_law_is_unknown_is_to_be_determined():
    assert bounds({"earliest": None, "latest": None, "state": "unknown"}) == "待确定"
    assert bounds({"earliest": "2027-01-04", "latest": "2027-01-11"}) == "2027-01-04 至 2027-01-11（暂定）"


def test_an_expectation_that_does_not_hold_exits_with_1(tmp_path):
    shown = rehearse(tmp_path, standard(OPENED + ", expect: NotReviewed}"))
    assert shown.exit_code == 1
    assert "！预期拒绝（NotReviewed），实际准予办理（accepted）" in shown.output


def test_a_file_that_is_wrong_exits_with_2_and_nothing_is_run(tmp_path):
    shown = rehearse(tmp_path, standard(OPENED + ", extra: 1}"))
    assert shown.exit_code == 2
    assert "steps.0.extra" in shown.output
    assert "第4行" in shown.output
    assert "✓" not in shown.output


def test_a_file_comes_from_stdin_and_the_result_is_json():
    shown = CliRunner().invoke(
        app, ["case", "rehearse", "-", "--json"], input=standard(OPENED + "}").encode()
    )
    assert shown.exit_code == 0
    assert json.loads(shown.output)["steps"][0]["stage"] == "drafted"


def test_a_file_that_is_not_there_is_named(tmp_path):
    shown = CliRunner().invoke(app, ["case", "rehearse", str(tmp_path / "none.yaml")])
    assert shown.exit_code == 2
    assert "none.yaml" in shown.output.replace("\n", "")


def exported(recorded: Recorded, asked: Asked, *more: str) -> Result:
    return asked(recorded("close_case"), "case", "export", "zj-market", "2026-0001", *more)


@pytest.mark.parametrize("names", [(), ("--invented-names",)])
def test_a_case_of_the_register_is_exported_and_comes_true_again(
    recorded: Recorded, asked: Asked, tmp_path: Path, names: tuple[str, ...]
):
    file = tmp_path / "case.yaml"
    made = exported(recorded, asked, "--rehearsal", "--output", str(file), *names)
    assert made.exit_code == 0, made.output
    again = CliRunner().invoke(app, ["case", "rehearse", str(file), "--json"])
    assert again.exit_code == 0
    found: dict[str, Any] = json.loads(again.output)
    assert {step["accepted"] for step in found["steps"]} == {True}
    assert found["steps"][-1]["stage"] == "executing"


def test_with_invented_names_nothing_known_of_the_party_is_left(recorded: Recorded, asked: Asked):
    plain = exported(recorded, asked, "--rehearsal").output
    invented = exported(recorded, asked, "--rehearsal", "--invented-names").output
    for known in (
        "镇江示例食品有限公司",
        "91321102MA1TK3T07W",
        "示例路18号",
        "0511-00000018",
        "沈示例",
        "300箱",
    ):
        assert known in plain
        assert known not in invented


def test_what_is_exported_is_said(recorded: Recorded, asked: Asked):
    shown = exported(recorded, asked)
    assert shown.exit_code == 2
    assert "--rehearsal" in shown.output
