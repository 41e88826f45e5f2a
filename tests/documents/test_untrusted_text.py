"""Party text is data: in Jinja2, in the blocks, in JSON and in Typst it prints as it was written."""

from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
from pydantic import BaseModel

from documents.kinds import KINDS
from documents.model import UnprintableText
from documents.typesetting import MissingGlyphs
from domain.case.documents import DocumentKind

from .examples import BY_KIND, DATED
from .reading import squeezed, text_of

MARKUP = (
    "{{ 7*7 }}",
    "{% include 'party.part.jinja' %}",
    "{# 注释 #}",
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    "#[内容]#{1+1}",
    "*粗* _斜_ $x^2$ `码` ```码```",
    "<标签> &amp; </w:t> @引用",
    "\\ \\n \\u{4e2d} \\\\",
    "[方] 'q' -- --- ... ~",
    '","blocks":[],"x":"',
    "\"}]}'",
    "# 标题",
    "= 一、节",
    "== 节",
    "> 顶格",
    "* 项",
    ": 甲 | 乙",
    "| 甲 | 乙 | 丙",
    "@ 附件",
    "~ 附注",
    "< 落款",
    "^ 版记",
    "  缩进",
    "e38080",
    "首行\n# 次行\n| 甲 | 乙\n  末行",
)


def replaced(value, text_for):
    """The same record with every string in it replaced."""
    if isinstance(value, BaseModel):
        changed = {name: replaced(getattr(value, name), text_for) for name in type(value).model_fields}
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(replaced(item, text_for) for item in value)
    return text_for() if isinstance(value, str) and value and not isinstance(value, Enum) else value


@pytest.mark.parametrize("kind", DocumentKind)
def test_markup_of_every_layer_prints_literally_from_every_field(typesetter, kind):
    text = "".join(f"〔{index}〕{markup}" for index, markup in enumerate(MARKUP))
    content = replaced(BY_KIND[kind], lambda: text)
    printed = text_of(typesetter.render(content, number="镇市监例〔2026〕1号", dated=DATED).pdf)
    wanted = [squeezed(line) for line in text.split("\n")]
    seen = [printed.count(line) for line in wanted]
    # A field may be printed several times or stand in a table, but never fewer times than it has a place of its own.
    assert min(seen) >= 3, dict(zip(wanted, seen, strict=True))
    assert "root:" not in printed
    assert "49" not in printed.replace("〔49〕", "")


def addresses(value):
    """How a content addresses its parties (你, 你单位) and says who may come, and by which code it words a penalty."""
    if isinstance(value, BaseModel):
        yield from (
            getattr(value, name)
            for name in ("you", "attending", "code", "ground_code")
            if hasattr(value, name)
        )
        for name in type(value).model_fields:
            yield from addresses(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from addresses(item)


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_single_field_prints_its_own_text(typesetter, kind):
    marks: list[str] = []

    def mark():
        marks.append(f"# | {{{{x}}}} #eval({len(marks)}) \\ $")
        return marks[-1]

    content = replaced(BY_KIND[kind], mark)
    # The mode of service is shown by ticking it among the modes; a document to others does not address the party.
    shown_otherwise = {
        getattr(content, "mode", None),
        getattr(content, "papers_version", None),
        *addresses(content),
    }
    printed = text_of(typesetter.render(content, number="镇市监例〔2026〕1号", dated=DATED).pdf)
    assert [m for m in marks if m not in shown_otherwise and squeezed(m) not in printed] == []


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ue000", "U+E000"),
        ("\ue001", "U+E001"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200d", "U+200D ZERO WIDTH JOINER"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "U+00AD SOFT HYPHEN"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ud800", "U+D800"),
    ],
)
def test_characters_that_do_not_print_are_refused_by_name(typesetter, character, name):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"cause": f"甲{character}乙"})
    assert typesetter.faults(content).unprintable == (name,)
    for preview in (True, False):
        with pytest.raises(UnprintableText) as refused:
            typesetter.render(content, number="镇市监例〔2026〕1号", dated=DATED, preview=preview)
        assert refused.value.characters == (name,)


def test_a_character_that_no_font_has_is_named_marked_in_the_preview_and_refused_in_the_final(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"cause": "销售𪚥牌食品"})
    assert typesetter.faults(content).missing == ("𪚥 U+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5",)
    assert "销售〓牌食品" in text_of(typesetter.render(content, preview=True).pdf)
    with pytest.raises(MissingGlyphs, match="U\\+2A6A5"):
        typesetter.render(content, number="镇市监例〔2026〕1号", dated=DATED)


def test_a_name_that_only_the_fallback_font_has_prints(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    party = content.party.model_copy(update={"representative": "陈喆堃𠮷"})
    printed = text_of(typesetter.render(content.model_copy(update={"party": party}), preview=True).pdf)
    assert "陈喆堃𠮷" in printed


def test_a_value_that_is_not_text_never_prints_by_accident(typesetter):
    """Dates, amounts and records print only through a filter that words them."""
    from documents.wording import Wording

    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    for field in ("accepted_on", "party", "hearing_right", "findings"):
        with pytest.raises(TypeError, match="a template prints"):
            Wording({"t": f"{{{{ {field} }}}}"}, "t").blocks(content, preview=False)


def test_content_survives_its_way_through_the_store():
    for kind, content in BY_KIND.items():
        again = KINDS[kind].content.model_validate_json(content.canonical())
        assert again == content
        assert again.sha256 == content.sha256


def test_content_hash_moves_with_every_kind_of_value():
    content = BY_KIND[DocumentKind.PENALTY_DECISION]
    penalty = content.penalties[0]
    changes = (
        {"cause": "另一案由"},
        {"accepted_on": date(2026, 3, 3)},
        {"penalties": (penalty.model_copy(update={"amount": Decimal("12400.01")}), *content.penalties[1:])},
        {"publish": False},
        {"template": "0" * 64},
    )
    assert len({content.sha256, *(content.model_copy(update=c).sha256 for c in changes)}) == len(changes) + 1
