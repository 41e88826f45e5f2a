"""`tingshu numbers …` as a clerk and an operator use it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from cli.numbers import app
from domain.case.documents import NumberSeries
from installation.migrating import migrate
from installation.office import Office, office
from register.projection import CaseProjection
from register.recording import Recorder
from register.tables import number_starts
from settings import Settings
from tests.register.numbered import numbered_case


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("TINGSHU_DATA", str(tmp_path))
    monkeypatch.delenv("TINGSHU_AS", raising=False)
    migrate(Settings(data=tmp_path))
    parts = office(Settings(data=tmp_path))
    yield parts
    parts.close()


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def told(*arguments: object) -> Any:
    result = asked(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def start(following: int, *more: str, by: str = "operator-gu", word: str = "罚告") -> Result:
    options = ("--reason", "纸质登记簿用到37号", "--as", by)
    return asked("start", "zj-market", word, 2026, following, *options, *more)


def test_what_was_taken_is_listed_with_state_case_document_and_day(parts: Office):
    case = numbered_case(parts.numbering, "A-1", until="record_sealing")
    Recorder(parts.database, CaseProjection()).record("zj-market", "A-1", case.entries)
    [row] = told("list", "--word", "罚告", "--as", "clerk-zhao")
    assert {name: row[name] for name in ("issuer", "word", "year", "serial", "printed", "state")} == {
        "issuer": "zj-market",
        "word": "罚告",
        "year": 2026,
        "serial": 1,
        "printed": "镇市监罚告〔2026〕1号",
        "state": "confirmed",
    }
    assert (row["document"], row["kind"]) == ("zj-market/A-1/4", "penalty_notice")
    shown = asked("list", "--issuer", "zj-market", "--year", 2026, "--as", "supervisor-wu").stdout
    for part in ("镇市监罚告〔2026〕1号", "已使用", "zj-market/A-1", "行政处罚告知书"):
        assert part in shown


def test_another_agency_sees_nothing_of_it(parts: Office):
    numbered_case(parts.numbering, "A-1", until="record_sealing")
    assert told("list", "--as", "officer-ma") == []
    assert told("list", "--issuer", "zj-market", "--as", "officer-ma") == []
    assert told("list", "--as", "operator-gu") != []
    assert asked("list").exit_code == 2


def test_a_row_goes_on_upward_and_who_told_it_is_noted(parts: Office):
    assert json.loads(start(38, "--json").stdout) == {"before": 1, "next": 38, "changed": True}
    assert start(38).exit_code == 0
    series = NumberSeries(issuer="zj-market", word="罚告", year=2026)
    number = parts.numbering.take(series, "镇市监罚告", kind="penalty_notice", document_key="zj-market/A-1/1")
    assert number.printed == "镇市监罚告〔2026〕38号"
    with parts.database.reading() as connection:
        [row] = connection.execute(select(number_starts)).all()
    assert (row.before, row.next, row.by, row.reason) == (1, 38, "operator-gu", "纸质登记簿用到37号")


def test_a_row_never_goes_back_and_the_next_free_number_is_named(parts: Office):
    start(38)
    refused = start(20)
    assert refused.exit_code == 1
    assert "NumbersGoUpward" in refused.stderr
    assert "38" in refused.stderr


@pytest.mark.parametrize(
    ("by", "exit_code"), [("operator-gu", 0), ("clerk-zhao", 0), ("officer-li", 1), ("filing-zhou", 1)]
)
def test_an_operator_or_a_clerk_of_the_issuer_lets_a_row_go_on(parts: Office, by: str, exit_code: int):
    assert start(38, by=by).exit_code == exit_code


def test_a_word_that_no_profile_knows_is_refused_with_those_that_are_known(parts: Office):
    refused = start(38, word="罚吿")
    assert refused.exit_code == 2
    assert "罚告" in refused.stderr
    assert asked("start", "nobody", "罚告", 2026, 2, "--reason", "x", "--as", "operator-gu").exit_code == 2


def test_no_reason_no_start(parts: Office):
    refused = asked("start", "zj-market", "罚告", 2026, 38, "--as", "operator-gu")
    assert refused.exit_code == 2
    assert "--reason" in refused.stderr
