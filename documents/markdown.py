"""Our own pages, read back into blocks: headings, paragraphs, lists, tables, and within them the marks that the pages write."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

Span = dict[str, Any]
Block = dict[str, Any]

_MARKS: Final = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>.+?)\*\*"
    r"|\*(?P<stressed>[^*\s][^*]*)\*"
    r'|<a id="(?P<place>[^"]+)"></a>'
    r"|\[(?P<said>(?:`[^`]*`|[^\]`])+)\]\((?P<to>[^)]+)\)"
    r"|<(?P<address>https?://[^>]+)>"
    r"|(?P<end><br>)"
)
_HEADING: Final = re.compile(r"(#{1,4}) (.+)")
_ITEM: Final = re.compile(r"( *)(-|\d+\.) (.+)")
_BAR: Final = re.compile(r"(?<!\\)\|")
_FIRST_WIDE: Final = 0x2E7F
_ASCII: Final = re.compile(r"[!-~]")


def blocks(text: str) -> list[Block]:
    """Read a page; a link leads to a place that the page has, or to an address, and any other is its text alone."""
    found = list(_blocks(text.splitlines()))
    every = [span for block in found for span in spans_of(block)]
    places = {span["place"] for span in every if "place" in span}
    wanted = {span["to"].removeprefix("#") for span in every if span.get("to", "").startswith("#")}
    for block in (block for block in found if block["kind"] == "heading"):
        own = block["place"] in wanted - places
        block["place"] = block["place"] if own else ""
        places |= {block["place"]}
    for span in (span for span in every if "to" in span):
        if not span["to"].startswith("http") and span["to"].removeprefix("#") not in places:
            del span["to"]
    return found


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        rest = _run_of(lines, at, _is_row if _is_row(line) else _is_prose)
        if line.startswith("```"):
            fence = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), len(lines))
            yield {"kind": "code", "lines": list(lines[at + 1 : fence])}
            at = fence + 1
        elif heading := _HEADING.fullmatch(line):
            signs, said = heading.groups()
            yield {
                "kind": "heading",
                "level": len(signs),
                "spans": spans(said),
                "place": said.lower().replace(" ", "-"),
            }
            at += 1
        elif item := _ITEM.fullmatch(line):
            number = "" if item[2] == "-" else item[2]
            yield {"kind": "item", "level": len(item[1]) // 2, "number": number, "spans": spans(item[3])}
            at += 1
        elif _is_row(line):
            yield _table([_cells(row) for row in rest])
            at += len(rest)
        elif line.strip():
            yield {"kind": "paragraph", "spans": spans(_joined(rest))}
            at += len(rest)
        else:
            at += 1


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not (line.startswith(("|", "```", "#")) or _ITEM.fullmatch(line))


def _run_of(lines: Sequence[str], at: int, like: Any) -> list[str]:
    end = next((n for n in range(at, len(lines)) if not like(lines[n])), len(lines))
    return list(lines[at:end])


def _joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph: between Chinese signs a line's end is nothing, elsewhere a space."""
    text = ""
    for line in map(str.strip, lines):
        space = " " if text and _ASCII.match(text[-1]) and _ASCII.match(line[:1]) else ""
        text += space + line
    return text


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]


def _table(rows: list[list[str]]) -> Block:
    head, _, *body = rows
    body = [[*row, *[""] * (len(head) - len(row))][: len(head)] for row in body]
    columns = list(zip(head, *body, strict=True))
    signed = any("签名" in name for name in head)
    return {
        "kind": "table",
        "widths": [_width(column) for column in columns],
        "head": [spans(cell) for cell in head],
        "rows": [[spans(cell) for cell in row] for row in body],
        "signed": signed,
        "whole": [signed and max(map(_em, row)) < _LONG for row in body],
    }


_LONG: Final = 300
"""A row that is signed stands on one page, unless a cell of it is longer than this."""
_TO_BE_WRITTEN: Final = {"律师意见": 24, "签名": 9, "日期": 7}
"""Columns that are left free for a hand, in widths of a Chinese character."""


def _width(column: Sequence[str]) -> float:
    """The share of a column: it grows slower than its longest cell, which takes several lines, and is never less than its head."""
    longest = max(_em(_MARKS.sub(_shown, cell)) for cell in column)
    least = _TO_BE_WRITTEN.get(column[0], _em(column[0]))
    return max(least, 4, min(longest, 10) + 1.6 * math.sqrt(min(longest, 400)))


def _em(text: str) -> float:
    """How wide a text is, in widths of a Chinese character."""
    return sum(1.0 if ord(sign) > _FIRST_WIDE else 0.55 for sign in text)


def _shown(mark: re.Match[str]) -> str:
    return next((found for name in ("code", "strong", "said") if (found := mark[name])), "")


def spans(text: str) -> list[Span]:
    """Read the marks within a line."""
    found: list[Span] = []
    at = 0
    for mark in _MARKS.finditer(text):
        found += _plain(text[at : mark.start()])
        at = mark.end()
        if mark["said"]:
            found += [{**span, "to": mark["to"]} for span in spans(mark["said"])]
        elif mark["strong"]:
            found += [{**span, "strong": True} for span in spans(mark["strong"])]
        elif mark["place"]:
            found.append({"text": "", "place": mark["place"]})
        elif mark["end"]:
            found.append({"text": "", "end": True})
        elif mark["address"]:
            found.append({"text": mark["address"], "to": mark["address"]})
        else:
            found.append({"text": mark["code"] or mark["stressed"], "code": bool(mark["code"])})
    return [*found, *_plain(text[at:])]


def _plain(text: str) -> list[Span]:
    return [{"text": text}] if text else []


def spans_of(block: Block) -> Iterator[Span]:
    """Yield every span of a block."""
    yield from block.get("spans", ())
    for row in (block.get("head", []), *block.get("rows", [])):
        for cell in row:
            yield from cell
