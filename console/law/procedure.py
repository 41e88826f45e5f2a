"""The procedure as a picture (程序图), for a profile or with one's own case in it: what is done, what waits, what is ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter, Response

from console.law.profiles import named, rules_of
from console.visiting import Signed, Visitor
from desk.outlook import outlook
from domain.bilingual import Words
from domain.case.case import Case
from domain.law.errors import LawUnknown
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.pages.diagram import LAW_OF
from domain.pages.main_line import Gate, Step, line
from domain.pages.prohibitions import GATES
from domain.procedure import MOVES, Stage, stage
from domain.procedure.clocks.deadlines import Deadline, deadlines, state_said
from domain.procedure.language import civil
from domain.procedure.lists import MoveFilter

router = APIRouter()


class Standing(StrEnum):
    """How a step stands in a case; the name of its class."""

    NONE = "none"
    DONE = "done"
    WAITS = "waits"
    OPEN = "open"


KINDS = {
    "move": Words("办理事项", "a move"),
    "clock": Words("期限", "a term"),
    "gate": Words("关口：不具备不得通过", "a gate: nobody passes who does not fulfil it"),
}
"""What a card is, by its shape."""
STANDS = {
    Standing.DONE: Words("已办理", "done"),
    Standing.WAITS: Words("在等", "waited for"),
    Standing.OPEN: Words("可以办理", "open"),
}


@dataclass(frozen=True)
class Card:
    """One step as it is drawn."""

    kind: str
    """`move`, `clock` or `gate`."""
    title: Words
    by: Words
    standing: Standing
    path: str = ""
    """Where it is made, within the console."""
    instead: bool = False


@dataclass(frozen=True)
class Course:
    """What a case says of the steps."""

    case: Case
    path: str
    made: frozenset[str]
    waits: frozenset[str]
    open: frozenset[str]
    running: dict[TermKey, Deadline]


@router.get("/law/procedure")
async def procedure(visitor: Signed, profile: str = "", case: str = "") -> Response:
    """Show the usual course of a case under a profile.

    Raises:
        Unknown: The case that is named is not this person's to read.
    """
    agency, _, number = case.partition("/")
    course = await _course(visitor, agency, number) if number else None
    word, rules = rules_of(visitor, profile)
    if course is not None:
        word, rules = course.case.identity.profile, course.case.rulebook
    now = stage(course.case, visitor.given.reading.clock()) if course else None
    stages = [
        (one, [_card(step, rules, course, ahead=_is_ahead(one, now)) for step in line(one, rules.switches)])
        for one in Stage
    ]
    return visitor.page(
        "law/procedure",
        word=word,
        profiles=named(),
        stages=stages,
        course=course,
        now=now,
        number=number,
        said=STANDS,
        kinds=KINDS,
    )


async def _course(visitor: Visitor, agency: str, number: str) -> Course:
    reading, person = visitor.given.reading, visitor.person
    case = await reading.folded(person, agency, number, request=visitor.request_id)
    at = await reading.now_of(person, agency, number)
    options = await reading.moves(person, agency, number, MoveFilter(open=True))
    entries = await reading.entries(person, agency, number)
    waits = outlook(case, visitor.given.desk.directory, civil(at)).awaited
    return Course(
        case,
        f"/cases/{agency}/{number}",
        frozenset(entry.move for entry in entries),
        frozenset(one.work.move for one in waits),
        frozenset(option.move for option in options.available),
        {one.term: one for one in deadlines(case, civil(at))},
    )


def _is_ahead(one: Stage, now: Stage | None) -> bool:
    order = list(Stage)
    return now is not None and order.index(one) > order.index(now)


def _card(step: Step, rules: Rulebook, course: Course | None, *, ahead: bool) -> Card:
    if isinstance(step.what, Gate):
        (gate,) = [one for one in GATES if one.number == step.what.number]
        title = Words("关口{number}：{title}", "gate {number}: {title}").filled(
            number=gate.number, title=gate.title
        )
        source = str(gate.sources[0])
        return Card("gate", title, Words(source, source), Standing.NONE)
    if isinstance(step.what, TermKey):
        return _clock(step.what, rules, course, ahead=ahead)
    kind = MOVES[step.what]
    by = Words("、".join(role.zh for role in kind.by), ", ".join(role.en for role in kind.by))
    standing = _standing(kind.name, course, ahead=ahead) if course else Standing.NONE
    path = f"{course.path}/do/{kind.name}" if course and kind.name in course.open else ""
    return Card("move", kind.title, by, standing, path, instead=step.instead)


def _standing(move: str, course: Course, *, ahead: bool) -> Standing:
    """How a move stands. What waits is waited for anew, whether it was made before or not.

    The same move stands in several stages: what was made is done in those that are reached, not in those that are ahead.
    """
    if move in course.waits:
        return Standing.WAITS
    if move in course.made and not ahead:
        return Standing.DONE
    return Standing.OPEN if move in course.open else Standing.NONE


def _clock(key: TermKey, rules: Rulebook, course: Course | None, *, ahead: bool) -> Card:
    running = course.running.get(key) if course else None
    if running is not None and (running.open or not ahead):
        until = running.ended_on or running.last_day or running.latest
        days = f" {until}" if until else ""
        state = state_said(key, running.state)
        said = Words(f"{state.zh}{days}", f"{state.en}{days}")
        return Card("clock", key.words, said, Standing.WAITS if running.open else Standing.DONE)
    return Card("clock", key.words, Words(*_length(key, rules)), Standing.NONE)


def _length(key: TermKey, rules: Rulebook) -> Iterator[str]:
    try:
        row = rules.term(key, LAW_OF)
    except LawUnknown:
        yield from ("本程序规定没有此项", "not known under this profile")
        return
    yield f"{row.length}{row.unit.counted_zh}"
    yield f"{row.length} {row.unit.en}"
