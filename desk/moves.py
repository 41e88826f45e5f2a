"""Moves in an open case (办理): sent to the case and answered with a receipt, or judged on what is recorded."""

import asyncio
from contextlib import suppress
from datetime import datetime

from desk.engine_calls import EngineCalls
from desk.errors import (
    REGISTER,
    Barred,
    KeyReused,
    LookAgain,
    Malformed,
    NumberTaken,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
)
from desk.folded import Folded, FoldedCases
from desk.long_texts import taken
from desk.ports import Receipts, Rulebooks
from desk.requests import Asked, Requests, judge
from desk.rights import may_approach
from domain.bilingual import Words
from domain.case.case import case_id
from domain.law.rulebook import Rulebook
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.language import Moment, Move, Refusal
from domain.procedure.receipts import Kept, Looked, Receipt
from domain.texts import INLINE_BUDGET
from workflows.messages import Request

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


LOOKS = 5
"""Times that the register is searched for a key: each time it is further."""


class Moves:
    def __init__(
        self,
        requests: Requests,
        engine: EngineCalls,
        receipts: Receipts,
        cases: FoldedCases,
        rulebooks: Rulebooks,
        away: tuple[type[Exception], ...],
    ) -> None:
        """`away` is what the register raises when it cannot be reached."""
        self._requests = requests
        self._engine = engine
        self._receipts = receipts
        self._cases = cases
        self._rulebooks = rulebooks
        self._away = away

    async def perform(self, agency: str, number: str, asked: Asked, rulebook: Rulebook | None) -> Receipt:
        """Make a move; `rulebook` are new rules that come with it."""
        move = await self._read(agency, number, asked)
        if rulebook is None and isinstance(move, AdoptRulebook):
            rulebook = await self._rules_now(agency, number)
        if rulebook is not None:
            await asyncio.to_thread(self._rulebooks.keep, rulebook)
        return await self._answered(agency, number, asked, move, rulebook)

    async def _answered(
        self, agency: str, number: str, asked: Asked, move: Move, rulebook: Rulebook | None
    ) -> Receipt:
        """Return the first answer to this request, from the register where it is recorded, else from the case."""
        # Asked first: where this very request has opened it, the register has its receipt by now.
        is_taken = await self._is_taken(agency, move)
        for _ in range(LOOKS):
            looked = await self._look(agency, number, asked)
            if looked.kept is not None:
                return first_answer(looked.kept, asked)
            if is_taken:
                raise NumberTaken(move.opens)
            sent = taken(move, asked.body, looked.inline_text)
            await self._requests.keep(sent)
            envelope = self._requests.envelope(asked, move, looked.persons, rulebook)
            request = Request(envelope=envelope, body=sent.body).at(looked.position)
            try:
                return await self._engine.perform(case_id(agency, number), asked, request)
            except LookAgain:
                continue
            except Unknown:
                # It may have been recorded and closed since.
                looked = await self._look(agency, number, asked)
                if looked.kept is not None:
                    return first_answer(looked.kept, asked)
                if looked.position:
                    raise Barred(CASE_AT_REST(agency=agency, number=number)) from None
                raise
        raise Unavailable(REGISTER)

    async def _is_taken(self, agency: str, move: Move) -> bool:
        """Whether another case has the number that a move would give to a new one."""
        return bool(move.opens) and await self.exists(agency, move.opens)

    async def _look(self, agency: str, number: str, asked: Asked) -> Looked:
        """Look for the key; where the register is away, a case that carries all of its receipts answers alone.

        How much text it carries is not known then: what is not short goes to the store.
        """
        try:
            return await asyncio.to_thread(self._receipts.look, agency, number, asked.scoped_key)
        except self._away:
            return Looked(position=0, inline_text=INLINE_BUDGET)

    async def dry_run(self, agency: str, number: str, asked: Asked, at: datetime) -> tuple[Move, Moment]:
        """Judge a move on what is recorded, as of an instant."""
        move = taken(await self._read(agency, number, asked), asked.body, carried=0).move
        case, tip = await self._folded(agency, number)
        if asked.expects is not None and tip.seq != asked.expects:
            raise StalePosition(tip.seq)
        rulebook = await self._rules_now(agency, number) if isinstance(move, AdoptRulebook) else None
        envelope = self._requests.envelope(asked, move, case.persons)
        now = Moment(
            case=case,
            actor=asked.actor,
            at=at,
            people={p.id: p for p in envelope.people},
            agency=envelope.agency,
            new_rules=rulebook,
        )
        judge(now, move)
        if await self._is_taken(agency, move):
            raise NumberTaken(move.opens)
        return move, now

    async def checklist(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the points that a review of this case must cover; none of a case that is not recorded."""
        folded = await asyncio.to_thread(self._cases.of, agency, number)
        return folded.case.rulebook.switches.checklist if folded else ()

    async def _read(self, agency: str, number: str, asked: Asked) -> Move:
        """Read the move; of a case that is not there no fault is told but that."""
        if not may_approach(asked.actor, agency, number):
            raise Unknown
        try:
            return await self._requests.read(asked)
        except (Malformed, UnknownFile):
            if not await self.exists(agency, number):
                raise Unknown from None
            raise

    async def exists(self, agency: str, number: str) -> bool:
        """Whether there is such a case: in the register, or only in the engine as yet."""
        with suppress(*self._away):
            if (await asyncio.to_thread(self._receipts.look, agency, number, "")).position:
                return True
        return await self._engine.has(case_id(agency, number))

    async def _rules_now(self, agency: str, number: str) -> Rulebook:
        """The rules that this installation has for the profile of a case."""
        return self._requests.rules((await self._folded(agency, number)).case.identity.profile)

    async def _folded(self, agency: str, number: str) -> Folded:
        folded = await asyncio.to_thread(self._cases.of, agency, number)
        if folded is None:
            raise Unknown
        return folded


def first_answer(kept: Kept, asked: Asked) -> Receipt:
    """Return what this request was answered before.

    Raises:
        KeyReused: It was another request.
    """
    if kept.digest != asked.digest:
        raise KeyReused
    return kept.receipt
