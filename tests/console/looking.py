"""How a page in a browser is looked at (看页): is somebody kept out by it, does it stand, does it keep still, what does it weigh."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.console.browsing import DESK, TELEPHONE, is_too_wide

LIGHT_ENOUGH = 150 * 1024
"""Bytes as they travel, with styles and scripts, at the first look."""
TWICE_AS_LARGE = (DESK[0] // 2, DESK[1] // 2)
"""A zoom of 200 % on a desk."""
_MOVING = """() => {
    const moves = s => [s.animationDuration, s.transitionDuration].some(d => d.split(',').some(one => parseFloat(one) > 0))
        || s.scrollBehavior === 'smooth';
    return [...document.querySelectorAll('*')]
        .filter(e => [null, '::before', '::after'].some(part => moves(getComputedStyle(e, part))))
        .map(e => `${e.tagName}.${e.className}`)
        .concat(document.getAnimations().map(one => String(one)));
}"""
_OUTSTANDING = """() => [...document.querySelectorAll('main *, header *, nav *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
    .slice(0, 8).join('; ')"""


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


async def too_wide(page: Page, *sizes: tuple[int, int]) -> list[str]:
    """Name what stands out to the right in windows of these sizes, by default of a telephone and of a zoom of 200 %.

    A window of 320 px is what WCAG 1.4.10 asks for.
    """
    found = []
    for width, height in sizes or (TELEPHONE, TWICE_AS_LARGE):
        await page.set_viewport_size({"width": width, "height": height})
        if await is_too_wide(page):
            found.append(f"{width} px: {await page.evaluate(_OUTSTANDING)}")
    return found


async def moving(page: Page) -> list[str]:
    """Name what is animated, fades or scrolls smoothly."""
    found: list[str] = await page.evaluate(_MOVING)
    return found


async def wrong_with(page: Page) -> list[str]:
    """Return all of this that is wrong with a page as it stands; its window is left as it was."""
    before = page.viewport_size
    found = await violations(page)
    await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += await violations(page, "color-contrast") + await moving(page) + await too_wide(page)
    await page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if before:
        await page.set_viewport_size(before)
    return found


class Weighed:
    """Counts what travels to a window, from the moment it is made."""

    def __init__(self) -> None:
        self._travelled: list[float] = []

    @classmethod
    async def of(cls, page: Page) -> "Weighed":
        made = cls()
        network = await page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", lambda one: made._travelled.append(one["encodedDataLength"]))
        await network.send("Network.enable")
        return made

    @property
    def bytes(self) -> float:
        return sum(self._travelled)
