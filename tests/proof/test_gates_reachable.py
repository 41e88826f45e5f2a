"""The prohibitions, proven over every state that each slice can reach; and the proof seen to fail for each of them."""

from collections.abc import Iterator
from itertools import islice

import pytest

from domain.bilingual import Words
from domain.procedure import MOVES
from domain.procedure.chapters.reviewing import SubmitForReview
from domain.procedure.language import Moment, Refusal, Refused
from tests.proof.mutants import Mutant, counter_example
from tests.proof.searching import Search, whole
from tests.proof.slices import MUTANTS, SLICES, Slice, beginnings, papers
from tests.proof.vectors import MAIN, VECTORS
from tests.proof.working import stuck

RUNS = [
    pytest.param(slice_, vector, id=f"{slice_.name}-{vector}") for slice_ in SLICES for vector in slice_.quick
]
EVERY = 5
"""Every fifth state: neighbours differ by one act, and in each of them all work is asked for."""

per_run = pytest.mark.parametrize(("slice_", "vector"), RUNS)


@pytest.mark.parametrize("slice_", SLICES, ids=lambda s: s.name)
def test_a_slice_begins_under_each_named_profile(slice_: Slice):
    """Under those with a switch flipped too, in `make proof`."""
    for vector in (v for v in slice_.whole if not VECTORS[v].changes):
        assert slice_.start(slice_.bound(VECTORS[vector])).entries


@per_run
def test_wherever_the_forbidden_act_is_free_the_law_allows_it(slice_: Slice, vector: str):
    found = whole(slice_, vector)
    assert [line for fault in islice(found.wrong, 1) for line in counter_example(found, fault)] == []
    assert found.free, "a proof in which nothing is ever free proves nothing"


@per_run
def test_from_everywhere_an_end_can_still_be_reached(slice_: Slice, vector: str):
    assert whole(slice_, vector).dead_ends() == []


@per_run
def test_states_that_count_as_one_allow_the_same_moves(slice_: Slice, vector: str):
    """The search passes over a state when one of its key was there: so the key must leave nothing out that counts."""
    found = whole(slice_, vector)
    for twin in found.twins:
        assert {place for place, _ in found.accepted(twin)} == found.allowed(slice_.key(twin))


@per_run
def test_whatever_waits_can_be_made_and_somebody_is_always_waited_for(slice_: Slice, vector: str):
    states = whole(slice_, vector).visited[::EVERY]
    assert {fault for state in states for fault in stuck(state, slice_.days(state))} == set()


@pytest.mark.parametrize(
    "mutant",
    [
        pytest.param(
            m, id=str(m), marks=() if m.slice.quick else pytest.mark.slow
        )  # searched by `make proof` alone
        for m in MUTANTS
    ],
)
def test_the_proof_sees_that_a_refusal_is_missing(mutant: Mutant):
    assert mutant.fault in mutant.search().wrong


@pytest.mark.parametrize("mutant", beginnings.MUTANTS, ids=str)
def test_what_a_mutant_shows_that_begins_elsewhere_is_the_work_of_what_it_leaves_out(mutant: Mutant):
    """The slices are silent by the real moves, but no slice begins there: it may have brought its fault along."""
    assert mutant.fault not in Search(mutant.begun, VECTORS[mutant.vector]).run().wrong


UNDER_WAY = Refusal("UnderWay", None, Words("已在审核中", "under way"), Words("请等待", "wait"))


class Stubborn(SubmitForReview):
    """A submission that insists on the opinion asked for, although the papers have changed since."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.open_round:
            yield UNDER_WAY()
        yield from super().bars(now, party)


def test_the_proof_sees_a_dead_end():
    vector = VECTORS[MAIN].but(filing=False, discussion=False)
    assert Search(papers.SLICE, vector, {**MOVES, "submit_for_review": Stubborn}).run().dead_ends()
