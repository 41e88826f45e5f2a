"""A case from draft to closed in a browser, by five people and those whom they work with, each by their own screen."""

import pytest

from demo.story import load, numbered
from tests.api.installation import Installation
from tests.console.browsing import Browsing
from tests.console.conftest import STORIES
from tests.console.hands import Keyboard
from tests.console.looking import wrong_with
from tests.console.walking import Walk


async def test_a_case_is_opened_and_its_notices_are_approved_in_a_browser(
    browsing: Browsing, installation: Installation
):
    walk = Walk(browsing, installation, numbered(load(STORIES / "first.json"), "WALK-1"))
    await walk.walk(until_move="approve_notices", pictures=False)
    assert await walk.stage() == "drafted"


@pytest.mark.slow
async def test_people_who_read_the_screen_alone_bring_a_case_from_draft_to_closed(
    browsing: Browsing, installation: Installation
):
    story = numbered(load(STORIES / "first.json"), "WALK-2")
    walk = Walk(browsing, installation, story, looks=wrong_with)
    await walk.walk()
    assert await walk.stage() == "closed"


async def test_a_case_is_opened_and_submitted_by_keyboard_alone(
    browsing: Browsing, installation: Installation
):
    story = numbered(load(STORIES / "first.json"), "WALK-3")
    walk = Walk(browsing, installation, story, Keyboard())
    await walk.walk(until_move="submit_for_review", pictures=False)


@pytest.mark.slow
async def test_a_case_is_brought_to_its_end_by_keyboard_alone(browsing: Browsing, installation: Installation):
    walk = Walk(browsing, installation, numbered(load(STORIES / "first.json"), "WALK-4"), Keyboard())
    await walk.walk(pictures=False)
    assert await walk.stage() == "closed"
