"""How somebody works a page: with a mouse, or by keyboard alone. Both reach only what a person could reach."""

from typing import Protocol

from playwright.async_api import FilePayload, Locator, Page

MOST = 1_500
"""Presses of the tabulator after which what is sought cannot be reached."""


class Hands(Protocol):
    async def press(self, one: Locator) -> None:
        """Press a button, or follow a link."""

    async def write(self, one: Locator, text: str, kind: str) -> None:
        """Write into a field, in place of what stands there."""

    async def choose(self, all_: Locator, one: Locator) -> None:
        """Choose one of several that exclude one another."""

    async def tick(self, one: Locator, *, on: bool) -> None: ...

    async def select(self, one: Locator, value: str) -> None: ...

    async def bring(self, one: Locator, file: FilePayload) -> None: ...


class Mouse:
    async def press(self, one: Locator) -> None:
        await one.click()

    async def write(self, one: Locator, text: str, kind: str) -> None:
        await one.fill(text)

    async def choose(self, all_: Locator, one: Locator) -> None:
        await one.check()

    async def tick(self, one: Locator, *, on: bool) -> None:
        await one.set_checked(on)

    async def select(self, one: Locator, value: str) -> None:
        await one.select_option(value)

    async def bring(self, one: Locator, file: FilePayload) -> None:
        await one.set_input_files(file)


class Keyboard:
    """Tabulator, forwards and back, arrows, space, enter and letters."""

    async def press(self, one: Locator) -> None:
        page = await self._reach(one)
        await page.keyboard.press("Enter")

    async def write(self, one: Locator, text: str, kind: str) -> None:
        page = await self._reach(one)
        if kind in ("date", "datetime-local"):
            # The year takes six digits: one goes on to the month by the arrow.
            await page.keyboard.type(text[:4])
            await page.keyboard.press("ArrowRight")
            text = text[4:]
        if kind in ("date", "datetime-local", "time"):
            await page.keyboard.type("".join(filter(str.isdigit, text)))
            return
        await page.keyboard.press("Control+A")
        await page.keyboard.insert_text(text) if text else await page.keyboard.press("Delete")

    async def choose(self, all_: Locator, one: Locator) -> None:
        page = await self._reach(all_)
        for _ in range(await all_.count()):
            if await _has_focus(one):
                break
            await page.keyboard.press("ArrowDown")
        assert await _has_focus(one)
        if not await one.is_checked():
            await page.keyboard.press("Space")

    async def tick(self, one: Locator, *, on: bool) -> None:
        if await one.is_checked() != on:
            page = await self._reach(one)
            await page.keyboard.press("Space")

    async def select(self, one: Locator, value: str) -> None:
        page = await self._reach(one)
        await page.keyboard.press("Home")
        for _ in range(MOST):
            if await one.input_value() == value:
                return
            await page.keyboard.press("ArrowDown")
        raise AssertionError(f"no {value} to choose")

    async def bring(self, one: Locator, file: FilePayload) -> None:
        page = await self._reach(one)
        async with page.expect_file_chooser() as chooser:
            await page.keyboard.press("Enter")
        await (await chooser.value).set_files(file)

    async def _reach(self, one: Locator) -> Page:
        """Go on from control to control until this one, or one of these, has the focus, and it is seen that it has.

        What stands above is sought backwards.
        """
        page = one.page
        step = "Shift+Tab" if await one.first.evaluate(_IS_ABOVE) else "Tab"
        for _ in range(MOST):
            if await _has_focus(one):
                unseen = await page.evaluate(_UNSEEN)
                assert not unseen, f"{unseen}: {await page.evaluate(_WHERE)}"
                return page
            await page.keyboard.press(step)
        raise AssertionError(f"not reached by keyboard: {one}")


_IS_ABOVE = "e => !!(document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)"
_WHERE = "document.activeElement.outerHTML.slice(0, 200)"
_UNSEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    // A radio button or a checkbox of GOV.UK lies under the drawing before its label.
    const drawn = one.nextElementSibling ? getComputedStyle(one.nextElementSibling, '::before') : style;
    const isDrawn = s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none';
    if (![style, drawn].some(isDrawn)) return 'no sign of the focus';
    // WCAG 2.4.11: some of it stands in sight, and under nothing else.
    const at = [...one.getClientRects()].flatMap(r => [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(
        y => document.elementFromPoint(r.left + r.width * x, r.top + r.height * y))));
    return at.some(e => e && (one.contains(e) || e.contains(one))) ? '' : 'the focus is out of sight';
}"""
"""What keeps somebody from seeing where the focus is; nothing where it is seen."""


async def _has_focus(one: Locator) -> bool:
    found: bool = await one.evaluate_all("all => all.includes(document.activeElement)")
    return found
