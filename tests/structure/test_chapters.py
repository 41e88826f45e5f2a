"""The chapters of the procedure: every move, fact and clock stands where it is looked for, and does what it says."""

import importlib
import json
import pkgutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import domain.procedure as procedure
from demo.story import load
from domain.case.case import Case
from domain.procedure import CHAPTERS, CLOCKS, FACTS, MACHINE_MOVES, MOVES, apply, read
from domain.procedure.chapters.joining import AnswerJoin
from domain.procedure.chapters.splitting import AnswerSplit
from domain.procedure.chapters.troubles import RefuseSignal, ReportFailure
from domain.procedure.clocks import table
from domain.procedure.language import (
    Fact,
    MachineMove,
    Move,
    PartiesMove,
    PartyFact,
    PartyMove,
    Stamp,
    machine_moment,
)
from tests.procedure.playing import EXAMPLES, Play, shanghai
from tests.procedure.scene import LESS, Scene, company

ROOT = Path(__file__).parents[2]
ABSTRACT = {Move, MachineMove, PartyMove, PartiesMove, Fact, PartyFact}
MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(procedure.__path__, "domain.procedure.")
]


def below(kind: type[Any]) -> set[type[Any]]:
    """Every class of the procedure below this one that is not only there to be inherited from."""
    found: set[type[Any]] = set()
    waiting = [kind]
    while waiting:
        for sub in waiting.pop().__subclasses__():
            waiting.append(sub)
            if (
                sub not in ABSTRACT
                and sub.__module__.startswith("domain.")
                and not sub.__name__.startswith("_")
            ):
                found.add(sub)
    return found


def test_every_move_stands_in_its_chapter():
    assert below(Move) == {*MOVES.values(), *MACHINE_MOVES.values()}
    for chapter in CHAPTERS:
        for move in (*getattr(chapter, "MOVES", ()), *getattr(chapter, "MACHINE", ())):
            assert move.__module__ == chapter.__name__, move


def test_every_fact_stands_in_its_chapter():
    assert below(Fact) == set(FACTS.values())
    for chapter in CHAPTERS:
        for fact in getattr(chapter, "FACTS", ()):
            assert fact.__module__ == chapter.__name__, fact


def test_no_chapter_is_forgotten():
    names = ("MOVES", "MACHINE", "FACTS")
    writing = {m for m in MODULES if any(isinstance(getattr(m, name, None), tuple) for name in names)}
    timing = {m for m in MODULES if ".chapters." in m.__name__ and hasattr(m, "CLOCKS")}
    assert writing | timing == set(CHAPTERS)
    assert timing == set(table.CHAPTERS_WITH_CLOCKS)


def test_every_clock_has_its_own_term():
    assert max(Counter(clock.term for clock in CLOCKS).values()) == 1


@pytest.mark.parametrize("move", [*MOVES.values(), *MACHINE_MOVES.values()], ids=lambda m: m.name)
def test_a_move_says_what_it_is(move):
    assert move.title
    assert move.by
    assert move.makes
    assert move.source.statute
    assert move.__doc__ not in {base.__doc__ for base in move.__mro__[1:]}, (
        "a docstring of its own, the Chinese term in it"
    )


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda f: f.__name__)
def test_a_fact_says_what_it_is(fact):
    assert fact.title
    assert fact.component in Case.model_fields
    assert fact.__doc__ not in {base.__doc__ for base in fact.__mro__[1:]}


def test_titles_and_names_are_taken_once():
    for titles in (
        [m.title for m in (*MOVES.values(), *MACHINE_MOVES.values())],
        [f.title for f in FACTS.values()],
    ):
        assert [t for t, n in Counter(titles).items() if n > 1] == []
    assert not set(MOVES) & set(MACHINE_MOVES)


def test_every_move_has_an_example_that_its_model_reads_strictly():
    examples = json.loads((EXAMPLES / "moves.json").read_text(encoding="utf-8"))
    assert set(examples) == set(MOVES)
    for name, body in examples.items():
        MOVES[name].model_validate(body, extra="forbid")


def test_a_move_that_is_made_with_somebody_can_name_him():
    assert all("together_with" in m.model_fields for m in MOVES.values() if m.with_role)


# What the moves make, seen in whole cases


def silent() -> Play:
    """A case that meets what the stories do not: silence, failures, a signal refused, a notice lapsed, new rules."""
    scene = Scene().to_heard(LESS).reviewed("2026-06-09", "correct")
    answers = [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已补正"}]
    scene.do("2026-06-09T10:00", "officer-li", "answer_opinion", answers=answers)
    scene.opinion("2026-06-09T11:00").filed("2026-06-10").discussed("2026-06-18")
    now = machine_moment(scene.case, shanghai("2026-06-18T10:00"))
    scene._state(ReportFailure(effect="documents/1", attempts=3, reason="x"), now)
    scene._state(RefuseSignal(signal="approve", id="s", code="x", reason="x"), now)
    return scene


def unpunished() -> Play:
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .decision_prepared("2026-05-20", outcome="no_penalty")
    )
    return scene.do("2026-05-21", "head-chen", "decide_no_penalty", party=1, content=scene.content())


def waiving() -> Play:
    return (
        Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").waived("2026-05-26", "hearing")
    )


def divided() -> Play:
    """A case of two, one of whom goes on in a case of its own, whose first number was taken."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)])
    for number, opened in (("2026-0002", False), ("2026-0003", True)):
        scene.do("2026-05-19", "head-chen", "split_case", party=2, number=number, reason="须先行办理")
        scene._state(
            AnswerSplit(party=2, opened=opened), machine_moment(scene.case, shanghai("2026-05-19T10:00"))
        )
    return scene


def united() -> Play:
    """A case into which another comes, after a first order was refused."""
    scene, other = Scene().open("2026-05-18"), Scene().open("2026-05-18", number="2026-0007")
    answers = (AnswerJoin(code="Unknown", because="x"), AnswerJoin(brought=other.case, position=6, head="h"))
    for answer in answers:
        body = {"number": "2026-0007", "ground": "same_party", "reason": "同一当事人"}
        scene.do("2026-05-19", "head-chen", "join_cases", **body)
        scene._state(answer, machine_moment(scene.case, shanghai("2026-05-19T10:00")))
    other = Scene().open("2026-05-18", number="2026-0008", parties=[company(2)])
    scene.do("2026-05-20", "head-chen", "join_cases", number="2026-0008", ground="connected", reason="相关联")
    scene._state(AnswerJoin(brought=other.case), machine_moment(scene.case, shanghai("2026-05-20T10:00")))
    return scene


def told(name: str) -> Play:
    played = Play()
    for step in load(EXAMPLES / f"{name}.json").steps:
        if not step.refused and step.move != "adopt_rulebook":
            played.do(step.at, step.by, step.move, **step.body)
    return played


PLAYS: dict[str, Callable[[], Play]] = {
    "standard": lambda: told("standard"),
    "two_parties": lambda: told("two_parties"),
    "silent": silent,
    "unpunished": unpunished,
    "waiving": waiving,
    "divided": divided,
    "united": united,
}
played = cache(lambda name: PLAYS[name]())


@pytest.fixture(params=PLAYS)
def play(request: pytest.FixtureRequest) -> Play:
    """A whole case, played when a test first asks for it."""
    found: Play = played(request.param)
    return found


def test_a_move_makes_only_what_it_says(play):
    known = {**MOVES, **MACHINE_MOVES}
    at_its_end = {"Served"}  # what the law makes of a last day: service by announcement
    confirmed = ""
    for entry in play.entries:
        move = known[entry.move]
        allowed = {fact.__name__ for fact in move.makes} | (at_its_end if entry.move == "end_term" else set())
        if move.with_role is not None:
            allowed = {"Proposed"}  # what it makes itself follows when the second person confirms it
        if entry.fact == "Confirmed":
            confirmed = entry.body["move"]
        elif entry.move == "confirm":
            allowed = {fact.__name__ for fact in known[confirmed].makes}
        assert entry.fact in allowed, entry


def test_a_fact_changes_its_one_component_and_no_other(play):
    case = Case()
    for entry in play.entries:
        fact = read(entry)
        after = apply(case, fact, Stamp(seq=entry.seq, at=entry.at, by=entry.by))
        changed = {name for name in Case.model_fields if getattr(case, name) is not getattr(after, name)}
        assert changed == {fact.component}, entry
        case = after


def test_every_fact_is_made_in_a_whole_case_or_by_a_move_with_tests_of_its_own():
    made = {entry.fact for name in PLAYS for entry in played(name).entries}
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests" / "procedure").glob("test_*.py"))
    tested = {fact.__name__ for name, move in MOVES.items() if f'"{name}"' in tests for fact in move.makes}
    of_the_door = {"CountersignedOnPaper"}  # tests/procedure/test_countersigning.py
    assert set(FACTS) <= made | tested | of_the_door
