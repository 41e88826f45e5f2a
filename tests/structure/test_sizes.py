"""Small functions, small modules: what is longer says why."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "activities",
    "api",
    "bench",
    "cli",
    "client",
    "console",
    "demo",
    "desk",
    "documents",
    "domain",
    "engine",
    "installation",
    "register",
    "workflows",
)
LONGEST_FUNCTION, LONGEST_MODULE = 45, 400


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
    assert long == set()
