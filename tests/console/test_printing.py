"""A page on paper (打印): what it is a page of, black on white; nothing that can only be pressed."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.async_api import Page

from tests.console.addresses import Numbers
from tests.console.browsing import Browsing

PRINTED = (
    "/cases/zj-market/{far}",
    "/cases/zj-market/{far}/moves",
    "/cases/zj-market/{far}/journal",
    "/cases/zj-market/{far}/statements",
    "/cases/zj-market/{far}/findings",
    "/cases/zj-market/{far}/clocks/statement?party=1",
    "/cases/zj-market/{edited}/documents/4/difference",
    "/cases/zj-market/{case}/do/amend_draft",
    "/cases/zj-market/{case}/do/submit_for_review/check",
    "/law/procedure",
)
_SEEN = "all => all.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"
_PRESSED = (
    "nav, button, iframe, .govuk-button, .govuk-back-link, .govuk-skip-link, .foot, .demo-notice, .seek"
)
_COLOURED = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.checkVisibility() && !e.closest('svg') && e.innerText?.trim() && !e.children.length)
    .map(e => getComputedStyle(e).color)
    .filter(c => c.match(/[0-9]+/g).slice(0, 3).some(one => Number(one) > 0x55))"""
SHEET = 794
"""CSS pixels across a sheet of A4."""


async def on_paper(browsing: Browsing, path: str) -> Page:
    """Open a page as it is printed, by somebody whose screen is dark."""
    page = await browsing.as_("officer-li", size=(SHEET, 1123), is_dark=True)
    await browsing.goto(page, path)
    await page.emulate_media(media="print", color_scheme="dark")
    return page


@pytest.mark.parametrize("path", PRINTED)
async def test_on_paper_stands_nothing_to_be_pressed_and_nothing_but_black_on_white(
    browsing: Browsing, numbers: Numbers, path: str
):
    page = await on_paper(browsing, path.format(**vars(numbers)))
    assert await page.locator(_PRESSED).evaluate_all(_SEEN) == []
    assert await page.evaluate(_COLOURED) == []
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert await page.locator(".on-paper").is_visible()
    assert await page.evaluate("document.body.scrollWidth") <= SHEET


async def test_no_link_says_its_address_on_paper(browsing: Browsing, far: str):
    page = await on_paper(browsing, f"/cases/zj-market/{far}")
    links = await page.locator("main a").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::after').content)"
    )
    assert set(links) == {"none"}


async def test_every_sheet_says_of_which_case_it_is_and_which_of_how_many(
    browsing: Browsing, far: str, tmp_path: Path
):
    page = await browsing.as_("officer-li", is_dark=True)
    await browsing.goto(page, f"/cases/zj-market/{far}/journal")
    await page.pdf(path=tmp_path / "journal.pdf", format="A4")
    printed = pypdfium2.PdfDocument(tmp_path / "journal.pdf")
    sheets = [re.sub(r"\s+", " ", sheet.get_textpage().get_text_bounded()) for sheet in printed]
    assert len(sheets) > 1
    for place, sheet in enumerate(sheets, start=1):
        assert f"全过程记录 · {far}" in sheet
        assert f"{place} / {len(sheets)}" in sheet


async def test_what_is_folded_stands_open_on_paper(browsing: Browsing, far: str):
    page = await on_paper(browsing, f"/cases/zj-market/{far}/moves")
    folded = page.locator("main details:not([open]) .govuk-details__text")
    assert await folded.count()
    assert all([await one.is_visible() for one in await folded.all()])
