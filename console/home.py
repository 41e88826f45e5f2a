"""The first page (待办): what waits for this person, by the role in which it does, with what is late first.

What each row means is read off the register's work: sent back, to be confirmed, to be sealed. Nothing is judged here.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fastapi import APIRouter, Response

from console.forms.begun import path_of
from console.visiting import Signed, Visitor
from desk.failed_service import FailedService, failed_service
from domain.bilingual import Words
from domain.case.people import Role
from domain.case.service import Mode
from domain.procedure import MOVES
from domain.procedure.chapters.announcing import ServeByAnnouncement
from domain.procedure.chapters.sealing import RecordSealing
from domain.procedure.chapters.service import RecordService
from domain.procedure.lists import CaseFilter, CaseRow, WorkRow
from domain.procedure.work import SENT_BACK

router = APIRouter()
MOST = 200
"""Pieces of work on one page."""
FEW = 20
"""Of somebody's own cases."""


@dataclass(frozen=True)
class Piece:
    """A piece of work with the case to which it belongs."""

    row: WorkRow
    case: CaseRow | None
    """Nothing where the person may act in it and not read it."""
    is_late: bool
    is_sent_back: bool

    @property
    def path(self) -> str:
        """The address within the console of the form by which it is done."""
        row = self.row
        return path_of(row["move"], row["agency"], row["number"], row["party"])


@dataclass(frozen=True)
class NotServed:
    """Documents that could not be served, with what comes next."""

    failed: FailedService
    agency: str
    number: str
    path: str
    """The address within the console of the form of what comes next."""
    next: Words


@router.get("/")
async def home(visitor: Signed) -> Response:
    """Show what waits for this person."""
    given, person = visitor.given, visitor.person
    page = await given.reading.work(person, limit=MOST, request=visitor.request_id)
    pieces = await _pieces(visitor, page.items)
    groups = {role: [p for p in pieces if p.row["role"] == role] for role in _roles(page.items)}
    return visitor.page(
        "home",
        groups=groups,
        more=page.cursor is not None,
        late=sum(piece.is_late for piece in pieces),
        to_seal=sum(piece.row["move"] == RecordSealing.name for piece in pieces),
        drafts=[
            (
                draft,
                path_of(draft.move, draft.agency, draft.number, draft.party or None),
                MOVES[draft.move].title,
            )
            for draft in given.form_drafts.all_of(person.id)
            if draft.move in MOVES
        ],
        failed=[one async for one in _failed(visitor, page.items)],
        own=await _own_cases(visitor),
        overdue=await _overdue(visitor),
    )


def _roles(rows: Iterable[WorkRow]) -> list[Role]:
    found = {row["role"] for row in rows}
    return [role for role in Role if role in found]


async def _pieces(visitor: Visitor, rows: Sequence[WorkRow]) -> list[Piece]:
    """Return the work with its cases; what is late first, then what is due first, then what has waited longest."""
    keys = {(row["agency"], row["number"]) for row in rows}
    known = {(c["agency"], c["number"]): c for c in await visitor.given.reading.named(visitor.person, keys)}
    days = await visitor.given.reading.days(visitor.person, keys)
    found = [
        Piece(
            row,
            known.get((row["agency"], row["number"])),
            is_late=_is_late(row, days.get((row["agency"], row["number"]))),
            is_sent_back=_is_sent_back(row),
        )
        for row in rows
    ]
    return sorted(found, key=lambda p: (not p.is_late, p.row["until"] or "9999", p.row["since"]))


def _is_late(row: WorkRow, day: date | None) -> bool:
    """Whether its last day has passed in its own case; nobody is told so of a case that may not be read."""
    return bool(day and row["until"] and row["until"] < day.isoformat())


async def _failed(visitor: Visitor, rows: Sequence[WorkRow]) -> AsyncIterator[NotServed]:
    """Yield what this officer could not serve; of many cases, those that have waited longest for it."""
    serving = (
        (row["agency"], row["number"])
        for row in rows
        if row["move"] == RecordService.name and row["role"] == Role.OFFICER
    )
    few = list(islice(dict.fromkeys(serving), FEW))
    days = await visitor.given.reading.days(visitor.person, few)
    for agency, number in few:
        case = await visitor.given.reading.folded(visitor.person, agency, number, request=visitor.request_id)
        for one in failed_service(case, days[agency, number]):
            announces = Mode.ANNOUNCEMENT in one.open
            move = ServeByAnnouncement if announces else RecordService
            yield NotServed(one, agency, number, path_of(move.name, agency, number, one.party.id), move.title)


def _is_sent_back(row: WorkRow) -> bool:
    kind = MOVES.get(row["move"])
    return kind is not None and row["what"] == SENT_BACK.filled(what=kind.title).zh


async def _own_cases(visitor: Visitor) -> Sequence[CaseRow]:
    """Return the cases of which the person is an officer, the newest first."""
    if Role.OFFICER not in visitor.person.roles:
        return ()
    wanted = CaseFilter(officer=visitor.person.id)
    return (await visitor.given.reading.cases(visitor.person, wanted, limit=FEW)).items


async def _overdue(visitor: Visitor) -> Sequence[CaseRow]:
    """Return the cases in which somebody is late, for who answers for them."""
    if not {Role.HEAD, Role.SUPERVISOR} & set(visitor.person.roles):
        return ()
    return (await visitor.given.reading.cases(visitor.person, CaseFilter(overdue=True), limit=FEW)).items
