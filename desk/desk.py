"""The desk (受理窗口): the one way in for moves. It opens cases, makes moves in them, and asks them what they say."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from temporalio.client import Client

from desk.directory import Directory
from desk.engine_calls import EngineCalls
from desk.errors import Barred, Unknown
from desk.folded import FoldedCases
from desk.lane import Lane
from desk.limits import Limits
from desk.moves import Moves
from desk.opening import Opening
from desk.ports import Files, Fonts, Journals, PaperNumbers, Receipts, Rulebooks
from desk.requests import Asked, MayName, Requests
from desk.rights import may_approach, may_attempt
from desk.taking_over import TakingOver
from desk.trial import Trial
from domain.case.case import case_id
from domain.case.people import Person
from domain.case.system_work import Found, Trouble, TroubleBook
from domain.law.rulebook import Rulebook
from domain.procedure import MOVES
from domain.procedure.language import Moment, Move
from domain.procedure.receipts import Receipt
from workflows.size import CASE_TOO_LARGE


class Desk:
    """Whatever it does not do is told by a `DeskError` (see `desk.errors`)."""

    def __init__(
        self,
        client: Client,
        directory: Directory,
        files: Files,
        receipts: Receipts,
        journals: Journals,
        rulebooks: Rulebooks,
        numbers: PaperNumbers,
        *,
        task_queue: str,
        rules: Callable[[str], Rulebook],
        now: Callable[[], datetime],
        may_name: MayName,
        fonts: Fonts,
        away: tuple[type[Exception], ...] = (),
        troubles: TroubleBook | None = None,
    ) -> None:
        """`away` is what the register raises when it cannot be reached; `troubles` is told what an operator should know."""
        self.directory = directory
        self._troubles = troubles
        self._engine = EngineCalls(client, task_queue)
        self.limits = Limits(fonts)
        self.cases = FoldedCases(journals)
        self.lane = Lane()
        requests = Requests(directory, files, rules, may_name, self.limits, self.lane)
        self._opening = Opening(requests, self._engine, receipts, rulebooks, now)
        self._taking_over = TakingOver(requests, self._engine, receipts, rulebooks, numbers, now)
        self._moves = Moves(requests, self._engine, receipts, journals, self.cases, rulebooks, away, now)

    async def open(self, asked: Asked, *, clock: datetime | None = None) -> Receipt:
        """Open a case.

        `clock` sets the case's civil time, for demo and tests; the composition root lets it through or not.
        """
        return await self._opening.open(asked, clock)

    async def dry_opening(self, asked: Asked, *, clock: datetime | None = None) -> tuple[Move, Moment]:
        """Judge an opening without starting anything; return what `dry_run` returns."""
        return await self._opening.dry_run(asked, clock)

    async def take_over(self, asked: Asked, *, clock: datetime | None = None) -> Receipt:
        """Take over a case begun on paper; `clock` as with an opening."""
        return await self._taking_over.take_over(asked, clock)

    async def dry_taking_over(
        self, asked: Asked, *, clock: datetime | None = None, beside: set[str] | None = None
    ) -> Trial:
        """Judge a taking over without starting anything; `beside` as `TakingOver.dry_run` has it."""
        return await self._taking_over.dry_run(asked, clock, beside)

    async def perform(self, agency: str, number: str, asked: Asked) -> Receipt:
        """Make a move in a case."""
        return await self._perform(agency, number, asked, None)

    async def first_answer(self, agency: str, number: str, by: Person, key: str) -> Receipt | None:
        """Return what was answered to a person's request that was made under a key; nothing where none was.

        Who sends the same again, and does not have its text any more, learns so that it was made.
        """
        if not may_approach(by, agency, number):
            return None
        return await self._moves.first_answer(agency, number, f"{by.id}:{key}")

    async def adopt(self, agency: str, number: str, asked: Asked, rulebook: Rulebook) -> Receipt:
        """Hand new rules into an open case."""
        return await self._perform(agency, number, asked, rulebook)

    async def _perform(self, agency: str, number: str, asked: Asked, rulebook: Rulebook | None) -> Receipt:
        try:
            return await self._moves.perform(agency, number, asked, rulebook)
        except Barred as barred:
            if CASE_TOO_LARGE.code in {refusal.code for refusal in barred.refusals}:
                await self._tell(Found.of_case(Trouble.CASE_TOO_LARGE, agency, number, asked.move))
            raise

    async def _tell(self, found: Found) -> None:
        """Tell the operator; that it could not be told changes no answer."""
        if self._troubles is not None:
            with suppress(Exception):
                await asyncio.to_thread(self._troubles.report, found)

    async def dry_run(self, agency: str, number: str, asked: Asked, *, at: datetime) -> tuple[Move, Moment]:
        """Judge a move without making it; return move and moment for a look at what it would make."""
        return await self._moves.dry_run(agency, number, asked, at)

    def approach(self, by: Person, agency: str, number: str, move: str) -> None:
        """Say who may not even try a move, before its body is read; nothing is looked up for it.

        Raises:
            Unknown: Such a case may not be known to the person, whether there is one or not; or there is no such move.
            Barred: The person holds none of the move's roles.
        """
        if not may_approach(by, agency, number) or move not in MOVES:
            raise Unknown
        may_attempt(by, MOVES[move])

    async def exists(self, agency: str, number: str) -> bool:
        """Whether there is such a case, recorded or only just opened; for who may know of it."""
        return await self._moves.exists(agency, number)

    async def checklist(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the points that a review of this case must cover."""
        return await self._moves.checklist(agency, number)

    async def signal(self, agency: str, number: str, name: str, payload: dict[str, Any]) -> None:
        """Put a letter into the case's letterbox; the answer comes through the journal."""
        await self._engine.signal(case_id(agency, number), name, payload)

    async def query(self, agency: str, number: str, name: str) -> Any:
        """Ask the workflow itself."""
        return await self._engine.query(case_id(agency, number), name)
