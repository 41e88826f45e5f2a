"""Opening a case (启动案件): judged here first, so that a refused opening starts nothing."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from desk.engine_calls import EngineCalls
from desk.errors import Barred, Fault, Malformed, NumberTaken, Unknown
from desk.long_texts import Taken, taken
from desk.ports import Positions
from desk.requests import Asked, Requests, judge
from domain.bilingual import Words
from domain.case.case import Case
from domain.procedure.chapters.drafting import ALREADY_OPEN, OpenCase
from domain.procedure.language import Moment, Move
from workflows.messages import CaseState, Receipt, Request

NO_SUCH_AGENCY = Fault(
    "agency",
    Words("没有这个执法机关", "there is no such agency"),
    Words("请对照人员目录填写 agency", "give `agency` as its code stands in the directory"),
)


class Opening:
    def __init__(
        self, requests: Requests, engine: EngineCalls, positions: Positions, now: Callable[[], datetime]
    ) -> None:
        self._requests = requests
        self._engine = engine
        self._positions = positions
        self._now = now

    async def open(self, asked: Asked, clock: datetime | None) -> Receipt:
        """Open a case, whose civil time starts at `clock` where that is given."""
        sent, request, _ = self.judged(asked, clock)
        assert isinstance(sent.move, OpenCase), "only an opening is asked for here"
        offset = clock - self._now() if clock else timedelta()
        state = CaseState(agency=sent.move.agency, number=sent.move.number, clock_offset=offset)
        await self._requests.keep(sent)
        known = await asyncio.to_thread(self._positions.position, state.agency, state.number)
        send = self._first_answer if known else self._engine.open
        try:
            return await send(asked, request, state)
        except Barred as barred:
            if barred.code == ALREADY_OPEN.code:
                raise NumberTaken(state.number) from barred
            raise

    async def _first_answer(self, asked: Asked, request: Request, state: CaseState) -> Receipt:
        """The number exists: the same key with the same body gets the first answer, all else is refused."""
        try:
            return await self._engine.perform(state.id, asked, request)
        except Unknown as error:
            raise NumberTaken(state.number) from error

    def dry_run(self, asked: Asked, clock: datetime | None) -> tuple[Move, Moment]:
        sent, _, now = self.judged(asked, clock)
        return sent.move, now

    def judged(self, asked: Asked, clock: datetime | None) -> tuple[Taken, Request, Moment]:
        """Return the move with all that goes with it; nothing stands in its way."""
        read = self._requests.read(asked)
        assert isinstance(read, OpenCase), "only an opening is asked for here"
        agency = self._requests.directory.agency(read.agency)
        if agency is None:
            raise Malformed(NO_SUCH_AGENCY)
        rules = self._requests.rules(read.profile)
        sent = taken(read, asked.body, carried=0)
        envelope = self._requests.envelope(asked, sent.move).model_copy(
            update={"agency": agency, "rulebook": rules}
        )
        now = Moment(
            case=Case(),
            actor=asked.actor,
            at=clock or self._now(),
            people={p.id: p for p in envelope.people},
            agency=agency,
            new_rules=rules,
        )
        judge(now, sent.move)
        return sent, Request(envelope=envelope, body=sent.body), now
