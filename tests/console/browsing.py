"""Windows of a browser on the console, one a person; each tells of what nobody should see happen."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, TABLET, TELEPHONE = (1440, 900), (1024, 768), (320, 640)
_OWN = ("data:", "blob:", "chrome:", "chrome-extension:")
"""What the browser asks of itself: its viewer for PDF is a page of its own."""
_END_OF_FORM = "place => document.querySelectorAll('.form-end').forEach(e => e.style.position = place)"
_REFUSED = "Failed to load resource"
"""Chromium's line on every answer of 400 and above, also on a page that says what is wrong with a form."""


class Browsing:
    """The windows of one test."""

    def __init__(self, browser: Browser, address: str, pictures: Path) -> None:
        self._browser = browser
        self._pictures = pictures
        self._opened: list[BrowserContext] = []
        self.console = f"{address}/console"
        self.faults: list[str] = []
        """Errors of scripts, requests to another host, styles or scripts that did not come."""

    async def as_(
        self,
        person: str | None,
        *,
        language: str = "zh",
        size: tuple[int, int] = DESK,
        is_dark: bool = False,
        runs_scripts: bool = True,
        moves_less: bool = False,
    ) -> Page:
        """Open a window of somebody who is signed in; of nobody where no person is named."""
        context = await self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if is_dark else "light",
            java_script_enabled=runs_scripts,
            reduced_motion="reduce" if moves_less else "no-preference",
            locale="zh-CN",
        )
        self._opened.append(context)
        chosen = {"name": "tingshu-language", "value": language, "url": f"{self.console}/"}
        await context.add_cookies([chosen])  # type: ignore[list-item]  # a TypedDict that Playwright does not export
        if person:
            answer = await context.request.post(
                f"{self.console}/sign-in", form={"person": person}, max_redirects=0
            )
            assert answer.status == 303, await answer.text()
        page = await context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        # Whoever chooses a file asks for this first; it takes effect a moment later, when the key was pressed already.
        page.on("filechooser", lambda _: None)
        return page

    async def goto(self, page: Page, path: str, *, status: int = 200) -> None:
        """Go to a page of the console, by its path within it."""
        answer = await page.goto(self.console + path)
        assert answer is not None
        assert answer.status == status, (path, answer.status)

    async def picture(self, page: Page, name: str, *, whole: bool = True) -> Path:
        """Keep a picture of a page."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        path = self._pictures / f"{name}.png"
        # What keeps its place beside what is scrolled is shown beside its beginning, and the end of a form at its end.
        await page.evaluate("scrollTo(0, 0)")
        await page.evaluate(_END_OF_FORM, "static")
        await page.screenshot(path=path, full_page=whole)
        await page.evaluate(_END_OF_FORM, "")
        return path

    async def close(self) -> None:
        for context in self._opened:
            await context.close()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_REFUSED):
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((*_OWN, self.console.removesuffix("/console"))):
            self.faults.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status}: {urlsplit(response.url).path}")


async def is_too_wide(page: Page) -> bool:
    """Whether one has to scroll to the side."""
    wide: bool = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide
