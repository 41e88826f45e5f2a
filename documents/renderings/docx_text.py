"""Paragraphs of a DOCX, made as elements: python-docx looks every style up anew, and a long document has thousands."""

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R

from documents.typesetting import GETA

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_IN_XML: Final = str.maketrans(dict.fromkeys("\ufffe\uffff", GETA))
"""Code points that are no characters: no XML holds them, and no font has them."""


def xml_text(text: str) -> str:
    return text.translate(_NOT_IN_XML)


def style_id(name: str) -> str:
    """A style's id is its name without spaces, as python-docx gives it."""
    return name.replace(" ", "")


def paragraph(style: str, text: str) -> CT_P:
    """Return a paragraph of a style; a line end within its text is one within the paragraph."""
    made = OxmlElement("w:p")
    assert isinstance(made, CT_P)
    made.style = style_id(style)
    if text:
        made.append(run(text))
    return made


def run(text: str, *, like: str = "") -> CT_R:
    """Return text, in a style of characters where one is named."""
    made = OxmlElement("w:r")
    assert isinstance(made, CT_R)
    if like:
        made.style = style_id(like)
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(OxmlElement("w:br"))
        written = OxmlElement("w:t")
        written.text = xml_text(line)
        written.set(_SPACE, "preserve")
        made.append(written)
    return made
