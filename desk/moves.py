"""Moves in a case (办理): sent to it and answered with a receipt, or judged on what is recorded.

A case whose procedure has ended has no workflow any more: it goes on from the register where a move is lawful in it still.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from desk.engine_calls import EngineCalls
from desk.errors import (
    REGISTER,
    EngineBehind,
    KeyReused,
    LookAgain,
    Malformed,
    NumberTaken,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
    of_register,
)
from desk.folded import Folded, FoldedCases
from desk.long_texts import taken
from desk.ports import Journals, Receipts, Rulebooks
from desk.requests import Asked, Requests, judge
from desk.rights import may_approach
from domain.case.case import Case, case_id
from domain.case.journal import Entry
from domain.law.rulebook import Rulebook
from domain.procedure import rests
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.language import Moment, Move
from domain.procedure.receipts import Kept, Looked, Receipt
from domain.texts import INLINE_BUDGET
from workflows.messages import CaseState, Envelope, Request

LOOKS = 5
"""Times that the register is searched for a key: each time it is further."""
BETWEEN_LOOKS = 0.2
"""Seconds."""


class Moves:
    def __init__(
        self,
        requests: Requests,
        engine: EngineCalls,
        receipts: Receipts,
        journals: Journals,
        cases: FoldedCases,
        rulebooks: Rulebooks,
        away: tuple[type[Exception], ...],
        now: Callable[[], datetime],
    ) -> None:
        """`away` is what the register raises when it cannot be reached."""
        self._requests = requests
        self._engine = engine
        self._receipts = receipts
        self._journals = journals
        self._cases = cases
        self._rulebooks = rulebooks
        self._away = away
        self._now = now

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
            with suppress(LookAgain):
                return await self._looked_and_sent(agency, number, asked, move, rulebook, is_taken=is_taken)
            await asyncio.sleep(BETWEEN_LOOKS)
        raise Unavailable(REGISTER)

    async def first_answer(self, agency: str, number: str, asked_under: str) -> Receipt | None:
        """Return what was answered to a request that was made under a key, once it is recorded; nothing where none was."""
        for _ in range(LOOKS):
            looked = await asyncio.to_thread(self._receipts.look, agency, number, asked_under)
            if looked.kept is not None:
                return looked.kept.receipt
            await asyncio.sleep(BETWEEN_LOOKS)
        return None

    async def _looked_and_sent(
        self, agency: str, number: str, asked: Asked, move: Move, rulebook: Rulebook | None, *, is_taken: bool
    ) -> Receipt:
        looked = await self._look(agency, number, asked)
        if looked.kept is not None:
            return first_answer(looked.kept, asked)
        if is_taken:
            raise NumberTaken(move.new_number)
        sent = taken(move, asked.body, looked.inline_text)
        await self._requests.keep(sent)
        envelope = self._requests.envelope(asked, move, looked.persons, rulebook)
        request = Request(envelope=envelope, body=sent.body).at(looked.position)
        try:
            return await self._engine.perform(case_id(agency, number), asked, request)
        except Unknown:
            return await self._sent_to_the_ended(agency, number, asked, sent.move, request, rulebook)

    async def _sent_to_the_ended(
        self, agency: str, number: str, asked: Asked, move: Move, request: Request, rulebook: Rulebook | None
    ) -> Receipt:
        """Let a case whose procedure has ended go on from the register, for a move that is still lawful in it.

        Raises:
            Unknown: There is no such case.
            EngineBehind: Its procedure has not ended: the engine has lost it.
            Barred: The move is not lawful; nothing was started.
        """
        entries = await self._recorded(agency, number)
        if not entries:
            raise Unknown
        if entries[-1].seq != request.envelope.looked:
            raise LookAgain
        state = CaseState.awakened_at(self._now(), entries)
        now = _moment(state.case, request.envelope, state.now(self._now()), rulebook)
        if not rests(state.case, now.today):
            raise EngineBehind(0, state.tip.seq)
        judge(now, move)
        envelope = request.envelope.model_copy(update={"awakens": True})
        return await self._engine.awaken(asked, request.model_copy(update={"envelope": envelope}), state)

    async def _recorded(self, agency: str, number: str) -> Sequence[Entry]:
        try:
            return await asyncio.to_thread(self._journals.entries, agency, number)
        except self._away as error:
            raise of_register(error) from error

    async def _is_taken(self, agency: str, move: Move) -> bool:
        """Whether another case has the number that a move would give to a new one."""
        return bool(move.new_number) and await self.exists(agency, move.new_number)

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
        now = _moment(case, envelope, at, rulebook)
        judge(now, move)
        if await self._is_taken(agency, move):
            raise NumberTaken(move.new_number)
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


def _moment(case: Case, envelope: Envelope, at: datetime, rulebook: Rulebook | None) -> Moment:
    return Moment(
        case=case,
        actor=envelope.actor,
        at=at,
        people={p.id: p for p in envelope.people},
        agency=envelope.agency,
        new_rules=rulebook,
    )


def first_answer(kept: Kept, asked: Asked) -> Receipt:
    """Return what this request was answered before.

    Raises:
        KeyReused: It was another request.
    """
    if kept.digest != asked.digest:
        raise KeyReused
    return kept.receipt
