"""One served installation with its console and one browser for all tests of the pages; each test has windows of its own.

    async def test_…(browsing: Browsing, case: str):
        page = await browsing.as_("officer-li")            # a window of somebody who is signed in
        await browsing.goto(page, f"/cases/zj-market/{case}")
        await browsing.picture(page, "case-overview")      # out/pictures/case-overview.png

A test that needs no browser asks for `desk_window`: the same over HTTP alone, at a hundredth of the cost.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from demo.story import SHANGHAI, load, numbered
from engine.embedded import EmbeddedServer
from tests.api.installation import Installation, at_work
from tests.console.addresses import Numbers
from tests.console.broad import broad_case
from tests.console.browsing import FLAGS, Browsing
from tests.console.playing import edited_notice, played
from tests.console.windows import Window
from tests.tools import CHROMIUM, require

STORIES = Path(__file__).parents[2] / "examples"
OPENS_AT = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)  # a Monday, on which the first of the stories begins
PICTURES = Path(__file__).parents[2] / "out" / "pictures"


@pytest.fixture(scope="session")
async def installation(
    server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Installation]:
    """Register, store, worker, API and console on a free port, as `tingshu up` has them."""
    folder = tmp_path_factory.mktemp("console")
    async with at_work(
        server, folder, namespace="tingshu-console-tests", with_console=True, opens_at=OPENS_AT
    ) as at:
        yield at


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, in Chinese."""
    program = require(CHROMIUM)
    async with async_playwright() as playwright:
        # `--lang` alone leaves the fields of days in English.
        environment: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "zh_CN"}
        started = await playwright.chromium.launch(executable_path=program, args=FLAGS, env=environment)
        yield started
        await started.close()


@pytest.fixture
async def browsing(installation: Installation, browser: Browser) -> AsyncIterator[Browsing]:
    """Windows on the console; what went wrong in them beside what the test looks at fails it too."""
    given = Browsing(browser, str(installation.http.base_url), PICTURES)
    yield given
    await given.close()
    assert not given.faults, given.faults


@pytest.fixture
async def desk_window(installation: Installation) -> AsyncIterator[Callable[..., Awaitable[Window]]]:
    """Open a window without a browser: `await desk_window("officer-li")`, or of nobody."""
    opened: list[Window] = []

    async def window(person: str | None = None, *, language: str = "zh") -> Window:
        opened.append(made := Window(str(installation.http.base_url), language))
        if person:
            await made.sign_in(person)
        return made

    yield window
    for one in opened:
        await one.close()


@pytest.fixture
async def case(installation: Installation) -> str:
    """A case of its own that was just opened from the example; its path within the console is `/cases/zj-market/{case}`."""
    return (await installation.open()).rpartition("/")[2]


@pytest.fixture(scope="session")
async def far(installation: Installation) -> str:
    """The number of a case that has been decided, served and paid: there is much to see on its pages."""
    story = load(STORIES / "first.json")
    await played(installation, story, until="record_payment")
    return story.number


@pytest.fixture(scope="session")
async def edited(installation: Installation) -> str:
    """The number of a case whose notice was worded anew twice."""
    story = numbered(load(STORIES / "standard.json"), "EDITED-1")
    await played(installation, story, until="prepare_notices")
    await edited_notice(installation, f"/v1/cases/{story.agency}/{story.number}")
    return story.number


@pytest.fixture(scope="session")
async def broad(installation: Installation) -> str:
    """The number of a case of five parties and thirty pieces of evidence, shortly before its decisions."""
    return await broad_case(installation, "BROAD-1")


@pytest.fixture
def numbers(case: str, far: str, edited: str) -> Numbers:
    """The cases at which the pages are looked at."""
    return Numbers(case, far, edited)
