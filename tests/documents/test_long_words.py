"""GB/T 9704-2012, 5.2.1: a type area of 156 mm between margins of 28 and 26 mm; no word runs off it."""

import io

import pytest
from pypdf import PdfReader

from documents.kinds import KINDS
from domain.case.documents import DocumentKind
from domain.law.switches import Layout

from .examples import BY_KIND, DATED
from .measuring import glyphs
from .reading import squeezed, text_of
from .test_untrusted_text import replaced

RIGHT = {Layout.GONGWEN: 210 - 26, Layout.LETTER: 210 - 26, Layout.FORM: 210 - 25}
"""The right edge of the type area, in millimetres."""
OVER = 3.3
"""Millimetres: the empty half of a punctuation mark, and the space behind the last character of a line."""
WORDS = {
    "sixty-four letters": "AbcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl",
    "an address of a page": "https://example.invalid/" + "a1" * 60,
    "a hash": "0123456789abcdef" * 4,
    "digits and signs": "20260615-" * 20,
    "Greek": "ΑΒΓΔΕΖΗΘ" * 12,
}


WIDEST = "镇江" + "W" * 64


def widest(pdf: bytes) -> tuple[float, float]:
    found = list(glyphs(pdf))
    return min(g.left for g in found), max(g.right for g in found)


def within(pdf, kind):
    left, right = widest(pdf)
    edge = RIGHT[KINDS[kind].layout]
    assert right <= edge + OVER
    assert left >= 210 - edge - OVER
    return pdf


def stands_within(typesetter, kind, content):
    return within(typesetter.render(content, number="镇市监例〔2026〕1号", dated=DATED).pdf, kind)


def filled_with(kind, word):
    """Every field but the organ's, whose name the red head sets as large as one line bears."""
    content = replaced(BY_KIND[kind], lambda: word)
    return content.model_copy(update={"organ": BY_KIND[kind].organ})


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_word_runs_off_the_type_area_of_any_document(typesetter, kind):
    stands_within(typesetter, kind, filled_with(kind, WIDEST))


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS.keys())
def test_a_word_that_is_broken_is_copied_as_it_was_written(typesetter, word):
    kind = DocumentKind.HEARING_NOTICE
    pdf = stands_within(typesetter, kind, filled_with(kind, word))
    assert squeezed(word) in text_of(pdf)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_as_it_is_stands_within_the_type_area(example_pdf, kind):
    within(example_pdf(kind), kind)


def test_a_word_that_fits_into_a_line_is_never_broken(typesetter):
    """A credit code has eighteen characters: it goes to the next line whole."""
    code = "91321102MA1TK3T07X"
    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    text = f"{'甲' * 20}{code}{'乙' * 5}"
    pdf = typesetter.render(content.model_copy(update={"findings": (text,)}), number="1", dated=DATED).pdf
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert code in lines


@pytest.mark.parametrize("text", ["abcdefg " * 2_500, ("0123456789abcdef" * 4 + "，") * 300, "a1" * 5_000])
def test_a_long_text_of_any_words_is_printed(typesetter, text):
    """Each of them would nest too deep for Typst, were its words broken by a show rule."""
    content = BY_KIND[DocumentKind.PENALTY_NOTICE].model_copy(update={"findings": (text,)})
    stands_within(typesetter, DocumentKind.PENALTY_NOTICE, content)
