"""What each move reads and writes of a case is known, and the tracer that says so is not blind."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

import pytest

from domain.procedure import MOVES, obstacles
from domain.procedure.chapters.waivers import Waive
from domain.procedure.index import FACTS
from domain.procedure.language import Fact, Moment, Refused
from tests.proof import slices, walking
from tests.proof.framing import crossing, framed, frames, held_still, moves_of, varied, walked
from tests.proof.outside import OUTSIDE, why_outside, why_still
from tests.proof.slicing import Slice
from tests.proof.test_bad_bodies import Station, stations
from tests.proof.tracing import Tracer, forget, meets


@cache
def waivers() -> list[Station]:
    return [station for station in stations() if station.next == "waive"]


def test_every_move_has_a_frame_and_writes_something():
    assert frames().keys() == MOVES.keys()
    assert [name for name, frame in frames().items() if not frame.writes] == []


def test_what_is_written_lies_in_the_components_of_the_facts_that_the_move_states():
    """By hand beside it: what the frame says, and what the facts declare."""
    for name, frame in frames().items():
        declared = {fact.component for fact in MOVES[name].makes}
        assert {path.split(".")[0] for path in frame.writes} <= declared, name


def test_the_frame_of_a_waiver_is_what_its_rules_say():
    """By hand: it stands in the notices of the party, and is served, decided, open, and of an officer whom nothing keeps out."""
    frame = frames()["waive"]
    assert frame.writes == {"parties.notices.waivers"}
    assert {
        "parties.notices.issued_on",
        "parties.services",
        "parties.decision",
        "people.officers",
    } <= frame.reads
    assert not any(
        path.startswith(("review.rounds", "filing", "discussions", "papers")) for path in frame.reads
    )


class Curious(Waive):
    """A waiver that asks what else lies in the dossier."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from super().bars(now, party) if now.case.dossier.added else ()


class Talkative(Waive):
    """A waiver that closes the case as well."""

    makes: ClassVar[Any] = (*Waive.makes, FACTS["CaseClosed"])

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield from super().facts(now)
        yield FACTS["CaseClosed"].model_validate({"trigger": "executed", "form": ""})


def test_a_move_that_reads_something_new_is_seen():
    seen = framed(waivers(), {**MOVES, "waive": Curious})["waive"]
    assert "dossier.added" in seen.reads - frames()["waive"].reads


def test_a_move_that_writes_something_new_is_seen():
    seen = framed(waivers(), {**MOVES, "waive": Talkative})["waive"]
    assert {"closing.closed_on"} <= seen.writes - frames()["waive"].writes


def test_what_was_computed_before_is_read_again():
    """The papers version is kept with the case: a rule that asks for it reads all papers and proposals all the same."""
    case = waivers()[0].case
    assert case.papers_version
    tracer = Tracer()
    with tracer.standing():
        read = tracer.during(lambda: forget(case).papers_version)
    assert {"papers.findings", "papers.evidence", "papers.basis", "parties.proposal"} <= read


def test_the_case_is_judged_as_before_once_the_tracer_is_gone():
    station = waivers()[0]
    move = MOVES["waive"].model_validate(station.body)
    now = station.moment(station.by, station.instant, move)
    before = obstacles(now, move)
    tracer = Tracer()
    with tracer.standing():
        assert obstacles(now, move) == before
    tracer.read.clear()
    assert obstacles(now, move) == before
    assert tracer.read == set()


def test_what_is_written_is_met_by_whoever_reads_it_or_something_of_it():
    """A new version of the notices has waivers of its own; a waiver is no new version."""
    assert meets("parties.notices.waivers", "parties.notices.waivers")
    assert meets("parties.notices", "parties.notices.waivers")
    assert not meets("parties.notices.waivers", "parties.notices")
    assert not meets("review.round", "review.rounds")


# What stands outside a slice

BESIDE = {"last_days.passed", "proposals.sent_back"}
"""What every move may leave behind it, and none of these rules asks for: which last days the clock has told, what was mended."""


def every_slice() -> list[Slice]:
    """Every slice that there is, also one that is not yet run."""
    modules = (import_module(f"{slices.__name__}.{m.name}") for m in iter_modules(slices.__path__))
    found = {one.name: one for m in modules for one in vars(m).values() if isinstance(one, Slice)}
    return list(found.values())


def test_a_slice_names_the_components_with_which_it_moves():
    """Nothing that its moves write lies beside them, and none of them is made up."""
    known = {path for frame in frames().values() for path in (*frame.reads, *frame.writes)}
    made_up = {
        (slice_.name, part)
        for slice_ in every_slice()
        for part in slice_.components
        if not any(path == part or path.startswith(f"{part}.") for path in known)
    }
    assert made_up == set()
    beside = {
        (slice_.name, path)
        for slice_ in every_slice()
        for path in varied(slice_) - BESIDE
        if not any(meets(part, path) for part in slice_.components)
    }
    assert beside == set()


def test_whatever_crosses_a_slice_stands_in_it_or_outside_for_a_reason():
    unexplained = {
        (slice_.name, move): paths
        for slice_ in every_slice()
        for move, paths in crossing(slice_).items()
        if why_outside(move) is None
    }
    assert unexplained == {}


def test_what_a_slice_holds_still_is_moved_by_another_or_left_out_for_a_reason():
    moved = frozenset[str]().union(*(varied(slice_) for slice_ in every_slice()))
    held = frozenset[str]().union(*(held_still(slice_) for slice_ in every_slice()))
    assert {path for path in held - moved if why_still(path) is None} == set()


def test_what_is_said_to_be_proven_elsewhere_is_an_act_of_some_slice():
    acts = frozenset[str]().union(*(moves_of(slice_) for slice_ in every_slice()))
    assert {move for row in OUTSIDE if row.elsewhere for move in row.moves} - acts == set()
    assert {move for row in OUTSIDE for move in row.moves} <= MOVES.keys()


def test_a_move_that_crosses_a_slice_is_seen():
    """By hand: a statement is said, and no slice of the hearing has it; the opening of a case crosses nothing."""
    (hearing,) = (slice_ for slice_ in every_slice() if slice_.name == "hearing")
    assert "grant_hearing" in crossing(hearing)
    assert "open_case" not in crossing(hearing)
    assert "hold_hearing" not in crossing(hearing)
    assert "parties.statements" in held_still(hearing)


@pytest.mark.slow
def test_the_walk_brings_out_nothing_more():
    walk = walking.walked()
    steps = [
        (walk.states[key], name)
        for key, after in walk.steps.items()
        for name in dict.fromkeys(after.values())
        if name in MOVES
    ]
    known = frames()
    for name, frame in walked(steps).items():
        assert frame.reads <= known[name].reads, name
        assert frame.writes <= known[name].writes, name
