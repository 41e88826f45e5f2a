"""The desk on the command line: the same moves, the same rights, exit codes that mean something."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from cli.refusals import BAD_INPUT
from domain.case.case import case_id
from domain.law.terms import TermKey
from domain.procedure import Effect
from domain.texts import addresses
from engine.embedded import EmbeddedServer
from engine.timeskipping import fast_forward
from tests.api import samples
from tests.api.installation import Installation, drafted, until

pytestmark = pytest.mark.engine

Tingshu = Callable[..., Any]


@pytest.fixture
def tingshu(api: Installation, server: EmbeddedServer) -> Tingshu:
    """Run a command against the installation that the API's tests use too."""
    environment = {
        "TINGSHU_DATA": str(api.parts.settings.data),
        "TINGSHU_NAMESPACE": api.parts.settings.namespace,
        "TINGSHU_TIME_SKIPPING": "true",
        "TINGSHU_AS": "officer-li",
        "TEMPORAL_ADDRESS": server.address,
        "COLUMNS": "200",
    }

    async def run(*arguments: str, **more: str) -> Result:
        # In a thread: the worker lives in this very loop.
        return await asyncio.to_thread(CliRunner().invoke, app, list(arguments), env=environment | more)

    return run


@pytest.fixture
async def opened(api: Installation, tingshu: Tingshu, tmp_path: Path) -> tuple[str, str]:
    draft = drafted()
    (tmp_path / "draft.json").write_text(json.dumps(draft), encoding="utf-8")
    made = await tingshu(
        "case", "open", str(tmp_path / "draft.json"), "--clock", "2026-05-18T09:00:00", "--json"
    )
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["facts"][0]["kind"] == "CaseOpened"
    case = draft["agency"], draft["number"]
    await recorded(api, case, 6)
    return case


async def recorded(api: Installation, case: tuple[str, str], position: int) -> None:
    """Wait until the register is there; on a machine with other work that takes longer than a reader would wait."""

    async def there() -> bool:
        return api.parts.queries.position(*case) >= position

    await until(there)


async def test_the_version_is_said(tingshu: Tingshu):
    said = await tingshu("--version")
    assert (said.exit_code, said.output) == (0, f"tingshu {version('tingshu')}\n")


async def test_a_stage_that_there_is_not_is_refused_with_those_there_are(tingshu: Tingshu):
    told = await tingshu("case", "list", "--stage", "nonsense")
    assert told.exit_code == 2
    assert "drafted" in told.output


async def test_a_case_is_opened_moved_and_shown(api: Installation, tingshu: Tingshu, opened: tuple[str, str]):
    made = await tingshu("case", "do", *opened, "submit_for_review", "--json")
    assert made.exit_code == 0, made.output
    position = json.loads(made.stdout)["position"]
    await recorded(api, opened, position)
    shown = await tingshu("case", "show", *opened, "--at-least", str(position), "--json")
    assert json.loads(shown.stdout)["position"] >= position
    read = await tingshu("case", "show", *opened)
    assert "镇江市示例市场监督管理局" in read.stdout
    assert "拟处罚" in read.stdout
    assert "统一社会信用代码" in read.stdout


async def test_dotted_fields_and_files_make_a_body(tingshu: Tingshu, opened: tuple[str, str], tmp_path: Path):
    (tmp_path / "ledger.pdf").write_bytes(b"%PDF- ledger")
    fields = ["evidence.id=E9", "evidence.kind=document", "evidence.title=台账", 'evidence.proves=["F1"]']
    file = f"evidence.file=@{tmp_path / 'ledger.pdf'}"
    made = await tingshu("case", "do", *opened, "add_evidence", *fields, file, "reason=补充", "--json")
    assert made.exit_code == 0, made.output


async def test_what_is_barred_exits_1_with_code_article_and_cure(tingshu: Tingshu, opened: tuple[str, str]):
    refused = await tingshu("case", "do", *opened, "close_case", "form=")
    assert refused.exit_code == 1
    assert "✗ NotExecuted 市场监督管理行政处罚程序规定第七十七条\n" in refused.output
    told = json.loads((await tingshu("case", "do", *opened, "close_case", "form=", "--json")).stdout)
    assert {o["code"] for o in told["obstacles"]} >= {"NotExecuted"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["submit_for_review", "colour=red"],
        ["submit_for_review", "nonsense"],
        ["no_such_move"],
    ],
)
async def test_what_cannot_be_understood_exits_2(
    tingshu: Tingshu, opened: tuple[str, str], arguments: list[str]
):
    assert (await tingshu("case", "do", *opened, *arguments)).exit_code == 2


async def test_nobody_and_a_stranger_are_told_what_to_do(tingshu: Tingshu, opened: tuple[str, str]):
    nobody = await tingshu("case", "show", *opened, TINGSHU_AS="")
    assert nobody.exit_code == 2
    assert "--as" in nobody.output
    assert (await tingshu("case", "show", *opened, "--as", "officer-ma")).exit_code == 2


async def test_without_the_engine_moves_exit_3_and_reading_goes_on(tingshu: Tingshu, opened: tuple[str, str]):
    away = {"TEMPORAL_ADDRESS": "127.0.0.1:1"}
    moved = await tingshu("case", "do", *opened, "submit_for_review", **away)
    assert moved.exit_code == 3
    assert "127.0.0.1:1" in moved.output
    assert (await tingshu("case", "show", *opened, **away)).exit_code == 0
    assert (await tingshu("work", "--json", **away)).exit_code == 0


async def test_trying_shows_the_clocks_and_writes_nothing(tingshu: Tingshu, opened: tuple[str, str]):
    before = json.loads((await tingshu("case", "show", *opened, "--at-least", "6", "--json")).stdout)
    tried = await tingshu("case", "do", *opened, "submit_for_review", "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "2026-06-01" in tried.output
    after = json.loads((await tingshu("case", "show", *opened, "--workflow", "--json")).stdout)
    assert after["position"] == before["position"]


async def test_an_opening_is_tried_with_its_clocks(tingshu: Tingshu, tmp_path: Path):
    (tmp_path / "draft.json").write_text(json.dumps(drafted()), encoding="utf-8")
    tried = await tingshu("case", "open", str(tmp_path / "draft.json"), "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert Effect.SET.zh in tried.stdout
    assert TermKey.DECIDE.zh in tried.stdout


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["deadlines"], "2026-06-15"),
        (["deadlines", "--term", "decide"], "顺延"),
        (["moves"], "prepare_notices"),
        (["journal"], "CaseOpened"),
        (["documents"], "文书"),
    ],
)
async def test_everything_of_a_case_can_be_looked_at(
    tingshu: Tingshu, opened: tuple[str, str], command: list[str], says: str
):
    name, *options = command
    shown = await tingshu("case", name, *opened, *options)
    assert shown.exit_code == 0, shown.output
    assert says in shown.stdout
    json.loads((await tingshu("case", name, *opened, *options, "--json")).stdout)


async def test_time_is_moved_forward_in_one_case(
    api: Installation, tingshu: Tingshu, opened: tuple[str, str]
):
    moved = await tingshu("engine", "skip", *opened, "--to", "2026-06-16T00:00:30", "--json")
    assert moved.exit_code == 0, moved.output
    assert json.loads(moved.stdout)["now"] >= "2026-06-16T00:00:30"
    await recorded(api, opened, 7)
    shown = await tingshu("case", "deadlines", *opened, "--json")
    decide = next(d for d in json.loads(shown.stdout) if d["term"] == "decide")
    assert decide["state"] == "overdue"


async def test_the_day_of_a_case_goes_on_where_nothing_fell_due(
    api: Installation, tingshu: Tingshu, opened: tuple[str, str]
):
    """Opened on Monday 2026-05-18: on Thursday it is Thursday, though nothing was entered, and the case was not woken."""
    reading, officer = api.services.reading, api.services.desk.directory.persons["officer-li"]
    assert str((await reading.deadlines(officer, *opened))[0]) == "2026-05-18"
    await fast_forward(api.client, case_id(*opened), timedelta(days=3))
    day, rows = await reading.deadlines(officer, *opened)
    assert (str(day), {row["state"] for row in rows}) == ("2026-05-21", {"running", "met"})
    assert str((await reading.now_of(officer, *opened)).date()) == "2026-05-21"


async def test_a_list_says_of_each_case_whether_somebody_is_late_by_its_own_clock(
    api: Installation, tingshu: Tingshu, opened: tuple[str, str]
):
    """To be decided by Monday 2026-06-15: by then, and not by the day of this machine, which is later."""

    async def listed() -> list[bool]:
        shown = await tingshu("case", "list", "--json")
        return [c["overdue"] for c in json.loads(shown.stdout) if c["number"] == opened[1]]

    assert await listed() == [False]
    await tingshu("engine", "skip", *opened, "--to", "2026-06-15T23:59:00")
    assert await listed() == [False]
    await tingshu("engine", "skip", *opened, "--to", "2026-06-16T00:00:30")
    await recorded(api, opened, 7)
    assert await listed() == [True]


async def test_a_file_goes_in_and_comes_back(tingshu: Tingshu, tmp_path: Path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF- on the command line")
    sha256 = json.loads((await tingshu("document", "put", str(tmp_path / "scan.pdf"), "--json")).stdout)[
        "sha256"
    ]
    back = tmp_path / "back.pdf"
    assert (await tingshu("document", "get", sha256, "-o", str(back))).exit_code == 0
    assert back.read_bytes() == b"%PDF- on the command line"
    assert (await tingshu("document", "get", sha256, "-o", str(back))).exit_code == 2
    assert (await tingshu("document", "get", sha256, "--as", "officer-ma")).exit_code == 2


async def test_a_dangerous_file_is_kept_apart_until_another_officer_releases_it(
    tingshu: Tingshu, tmp_path: Path
):
    (archive := tmp_path / "photos.zip").write_bytes(samples.zipped("on-the-command-line.jpg"))
    put = await tingshu("document", "put", str(archive), "--json")
    sha256 = json.loads(put.stdout)["sha256"]
    assert json.loads(put.stdout)["kept_apart"] == ["archive"]
    assert "tingshu document release" in put.stderr
    back = str(tmp_path / "back.zip")
    refused = await tingshu("document", "get", sha256, "-o", back)
    assert (refused.exit_code, "tingshu document release" in refused.stderr) == (1, True)
    why = ("--reason", "已在隔离的电脑上查验")
    assert (await tingshu("document", "release", sha256, *why)).exit_code == 1
    released = await tingshu("document", "release", sha256, *why, "--as", "officer-wang", "--json")
    assert (released.exit_code, json.loads(released.stdout)["by"]) == (0, "officer-wang")
    assert (await tingshu("document", "get", sha256, "-o", back)).exit_code == 0


async def test_the_engine_says_where_it_is(tingshu: Tingshu, server: EmbeddedServer):
    told = json.loads((await tingshu("engine", "status", "--json")).stdout)
    assert told["address"] == server.address
    assert told["server_version"]


async def test_a_text_beyond_its_limit_is_refused_by_its_field(tingshu: Tingshu, opened: tuple[str, str]):
    evidence = '{"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"]}'
    adding = ("case", "do", *opened, "add_evidence", f"evidence={evidence}")
    fits = await tingshu(*adding, f"reason={'补' * 2_000}", "--dry-run")
    assert fits.exit_code == 0, fits.output
    refused = await tingshu(*adding, f"reason={'补' * 2_001}")
    assert refused.exit_code == BAD_INPUT
    assert "✗ Malformed reason" in refused.stderr
    assert "有2,001字，超过2,000字 · it has 2,001 characters, more than 2,000" in refused.stderr
    assert "tingshu document put" in refused.stderr
    refused = await tingshu(*adding, f"evidence.title={'台' * 201}", "reason=补充")
    assert "✗ Malformed evidence.title" in refused.stderr


async def test_a_long_text_is_read_again_by_its_address(tingshu: Tingshu, api: Installation, tmp_path: Path):
    draft, text = drafted(), "违法事实如下。" * 500
    draft["findings"] = [draft["findings"][0] | {"text": text}]
    (tmp_path / "draft.json").write_text(json.dumps(draft), encoding="utf-8")
    made = await tingshu(
        "case", "open", str(tmp_path / "draft.json"), "--clock", "2026-05-18T09:00:00", "--json"
    )
    assert made.exit_code == 0, made.output
    await recorded(api, (draft["agency"], draft["number"]), 6)
    shown = json.loads((await tingshu("case", "show", draft["agency"], draft["number"], "--json")).stdout)
    (address,) = addresses(shown["papers"]["findings"][0]["text"])
    got = await tingshu("document", "get", address.sha256, "-o", str(tmp_path / "text.txt"))
    assert got.exit_code == 0, got.output
    assert (tmp_path / "text.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("move", "by"), [("withdraw_case", "head-chen"), ("record_party_change", "officer-li")], ids=str
)
async def test_a_move_beside_the_shortest_case_has_an_example_too(
    api: Installation, tingshu: Tingshu, move: str, by: str
):
    """The second one names a proof, for which a stand-in is brought."""
    agency, number = (await api.open()).split("/")[-2:]
    tried = await tingshu("case", "do", agency, number, move, "--example", "--dry-run", "--json", "--as", by)
    assert tried.exit_code == 0, tried.output
    assert json.loads(tried.stdout)["move"] == move
