"""Reading at the desk: under the reader's rights, noted in the access log, and never behind the reader's own write."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, ParamSpec, Protocol, TypeVar

from desk.access_log import AccessLog
from desk.errors import TERM, Fault, NotHere, Unavailable, Unknown
from desk.folded import Folded, FoldedCases
from desk.options import Options, options_of
from desk.ports import Register
from domain.bilingual import Words
from domain.canonical import canonical
from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import Person
from domain.case.readers import Reader
from domain.law.terms import TermKey
from domain.law.traces import Trace
from domain.procedure import explained
from domain.procedure.gates.draft import CASE_NUMBER
from domain.procedure.language import SHANGHAI, civil
from domain.procedure.lists import (
    EVERY_MOVE,
    BadCursor,
    CaseFilter,
    CaseRow,
    DeadlineRow,
    DocumentRow,
    JournalRow,
    MoveFilter,
    Page,
    WorkRow,
)

NO_CURSOR = Fault(
    "cursor",
    Words("翻页标记无效", "it is no cursor of this list"),
    Words("请去掉 cursor，从第一页开始", "leave out `cursor` and begin with the first page"),
)
Source = Literal["register", "workflow"]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Shown:
    """A case as it is shown: JSON text, ready to be sent."""

    position: int
    body: bytes
    source: Source


OwnClock = Callable[[str, str], Awaitable[datetime | None]]
"""Asks for the engine's clock of one case (agency, number); nothing where it has none any more."""


class Workflows(Protocol):
    """The cases as they live in the engine; who only reads the register loads nothing of it."""

    async def query(self, agency: str, number: str, name: str) -> Any:
        """Ask a case itself.

        Raises:
            Unknown: The engine has no such case, or not any more.
            Unavailable: It does not answer.
        """


class Reading:
    """The one way in for readers."""

    def __init__(
        self,
        workflows: Workflows,
        cases: FoldedCases,
        register: Register,
        log: AccessLog,
        *,
        now: Callable[[], datetime],
        own_clocks: OwnClock | None = None,
        inline: bool = False,
    ) -> None:
        """Put together what is read from.

        Args:
            workflows: Asks the workflow where the register is behind.
            cases: The cases, folded from what is recorded.
            register: The readable projection.
            log: The access log.
            now: The civil clock.
            own_clocks: What the engine's clock of a case shows, where cases have clocks of their own (demo and tests).
            inline: One case is read in the event loop itself: on SQLite a thread costs more than the statement.
        """
        self._workflows = workflows
        self._cases = cases
        self._register = register
        self._log = log
        self._now = now
        self._own_clocks = own_clocks
        self._inline = inline

    def clock(self) -> datetime:
        """Return the instant of the office's own clock."""
        return self._now()

    async def entries(self, by: Person, agency: str, number: str, *, after: int = 0) -> tuple[Entry, ...]:
        """Return what has been entered in a case since a position, for who may read the case; each as its fact and day."""
        self._reader_for(by, agency, number)
        return await asyncio.to_thread(self._cases.entries, agency, number, after)

    async def whole_journal(
        self, by: Person, agency: str, number: str, *, request: str = ""
    ) -> tuple[Entry, ...]:
        """Return every entry of a case, for whoever may read its journal: an auditor too.

        Raises:
            Unknown: No such case, or its journal is not this person's to read.
        """
        if agency not in Reader.of(by).journals or not CASE_NUMBER.fullmatch(number):
            raise Unknown
        found = await asyncio.to_thread(self._cases.entries, agency, number, 0)
        if not found:
            raise Unknown
        self._log.note(by.id, agency, number, "journal", request)
        return found

    async def position(self, by: Person, agency: str, number: str) -> int:
        """Return how far a case is recorded: 0 where there is none that this person may read."""
        self._reader_for(by, agency, number)
        return await self._read(self._register.position, agency, number)

    async def case(
        self,
        by: Person,
        agency: str,
        number: str,
        *,
        at_least: int = 0,
        source: Source = "register",
        request: str = "",
    ) -> Shown:
        """Return a case; one not yet recorded up to `at_least` is waited for, then the workflow itself is asked.

        Raises:
            Unknown: No such case, or another agency's.
            Unavailable: The workflow was asked and does not answer.
        """
        reader = self._reader_for(by, agency, number)
        if source == "workflow":
            shown = await self._from_workflow(reader, agency, number)
        else:
            shown = await self._from_register(reader, agency, number, at_least)
        self._log.note(by.id, agency, number, "case", request)
        return shown

    async def _from_register(self, reader: Reader, agency: str, number: str, at_least: int) -> Shown:
        found = await self._read(self._register.case, reader, agency, number)
        if at_least and (found is None or found.position < at_least):
            if not await self._register.at_least(agency, number, at_least):
                return await self._from_workflow(reader, agency, number)
            found = await self._read(self._register.case, reader, agency, number)
        if found is None:
            raise Unknown
        return Shown(found.position, found.projection.encode(), "register")

    async def _from_workflow(self, reader: Reader, agency: str, number: str) -> Shown:
        """Ask the case itself; one that has ended, and that the engine has forgotten, is in the register alone."""
        state: dict[str, Any] = {}
        with suppress(Unknown):
            state = await self._workflows.query(agency, number, "state")
        if not state:
            return await self._from_register(reader, agency, number, 0)
        return Shown(state["position"], canonical(state), "workflow")

    async def cases(
        self, by: Person, wanted: CaseFilter, *, cursor: str | None = None, limit: int = 50, request: str = ""
    ) -> Page[CaseRow]:
        """Return the cases that the person may read, newest first, by keyset pages."""
        found = await _paged(
            self._register.cases, Reader.of(by), self.today(), wanted, cursor=cursor, limit=limit
        )
        self._log.note(by.id, by.agency, "", "cases", request)
        return found

    async def named(self, by: Person, wanted: Collection[tuple[str, str]]) -> Sequence[CaseRow]:
        """Return the rows of these cases (agency, number), as far as the person may read them."""
        return await asyncio.to_thread(self._register.named, Reader.of(by), self.today(), wanted)

    async def days(self, by: Person, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], date]:
        """Return which day it is in each of these cases (agency, number), as far as the person may read them."""
        today = self.today()
        if today is not None:
            return dict.fromkeys(wanted, today)
        return await asyncio.to_thread(self._register.own_days, Reader.of(by), wanted)

    def today(self) -> date | None:
        """Return the day of the office; nothing where each case has a clock of its own, and no one day is today."""
        return None if self._own_clocks else civil(self._now())

    async def work(
        self, by: Person, *, cursor: str | None = None, limit: int = 50, request: str = ""
    ) -> Page[WorkRow]:
        """Return what waits for this person, the longest waiting first."""
        # Where no one day is today, what is foreseen is shown with its day.
        found = await _paged(self._register.work, Reader.of(by), self.today(), cursor=cursor, limit=limit)
        self._log.note(by.id, by.agency, "", "work", request)
        return found

    async def due(
        self,
        by: Person,
        *,
        before: date | None = None,
        cursor: str | None = None,
        limit: int = 50,
        request: str = "",
    ) -> Page[DeadlineRow]:
        """Return the running clocks of all cases that the person may read, the most pressing first."""
        found = await _paged(
            self._register.due, Reader.of(by), self.today(), before=before, cursor=cursor, limit=limit
        )
        self._log.note(by.id, by.agency, "", "deadlines", request)
        return found

    async def journal(
        self,
        by: Person,
        agency: str,
        number: str,
        *,
        cursor: str | None = None,
        limit: int = 50,
        at_least: int = 0,
        request: str = "",
    ) -> Page[JournalRow]:
        """Return the entries with their heads, in order."""
        reader = Reader.of(by)
        if agency not in reader.journals:
            raise Unknown
        await self._wait_for(agency, number, at_least)
        found = await _paged(self._register.journal, reader, agency, number, cursor=cursor, limit=limit)
        if not found.items and cursor is None:
            raise Unknown
        self._log.note(by.id, agency, number, "journal", request)
        return found

    async def documents(
        self, by: Person, agency: str, number: str, *, at_least: int = 0, request: str = ""
    ) -> Sequence[DocumentRow]:
        """Return the documents of a case, with their files."""
        reader = self._reader_for(by, agency, number)
        await self._wait_for(agency, number, at_least)
        await self._must_be_there(reader, agency, number)
        found = await asyncio.to_thread(self._register.documents, reader, agency, number)
        self._log.note(by.id, agency, number, "documents", request)
        return found

    async def deadlines(
        self, by: Person, agency: str, number: str, *, at_least: int = 0, request: str = ""
    ) -> tuple[date, Sequence[DeadlineRow]]:
        """Return every clock of a case, and as of which day."""
        reader = self._reader_for(by, agency, number)
        await self._wait_for(agency, number, at_least)
        await self._must_be_there(reader, agency, number)
        today = civil(await self.now_of(by, agency, number))
        found = await asyncio.to_thread(self._register.deadlines, reader, agency, number, today)
        self._log.note(by.id, agency, number, "deadlines", request)
        return today, found

    async def traces(
        self, by: Person, agency: str, number: str, term: str, party: int | None, *, request: str = ""
    ) -> tuple[Trace, ...]:
        """Return why each last day of one term is what it is.

        Raises:
            Unknown: No such case, or the term has not run in it.
            LawError: The law has no answer.
        """
        self._reader_for(by, agency, number)
        if term not in TermKey.__members__.values():
            raise Unknown(TERM)
        folded = await self._folded(agency, number)
        found = await asyncio.to_thread(lambda: tuple(explained(folded.case, TermKey(term), party)))
        if not found:
            raise Unknown(TERM)
        self._log.note(by.id, agency, number, f"deadline {term}", request)
        return found

    async def moves(
        self,
        by: Person,
        agency: str,
        number: str,
        wanted: MoveFilter = EVERY_MOVE,
        *,
        clock: datetime | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        of_the_case_too: bool = False,
        at_least: int = 0,
        request: str = "",
    ) -> Options:
        """Return what the person may do now, all of it without a limit; `clock` is the case's own time, where it has one.

        Of one party it is what concerns that alone; `of_the_case_too`, the moves of the whole case come with it.
        """
        self._reader_for(by, agency, number)
        await self._wait_for(agency, number, at_least)
        folded = await self._folded(agency, number)
        at = clock or await self._moment(agency, number, folded)
        found = await _paged(
            options_of, by, folded, at, wanted, cursor, limit, of_the_case_too=of_the_case_too
        )
        self._log.note(by.id, agency, number, "moves", request)
        return found

    async def folded(self, by: Person, agency: str, number: str, *, request: str = "") -> Case:
        """Return a case as the rules see it: what a form offers to choose from is taken from it."""
        self._reader_for(by, agency, number)
        folded = await self._folded(agency, number)
        self._log.note(by.id, agency, number, "case", request)
        return folded.case

    async def _moment(self, agency: str, number: str, folded: Folded) -> datetime:
        """Return the instant that a case takes for now; where its own workflow is away or over, that of its last entry."""
        if self._own_clocks is None:
            return self._now()
        try:
            told = datetime.fromisoformat(await self._workflows.query(agency, number, "now"))
            engine = await self._own_clocks(agency, number)
        except (Unavailable, Unknown):
            return folded.tip.at or self._now()
        # A case tells at which instant it was last awake; where nothing fell due since then, its clock has gone on.
        went_on = engine + folded.case.identity.clock_offset if engine else told
        return max(told, went_on).astimezone(SHANGHAI)

    async def now_of(self, by: Person, agency: str, number: str, *, at_least: int = 0) -> datetime:
        """Return the instant that a case takes for now.

        Raises:
            Unknown: At once where it is another agency's: how long an answer takes must not tell whether a case exists.
        """
        self._reader_for(by, agency, number)
        await self._wait_for(agency, number, at_least)
        if not self._own_clocks:
            return self._now()
        return await self._moment(agency, number, await self._folded(agency, number))

    def _reader_for(self, by: Person, agency: str, number: str) -> Reader:
        reader = Reader.of(by)
        if agency not in reader.agencies or not CASE_NUMBER.fullmatch(number):
            raise Unknown
        return reader

    async def _wait_for(self, agency: str, number: str, at_least: int) -> None:
        """Wait, for a bounded time, until the reader's own write can be read."""
        if at_least:
            await self._register.at_least(agency, number, at_least)

    async def _must_be_there(self, reader: Reader, agency: str, number: str) -> None:
        if await self._read(self._register.case, reader, agency, number) is None:
            raise Unknown

    async def _folded(self, agency: str, number: str) -> Folded:
        folded = await asyncio.to_thread(self._cases.of, agency, number)
        if folded is None:
            raise Unknown
        return folded

    async def _read(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return call(*args, **kwargs) if self._inline else await asyncio.to_thread(call, *args, **kwargs)


async def _paged(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Read one page in a thread.

    Raises:
        NotHere: The cursor is none of this list's.
    """
    try:
        return await asyncio.to_thread(call, *args, **kwargs)
    except BadCursor as error:
        raise NotHere(NO_CURSOR) from error
