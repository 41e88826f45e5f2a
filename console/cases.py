"""The list of cases (案件) with its search, and the clocks of all of them (期限)."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from console.visiting import Signed, Visitor
from desk.errors import Unknown
from domain.case.people import Person, Role
from domain.procedure import Stage
from domain.procedure.lists import CaseFilter, DeadlineRow

router = APIRouter()
A_PAGE = 50


@router.get("/cases")
async def cases(
    visitor: Signed,
    q: str = "",
    stage: str = "",
    officer: str = "",
    overdue: str = "",
    cursor: str | None = None,
) -> Response:
    """Show the cases that this person may read, or those that were sought; of one sought by its whole number, the case."""
    sought = q.strip()[:200]
    if sought and cursor is None and (found := await _called(visitor, sought)):
        return visitor.to(found)
    wanted = CaseFilter(
        stage=Stage(stage) if stage in {str(one) for one in Stage} else None,
        overdue=True if overdue else None,
        officer=officer or None,
        sought=sought or None,
    )
    reading, person = visitor.given.reading, visitor.person
    page = await reading.cases(person, wanted, cursor=cursor, limit=A_PAGE, request=visitor.request_id)
    asked = {"q": sought, "stage": stage, "officer": officer, "overdue": overdue}
    return visitor.page(
        "cases",
        page=page,
        wanted=wanted,
        stages=list(Stage),
        officers=_officers(visitor),
        narrowed=any(asked.values()),
        begun=cursor is not None,
        first=_query(asked),
        next=_query(asked | {"cursor": page.cursor or ""}),
    )


def _query(asked: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


async def _called(visitor: Visitor, number: str) -> str:
    """Return the address of the case that has this very number."""
    person = visitor.person
    for agency in dict.fromkeys((person.agency, *person.supervises)):
        with suppress(Unknown):
            if agency and await visitor.given.reading.position(person, agency, number):
                return f"/cases/{agency}/{number}"
    return ""


def _officers(visitor: Visitor) -> list[Person]:
    """Return by whom a list can be narrowed: the officers of the agencies that this person sees."""
    directory, person = visitor.given.desk.directory, visitor.person
    agencies = (person.agency, *person.supervises)
    found = {p.id: p for code in agencies if code for p in directory.holding(Role.OFFICER, code)}
    return sorted(found.values(), key=lambda p: p.id)


@router.get("/due")
async def due(visitor: Signed, cursor: str | None = None) -> Response:
    """Show the running clocks of all cases by their last day, the most pressing first."""
    reading = visitor.given.reading
    page = await reading.due(visitor.person, cursor=cursor, limit=A_PAGE, request=visitor.request_id)
    keys = {(row["agency"], row["number"]) for row in page.items}
    named = {(row["agency"], row["number"]): row for row in await reading.named(visitor.person, keys)}
    return visitor.page(
        "due",
        days=list(_by_day(page.items)),
        named=named,
        cursor=page.cursor,
        begun=cursor is not None,
        today=reading.today(),
    )


def _by_day(rows: Iterable[DeadlineRow]) -> Iterable[tuple[date, Sequence[DeadlineRow]]]:
    for day, items in groupby(rows, key=lambda row: row["remind_by"] or ""):
        yield date.fromisoformat(day), list(items)
