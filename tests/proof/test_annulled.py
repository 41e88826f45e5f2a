"""Whatever was done can be annulled, in every state that the search reaches: every reader works, and somebody is waited for."""

from collections.abc import Iterator

import pytest

from domain.case.annulling import ActKind
from domain.procedure import MOVES, fold, obstacles
from domain.procedure.acts import acts
from domain.procedure.judging import available
from domain.procedure.view import view, view_written
from register.projection import CaseProjection
from tests.procedure.scene import SCAN
from tests.proof.searching import whole
from tests.proof.slices import BEFORE_DECISION
from tests.proof.stepping import State, made, moment, scene_of
from tests.proof.test_work import faults
from tests.proof.working import now_of

EVERY = 601
"""A prime, so that no kind of neighbour is always passed over; from the last state on, where most has been done."""


def annulled(state: State) -> Iterator[tuple[str, State]]:
    """The state after each annulment that can be made in it."""
    for kind in ActKind:
        for party in (None, 1):
            for act in acts(state.case, kind, party):
                body = {"act": kind, "party": party, "which": act.which, "reason": "误录"}
                move = MOVES["annul"].model_validate({**body, "together_with": "head-chen", "signed": SCAN})
                now = moment(scene_of(state), "officer-li", state, move)
                assert obstacles(now, move) == (), (act, obstacles(now, move))
                yield f"{kind} {act.which}", told(made(state, move, now))


def told(state: State) -> State:
    """The state once the clock has said which last days had passed in the meantime: at once, as the workflow does."""
    scene = scene_of(state)
    scene.at(state.at)
    return State(scene.case, tuple(scene.entries), state.at)


def read_wrongly(state: State) -> Iterator[str]:
    scene, last = scene_of(state), state.entries[-1]
    if fold(state.entries) != state.case:
        yield "its journal says something else"
    view(state.case, last)
    view_written(state.case, last)
    projection = CaseProjection()
    projection.rows(projection.fold(None, state.entries), last)
    if not available(now_of(state, scene)):
        yield "nothing is told of what may be done"
    yield from faults(state)


@pytest.mark.parametrize("slice_", [module.SLICE for module in BEFORE_DECISION], ids=lambda s: s.name)
def test_every_reader_works_and_somebody_is_waited_for_whatever_is_annulled(slice_):
    tried = [found for state in whole(slice_).visited[::-EVERY] for found in annulled(state)]
    assert tried
    wrong = {f"{what}: {fault}" for what, state in tried for fault in read_wrongly(state)}
    assert wrong == set()
