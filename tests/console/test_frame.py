"""What stands around every page (页面框架): who is there, in which language, and that nothing goes wrong in the browser."""

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
