"""Every page, in both languages, light and dark (每一页): nobody is kept out by it, it stands on a telephone, and it is light."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from api.methods import routes_in
from tests.api.installation import Installation
from tests.console.addresses import ELSEWHERE, PAGES, Shown
from tests.console.browsing import DESK, TELEPHONE, Browsing, is_too_wide

LIGHT_ENOUGH = 150 * 1024
"""Bytes as they travel, with styles and scripts, at the first look."""
LANGUAGES = ("zh", "en")


def named(shown: Shown) -> str:
    return f"{shown.by or 'nobody'} {shown.path}"


@pytest.fixture(params=PAGES, ids=named)
def shown(request: pytest.FixtureRequest) -> Shown:
    found: Shown = request.param
    return found


def test_every_page_is_looked_at(installation: Installation):
    mounted = next(r for r in installation.app.routes if getattr(r, "path", "") == "/console")
    routes = routes_in(mounted.app.routes)  # type: ignore[attr-defined]  # the console is an application
    asked = {route.path for route in routes if "GET" in (route.methods or ())}
    assert asked == {page.route for page in PAGES} | ELSEWHERE.keys()


async def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds: the rule, and where."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = await Axe().run(page, options=options)
    return list(_told(found.response["violations"]))


def _told(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        for node in one["nodes"]:
            yield f"{one['id']}: {node['html'][:160]} — {node['failureSummary'][:300]}"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing(browsing: Browsing, shown: Shown, case: str, far: str, language: str):
    page = await browsing.as_(shown.by or None, language=language)
    await browsing.goto(page, shown.of(case, far))
    assert await violations(page) == []
    await browsing.picture(page, f"{shown.name}-{language}")
    if language == LANGUAGES[0]:
        # Colours are the same in every language.
        await page.emulate_media(color_scheme="dark")
        assert await violations(page, "color-contrast") == []
        await browsing.picture(page, f"{shown.name}-{language}-dark")


async def test_it_stands_on_a_telephone_and_twice_as_large(
    browsing: Browsing, shown: Shown, case: str, far: str
):
    """A window of 320 px is what WCAG 1.4.10 asks for; half of 1,440 px is a zoom of 200 %."""
    page = await browsing.as_(shown.by or None, size=TELEPHONE, moves_less=True)
    await browsing.goto(page, shown.of(case, far))
    assert not await is_too_wide(page), await widest(page)
    await browsing.picture(page, f"{shown.name}-zh-320")
    await page.set_viewport_size({"width": DESK[0] // 2, "height": DESK[1] // 2})
    assert not await is_too_wide(page), await widest(page)
    await page.set_viewport_size({"width": TELEPHONE[0], "height": TELEPHONE[1]})
    await browsing.goto(page, f"/language/en?next={quote(shown.of(case, far), safe='')}")
    assert not await is_too_wide(page), await widest(page)


async def widest(page: Page) -> str:
    """Name what stands out to the right."""
    said: str = await page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, nav *')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
            .slice(0, 8).join('; ')"""
    )
    return said


async def test_it_is_light(browsing: Browsing, shown: Shown, case: str, far: str):
    page = await browsing.as_(shown.by or None)
    network = await page.context.new_cdp_session(page)
    travelled: list[float] = []
    network.on("Network.loadingFinished", lambda one: travelled.append(one["encodedDataLength"]))
    await network.send("Network.enable")
    await browsing.goto(page, shown.of(case, far))
    await page.wait_for_load_state("load")
    assert 0 < sum(travelled) < LIGHT_ENOUGH
