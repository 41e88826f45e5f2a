"""A form in a browser with scripts: better than without, and never another one."""

from playwright.async_api import Page, expect

from tests.console.browsing import Browsing


async def form(browsing: Browsing, case: str, move: str) -> Page:
    page = await browsing.as_("officer-li")
    await browsing.goto(page, f"/cases/zj-market/{case}/do/{move}")
    return page


async def test_a_part_that_is_added_takes_the_focus_and_what_is_typed_stays(browsing: Browsing, case: str):
    page = await form(browsing, case, "amend_draft")
    await page.fill("#f-reason", "补充依据")
    await page.click("button[value='fill:basis']")
    await expect(page.locator("#f-basis-1-id")).to_have_value("B2")
    await page.click("button[value='add:basis']")
    await expect(page.locator("#f-basis-2")).to_be_focused()
    await expect(page.locator("#f-basis-2-id")).to_have_value("B3")
    await page.click("button[value='remove:basis.0']")
    await expect(page.locator("#f-basis-2")).to_have_count(0)
    assert await page.input_value("#f-reason") == "补充依据"
    assert page.url.endswith("/amend_draft")


async def test_a_file_goes_up_as_it_is_chosen_and_what_is_typed_is_kept_by_itself(
    browsing: Browsing, case: str
):
    page = await form(browsing, case, "add_document")
    paper = {"name": "说明.txt", "mimeType": "text/plain", "buffer": "投诉人补充说明".encode()}
    await page.set_input_files("#f-file", paper)  # type: ignore[arg-type]  # a TypedDict that Playwright does not export
    await expect(page.locator(".kept-files")).to_contain_text("说明.txt")
    await page.fill("#f-document_title", "投诉人补充说明")
    await expect(page.locator("#draft-state")).to_contain_text("草稿已保存", timeout=10_000)
    await page.reload()
    assert await page.input_value("#f-document_title") == "投诉人补充说明"
    await expect(page.locator(".kept-files")).to_contain_text("说明.txt")


async def test_a_day_says_whether_one_works_on_it_and_a_mistake_leads_to_its_field(
    browsing: Browsing, case: str
):
    page = await form(browsing, case, "add_document")
    await page.fill("#f-dated", "2026-05-16")
    await expect(page.locator("#f-dated-echo")).to_contain_text("休息日")
    await page.click("button.govuk-button[value='check']")
    await expect(page.locator(".govuk-error-summary")).to_be_focused()
    await page.click(".govuk-error-summary a[href='#f-origin']")
    await expect(page.locator("#f-origin")).to_be_focused()
    await expect(page.locator("#f-dated-echo")).to_contain_text("休息日")


async def test_what_an_answer_makes_needed_comes_with_it_and_what_was_written_stays(
    browsing: Browsing, case: str
):
    page = await form(browsing, case, "record_service")
    await page.click("summary:has-text('仍要先填写')")
    receiver, refusal = page.locator("#f-service-receiver"), page.locator("#f-service-refusal")
    await expect(receiver).to_be_hidden()
    await page.select_option("#f-service-mode", "left")
    await expect(refusal).to_be_visible()
    await page.fill("#f-service-refusal", "拒绝开门")
    await page.select_option("#f-service-mode", "direct")
    await expect(receiver).to_be_visible()
    await expect(page.locator("#f-service-witness")).to_be_hidden()
    assert await refusal.input_value() == "拒绝开门"
    await expect(refusal).to_be_visible()


async def test_without_a_script_everything_is_asked(browsing: Browsing, case: str):
    page = await browsing.as_("officer-li", runs_scripts=False)
    await browsing.goto(page, f"/cases/zj-market/{case}/do/record_service")
    await page.click("summary:has-text('仍要先填写')")
    for name in ("receiver", "receiver_kind", "refusal", "witness", "returned_because"):
        await expect(page.locator(f"#f-service-{name}")).to_be_visible()
