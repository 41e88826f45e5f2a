"""A word without a place to break stays on the paper, and is one word for whoever searches it."""

import io

import pytest
from pypdf import PdfReader

from domain.case.documents import DocumentKind

from .examples import BY_KIND
from .reading import text_of
from .test_untrusted_text import replaced

RIGHT_EDGE = 595 - 27
"""Points of the page; the widest sign is 17 points wide."""


def starts_of(pdf: bytes) -> list[float]:
    """Where each run of signs begins, from the left edge of the paper."""
    found = []

    def see(text, matrix, place, font, size):
        if text.strip():
            found.append(place[4] * matrix[0] + matrix[4])

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_word_of_64_letters_does_not_run_off_the_paper(typesetter, kind):
    word = "W" * 64
    pdf = typesetter.render(replaced(BY_KIND[kind], lambda: word), preview=True).pdf
    assert max(starts_of(pdf)) < RIGHT_EDGE
    assert word in text_of(pdf)


def test_an_identifier_is_not_taken_apart_in_a_paragraph(typesetter):
    code = "91321102MA1TK3T07W"
    pdf = typesetter.render(replaced(BY_KIND[DocumentKind.PENALTY_NOTICE], lambda: code), preview=True).pdf
    pages = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert code in pages
