"""One model, three renderings: HTML to read and DOCX to edit say the words of the PDF, and are never issued."""

import io
import re
import subprocess
import time
import zipfile
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from documents.editions import present
from documents.kinds import KINDS
from documents.model import Draft, Model, UnprintableText, drafted
from documents.renderings import docx_file, html_page
from documents.renderings.docx_file import as_docx
from documents.renderings.html_page import as_html
from documents.wording import SIGNS
from domain.case.documents import DocumentKind
from domain.law.switches import Layout
from tests.tools import LIBREOFFICE, require

from .conftest import FONTS
from .examples import BY_KIND
from .reading import squeezed
from .test_untrusted_text import MARKUP, replaced

HEADINGS = {"title": 1, "heading": 2, "subheading": 3}


def draft_of(content, unconfirmed=()) -> Draft:
    return drafted(content, present(content.kind, content.layout), unconfirmed)


def said(blocks):
    """The texts of the blocks, in their order."""
    for block in blocks:
        for row in block.get("rows", ()):
            yield from row
        for item in block.get("items", ()):
            yield item["number"] + item["text"]
        yield from block.get("cells", ())
        if "text" in block:
            yield block.get("number", "") + block["text"]


def in_order(text, wanted):
    """Whether each of these texts stands behind the one before."""
    at = 0
    for one in map(squeezed, wanted):
        at = text.find(one, at)
        assert at >= 0, one
        at += len(one)


class Page(HTMLParser):
    """An HTML page as a browser has it: its text, its headings, its elements with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.text, self.headings, self.elements, self._open = "", [], [], []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self._open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" in self._open:
            return
        self.text += data
        if self._open and re.fullmatch("h[1-6]", self._open[-1]):
            level, before = self.headings[-1]
            self.headings[-1] = (level, before + data)


def headings_of(model):
    return [
        (HEADINGS[b["kind"]], b.get("number", "") + b["text"])
        for b in model["blocks"]
        if b["kind"] in HEADINGS
    ]


def words_of(made):
    """Everything that stands in the body of a DOCX, tables included, in its order."""
    return squeezed("".join(node.text or "" for node in made.element.body.iter("{*}t")))


@pytest.mark.parametrize("rendering", [html_page, docx_file])
def test_a_rendering_writes_every_block_that_a_template_can_make(rendering):
    gathered = {"row": "table", "attachment": "attachments"}
    made = {gathered.get(kind, kind) for _, kind in SIGNS} | {"paragraph", "continued"}
    assert set(rendering.BLOCKS) == made


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_page_to_read_has_the_words_and_the_headings_of_the_model(kind):
    draft = draft_of(BY_KIND[kind])
    page = Page(as_html(draft))
    in_order(squeezed(page.text), said(draft.model["blocks"]))
    assert page.headings == headings_of(draft.model)
    assert page.headings[0] == (1, draft.model["blocks"][1 if draft.layout == "form" else 0]["text"])


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_file_to_edit_has_the_words_and_real_headings_of_the_model(kind):
    draft = draft_of(BY_KIND[kind])
    made: Any = docx.Document(io.BytesIO(as_docx(draft)))
    in_order(words_of(made), said(draft.model["blocks"]))
    real = [(int(p.style.name[-1]), p.text) for p in made.paragraphs if p.style.name.startswith("Heading ")]
    assert real == headings_of(draft.model)


@pytest.mark.parametrize("rendered", [as_html, as_docx])
def test_the_same_content_gives_the_same_bytes(rendered, monkeypatch):
    draft = draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE])
    first = rendered(draft)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 5, 9, 8, 0, 0, 4, 129, 0)))
    assert rendered(draft) == first


@pytest.mark.parametrize("kind", [DocumentKind.PENALTY_NOTICE, DocumentKind.PROOF_OF_SERVICE])
def test_neither_can_be_taken_for_an_issued_document(kind):
    draft = draft_of(BY_KIND[kind])
    page = Page(as_html(draft))
    assert "预览" in page.text
    assert "不是正式文书，不得送达" in page.text
    assert draft.sha256 == BY_KIND[kind].sha256
    assert draft.sha256 in page.text
    made = docx.Document(io.BytesIO(as_docx(draft)))
    section = made.sections[0]
    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == f"供编辑　不是正式文书，不得送达　内容 SHA-256 {draft.sha256}"
    assert made.core_properties.identifier == draft.sha256


def test_law_that_a_lawyer_has_to_confirm_is_named_above_a_draft_that_is_edited():
    draft = draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE], ("决定备案期限",))
    made = docx.Document(io.BytesIO(as_docx(draft)))
    for header in (made.sections[0].header, made.sections[0].even_page_header):
        assert [p.text for p in header.paragraphs[1:]] == ["待律师确认：决定备案期限"]


def test_a_letter_bears_the_mark_on_its_first_page_too():
    made = docx.Document(io.BytesIO(as_docx(draft_of(BY_KIND[DocumentKind.INTERVIEW_LETTER]))))
    assert made.sections[0].first_page_header.paragraphs[0].text.startswith("供编辑")


def test_what_is_missing_and_what_a_lawyer_has_to_confirm_is_named_on_the_page_to_read():
    draft = draft_of(KINDS[DocumentKind.PENALTY_NOTICE].content(), ("陈述申辩期限，《示例规定》第五条",))
    text = Page(as_html(draft)).text
    assert "尚缺：行政机关·行政机关名称、" in text
    assert "【缺：案由】" in text
    assert "待律师确认：陈述申辩期限，《示例规定》第五条" in text


def test_room_is_left_for_a_number_where_there_will_be_one():
    assert "（文号在定稿时编）" in Page(as_html(draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE]))).text
    assert "（文号" not in Page(as_html(draft_of(BY_KIND[DocumentKind.SERVICE_ANNOUNCEMENT]))).text


def test_the_page_to_read_asks_for_nothing_and_runs_nothing():
    hostile = '<script src="https://evil.example/x.js"></script><img src=x onerror="alert(1)">&lt;"\''
    content = replaced(BY_KIND[DocumentKind.PENALTY_DECISION], lambda: hostile)
    made = as_html(draft_of(content))
    page = Page(made)
    assert squeezed(hostile) in squeezed(page.text)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "a", "form", "base"}
    attributes = {name for _, attrs in page.elements for name in attrs}
    assert attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "colspan", "scope"}
    assert b"url(" not in made
    assert b"@import" not in made
    policy = next(attrs["content"] for tag, attrs in page.elements if attrs.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_to_read_says_its_language_and_can_be_read_at_night_and_on_a_small_screen():
    made = as_html(draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE])).decode()
    assert '<html lang="zh-CN">' in made
    assert "color-scheme: light dark" in made
    assert "prefers-color-scheme: dark" in made
    assert 'name="viewport"' in made


@pytest.mark.parametrize("rendered", [as_html, as_docx])
def test_markup_of_every_layer_stays_text(rendered):
    text = "".join(f"〔{index}〕{markup}" for index, markup in enumerate((*MARKUP, "<w:t>", "</w:p>")))
    draft = draft_of(replaced(BY_KIND[DocumentKind.PENALTY_NOTICE], lambda: text))
    made = rendered(draft)
    seen = squeezed(Page(made).text) if rendered is as_html else words_of(docx.Document(io.BytesIO(made)))
    for line in map(squeezed, text.split("\n")):
        assert seen.count(line) >= 3


@pytest.mark.parametrize("character", ["\x00", "\u202e", "\ue000", "\ud800"])
def test_a_character_that_no_document_may_hold_is_named_before_anything_is_made(character):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"cause": f"虚假{character}宣传"})
    with pytest.raises(UnprintableText):
        draft_of(content)


def test_a_character_that_xml_cannot_hold_is_shown_in_the_file_to_edit_as_one_that_no_font_has():
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"cause": "虚假\ufffe宣传\uffff"})
    assert "虚假〓宣传〓" in words_of(docx.Document(io.BytesIO(as_docx(draft_of(content)))))


@pytest.mark.parametrize("rendered", [as_html, as_docx])
def test_a_table_of_two_thousand_rows_is_made_within_seconds(rendered):
    draft = draft_of(BY_KIND[DocumentKind.REVIEW_OPINION])
    rows = [["审核事项", "结论", "意见"], *([f"第{n}项", "无异议", "事实清楚。"] for n in range(2000))]
    draft.model["blocks"].append({"kind": "table", "rows": rows})
    begun = time.process_time()
    made = rendered(draft)
    assert time.process_time() - begun < 10
    assert len(made) < 2_000_000


def test_page_and_grid_are_those_of_the_standard():
    made = docx.Document(io.BytesIO(as_docx(draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE]))))
    section: Any = made.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    (grid,) = section._sectPr.findall("{*}docGrid")
    assert [value for _, value in sorted(grid.items())] == ["579", "lines"]
    assert made.settings.odd_and_even_pages_header_footer is True
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        assert footer.paragraphs[0].alignment.name == side
        assert "PAGE" in footer.paragraphs[0]._p.xml


def test_a_zip_holds_no_time_of_writing_and_no_picture():
    made = zipfile.ZipFile(io.BytesIO(as_docx(draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE]))))
    assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in made.namelist() if "thumbnail" in name]
    told = docx.Document(io.BytesIO(as_docx(draft_of(BY_KIND[DocumentKind.PENALTY_NOTICE])))).core_properties
    assert told.created.date() == date(2000, 1, 1)


def opened_in(folder):
    """Open every kind in LibreOffice, by the fonts of the documents: one process for all of them."""
    office = require(LIBREOFFICE)
    for kind in DocumentKind:
        (folder / f"{kind}.docx").write_bytes(as_docx(draft_of(BY_KIND[kind])))
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>", "utf-8"
    )
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *sorted(folder.glob("*.docx")),
        ],
        env={"FONTCONFIG_FILE": str(config), "HOME": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
        timeout=300,
    )


def outline_of(pdf):
    """The headings of a PDF with their levels."""

    def levels(entries, level):
        for entry in entries:
            if isinstance(entry, list):
                yield from levels(entry, level + 1)
            else:
                yield level, entry.title

    return list(levels(pdf.outline, 1))


def test_libreoffice_opens_the_file_to_edit_with_the_headings_and_the_pages_of_the_pdf(typesetter, tmp_path):
    opened_in(tmp_path)
    pages = {}
    for kind in DocumentKind:
        pdf = PdfReader(tmp_path / f"{kind}.pdf")
        wanted = [
            (level, text.replace("\n", " ")) for level, text in headings_of(draft_of(BY_KIND[kind]).model)
        ]
        assert outline_of(pdf) == wanted, kind
        pages[kind] = len(pdf.pages) - typesetter.render(BY_KIND[kind], preview=True).pages
    assert {kind: more for kind, more in pages.items() if abs(more) > 1} == {}


COPIES = "镇江市人民政府办公室，镇江市财政局。"


def with_copies(layout) -> Draft:
    """A report with a whole 版记: to whom copies go, and who prints it."""
    content = BY_KIND[DocumentKind.INTERVIEW_REPORT].model_copy(update={"upward": True, "layout": layout})
    draft = draft_of(content)
    model: Model = {
        **draft.model,
        "blocks": [{"kind": "imprint", "cells": ["抄送", COPIES]}, *draft.model["blocks"]],
    }
    return draft._replace(model=model)


def test_art74_copies_and_the_organ_that_prints_stand_last_in_what_is_read_and_edited():
    draft = with_copies(Layout.GONGWEN)
    page = Page(as_html(draft))
    organ = draft.model["organ"]
    assert squeezed(page.text).endswith(squeezed(f"抄送：{COPIES}{organ}年月日印发"))
    made: Any = docx.Document(io.BytesIO(as_docx(draft)))
    sent, printed = made.paragraphs[-2:]
    assert (sent.style.name, sent.text) == ("Imprint", f"　抄送：{COPIES}")
    assert squeezed(printed.text) == squeezed(f"{organ}年月日印发")
    edges = [[edge.tag.rpartition("}")[2] for edge in p._p.pPr.find(qn("w:pBdr"))] for p in (sent, printed)]
    assert edges == [["top"], ["top", "bottom"]]


def test_art10_a_letter_to_read_and_to_edit_names_no_organ_that_prints():
    draft = with_copies(Layout.LETTER)
    text = Page(as_html(draft)).text
    assert COPIES in text
    assert "印发" not in text
    made: Any = docx.Document(io.BytesIO(as_docx(draft)))
    assert made.paragraphs[-1].text == f"　抄送：{COPIES}"
    assert made.paragraphs[-1]._p.pPr.find(qn("w:pBdr")) is None


def test_art726_who_signs_out_stands_beside_the_number_of_what_goes_to_a_superior():
    draft = with_copies(Layout.GONGWEN)
    assert squeezed("（文号在定稿时编）签发人：") in squeezed(Page(as_html(draft)).text)
    made: Any = docx.Document(io.BytesIO(as_docx(draft)))
    assert "签发人：" in made.paragraphs[1].text
    assert made.paragraphs[1].style.name == "Number"
