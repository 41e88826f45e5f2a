"""Tables fit the terminal, and no name is broken in the middle; a Chinese character counts double."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import Result

from cli import tables
from installation.examples import bodies

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")
WITH_TABLES = [
    ("people",),
    ("moves",),
    ("law", "terms"),
    ("law", "screen", "draft.json"),
    ("case", "list"),
    ("case", "show", *CASE),
    ("case", "moves", *CASE),
    ("case", "moves", *CASE, "--barred"),
    ("case", "deadlines", *CASE),
    ("case", "documents", *CASE),
    ("case", "journal", *CASE),
    ("work",),
    ("deadlines",),
    ("numbers", "list"),
    ("check", "register", "--quick"),
    ("outbox", "list"),
]


@pytest.fixture(autouse=True)
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.json").write_text(json.dumps(bodies()["open_case"]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("command", WITH_TABLES, ids=" ".join)
def test_no_table_is_wider_than_the_terminal(
    recorded: Recorded, asked: Asked, command: tuple[str, ...], width: int
):
    shown = asked(recorded("impose"), *command, COLUMNS=str(width))
    assert shown.exit_code == 0, shown.output
    prose = ("不能办理的另有", "另有", "以 --as", "故障", "法制审核的时点", "法律适用")
    lines = [line for line in shown.stdout.splitlines() if not line.startswith(prose)]
    assert len(lines) > 1
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("command", WITH_TABLES, ids=" ".join)
def test_a_name_is_whole_or_not_there(recorded: Recorded, asked: Asked, command: tuple[str, ...]):
    """What is shown in 80 columns has the very names that are shown without any limit."""
    narrow, wide = (asked(recorded("impose"), *command, COLUMNS=width).stdout for width in ("80", "900"))

    def named(text: str) -> set[str]:
        return set(re.findall(r"[A-Za-z][A-Za-z0-9_-]{5,}", text))

    assert named(narrow) == named(wide)


def test_a_piped_table_is_as_wide_as_it_likes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert tables.width() is None


def laid(*rows: tuple[str, ...], room: int) -> list[str]:
    return [line for _, line in tables.laid_out(("名称", "说明"), rows, room)]


def test_short_columns_keep_their_line_and_prose_is_wrapped_after_its_punctuation():
    assert laid(("record_service", "请先制作，再送达，再记录（record_service）"), room=40) == [
        "名称            说明",
        "record_service  请先制作，再送达，再记录",
        "                （record_service）",
    ]


def test_without_room_beside_each_other_cells_stand_below_each_other():
    assert laid(("acknowledge_decision_filing", "a-name-that-is-never-broken"), room=40) == [
        "名称  acknowledge_decision_filing",
        "说明  a-name-that-is-never-broken",
    ]


def test_what_has_no_chinese_is_never_broken():
    pieces: Any = list(tables.pieces("zj-market/2026-0001 record_service", 4))
    assert pieces == ["zj-market/2026-0001 ", "record_service"]
