"""A whole case in a browser (走完一案): the steps of a story, each by its own person, by what stands on the screen.

Nobody types an address beyond the first: from there one signs in, and goes on by links.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from playwright.async_api import Locator, Page, expect

from demo.player import Player
from demo.story import Step, Story, paper
from desk.references import resolve
from tests.api.installation import Installation, until
from tests.console.browsing import Browsing
from tests.console.hands import Hands, Mouse
from tests.console.playing import made, player

UPLOAD = "\0upload:"
"""Marks in a body where a file is chosen."""


class Walk:
    """One case, walked through the console; its clock is moved forward between the steps, as days pass."""

    def __init__(
        self,
        browsing: Browsing,
        installation: Installation,
        story: Story,
        hands: Hands | None = None,
        *,
        looks: Callable[[Page], Awaitable[list[str]]] | None = None,
    ) -> None:
        """`looks` is asked of each form that is filled in, and of its check, what is wrong with it."""
        self._hands = hands or Mouse()
        self._looks = looks
        self._browsing = browsing
        self._installation = installation
        self._story = story
        self._player: Player = player(installation, story)
        self._pages: dict[str, Page] = {}
        self.path = f"/cases/{story.agency}/{story.number}"

    async def page_of(self, person: str) -> Page:
        """Return the window of a person, who signs in when it is their turn first."""
        if person not in self._pages:
            page = self._pages[person] = await self._browsing.as_(None)
            await self._browsing.goto(page, "/")
            own = page.locator("form").filter(has=page.locator(f'input[name=person][value="{person}"]'))
            await self._follow(own.locator("button"))
        return self._pages[person]

    async def walk(self, *, until_move: str = "", pictures: bool = True) -> None:
        """Make every step, up to the first that makes the move named."""
        for place, step in enumerate(self._story.steps):
            await self.make(step, f"walk-{place + 1:02}-{step.move}" if pictures else "")
            if step.move == until_move:
                return

    async def make(self, step: Step, picture: str) -> None:
        """Make one step: its form, its check, and that it is done."""
        await self._reach(step)
        page = await self.page_of(step.by)
        await self._find(page, step)
        await Filling(page, self._hands).fill(await self._body(step))
        await self._look_at(page, picture)
        await self._follow(page.locator("main button[name=do][value=check]:visible").last)
        await self._made(page, step, picture)

    async def _look_at(self, page: Page, picture: str) -> None:
        if picture:
            await self._browsing.picture(page, picture)
        if self._looks:
            assert await self._looks(page) == [], page.url

    async def _follow(self, one: Locator) -> None:
        """Follow a link, or press a button that leads on."""
        async with one.page.expect_navigation():
            await self._hands.press(one)

    async def _find(self, page: Page, step: Step) -> None:
        """Go to a form: by what waits on the first page, or by the number of the case and what can be done in it."""
        await self._follow(page.locator(".places").get_by_role("link", name="待办"))
        if step.move == "open_case":
            await self._follow(page.locator(".places").get_by_role("link", name="启动案件"))
            return
        found = page.locator(f'main a[href="/console{self._form(step)}"]')
        if not await found.count():
            await self._hands.write(page.get_by_role("searchbox"), self._story.number, "search")
            await self._follow(page.get_by_role("button", name="查找"))
            await self._follow(page.locator(".tabs").get_by_role("link", name="可以办理"))
            await unfold(found, self._hands)
        assert await found.count(), (step, await said(page))
        await self._follow(found.first)

    async def _reach(self, step: Step) -> None:
        """Let the days pass until a step, and wait until the pages know of it."""
        await self._player.reach(step)
        if not self._player.played.receipts:
            return
        # A workflow tells the instant at which it was last awake; where nothing fell due on the way, it is woken.
        workflow = self._player.played.workflow_id
        await self._installation.client.get_workflow_handle(workflow).signal("look_again")
        services, story = self._installation.services, self._story
        reader = services.desk.directory.persons["supervisor-wu"]

        async def is_there() -> bool:
            return await services.reading.now_of(reader, story.agency, story.number) >= step.at

        await until(is_there)

    async def _made(self, page: Page, step: Step, picture: str) -> None:
        assert "/check" in page.url, await said(page)
        await self._look_at(page, picture and f"{picture}-check")
        await self._follow(page.locator("form[action*=make] button.govuk-button"))
        assert f"made={step.move}" in page.url, await said(page)
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


class Filling:
    """Writes a body into the form on a page, control by control."""

    def __init__(self, page: Page, hands: Hands) -> None:
        self._page = page
        self._hands = hands

    async def fill(self, body: Mapping[str, Any], above: str = "") -> None:
        for key, value in body.items():
            name = f"{above}{key}"
            if isinstance(value, Mapping):
                await self.fill(value, f"{name}.")
            elif isinstance(value, list) and value and isinstance(value[0], Mapping):
                await self._groups(name, value)
            elif isinstance(value, list):
                await self._several(name, [str(one) for one in value])
            else:
                await self._one(name, json.dumps(value) if isinstance(value, bool) else str(value))

    async def _groups(self, name: str, items: list[Mapping[str, Any]]) -> None:
        count = self._page.locator(f'[name="{name}._n"]')
        add = self._page.locator(f'button[value="add:{name}"]')
        await self._unfold(add)
        for more in range(int(await count.input_value()), len(items)):
            await self._hands.press(add)
            await expect(count).to_have_value(str(more + 1))
        for place, item in enumerate(items):
            await self.fill(item, f"{name}.{place}.")

    async def _several(self, name: str, values: list[str]) -> None:
        found = self._page.locator(f'[name="{name}"]')
        await self._unfold(found)
        if await found.first.get_attribute("type") == "checkbox":
            for place in range(await found.count()):
                one = found.nth(place)
                await self._hands.tick(one, on=await one.input_value() in values)
            return
        for place, value in enumerate(values):
            if await found.count() <= place:
                around = found.first.locator("xpath=ancestor::fieldset[1]")
                await self._hands.press(around.get_by_role("button", name="再写一项"))
                await expect(found).not_to_have_count(place)
            await self._hands.write(found.nth(place), value, "text")

    async def _one(self, name: str, value: str) -> None:
        if value.startswith(UPLOAD):
            await self._file(name, value.removeprefix(UPLOAD))
            return
        found = self._page.locator(f'[name="{name}"]')
        kind: str = await found.first.evaluate("e => e.type")
        if kind == "hidden":
            assert await found.first.input_value() == value, (name, value)
            return
        await self._unfold(found)
        if kind == "radio":
            one = self._page.locator(f'[name="{name}"][value="{value}"]')
            if not await one.is_checked():
                await self._hands.choose(found, one)
        elif kind == "checkbox":
            await self._hands.tick(found.first, on=value != "false")
        elif kind == "select-one":
            await self._hands.select(found, value)
        else:
            await self._hands.write(found, value[:16] if kind == "datetime-local" else value, kind)

    async def _file(self, name: str, title: str) -> None:
        chosen = self._page.locator(f'[name="{name}._file"]')
        await self._unfold(chosen)
        await self._hands.bring(
            chosen, {"name": f"{title}.txt", "mimeType": "text/plain", "buffer": paper(title)}
        )

    async def _unfold(self, inside: Locator) -> None:
        await unfold(inside, self._hands)


async def unfold(inside: Locator, hands: Hands) -> None:
    """Unfold what a control is folded into."""
    folded = inside.page.locator("details:not([open])").filter(has=inside.first)
    while await folded.count():
        await hands.press(folded.first.locator("summary").first)


async def said(page: Page) -> str:
    """Return what the page says is wrong, or its beginning."""
    wrong = page.locator(".govuk-error-summary, .govuk-error-message, .barred, .changed")
    told = "\n".join(await wrong.all_inner_texts()) or (await page.locator("main").inner_text())[:600]
    return f"{page.url}\n{told}"
