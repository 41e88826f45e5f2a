"""Mutants (变异): the moves as they are, but for some refusals that are left out; the proof must see what that allows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from domain.bilingual import Words
from domain.procedure import MOVES
from domain.procedure.index import title_of
from domain.procedure.language import Moment, Move, Refused
from tests.proof.searching import TIME, Search, whole
from tests.proof.slicing import Slice
from tests.proof.stepping import Act, Key, Moves, State, after, next_of, passed
from tests.proof.vectors import MAIN, VECTORS, Vector

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Mutant:
    slice: Slice
    refusals: Pairs
    """Pairs of move and code that are left out together."""
    fault: str
    """What must be seen then, in the words of the oracle."""
    vector: str = MAIN
    start: Callable[[Vector], State] | None = None
    """Where it begins, if not where the slice does: with a party or a law for which the refusal is there."""

    acts: tuple[str, ...] = ()
    """The moves that are tried, where fewer do."""
    also: tuple[Act, ...] = ()
    """What is tried besides, and what a slice has no reason to try: it is always refused."""
    otherwise: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the slice that are otherwise: what its key and its oracle leave out, as nothing there asks for it."""

    def __str__(self) -> str:
        return f"{self.slice.name}-{'-'.join(dict.fromkeys(code for _, code in self.refusals))}"

    @property
    def begun(self) -> Slice:
        """The slice with its own beginning, or with other acts, or otherwise."""
        slice_ = replace(self.slice, **self.otherwise)
        acts = tuple(act for act in slice_.acts if not self.acts or act.move in self.acts)
        return replace(slice_, start=self.start or slice_.start, acts=(*acts, *self.also))

    def search(self, known: Search | None = None) -> Search:
        """Search until the fault is seen; one that begins and acts as its slice takes from it what it did not alter.

        To search the slice whole for that is worth its time only where it is searched anyway.
        """
        if self.start or self.acts or self.also or self.otherwise:
            known = None
        elif known is None and self.vector in self.slice.quick:
            known = whole(self.slice, self.vector)
        return Search(self.begun, VECTORS[self.vector], without(self.refusals), self.fault, known=known).run()


OF_THE_LAW = Words(
    "对照规则不读法律条文和数额的表；由 tests/procedure 按具体日期的案例检验",
    "the oracle reads no table of the law; held by the cases of tests/procedure, on their days",
)
UNMUTATED: Mapping[str, Words] = {
    "LawToChoose": OF_THE_LAW,
    "BasisOfAnotherLaw": OF_THE_LAW,
    "BasisNotInForce": OF_THE_LAW,
}
"""Refusals of the gates that no mutant leaves out, by code, and why not."""


def without(refusals: Pairs) -> Moves:
    """The moves as they are, but for these refusals (move, code) that are left out."""
    lax: dict[str, type[Move]] = dict(MOVES)
    for name, code in refusals:
        lax[name] = _without(lax[name], code)
    return lax


def _without(kind: type[Move], code: str) -> type[Move]:
    class Lax(kind):  # type: ignore[misc, valid-type]  # its base is only known here
        # What is asked of persons is asked of every move alike, last of all.
        left_out: ClassVar = (*getattr(kind, "left_out", ()), code)

        @classmethod
        def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
            return (r for r in super().bars(now, party) if r.code != code)

        def faults(self, now: Moment) -> Iterator[Refused]:
            return (r for r in super().faults(now) if r.code != code)

    Lax.name = kind.name  # the journal says by which move a fact came
    return Lax


def counter_example(search: Search, fault: str) -> Iterator[str]:
    """The way to the first state with a fault, in words: each step with its day, who makes it, and what it is."""
    return way_to(search, search.wrong[fault], fault)


def way_to(search: Search, key: Key, fault: str) -> Iterator[str]:
    """A shortest way to a state, in words, with what is wrong there."""
    way: list[int] = []
    while key in search.came:
        key, place = search.came[key]
        way.append(place)
    state = search.states[key]
    yield f"{state.today:%m-%d} 自此开始 · begins here"
    for place in reversed(way):
        then = _next(search, state, place)
        if place == TIME:
            yield f"{then.today:%m-%d} 期满或者到期 · a day comes"
        else:
            act = search.slice.acts[place]
            yield f"{state.today:%m-%d} {act.by} {title_of(act.move).zh} · {act.move}"
        state = then
    yield f"{state.today:%m-%d} × {fault}"


def _next(search: Search, state: State, place: int) -> State:
    """The state that a step leads to; the way is walked anew, so that each day is that of the way."""
    if place == TIME:
        day = next_of(search.slice.days(state), state.today)
        assert day is not None, "a state of the same key waits for the same days"
        return passed(state, day)
    then = after(state, search.slice.acts[place], search.moves)
    assert then is not None, "a state of the same key allows the same acts"
    return then
