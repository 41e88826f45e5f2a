"""Where the glyphs and rules of a PDF stand on the paper, read back in millimetres from its upper left corner."""

import ctypes
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4
Colour = tuple[int, int, int]
SAME = 0.3
"""Millimetres within which two baselines are one."""


class Glyph(NamedTuple):
    """One upright glyph; its edges are those of its cell, which is as wide as its advance."""

    page: int
    text: str
    left: float
    right: float
    baseline: float
    top: float
    """Upper edge of its ink."""
    bottom: float
    size: float
    """In points."""
    font: str
    colour: Colour


class Line(NamedTuple):
    """Glyphs with one baseline."""

    page: int
    baseline: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right


class Rule(NamedTuple):
    """A ruled line across."""

    page: int
    left: float
    right: float
    middle: float
    thickness: float


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Yield every glyph that stands upright and has ink; the watermark is turned."""
    for number, page in enumerate(pdfium.PdfDocument(pdf), start=1):
        height, text = page.get_height(), page.get_textpage()
        for at in range(text.count_chars()):
            if abs(raw.FPDFText_GetCharAngle(text, at)) < 0.01 and not raw.FPDFText_IsGenerated(text, at):
                said = chr(raw.FPDFText_GetUnicode(text, at))
                if said.strip():
                    yield _glyph(text, at, said, number, height)


def _glyph(text: pdfium.PdfTextPage, at: int, said: str, page: int, height: float) -> Glyph:
    left, _, right, _ = text.get_charbox(at, loose=True)
    _, bottom, _, top = text.get_charbox(at)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    return Glyph(
        page=page,
        text=said,
        left=left / MM,
        right=right / MM,
        baseline=(height - y.value) / MM,
        top=(height - top) / MM,
        bottom=(height - bottom) / MM,
        size=round(raw.FPDFText_GetFontSize(text, at), 2),
        font=_font(text, at),
        colour=_colour(text, at),
    )


def _font(text: pdfium.PdfTextPage, at: int) -> str:
    """The name of the font, without the prefix of its subset."""
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 100, flags)
    return name.value.decode().partition("+")[2] or name.value.decode()


def _colour(text: pdfium.PdfTextPage, at: int) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, at, *parts)
    return (parts[0].value, parts[1].value, parts[2].value)


def lines(pdf: bytes) -> tuple[Line, ...]:
    """Return the lines from above, glyphs from the left; cells of a table that stand beside each other are one line."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs(pdf), key=lambda g: (g.page, g.baseline)):
        if found and (glyph.page, glyph.baseline - found[-1][0].baseline < SAME) == (found[-1][0].page, True):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return tuple(
        Line(row[0].page, row[0].baseline, tuple(sorted(row, key=lambda g: g.left))) for row in found
    )


def line_with(pdf: bytes, text: str) -> Line:
    return next(line for line in lines(pdf) if text in line.text)


def rules(pdf: bytes) -> tuple[Rule, ...]:
    """Return the ruled lines across, from above."""
    found = []
    for number, page in enumerate(pdfium.PdfDocument(pdf), start=1):
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = thing.get_bounds()
            width = ctypes.c_float()
            raw.FPDFPageObj_GetStrokeWidth(thing, width)
            if right - left > 100 and top - bottom < 10:
                middle = (page.get_height() - (top + bottom) / 2) / MM
                thick = width.value / MM  # its bounds are as much wider
                found.append(Rule(number, left / MM + thick, right / MM - thick, middle, thick))
    return tuple(sorted(found, key=lambda rule: (rule.page, rule.middle)))


def pages(pdf: bytes) -> dict[int, tuple[Line, ...]]:
    """Return the lines of each page, its number left out."""
    return {
        number: tuple(line for line in page if not line.text.startswith("—"))
        for number, page in groupby(lines(pdf), key=lambda line: line.page)
    }
