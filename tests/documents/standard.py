"""GB/T 9704-2012 in figures: what the standard has, what our page has, measured in a PDF and held by a test.

python -m tests.documents.standard    write docs/page.md anew
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from domain.law.switches import Layout

from .conftest import FONTS
from .measuring import Line, line_with, lines, pages, rules
from .setting import NUMBER, set_page

MM_PER_PT = 25.4 / 72
CHARACTER = 15.75 * MM_PER_PT
"""A character of 3号, in millimetres."""
FOUR = 14 * MM_PER_PT
"""One of 4号."""
ABOVE, BELOW = 0.86, 0.14
"""What of a character's cell stands above and below its baseline."""
PAGE = Path(__file__).parents[2] / "docs" / "page.md"

WORDING = (
    "# 测试文书标题\n> 某某公司：\n" + "甲" * 1200 + "\n@ 甲\n@ 乙\n< 镇江市市场监督管理局\n~ 联系人：甲"
    "\n^ 抄送 | 某局。\n^ 某局"
)


class Sheet(NamedTuple):
    """One set page, read back."""

    lines: tuple[Line, ...]
    pdf: bytes

    def line(self, text: str) -> Line:
        return line_with(self.pdf, text)


class Row(NamedTuple):
    """A figure of the standard."""

    clause: str
    what: str
    standard: float
    tolerance: float
    unit: str
    layout: Layout
    ours: Callable[[Sheet], float]
    note: str = ""


def _top(line: Line) -> float:
    return line.baseline - ABOVE * line.glyphs[0].size * MM_PER_PT


def _bottom(line: Line) -> float:
    return line.baseline + BELOW * line.glyphs[0].size * MM_PER_PT


def _second(sheet: Sheet) -> tuple[Line, ...]:
    return pages(sheet.pdf)[2]


def _folio(sheet: Sheet, page: int) -> Line:
    return next(line for line in sheet.lines if line.page == page and line.text.startswith("—"))


DOCUMENT, LETTER = Layout.GONGWEN, Layout.LETTER
ROWS = (
    Row("5.2.1", "天头（版心上边缘）", 37, 1, "mm", DOCUMENT, lambda s: _top(_second(s)[0])),
    Row("5.2.1", "订口（版心左边缘）", 28, 1, "mm", DOCUMENT, lambda s: _second(s)[0].left),
    Row("5.2.1", "版心宽", 156, 1, "mm", DOCUMENT, lambda s: _second(s)[1].right - _second(s)[1].left),
    Row(
        "5.2.1",
        "版心高（22行）",
        225,
        1,
        "mm",
        DOCUMENT,
        lambda s: (_second(s)[21].baseline - _second(s)[0].baseline) / 21 * 22,
    ),
    Row(
        "5.2.2",
        "正文字号（3号）",
        15.75,
        0.25,
        "pt",
        DOCUMENT,
        lambda s: _second(s)[1].glyphs[0].size,
        "排版软件多作16磅；28字须在156 mm内",
    ),
    Row("5.2.3", "每面行数", 22, 0, "行", DOCUMENT, lambda s: len(_second(s))),
    Row("5.2.3", "每行字数", 28, 0, "字", DOCUMENT, lambda s: len(_second(s)[1].glyphs)),
    Row(
        "7.2.4",
        "发文机关标志上边缘至版心上边缘",
        35,
        0.5,
        "mm",
        DOCUMENT,
        lambda s: s.lines[0].glyphs[0].top - 37,
    ),
    Row(
        "7.2.5",
        "发文字号在标志下空行数",
        2,
        0.2,
        "行",
        DOCUMENT,
        lambda s: (s.line(NUMBER).glyphs[0].top - _bottom(s.lines[0])) / (225 / 22),
    ),
    Row(
        "7.2.7",
        "红色分隔线至发文字号",
        4,
        0.5,
        "mm",
        DOCUMENT,
        lambda s: rules(s.pdf)[0].middle - _bottom(s.line(NUMBER)),
    ),
    Row(
        "7.2.7",
        "红色分隔线宽",
        156,
        0.5,
        "mm",
        DOCUMENT,
        lambda s: rules(s.pdf)[0].right - rules(s.pdf)[0].left,
    ),
    Row("7.3.1", "标题字号（2号）", 22, 0, "pt", DOCUMENT, lambda s: s.line("测试文书标题").glyphs[0].size),
    Row(
        "7.3.1",
        "标题在红线下空行数",
        2,
        0.2,
        "行",
        DOCUMENT,
        lambda s: (s.line("测试文书标题").glyphs[0].top - rules(s.pdf)[0].middle) / (225 / 22),
    ),
    Row("7.3.3", "段首空字", 2, 0.05, "字", DOCUMENT, lambda s: (s.line("甲" * 26).left - 28) / CHARACTER),
    Row("7.3.4", "附件说明左空", 2, 0.05, "字", DOCUMENT, lambda s: (s.line("附件").left - 28) / CHARACTER),
    Row(
        "7.3.4",
        "附件说明在正文下空行数",
        1,
        0.1,
        "行",
        DOCUMENT,
        lambda s: (
            (s.line("附件").baseline - [x for x in s.lines if set(x.text) == {"甲"}][-1].baseline)
            / (225 / 22)
            - 1
        ),
    ),
    Row(
        "7.3.5.1",
        "成文日期右空",
        4,
        0.1,
        "字",
        DOCUMENT,
        lambda s: (184 - s.line("2026年6月1日").right) / CHARACTER,
    ),
    Row(
        "7.3.5.1",
        "署名以成文日期为准居中（偏差）",
        0,
        0.3,
        "mm",
        DOCUMENT,
        lambda s: (
            _centre([x for x in s.lines if x.text == "镇江市市场监督管理局"][-1])
            - _centre(s.line("2026年6月1日"))
        ),
    ),
    Row("7.4", "版记首末分隔线", 0.35, 0.01, "mm", DOCUMENT, lambda s: rules(s.pdf)[-1].thickness),
    Row("7.4", "版记中间分隔线", 0.25, 0.01, "mm", DOCUMENT, lambda s: rules(s.pdf)[-2].thickness),
    Row("7.4", "末条分隔线至版心下边缘", 0, 0.3, "mm", DOCUMENT, lambda s: 262 - rules(s.pdf)[-1].middle),
    Row("7.4.2", "版记左右空字（4号）", 1, 0.05, "字", DOCUMENT, lambda s: (s.line("抄送").left - 28) / FOUR),
    Row(
        "7.5", "页码一字线上距版心下边缘", 7, 0.3, "mm", DOCUMENT, lambda s: _folio(s, 1).glyphs[0].top - 262
    ),
    Row("7.5", "双页码左空（4号）", 1, 0.05, "字", DOCUMENT, lambda s: (_folio(s, 2).left - 28) / FOUR),
    Row("10.1", "信函：标志上边缘至上页边", 30, 0.5, "mm", LETTER, lambda s: s.lines[0].glyphs[0].top),
    Row(
        "10.1",
        "信函：红色双线长",
        170,
        0.5,
        "mm",
        LETTER,
        lambda s: rules(s.pdf)[0].right - rules(s.pdf)[0].left,
    ),
    Row("10.1", "信函：第一条双线至标志", 4, 0.5, "mm", LETTER, lambda s: _rule_top(s, 0) - _ink_bottom(s)),
    Row("10.1", "信函：下双线至下页边", 20, 0.5, "mm", LETTER, lambda s: 297 - rules(s.pdf)[3].middle),
    Row(
        "10.1",
        "信函：发文字号至双线",
        4.86,
        0.5,
        "mm",
        LETTER,
        lambda s: _top(s.line(NUMBER)) - rules(s.pdf)[1].middle,
        "3号汉字高度的7/8",
    ),
    Row(
        "10.1",
        "信函：标题在发文字号下空行数",
        2,
        0.2,
        "行",
        LETTER,
        lambda s: (s.line("测试文书标题").glyphs[0].top - _bottom(s.line(NUMBER))) / (225 / 22),
    ),
)
"""Figure by figure; a clause that sets no figure (a seal, a colour) is not here."""

DIFFERENCES = (
    (
        "5.2.3",
        "案件编号、账号不拆开移行，数字与其后的“年”“月”“日”“元”等不分开；一行末尾容不下时，该行各字拉开，撑满版心，标点不压缩。"
        "文号可在机关代字之中（两端各留两字）和“〔年份〕”前后移行，网址可在其标点之后移行；短的项目和表格中的文字不拉开。",
    ),
    ("6", "份号、密级、紧急程度不设：行政处罚文书不用。"),
    (
        "7.2.4",
        "发文机关标志用思源宋体粗体代小标宋；字大随字数，使标志排一行。字体可由 TINGSHU_FACES_TITLE 指定。",
    ),
    (
        "7.3.3",
        "正文用 FandolFang 代仿宋，数字用 FandolKai 的数字；TINGSHU_FACES_BODY、TINGSHU_FACES_DIGITS 可另指定。",
    ),
    ("7.3.5", "印章由人加盖或者另行电子签章，预览标出位置；印章下压成文日期的位置不由本系统保证。"),
    (
        "7.3.5.5",
        "末页容不下落款时，正文末行连同附件说明（以联系方式结尾的，连同其标题）移到末页，末页必有正文；前一面可能留下空行。"
        "标准所许的“调整行距、字距”不用：各面都是22行、每行28字，读过的预览与定稿的版面一致，不因改动一字而各面疏密不同。",
    ),
    (
        "案卷",
        "装订的案卷（`案卷.pdf`）不是 PDF/A：收入的文件各有来源，附件嵌入原件，结构树不合并。卷内由本系统制作的文书，单件都是"
        " PDF/A-2a、PDF/UA-1，长期保存以单件和 `dossier.json` 的校验值为准。",
    ),
    ("7.4", "版记置于末页；末页为单页时不另加空白页。没有写明版记的文书不设版记。"),
    ("7.3.1 以下", "首页正文行距与其余各面相同，但首页版心内的行不与第二面的行格对齐（相差不到1 mm）。"),
)
"""What is not as the standard has it, or is left to people."""


def _centre(line: Line) -> float:
    return (line.left + line.right) / 2


def _rule_top(sheet: Sheet, number: int) -> float:
    rule = rules(sheet.pdf)[number]
    return rule.middle - rule.thickness / 2


def _ink_bottom(sheet: Sheet) -> float:
    return max(glyph.bottom for glyph in sheet.lines[0].glyphs)


def sheets(typesetter: object) -> dict[Layout, Sheet]:
    """Return the page in both layouts, read back."""
    made = {layout: set_page(typesetter, WORDING, layout=layout) for layout in (DOCUMENT, LETTER)}
    return {layout: Sheet(lines(pdf), pdf) for layout, pdf in made.items()}


def written(typesetter: object) -> str:
    """Return docs/page.md."""
    found = sheets(typesetter)
    rows = [
        f"| {row.clause} | {row.what} | {row.standard:g} {row.unit} | {abs(round(row.ours(found[row.layout]), 2)):g} {row.unit} | {row.note} |"
        for row in ROWS
    ]
    return (
        HEAD
        + "\n".join(rows)
        + TAIL
        + "\n".join(f"| {clause} | {what} |" for clause, what in DIFFERENCES)
        + "\n"
    )


HEAD = """# 版面：与 GB/T 9704-2012 的对照 · The page against GB/T 9704-2012

每个数值都从排好的 PDF 中读回（`tests/documents/standard.py`），超出容差则测试失败。本页由 `python -m tests.documents.standard` 生成。
Every figure is read back from a PDF; a test fails when one leaves its tolerance. This page is generated.

## 数值 · Figures

| 条款 clause | 项目 item | 标准 standard | 本系统 ours | 说明 note |
|---|---|---|---|---|
"""
TAIL = """

## 不同之处 · What differs

| 条款 clause | 情况 what |
|---|---|
"""


def main() -> None:
    from documents.typesetting import Typesetter

    PAGE.write_text(written(Typesetter(FONTS)), encoding="utf-8")


if __name__ == "__main__":
    main()
