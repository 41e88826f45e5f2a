"""What a command shows: tables on a terminal, JSON for programs, Chinese first."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

T = TypeVar("T")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def as_json(value: Any) -> None:
    """Print one JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table; what parties wrote is printed as it is, never as markup."""
    shown = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    out.print(shown)


def styled_table(title: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Any]]]) -> None:
    """Print a table whose rows each have a style."""
    shown = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for style, row in rows:
        shown.add_row(*(Text("" if cell is None else str(cell)) for cell in row), style=style)
    out.print(shown)


def line(text: str, style: str = "") -> None:
    """Print a line as it is: only a terminal breaks it, and wherever it likes."""
    out.print(Text(text, style=style), soft_wrap=True)


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
        err.print(Text(f"  {text}"), soft_wrap=True)
