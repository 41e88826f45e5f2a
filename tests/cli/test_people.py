"""Who may be named with `--as`."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from cli.app import app

REAL = """
[[agencies]]
code = "zj-market"
name = "某某市场监督管理局"
word = "某市监"

[[persons]]
id = "officer-qian"
name = "钱虚构"
agency = "zj-market"
roles = ["officer"]
token = "a-secret-of-hers"
"""


def people(*options: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["people", *options], env={"COLUMNS": "120", **environment})


def test_everybody_is_listed_with_agency_roles_and_certificate():
    told = people()
    assert told.exit_code == 0, told.output
    assert "officer-li" in told.stdout
    assert "承办人 officer" in told.stdout
    old = next(line for line in told.stdout.splitlines() if line.startswith("officer-old"))
    assert "2025-12-31" in old
    assert "expired" in told.stdout
    assert "--as" in told.stdout


def test_role_and_agency_narrow_it_down():
    found = json.loads(people("--role", "officer", "--agency", "zj-ecology", "--json").stdout)
    assert [person["id"] for person in found] == ["officer-ma"]
    assert found[0]["roles"] == [{"role": "officer", "title": "承办人"}]
    # Who supervises an agency belongs to its cases too.
    assert "filing-zhou" in people("--agency", "zj-ecology").stdout


def test_an_agency_that_there_is_not_is_refused_with_the_nearest():
    told = people("--agency", "zj-markt")
    assert told.exit_code == 2
    assert "did you mean zj-market?" in told.stderr


def test_it_needs_no_register_and_shows_no_token(tmp_path: Path):
    (tmp_path / "people.toml").write_text(REAL, encoding="utf-8")
    there = {"TINGSHU_DATA": str(tmp_path / "data"), "TINGSHU_DIRECTORY": str(tmp_path / "people.toml")}
    told = people(**there)
    assert told.exit_code == 0, told.output
    assert "officer-qian" in told.stdout
    assert "--as TOKEN" in told.stdout
    assert "a-secret" not in told.output + people("--json", **there).output
    assert not (tmp_path / "data").exists()
