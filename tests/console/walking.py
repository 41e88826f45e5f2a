"""A whole case in a browser (走完一案): the steps of a story, each by its own person, by what stands on the screen."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Locator, Page

from demo.player import Player
from demo.story import Step, Story, paper
from desk.references import resolve
from tests.api.installation import Installation
from tests.console.browsing import Browsing
from tests.console.playing import made, player

UPLOAD = "\0upload:"
"""Marks in a body where a file is chosen."""


class Walk:
    """One case, walked through the console; its clock is moved forward between the steps, as days pass."""

    def __init__(self, browsing: Browsing, installation: Installation, story: Story) -> None:
        self._browsing = browsing
        self._installation = installation
        self._story = story
        self._player: Player = player(installation, story)
        self._pages: dict[str, Page] = {}
        self.path = f"/cases/{story.agency}/{story.number}"

    async def page_of(self, person: str) -> Page:
        """Return the window of a person, who signs in when it is their turn first."""
        if person not in self._pages:
            self._pages[person] = await self._browsing.as_(person)
        return self._pages[person]

    async def walk(self, *, until_move: str = "", pictures: bool = True) -> None:
        """Make every step, up to the first that makes the move named."""
        for place, step in enumerate(self._story.steps):
            await self.make(step, f"walk-{place + 1:02}-{step.move}" if pictures else "")
            if step.move == until_move:
                return

    async def make(self, step: Step, picture: str) -> None:
        """Make one step: its form, its check, and that it is done."""
        await self._player.reach(step)
        page = await self.page_of(step.by)
        await self._browsing.goto(page, "/")
        where = "/open" if step.move == "open_case" else self._form(step)
        await self._browsing.goto(page, where)
        await fill(page, await self._body(step))
        if picture:
            await self._browsing.picture(page, picture)
        await page.locator("main button[name=do][value=check]:visible").last.click()
        await self._made(page, step, picture)

    async def _made(self, page: Page, step: Step, picture: str) -> None:
        assert "/check" in page.url, await page.locator("main").inner_text()
        if picture:
            await self._browsing.picture(page, f"{picture}-check")
        await page.locator("form[action*=make] button.govuk-button").click()
        assert f"made={step.move}" in page.url, await page.locator("main").inner_text()
        made(self._player, step, int(page.url.rpartition("at_least=")[2]))

    def _form(self, step: Step) -> str:
        party = step.body.get("party")
        return f"{self.path}/do/{step.move}" + (f"?party={party}" if party else "")

    async def _body(self, step: Step) -> dict[str, Any]:
        if step.move == "open_case":
            return step.body
        http, reader = self._installation.http, self._installation.person("supervisor-wu")
        answer = await http.get(
            f"/v1{self.path}", params={"at_least": self._player.played.position}, headers=reader
        )
        body: dict[str, Any] = resolve(
            step.body, answer.raise_for_status().json(), lambda name: UPLOAD + name
        )
        return body

    async def stage(self) -> str:
        """Return the stage in which the case is now."""
        http, reader = self._installation.http, self._installation.person("supervisor-wu")
        answer = await http.get(f"/v1{self.path}", headers=reader)
        return str(answer.json()["stage"])


async def fill(page: Page, body: Mapping[str, Any], above: str = "") -> None:
    """Write a body into the form on the page, control by control."""
    for key, value in body.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            await fill(page, value, f"{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            await _groups(page, name, value)
        elif isinstance(value, list):
            await _several(page, name, [str(one) for one in value])
        else:
            await _one(page, name, json.dumps(value) if isinstance(value, bool) else str(value))


async def _unfold(page: Page, inside: Locator) -> None:
    """Unfold what a control is folded into."""
    folded = page.locator("details:not([open])").filter(has=inside.first)
    while await folded.count():
        await folded.first.locator("summary").first.click()


async def _groups(page: Page, name: str, items: list[Mapping[str, Any]]) -> None:
    count = page.locator(f'[name="{name}._n"]')
    await _unfold(page, page.locator(f'button[value="add:{name}"]'))
    while int(await count.input_value()) < len(items):
        await page.locator(f'button[value="add:{name}"]').click()
    for place, item in enumerate(items):
        await fill(page, item, f"{name}.{place}.")


async def _several(page: Page, name: str, values: list[str]) -> None:
    found = page.locator(f'[name="{name}"]')
    await _unfold(page, found)
    if await found.first.get_attribute("type") == "checkbox":
        for place in range(await found.count()):
            await found.nth(place).set_checked(await found.nth(place).input_value() in values)
        return
    for place, value in enumerate(values):
        while await found.count() <= place:
            await page.get_by_role("button", name="再写一项").click()
        await found.nth(place).fill(value)


async def _one(page: Page, name: str, value: str) -> None:
    if value.startswith(UPLOAD):
        await _file(page, name, value.removeprefix(UPLOAD))
        return
    found = page.locator(f'[name="{name}"]')
    kind = await found.first.evaluate("e => e.type")
    if kind != "hidden":
        await _unfold(page, found)
    if kind == "hidden":
        assert await found.first.input_value() == value, (name, value)
    elif kind == "radio":
        await page.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        await found.first.set_checked(value != "false")
    elif kind == "select-one":
        await found.select_option(value)
    else:
        await found.fill(value[:16] if kind == "datetime-local" else value)


async def _file(page: Page, name: str, title: str) -> None:
    chosen: Locator = page.locator(f'[name="{name}._file"]')
    await _unfold(page, chosen)
    await chosen.set_input_files({"name": f"{title}.txt", "mimeType": "text/plain", "buffer": paper(title)})
