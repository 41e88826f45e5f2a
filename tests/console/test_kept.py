"""Nothing that was typed is lost (所填不失): when a sign-in ends, without scripts, on a second click, on a stale page."""

import re
from datetime import timedelta

from console.sessions import COOKIE
from desk.clock import civil_now
from domain.canonical import sha256
from domain.case.sign_ins import IDLE
from tests.api.installation import Installation
from tests.console.browsing import Browsing
from tests.console.windows import Window

GROUND = "违法行为轻微并及时改正"
REASON = "当事人主动消除危害后果，不再处罚。"


def ended(installation: Installation, window: Window) -> None:
    """Let a sign-in run out, as an hour without a click does."""
    token = window.http.cookies.get(COOKIE, path="/console")
    assert token
    installation.services.sign_ins.ended(sha256(token.encode()), civil_now() - IDLE - timedelta(minutes=1))


async def test_who_comes_back_after_the_sign_in_ended_finds_the_form_filled(
    installation: Installation, desk_window, case: str
):
    window, path = await desk_window("head-chen"), f"/cases/zj-market/{case}/do/withdraw_case"
    await window.look(path)
    ended(installation, window)
    answer = await window.send(path, {"reason": REASON, "do": "check"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/sign-in?next=")
    await window.sign_in("head-chen")
    assert REASON in await window.look(path)


async def test_somebody_else_at_the_same_browser_finds_nothing_of_it(
    installation: Installation, desk_window, case: str
):
    window, path = await desk_window("head-chen"), f"/cases/zj-market/{case}/do/withdraw_case"
    await window.look(path)
    ended(installation, window)
    await window.send(path, {"reason": REASON, "do": "check"})
    await window.sign_in("head-zhang")
    assert REASON not in (await window.get(path)).text


async def test_a_second_click_does_nothing_twice(installation: Installation, desk_window, case: str):
    window, path = await desk_window("officer-li"), f"/cases/zj-market/{case}/do/submit_for_review"
    # Nothing is asked: its check is the first page.
    assert (await window.get(path)).headers["location"].endswith("/check")
    await window.look(f"{path}/check")
    shown = window.shown
    assert shown is not None
    form = shown.text.partition(f'action="/console{path}/make"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    first = await window.send(f"{path}/make", sent)
    assert "made=submit_for_review" in first.headers["location"]
    await window.send(f"{path}/make", sent)
    entries = (await installation.get(f"/v1/cases/zj-market/{case}/journal?limit=200")).json()["items"]
    assert [e["fact"] for e in entries].count("SubmittedForReview") == 1


async def test_a_form_is_brought_to_its_end_without_scripts(browsing: Browsing, case: str):
    page = await browsing.as_("head-chen", runs_scripts=False)
    await browsing.goto(page, f"/cases/zj-market/{case}/do/withdraw_case")
    await page.locator("button[value=check]:visible").last.click()
    assert await page.locator(".govuk-error-summary a").count()
    await page.locator("[name=ground]").fill(GROUND)
    await page.locator("[name=reason]").fill(REASON)
    await page.locator("button[value=check]:visible").last.click()
    assert page.url.endswith("/check")
    await page.locator("form[action*=make] button.govuk-button").click()
    assert "made=withdraw_case" in page.url
