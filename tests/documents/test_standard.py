"""Each figure of GB/T 9704-2012 is met on our page, and docs/page.md says what was measured."""

import pytest

from .standard import PAGE, ROWS, sheets, written


@pytest.fixture(scope="module")
def found(typesetter):
    return sheets(typesetter)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.clause} {row.what}")
def test_the_page_has_the_figure_of_the_standard(found, row):
    assert row.ours(found[row.layout]) == pytest.approx(row.standard, abs=row.tolerance + 1e-6)


def test_the_page_on_the_page_is_fresh(typesetter):
    assert PAGE.read_text(encoding="utf-8") == written(typesetter)
