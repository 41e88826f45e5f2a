"""The pages of docs/ for people who read on paper (供律师阅读的页面): Markdown → PDF, by the fonts of the documents."""

import json
from datetime import date
from pathlib import Path

import typst

from documents.editions import TEMPLATES
from documents.faces import Faces
from documents.glyphs import Glyphs, font_files
from documents.markdown import blocks
from documents.typesetting import MissingGlyphs, Rendered, at_midnight, pages_of
from documents.wording import texts
from domain.canonical import sha256
from domain.characters import shown


def printed_page(text: str, fonts: Path, *, dated: date, faces: Faces | None = None) -> Rendered:
    """Return a page as PDF/A and PDF/UA, A4 across, with bookmarks; its first line is its title.

    Raises:
        FontsMissing, MissingGlyphs: There are no fonts, or none has a character of the page.
    """
    font_files(fonts)
    read = blocks(text)
    title = text.partition("\n")[0].removeprefix("# ")
    if missing := Glyphs(fonts).missing("".join(texts(read))):
        raise MissingGlyphs(shown(missing))
    data = {"title": title, "dated": str(dated), "blocks": read, "faces": (faces or Faces()).model_dump()}
    families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(root=TEMPLATES, font_paths=families, ignore_system_fonts=True)
    pdf = compiler.compile(
        str(TEMPLATES / "layout" / "page.typ"),
        root=str(TEMPLATES),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=at_midnight(dated),
    )
    assert isinstance(pdf, bytes)
    return Rendered(pdf=pdf, pages=pages_of(pdf), sha256=sha256(pdf))
