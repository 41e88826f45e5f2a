"""The page of a DOCX (GB/T 9704-2012): paper, margins, grid of lines, styles, page numbers, and the mark that it is no issued document."""

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.faces import Faces
from documents.model import Draft
from documents.renderings.docx_text import xml_text
from domain.law.switches import Layout

EM: Final = 16
"""Points of 3号, the size of the running text."""
PITCH: Final = 28.95
"""Points from line to line: 22 lines in 225 mm."""
_TIGHTER: Final = -5
"""Twentieths of a point by which characters stand closer, so that 28 of them fill 156 mm."""
_RED: Final = RGBColor(0xD7, 0x00, 0x0F)
_QUIET: Final = RGBColor(0x80, 0x80, 0x80)
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What the file says of its making: the same content must give the same bytes."""
_OFFICE_FACES: Final = {
    "title": "方正小标宋简体",
    "heading": "黑体",
    "kai": "楷体",
    "body": "仿宋",
    "digits": "仿宋",
    "number": "宋体",
}
"""What an officer's machine has in the place of a face that it lacks."""
_AFTER_BORDERS: Final = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


class Look(NamedTuple):
    """A style of paragraphs; lengths in points, indents in characters."""

    face: str = "body"
    size: float = EM
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0
    pitch: float = PITCH
    before: float = 0
    after: float = 0
    with_next: bool = False
    colour: RGBColor | None = None
    tighter: int = 0


_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
STYLES: Final = {
    "Normal": Look(indent=2, tighter=_TIGHTER),
    "Heading 1": Look("title", 22, bold=True, align=_CENTRE, pitch=36, after=PITCH, with_next=True),
    "Heading 2": Look("heading", indent=2, with_next=True, tighter=_TIGHTER),
    "Heading 3": Look("kai", indent=2, with_next=True, tighter=_TIGHTER),
    "Flush": Look(tighter=_TIGHTER),
    "Note": Look(indent=2, before=PITCH, tighter=_TIGHTER),
    "Organ": Look("title", 36, bold=True, align=_CENTRE, pitch=46, colour=_RED),
    "Number": Look(align=_CENTRE, tighter=_TIGHTER),
    "Issuer": Look("title", 18, align=_CENTRE, pitch=30),
    "Sign": Look(align=WD_ALIGN_PARAGRAPH.RIGHT, with_next=True),
    "Attachments": Look(align=_LEFT, tighter=_TIGHTER),
    "Imprint": Look(size=14, align=_LEFT, pitch=24, before=PITCH),
    "Cell": Look(size=14, align=_LEFT, pitch=21),
    "Cell Head": Look("heading", 14, align=_CENTRE, pitch=21),
    "Page Number": Look("number", 14, pitch=18),
    "End": Look(size=1, pitch=1),
    "Mark": Look("heading", 7, align=_CENTRE, pitch=11, colour=_QUIET),
}


def blank(draft: Draft, faces: Faces) -> Document:
    """Return an empty document with page, styles, page numbers and mark."""
    made = docx.Document()
    made.element.body.remove(made.paragraphs[0]._p) if made.paragraphs else None
    for name, look in STYLES.items():
        _style(made, name, look, faces)
    _label(made, faces)
    _defaults(made)
    _fonts(made, faces)
    section = made.sections[0]
    _page(section, form=draft.layout is Layout.FORM)
    _running(made, section, draft)
    _properties(made, draft)
    return made


def _page(section: Section, *, form: bool) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = (Mm(25), Mm(25)) if form else (Mm(28), Mm(26))
    section.top_margin, section.bottom_margin = (Mm(25), Mm(20)) if form else (Mm(37), Mm(35))
    section.header_distance, section.footer_distance = Mm(10), Mm(10) if form else Mm(22)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    # Of type `linesAndChars`, LibreOffice would spread the characters apart.
    section._sectPr.append(
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{round(PITCH * 20)}"/>')
    )


def _style(made: Document, name: str, look: Look, faces: Faces) -> None:
    known = [style.name for style in made.styles]
    style: Any = made.styles[name] if name in known else made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style, style.quick_style = made.styles["Normal"], True
    _letters(style, look, getattr(faces, look.face)[0])
    form = style.paragraph_format
    form.alignment, form.keep_with_next = look.align, look.with_next
    form.keep_together, form.widow_control = False, False
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    indent_by(style.element.get_or_add_pPr(), look.indent)
    # No space between Chinese and figures; and what has a line of its own height leaves the grid.
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN", *(("w:snapToGrid",) if look.pitch != PITCH else ())):
        off = OxmlElement(tag)
        off.set(qn("w:val"), "0")
        style.element.pPr.insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _letters(style: Any, look: Look, face: str) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = face, Pt(look.size), look.bold, False
    font.color.rgb = look.colour or RGBColor(0, 0, 0)
    letters = style.element.rPr
    fonts = letters.rFonts
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(look.tighter))
    letters.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")


def _label(made: Document, faces: Faces) -> None:
    """The name that stands before the text of a field."""
    style: Any = made.styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
    style.font.name = faces.heading[0]
    style.element.rPr.rFonts.set(qn("w:eastAsia"), faces.heading[0])


def indent_by(properties: Any, characters: int) -> None:
    """Indent a first line by so many characters, whatever their size becomes."""
    indent = properties.get_or_add_ind()
    indent.attrib.clear()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * EM * 20))


def border(properties: Any, **edges: str) -> None:
    """Rule a paragraph off: `bottom="single 14 11"` is a kind of line, eighths of a point, points away."""
    around = OxmlElement("w:pBdr")
    for edge, said in edges.items():
        line, size, space, colour = said.split()
        one = OxmlElement(f"w:{edge}")
        for name, value in (("val", line), ("sz", size), ("space", space), ("color", colour)):
            one.set(qn(f"w:{name}"), value)
        around.append(one)
    properties.insert_element_before(around, *_AFTER_BORDERS)


def _defaults(made: Document) -> None:
    """The language of the text, and no spaces but those of the styles."""
    defaults = made.styles.element.find(qn("w:docDefaults"))
    language = defaults.find(".//" + qn("w:lang"))
    language.set(
        qn("w:eastAsia"), "zh-CN"
    )  # Latin letters stay English: as Chinese, a number would be broken anywhere
    spacing = defaults.find(".//" + qn("w:pPr") + "/" + qn("w:spacing"))
    spacing.attrib.clear()
    spacing.set(qn("w:after"), "0")


def _fonts(made: Document, faces: Faces) -> None:
    """Name the faces, each with what an office has in its place: Word takes that one where it lacks the first."""
    rows = "".join(
        f'<w:font w:name="{face[0]}"><w:altName w:val="{_OFFICE_FACES[role]}"/><w:charset w:val="86"/></w:font>'
        for role, face in faces
    )
    (table,) = (p for p in made.part.package.iter_parts() if p.partname == "/word/fontTable.xml")
    table._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{rows}</w:fonts>'.encode()


def _running(made: Document, section: Section, draft: Draft) -> None:
    """What stands on every page: the mark above, the number below, odd pages right and even pages left (7.5)."""
    made.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = draft.layout is Layout.LETTER
    said = f"供编辑　不是正式文书，不得送达　内容 SHA-256 {draft.sha256}"
    first = [section.first_page_header] if draft.layout is Layout.LETTER else []
    for header in (section.header, section.even_page_header, *first):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = made.styles["Mark"]
        header.paragraphs[0].add_run(said)
        if draft.model["unconfirmed"]:
            header.add_paragraph(f"待律师确认：{draft.model['unconfirmed']}", made.styles["Mark"])
    if draft.layout is Layout.FORM:
        return
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        _numbered(made, footer.paragraphs[0], align)
    if draft.layout is Layout.LETTER:
        section.first_page_footer.is_linked_to_previous = False
        border(
            section.first_page_footer.paragraphs[0]._p.get_or_add_pPr(), top=f"thinThickSmallGap 24 1 {_RED}"
        )


def _numbered(made: Document, paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.style = made.styles["Page Number"]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    paragraph.add_run(" —")


def _properties(made: Document, draft: Draft) -> None:
    told = made.core_properties
    told.title, told.author, told.language = (
        draft.model["title"][:255],
        xml_text(draft.model["organ"])[:255],
        "zh-CN",
    )
    told.identifier, told.comments, told.last_modified_by = draft.sha256, "供编辑，不是正式文书", ""
    told.created = told.modified = _UNDATED
    thumbnail = next(key for key, one in made.part.package.rels.items() if "thumbnail" in one.reltype)
    del made.part.package.rels[thumbnail]
