"""Every move can be made wherever moves are made: a move that comes is offered, typed, edited, exemplified and sent everywhere.

The form in the editor is held over all moves in `tests/cli/test_editing.py`, help and printed example in
`tests/cli/test_moves.py`, the form on the screen in `tests/console/test_forms.py`, the route in `tests/api/test_routes.py`.
"""

import inspect
import re
import shlex
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from api.catalogue import OPENINGS
from api.moves import href_of
from cli import completing, sheet
from cli.case_next import command
from cli.move_examples import fitted
from console.forms.layouts import PARTS
from desk.fields.form import every_field, form_of
from desk.references import references
from domain.case.people import Person, Role
from domain.procedure import MOVES, Option
from domain.procedure.language import Move, PartyMove
from tingshu_client import Case, Tingshu
from tingshu_client.calls import path_of

OFFICER = Person(id="officer-li", name="李示例", roles=(Role.OFFICER,), agency="zj-market")
IN_A_CASE = {name: kind for name, kind in MOVES.items() if not kind.opens}


def line(move: str = "", *fields: str) -> Any:
    """A command line that is being typed."""
    return cast("Any", SimpleNamespace(params={"move": move, "fields": list(fields)}))


def test_completion_offers_every_move():
    assert [name for name, _ in completing.moves(line(), "")] == [*MOVES]


@pytest.mark.parametrize("kind", MOVES.values(), ids=lambda kind: kind.name)
def test_completion_offers_every_field_of_a_move_and_all_that_it_may_be(kind: type[Move]):
    plain = [field for field in every_field(kind) if not field.inner]
    assert [name for name, _ in completing.fields(line(kind.name), "")] == [f"{f.typed}=" for f in plain]
    for field in plain:
        if field.allowed:
            offered = completing.fields(line(kind.name), f"{field.typed}=")
            assert len(offered) == len(field.allowed), field.typed


def option_of(kind: type[Move]) -> Option:
    party = 1 if issubclass(kind, PartyMove) else None
    return Option(move=kind.name, title=kind.title.zh, party=party, by=kind.by, article=str(kind.source))


@pytest.mark.parametrize("kind", IN_A_CASE.values(), ids=lambda kind: kind.name)
def test_what_comes_next_is_told_as_a_command_that_is_whole_or_opens_its_form(kind: type[Move]):
    typed = shlex.split(command(option_of(kind), OFFICER, "zj-market", "2026-0001", proposals=(4,)))
    assert typed[1:6] == ["case", "do", "zj-market", "2026-0001", kind.name]
    given = {word.partition("=")[0] for word in typed[6:]}
    asked = {field.path[0] for field in form_of(kind) if field.required}
    assert ("--edit" in typed) == bool(asked - given)
    assert "--edit" not in typed or sheet.has_fields(kind)


def test_a_proposal_that_waits_alone_is_named_in_the_command():
    told = command(option_of(MOVES["confirm"]), OFFICER, "zj-market", "2026-0001", proposals=(4,))
    assert "confirm proposal=4" in told


@pytest.mark.parametrize("kind", IN_A_CASE.values(), ids=lambda kind: kind.name)
def test_every_move_has_an_example_for_the_case_at_hand(kind: type[Move]):
    """It refers to what the case and a learner have, and to nothing that only the example's own case had."""
    body = fitted(kind, date(2026, 6, 1))
    assert not re.search(r"[0-9a-f]{64}", str(body))
    wanted = {reference.partition(":")[0] for reference in references(body)}
    assert wanted <= {"$upload", "$papers", "$proposal", "$proposed"}


def test_what_two_make_is_confirmed_and_sent_back_by_example():
    confirmed = {"proposal": "$proposal", "content": "$proposed"}
    assert fitted(MOVES["confirm"], date(2026, 6, 1)) == confirmed
    assert fitted(MOVES["send_back"], date(2026, 6, 1))["proposal"] == "$proposal"


def test_a_form_composed_by_hand_is_of_a_move_that_there_is():
    assert set(PARTS) <= set(MOVES)


def test_the_client_sends_every_move_where_the_installation_takes_it():
    assert {name: path_of("cases", "zj-market", "A-1", "moves", name) for name in IN_A_CASE} == {
        name: href_of(name, "zj-market", "A-1") for name in IN_A_CASE
    }
    assert {"open_case": path_of("cases"), "take_over_case": path_of("cases", "take-over")} == OPENINGS


def test_no_field_of_a_move_is_hidden_by_a_word_of_the_client_s_own():
    own = {
        name
        for method in (Case.do, Case.try_, Tingshu.open)
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    assert {name for kind in MOVES.values() for name in kind.model_fields} & own == set()
