"""A case in the midst of its course, played once for all tests of its pages: one party heard, the other served by announcement."""

from pathlib import Path
from typing import cast

from demo.household import Household
from demo.player import Player
from demo.story import Story, load
from tests.api.installation import Installation

EXAMPLES = Path(__file__).parents[2] / "examples"
STEPS = 25
"""Up to the request for a hearing; what follows makes no page otherwise."""


async def played(installation: Installation, story: str = "two_parties", steps: int = STEPS) -> str:
    """Play the beginning of a story; return its address within the console."""
    told = load(EXAMPLES / f"{story}.json")
    # A player asks a household for what an installation has by the same names.
    player = Player(cast("Household", installation), told, adopt=_none)
    for place, step in enumerate(told.steps[:steps]):
        await player.reach(step)
        await player.make(place, step)
    return f"/cases/{told.agency}/{told.number}"


async def _none(story: Story) -> str:
    raise AssertionError("no calendar is adopted so early")
