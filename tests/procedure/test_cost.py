"""What a case costs grows with its parties, and not with their square: counted in calls, since no clock is sure."""

import cProfile
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from pstats import Stats
from typing import Any

import pytest

from bench import large
from bench.script import FIRST_DAY, made
from domain.canonical import canonical, sha256
from domain.case.case import Case
from domain.case.journal import Entry, Tip
from domain.case.people import CLOCK
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import (
    MOVES,
    available,
    deadlines,
    due_instants,
    fold,
    obstacles,
    stage,
    waiting,
)
from domain.procedure.chapters.documents import DocumentsProduced, PreviewsRendered
from domain.procedure.language import Moment, Move
from domain.procedure.view import view, view_written
from domain.record import Names, named
from domain.texts import by_address
from register.projection import CaseProjection, Folded
from tests.procedure.playing import DIRECTORY
from workflows.following import follow
from workflows.outbox import documents_ordered

AT = datetime.fromisoformat(f"{FIRST_DAY}T09:00:00+08:00")
SIZES = (10, 20, 40)


class Played:
    """A large case in memory, kept as it was before the first move of each kind."""

    def __init__(self, parties: int) -> None:
        self.case, self.entries, self.stations = Case(), list[Entry](), dict[str, "Station"]()
        rules = rulebook_for(large.draft("", 1, 2)["profile"])
        self._do(large.Step("officer-li", "open_case", large.draft("large", parties, 10 * parties)), rules)
        for step in large.steps(parties, self.case.papers_version, rules.switches.checklist):
            self._keep(step.move, step)
            self._do(step)
        self._keep("end")

    def _keep(self, name: str, step: large.Step | None = None) -> None:
        self.stations.setdefault(name, Station(self.case, tuple(self.entries), step))

    def _do(self, step: large.Step, rules: Rulebook | None = None) -> None:
        move, now = asked(self.case, step, rules)
        assert not (found := obstacles(now, move)), [r.as_dict() for r in found]
        self._state(move, now)
        while order := next(iter(documents_ordered(self.case, len(self.entries))), None):
            done = made(self.case, order[1])
            printed = (
                PreviewsRendered(documents=done.previews)
                if done.previews
                else DocumentsProduced(numbered=done.numbered)
            )
            self._state(printed, Moment(case=self.case, actor=CLOCK, at=AT))

    def _state(self, move: Move, now: Moment) -> None:
        following = follow(self.entries[-1].tip if self.entries else Tip(), move, now)
        self.entries.extend(following.entries)
        self.case = following.case


class Station:
    def __init__(self, case: Case, entries: tuple[Entry, ...], step: large.Step | None) -> None:
        self._case, self.entries, self.step = case, entries, step
        self.kept: Folded | None = None
        """As the register has it before the last entry."""

    @property
    def case(self) -> Case:
        """The case as a move has just made it: its parts keep what they had computed, and it itself nothing."""
        return self._case.model_copy()


def asked(case: Case, step: large.Step, rules: Rulebook | None = None) -> tuple[Move, Moment]:
    move = MOVES[step.move].model_validate(step.body)
    people = {i: p for i in named(move, Names.PERSON) if (p := DIRECTORY.person(i))}
    actor = DIRECTORY.person(step.by)
    assert actor is not None
    agency = DIRECTORY.agency("zj-market")
    return move, Moment(case=case, actor=actor, at=AT, people=people, agency=agency, new_rules=rules)


@cache
def played(parties: int) -> Played:
    return Played(parties)


def calls(work: Callable[[], Any]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    total: int = Stats(profile).total_calls  # type: ignore[attr-defined]  # typeshed does not know it
    return total


OFFICER = DIRECTORY.persons["officer-li"]


def of_the_projection(station: Station) -> None:
    projection = CaseProjection()
    before = projection.fold(None, station.entries[:-1]) if station.kept is None else station.kept
    station.kept = before
    last = station.entries[-1:]
    folded = projection.fold(before, last)
    projection.rows(folded, last[0])
    projection.outgoing(before, folded, last)
    list(projection.receipts(before, last))


def of_a_move(station: Station) -> None:
    assert station.step is not None
    move, now = asked(station.case, station.step)
    assert not obstacles(now, move)
    made_true = follow(station.entries[-1].tip, move, now)
    stage(made_true.case, AT)


COSTS: dict[str, Callable[[Station], Any]] = {
    "available": lambda s: available(Moment(case=s.case, actor=OFFICER, at=AT)),
    "waiting": lambda s: list(waiting(s.case, AT.date())),
    "deadlines": lambda s: deadlines(s.case, AT.date()),
    "dues": lambda s: list(due_instants(s.case)),
    "stage": lambda s: stage(s.case, AT),
    "fold": lambda s: fold(s.entries),
    "projection": of_the_projection,
    "move": of_a_move,
}


def costs() -> Iterator[Any]:
    for station in ("prepare_notices", "record_service", "recheck", "confirm", "prepare_decision", "end"):
        for cost in COSTS:
            if (station, cost) != ("end", "move"):
                yield pytest.param(station, cost, id=f"{cost} before {station}")


@pytest.mark.parametrize(("station", "cost"), list(costs()))
def test_twice_the_parties_cost_twice(station: str, cost: str):
    COSTS[cost](played(SIZES[0]).stations[station])  # what a process computes once is computed
    ten, twenty, forty = (calls(partial(COSTS[cost], played(n).stations[station])) for n in SIZES)
    # What is the same for all drops out; of what grows with the square the second step would be four times the first.
    assert forty - twenty <= 2.2 * (twenty - ten) + 50, (ten, twenty, forty)


def test_the_version_of_the_papers_is_what_it_always_was():
    case = played(20).stations["recheck"].case
    papers = by_address(case.papers).model_dump(mode="json", exclude_defaults=True)
    proposals = {
        str(p.id): by_address(p.proposal).model_dump(mode="json", exclude_defaults=True)
        for p in case.parties.all
    }
    assert case.papers_version == sha256(canonical({"papers": papers, "proposals": proposals}))


@pytest.mark.parametrize(
    "station", ["prepare_notices", "record_service", "recheck", "prepare_decision", "end"]
)
def test_a_case_written_part_by_part_is_written_as_the_whole(station: str):
    at = played(10).stations[station]
    for _ in range(2):
        assert view_written(at.case, at.entries[-1]) == canonical(view(at.case, at.entries[-1]))


def test_a_move_writes_anew_what_it_changes(monkeypatch: pytest.MonkeyPatch):
    station, written = played(20).stations["recheck"], list[str]()
    case, last = station.case, station.entries[-1]
    view_written(case, last)
    dumped = type(case).model_dump

    def noting(record: Any, **how: Any) -> Any:
        written.append(type(record).__name__)
        return dumped(record, **how)

    party = case.party(7).model_copy(update={"published_on": AT.date()})
    monkeypatch.setattr("pydantic.BaseModel.model_dump", noting)
    view_written(case.model_copy(update={"parties": case.parties.replaced(party)}), last)
    assert written.count("Party") == 1
    assert not {"Papers", "Document", "Case"} & set(written)


def test_the_papers_are_hashed_once_a_state_and_written_out_only_where_they_have_changed(
    monkeypatch: pytest.MonkeyPatch,
):
    station = played(20).stations["recheck"]
    case, hashed, written = station.case, list[int](), list[str]()
    real, dumped = hashlib.sha256, type(case.papers).model_dump

    def counting(data: bytes) -> Any:
        hashed.append(len(data))
        return real(data)

    def noting(record: Any, **how: Any) -> Any:
        written.append(type(record).__name__)
        return dumped(record, **how)

    monkeypatch.setattr(hashlib, "sha256", counting)
    monkeypatch.setattr("pydantic.BaseModel.model_dump", noting)
    available(Moment(case=case, actor=OFFICER, at=AT))
    list(waiting(case, AT.date()))
    stage(case, AT)
    assert len(hashed) == 1
    assert written == []
    proposal = case.party(3).proposal.model_copy(update={"reasons": "另有理由"})
    party = case.party(3).model_copy(update={"proposal": proposal})
    changed = case.model_copy(update={"parties": case.parties.replaced(party)})
    assert changed.papers_version != case.papers_version
    assert written == ["Proposal"]
