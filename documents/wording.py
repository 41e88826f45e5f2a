"""Content → wording (措辞): a Jinja2 template gives the sentences, as a list of blocks.

Party text is data. A value goes through template and parser as hexadecimal digits between two
private-use characters, and is turned back only when the blocks are made: nothing that anybody wrote
is ever read as a template or as a block's sign.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from documents.citing import once_named
from documents.content import Content, Part, is_empty
from documents.parts import Period
from domain.law.articles import numeral

Block = dict[str, Any]

_VALUE = re.compile("\ue000([0-9a-f]*)\ue001")

SIGNS = (
    ("# ", "title"),
    ("= ", "heading"),
    ("== ", "subheading"),
    ("> ", "flush"),
    ("* ", "item"),
    (": ", "field"),
    ("| ", "row"),
    ("@ ", "attachment"),
    ("~ ", "note"),
    ("< ", "sign"),
    ("^ ", "imprint"),
)
"""What a line of a template begins with, and what block it then is; any other begins a paragraph."""

_PROVISION = re.compile("《[^》]+》(?=第)")
"""The title of an act before a place in it."""

_CELLS = {"field", "row", "imprint"}
"""Blocks of several cells, divided by ` | `."""


class Missing:
    """Stands in a preview where a required field is empty; whatever is asked of it is missing too."""

    def __init__(self, title: str) -> None:
        self._title = title

    def __str__(self) -> str:
        return f"【缺：{self._title}】"

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, name: str) -> "Missing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class Wording:
    """The wording of one kind of document, compiled once."""

    def __init__(self, files: Mapping[str, str], name: str) -> None:
        self._template = environment(files).get_template(name)

    def blocks(self, content: Content, *, preview: bool) -> list[Block]:
        """Return the document as blocks of plain text.

        Raises:
            jinja2.UndefinedError, TypeError: The template prints a field that is not there.
        """
        view = vars(_view(content, missing=preview)) | {"title": content.title or content.kind.zh}
        return list(_grouped(_single_unnumbered(_parsed(self._template.render(view)))))


def environment(files: Mapping[str, str]) -> Environment:
    made = Environment(
        loader=DictLoader(files),
        undefined=StrictUndefined,
        autoescape=False,  # nothing here is HTML; values are carried as digits
        finalize=_carried,
    )
    made.filters.update(FILTERS)
    return made


def _carried(value: Any) -> str:
    """Carry a printed value through the parser (Jinja2's finalize)."""
    if not isinstance(value, str | int | Missing) or isinstance(value, bool):
        raise TypeError(f"a template prints {value!r}: name a filter for it, or ask whether it is there")
    return f"\ue000{str(value).encode('utf-8', 'surrogatepass').hex()}\ue001"


def _plain(text: str) -> str:
    return _VALUE.sub(lambda m: bytes.fromhex(m[1]).decode("utf-8", "surrogatepass"), text)


def _view(value: Any, *, missing: bool, title: str = "") -> Any:
    """Return what the template sees: plain attributes, and `Missing` for what is empty in a preview."""
    if is_empty(value) and value != ():
        return Missing(title) if missing else None
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        return SimpleNamespace(
            **{n: _view(getattr(value, n), missing=missing, title=f.title or n) for n, f in fields}
        )
    if isinstance(value, tuple):
        return tuple(_view(item, missing=missing, title=title) for item in value) or (
            Missing(title) if missing else ()
        )
    return value


def _parsed(text: str) -> Iterator[Block]:
    """Read each line as a block; an indented line goes on with the one before, a blank line is nothing."""
    counter = _Counter()
    lines = list[str]()
    for line in text.split("\n"):
        if line.startswith(" ") and line.strip(" ") and lines:
            lines[-1] += line.strip(" ")
        elif line.strip(" "):
            lines.append(line.rstrip(" "))
    for line in lines:
        kind, rest = next(((k, line[len(s) :]) for s, k in SIGNS if line.startswith(s)), ("paragraph", line))
        yield from counter.numbered(_made(kind, rest))


def _made(kind: str, text: str) -> Iterator[Block]:
    if kind in _CELLS:
        yield {"kind": kind, "cells": [_plain(cell.strip(" ")) for cell in text.split(" | ")]}
        return
    plain = _plain(text).replace("\r\n", "\n")
    for line in [plain] if kind == "title" else plain.split("\n"):
        if line.strip():
            yield {"kind": kind, "text": line}
            kind = "continued" if kind in {"item", "continued"} else kind


def _single_unnumbered(parsed: Iterable[Block]) -> Iterator[Block]:
    """Take the number from an item or attachment that stands alone: what is numbered 1 announces a 2."""
    blocks = list(parsed)
    for place, block in enumerate(blocks):
        if block.get("number") == "1. " and not _second_follows(blocks[place + 1 :], block["kind"]):
            yield {**block, "number": ""}
        else:
            yield block


def _second_follows(blocks: Iterable[Block], kind: str) -> bool:
    following = next((b["kind"] for b in blocks if b["kind"] != "continued"), "")
    return bool(following == kind)


def _grouped(parsed: Iterable[Block]) -> Iterator[Block]:
    """Put neighbouring rows into one table, neighbouring attachments into one list."""
    for kind, run in groupby(parsed, key=lambda block: block["kind"]):
        if kind == "row":
            yield {"kind": "table", "rows": [block["cells"] for block in run]}
        elif kind == "attachment":
            yield {"kind": "attachments", "items": list(run)}
        else:
            yield from run


def texts(value: Any) -> Iterator[str]:
    """Yield every text within blocks, for checks of its characters."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


class _Counter:
    """Numbers headings (一、), subheadings (（一）), items (1.) and attachments as GB/T 9704-2012, 7.3.3 does."""

    def __init__(self) -> None:
        self._at = dict.fromkeys(("heading", "subheading", "item", "attachment"), 0)

    def numbered(self, made: Iterator[Block]) -> Iterator[Block]:
        for block in made:
            kind = block["kind"]
            self._begin_again(kind)
            if kind in self._at:
                self._at[kind] += 1
                block["number"] = _NUMERALS[kind](self._at[kind])
            yield block

    def _begin_again(self, kind: str) -> None:
        if kind not in {"item", "continued"}:
            self._at["item"] = 0
        if kind == "heading":
            self._at["subheading"] = 0


_NUMERALS: dict[str, Callable[[int], str]] = {
    "heading": lambda n: f"{numeral(n)}、",
    "subheading": lambda n: f"（{numeral(n)}）",
    "item": lambda n: f"{n}. ",
    "attachment": lambda n: f"{n}. ",
}


def _or_missing(worded: Callable[[Any], str]) -> Callable[[Any], Any]:
    """Let a filter pass on what is missing."""
    return lambda value: value if isinstance(value, Missing) else worded(value)


def day(value: date) -> str:
    """Write a date as documents do: 2026年6月1日, no leading zeros (GB/T 9704-2012, 7.3.5)."""
    return f"{value.year}年{value.month}月{value.day}日"


def instant(value: datetime) -> str:
    return f"{day(value)}{clock(f'{value:%H:%M}')}"


def clock(value: str) -> str:
    """Write a time of day `09:30` as 9时30分."""
    hours, _, minutes = value.partition(":")
    return f"{int(hours)}时{minutes}分" if hours.isdigit() and minutes.isdigit() else value


def yuan(value: Decimal) -> str:
    """Write an amount as officers do in findings and notices, in one way throughout a document.

    >>> yuan(Decimal("120000.00")), yuan(Decimal("85.50"))
    ('120000元', '85.50元')
    """
    return f"{value:.0f}元" if value == value.to_integral_value() else f"{value:.2f}元"


def sentence(value: str) -> str:
    """End what an officer wrote with a full stop, unless it ends with one."""
    return value if value.rstrip().endswith(("。", "！", "？", "；", "”", "）")) else f"{value}。"


def quoted(value: str) -> str:
    """Put the words of an act into quotation marks, those within them into single ones."""
    return f"“{value.replace('“', '‘').replace('”', '’')}”"


def listed(values: tuple[Any, ...]) -> str:
    """List with 、; an act is named once, before all that is cited of it."""
    return "、".join(once_named(str(value) for value in values))


FILTERS = {
    "day": _or_missing(day),
    "instant": _or_missing(instant),
    "clock": _or_missing(clock),
    "yuan": _or_missing(yuan),
    "sentence": _or_missing(sentence),
    "listed": _or_missing(listed),
    "numeral": _or_missing(numeral),
    "quoted": _or_missing(quoted),
}
