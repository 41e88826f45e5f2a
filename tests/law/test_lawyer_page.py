"""The lawyer's page is what the tables say today."""

from pathlib import Path

from domain.law.lawyer_page import lawyer_page
from domain.law.statute import STATUTE
from domain.law.terms import Certainty

PAGE = Path(__file__).parents[2] / "docs" / "statute.md"


def test_the_page_is_fresh() -> None:
    """Write it again: uv run python -m domain.law.lawyer_page > docs/statute.md."""
    assert PAGE.read_text(encoding="utf-8") == lawyer_page()


def test_every_row_and_every_quote_stands_on_the_page() -> None:
    page = lawyer_page()
    assert all(row.quote in page for row in STATUTE)
    assert all(str(row.source) in page for row in STATUTE)


def test_what_a_lawyer_must_confirm_stands_first() -> None:
    first = lawyer_page().partition("## 二、")[0]
    for row in STATUTE:
        if row.certainty is not Certainty.V:
            assert f"{row.title}{row.length}{row.unit.counted_zh}" in first
