"""A form for every move, derived from it: what the move asks for is asked, and what is typed is what the desk is sent."""

from typing import Any

import pytest

from domain.procedure import MOVES
from installation.examples import bodies
from tests.console.formed import form, page, sent
from tests.procedure.playing import standard

BODIES = {move: body for move, body in bodies().items() if move in MOVES}
CASE = standard(until="recheck").case


@pytest.mark.parametrize("move", MOVES)
def test_what_a_form_shows_is_what_the_desk_is_sent(move: str):
    typed = form(move, BODIES[move], case=CASE)
    again = sent(typed, page(typed))
    assert _read(move, again.body) == _read(move, BODIES[move])


def _read(move: str, body: dict[str, Any]) -> Any:
    """A body as the move is read from it; of a step on paper, as that step's move is."""
    read = MOVES[move].model_validate(body)
    steps = [_read(step.move, step.body) for step in getattr(read, "so_far", ())]
    bare = [step.model_copy(update={"body": {}}) for step in getattr(read, "so_far", ())]
    return (read.model_copy(update={"so_far": bare}) if bare else read), steps
