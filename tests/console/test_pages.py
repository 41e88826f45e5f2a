"""Every page, in both languages, light and dark (每一页): nobody is kept out by it, it stands on a telephone, and it is light."""

from urllib.parse import quote

import pytest
from starlette.routing import Mount

from api.methods import routes_in
from tests.api.installation import Installation
from tests.console.addresses import ELSEWHERE, PAGES, Numbers, Shown
from tests.console.browsing import TELEPHONE, Browsing
from tests.console.looking import LIGHT_ENOUGH, Weighed, moving, too_wide, violations

LANGUAGES = ("zh", "en")


def named(shown: Shown) -> str:
    return f"{shown.by or 'nobody'} {shown.path}"


@pytest.fixture(params=PAGES, ids=named)
def shown(request: pytest.FixtureRequest) -> Shown:
    found: Shown = request.param
    return found


def test_every_page_is_looked_at(installation: Installation):
    mounted = next(r for r in installation.app.routes if isinstance(r, Mount) and r.path == "/console")
    routes = routes_in(mounted.routes)
    asked = {route.path for route in routes if "GET" in (route.methods or ())}
    assert asked == {page.route for page in PAGES} | ELSEWHERE.keys()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing(browsing: Browsing, shown: Shown, numbers: Numbers, language: str):
    page = await browsing.as_(shown.by or None, language=language)
    await browsing.goto(page, shown.of(numbers))
    assert await violations(page) == []
    await browsing.picture(page, f"{shown.name}-{language}")
    if language == LANGUAGES[0]:
        # Colours are the same in every language.
        await page.emulate_media(color_scheme="dark")
        assert await violations(page, "color-contrast") == []
        await browsing.picture(page, f"{shown.name}-{language}-dark")


async def test_it_stands_on_a_telephone_and_twice_as_large_and_keeps_still_for_whom_motion_disturbs(
    browsing: Browsing, shown: Shown, numbers: Numbers
):
    page = await browsing.as_(shown.by or None, size=TELEPHONE, moves_less=True)
    await browsing.goto(page, shown.of(numbers))
    await browsing.picture(page, f"{shown.name}-zh-320")
    assert await too_wide(page) == []
    assert await moving(page) == []
    await browsing.goto(page, f"/language/en?next={quote(shown.of(numbers), safe='')}")
    assert await too_wide(page) == []


async def test_what_moves_is_seen_to_move(browsing: Browsing):
    page = await browsing.as_(None)
    await browsing.goto(page, "/sign-in")
    await page.evaluate("document.querySelector('h1').animate([{opacity: 0}, {opacity: 1}], 60000)")
    assert await moving(page) == ["[object Animation]"]


async def test_it_is_light(browsing: Browsing, shown: Shown, numbers: Numbers):
    page = await browsing.as_(shown.by or None)
    weighed = await Weighed.of(page)
    await browsing.goto(page, shown.of(numbers))
    await page.wait_for_load_state("load")
    assert 0 < weighed.bytes < LIGHT_ENOUGH


async def test_a_case_of_five_parties_and_thirty_pieces_of_evidence_is_light_and_stands_too(
    browsing: Browsing, broad: str
):
    for shown in PAGES:
        if "{far}" not in shown.path:
            continue
        page = await browsing.as_(shown.by)
        weighed = await Weighed.of(page)
        await browsing.goto(page, shown.path.format(far=broad))
        await page.wait_for_load_state("load")
        assert 0 < weighed.bytes < LIGHT_ENOUGH, (shown.path, weighed.bytes)
        assert await too_wide(page) == [], shown.path
        await page.context.close()
