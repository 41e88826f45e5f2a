"""A form for every move, derived from it: what the move asks for is asked, and what is typed is what the desk is sent."""

import re
from typing import Any

import pytest

from console.forms.begun import OFF_SCREEN
from console.forms.hints import NOTHING, ON_SCREEN
from console.forms.showing import Wrong
from desk.errors import Fault
from desk.fields.form import every_field
from domain.bilingual import Words
from domain.procedure import MOVES
from installation.examples import bodies
from tests.console.formed import Seen, form, page, sent
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


CODE = re.compile(
    r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+(?:-[a-z]+)*-(?:li|wang|tang|zhao|chen)\b|[0-9a-f]{64}|SHA-256|`|\bnull\b"
    r"|\btingshu |GET /|POST /|\bJSON\b"
)
"""A name of a move or field, an id of a person, a hash, what a command or a program is told."""
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("move", [move for move in MOVES if move not in OFF_SCREEN])
def test_a_form_says_everything_in_words(move: str, language: str):
    for body in (None, BODIES[move]):
        html = page(form(move, body, case=CASE, language=language))
        seen = Seen(html)
        assert not [word for word in seen.words if CODE.search(word)]
        assert language == "en" or not [word for word in seen.words if LATIN.search(word)]
        assert not seen.unlabelled
        assert all(seen.legends)
        assert len(seen.ids) == len(set(seen.ids))
        assert seen.described <= set(seen.ids)
        assert not seen.jumps


@pytest.mark.parametrize("move", MOVES)
def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(move: str):
    one = form(move, BODIES[move], case=CASE)
    paths = [field.typed for field in every_field(MOVES[move]) if not field.by_system]
    faults = tuple(Fault(path, Words("有误", "wrong"), Words("请更正", "correct it")) for path in paths)
    seen = Seen(page(one, Wrong(faults=faults, status=422)))
    assert set(seen.targets) <= set(seen.ids)
    assert len(seen.targets) >= len(paths)


def test_a_hint_that_speaks_of_choosing_stands_for_one_that_speaks_of_codes():
    known = {field.help.zh for move in MOVES.values() for field in every_field(move)}
    assert {*ON_SCREEN, *NOTHING} <= known
