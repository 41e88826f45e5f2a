"""Whatever is killed in the middle of a case: nothing is lost, nothing is doubled."""

from pathlib import Path

import httpx
import pytest

from demo.household import Household, cleaned, household
from demo.player import Around, Player, Sending
from demo.proving import delivered, ended, prove_case, prove_mails, prove_numbers, prove_reports
from demo.story import Story, load
from installation.examples import EXAMPLES

pytestmark = pytest.mark.engine


def short(until: str) -> Story:
    """The standard case up to a move, and with it."""
    story = load(EXAMPLES / "standard.json")
    places = [place for place, step in enumerate(story.steps) if step.move == until]
    return story.model_copy(update={"steps": story.steps[: places[0] + 1], "ends": "notifying"})


async def no_calendar(story: Story) -> str:
    raise AssertionError("this story adopts nothing")


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import os

    for name in set(os.environ) - set(cleaned(os.environ)):
        monkeypatch.delenv(name)
    async with household(tmp_path / "demo", print) as running:
        yield running


def killing(house: Household) -> dict[str, Around]:
    """Kill API and server while these moves are on their way; the demo itself kills the worker."""

    async def api(sending: Sending) -> httpx.Response:
        return await house.kill_while(sending, house.replace_api)

    async def engine(sending: Sending) -> httpx.Response:
        return await house.kill_while(sending, house.kill_engine)

    return {"open_case": api, "add_evidence": engine, "approve_notices": engine}


async def test_a_case_survives_the_death_of_api_and_server(house: Household) -> None:
    story = short("issue_notices")
    player = Player(house, story, adopt=no_calendar, around=killing(house))
    for place, step in enumerate(story.steps):
        await player.reach(step)
        await player.make(place, step)
    assert house.engine.restarts == 2
    await delivered(house)
    end = ended(house, player.played)
    await prove_case(house, end)
    prove_numbers(house, [end])
    await prove_reports(house)
    prove_mails(house)
    assert [r["move"] for r in player.played.receipts] == [s.move for s in story.steps]
