"""Tables that fit a terminal: no wider than it is, and no name broken in the middle; a Chinese character counts double.

Where the columns have no room beside each other, each row is shown below the other, a line a cell.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

GAP = "  "
WHOLE = (40, 24, 12)
"""Cells up to which a run of Chinese without punctuation stays whole: as long as possible, shorter where it must be.

What has no Chinese in it, an id, a date, the name of a move, is never broken.
"""

_OPENS, _CLOSES, _CHINESE = "（【《“", "、，；。：）】》！？”·", "\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_OPENS}]*[^\s{_OPENS}{_CLOSES}]*[{_CLOSES}]*\s*")
_HAS_CHINESE = re.compile(f"[{_CHINESE}]")
_LETTERS = re.compile(rf"[{_OPENS}]*(?:[{_CHINESE}]|[^\s{_CHINESE}{_OPENS}{_CLOSES}]+)[{_CLOSES}]*\s*|.")


def width() -> int | None:
    """Return how wide a table may be: as COLUMNS says, else as the terminal is; a pipe has no width."""
    if (said := os.environ.get("COLUMNS", "")).isdigit() and int(said):
        return int(said)
    if sys.stdout is not None and sys.stdout.isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    return None


def pieces(text: str, whole: int) -> Iterator[str]:
    """Yield what a line may be broken between; punctuation and blanks stay with what is before them.

    >>> list(pieces("承办人、主持人 record_service", 12))
    ['承办人、', '主持人 ', 'record_service']
    """
    for word in _WORDS.findall(text):
        if cell_len(word.rstrip()) <= whole or not _HAS_CHINESE.search(word):
            if word:
                yield word
        else:
            yield from _LETTERS.findall(word)


def wrapped(text: str, room: int, whole: int) -> list[str]:
    """Return a text as lines of at most so many cells; only a piece wider than that passes it.

    >>> wrapped("请先制作（prepare_notices）", 16, 12)
    ['请先制作', '（prepare_notices）']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in pieces(paragraph, whole):
            if line and cell_len(line) + cell_len(piece.rstrip()) > room:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return lines


def padded(text: str, room: int) -> str:
    return text + " " * (room - cell_len(text))


def laid_out(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: int | None
) -> Iterator[tuple[int | None, str]]:
    """Yield the lines of a table, each with the row to which it belongs; none belongs to the heads."""
    every = [heads, *rows]
    natural = [_widest(row[place].split("\n") for row in every) for place in range(len(heads))]
    for whole in WHOLE:
        if widths := _widths(every, natural, room, whole):
            yield from _beside(heads, rows, widths, whole)
            return
    assert room is not None, "without a width everything has room"
    yield from _below(heads, rows, room)


def _widest(cells: Iterator[list[str]]) -> int:
    return max((cell_len(line) for lines in cells for line in lines), default=0)


def _widths(
    every: Sequence[Sequence[str]], natural: list[int], room: int | None, whole: int
) -> list[int] | None:
    """Return how wide each column is; nothing where they have no room beside each other."""
    if room is None or sum(natural) + len(GAP) * (len(natural) - 1) <= room:
        return natural
    least = [
        max(cell_len(piece.rstrip()) for row in every for piece in (*pieces(row[place], whole), ""))
        for place in range(len(natural))
    ]
    left = room - sum(least) - len(GAP) * (len(natural) - 1)
    if left < 0:
        return None
    # What is left goes to those that want least first: short columns stay on one line.
    wanting = sorted(range(len(natural)), key=lambda place: natural[place] - least[place])
    for done, place in enumerate(wanting):
        given = min(natural[place] - least[place], left // (len(wanting) - done))
        least[place] += given
        left -= given
    return least


def _beside(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: list[int], whole: int
) -> Iterator[tuple[int | None, str]]:
    if any(heads):
        yield from ((None, line) for line in _row(heads, widths, whole))
    for number, row in enumerate(rows):
        yield from ((number, line) for line in _row(row, widths, whole))


def _row(cells: Sequence[str], widths: list[int], whole: int) -> Iterator[str]:
    columns = [wrapped(cell, room, whole) for cell, room in zip(cells, widths, strict=True)]
    for place in range(max(map(len, columns))):
        parts = (lines[place] if place < len(lines) else "" for lines in columns)
        yield GAP.join(padded(part, room) for part, room in zip(parts, widths, strict=True)).rstrip()


def _below(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: int
) -> Iterator[tuple[int | None, str]]:
    margin = max(map(cell_len, heads)) + len(GAP)
    for number, row in enumerate(rows):
        if number:
            yield None, ""
        for head, cell in zip(heads, row, strict=True):
            if not cell:
                continue
            for place, line in enumerate(wrapped(cell, max(room - margin, WHOLE[-1]), room - margin)):
                yield number, padded("" if place else head, margin) + line
