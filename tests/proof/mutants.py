"""Mutants (变异): the moves as they are, but for some refusals that are left out; the proof must see what that allows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.procedure import MOVES
from domain.procedure.language import Moment, Move, Refused
from tests.proof.searching import TIME, Search
from tests.proof.slicing import Slice
from tests.proof.stepping import Moves, after, next_of, passed
from tests.proof.vectors import MAIN, VECTORS

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Mutant:
    slice: Slice
    refusals: Pairs
    """Pairs of move and code that are left out together."""
    fault: str
    """What must be seen then, in the words of the oracle."""
    but: Mapping[str, Any] = field(default_factory=dict)
    """Switches beside those of the main vector."""

    def __str__(self) -> str:
        return f"{self.slice.name}-{'-'.join(dict.fromkeys(code for _, code in self.refusals))}"

    def search(self) -> Search:
        """Search until the fault is seen."""
        vector = VECTORS[MAIN].but(**self.but)
        return Search(self.slice, vector, without(self.refusals), self.fault).run()


def without(refusals: Pairs) -> Moves:
    """The moves as they are, but for these refusals (move, code) that are left out."""
    lax: dict[str, type[Move]] = dict(MOVES)
    for name, code in refusals:
        lax[name] = _without(lax[name], code)
    return lax


def _without(kind: type[Move], code: str) -> type[Move]:
    class Lax(kind):  # type: ignore[misc, valid-type]
        @classmethod
        def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
            return (r for r in super().bars(now, party) if r.code != code)

        def faults(self, now: Moment) -> Iterator[Refused]:
            return (r for r in super().faults(now) if r.code != code)

    return Lax


def counter_example(search: Search, fault: str) -> Iterator[str]:
    """The way to the first state with a fault, in words: each step with its day, who makes it, and what it is."""
    way: list[int] = []
    key = search.wrong[fault]
    while key in search.came:
        key, place = search.came[key]
        way.append(place)
    state = search.states[key]
    yield f"{state.today:%m-%d} 自此开始 · begins here"
    for place in reversed(way):
        if place == TIME:
            day = next_of(search.slice.days(state), state.today)
            assert day is not None
            state = passed(state, day)
            yield f"{day:%m-%d} 时间经过 · a day comes"
            continue
        act = search.slice.acts[place]
        then = after(state, act, search.moves)
        assert then is not None, "a state of the same key allows the same acts"
        yield f"{state.today:%m-%d} {act.by} {MOVES[act.move].title.zh} · {act.move}"
        state = then
    yield f"{state.today:%m-%d} 不得如此 · forbidden: {fault}"
