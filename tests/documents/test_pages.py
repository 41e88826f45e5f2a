"""The pages of docs/ on paper: read back whole, with every character, links and bookmarks."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.glyphs import Glyphs
from documents.markdown import blocks, spans
from documents.pages import printed_page
from documents.typesetting import MissingGlyphs
from documents.wording import texts
from domain.pages import PAGES
from domain.pages.statute import questions_page

from .conftest import FONTS
from .reading import says

DAY = date(2026, 11, 29)
DOCS = Path(__file__).parents[2] / "docs"
PAGE = """# 一页 · A page

<a id="here"></a>
第一行
第二行 `code` 和**粗体**，见[那里](#there)、[别处](other.md#x)、[网址](https://example.invalid/a)。

## There

- 一项
  - 其下 [此处](#here)

| 甲 | 乙<br>丙 |
|---|---|
| 1 |  |
"""


def test_lines_of_a_paragraph_are_joined_as_each_language_does():
    first, second = blocks("# 题\n\n第一行\n第二行\n\nThe first line\nand the second\n")[1:]
    assert [span["text"] for span in first["spans"]] == ["第一行第二行"]
    assert [span["text"] for span in second["spans"]] == ["The first line and the second"]


def test_the_marks_within_a_line_are_read():
    assert spans("a **b `c`** [`d`](#e)") == [
        {"text": "a "},
        {"text": "b ", "strong": True},
        {"text": "c", "code": True, "strong": True},
        {"text": " "},
        {"text": "d", "code": True, "to": "#e"},
    ]


def test_a_link_leads_to_a_place_of_the_page_or_to_an_address_and_else_is_its_text():
    paragraph = next(block for block in blocks(PAGE) if block["kind"] == "paragraph")
    found = {span["text"]: span.get("to") for span in paragraph["spans"]}
    assert found["那里"] == "#there"
    assert found["别处"] is None
    assert found["网址"] == "https://example.invalid/a"


def test_a_heading_that_nothing_leads_to_is_no_place():
    headings = {b["spans"][0]["text"]: b["place"] for b in blocks(PAGE) if b["kind"] == "heading"}
    assert headings == {"一页 · A page": "", "There": "there"}


def test_a_table_is_read_with_its_empty_cells():
    (table,) = (block for block in blocks(PAGE) if block["kind"] == "table")
    assert table["head"] == [[{"text": "甲"}], [{"text": "乙"}, {"text": "", "end": True}, {"text": "丙"}]]
    assert table["rows"] == [[[{"text": "1"}], []]]


def test_a_bar_that_is_written_as_text_ends_no_cell():
    (table,) = blocks("| 甲 | 乙 |\n|---|---|\n| `a \\| b` | c |\n")
    assert table["rows"] == [[[{"text": "a | b", "code": True}], [{"text": "c"}]]]


def test_a_row_with_too_few_cells_is_filled_up():
    (table,) = blocks("| 甲 | 乙 |\n|---|---|\n| 1 |\n")
    assert table["rows"] == [[[{"text": "1"}], []]]


def test_items_with_and_without_a_number_are_read():
    items = blocks("1. 先\n2. 后\n- 其他\n")
    assert [item["number"] for item in items] == ["1.", "2.", ""]


def test_a_page_is_printed_with_its_text_and_the_same_bytes_each_time():
    made = printed_page(PAGE, FONTS, dated=DAY)
    assert made.pages == 1
    says(made.pdf, "第一行第二行", "粗体", "别处", "2026-11-29制作", "第1页,共1页")
    assert printed_page(PAGE, FONTS, dated=DAY).sha256 == made.sha256


def test_a_page_with_a_character_that_no_font_has_is_not_printed():
    with pytest.raises(MissingGlyphs):
        printed_page("# \U0001f5d1\n", FONTS, dated=DAY)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_of_docs_has_no_character_that_no_font_has(page):
    assert Glyphs(FONTS).missing("".join(texts(blocks(page.read_text(encoding="utf-8"))))) == ()


def test_the_page_of_rights_on_paper_has_its_matrix():
    made = printed_page(PAGES["rights.md"](), FONTS, dated=DAY)
    assert made.pages > 2
    says(made.pdf, "角色与操作", "法制审核人员", "作出处罚决定impose", "只有全过程记录和查阅日志")


def test_the_questions_on_paper_leave_room_to_sign():
    made = printed_page(questions_page(), FONTS, dated=DAY)
    assert made.pages > 5
    says(
        made.pdf,
        "须由律师确认的项目",
        "readings.excluded_days",
        "律师意见",
        "执业证号",
        "示例律师(虚构,演示用)",
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_of_docs_can_be_printed_with_bookmarks(page):
    made = printed_page(page.read_text(encoding="utf-8"), FONTS, dated=DAY)
    reader = PdfReader(io.BytesIO(made.pdf))
    assert made.pages == len(reader.pages) > 0
    assert len(reader.outline) > 0
