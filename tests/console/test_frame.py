"""What stands around every page (页面框架): who is there, in which language, and that nothing goes wrong in the browser."""

from playwright.async_api import expect

from tests.console.browsing import Browsing


async def test_whoever_signs_in_sees_what_waits_for_them(browsing: Browsing, case: str):
    page = await browsing.as_(None)
    await browsing.goto(page, "/")
    assert "/sign-in" in page.url
    await page.get_by_role("button", name="李").first.click()
    await page.wait_for_url(f"{browsing.console}/")
    await page.get_by_role("link", name=case, exact=True).first.click()
    assert page.url == f"{browsing.console}/cases/zj-market/{case}"
    await browsing.picture(page, "case-overview")


async def test_the_first_thing_that_takes_the_focus_leads_over_what_stands_around_the_page(
    browsing: Browsing, case: str
):
    page = await browsing.as_("officer-li")
    await browsing.goto(page, f"/cases/zj-market/{case}/do/add_document")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="返回案件")).to_be_focused()
