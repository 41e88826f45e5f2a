"""`tingshu case take-over`: one case, or many with a report of each."""

import asyncio
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from demo.story import load, numbered
from engine.embedded import EmbeddedServer
from installation.examples import EXAMPLES
from tests.api.installation import Installation
from tests.procedure.on_paper import SCANS, body_of, renumbered

pytestmark = pytest.mark.engine

Tingshu = Callable[..., Any]
CLOCK = ("--clock", "2026-05-27T09:00:00")
_numbers = itertools.count(1)


@pytest.fixture
def tingshu(api: Installation, server: EmbeddedServer) -> Tingshu:
    environment = {
        "TINGSHU_DATA": str(api.parts.settings.data),
        "TINGSHU_NAMESPACE": api.parts.settings.namespace,
        "TINGSHU_TIME_SKIPPING": "true",
        "TINGSHU_AS": "officer-li",
        "TEMPORAL_ADDRESS": server.address,
        "COLUMNS": "200",
    }

    async def run(*arguments: str) -> Result:
        # In a thread: the worker lives in this very loop.
        return await asyncio.to_thread(
            CliRunner().invoke, app, ["case", "take-over", *arguments], env=environment
        )

    return run


async def on_paper(api: Installation) -> dict[str, Any]:
    """A case on paper whose scans this officer has uploaded."""
    place = next(_numbers)
    story = numbered(load(EXAMPLES / "standard.json"), f"P-{place}")
    body = renumbered(body_of(story, "submit_statement"), 10_000 * place)
    if place == 1:
        for scan in SCANS.values():
            await api.upload(scan)
    return body


def written(path: Path, *bodies: dict[str, Any], after: str = "") -> str:
    lines = "".join(json.dumps(b, ensure_ascii=False) + "\n" for b in bodies)
    path.write_text(lines + after, encoding="utf-8")
    return str(path)


def unreviewed(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"so_far": [s for s in body["so_far"] if s["move"] != "give_opinion"]}


async def test_the_example_is_printed(tingshu: Tingshu):
    shown = await tingshu("--example")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["so_far"][0]["move"] == "open_case"


async def test_one_case_is_tried_and_taken_over(api: Installation, tingshu: Tingshu, tmp_path: Path):
    body = await on_paper(api)
    file = written(tmp_path / "case.json", body)
    tried = await tingshu(file, *CLOCK, "--dry-run", "--json")
    assert tried.exit_code == 0, tried.output
    assert json.loads(tried.stdout)["facts"][-1]["kind"] == "CaseTakenOver"
    assert api.parts.queries.position(body["agency"], body["number"]) == 0
    made = await tingshu(file, *CLOCK, "--json")
    assert made.exit_code == 0, made.output
    receipt = json.loads(made.stdout)
    assert receipt["position"] == len(json.loads(tried.stdout)["facts"])
    await api.recorded(f"/v1/cases/{body['agency']}/{body['number']}", receipt["position"])


async def test_a_trial_reports_each_case_and_writes_nothing(
    api: Installation, tingshu: Tingshu, tmp_path: Path
):
    good, other, twin = [await on_paper(api) for _ in range(3)]
    bad, nameless = unreviewed(other), {"number": "X-1"}
    twin["documents"][0]["number"] = good["documents"][0]["number"]
    file = written(tmp_path / "cases.jsonl", good, bad, nameless, twin, after="{not json\n")
    shown = await tingshu(file, "--trial", *CLOCK, "--json")
    assert shown.exit_code == 1, shown.output
    rows = json.loads(shown.stdout)
    assert [r["row"] for r in rows] == [f"cases.jsonl:{n}" for n in range(1, 6)]
    assert [r["taken"] for r in rows] == [True, False, False, False, False]
    assert "so_far." in rows[1]["refusals"][0]["why"]["en"]
    assert rows[1]["refusals"][0]["where"] == "市场监督管理行政处罚程序规定第五十四条"
    assert {said["where"] for said in rows[2]["refusals"]} == {"agency"}
    assert rows[3]["refusals"][0]["code"] == "NumberNotFree"
    assert rows[4]["refusals"][0]["where"] == "cases.jsonl:5"
    assert api.parts.queries.position(good["agency"], good["number"]) == 0
    told = await tingshu(file, "--trial", *CLOCK)
    assert "1 件可以接收，4 件不能接收 · 4 of 5 refused，没有写入" in told.stdout


async def test_a_folder_is_tried_file_by_file(api: Installation, tingshu: Tingshu, tmp_path: Path):
    for name in ("b.json", "a.json"):
        written(tmp_path / name, await on_paper(api))
    shown = await tingshu(str(tmp_path), "--trial", *CLOCK, "--json")
    assert shown.exit_code == 0, shown.output
    assert [r["row"] for r in json.loads(shown.stdout)] == ["a.json", "b.json"]


async def test_many_are_taken_over_and_the_same_file_may_be_sent_again(
    api: Installation, tingshu: Tingshu, tmp_path: Path
):
    first, second = await on_paper(api), await on_paper(api)
    file = written(tmp_path / "cases.jsonl", first, unreviewed(second))
    for _ in range(2):
        shown = await tingshu(file, *CLOCK, "--json")
        assert shown.exit_code == 1, shown.output
        assert [r["taken"] for r in json.loads(shown.stdout)] == [True, False]
    await api.recorded(f"/v1/cases/{first['agency']}/{first['number']}", 1)
    assert api.parts.queries.position(second["agency"], second["number"]) == 0


@pytest.mark.parametrize(("content", "said"), [(None, "FILE"), ("", "empty.jsonl")])
async def test_what_names_no_case_is_not_understood(
    tingshu: Tingshu, tmp_path: Path, content: str | None, said: str
):
    file = tmp_path / "empty.jsonl"
    file.write_text(content or "")
    told = await tingshu(*([] if content is None else [str(file)]))
    assert told.exit_code == 2
    assert said in told.output


async def test_a_key_belongs_to_one_case(api: Installation, tingshu: Tingshu, tmp_path: Path):
    told = await tingshu(written(tmp_path / "cases.jsonl", await on_paper(api)), "--key", "k")
    assert told.exit_code == 2
    assert "--key" in told.output
