"""The desk (受理窗口): the one way in for moves. It opens cases, makes moves in them, and asks them what they say."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from temporalio.client import Client

from desk.directory import Directory
from desk.engine_calls import EngineCalls
from desk.errors import Barred
from desk.folded import FoldedCases
from desk.moves import Moves
from desk.opening import Opening
from desk.ports import Files, Journals, Receipts, Rulebooks
from desk.requests import Asked, MayName, Requests
from domain.case.case import case_id
from domain.case.system_work import Found, Trouble, TroubleBook
from domain.law.rulebook import Rulebook
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
        *,
        task_queue: str,
        rules: Callable[[str], Rulebook],
        now: Callable[[], datetime],
        may_name: MayName,
        away: tuple[type[Exception], ...] = (),
        troubles: TroubleBook | None = None,
    ) -> None:
        """`away` is what the register raises when it cannot be reached; `troubles` is told what an operator should know."""
        self.directory = directory
        self._troubles = troubles
        self._engine = EngineCalls(client, task_queue)
        self.cases = FoldedCases(journals)
        requests = Requests(directory, files, rules, may_name)
        self._opening = Opening(requests, self._engine, receipts, rulebooks, now)
        self._moves = Moves(requests, self._engine, receipts, self.cases, rulebooks, away)

    async def open(self, asked: Asked, *, clock: datetime | None = None) -> Receipt:
        """Open a case.

        `clock` sets the case's civil time, for demo and tests; the composition root lets it through or not.
        """
        return await self._opening.open(asked, clock)

    def dry_opening(self, asked: Asked, *, clock: datetime | None = None) -> tuple[Move, Moment]:
        """Judge an opening without starting anything; return what `dry_run` returns."""
        return self._opening.dry_run(asked, clock)

    async def perform(self, agency: str, number: str, asked: Asked) -> Receipt:
        """Make a move in a case."""
        return await self._perform(agency, number, asked, None)

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

    async def checklist(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the points that a review of this case must cover."""
        return await self._moves.checklist(agency, number)

    async def signal(self, agency: str, number: str, name: str, payload: dict[str, Any]) -> None:
        """Put a letter into the case's letterbox; the answer comes through the journal."""
        await self._engine.signal(case_id(agency, number), name, payload)

    async def query(self, agency: str, number: str, name: str) -> Any:
        """Ask the workflow itself."""
        return await self._engine.query(case_id(agency, number), name)
