"""What is drawn on the pages of a PDF of ours (字形与线条): runs of text with the place of each glyph, and paths.

It reads what Typst writes: composite fonts with two-byte codes and a map to Unicode. All lengths are millimetres from the upper
left corner of the page, y downwards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

POINT = 25.4 / 72
"""Millimetres of a point."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
_DRAWN = {
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "S": (False, True),
    "s": (False, True),
    "B": (True, True),
}


@dataclass(frozen=True)
class Face:
    """A font as it is in the file: the glyphs that are used, as CFF."""

    name: str
    program: bytes
    characters: Mapping[int, str]
    """What each glyph stands for."""
    advances: Mapping[int, float]
    """In thousandths of the size."""


@dataclass(frozen=True)
class Glyph:
    id: int
    character: str
    x: float
    """Where it begins, from the beginning of its run."""


@dataclass(frozen=True)
class Run:
    """Glyphs of one font in one line."""

    face: str
    size: float
    at: Matrix
    """From the run's own plane (x along the line, y downwards, begins at 0) to the page; no scale."""
    colour: Colour
    glyphs: tuple[Glyph, ...]
    advance: float


@dataclass(frozen=True)
class Path:
    """A line or an area: verbs M, L, C and Z with their points, on the page."""

    segments: tuple[tuple[str, tuple[float, ...]], ...]
    fill: Colour | None
    stroke: Colour | None
    width: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size, and what is drawn on it in this order."""

    width: float
    height: float
    drawn: tuple[Run | Path, ...]


@dataclass
class _State:
    matrix: Matrix = IDENTITY
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0

    def copy(self) -> "_State":
        return _State(self.matrix, self.fill, self.stroke, self.width)


class Drawing:
    """A PDF of ours, read back."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pikepdf.open(BytesIO(pdf))
        self.faces: dict[str, Face] = {}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages. Raises `ValueError` where something is drawn that we never draw, such as a picture."""
        return tuple(self._sheet(page) for page in self._pdf.pages)

    def _sheet(self, page: pikepdf.Page) -> Sheet:
        _, _, width, height = (float(edge) for edge in page.mediabox)
        fonts = {str(name): self._face(font) for name, font in page.Resources.get("/Font", {}).items()}
        reading = _Reading(height, fonts)
        for instruction in pikepdf.parse_content_stream(page):
            reading.take(str(instruction.operator), instruction.operands)
        return Sheet(width * POINT, height * POINT, tuple(reading.drawn))

    def _face(self, font: Any) -> Face:
        own = font.DescendantFonts[0]
        name = str(own.BaseFont).removeprefix("/")
        if name not in self.faces:
            self.faces[name] = Face(
                name=name,
                program=own.FontDescriptor.FontFile3.read_bytes(),
                characters=_characters(font.ToUnicode.read_bytes().decode("ascii")),
                advances=_advances(own),
            )
        return self.faces[name]


@dataclass
class _Reading:
    """The state in which a page's operators are read."""

    height: float
    fonts: Mapping[str, Face]
    drawn: list[Run | Path] = field(default_factory=list)
    _now: _State = field(default_factory=_State)
    _kept: list[_State] = field(default_factory=list)
    _line: Matrix = IDENTITY
    _font: str = ""
    _size: float = 1.0
    _path: list[tuple[str, tuple[float, ...]]] = field(default_factory=list)

    def take(self, operator: str, operands: Any) -> None:
        if operator in ("q", "Q", "cm"):
            self._keep(operator, operands)
        elif operator in ("m", "l", "c", "h", "re"):
            self._draw(operator, tuple(map(float, operands)))
        elif operator in _DRAWN or operator == "n":
            self._end_path(operator)
        elif operator in ("scn", "SCN", "w"):
            self._paint(operator, operands)
        elif operator in ("BT", "Tf", "Tm", "Tj", "TJ"):
            self._write(operator, operands)
        elif operator in ("Do", "sh", "BI", "Td", "TD", "T*", "'", '"'):
            raise ValueError(f"the page draws by {operator}, which no layout of ours does")

    def _keep(self, operator: str, operands: Any) -> None:
        if operator == "q":
            self._kept.append(self._now.copy())
        elif operator == "Q":
            self._now = self._kept.pop()
        else:
            self._now.matrix = times(_matrix(operands), self._now.matrix)

    def _paint(self, operator: str, operands: Any) -> None:
        if operator == "w":
            self._now.width = float(operands[0])
        elif operator == "scn":
            self._now.fill = _colour(operands)
        else:
            self._now.stroke = _colour(operands)

    def _draw(self, operator: str, numbers: tuple[float, ...]) -> None:
        if operator == "re":
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            self._path += [(verb, self._placed(corner)) for verb, corner in zip("MLLL", corners, strict=True)]
        self._path.append(("Z", ()) if operator in ("h", "re") else (operator.upper(), self._placed(numbers)))

    def _placed(self, numbers: tuple[float, ...]) -> tuple[float, ...]:
        """Bring points to the page."""
        a, b, c, d, e, f = self._now.matrix
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return tuple(
            place * POINT
            for x, y in pairs
            for place in (a * x + c * y + e, self.height - (b * x + d * y + f))
        )

    def _end_path(self, operator: str) -> None:
        if operator != "n" and self._path:
            fill, stroke = _DRAWN[operator]
            a, b, *_ = self._now.matrix
            self.drawn.append(
                Path(
                    segments=(*self._path, *([("Z", ())] if operator == "s" else [])),
                    fill=self._now.fill if fill else None,
                    stroke=self._now.stroke if stroke else None,
                    width=self._now.width * (a * a + b * b) ** 0.5 * POINT,
                )
            )
        self._path = []

    def _write(self, operator: str, operands: Any) -> None:
        if operator == "BT":
            self._line = IDENTITY
        elif operator == "Tf":
            self._font, self._size = str(operands[0]), float(operands[1])
        elif operator == "Tm":
            self._line = _matrix(operands)
        else:
            items = operands[0] if operator == "TJ" else [operands[0]]
            if run := self._run(items):
                self.drawn.append(run)

    def _run(self, items: Any) -> Run | None:
        face, at, glyphs = self.fonts[self._font], 0.0, list[Glyph]()
        a, b, c, d, e, f = times(self._line, self._now.matrix)
        scale = (a * a + b * b) ** 0.5
        size = self._size * scale * POINT
        for item in items:
            if isinstance(item, pikepdf.String):
                data = bytes(item)
                for place in range(0, len(data), 2):
                    glyph = int.from_bytes(data[place : place + 2])
                    glyphs.append(Glyph(glyph, face.characters.get(glyph, "\ufffd"), at * size))
                    at += face.advances.get(glyph, 0.0) / 1000
            else:
                at -= float(item) / 1000
        # The page counts upwards, the run's plane downwards.
        plane = (a / scale, -b / scale, -c / scale, d / scale, e * POINT, (self.height - f) * POINT)
        return Run(face.name, size, plane, self._now.fill, tuple(glyphs), at * size) if glyphs else None


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the transformation that does the first and then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def _colour(operands: Any) -> Colour:
    parts = [round(float(part) * 255) for part in operands]
    red, green, blue = parts * 3 if len(parts) == 1 else parts
    return red, green, blue


def _advances(font: Any) -> dict[int, float]:
    advances, listed = dict[int, float](), list(font.W)
    while listed:
        first, second = int(listed.pop(0)), listed.pop(0)
        if isinstance(second, pikepdf.Array):
            advances |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            advances |= dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0)))
    return advances


_CHARS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")


def _characters(cmap: str) -> dict[int, str]:
    found = dict[int, str]()
    for block in _CHARS.findall(cmap):
        codes = _HEX.findall(block)
        found |= {int(code, 16): _text(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
    for block in _RANGES.findall(cmap):
        codes = _HEX.findall(block)
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(ord(_text(text)) + place)
    return found


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")
