"""Moves as nobody should send them, in every state that a story or a course comes through.

A field is missing, doubled, of another case or of another party, a text is blank, a number far away. Whatever comes: a
refusal that says why, or facts after which everything can still be read. Never an exception.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from demo.run import STORIES
from demo.story import Step, load
from domain.case.case import Case
from domain.case.journal import Tip
from domain.law.errors import LawError
from domain.procedure import MOVES, available, deadlines, obstacles, stage, waiting
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Moment, Move, Refused
from domain.procedure.view import view_written
from domain.procedure.writing import written_alike
from tests.end_to_end.courses import COURSES, course
from tests.procedure.playing import EXAMPLES, Play
from workflows.following import follow

EXAMPLE_BODIES: dict[str, dict[str, Any]] = json.loads((EXAMPLES / "moves.json").read_text(encoding="utf-8"))
JUDGED_HERE = [name for name in MOVES if name != "take_over_case"]
"""A case on paper is judged step by step by the desk (tests/procedure/test_taking_over.py)."""
PERSONS = (
    "officer-li",
    "officer-wang",
    "head-chen",
    "clerk-zhao",
    "reviewer-sun",
    "presider-he",
    "filing-zhou",
)
Body = dict[str, Any]


class Station(Play):
    """A case as one of the stories had it before a step, with the body of that step."""

    def __init__(self, before: Play, step: Step, body: Body) -> None:
        super().__init__()
        self.__dict__.update(vars(before))
        self.entries = list(before.entries)
        self.next, self.by, self.body, self.instant = step.move, step.by, body, step.at

    def __repr__(self) -> str:
        return f"{self.instant:%m-%dT%H}-{self.next}"


@cache
def stations() -> tuple[Station, ...]:
    """Every state that the stories and the courses come through."""
    found: list[Station] = []
    for story in (
        *(load(EXAMPLES / f"{name}.json") for name in STORIES),
        *(course(n).story for n in COURSES),
    ):
        played = Play()
        for step in story.steps:
            played.at(step.at)
            if "$rulebook" in str(step.body):
                break  # the rules that an installation has, which nobody has here
            body = {k: v for k, v in step.body.items() if k != "together_with"}
            found.append(Station(played, step, played.resolved(body)))
            if not step.refused:
                played.do(step.at, step.by, step.move, **step.body)
    return tuple(found)


@cache
def bodies(move: str) -> tuple[Body, ...]:
    """The bodies of a move that some case had, and the one of the examples."""
    return (*(s.body for s in stations() if s.next == move), EXAMPLE_BODIES[move])


# Ways to spoil a body


def missing(body: Body, field: str) -> Body:
    return {k: v for k, v in body.items() if k != field}


def blank(body: Body, field: str) -> Body:
    return body | {field: {str: " ", list: [], dict: {}, int: 0}.get(type(body[field]))}


def doubled(body: Body, field: str) -> Body:
    value = body[field]
    return body | {field: [*value, *value] if isinstance(value, list) else f"{value}{value}"}


def far(body: Body, field: str) -> Body:
    value = body[field]
    if isinstance(value, str):
        return body | {field: "9999-12-31" if value[:2] == "20" else "ffff" * 16}
    return body | {field: [99] if isinstance(value, list) else 99}


def long_ago(body: Body, field: str) -> Body:
    return body | {field: "1949-10-01" if isinstance(body[field], str) else -1}


def another(body: Body, field: str) -> Body:
    """Of another case: as another body of some move has this field."""
    of_others = [b[field] for move in MOVES for b in bodies(move) if field in b and b[field] != body[field]]
    return body | {field: of_others[len(str(body[field])) % len(of_others)]} if of_others else body


def other_party(body: Body, field: str) -> Body:
    return body | (
        {"party": 2} if "party" in body else {"parties": [2, 1]} if "parties" in body else {field: 2}
    )


SPOILED: tuple[Callable[[Body, str], Body], ...] = (
    missing,
    blank,
    doubled,
    far,
    long_ago,
    another,
    other_party,
)


def read(move: str, body: Body) -> Move | None:
    """The move as the edge reads it; nothing where the edge refuses it with its field."""
    try:
        return written_alike(MOVES[move].model_validate(body, extra="forbid"))
    except ValidationError:
        return None


def answered(station: Station, by: str, move: Move) -> tuple[Refused, ...]:
    try:
        return obstacles(station.moment(by, station.instant, move), move)
    except LawError as error:
        return (refused_by_law(error, move.source),)


def readable(case: Case, entries: Any, now: Moment) -> None:
    """All that anybody can ask of a case."""
    today = now.at.date()
    stage(case, now.at)
    list(deadlines(case, today))
    list(waiting(case, today))
    list(available(replace(now, case=case)))
    view_written(case, entries[-1])


def tried(station: Station, by: str, name: str, body: Body) -> str:
    """What became of it."""
    move = read(name, body)
    if move is None:
        return "not read"
    if found := answered(station, by, move):
        assert all(r.code and r.as_dict()["why"] and r.as_dict()["cure"] for r in found)
        return "refused"
    now = station.moment(by, station.instant, move)
    made = follow(station.entries[-1].tip if station.entries else Tip(), move, now)
    readable(made.case, made.entries, now)
    return "made"


@st.composite
def attempts(draw: st.DrawFn) -> tuple[Station, str, str, Body]:
    station = draw(st.sampled_from(stations()))
    name = draw(st.sampled_from([station.next, *JUDGED_HERE]))
    body = station.body if name == station.next else draw(st.sampled_from(bodies(name)))
    for _ in range(draw(st.integers(0, 2)) if body else 0):
        body = draw(st.sampled_from(SPOILED))(body, draw(st.sampled_from(sorted(body)))) or body
    return station, draw(st.sampled_from(PERSONS)), name, body


@settings(max_examples=400)
@given(attempts())
def test_whatever_is_sent_is_refused_with_its_cure_or_leaves_a_case_that_can_be_read(attempt):
    station, by, name, body = attempt
    entries, case = list(station.entries), station.case
    tried(station, by, name, body)
    assert (station.entries, station.case) == (entries, case)


def lists() -> Iterator[tuple[Station, str]]:
    """Every list of a body that is accepted as it stands; two equal penalties are two."""
    for station in stations():
        move = read(station.next, station.body)
        if move is not None and not answered(station, station.by, move):
            for field, value in station.body.items():
                if isinstance(value, list) and value and field != "penalties":
                    yield station, field


def test_a_list_that_names_the_same_twice_is_refused():
    """Also where the second one would count: a second officer, another head in a discussion, a paper served again."""
    tried_out = list(lists())
    assert len(tried_out) > 50
    for station, field in tried_out:
        move = read(station.next, doubled(station.body, field))
        assert move is not None
        assert "NamedTwice" in {r.code for r in answered(station, station.by, move)}, (station, field)


@pytest.mark.parametrize(
    ("day", "refused"),
    [("1899-12-31", True), ("1900-01-01", False), ("2036-12-31", False), ("2037-01-01", True)],
)
def test_a_day_beyond_reach_is_a_slip_of_the_pen(day: str, refused: bool):
    station = next(s for s in stations() if s.next == "open_case" and s.instant.year == 2026)
    move = read("open_case", station.body | {"act_from": day})
    assert move is not None
    assert ("DayOutOfReach" in {r.code for r in answered(station, "officer-li", move)}) is refused
