"""What a command shows: tables on a terminal, JSON for programs, Chinese first."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.errors import Barred, DeskError, Malformed

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


def line(text: str, style: str = "") -> None:
    """Print a line as it is: only a terminal breaks it, and wherever it likes."""
    out.print(Text(text, style=style), soft_wrap=True)


def refused(error: DeskError, *, json_: bool) -> None:
    """Say why something was not done: every obstacle with its code, article and cure."""
    if json_:
        as_json(_as_problem(error))
        return
    if isinstance(error, Barred):
        for refusal in error.refusals:
            err.print(Text(f"{refusal.code}  {refusal.article or ''}", style="bold red"))
            said = refusal.why.followed_by(refusal.cure)
            err.print(Text(f"  {said.zh}\n  {said.en}"))
        return
    err.print(Text(f"{error.code}  {error}", style="red"))
    if isinstance(error, Malformed):
        for fault in error.faults:
            err.print(Text(f"  {fault.field}: {fault.why.followed_by(fault.cure)}"))


def _as_problem(error: DeskError) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "code": error.code,
        "detail": str(error),
        "why": error.why.as_dict(),
        "cure": error.cure.as_dict(),
    }
    if isinstance(error, Barred):
        shown["obstacles"] = [refusal.as_dict() for refusal in error.refusals]
    if isinstance(error, Malformed):
        shown["fields"] = [fault.as_dict() for fault in error.faults]
    return shown


def problem(text: str, *, json_: bool, code: str) -> None:
    if json_:
        as_json({"code": code, "detail": text})
    else:
        err.print(Text(text, style="red"), soft_wrap=True)
