"""Draft → DOCX (供编辑): the same words and headings as the PDF, on the same page, to be changed in a word processor."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from documents.faces import Faces
from documents.model import Draft, Model
from documents.renderings.docx_page import EM, PITCH, blank, border, indent_by
from documents.renderings.docx_table import table
from documents.renderings.docx_text import paragraph, run
from documents.renderings.html_page import SIGNED_OUT, UNDATED, printed_imprints
from documents.wording import Block
from domain.law.switches import Layout

_ZIPPED_ON: Final = (1980, 1, 1, 0, 0, 0)
"""A ZIP dates its members: the same content must give the same bytes."""
_RED: Final = "D7000F"
_THICK: Final = "single 8 4 000000"
_THIN: Final = "single 6 4 000000"
"""Rules of the 版记: eighths of a point."""
_IMPRINT_SIZE: Final = 14
"""Points of its letters: 4号."""
_ABOVE_THE_MARK: Final = 79
"""Points: with the room above the letters in their line, 35 mm (7.2.4)."""


def as_docx(draft: Draft, faces: Faces | None = None) -> bytes:
    """Return a draft to be edited, under the mark that it is none that was issued."""
    made = blank(draft, faces or Faces())
    body = made.element.body
    section = body[-1]
    form = draft.layout is Layout.FORM
    for element in (*_head(draft), *_printed(draft.model, form=form), *_foot(draft)):
        section.addprevious(element)
    written = io.BytesIO()
    made.save(written)
    return _with_fixed_dates(written)


def _with_fixed_dates(written: io.BytesIO) -> bytes:
    again = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIPPED_ON), old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _head(draft: Draft) -> Iterator[CT_P]:
    """The red head: the organ's name and the rule, between them room for the number (7.2)."""
    if draft.layout is Layout.FORM:
        return
    letter = draft.layout is Layout.LETTER
    organ = paragraph("Organ", draft.model["organ"])
    count = max(1, len(draft.model["organ"]))
    _size(organ, max(22 if letter else 24, min(36 if letter else 44, (440 if letter else 430) // count)))
    number = paragraph("Number", draft.model["number"] or "　")
    if draft.model["upward"]:
        number = _between_the_edges("Number", draft.model["number"], SIGNED_OUT)
    if letter:
        border(organ.get_or_add_pPr(), bottom=f"thickThinSmallGap 24 4 {_RED}")
        _spaced(number, before=6, after=PITCH)
        _aligned(number, "right")
    else:
        _spaced(organ, before=_ABOVE_THE_MARK)
        border(number.get_or_add_pPr(), bottom=f"single 14 11 {_RED}")
        _spaced(number, before=1.2 * PITCH, after=1.5 * PITCH)
    yield from (organ, number)


def _printed(model: Model, *, form: bool) -> Iterator[Any]:
    blocks = model["blocks"]
    for place, block in enumerate(blocks):
        if block["kind"] == "imprint":
            continue
        elements = list(BLOCKS[block["kind"]](block, model, form))
        follows = blocks[place + 1]["kind"] if place + 1 < len(blocks) else ""
        if follows in {"sign", "note"} or str(block.get("text", "")).endswith("："):
            _keep_with_next(elements)
        yield from elements


def _keep_with_next(elements: list[Any]) -> None:
    """No page has a signature alone (7.3.5.5), and a line that announces what follows stays with it."""
    for element in elements:
        if isinstance(element, CT_P):
            element.get_or_add_pPr().get_or_add_keepNext()


def _words(style: str) -> Callable[[Block, Model, bool], Iterator[Any]]:
    def printed(block: Block, model: Model, form: bool) -> Iterator[Any]:
        made = paragraph(style, block.get("number", "") + block["text"])
        if form and style == "Heading 1":
            _spaced(made, after=0.4 * PITCH)
        yield made

    return printed


def _flush(block: Block, model: Model, form: bool) -> Iterator[Any]:
    yield paragraph("Issuer" if form else "Flush", block["text"])


def _note(block: Block, model: Model, form: bool) -> Iterator[Any]:
    yield paragraph("Note", f"（{block['text']}）")


def _field(block: Block, model: Model, form: bool) -> Iterator[Any]:
    made = paragraph("Normal", "")
    made.append(run(block["cells"][0] + "：", like="Label"))
    made.append(run(block["cells"][-1]))
    yield made


def _attachments(block: Block, model: Model, form: bool) -> Iterator[Any]:
    for place, item in enumerate(block["items"]):
        made = paragraph("Attachments", ("" if place else "附件：") + item["number"] + item["text"])
        indent = made.get_or_add_pPr().get_or_add_ind()
        indent.attrib.clear()
        indent.set(qn("w:left"), str(5 * EM * 20))
        if not place:
            indent.set(qn("w:hanging"), str(3 * EM * 20))
            _spaced(made, before=PITCH)
        yield made


def _sign(block: Block, model: Model, form: bool) -> Iterator[Any]:
    """The organ's name centred over the date, the date four characters from the right edge (7.3.5.1)."""
    name, date = block["text"], model["dated"] or UNDATED
    wider = (_em(name) - _em(date)) / 2
    room = max(0.0, 4 - max(0.0, wider))
    signed, dated = paragraph("Sign", name), paragraph("Sign", date)
    _spaced(signed, before=(2 if model["sealed"] else 1) * PITCH)
    _from_the_right(signed, room + max(0.0, -wider))
    _from_the_right(dated, room + max(0.0, wider))
    dated.get_or_add_pPr().get_or_add_keepNext().val = False
    yield from (signed, dated)


def _foot(draft: Draft) -> Iterator[CT_P]:
    """The 版记, after all else: its first and last rule, and one above the organ that prints (7.4); a letter has no rules."""
    imprints = [block for block in draft.model["blocks"] if block["kind"] == "imprint"]
    printed = printed_imprints(imprints, draft.layout)
    for place, block in enumerate(printed):
        (made,) = _imprint(block, draft.model, form=False)
        if place:
            _spaced(made, before=0)
        if draft.layout is not Layout.LETTER:
            edges = {"top": _THICK} if not place else {"top": _THIN} if len(block["cells"]) == 1 else {}
            border(made.get_or_add_pPr(), **edges, **({"bottom": _THICK} if block is printed[-1] else {}))
        yield made


def _imprint(block: Block, model: Model, form: bool) -> Iterator[Any]:
    """To whom copies go (抄送), their names hanging behind the colon; or who prints it and when, at either edge."""
    first, *names = block["cells"]
    if not names:
        yield _between_the_edges("Imprint", first, f"{model['dated'] or UNDATED}印发")
        return
    made = paragraph("Imprint", f"　{first}：{' '.join(names)}")
    indent = made.get_or_add_pPr().get_or_add_ind()
    indent.attrib.clear()
    # Nothing is indented but what goes on in the next line: a rule is as wide as its paragraph.
    hanging = str(round((_em(first) + 2) * _IMPRINT_SIZE * 20))
    indent.set(qn("w:left"), hanging)
    indent.set(qn("w:hanging"), hanging)
    yield made


def _between_the_edges(style: str, left: str, right: str) -> CT_P:
    """A line with a text at either edge, each one character in."""
    size = _IMPRINT_SIZE if style == "Imprint" else EM
    made = paragraph(style, "　" + left)
    properties = made.get_or_add_pPr()
    stop = OxmlElement("w:tab")
    stop.set(qn("w:val"), "right")
    stop.set(qn("w:pos"), str(round(156 / 25.4 * 72 * 20) - size * 20))
    tabs = OxmlElement("w:tabs")
    tabs.append(stop)
    properties.insert_element_before(tabs, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    _aligned(made, "left")
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    made.extend((tab, run(right)))
    return made


def _table(block: Block, model: Model, form: bool) -> Iterator[Any]:
    yield table(block["rows"], width=160 if form else 156)
    yield paragraph("End" if form else "Cell", "")  # a document does not end with a table


BLOCKS: Final[dict[str, Callable[[Block, Model, bool], Iterator[Any]]]] = {
    "title": _words("Heading 1"),
    "heading": _words("Heading 2"),
    "subheading": _words("Heading 3"),
    "paragraph": _words("Normal"),
    "flush": _flush,
    "note": _note,
    "item": _words("Normal"),
    "continued": _words("Normal"),
    "field": _field,
    "table": _table,
    "attachments": _attachments,
    "sign": _sign,
    "imprint": _imprint,
}
"""How each block is written; a test holds it against what a template can make."""


def _em(text: str) -> float:
    """How wide a text is, in widths of a Chinese character."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _spaced(made: CT_P, *, before: float = 0, after: float = 0) -> None:
    spacing = made.get_or_add_pPr().get_or_add_spacing()
    spacing.set(qn("w:before"), str(round(before * 20)))
    spacing.set(qn("w:after"), str(round(after * 20)))


def _from_the_right(made: CT_P, characters: float) -> None:
    indent_by(made.get_or_add_pPr(), 0)
    made.get_or_add_pPr().get_or_add_ind().set(qn("w:right"), str(round(characters * EM * 20)))


def _aligned(made: CT_P, to: str) -> None:
    made.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), to)


def _size(made: CT_P, points: int) -> None:
    for one in made.r_lst:
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(points * 2))
        one.get_or_add_rPr().append(size)
