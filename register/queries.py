"""Read the register: every statement carries the reader's rights, lists go by keyset pages."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_

from domain.case.people import Role
from domain.case.readers import Reader
from domain.law.terms import TermKey
from domain.procedure.clocks.deadlines import State, state_while_running
from domain.procedure.clocks.table import CLOCK_OF
from domain.procedure.language import civil
from domain.procedure.lists import (
    CaseFilter,
    CaseRow,
    DeadlineRow,
    DocumentRow,
    JournalRow,
    Page,
    WorkRow,
)
from register.civil_days import CivilDay
from register.database import Database
from register.pages import PAGE, Key, read_page
from register.rights import may_read, may_read_journal, waits_for
from register.sealing import contains
from register.tables import cases, deadlines, documents, files, journal, people, uploads, work


@dataclass(frozen=True)
class StoredCase:
    """A case as it was recorded last."""

    position: int
    head: str
    projection: str
    """JSON, ready to be sent."""


ANY_CASE = CaseFilter()

_CASE = select(cases.c.position, cases.c.head, cases.c.projection).where(
    cases.c.agency == bindparam("agency"), cases.c.number == bindparam("number")
)
_DOCUMENT = [documents.c[name] for name in DocumentRow.__annotations__]
_POSITION = select(cases.c.position).where(
    cases.c.agency == bindparam("agency"), cases.c.number == bindparam("number")
)

_LAST_ENTERED = (
    select(journal.c.at)
    .where(
        journal.c.agency == cases.c.agency,
        journal.c.number == cases.c.number,
        journal.c.seq == cases.c.position,
    )
    .scalar_subquery()
)


class Queries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def case(self, reader: Reader, agency: str, number: str) -> StoredCase | None:
        """Return a case; another agency's is as unknown as one that does not exist."""
        if agency not in reader.agencies:
            return None
        with self._database.reading() as connection:
            row = connection.execute(_CASE, {"agency": agency, "number": number}).one_or_none()
        return StoredCase(row.position, row.head, row.projection) if row else None

    def position(self, agency: str, number: str) -> int:
        """Return how far a case is recorded, 0 if it is unknown: for the machinery, not for a reader."""
        with self._database.reading() as connection:
            return connection.scalar(_POSITION, {"agency": agency, "number": number}) or 0

    async def at_least(self, agency: str, number: str, position: int, *, seconds: float = 2.0) -> bool:
        """Wait until a case is recorded up to this position; say whether it is, after at most so long."""
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + seconds, 0.005
        while await asyncio.to_thread(self.position, agency, number) < position:
            if loop.time() + pause > end:
                return False
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.1)
        return True

    def cases(
        self,
        reader: Reader,
        today: date | None,
        wanted: CaseFilter = ANY_CASE,
        *,
        cursor: str | None = None,
        limit: int = PAGE,
    ) -> Page[CaseRow]:
        """Return the cases that may be read, newest first; without a `today`, each as of its own last entry."""
        statement = _rows(reader, today).where(*_wanted(wanted, today))
        key = Key((cases.c.opened_at, cases.c.agency, cases.c.number), newest_first=True)
        return self._page(statement, key, cursor, limit)

    def named(
        self, reader: Reader, today: date | None, wanted: Collection[tuple[str, str]]
    ) -> Sequence[CaseRow]:
        """Return those of these cases (agency, number) that may be read, in one statement."""
        if not wanted:
            return []
        these = tuple_(cases.c.agency, cases.c.number).in_(sorted(wanted))
        statement = _rows(reader, today).where(these)
        return self._all(statement, Key((cases.c.opened_at, cases.c.agency, cases.c.number)))

    def own_days(self, reader: Reader, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], date]:
        """Return the day of the last entry of each of these cases (agency, number) that may be read.

        Whatever falls due in a case is entered at the midnight after it: by that day it is late there, or not yet.
        """
        if not wanted:
            return {}
        these = tuple_(cases.c.agency, cases.c.number).in_(sorted(wanted))
        statement = select(cases.c.agency, cases.c.number, _LAST_ENTERED.label("at"))
        with self._database.reading() as connection:
            rows = connection.execute(statement.where(may_read(reader, cases), these)).all()
        return {(row.agency, row.number): civil(row.at) for row in rows}

    def journal(
        self, reader: Reader, agency: str, number: str, *, cursor: str | None = None, limit: int = PAGE
    ) -> Page[JournalRow]:
        """Return the entries with the very text that was hashed, in order."""
        statement = select(journal.c.seq, journal.c.body, journal.c.head).where(
            may_read_journal(reader, journal), journal.c.agency == agency, journal.c.number == number
        )
        page = self._page(statement, Key((journal.c.seq,)), cursor, limit)
        return Page([_entry(row) for row in page.items], page.cursor)

    def documents(self, reader: Reader, agency: str, number: str) -> Sequence[DocumentRow]:
        statement = select(*_DOCUMENT).where(documents.c.agency == agency, documents.c.number == number)
        return self._all(statement.where(may_read(reader, documents)), Key((documents.c.document,)))

    def deadlines(self, reader: Reader, agency: str, number: str, today: date) -> Sequence[DeadlineRow]:
        """Return every clock of a case, in the order in which they started."""
        statement = select(deadlines).where(deadlines.c.agency == agency, deadlines.c.number == number)
        found = self._all(statement.where(may_read(reader, deadlines)), Key((deadlines.c.place,)))
        return [_as_of(item, today) for item in found]

    def due(
        self,
        reader: Reader,
        today: date | None,
        *,
        before: date | None = None,
        cursor: str | None = None,
        limit: int = PAGE,
    ) -> Page[DeadlineRow]:
        """Return the running clocks of all cases that may be read, the most pressing first.

        Without a `today` each is as of the last entry of its own case.
        """
        statement = select(deadlines).where(
            may_read(reader, deadlines),
            deadlines.c.state == State.RUNNING,
            deadlines.c.remind_by.is_not(None),
        )
        if before is not None:
            statement = statement.where(deadlines.c.remind_by < before)
        key = Key((deadlines.c.remind_by, deadlines.c.agency, deadlines.c.number, deadlines.c.place))
        page = self._page(statement, key, cursor, limit)
        keys = {(item["agency"], item["number"]) for item in page.items}
        days = self.own_days(reader, keys) if today is None else dict.fromkeys(keys, today)
        return Page([_as_of(item, days[item["agency"], item["number"]]) for item in page.items], page.cursor)

    def work(
        self, reader: Reader, today: date | None = None, *, cursor: str | None = None, limit: int = PAGE
    ) -> Page[WorkRow]:
        """Return what waits for this person, the longest waiting first; what will wait after `today` is left out."""
        key = Key((work.c.since, work.c.agency, work.c.number, work.c.place))
        statement = select(work).where(waits_for(reader))
        if today is not None:
            statement = statement.where(work.c.since <= today)
        return self._page(statement, key, cursor, limit)

    def may_read_file(self, reader: Reader, sha256: str) -> bool:
        """Whether a case that may be read names the file, or the person or the person's own agency uploaded it.

        Parties, operators and platforms belong to no agency, and share nothing by that.
        """
        named = select(files.c.sha256).where(files.c.sha256 == sha256, may_read(reader, files))
        own = uploads.c.by == reader.person
        if reader.agency:
            own = or_(own, uploads.c.agency == reader.agency)
        uploaded = select(uploads.c.sha256).where(uploads.c.sha256 == sha256, own)
        with self._database.reading() as connection:
            return bool(connection.scalar(select(or_(named.exists(), uploaded.exists()))))

    def is_text(self, reader: Reader, sha256: str) -> bool:
        """Whether a case that may be read has a long text under this name."""
        statement = select(files.c.sha256).where(
            files.c.sha256 == sha256, files.c.text.is_(True), may_read(reader, files)
        )
        with self._database.reading() as connection:
            return bool(connection.scalar(select(statement.exists())))

    def _page(self, statement: Select[Any], key: Key, cursor: str | None, limit: int) -> Page[Any]:
        with self._database.reading() as connection:
            return read_page(connection, statement, key, cursor, limit)

    def _all(self, statement: Select[Any], key: Key) -> Sequence[Any]:
        with self._database.reading() as connection:
            return read_page(connection, statement, key, None, None).items


def _entry(row: Mapping[str, str]) -> JournalRow:
    entry: JournalRow = json.loads(row["body"])
    return {**entry, "head": row["head"]}


def _rows(reader: Reader, today: date | None) -> Select[Any]:
    return select(
        cases.c.agency,
        cases.c.number,
        cases.c.stage,
        cases.c.profile,
        cases.c.cause,
        cases.c.party_names,
        cases.c.position,
        cases.c.opened_at,
        cases.c.next_due,
        func.coalesce(_overdue(today), False).label("overdue"),
    ).where(may_read(reader, cases))


def _overdue(today: date | None) -> ColumnElement[bool]:
    return cases.c.next_due < (CivilDay(_LAST_ENTERED) if today is None else today)


def _wanted(wanted: CaseFilter, today: date | None) -> list[ColumnElement[bool]]:
    of_the_case = (people.c.agency == cases.c.agency) & (people.c.number == cases.c.number)
    conditions: list[ColumnElement[bool]] = []
    if wanted.stage is not None:
        conditions.append(cases.c.stage == wanted.stage)
    if wanted.overdue is not None:
        late = _overdue(today)
        conditions.append(late if wanted.overdue else or_(cases.c.next_due.is_(None), ~late))
    if wanted.officer is not None:
        officer = (people.c.person == wanted.officer) & (people.c.part == Role.OFFICER)
        conditions.append(select(people.c.person).where(of_the_case, officer).exists())
    if wanted.party is not None:
        conditions.append(contains(cases.c.party_names, wanted.party))
    if wanted.document_number is not None:
        conditions.append(
            select(documents.c.document)
            .where(documents.c.agency == cases.c.agency, documents.c.number == cases.c.number)
            .where(documents.c.document_number == wanted.document_number)
            .exists()
        )
    if wanted.sought is not None:
        conditions.append(_has(wanted.sought))
    return conditions


def _has(sought: str) -> ColumnElement[bool]:
    """Whether a case is called so in part, or one of its parties, or one of its documents."""
    of_a_document = (
        select(documents.c.document)
        .where(documents.c.agency == cases.c.agency, documents.c.number == cases.c.number)
        .where(documents.c.document_number.contains(sought, autoescape=True))
    )
    return or_(
        cases.c.number.contains(sought, autoescape=True),
        contains(cases.c.party_names, sought),
        of_a_document.exists(),
    )


def _as_of(deadline: DeadlineRow, today: date) -> DeadlineRow:
    """Say what a clock that still runs is today: that is computed, never stored."""
    if deadline["state"] != State.RUNNING:
        return deadline
    day = deadline["last_day"] or deadline["latest"]
    assert day is not None, "what runs has a last day, or a latest one while it is provisional"
    provisional = deadline["last_day"] is None
    makes_late = CLOCK_OF[TermKey(deadline["term"])].makes_late
    state = state_while_running(date.fromisoformat(day), today, right=not makes_late, provisional=provisional)
    return {**deadline, "state": state}
