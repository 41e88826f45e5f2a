"""What the parties said (陈述申辩), point by point, each with its answer (复核)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from fastapi import APIRouter, Response

from console.case.choosing import MANY, chosen_party, of_party
from console.case.sessions_ahead import sessions_ahead
from console.case.showing import Seen, seen_by
from console.visiting import Signed
from domain.bilingual import Words
from domain.case.parties import Party, Statement
from domain.case.rechecks import Answer, CompletedRecheck
from domain.case.sessions import Point

router = APIRouter()
AT_INTERVIEW = Words("听述", "interview")
AT_HEARING = Words("听证", "hearing")


class Answered(NamedTuple):
    """An answer, and when and by whom it was given."""

    answer: Answer
    on: date
    by: str
    in_force: bool
    """Under the present notices; else it was given to earlier ones, and does not count any more."""


class Said(NamedTuple):
    """One point of a party."""

    point: Point
    how: Any
    """By which channel, or in which session."""
    when: date | datetime | None
    statement: Statement | None
    answers: tuple[Answered, ...]

    @property
    def open(self) -> bool:
        return not any(one.in_force for one in self.answers)


class OfParty(NamedTuple):
    party: Party
    points: tuple[Said, ...]
    rechecks: tuple[CompletedRecheck, ...]
    """Under the present notices."""


@router.get("/cases/{agency}/{number}/statements")
async def statements(visitor: Signed, agency: str, number: str, party: str = "") -> Response:
    """Show what was said and answered."""
    seen = await seen_by(visitor, agency, number)
    chosen = chosen_party(seen, party)
    return seen.page(
        "statements",
        chosen=chosen,
        many=MANY,
        ahead=[one for one in sessions_ahead(seen) if chosen in (None, one.party)],
        shown=[_of_party(seen, one) for one in of_party(seen, chosen)],
    )


def _of_party(seen: Seen, party: Party) -> OfParty:
    now = party.last_notices
    return OfParty(party, tuple(_points(seen, party)), now.rechecks if now else ())


def _points(seen: Seen, party: Party) -> Iterator[Said]:
    answers = _answers(seen, party)
    for statement in party.statements:
        point = Point(id=statement.id, text=statement.text)
        yield Said(point, statement.channel, statement.received_at, statement, answers.get(statement.id, ()))
    for notices in party.notices:
        sessions = (
            (AT_INTERVIEW, notices.outcome),
            (AT_HEARING, notices.hearing),
            (AT_HEARING, notices.hearing_end),
        )
        for name, session in sessions:
            for point in session.points if session else ():
                yield Said(point, name, session.on if session else None, None, answers.get(point.id, ()))
        for point in notices.kept_points:
            yield Said(point, AT_INTERVIEW, None, None, answers.get(point.id, ()))


def _answers(seen: Seen, party: Party) -> dict[str, tuple[Answered, ...]]:
    """The answers to each point, the last one first."""
    found: dict[str, tuple[Answered, ...]] = {}
    for notices in party.notices:
        for recheck in notices.rechecks:
            by = seen.visitor.voice.listed(map(seen.who, recheck.by))
            for answer in recheck.answers:
                one = Answered(answer, recheck.on, by, notices is party.last_notices)
                found[answer.point] = (one, *found.get(answer.point, ()))
    return found
