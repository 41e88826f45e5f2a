"""Rare characters (生僻字) print or are named; what is too long is refused; nothing is set as a box or left out."""

import time
import unicodedata

import pypdfium2 as pdfium
import pytest

from demo.story import load
from documents.glyphs import Glyphs
from documents.model import TooLong
from documents.typesetting import pages_of
from domain.case.documents import DocumentKind
from tests.procedure.playing import EXAMPLES

from .conftest import FONTS
from .examples import BY_KIND, DATED
from .printing import PrintedPlay
from .setting import set_page

OF_NAMES = "喆镕玥堃昇翀晙淼犇赟曌燚彧甪旸珺琎皛祎闫仝亓逯郗郜胥洮沭邗邛盱眙浒"
"""Of names of persons and places; most of them stand in the third list of 通用规范汉字表."""
THIRD_LIST = "𬬻𬭊𬭛𬭳𬬭𬬿𫟷𬭶𫓧𫖯𫄷𫄨𬘓𫰛𬣙𬤊𬨎𫐐𬱖𬶋𬶍𫚕𬸚𫛭"
"""Those of its characters that stand beyond the first plane."""
FIRST_SETS = [
    bytes((row, cell)).decode("gb2312", errors="ignore")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
]
"""The 6,763 characters of GB 2312: the first two lists of 通用规范汉字表 but for some 190."""


def printed(typesetter, text):
    """The characters of the text that are printed with ink of their own."""
    return text_in(set_page(typesetter, f"# 测试\n{text}", preview=True))


def text_in(pdf):
    pages = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
    return unicodedata.normalize("NFC", "".join(pages))


def test_every_character_of_gb2312_prints(typesetter):
    text = "".join(FIRST_SETS)
    assert len(text) == 6_763
    assert typesetter.glyphs.missing(text) == ()
    assert set(text) <= set(printed(typesetter, text))


def test_characters_of_names_print(typesetter):
    assert typesetter.glyphs.missing(OF_NAMES) == ()
    assert set(OF_NAMES) <= set(printed(typesetter, OF_NAMES))


@pytest.mark.parametrize(
    "text", [THIRD_LIST, "".join(map(chr, range(0x20000, 0x2A6E0, 97)))], ids=["list", "ext-b"]
)
def test_a_character_beyond_the_first_plane_prints_or_is_named(typesetter, text):
    missing = set(Glyphs(FONTS).missing(text))
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"findings": (text,)})
    assert {name[0] for name in typesetter.faults(content).missing} == missing
    kept = "".join(c for c in text if c not in missing)
    assert set(kept) <= set(printed(typesetter, kept))
    assert printed(typesetter, text).count("〓") == len(missing)


def test_ten_megabytes_of_text_are_refused_at_once(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"findings": ("甲" * 3_500_000,)})
    begun = time.process_time()
    (excess,) = typesetter.faults(content).excess
    assert "至多1000000字" in excess
    for preview in (True, False):
        with pytest.raises(TooLong, match="文书过长"):
            typesetter.render(content, number="1", dated=DATED, preview=preview)
    assert time.process_time() - begun < 10


def test_a_document_that_is_too_long_is_a_gap_and_takes_no_number(typesetter, monkeypatch):
    monkeypatch.setattr("documents.model.LONGEST", 100)
    played = PrintedPlay(typesetter)
    for step in load(EXAMPLES / "standard.json").steps:
        played.do(step.at, step.by, step.move, **step.body)
        if step.move == "prepare_notices":
            break
    assert {preview.gaps[-1][:4] for preview in played.incomplete} == {"文书过长"}
    assert {preview.preview for preview in played.incomplete} == {""}
    assert played.numbers.taken == {}


def test_a_table_of_two_thousand_rows_goes_over_the_pages_with_its_head(typesetter):
    rows = "".join(f"| 第{n}项 | 是 | 理由{n}\n" for n in range(2_000))
    begun = time.process_time()
    pdf = set_page(typesetter, f"# 测试\n| 事项 | 结论 | 理由\n{rows}")
    assert time.process_time() - begun < 20
    text = text_in(pdf)
    assert text.count("第") == 2_000
    assert text.count("事项") == pages_of(pdf) > 50


@pytest.mark.parametrize(
    "text", ["甲" * 100_000, "1个" * 50_000, "“”" * 50_000, "〔2026〕1号" * 12_000, "a" * 100_000]
)
@pytest.mark.slow
def test_a_text_at_its_limit_of_any_characters_is_set_in_seconds(typesetter, text):
    begun = time.process_time()
    set_page(typesetter, f"# 测试\n{text}")
    assert time.process_time() - begun < 30
