"""OFD (GB/T 33190): a programme that is not ours reads the very text of the PDF back, from fonts that are in the file."""

import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from documents.glyph_runs import Drawing, Run
from documents.glyph_runs import Path as Line
from documents.ofd import ofd
from documents.typesetting import pages_of
from domain.case.documents import DocumentKind
from tests.tools import OFDRW, require

from .examples import BY_KIND, DATED
from .reading import squeezed

READER = Path(__file__).parent / "java" / "OfdText.java"
KINDS = (
    DocumentKind.PENALTY_DECISION,
    DocumentKind.INTERVIEW_LETTER,
    DocumentKind.PROOF_OF_SERVICE,
    DocumentKind.REVIEW_OPINION,
)
"""One of each layout, and one with a ruled table."""


@pytest.fixture(scope="module")
def pdfs(typesetter):
    numbered = {"number": "镇市监罚决〔2026〕1号", "dated": DATED}
    return {kind: typesetter.render(BY_KIND[kind], **numbered).pdf for kind in KINDS}


def with_folios(pdf):
    """All text, page numbers too."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def exported(pdf):
    return ofd(pdf, title="行政处罚决定书 镇市监罚决〔2026〕1号", author="镇江市市场监督管理局", dated=DATED)


def test_ofdrw_reads_the_text_of_the_pdf(pdfs, tmp_path):
    jars = require(OFDRW)
    files = [tmp_path / f"{kind}.ofd" for kind in KINDS]
    for kind, file in zip(KINDS, files, strict=True):
        file.write_bytes(exported(pdfs[kind]))
    command = [
        "java",
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        f"{jars}/*",
        str(READER),
        *map(str, files),
    ]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for kind, text in zip(KINDS, read.split("\x1c"), strict=False):
        # Both read line by line; what stands side by side may be taken in another order.
        assert sorted(squeezed(text)) == sorted(with_folios(pdfs[kind])), kind


def test_every_glyph_is_in_a_font_of_the_file(pdfs, tmp_path):
    """Each font draws the characters of its runs, as FreeType draws them."""
    with zipfile.ZipFile(BytesIO(exported(pdfs[DocumentKind.PENALTY_DECISION]))) as archive:
        fonts = [name for name in archive.namelist() if name.endswith(".otf")]
        drawn = [ImageFont.truetype(BytesIO(archive.read(name)), 64) for name in fonts]
    drawing = Drawing(pdfs[DocumentKind.PENALTY_DECISION])
    assert len(drawing.sheets) == pages_of(pdfs[DocumentKind.PENALTY_DECISION])
    for font, face in zip(drawn, drawing.faces.values(), strict=True):
        for character in set(face.characters.values()) - {" ", "\u3000"}:
            left, top, right, bottom = font.getbbox(character)
            assert right > left, character
            assert bottom > top, character


def test_the_red_rule_stands_where_it_does_in_the_pdf(pdfs):
    """GB/T 9704-2012, 7.2.7: as wide as the type area, 156 mm, red."""
    first = Drawing(pdfs[DocumentKind.PENALTY_DECISION]).sheets[0]
    assert (round(first.width), round(first.height)) == (210, 297)
    (rule,) = (drawn for drawn in first.drawn if isinstance(drawn, Line))
    (_, (left, _)), (_, (right, _)) = rule.segments
    assert (round(left, 1), round(right, 1)) == (28.0, 184.0)
    assert rule.stroke == (215, 0, 15)


def test_text_stays_text_with_the_place_of_each_glyph(pdfs):
    with zipfile.ZipFile(BytesIO(exported(pdfs[DocumentKind.PENALTY_DECISION]))) as archive:
        page = ElementTree.fromstring(archive.read("Doc_0/Pages/Page_0/Content.xml"))
    codes = [one for one in page.iter() if one.tag.endswith("TextCode")]
    assert "镇江江畔食品有限公司" in [code.text for code in codes]
    for code in codes:
        steps = (code.get("DeltaX") or "").split()
        assert len(steps) == len(code.text or "") - 1


def test_the_same_pdf_gives_the_same_bytes(pdfs):
    assert exported(pdfs[DocumentKind.INTERVIEW_LETTER]) == exported(pdfs[DocumentKind.INTERVIEW_LETTER])


def test_a_watermark_that_is_turned_keeps_its_turn(typesetter):
    preview = typesetter.render(BY_KIND[DocumentKind.INTERVIEW_LETTER], preview=True).pdf
    turned = [run for run in Drawing(preview).sheets[0].drawn if isinstance(run, Run) and run.at[1] != 0]
    assert "".join(glyph.character for run in turned for glyph in run.glyphs) == "预览"
    assert b"CTM" in zipfile.ZipFile(
        BytesIO(ofd(preview, title="预览", author="", dated=date(2026, 6, 1)))
    ).read("Doc_0/Pages/Page_0/Content.xml")
