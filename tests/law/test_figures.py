"""A figure of law stands in the statute table and nowhere else (conventions 2). The search is seen to find one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TABLES = ("domain/law/tables/", "domain/law/festivals.py")
"""Where figures of law, festivals and notices live."""

NO_LAW = {
    ("domain/law/counting.py", "_MAKE_UP_DAYS"): "gate 7's bound for unpublished years",
}

_TIME = re.compile(r"(^|_)(day|days|month|months|year|years|length|deadline|term|threshold|yuan)(_|$)")
_WORDS = re.compile(r"[一二三四五六七八九十百两\d]+(个工作日|日内|日前|个月内|年内|个自然日|万元以上|%)")
_HARMLESS = {0, 1}


def figures(source: str, path: str) -> Iterator[str]:
    """Each place of `source` that looks like a figure of law."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        for name, value in _named(node):
            if _is_figure(value) and (path, name) not in NO_LAW:
                yield f"{path}:{value.lineno}: {name}"
        if id(node) not in prose and (text := _text(node)) and _WORDS.search(text):
            yield f"{path}: {text}"


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _named(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Pairs of a name that speaks of time or money and the value it gets or is compared with."""
    pairs: list[tuple[ast.expr | str | None, ast.expr | None]] = []
    if isinstance(node, ast.Call):
        pairs += [(keyword.arg, keyword.value) for keyword in node.keywords]
        if _name(node.func) == "timedelta":
            pairs += [("days", value) for value in node.args]
    elif isinstance(node, ast.Assign):
        pairs += [(target, node.value) for target in node.targets]
    elif isinstance(node, ast.AnnAssign):
        pairs.append((node.target, node.value))
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        pairs += [(one, other) for one in sides for other in sides if one is not other]
    for named, value in pairs:
        name = named if isinstance(named, str) else _name(named)
        if name and value is not None and _TIME.search(name.lower()):
            yield name, value


def _name(node: ast.expr | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _is_figure(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_figure(node.operand)
    if isinstance(node, ast.Call) and _name(node.func) == "Decimal" and node.args:
        return True
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value not in _HARMLESS
    )


@pytest.mark.parametrize("folder", ["domain", "workflows"])
def test_no_figure_of_law_outside_the_tables(folder: str) -> None:
    found = [
        figure
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not (path := file.relative_to(ROOT).as_posix()).startswith(TABLES)
        for figure in figures(file.read_text(encoding="utf-8"), path)
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "last = start + timedelta(days=15)",
        "last = start + timedelta(7)",
        "STATEMENT_DAYS = 5",
        "grace_days: int = 3",
        "late = (today - served).days > 2",
        "term = Term(length=5)",
        "threshold = Decimal(100_000)",
        "text = '请于五个工作日内陈述'",
        "text = f'{name}应在15日内缴款'",
    ],
)
def test_a_planted_figure_is_seen(planted: str) -> None:
    assert list(figures(planted, "domain/procedure/planted.py"))


@pytest.mark.parametrize(
    "harmless",
    [
        "next_day = day + timedelta(days=1)",
        "pages = 15",
        "last = reckon(term, start, calendar)",
        '"""Within fifteen days: 应当在十五日内缴款."""',
        "first_day = days[0]",
    ],
)
def test_what_is_no_figure_of_law_is_left_alone(harmless: str) -> None:
    assert not list(figures(harmless, "domain/procedure/planted.py"))
