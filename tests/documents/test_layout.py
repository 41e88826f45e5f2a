"""The page by GB/T 9704-2012, read back in millimetres from the PDF."""

import re
from itertools import pairwise

import pytest

from domain.case.documents import KINDS, DocumentKind
from domain.law.switches import Layout

from .examples import BY_KIND, DATED
from .measuring import lines, pages, rules
from .setting import NUMBER, set_page

EM = 15.75 * 25.4 / 72
"""A character of 3号, in millimetres."""
LEFT, RIGHT, BOTTOM = 28, 184, 262
"""The type area (版心) of 5.2.1."""
PITCH = 225 / 22
CLOSING = "、，。；：！？）》〕”’"
OPENING = "（《〔“‘"
RUNNING = Layout.GONGWEN, Layout.LETTER
LAW = (
    "《中华人民共和国广告法》第九条第三项：“广告不得有下列情形：……（三）使用‘国家级’、‘最高级’、‘最佳’等用语”。"
    "当事人于2026年2月26日、2026年3月2日两次使用“国家级”、“最高级”、“最佳”等用语，货值金额12,400.00元，本机关于2026年6月1日"
    "送达《行政处罚告知书》（镇市监罚告〔2026〕12号），当事人在5个工作日内提交陈述、申辩意见3份、证据12件。"
)


def body(pdf):
    """The lines of running text: those set in 3号, page numbers and red head left out."""
    return [line for line in lines(pdf) if line.glyphs[-1].size == 15.75 and line.text != NUMBER]


@pytest.fixture(scope="module", params=RUNNING)
def shifted(request, typesetter):
    """The same paragraph beginning one character later each time: every mark comes to stand at the end of a line once."""
    paragraphs = "\n".join("甲" * shift + LAW for shift in range(28))
    return body(set_page(typesetter, f"# 测试\n{paragraphs}", layout=request.param))


def test_art5_22_lines_of_28_characters_fill_the_type_area(typesetter):
    second = pages(set_page(typesetter, "# 测试\n" + "甲" * 2000))[2]
    assert len(second) == 22
    assert {len(line.text) for line in second} == {28}
    assert {(round(line.left, 1), round(line.right, 1)) for line in second} == {(LEFT, RIGHT)}
    steps = [below.baseline - above.baseline for above, below in pairwise(second)]
    assert all(step == pytest.approx(PITCH, abs=0.11) for step in steps)


def test_no_mark_is_squeezed_but_beside_another_mark(shifted):
    """One rule for all: a mark is as wide as a character, in every line."""
    for line in shifted:
        for mark, then in pairwise(line.glyphs):
            if mark.text in "、，。；：！？" and then.text not in CLOSING + OPENING:
                assert then.left - mark.left >= EM - 0.05, line.text


def test_marks_beside_each_other_share_their_blank_halves(shifted):
    for line in shifted:
        for mark, then in pairwise(line.glyphs):
            if mark.text in "”’" and then.text in "、。":
                assert then.left - mark.left < 0.75 * EM, line.text


def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(shifted):
    for line in shifted:
        assert line.text[0] not in CLOSING, line.text
        assert line.text[-1] not in OPENING, line.text


def test_no_line_is_stretched_by_more_than_a_third_of_a_character(shifted):
    """Four characters of twenty-eight may be wanting at most, where a number goes to the next line whole."""
    for line in shifted:
        for one, then in pairwise(line.glyphs):
            if "一" <= one.text <= "龥" and "一" <= then.text <= "龥":
                assert then.left - one.left < EM * 4 / 3, line.text


TORN = re.compile(r"[0-9.,]$|〔$")
"""What a line may not end with, where a unit or a year begins the next."""


def test_a_number_stays_with_its_unit_and_a_year_with_its_sign(shifted):
    for line, below in pairwise(shifted):
        if below.left < LEFT + 1:
            assert not TORN.search(line.text), (line.text, below.text)


def test_of_a_document_number_no_single_character_is_torn_off(shifted):
    for line, below in pairwise(shifted):
        assert not line.text.endswith("（镇"), (line.text, below.text)
        assert not below.text.startswith("告〔"), (line.text, below.text)


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_number_of_any_document_is_torn_apart(example_pdf, kind):
    found = body(example_pdf(kind))
    for line, below in pairwise(found):
        assert not (line.text[-1].isdigit() and below.text[0] in "年月日元号"), (line.text, below.text)


def test_the_text_of_a_page_is_copied_as_it_was_written(shifted):
    said = "".join(line.text for line in shifted)
    assert said.count(LAW) == 28


@pytest.mark.parametrize("layout", RUNNING)
@pytest.mark.parametrize("paragraphs", range(6, 30, 3))
def test_art7355_no_signature_stands_alone_on_a_page(typesetter, layout, paragraphs):
    wording = "# 测试\n" + "甲乙丙丁。\n" * paragraphs + "特此通知。\n@ 甲\n@ 乙\n< 某局\n~ 联系人：甲"
    *_, last = pages(set_page(typesetter, wording, layout=layout)).values()
    said = [line.text for line in last]
    assert {"特此通知。", "附件：1.甲", "2.乙", "某局"} <= set(said)


@pytest.mark.parametrize("layout", RUNNING)
@pytest.mark.parametrize("length", [588, 644, 700])
def test_art7355_the_last_lines_of_a_long_paragraph_stay_with_the_signature(typesetter, layout, length):
    """A paragraph as long as a page is divided; it leaves no red head alone either."""
    first, *_, last = pages(
        set_page(typesetter, "# 测试\n" + "甲" * length + "\n< 某局", layout=layout)
    ).values()
    assert sum("甲" in line.text for line in last) >= 2
    assert sum("甲" in line.text for line in first) >= 2
    assert {"某局", "2026年6月1日"} <= {line.text for line in last}


def test_art734_a_long_list_of_attachments_is_divided_and_begins_with_the_last_words(typesetter):
    attachments = "\n".join(f"@ 第{n}件" for n in range(1, 31))
    for paragraphs in range(6, 29, 5):
        wording = "# 测试\n" + "甲乙丙丁。\n" * paragraphs + f"特此通知。\n{attachments}\n< 某局"
        found = pages(set_page(typesetter, wording)).values()
        with_words = next(p for p in found if any(line.text == "特此通知。" for line in p))
        assert any(line.text.startswith("附件：1.") for line in with_words)
        *_, last = found
        assert any(line.text.endswith("第30件") for line in last)


@pytest.mark.parametrize("announced", ["* 第一项。", "第一段。", "| 甲 | 乙 | 丙\n| 一 | 二 | 三"])
def test_what_announces_is_never_the_last_line_of_a_page(typesetter, announced):
    for paragraphs in range(7, 13):
        wording = (
            "# 测试\n" + "甲乙丙丁。\n" * paragraphs + f"内容如下：\n{announced}\n" + "戊己庚辛。\n" * 12
        )
        for page in pages(set_page(typesetter, wording)).values():
            assert page[-1].text != "内容如下："


@pytest.mark.parametrize("layout", RUNNING)
@pytest.mark.parametrize("length", [60, 216])
def test_no_title_and_no_red_head_stands_alone_on_a_page(typesetter, layout, length):
    """216: the longest cause of a case within the title of the report."""
    first, *_ = pages(set_page(typesetter, f"# {'题' * length}\n" + "甲" * 800, layout=layout)).values()
    assert sum("甲" in line.text for line in first) >= 2


def test_art734_attachments_two_characters_in_names_under_each_other_one_alone_without_a_number(typesetter):
    name = "关于" + "某某" * 12 + "的报告"
    pdf = set_page(typesetter, f"# 测试\n甲。\n@ {name}\n@ 乙\n< 某局")
    first, goes_on, second = [line for line in body(pdf) if line.glyphs[0].left > 35][1:4]
    assert first.left == pytest.approx(LEFT + 2 * EM, abs=0.1)
    assert first.text.startswith("附件：1.关于")
    assert goes_on.left == pytest.approx(first.glyphs[5].left, abs=0.1)
    assert second.glyphs[2].left == pytest.approx(first.glyphs[5].left, abs=0.1)
    assert "附件：乙" in [line.text for line in body(set_page(typesetter, "# 测试\n甲。\n@ 乙\n< 某局"))]


IMPRINT = "# 测试\n甲。\n< 某局\n^ 抄送 | " + "某某局，" * 12 + "某局。\n^ 某某市某某局"


def test_art74_the_imprint_stands_at_the_foot_between_its_rules(typesetter):
    pdf = set_page(typesetter, IMPRINT)
    _, thick, thin, last = rules(pdf)
    assert [round(rule.thickness, 2) for rule in (thick, thin, last)] == [0.35, 0.25, 0.35]
    assert all((round(r.left), round(r.right)) == (LEFT, RIGHT) for r in (thick, thin, last))
    assert last.middle == pytest.approx(BOTTOM, abs=0.3)
    sent, goes_on, printed = [line for line in lines(pdf) if line.glyphs[0].size == 14][:3]
    assert thick.middle < sent.baseline < goes_on.baseline < thin.middle < printed.baseline < last.middle
    four = 14 * 25.4 / 72
    assert sent.left == pytest.approx(LEFT + four, abs=0.1)
    assert goes_on.left == pytest.approx(LEFT + 4 * four, abs=0.1)
    assert printed.text == "某某市某某局2026年6月1日印发"
    assert printed.left == pytest.approx(LEFT + four, abs=0.1)
    assert printed.right == pytest.approx(RIGHT - four, abs=0.1)


def test_art74_an_imprint_that_finds_no_room_stands_at_the_foot_of_the_next_page(typesetter):
    wording = "# 测试\n" + "甲乙丙丁。\n" * 8 + "< 某局\n^ 抄送 | 某局。\n^ 某局"
    *_, last = rules(set_page(typesetter, wording))
    assert last.page == 2
    assert last.middle == pytest.approx(BOTTOM, abs=0.3)


def test_art10_the_imprint_of_a_letter_has_neither_rules_nor_printing_organ(typesetter):
    pdf = set_page(typesetter, IMPRINT, layout=Layout.LETTER)
    assert [round(rule.right - rule.left) for rule in rules(pdf)] == [170] * 4
    assert not any("印发" in line.text for line in lines(pdf))


@pytest.mark.parametrize("kind", [k for k in DocumentKind if BY_KIND[k].layout is Layout.GONGWEN])
def test_a_kind_without_a_number_has_no_slot_for_one(typesetter, kind):
    pdf = typesetter.render(BY_KIND[kind], number=NUMBER if KINDS[kind].numbered else None, dated=DATED).pdf
    red = rules(pdf)[0]
    mark, below, *_ = lines(pdf)
    # From the lower edge of the mark: a long name is set smaller, and its base line stands lower within its letters.
    edge = mark.glyphs[0].bottom
    assert red.middle - edge == pytest.approx(30.0 if KINDS[kind].numbered else 20.5, abs=0.1)
    assert (below.baseline < red.middle) is KINDS[kind].numbered


def test_lines_of_a_table_are_not_stretched(typesetter):
    long = "货值金额按违法生产的全部食品计算，召回属于事后减轻危害的情节，已在裁量时考虑。"
    for layout, row in (
        (Layout.GONGWEN, f"| {long} | 否 | {long}"),
        (Layout.FORM, f"| 理由 | {long} | 说明 | {long}"),
    ):
        pdf = set_page(
            typesetter, f"# 测试\n| 甲 | 乙 | 丙\n{row}" if layout is Layout.GONGWEN else row, layout=layout
        )
        for line in lines(pdf):
            cells = [g for g in line.glyphs if g.size == 14]
            for one, then in pairwise(cells):
                if "一" <= one.text <= "龥" and then.left - one.left < 8:
                    assert then.left - one.left == pytest.approx(14 * 25.4 / 72, abs=0.05), line.text


def test_a_cell_of_a_form_is_not_stretched_before_a_long_number(typesetter):
    said = "对示例公司：罚款人民币壹拾贰万元整（120000元）；没收违法所得人民币伍仟元整（5000元）；" * 3
    pdf = set_page(typesetter, f"| 拟处理意见 | {said}", layout=Layout.FORM)
    for line in lines(pdf):
        for one, then in pairwise(g for g in line.glyphs if g.size == 14):
            if "一" <= one.text <= "龥" and "一" <= then.text <= "龥" and then.left - one.left < 8:
                assert then.left - one.left == pytest.approx(14 * 25.4 / 72, abs=0.05), line.text


@pytest.mark.parametrize(
    ("label", "first", "second"),
    [
        ("主持人对事实、证据的认定", "主持人对事实、", "证据的认定"),
        ("适用依据是否正确", "适用依据", "是否正确"),
        ("汇报人（不参与作出结论）", "汇报人（不参与", "作出结论）"),
    ],
)
def test_a_label_of_two_lines_ends_the_first_where_its_words_end(typesetter, label, first, second):
    found = lines(set_page(typesetter, f"| {label} | 甲", layout=Layout.FORM))
    said = ["".join(g.text for g in line.glyphs if g.left < 60) for line in found]
    assert [one for one in said if one] == [first, second]
