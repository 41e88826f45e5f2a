"""The page of the proof is fresh, and every prohibition of the gates has its mutant or its reason."""

import pytest

from domain.law.switches import Switches
from domain.pages.prohibitions import GATES
from tests.proof.mutants import UNMUTATED
from tests.proof.page import PAGE, kept, page
from tests.proof.proving import skipped
from tests.proof.slices import MUTANTS, SLICES, deciding, rights
from tests.proof.vectors import MAIN, NOT_FLIPPED, VECTORS

LEFT_OUT = {code for mutant in MUTANTS for _, code in mutant.refusals}
OF_GATES = {refusal.code for gate in GATES for refusal in gate.refusals}


def test_the_page_of_the_proof_is_fresh():
    """Write its words again: make pages. Its figures come from make proof."""
    assert PAGE.read_text(encoding="utf-8") == page(kept())


def test_every_refusal_of_the_gates_is_left_out_by_a_mutant_or_says_why_not():
    assert OF_GATES - LEFT_OUT - UNMUTATED.keys() == set()


def test_no_reason_is_given_for_what_a_mutant_leaves_out():
    assert UNMUTATED.keys() & LEFT_OUT == set()
    assert UNMUTATED.keys() <= OF_GATES


def test_every_mutant_is_one_of_a_slice_that_is_searched():
    """`make proof` takes them with their slice: one of a slice of its own would never be tried."""
    assert {mutant.slice for mutant in MUTANTS} <= set(SLICES)


def test_each_slice_has_a_name_of_its_own_and_says_what_it_proves_and_leaves_out():
    assert len({one.name for one in SLICES}) == len(SLICES)
    for one in SLICES:
        assert all((*one.proves, *one.abstracts)), one.name
        assert set(one.quick) <= set(one.whole) <= set(VECTORS), one.name
        assert MAIN in one.whole, one.name


def test_every_switch_of_a_profile_is_flipped_once_or_says_why_not():
    flipped = {name for vector in VECTORS.values() for name in vector.changes}
    assert flipped | NOT_FLIPPED.keys() == set(Switches.model_fields)


@pytest.mark.parametrize(
    ("vector", "read", "reason"),
    [
        ("market+zhenjiang, filing: off", {"filing"}, f"规则相同 the same rules as {MAIN}"),
        ("market+zhenjiang, severity: none compare", set(), "不读取 never reads severity"),
        ("market+zhenjiang, severity: none compare", {"severity"}, None),
        ("national", set(), None),
    ],
)
def test_a_vector_is_skipped_where_it_can_make_no_difference(vector: str, read: set[str], reason: str | None):
    assert skipped(rights.SLICE, vector, [MAIN], read) == reason


def test_a_vector_with_mutants_is_never_skipped():
    assert skipped(deciding.SLICE, MAIN, [MAIN], set()) is None
