"""A page when something is wrong with it (出错、被拒绝、有变化的页面): it keeps nobody out either, stands, and keeps still."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from threading import Event
from typing import Any, NoReturn

import pytest
from playwright.async_api import Browser, Page

from api.app import create_app
from console.app import create_console
from console.assets import assets
from desk.errors import REGISTER, DeskError, StalePosition, Unavailable, Unknown
from tests.api.installation import Installation, serving
from tests.console.addresses import Numbers
from tests.console.browsing import Browsing
from tests.console.conftest import PICTURES
from tests.console.looking import wrong_with

Reaching = Callable[[Browsing, Page, Numbers, Installation], Awaitable[None]]


async def sent(page: Page, button: str) -> None:
    async with page.expect_navigation():
        await page.locator(button).click()


async def a_form_with_mistakes(browsing: Browsing, page: Page, at: Numbers, _: Installation) -> None:
    await browsing.goto(page, f"/cases/zj-market/{at.case}/do/add_document")
    await sent(page, ".form-end button[value=check]")
    await page.locator(".govuk-error-summary").wait_for()


async def an_opening_of_which_nothing_is_filled_in(
    browsing: Browsing, page: Page, at: Numbers, installation: Installation
) -> None:
    begun = installation.services.form_drafts
    for draft in begun.all_of("officer-li"):  # what was begun elsewhere would stand in it
        begun.drop(draft)
    await browsing.goto(page, "/open")
    await sent(page, ".form-end button[value=check]")
    await page.locator(".govuk-error-summary").wait_for()


async def a_move_that_is_barred(browsing: Browsing, page: Page, at: Numbers, _: Installation) -> None:
    await browsing.goto(page, f"/cases/zj-market/{at.far}/do/prepare_notices?party=1")
    await page.locator(".barred").wait_for()


async def a_draft_beside_which_the_case_went_on(
    browsing: Browsing, page: Page, at: Numbers, installation: Installation
) -> None:
    path = f"/cases/zj-market/{at.case}/do/amend_draft"
    await browsing.goto(page, path)
    await sent(page, ".form-end button[value=save]")
    await page.locator(".done").wait_for()
    case = f"/v1/cases/zj-market/{at.case}"
    made = await installation.move(case, "submit_for_review")
    await installation.recorded(case, made.json()["position"])
    await browsing.goto(page, path)
    await page.locator(".changed, .barred").first.wait_for()


async def a_rehearsal_that_was_run(browsing: Browsing, page: Page, at: Numbers, _: Installation) -> None:
    await browsing.goto(page, "/rehearsal")
    await sent(page, "form[method=post] button.govuk-button")
    await page.locator(".steps__one").first.wait_for()


async def a_plan_that_was_not_understood(
    browsing: Browsing, page: Page, at: Numbers, _: Installation
) -> None:
    await browsing.goto(page, "/rehearsal")
    await page.fill("#text", "steps: [")
    await sent(page, "form[method=post] button.govuk-button")
    await page.locator(".govuk-error-summary").wait_for()


async def a_page_that_is_not_for_this_person(
    browsing: Browsing, page: Page, at: Numbers, _: Installation
) -> None:
    await browsing.goto(page, "/status", status=403)


async def a_search_that_found_nothing(browsing: Browsing, page: Page, at: Numbers, _: Installation) -> None:
    await browsing.goto(page, "/cases?q=%E5%AF%BB%E4%B8%8D%E7%9D%80")


STATES: tuple[Reaching, ...] = (
    a_form_with_mistakes,
    an_opening_of_which_nothing_is_filled_in,
    a_move_that_is_barred,
    a_draft_beside_which_the_case_went_on,
    a_rehearsal_that_was_run,
    a_plan_that_was_not_understood,
    a_page_that_is_not_for_this_person,
    a_search_that_found_nothing,
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
async def test_nobody_is_kept_out_by_a_page_in_this_state(
    browsing: Browsing, installation: Installation, numbers: Numbers, reach: Reaching, language: str
):
    page = await browsing.as_("officer-li", language=language)
    await reach(browsing, page, numbers, installation)
    await browsing.picture(page, f"state-{reach.__name__}-{language}")
    assert await wrong_with(page) == []


class Failing:
    """Stands where the register is read, and raises whatever is asked of it."""

    def __init__(self, error: DeskError) -> None:
        self._error = error

    def __getattr__(self, name: str) -> NoReturn:
        raise self._error


@pytest.mark.parametrize(
    ("status", "error"), [(404, Unknown()), (409, StalePosition(7)), (503, Unavailable(REGISTER))]
)
async def test_a_page_that_cannot_be_shown_says_so_and_keeps_nobody_out(
    installation: Installation, browser: Browser, status: int, error: DeskError
):
    reading: Any = Failing(error)
    own = replace(installation.services, reading=reading, closing=Event())
    app = create_app(own, create_console(own, assets(installation.parts.settings.assets_folder)))
    async with serving(app) as address:
        browsing = Browsing(browser, address, PICTURES)
        for language in ("zh", "en"):
            page = await browsing.as_("officer-li", language=language)
            await browsing.goto(page, "/", status=status)
            await browsing.picture(page, f"state-{status}-{language}")
            assert await wrong_with(page) == []
        await browsing.close()
    assert not browsing.faults
