"""What a command shows: tables on a terminal, JSON for programs, Chinese first."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.text import Text

from cli import tables
from cli.called import as_called

T = TypeVar("T")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
NOTHING = "（没有 · none）"


def as_json(value: Any) -> None:
    """Print one JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table that fits; what parties wrote is printed as it is, never as markup."""
    styled_table(title, columns, (("", row) for row in rows))


def styled_table(title: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Any]]]) -> None:
    """Print a table whose rows each have a style."""
    found = list(rows)
    cells = [["" if cell is None else str(cell) for cell in row] for _, row in found]
    if title:
        line(title, "bold")
    if not cells:
        line(NOTHING)
        return
    for number, text in tables.laid_out(columns, cells, tables.width()):
        _print(text, "bold" if number is None else found[number][0])


def line(text: str, style: str = "") -> None:
    """Print a sentence of ours: only a terminal breaks it, and wherever it likes."""
    _print(as_called(text), style)


def _print(text: str, style: str) -> None:
    out.print(Text(text, style=style), soft_wrap=True)


def note(text: str, *, json_: bool = False) -> None:
    """Say something beside the answer, where it disturbs no programme that reads it."""
    if not json_:
        err.print(Text(as_called(text)), soft_wrap=True)


def answer(
    found: Sequence[T], title: str, columns: Sequence[str], row: Callable[[T], Sequence[Any]], *, json_: bool
) -> None:
    """Show what was found: to programs as it is, to people as a table."""
    if json_:
        as_json(found)
    else:
        table(title, columns, map(row, found))


def pairs(found: dict[str, Any], *, json_: bool) -> None:
    """Show some values by their names."""
    if json_:
        as_json(found)
    else:
        table("", ("", ""), found.items())


def problem(text: str, *, json_: bool, code: str) -> None:
    """Say what went wrong, in a sentence that names its cure."""
    if json_:
        as_json({"code": code, "detail": text})
    else:
        err.print(Text(f"✗ {code}", style="bold red"))
        err.print(Text(f"  {as_called(text)}"), soft_wrap=True)
