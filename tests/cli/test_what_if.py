"""`tingshu law due --what-if`: the deadlines of a rehearsal or of a case, as they are and as they would be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from installation.examples import EXAMPLES

SERVED = """
title: 送达
base: standard
steps:
- {move: open_case, by: officer-li, at: 2026-05-18}
- {move: submit_for_review, by: officer-li, at: 2026-05-18}
- {move: assign_reviewer, by: head-chen, at: 2026-05-18, body: {reviewer: reviewer-sun}}
- {move: give_opinion, by: reviewer-sun, at: 2026-05-20, body: {verdict: agree}}
- move: prepare_notices
  by: officer-li
  at: 2026-05-25
  body: {interview: {working_days_after_service: 4, time: 09:00, place: 室, presider: officer-wang, recorder: clerk-zhao}}
- {move: approve_notices, by: head-chen, at: 2026-05-25}
- {move: issue_notices, by: clerk-zhao, at: 2026-05-25}
- move: record_service
  by: officer-li
  at: 2026-06-01
  body: {service: {mode: direct, receiver: 沈示例, receiver_kind: legal_representative, signed: true}}
"""


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Result]:
    (file := tmp_path / "served.yaml").write_text(SERVED, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["law", "due", "--what-if", str(file), *arguments])

    return run


def moved(result: Result) -> dict[str, tuple[Any, Any]]:
    assert result.exit_code == 0, result.output
    rows = json.loads(result.output)
    return {row["term"]: (last_day(row, "before"), last_day(row, "after")) for row in rows if row["moved"]}


def last_day(row: dict[str, Any], when: str) -> str | None:
    found: str | None = row.get(when, {}).get("last_day")
    return found


def test_art64_served_two_days_later_the_terms_of_the_party_end_two_days_later(ask):
    # Monday 06-01 + 5 working days = Monday 06-08; Wednesday 06-03 + 5 working days = Wednesday 06-10.
    assert moved(ask("--served", "2026-06-03", "--json")) == {
        "statement": ("2026-06-08", "2026-06-10"),
        "hearing_request": ("2026-06-08", "2026-06-10"),
    }


def test_a_later_service_from_which_no_term_runs_is_not_the_one_that_is_supposed():
    """The notice of the hearing was served last; the terms run from the notices, served on Monday 06-01."""
    file = EXAMPLES / "rehearsals" / "formal-hearing.yaml"
    arguments = ["law", "due", "--what-if", str(file), "--served", "2026-06-03", "--json"]
    found = moved(CliRunner().invoke(app, arguments))
    assert found["statement"] == ("2026-06-08", "2026-06-10")
    assert found["hearing_request"] == ("2026-06-08", "2026-06-10")


def test_an_announcement_is_complete_after_thirty_days_that_do_not_count_for_the_decision(ask):
    # Published on Monday 06-01, complete on Wednesday 07-01; 5 working days later it is Wednesday 07-08.
    found = moved(ask("--mode", "announcement", "--json"))
    assert found["statement"] == ("2026-06-08", "2026-07-08")
    assert found["hearing_request"] == ("2026-06-08", "2026-07-08")
    # 30 days from 06-02 to 07-01 are not counted: Sunday 06-14 + 30 days = Tuesday 07-14.
    assert found["decide"] == ("2026-06-15", "2026-07-14")


def test_another_calendar_moves_what_runs_into_its_year(ask):
    shown = ask("--calendar", str(EXAMPLES / "calendar-2027-invented.json"), "--json")
    assert moved(shown) == {}


def test_what_moves_is_explained(ask):
    shown = ask("--served", "2026-06-03")
    assert "+2天" in shown.output
    assert "2026年6月3日（周三）自次日起计算5个工作日" in shown.output


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ((), "--what-if"),
        (("--mode", "pigeon"), "--mode"),
        (("--served", "2026-02-30"), "--served"),
        (("--served", "2026-06-03", "--party", "2"), "--served"),
    ],
)
def test_what_is_not_understood_is_named(ask, arguments, field):
    shown = ask(*arguments)
    assert shown.exit_code == 2
    assert field in shown.output


def test_a_file_that_is_not_there_is_named():
    shown = CliRunner().invoke(app, ["law", "due", "--what-if", "none.yaml", "--served", "2026-06-03"])
    assert shown.exit_code == 2
    assert "--what-if none.yaml" in shown.output


def test_a_case_of_the_register_is_asked_too(recorded: Callable[[str], dict[str, str]], asked: Any):
    environment = recorded("submit_statement")
    shown = asked(
        environment, "law", "due", "--what-if", "zj-market/2026-0001", "--served", "2026-06-03", "--json"
    )
    assert moved(shown)["statement"][1] == "2026-06-10"
