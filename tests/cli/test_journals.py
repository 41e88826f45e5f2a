"""`tingshu journal …`: whole, changed, sent away and held against; each with its exit code."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from typer.testing import Result

from installation.migrating import open_register
from register.tables import access_log, journal
from settings import Settings

CASE = ("zj-market", "2026-0001")
Tingshu = Callable[..., Result]


@pytest.fixture
def data(recorded: Callable[[str], dict[str, str]], tmp_path: Path) -> Path:
    """A register of one's own: it is damaged here."""
    return Path(shutil.copytree(recorded("issue_notices")["TINGSHU_DATA"], tmp_path / "data"))


@pytest.fixture
def tingshu(recorded: Callable[[str], dict[str, str]], asked: Callable[..., Result], data: Path) -> Tingshu:
    environment = recorded("issue_notices") | {"TINGSHU_DATA": str(data), "COLUMNS": "200"}
    return lambda *arguments: asked(environment, "journal", *arguments)


def change(data: Path, statement: Any, rows: int = 1) -> None:
    database = open_register(Settings(data=data))
    with database.writing() as connection:
        assert connection.execute(statement).rowcount == rows
    database.close()


def test_a_whole_record_exits_0_and_says_how_much_was_proven(tingshu: Tingshu):
    for case in ((), CASE):
        shown = tingshu("verify", *case)
        assert shown.exit_code == 0, shown.output
        assert "改动 0 处 · proven: " in shown.stdout
    told = json.loads(tingshu("verify", "--json").stdout)
    assert (told["checkpoints"], told["flaws"]) == (0, [])
    assert told["journal"] > 10


def test_a_changed_entry_is_named_and_exits_1(tingshu: Tingshu, data: Path):
    change(data, update(journal).where(journal.c.seq == 3).values(body="{}"))
    for case in ((), CASE):
        shown = tingshu("verify", *case)
        assert shown.exit_code == 1
        assert "第 3 项与写入时不同" in shown.stdout
        (flaw,) = json.loads(tingshu("verify", *case, "--json").stdout)["flaws"]
        assert (flaw["chained"], flaw["damage"], flaw["place"]) == ("journal", "changed", 3)


def test_a_read_is_chained_by_the_command_that_reads(tingshu: Tingshu, data: Path):
    read: int = json.loads(tingshu("verify", "--json").stdout)[
        "access_log"
    ]  # by others, before the register was copied
    assert tingshu("export", *CASE).exit_code == 0
    assert json.loads(tingshu("verify", "--json").stdout)["access_log"] == read + 1
    change(data, delete(access_log), rows=read + 1)
    shown = tingshu("verify")
    assert (shown.exit_code, "查阅日志" in shown.stdout, "第 1 项缺失" in shown.stdout) == (1, True, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "zj-market"), "没有案号"),
        (("verify", "zj-market", "2026-9999"), "没有这个案件"),
        (("verify", "--against", "/nowhere/at-all"), "不能读取"),
        (("export", "zj-market", "2026-9999"), "没有这个案件"),
    ],
)
def test_what_is_not_there_exits_2(tingshu: Tingshu, arguments: tuple[str, ...], said: str):
    told = tingshu(*arguments)
    assert told.exit_code == 2, told.output
    assert said in told.output


def test_a_checkpoint_is_written_once_and_held_against(tingshu: Tingshu, data: Path, tmp_path: Path):
    file = tmp_path / "sent.txt"
    for _ in range(2):
        made = json.loads(tingshu("checkpoint", "--out", str(file), "--json").stdout)
        assert (made["place"], made["cases"]) == (1, 1)
    said = file.read_text("utf-8")
    assert said.startswith("# 听述 全过程记录核验点")
    assert hashlib.sha256(said.partition("\n\n")[2].encode()).hexdigest() == made["root"]
    assert tingshu("verify", "--against", str(file)).exit_code == 0
    assert tingshu("verify", *CASE, "--against", str(file)).exit_code == 0
    last = made["entries"]
    change(data, delete(journal).where(journal.c.seq == last))
    flaws = json.loads(tingshu("verify", *CASE, "--against", str(file), "--json").stdout)["flaws"]
    assert [(flaw["damage"], flaw["place"]) for flaw in flaws] == [("missing", last)]


def test_another_file_is_never_written_over_and_never_taken_for_a_checkpoint(
    tingshu: Tingshu, tmp_path: Path
):
    file = tmp_path / "other.txt"
    file.write_text("其他内容", encoding="utf-8")
    refused = tingshu("checkpoint", "--out", str(file))
    assert (refused.exit_code, "已经存在" in refused.output) == (2, True)
    assert file.read_text("utf-8") == "其他内容"
    refused = tingshu("verify", "--against", str(file))
    assert (refused.exit_code, "不是核验点文件" in refused.output) == (2, True)


def test_an_export_is_proven_without_this_system(tingshu: Tingshu, data: Path, tmp_path: Path):
    file = tmp_path / "journal.jsonl"
    assert tingshu("export", *CASE, "--out", str(file)).exit_code == 0
    of_all, *lines = map(json.loads, file.read_text("utf-8").splitlines())
    assert (of_all["agency"], of_all["number"], of_all["entries"]) == (*CASE, len(lines))
    head = "0" * 64
    for line in lines:
        head = hashlib.sha256((head + line["stored"]).encode()).hexdigest()
        assert head == line["head"]
    assert head == of_all["head"]
    change(data, update(journal).where(journal.c.seq == 3).values(head="0" * 64))
    told = tingshu("export", *CASE)
    assert (told.exit_code, "不衔接" in told.stderr) == (1, True)


def test_an_export_is_for_those_who_may_read_the_journal(tingshu: Tingshu):
    assert tingshu("export", *CASE, "--as", "head-chen").exit_code == 0
    refused = tingshu("export", *CASE, "--as", "operator-gu")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "没有这个案件" in refused.stderr


def rewritten(file: Path, *, entry: int, body: str) -> None:
    """Write an exported journal anew from end to end, as who knows how could: every hash fits again."""
    of_all, *lines = map(json.loads, file.read_text("utf-8").splitlines())
    lines[entry - 1]["stored"] = body
    head = "0" * 64
    for line in lines:
        line["head"] = head = hashlib.sha256((head + line["stored"]).encode()).hexdigest()
    text = [json.dumps(one, ensure_ascii=False) for one in (of_all | {"head": head}, *lines)]
    file.write_text("\n".join(text) + "\n", encoding="utf-8")


def damages(told: Result) -> list[tuple[str, int]]:
    return [(flaw["damage"], flaw["place"]) for flaw in json.loads(told.stdout)["flaws"]]


@pytest.fixture
def exported(tingshu: Tingshu, tmp_path: Path) -> Path:
    file = tmp_path / "journal.jsonl"
    assert tingshu("export", *CASE, "--out", str(file)).exit_code == 0
    return file


def test_an_exported_journal_is_proven_offline(exported: Path, asked: Callable[..., Result]):
    offline = {"TINGSHU_DATA": "/nowhere", "COLUMNS": "200"}
    told = asked(offline, "journal", "verify", "--file", str(exported), "--json")
    entries = json.loads(exported.read_text("utf-8").splitlines()[0])["entries"]
    assert (told.exit_code, json.loads(told.stdout)) == (0, {"journal": entries, "flaws": []})


def test_what_was_done_to_an_exported_journal_is_named(exported: Path, tingshu: Tingshu):
    top, *lines = exported.read_text("utf-8").splitlines()
    changed = [*lines[:2], lines[2].replace("officer", "0fficer"), *lines[3:]]
    assert changed != lines
    for done, (left, found) in {
        "changed": (changed, [("changed", 3)]),
        "missing": ([*lines[:2], *lines[3:]], [("missing", 3)]),
        "cut off": (lines[:-1], [("missing", len(lines))]),
        "inserted": ([*lines[:3], lines[2], *lines[3:]], [("inserted", 4)]),
        "moved": ([lines[0], lines[2], lines[1], *lines[3:]], [("moved", 2), ("moved", 3)]),
    }.items():
        exported.write_text("\n".join([top, *left]), "utf-8")
        told = tingshu("verify", "--file", str(exported), "--json")
        assert (done, told.exit_code, damages(told)) == (done, 1, found)


def test_an_exported_journal_that_was_written_anew_is_found_by_a_checkpoint_alone(
    exported: Path, tingshu: Tingshu, tmp_path: Path
):
    sent = tmp_path / "sent.txt"
    assert tingshu("checkpoint", "--out", str(sent)).exit_code == 0
    last = len(exported.read_text("utf-8").splitlines()) - 1
    against = ("verify", "--file", str(exported), "--against", str(sent), "--json")
    assert tingshu(*against).exit_code == 0
    third = json.loads(exported.read_text("utf-8").splitlines()[3])["stored"]
    rewritten(exported, entry=3, body=third.replace("officer-", "forger-"))
    assert tingshu("verify", "--file", str(exported)).exit_code == 0
    told = tingshu(*against)
    assert (told.exit_code, damages(told)) == (1, [("rewritten", last)])


def test_another_file_is_never_taken_for_an_exported_journal(tingshu: Tingshu, tmp_path: Path):
    for content in ("其他内容", "", "[]", '{"tingshu_journal": 2}', '{"tingshu_journal": 1}'):
        (other := tmp_path / "other.jsonl").write_text(content, encoding="utf-8")
        refused = tingshu("verify", "--file", str(other))
        assert (refused.exit_code, "不是导出的全过程记录" in refused.output) == (2, True)
    assert tingshu("verify", *CASE, "--file", str(other)).exit_code == 2
