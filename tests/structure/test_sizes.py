"""Small functions, small modules: what is longer says why."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "activities",
    "api",
    "cli",
    "demo",
    "desk",
    "documents",
    "domain",
    "engine",
    "register",
    "workflows",
)
LONGEST_FUNCTION, LONGEST_MODULE = 45, 400

LONG_FOR_A_REASON = {
    "domain/law/tables/statute.py": "the one table of figures",
    "workflows/penalty_case.py": "the life of a case in one order, which must be read as a whole",
}


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        # Migrations are written once and never read as code.
        yield from (p for p in (ROOT / package).rglob("*.py") if "migrations" not in p.parts)


def test_functions_are_short():
    long = [
        (path.relative_to(ROOT).as_posix(), node.name)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_modules_are_short():
    long = {
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if path.read_text(encoding="utf-8").count("\n") > LONGEST_MODULE
    }
    assert long <= LONG_FOR_A_REASON.keys()
