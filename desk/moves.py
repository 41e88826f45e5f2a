"""Moves in an open case (办理): sent to the case and answered with a receipt, or judged on what is recorded."""

import asyncio
from datetime import datetime

from desk.engine_calls import EngineCalls
from desk.errors import Barred, StalePosition, Unknown
from desk.long_texts import Taken, taken, weighs
from desk.ports import Journals, Positions
from desk.requests import Asked, Requests, judge
from desk.rights import may_approach
from domain.bilingual import Words
from domain.case.case import case_id
from domain.case.journal import Entry
from domain.law.rulebook import Rulebook
from domain.procedure import fold
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.language import Moment, Move, Refusal
from workflows.messages import Receipt, Request

CASE_AT_REST = Refusal(
    "CaseAtRest",
    None,
    Words(
        "本案的程序已经全部结束", "the procedure of this case has ended: nothing can be done in it any more"
    ),
    Words(
        "案件仍可查阅（GET /v1/cases/{agency}/{number}）",
        "it can still be read (GET /v1/cases/{agency}/{number})",
    ),
)


class Moves:
    def __init__(
        self, requests: Requests, engine: EngineCalls, positions: Positions, journals: Journals
    ) -> None:
        self._requests = requests
        self._engine = engine
        self._positions = positions
        self._journals = journals

    async def perform(self, agency: str, number: str, asked: Asked, rulebook: Rulebook | None) -> Receipt:
        """Make a move; `rulebook` are new rules that come with it."""
        sent = await self._read(agency, number, asked)
        if rulebook is None and isinstance(sent.move, AdoptRulebook):
            rulebook = await self._rules_now(agency, number)
        envelope = self._requests.envelope(asked, sent.move).model_copy(update={"rulebook": rulebook})
        request = Request(envelope=envelope, body=sent.body)
        await self._requests.keep(sent)
        try:
            return await self._engine.perform(case_id(agency, number), asked, request)
        except Unknown:
            if await asyncio.to_thread(self._positions.position, agency, number):
                raise Barred(CASE_AT_REST(agency=agency, number=number)) from None
            raise

    async def dry_run(self, agency: str, number: str, asked: Asked, at: datetime) -> tuple[Move, Moment]:
        """Judge a move on what is recorded, as of an instant."""
        move = (await self._read(agency, number, asked)).move
        entries = await self._entries(agency, number)
        if asked.expects is not None and entries[-1].seq != asked.expects:
            raise StalePosition(entries[-1].seq)
        rulebook = await self._rules_now(agency, number) if isinstance(move, AdoptRulebook) else None
        people = {p.id: p for p in self._requests.envelope(asked, move).people}
        now = Moment(case=fold(entries), actor=asked.actor, at=at, people=people, new_rules=rulebook)
        judge(now, move)
        return move, now

    async def checklist(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the points that a review of this case must cover; none of a case that is not recorded."""
        entries = await asyncio.to_thread(self._journals.entries, agency, number)
        return fold(entries).rulebook.switches.checklist if entries else ()

    async def _read(self, agency: str, number: str, asked: Asked) -> Taken:
        if not may_approach(asked.actor, agency, number):
            raise Unknown
        move, carried = self._requests.read(asked), 0
        if weighs(move):
            carried = await asyncio.to_thread(self._positions.inline_text, agency, number)
        return taken(move, asked.body, carried)

    async def _rules_now(self, agency: str, number: str) -> Rulebook:
        """The rules that this installation has for the profile of a case."""
        return self._requests.rules(fold(await self._entries(agency, number, until=1)).identity.profile)

    async def _entries(self, agency: str, number: str, until: int | None = None) -> tuple[Entry, ...]:
        entries = await asyncio.to_thread(self._journals.entries, agency, number, until=until)
        if not entries:
            raise Unknown
        return entries
