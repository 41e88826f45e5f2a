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
    """Tabulator, arrows, space, enter and letters."""

    async def press(self, one: Locator) -> None:
        page = await self._reach(one)
        await page.keyboard.press("Enter")

    async def write(self, one: Locator, text: str, kind: str) -> None:
        page = await self._reach(one)
        if kind in ("date", "datetime-local"):
            # The year takes six digits: one goes on to the month by the arrow.
            await page.keyboard.type(text[:4])
            await page.keyboard.press("ArrowRight")
            await page.keyboard.type("".join(filter(str.isdigit, text[4:])))
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
        """Go on from control to control until this one, or one of these, has the focus, and it is seen that it has."""
        page = one.page
        for _ in range(MOST):
            if await _has_focus(one):
                seen: bool = await page.evaluate(_IS_SEEN)
                assert seen, await page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
                return page
            await page.keyboard.press("Tab")
        raise AssertionError(f"not reached by keyboard: {one}")


_IS_SEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    // A radio button or a checkbox of GOV.UK lies under the drawing before its label.
    const drawn = one.nextElementSibling ? getComputedStyle(one.nextElementSibling, '::before') : style;
    return [style, drawn].some(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px' || s.boxShadow !== 'none');
}"""


async def _has_focus(one: Locator) -> bool:
    found: bool = await one.evaluate_all("all => all.includes(document.activeElement)")
    return found
