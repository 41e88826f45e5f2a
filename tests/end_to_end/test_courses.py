"""Every move over HTTP on a real engine, with its worker, its API or the engine itself killed while it is on its way."""

from itertools import cycle

import httpx
import pytest

from demo.household import Household
from demo.player import Around, Player, Sending
from demo.proving import ended, prove_case
from demo.run import STORIES
from demo.story import load
from domain.procedure import MOVES
from installation.examples import EXAMPLES
from tests.end_to_end.courses import COURSES, course
from tests.end_to_end.test_killed import house, no_calendar

__all__ = ["house"]

IN_STORIES = {
    step.move for name in STORIES for step in load(EXAMPLES / f"{name}.json").steps if not step.refused
}


ELSEWHERE = {"take_over_case", "end_as_joined"}
"""A case begun on paper is played, with its kill, in test_killed; the other half of a join is made by the engine itself."""


def in_courses() -> set[str]:
    return {step.move for number in COURSES for step in course(number).steps}


def test_every_move_is_made_in_a_story_or_in_a_course():
    assert in_courses() | IN_STORIES == MOVES.keys() - ELSEWHERE


def killing(house: Household, moves: set[str]) -> dict[str, Around]:
    """Kill one of the three, in turn, the first time that each of these moves is on its way."""
    whom = cycle((house.replace_worker, house.replace_api, house.kill_engine))
    left = set(moves)

    def around(move: str) -> Around:
        async def send(sending: Sending) -> httpx.Response:
            if move not in left:
                return await sending
            left.discard(move)
            return await house.kill_while(sending, next(whom))

        return send

    return {move: around(move) for move in moves}


@pytest.mark.engine
@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
async def test_moves_off_the_main_line_survive_a_kill(house: Household, every: int) -> None:
    """Each of them, or every fifth: the others are made all the same."""
    deaths = killing(house, set(sorted(MOVES.keys() - IN_STORIES)[::every]))
    for number in COURSES:
        story = course(number).story
        player = Player(house, story, adopt=no_calendar, around=deaths)
        for place, step in enumerate(story.steps):
            await player.reach(step)
            await player.make(place, step)
        await player.now()  # patiently: who was killed with the last move comes back first
        await prove_case(house, ended(house, player.played))
        assert [r["move"] for r in player.played.receipts] == [s.move for s in story.steps]
