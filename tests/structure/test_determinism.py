"""Workflow and domain code must give the same answer on replay: no clock, no chance, no world."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNSTABLE_MODULES = {"random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}
UNSTABLE_CALLS = {"now", "today", "utcnow", "urandom", "getenv", "open", "input"}
ASKED_OF_THE_ENGINE = {"workflow"}
READS_FILES = {"domain/law/profiles.py", "domain/law/holidays_file.py", "domain/pages/statute.py"}
"""Called when a rulebook is put together, never while a case is judged or replayed."""


def faults(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        if isinstance(node, ast.Import):
            names = {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").split(".")[0]}
        else:
            names = set()
        yield from (f"line {node.lineno}: imports {n}" for n in names & UNSTABLE_MODULES)
        if isinstance(node, ast.Call) and (called := unstable(node.func)):
            yield f"line {node.lineno}: calls {called}"


def unstable(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id if func.id in {"open", "input"} else ""
    if not isinstance(func, ast.Attribute) or func.attr not in UNSTABLE_CALLS:
        return ""
    asked = func.value.id if isinstance(func.value, ast.Name) else ""
    return "" if asked in ASKED_OF_THE_ENGINE or asked == "self" else ast.unparse(func)


def sources() -> list[Path]:
    found = [*(ROOT / "workflows").glob("*.py"), *(ROOT / "domain").rglob("*.py")]
    return [f for f in found if str(f.relative_to(ROOT)) not in READS_FILES]


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_that_differs_on_replay(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import random",
        "from time import sleep",
        "datetime.now(UTC)",
        "date.today()",
        "open('x')",
        "os.urandom(3)",
    ],
)
def test_the_check_has_been_seen_to_fail(planted: str) -> None:
    assert list(faults(planted))
