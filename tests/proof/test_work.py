"""Nothing left over and nobody waited for in vain, over every state that the search reaches.

Whatever waits in a work list can be made by whom it waits for; as long as a case is undecided somebody is waited for, or a
last day; after the decision no clock runs that nobody can stop.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.law.rulebook import rulebook_for
from domain.law.switches import ReviewTime
from domain.procedure import MOVES, deadlines, waiting
from domain.procedure.clocks.deadlines import State as Clock
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene
from tests.proof.bodies import always
from tests.proof.searching import whole
from tests.proof.slices import BEFORE_DECISION
from tests.proof.slicing import days_awaited
from tests.proof.stepping import Act, State, after, scene_of
from tests.proof.test_dead_ends import winter
from tests.proof.working import left_over, now_of, stuck, undoable

EVERY = 5
"""Every fifth state: neighbours differ by one act, and in each of them all work is asked for."""


def then(state: State, by: str, name: str, **body: Any) -> State | None:
    """The state after a move, where it may be made."""
    return after(state, Act(by, name, always(**body)), MOVES)


def decided(state: State) -> Iterator[State]:
    """Every decision that may be made here: what is prepared, and none."""
    scene = scene_of(state)
    if state.case.party(1).prepared_decision:
        found = then(state, "head-chen", "impose", party=1, content=scene.content())
        yield from (found,) if found else ()
    spared = then(state, "officer-li", "prepare_decision", **scene.decision_body(1, outcome="no_penalty"))
    if spared:
        yield spared
        content = scene_of(spared).content()
        found = then(spared, "head-chen", "decide_no_penalty", party=1, content=content)
        yield from (found,) if found else ()


def faults(state: State) -> Iterator[str]:
    return stuck(state, days_awaited(state))


@pytest.mark.parametrize("slice_", [module.SLICE for module in BEFORE_DECISION], ids=lambda s: s.name)
def test_with_a_decision_nothing_is_left_that_nobody_can_do(slice_):
    states = whole(slice_).visited[:: 3 * EVERY]
    found = {fault for state in states for past in decided(state) for fault in faults(past)}
    assert found == set()


# The same while the year's holidays are not published


def on(scene: Scene, day: str) -> list[str]:
    """What waits on a day, none of it in vain."""
    scene.at(shanghai(day))
    state = State(scene.case, tuple(scene.entries), shanghai(day))
    assert [*undoable(scene, now_of(state, scene)), *left_over(scene, now_of(state, scene))] == []
    return [work.move for work in waiting(scene.case, state.today)]


def test_gate7_what_waits_for_a_provisional_term_waits_in_somebody_s_list():
    """Served on Tuesday 2026-12-29: 12-30, 12-31, 01-04, 01-05 and 01-06 are the latest five working days."""
    scene = winter(Scene())
    assert on(scene, "2027-01-06") == []
    assert on(scene, "2027-01-07") == ["submit_for_review"]
    assert on(scene.reviewed("2027-01-11"), "2027-01-11") == ["file_interview_report"]
    assert on(scene.filed("2027-01-11"), "2027-01-11") == ["acknowledge_filing"]
    assert on(scene.acknowledged("2027-01-11"), "2027-01-11") == ["record_discussion"]
    assert on(scene.discussed("2027-01-12"), "2027-01-12") == ["prepare_decision"]
    assert on(scene.decision_prepared("2027-01-12"), "2027-01-12") == ["impose"]
    assert on(scene.imposed("2027-01-12"), "2027-01-12") == ["record_service", "publicise", "file_decision"]


def test_gate7_the_silence_of_the_supervising_office_is_waited_for_in_nobody_s_list():
    """Filed on Monday 2027-01-11: five working days end on 01-18, or on 01-17 if that Sunday is worked."""
    scene = winter(Scene()).reviewed("2027-01-11").filed("2027-01-11")
    assert on(scene, "2027-01-18") == ["acknowledge_filing"]
    assert "record_discussion" in on(scene, "2027-01-19")


# A decision in the middle of things


def undecided() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


def spared(scene: Scene, when: str) -> Scene:
    scene.decision_prepared(when, outcome="no_penalty")
    scene.do(when, "head-chen", "decide_no_penalty", party=1, content=scene.content())
    return scene


def test_art57_a_term_ends_with_the_decision_and_says_so():
    """Served on Monday 06-01, spared on Wednesday 06-03: the terms would have run until 06-08."""
    scene = spared(undecided(), "2026-06-03")
    for term in ("statement", "hearing_request"):
        clock = scene.clock(term, "2026-06-04")
        assert (clock.state, str(clock.ended_on)) == (Clock.LAPSED, "2026-06-03")
        assert scene.clock(term, "2026-07-01").state is Clock.LAPSED
    assert not [e for e in scene.entries if e.fact == "TermEnded"]


@pytest.mark.parametrize(("on_", "state"), [("2026-06-08", Clock.LAPSED), ("2026-06-09", Clock.OVER)])
def test_art57_a_term_that_was_over_before_the_decision_stays_over(on_, state):
    scene = spared(undecided(), on_)
    assert scene.clock("statement", "2026-06-10").state is state


def test_art58_a_review_under_way_ends_with_the_last_decision():
    scene = undecided().interview("2026-06-05")
    scene.do("2026-06-09", "officer-li", "submit_for_review")
    spared(scene, "2026-06-10")
    (_, clock) = scene.clocks("legal_review", "2026-07-30")
    assert (clock.state, str(clock.ended_on)) == (Clock.LAPSED, "2026-06-10")
    assert "give_opinion" not in on(scene, "2026-07-30")


def test_art57_a_proposal_of_a_decided_party_waits_for_nobody():
    scene = undecided().interview("2026-06-05", "请求从轻")
    body = scene.recheck_body(1)
    body.pop("together_with")
    scene._make(shanghai("2026-06-08"), "officer-li", "recheck", body)
    assert "confirm" in on(scene, "2026-06-08")
    assert "confirm" not in on(spared(scene, "2026-06-09"), "2026-06-09")


def test_art57_no_penalty_before_the_notices_asks_for_the_review_there_can_be():
    """Where the profile asks for a review after the statements alone: who is spared makes none."""
    rules = rulebook_for("market")
    switches = rules.switches.model_copy(update={"reviews": (ReviewTime.AFTER_STATEMENTS,)})
    scene = Scene(rules=rules.model_copy(update={"switches": switches})).open("2026-05-18", profile="market")
    scene.decision_prepared("2026-05-20", outcome="no_penalty")
    assert "submit_for_review" in on(scene, "2026-05-20")
    assert "decide_no_penalty" not in on(scene, "2026-05-20")
    scene.reviewed("2026-05-20")
    assert "decide_no_penalty" in on(scene, "2026-05-20")
    scene.do("2026-05-21", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    running = {d.term for d in deadlines(scene.case, shanghai("2026-05-22").date()) if d.open}
    assert running == {"serve_decision", "close_case"}


def test_art48_a_decision_is_to_be_published_once_it_is_sealed():
    scene = undecided().waived("2026-06-01", "hearing").waived("2026-06-01", "statement")
    scene.interview("2026-06-05").reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    scene.discussed("2026-06-11").decision_prepared("2026-06-11", publish=True)
    scene.do("2026-06-12", "head-chen", "impose", party=1, content=scene.content())
    assert "publicise" not in on(scene, "2026-06-12")
    assert "publicise" in on(scene.sealed("2026-06-12"), "2026-06-12")
