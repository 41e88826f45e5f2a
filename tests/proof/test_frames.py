"""What each move reads and writes of a case is known, and the tracer that says so is not blind."""

from collections.abc import Iterator
from functools import cache

from domain.procedure import MOVES, obstacles
from domain.procedure.chapters.waivers import Waive
from domain.procedure.index import FACTS
from domain.procedure.language import Fact, Moment, Refused
from tests.proof.framing import framed, frames
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

    makes = (*Waive.makes, FACTS["CaseClosed"])

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
