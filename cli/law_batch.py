"""Many last days at once: a CSV of terms, profiles and starts in, the same with their answers out."""

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import Progress

from cli.files import UNREADABLE
from cli.law_reading import day_of, rules_of, term_of
from cli.refusals import in_one_line
from desk.errors import Fault, Malformed
from domain.bilingual import Words, listed
from domain.law.counting import Reckoning, reckon, reckon_notice
from domain.law.errors import LawError
from domain.law.terms import Direction, Term, TermKey

READ = ("term", "profile", "start")
COLUMNS = (*READ, "last_day", "state", "article", "earliest", "latest", "error")
MISSING = Words("缺少列：{columns}", "columns are missing: {columns}")
FIRST_LINE = Words("首行请写作 term,profile,start", "write the first line as term,profile,start")
SAVE_AS_CSV = Words("请核对路径，并存为 UTF-8 编码的 CSV", "check the path, and save it as CSV in UTF-8")
LONG = 5_000
"""Rows from which on it takes long enough to be shown."""


class Dated(Protocol):
    @property
    def last_day(self) -> date | None: ...


def state_of(answer: Dated) -> str:
    """`settled`, or `provisional` while the notice of a year is missing."""
    return "settled" if answer.last_day else "provisional"


def answered(path: Path) -> Iterator[dict[str, str]]:
    """Read the whole file, then yield every row with its answer; one that has none keeps its error.

    Raises:
        Malformed: The file cannot be read, or lacks a column.
    """
    rows = _read(path)
    return _shown(rows) if len(rows) >= LONG and sys.stderr.isatty() else map(_answer, rows)


def _shown(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for row in progress.track(rows, description="计算期限 · counting"):
            yield _answer(row)


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in READ if name not in (reader.fieldnames or ())]
            if missing:
                why = MISSING.filled(columns=listed(missing))
                raise Malformed(Fault(str(path), why, FIRST_LINE))
            return list(_plain(reader))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Malformed(Fault(str(path), UNREADABLE.filled(reason=error), SAVE_AS_CSV)) from error


def _plain(reader: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in reader:
        yield {name: (row.get(name) or "").strip() for name in READ}


def _answer(row: dict[str, str]) -> dict[str, str]:
    found = dict.fromkeys(COLUMNS, "") | row
    try:
        start = _start(row["start"])
        term, counted = _counted(row["term"], row["profile"], start)
    except (LawError, Malformed) as error:
        return found | {"error": in_one_line(error)}
    days = {"last_day": counted.last_day, "earliest": counted.earliest, "latest": counted.latest}
    shown = {name: day.isoformat() for name, day in days.items() if day is not None}
    return found | shown | {"state": state_of(counted), "article": str(term.source)}


@lru_cache(maxsize=4096)
def _start(typed: str) -> date:
    return day_of(typed, "start")


def _counted(name: str, profile: str, start: date) -> tuple[Term, Reckoning]:
    """Count forward from the start; for a backward term the start is the day of the event."""
    rules = rules_of(profile)
    term = rules.term(_key(name), start)
    if term.direction is Direction.FORWARD:
        return term, reckon(term, start, rules.calendar)
    return term, reckon_notice(term, start, rules.calendar, strict=rules.switches.strict_backward)


@lru_cache(maxsize=64)
def _key(name: str) -> TermKey:
    return term_of(name)
