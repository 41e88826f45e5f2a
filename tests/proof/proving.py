"""One slice proven under one vector, with its mutants: what `make test` holds and `make proof` counts."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from domain.law.rulebook import Rulebook
from domain.law.switches import Switches
from domain.record import Record
from tests.proof.mutants import Mutant, counter_example, way_to
from tests.proof.searching import Search
from tests.proof.slices import MUTANTS, SLICES, Slice
from tests.proof.vectors import MAIN, VECTORS, Vector
from tests.proof.working import stuck

EVERY = 5
"""Every fifth state: neighbours differ by one act, and in each of them all work is asked for."""


Job = tuple[str, str]
"""A slice and a vector, by name."""


class Run(Record):
    """The figures of one slice under one vector."""

    slice: str
    vector: str
    states: int
    transitions: int
    met_again: int
    free: int
    seconds: float
    """CPU."""


class Caught(Record):
    """A mutant and how it was seen."""

    slice: str
    vector: str
    refusals: tuple[tuple[str, str], ...]
    fault: str
    way: tuple[str, ...]
    """The shortest way, in words; empty where the oracle saw nothing."""


class Proven(Record):
    run: Run
    read: tuple[str, ...]
    """Switches that were read; known under the main vector."""
    mutants: tuple[Caught, ...]
    wrong: tuple[str, ...]
    """What is wrong, in words; nothing where all holds."""


def prove(job: Job) -> Proven:
    """Search a slice under a vector, hold everything against it, and remove each gate in turn."""
    name, vector = job
    begin = time.process_time()
    slice_ = slice_of(name)
    noted = Noted(**vars_of(VECTORS[vector]))
    search = Search(slice_, noted).run()
    wrong = [*faults_of(search)]
    seconds = round(time.process_time() - begin, 1)
    caught = tuple(_caught(mutant, search) for mutant in mutants_of(slice_, vector))
    wrong += [f"{c.fault}: 去掉 {c.refusals} 之后没有被发现 · not seen" for c in caught if not c.way]
    run = Run(
        slice=name,
        vector=vector,
        states=len(search.states),
        transitions=sum(len(steps) for steps in search.leads.values()),
        met_again=search.met_again,
        free=len(search.free),
        seconds=seconds,
    )
    return Proven(run=run, read=tuple(sorted(noted.read)), mutants=caught, wrong=tuple(wrong))


def slice_of(name: str) -> Slice:
    return next(one for one in SLICES if one.name == name)


def mutants_of(slice_: Slice, vector: str) -> list[Mutant]:
    return [m for m in MUTANTS if m.slice is slice_ and m.vector == vector]


def _caught(mutant: Mutant, known: Search) -> Caught:
    found = mutant.search(known)
    return Caught(
        slice=mutant.slice.name,
        vector=mutant.vector,
        refusals=tuple(mutant.refusals),
        fault=mutant.fault,
        way=tuple(counter_example(found, mutant.fault)) if mutant.fault in found.wrong else (),
    )


def faults_of(search: Search) -> Iterator[str]:
    """Everything that a search shows to be wrong, with the shortest way to it."""
    slice_ = search.slice
    for fault in search.wrong:
        yield "\n".join(counter_example(search, fault))
    if not search.free:
        yield "没有一种状态允许被禁止的行为，证明落空 · nothing is ever free: nothing is proven"
    for state in search.dead_ends()[:1]:
        yield "\n".join(
            way_to(search, slice_.key(state), "此后无法走到终点 · no end can be reached from here")
        )
    for twin in search.twins:
        if {place for place, _ in search.accepted(twin)} != search.allowed(slice_.key(twin)):
            yield "视为相同的两种状态允许的操作不同 · two states that count as one allow different moves"
            break
    for state in search.visited[::EVERY]:
        for fault in stuck(state, slice_.days(state)):
            yield "\n".join(way_to(search, slice_.key(state), fault))
            return


# Which vectors make a difference


@dataclass(frozen=True, eq=False)
class Noted(Vector):
    """A vector that notes which of its switches are read; rules are held by their hash, so in a process of its own."""

    read: set[str] = field(default_factory=set)

    @cached_property
    def rules(self) -> Rulebook:
        rules = Vector(self.name, self.word, self.changes).rules
        return rules.model_copy(update={"switches": noting(rules.switches, self.read)})


def vars_of(vector: Vector) -> Mapping[str, Any]:
    return {"name": vector.name, "word": vector.word, "changes": vector.changes}


def noting(switches: Switches, read: set[str]) -> Switches:
    """The same switches, of which every one that is read is noted."""

    class Noting(Switches):
        def __getattribute__(self, name: str) -> Any:
            if name in Switches.model_fields:
                read.add(name)
            return super().__getattribute__(name)

    return Noting(**{name: getattr(switches, name) for name in Switches.model_fields})


@cache
def bearing(slice_: Slice, vector: str) -> str:
    """What the rules of a vector are for a slice, as a hash: without their name, and what they only cite."""
    rules = slice_.bound(VECTORS[vector]).rules
    switches = rules.switches.model_copy(update={"assumed": (), "sources": {}})
    return rules.model_copy(
        update={"profile": "", "articles": {}, "confirmed": (), "switches": switches}
    ).sha256


def skipped(slice_: Slice, vector: str, before: Iterable[str], read: set[str]) -> str | None:
    """Why a vector need not be run for a slice, given those that are run and the switches it reads; nothing where it must."""
    if mutants_of(slice_, vector):
        return None
    mine = bearing(slice_, vector)
    if other := next((name for name in before if bearing(slice_, name) == mine), None):
        return f"规则相同 the same rules as {other}"
    changes = set(VECTORS[vector].changes)
    if VECTORS[vector].word == MAIN and changes and not changes & read:
        return f"不读取 never reads {'、'.join(sorted(changes))}"
    return None
