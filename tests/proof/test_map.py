"""The map (docs/map.md): fresh, with every state that the proof reaches, and from each of its states a way to the end."""

from collections.abc import Iterator

import pytest

from domain.pages.map import Hold, Kind, kind_of
from domain.procedure import MOVES
from tests.proof.searching import whole
from tests.proof.slices import BEFORE_DECISION, otherwise
from tests.proof.walking import PAGE, Key, page, walked

ENDED_BY_LAW = {
    "end_against_party": Hold.PARTY_ENDED,
    "return_from_judiciary": Hold.AT_THE_JUDICIARY,
    "decide_recusal": Hold.RECUSAL_ASKED,
}
"""What may stand without a way to the end: the very move that ends it is in a named person's list."""


def test_the_map_is_fresh():
    """Write it again: make pages."""
    assert PAGE.read_text(encoding="utf-8") == page()


def without_a_way() -> Iterator[Key]:
    ways = walked().ways()
    return (key for key in walked().states if key not in ways)


def excused(key: Key) -> bool:
    kind, work, _ = key
    awaited = {move for move, _ in work}
    return any(move in awaited and hold in kind.holds for move, hold in ENDED_BY_LAW.items())


def test_from_every_state_there_is_a_way_to_the_end_but_where_the_law_itself_ends_it():
    assert [key[:2] for key in without_a_way() if not excused(key)] == []


@pytest.mark.parametrize(
    "slice_", [m.SLICE for m in BEFORE_DECISION if m is not otherwise], ids=lambda s: s.name
)
def test_every_state_of_the_proof_stands_on_the_map_with_a_way_to_the_end(slice_):
    """Of the slices before the decision; the others combine what may hold a case, which the walk visits one by one."""
    ways = walked().ways()
    with_a_way: set[Kind] = {key[0] for key in ways}
    found = {
        kind_of(state.case, state.at) for state in whole(slice_).visited if len(state.case.parties.all) == 1
    }
    assert found - with_a_way == set()


@pytest.mark.parametrize("hold", [hold for hold in Hold if hold is not Hold.BEFORE_COURT])
def test_whatever_can_hold_a_case_stands_on_the_map(hold: Hold):
    assert any(hold in kind.holds for kind, _, _ in walked().states)


def test_every_move_is_open_somewhere_on_the_map_or_needs_what_the_walk_does_not_go_through():
    opened = frozenset().union(*(opens for _, _, opens in walked().states))
    assert set(MOVES) - opened <= NOT_WALKED


NOT_WALKED = {
    "open_case",
    "adopt_rulebook",
    "answer_screening",
    "apply_to_court",
    "choose_law",
    "decide_not_established",
    "publicise",
    "record_enforcement",
    "record_execution",
    "record_publication",
    "withdraw_publication",
    "split_case",
    "take_over_case",
    "end_as_joined",
}
"""Of cases of another course: law or thresholds that are not known, an announcement, the court, penalties that are no money,
several parties, a case begun on paper or ended by another."""
