"""A search of every state that a slice can reach, by the real moves or by those of a mutant.

Breadth first: the first state of a kind, and the first fault, is one of the shortest way.
"""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from domain.procedure import MOVES
from tests.proof.slicing import Slice
from tests.proof.stepping import Key, Moves, State, after, next_of, passed, scene_of
from tests.proof.vectors import MAIN, VECTORS, Vector

TIME = -1
"""The place of a step that nobody makes: a day comes."""
EVERY_TWIN = 40
ESCAPES = {
    "withdraw_case",
    "terminate_case",
    "transfer_to_agency",
    "transfer_to_judiciary",
    "end_against_party",
    "reopen",
}
"""What ends a case instead of leading it to its end."""
LIMIT = 60_000
"""Guards only against a search without end."""


@dataclass
class Search:
    slice: Slice
    vector: Vector
    moves: Moves = field(default_factory=lambda: MOVES)
    until: str = ""
    """The fault with which the search may end."""
    known: "Search | None" = None
    """The finished search by the real moves, from which a mutant takes what it did not alter."""
    states: dict[Key, State] = field(default_factory=dict)
    """Every state, in the order in which they were found."""
    came: dict[Key, tuple[Key, int]] = field(default_factory=dict)
    """By key: the state before it on a shortest way, and the place of the act that led here."""
    leads: dict[Key, tuple[tuple[int, Key], ...]] = field(default_factory=dict)
    """By key: the acts that may be made, by their place, and where each leads."""
    free: set[Key] = field(default_factory=set)
    """Where the forbidden act may be done."""
    ends: set[Key] = field(default_factory=set)
    twins: list[State] = field(default_factory=list)
    """Some of the states passed over, because another of the same key was there first."""
    met_again: int = 0
    wrong: dict[str, Key] = field(default_factory=dict)
    """Every fault, with the first state in which it was seen."""

    def __post_init__(self) -> None:
        self.vector = self.slice.bound(self.vector)

    def run(self) -> "Search":
        start = self.slice.start(self.vector)
        self.states[self.slice.key(start)] = start
        waiting = deque(self.states)
        while waiting and self.until not in self.wrong:
            here = waiting.popleft()
            self._hold(here)
            self.leads[here] = tuple(self._steps(here, waiting))
            assert len(self.states) < LIMIT, "the search does not end: the key lets something grow"
        return self

    def _steps(self, here: Key, waiting: deque[Key]) -> Iterator[tuple[int, Key]]:
        for place, state in self._successors(here):
            name = self.slice.key(state)
            if name not in self.states:
                self.states[name], self.came[name] = state, (here, place)
                waiting.append(name)
            else:
                self.met_again += 1
                if self.met_again % EVERY_TWIN == 0:
                    self.twins.append(state)
            yield place, name

    def _successors(self, here: Key) -> Iterator[tuple[int, State]]:
        state, known = self.states[here], self.known
        if known is None or here not in known.leads:
            yield from self.accepted(state)
            if (then := next_of(self.slice.days(state), state.today)) is not None:
                yield TIME, passed(state, then)
            return
        yield from self.accepted(state, self._altered)
        for place, there in known.leads[here]:
            if place not in self._altered:
                yield place, known.states[there]

    @cached_property
    def _altered(self) -> frozenset[int]:
        """The places of the acts that are not what they really are."""
        acts = enumerate(self.slice.acts)
        return frozenset(place for place, act in acts if self.moves.get(act.move) is not MOVES.get(act.move))

    def accepted(self, state: State, places: Collection[int] | None = None) -> Iterator[tuple[int, State]]:
        """The acts that may be made in a state, by their place, and where each leads; of these places, or of all."""
        scene = scene_of(state)
        for place, act in enumerate(self.slice.acts):
            wanted = places is None or place in places
            if wanted and (then := after(state, act, self.moves, scene)) is not None:
                yield place, then

    def _hold(self, here: Key) -> None:
        """Hold the oracle against one state; what the real moves reach and leave free was held against it before."""
        state, slice_ = self.states[here], self.slice
        as_known = self.known is not None and self.known.states.get(here) is state
        faults = [] if as_known else list(slice_.always(state, self.vector))
        if slice_.free(state, self.moves):
            self.free.add(here)
            if not (as_known and self.known and here in self.known.free):
                faults += slice_.check(state, self.vector)
        if here in self.free if slice_.ends is None else slice_.ends(state):
            self.ends.add(here)
        for fault in faults:
            self.wrong.setdefault(fault, here)

    # What was found

    @property
    def visited(self) -> Sequence[State]:
        return tuple(self.states.values())

    def allowed(self, key: Key) -> frozenset[int]:
        """The places of the acts that may be made."""
        return frozenset(place for place, _ in self.leads[key] if place != TIME)

    def dead_ends(self) -> list[State]:
        """The states from which no end can be reached any more, but for those that the law itself ends."""
        before: dict[Key, list[Key]] = {}
        for here, steps in self.leads.items():
            for place, there in steps:
                if place != TIME and self.slice.acts[place].move in ESCAPES:
                    continue
                before.setdefault(there, []).append(here)
        alive, waiting = set(self.ends), list(self.ends)
        while waiting:
            for key in before.get(waiting.pop(), ()):
                if key not in alive:
                    alive.add(key)
                    waiting.append(key)
        return [s for k, s in self.states.items() if k not in alive and not self.slice.excused(s)]


@cache
def whole(slice_: Slice, vector: str = MAIN) -> Search:
    """The finished search of a slice, shared by all that read it."""
    return Search(slice_, VECTORS[vector]).run()
