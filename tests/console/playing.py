"""A case of a story, played through the API into the installation of the console: for pages that need a case far on."""

from types import SimpleNamespace
from typing import Any, cast

from demo.household import Household
from demo.player import Player
from demo.story import Step, Story
from tests.api.installation import Installation


async def no_calendar(story: Story) -> str:
    raise AssertionError(f"{story.title} adopts no holiday notice")


def player(installation: Installation, story: Story) -> Player:
    """Return what plays a story here."""
    parts = installation.parts
    house = SimpleNamespace(
        client=installation.client, http=installation.http, settings=parts.settings, parts=parts
    )
    return Player(cast("Household", house), story, adopt=no_calendar)


async def played(installation: Installation, story: Story, *, until: str) -> Player:
    """Play a story up to the last step that makes a move, that one included."""
    playing, last = player(installation, story), _last(story, until)
    for place, step in enumerate(story.steps[: last + 1]):
        await playing.reach(step)
        await playing.make(place, step)
    return playing


def _last(story: Story, move: str) -> int:
    return max(place for place, step in enumerate(story.steps) if step.move == move)


def made(playing: Player, step: Step, position: int) -> None:
    """Note that a step was made elsewhere, in a browser."""
    receipt: dict[str, Any] = {"move": step.move, "position": position}
    playing.played.receipts.append(receipt)
