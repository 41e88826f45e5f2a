"""Confirmations (律师确认): what a lawyer was asked about a row of the law, and said. Data of a profile, never prose of ours."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final

from domain.labels import Label
from domain.law.provisions import Provision
from domain.law.tables.acts import ACTS
from domain.law.tables.readings import ReadingKey
from domain.law.tables.thresholds import Measure
from domain.law.terms import TermKey
from domain.lengths import Code, Line, Text
from domain.record import Record

_CALENDAR: Final = re.compile(r"calendars\.20\d\d")
_GATE: Final = re.compile(r"gates\.[1-9]")


class Confirmation(Record):
    """One answer of a lawyer (确认意见)."""

    question: Annotated[Text, Label("问题", "question")]
    row: Annotated[Code, Label("所问的行", "row that it is about")]
    """`terms.statement`, `thresholds.fine`, `switches.filing`, `articles.closing`, `acts.行政执法监督条例`, `readings.waiver`, `gates.4`,
    `calendars.2024`."""
    holds: Annotated[bool, Label("可以适用", "may be applied")]
    """Whether the row may be applied; nobody reads that out of the opinion."""
    opinion: Annotated[Text, Label("意见", "opinion")]
    who: Annotated[Line, Label("确认人", "who confirmed it")]
    day: Annotated[date, Label("确认日期", "day of the confirmation")]
    invented: bool = False
    """Made up for a demonstration: nobody has confirmed it."""


def name_of(row: TermKey | Measure | Provision | ReadingKey) -> str:
    """Name a row as a confirmation does."""
    table = {TermKey: "terms", Measure: "thresholds", Provision: "articles", ReadingKey: "readings"}[
        type(row)
    ]
    return f"{table}.{row.value}"


def switch_name(key: str) -> str:
    return f"switches.{key}"


def act_name(title: str) -> str:
    """Name an act as it is cited (`domain.law.tables.acts`): whatever a document prints of it may be relied on."""
    return f"acts.{title}"


def calendar_name(year: int) -> str:
    return f"calendars.{year}"


def gate_name(number: int) -> str:
    return f"gates.{number}"


def rows_known(switches: Iterable[str]) -> frozenset[str]:
    """Return the names of all rows that a lawyer can be asked about, but for calendars and gates."""
    return frozenset(
        {
            *map(name_of, TermKey),
            *map(name_of, Measure),
            *map(name_of, Provision),
            *map(name_of, ReadingKey),
            *map(switch_name, switches),
            *map(act_name, ACTS),
        }
    )


def is_numbered(row: str) -> bool:
    """Whether it is a row that has a number for its name: the calendar of a year, a gate."""
    return bool(_CALENDAR.fullmatch(row) or _GATE.fullmatch(row))


def confirmed(rows: Iterable[Confirmation], name: str, checked_on: date | None) -> Confirmation | None:
    """Return the last word on a row, if it lets it be applied; what was written into the table afterwards nobody has seen."""
    said = [one for one in rows if one.row == name and (checked_on is None or checked_on <= one.day)]
    last = max(said, key=lambda one: one.day, default=None)
    return last if last is not None and last.holds else None
