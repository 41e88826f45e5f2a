"""Where the glyphs of a PDF stand on the paper, read back in millimetres."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Glyph(NamedTuple):
    """One upright glyph: its left and right edge in millimetres from the left edge of the paper."""

    page: int
    left: float
    right: float


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Yield every glyph that stands upright; the watermark is turned."""
    reader = PdfReader(io.BytesIO(pdf))
    for number, page in enumerate(reader.pages, start=1):
        resources: Any = page["/Resources"]
        fonts = {name: _widths(font.get_object()) for name, font in resources.get("/Font", {}).items()}
        for left, right in _read(ContentStream(page.get_contents(), reader).operations, fonts):
            yield Glyph(number, left / MM, right / MM)


def _widths(font: Any) -> dict[int, float]:
    """The advance of each glyph of a font, in thousandths of its size; -1 stands for all others."""
    own = font["/DescendantFonts"][0].get_object()
    widths: dict[int, float] = {-1: float(own.get("/DW", 1000))}
    listed = [one.get_object() if hasattr(one, "get_object") else one for one in own.get("/W", [])]
    while listed:
        first, second = int(listed.pop(0)), listed.pop(0)
        if isinstance(second, list):
            widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0)))
    return widths


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _read(operations: Any, fonts: dict[str, dict[int, float]]) -> Iterator[tuple[float, float]]:
    whole, kept, line = IDENTITY, list[Matrix](), IDENTITY
    widths, size = dict[int, float](), 1.0
    for operands, operator in operations:
        match operator:
            case b"q":
                kept.append(whole)
            case b"Q":
                whole = kept.pop()
            case b"cm":
                whole = _times(tuple(map(float, operands)), whole)  # type: ignore[arg-type]  # six numbers
            case b"Tf":
                widths, size = fonts[operands[0]], float(operands[1])
            case b"BT":
                line = IDENTITY
            case b"Tm":
                line = tuple(map(float, operands))  # type: ignore[assignment]  # six numbers
            case b"Td":
                line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
            case b"Tj" | b"TJ":
                shown = operands[0] if operator == b"TJ" else [operands[0]]
                yield from _shown(shown, _times(line, whole), widths, size)


def _shown(
    items: Any, placed: Matrix, widths: dict[int, float], size: float
) -> Iterator[tuple[float, float]]:
    upright, at = placed[1] == 0 and placed[0] > 0, 0.0
    for item in items:
        if isinstance(item, (int, float)):
            at -= float(item) / 1000 * size
            continue
        data = bytes(item) if isinstance(item, bytes) else item.original_bytes
        for place in range(0, len(data), 2):
            width = widths.get(int.from_bytes(data[place : place + 2]), widths[-1]) / 1000 * size
            if upright:
                yield placed[4] + at * placed[0], placed[4] + (at + width) * placed[0]
            at += width
