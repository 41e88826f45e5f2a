"""What a browser is told so that it stays careful (安全): policy, cookies, tokens, and where one may be led."""

import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import httpx
import pytest

from api.app import create_app
from console.app import create_console
from console.assets import BROUGHT, assets
from console.rendering import POLICY
from tests.api.installation import Installation, serving
from tests.console.windows import Window

ELSEWHERE = (
    "https://example.org/",
    "//example.org",
    "/\\example.org",
    "javascript:alert(1)",
    "example.org",
    "\t//example.org",
)
INSIDE = "/cases?q=a"


async def test_every_page_forbids_what_comes_from_elsewhere_or_stands_in_itself(desk_window, case: str):
    window = await desk_window("officer-li")
    for path in ("/", "/cases", "/due", "/open", f"/cases/zj-market/{case}", "/nowhere", "/sign-in"):
        answer = await window.get(path)
        assert answer.headers["content-security-policy"] == POLICY, path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "same-origin", path
        assert answer.headers["cross-origin-opener-policy"] == "same-origin", path
        assert not re.findall(r"<style|<script(?![^>]*\bsrc=)| style=| on[a-z]+=|hx-on", answer.text), path
        assert "no-store" in answer.headers["cache-control"], path
    assert "'unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


async def test_the_cookie_of_a_sign_in_is_for_no_script_and_no_other_site(desk_window):
    window = await desk_window()
    answer = await window.sign_in("officer-li")
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert "path=/console" in kept


@pytest.mark.parametrize("path", ELSEWHERE)
async def test_nobody_is_led_to_another_site_by_signing_in_or_by_a_language(desk_window, path: str):
    window = await desk_window()
    for answer in (
        await window.sign_in("officer-li", path),
        await window.http.get("/language/en", params={"next": path}),
    ):
        assert answer.headers["location"] == "/console/", (path, answer.headers["location"])


async def test_whoever_is_not_signed_in_signs_in_first_and_comes_back_to_the_page(desk_window, case: str):
    window = await desk_window()
    answer = await window.get(f"/cases/zj-market/{case}?x=1")
    assert answer.status_code == 303
    there = httpx.URL(answer.headers["location"])
    assert there.path == "/console/sign-in"
    assert there.params["next"] == f"/cases/zj-market/{case}?x=1"
    page = await window.look(f"/sign-in?{there.query.decode()}")
    assert f'name="next" value="/cases/zj-market/{case}?x=1"' in page
    back = await window.sign_in("officer-li", there.params["next"])
    assert back.headers["location"] == f"/console/cases/zj-market/{case}?x=1"


@pytest.mark.parametrize("address", ["/console", "/console/", "/"])
async def test_who_types_the_address_that_is_printed_comes_to_the_first_page(desk_window, address: str):
    window = await desk_window("officer-li")
    host = httpx.URL(window.http.base_url).copy_with(path=address)
    answer = await window.http.get(host, headers={"Accept": "text/html"}, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/console/")


async def test_a_language_keeps_the_place(desk_window):
    window = await desk_window("officer-li")
    page = await window.look(INSIDE)
    [link] = re.findall(r'href="(/console/language/[^"]+)"', page)
    answer = await window.http.get(link.removeprefix("/console"))
    assert answer.headers["location"] == f"/console{INSIDE}"
    assert '<html lang="en"' in await window.look(INSIDE)


@pytest.mark.parametrize("token", ["", "abc", "abc.def"])
async def test_a_form_without_the_token_of_this_sign_in_does_nothing(desk_window, token: str):
    window = await desk_window("officer-li")
    answer = await window.send("/sign-out", {"_token": token})
    assert answer.status_code == 403
    assert (await window.get("/")).status_code == 200


async def test_a_form_of_somebody_else_does_nothing(desk_window):
    other = await desk_window("head-zhang")
    await other.look("/")
    window: Window = await desk_window("officer-li")
    assert (await window.send("/sign-out", {"_token": other.token})).status_code == 403


async def test_who_signs_out_is_out_and_the_cookie_is_worth_nothing_any_more(desk_window):
    window = await desk_window("officer-li")
    kept = window.http.cookies.get("tingshu", path="/console")
    await window.look("/")
    answer = await window.send("/sign-out")
    assert answer.headers["location"] == "/console/sign-in"
    window.http.cookies.set("tingshu", kept, path="/console")
    assert (await window.get("/")).headers["location"].startswith("/console/sign-in")


async def test_a_cookie_that_nobody_gave_is_none(desk_window):
    window = await desk_window()
    window.http.cookies.set("tingshu", "x" * 43, path="/console")
    assert (await window.get("/")).status_code == 303


@pytest.mark.parametrize("path", ["", "/moves", "/do/submit_for_review", "/events"])
async def test_a_case_of_another_office_is_not_there(desk_window, case: str, path: str):
    stranger = await desk_window("officer-ma")
    answer = await stranger.get(f"/cases/zj-market/{case}{path}")
    assert answer.status_code == 404
    assert case not in answer.text.replace(f"/cases/zj-market/{case}", "")


async def test_nobody_signs_in_as_a_person_who_is_not_there_or_has_no_screen(desk_window):
    window = await desk_window()
    for person in ("nobody", "", "clock"):
        answer = await window.http.post("/sign-in", data={"person": person})
        assert not answer.headers.get("set-cookie", ""), person


async def test_a_style_is_kept_for_good_and_only_under_its_own_address(
    installation: Installation, desk_window
):
    window = await desk_window()
    page = await window.look("/sign-in")
    for address in re.findall(r'(?:href|src|data-frontend)="/console(/assets/[^"]+)"', page):
        answer = await window.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]
        version = address.split("/")[2]
        assert (await window.get(address.replace(version, "0" * 12))).status_code == 404


async def test_no_style_asks_for_a_font(desk_window):
    window = await desk_window()
    page = await window.look("/sign-in")
    styles = re.findall(r'href="/console(/assets/[^"]+\.css)"', page)
    assert len(styles) == 2
    for style in styles:
        assert "@font-face" not in (await window.get(style)).text


async def test_without_the_look_every_page_works(installation: Installation, tmp_path: Path):
    """Where the set-up could not bring it, a page is plain, asks for nothing that is not there, and is signed in from."""
    own = replace(installation.services, closing=Event())  # the others go on when this one ends
    bare = create_app(own, create_console(own, assets(tmp_path / "nothing")))
    async with serving(bare) as address:
        window = Window(address)
        assert "/console/sign-in" in (await window.get("/")).headers["location"]
        await window.sign_in("officer-li")
        page = await window.look("/open")
        assert not any(name in page for name in BROUGHT)
        for path in re.findall(r'(?:href|src)="/console(/assets/[^"]+)"', page):
            assert (await window.get(path)).status_code == 200
        await window.close()
