"""A slice (切片) of the proof: one part of the procedure that is searched whole, the rest of it left as it stands.

A slice is cheap to add: where it begins, what may be tried, what two states must have in common to be one, and what is
wrong with a state. Whatever it does not say is that of the slices of one party before the decision.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.bilingual import Words
from domain.procedure import obstacles
from tests.proof.keys import awaited, party_key
from tests.proof.stepping import Act, Key, Moves, State, moment, scene_of
from tests.proof.vectors import MAIN, VECTORS, Vector


def may_impose(state: State, moves: Moves) -> bool:
    """Whether a penalty on the one party may be imposed as it is prepared."""
    prepared = state.case.party(1).prepared_decision
    if prepared is None:
        return False
    scene = scene_of(state)
    content = scene.document(prepared.document).content
    move = moves["impose"].model_validate({"party": 1, "content": content})
    return not obstacles(moment(scene, "head-chen", state, move), move)


def everywhere(state: State, moves: Moves) -> bool:
    """Where every act is judged by what it has done: nothing is free, and everything is held against the oracle."""
    return True


def nothing(state: State, vector: Vector) -> Iterable[str]:
    return ()


def as_it_is(vector: Vector) -> Vector:
    return vector


def days_awaited(state: State) -> Iterator[date]:
    return (day for _, day in awaited(state))


@dataclass(frozen=True, eq=False)
class Slice:
    """One part of the procedure, with every move that touches it."""

    name: str
    proves: Words
    """What holds in every state of it, for a lawyer."""
    abstracts: Words
    """What it leaves out, and what it bounds."""
    components: tuple[str, ...]
    """The paths of the case that it reads and writes, as `parties.notices` or `review`."""
    start: Callable[[Vector], State]
    acts: tuple[Act, ...]
    """All that is tried in every state. A person, a move, a body."""
    check: Callable[[State, Vector], Iterable[str]]
    """What the oracle says of a state in which the forbidden act is free: its faults, in words."""
    free: Callable[[State, Moves], bool] = may_impose
    """Whether the forbidden act is free here, by the real moves or by those of a mutant."""
    always: Callable[[State, Vector], Iterable[str]] = nothing
    """What is wrong with a state, whether anything is free in it or not."""
    ends: Callable[[State], bool] | None = None
    """Whether the part of the procedure is done; where nothing is said, wherever the forbidden act is free."""
    excused: Callable[[State], bool] = lambda _: False
    """A state that the law itself ends, without a way to an end of the slice."""
    key: Callable[[State], Key] = party_key
    """All that a rule can read of a state; days as how far off they are, the past as past."""
    days: Callable[[State], Iterable[date]] = days_awaited
    """The days for which a rule may wait here."""
    bound: Callable[[Vector], Vector] = as_it_is
    """The rules of a vector with the switches that this slice leaves to others."""
    quick: tuple[str, ...] = (MAIN,)
    """The vectors under which it runs in `make test`."""
    whole: tuple[str, ...] = tuple(VECTORS)
    """Those under which it runs in `make proof`."""
