"""Tables of a DOCX: three columns under a head that is repeated on each page, or a form of names and values."""

from collections.abc import Sequence
from typing import Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from documents.renderings.docx_text import paragraph

_TWIPS: Final = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_FORM: Final = (42.5, 48, 31.5, 38)
"""How a form of 160 mm is divided; the last two columns may be one cell with the second."""
_RULED: Final = (5, 2, 6)
"""How the columns of a ruled table are to each other."""
_OF_A_FORM: Final = (2, 4)


def table(rows: Sequence[Sequence[str]], *, width: float) -> Any:
    """Return a table of this width in millimetres."""
    form = all(len(row) in _OF_A_FORM for row in rows)
    widths = _widths(rows, form=form, width=width)
    made = OxmlElement("w:tbl")
    made.append(_properties(round(width * _TWIPS)))
    grid = OxmlElement("w:tblGrid")
    for one in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(one))
        grid.append(column)
    made.append(grid)
    for place, row in enumerate(rows):
        made.append(_form_row(row, widths) if form else _ruled_row(row, widths, head=not place))
    return made


def _widths(rows: Sequence[Sequence[str]], *, form: bool, width: float) -> list[int]:
    count = max(len(row) for row in rows)
    parts = _FORM if form else _RULED if count == len(_RULED) else (1,) * count
    return [round(part / sum(parts) * width * _TWIPS) for part in parts]


def _properties(width: int) -> Any:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{edge} w:w="110" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
    return parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _form_row(row: Sequence[str], widths: Sequence[int]) -> Any:
    made = OxmlElement("w:tr")
    last = len(row) - 1
    for place, text in enumerate(row):
        span = 3 if last == 1 and place == 1 else 1
        made.append(_cell(text, sum(widths[place : place + span]), span=span, head=not place % 2))
    return made


def _ruled_row(row: Sequence[str], widths: Sequence[int], *, head: bool) -> Any:
    made = OxmlElement("w:tr")
    if head:
        made.append(parse_xml(f"<w:trPr {nsdecls('w')}><w:tblHeader/></w:trPr>"))
    for text, width in zip(row, widths, strict=False):
        made.append(_cell(text, width, head=head))
    return made


def _cell(text: str, width: int, *, span: int = 1, head: bool = False) -> Any:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    made = OxmlElement("w:tc")
    made.append(
        parse_xml(
            f'<w:tcPr {nsdecls("w")}><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
        )
    )
    # A line end at the very end is none in the PDF either.
    made.append(paragraph("Cell Head" if head else "Cell", text.removesuffix("\n")))
    return made
