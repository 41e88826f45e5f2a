"""Opening a case (启动案件): judged here first, so that a refused opening starts nothing."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from desk.directory import Directory
from desk.engine_calls import EngineCalls
from desk.errors import Barred, Fault, NotHere, NumberTaken
from desk.long_texts import Taken, taken
from desk.moves import first_answer
from desk.ports import Receipts, Rulebooks
from desk.requests import Asked, Requests, judge
from domain.bilingual import Words
from domain.case.case import Case
from domain.law.rulebook import Rulebook
from domain.procedure.chapters.drafting import ALREADY_OPEN, OpenCase
from domain.procedure.language import Moment, Move
from domain.procedure.receipts import Looked, Receipt
from domain.procedure.roles import may_not
from workflows.messages import CaseState, Request

NO_SUCH_AGENCY = Fault(
    "agency",
    Words("没有这个执法机关", "there is no such agency"),
    Words(
        "请在 agency 中填写执法机关的代码（见 tingshu people）",
        "give the code of the agency in `agency` (see `tingshu people`)",
    ),
)


class Opening:
    def __init__(
        self,
        requests: Requests,
        engine: EngineCalls,
        receipts: Receipts,
        rulebooks: Rulebooks,
        now: Callable[[], datetime],
    ) -> None:
        self._requests = requests
        self._engine = engine
        self._receipts = receipts
        self._rulebooks = rulebooks
        self._now = now

    async def open(self, asked: Asked, clock: datetime | None) -> Receipt:
        """Open a case, whose civil time starts at `clock` where that is given."""
        sent, request, now = await self.judged(asked, clock)
        move = sent.move
        assert isinstance(move, OpenCase), "only an opening is asked for here"
        looked = await asyncio.to_thread(self._prepare, move, asked, now.rules)
        if looked.kept is not None:
            return first_answer(looked.kept, asked)
        if looked.position:
            raise NumberTaken(move.number)
        await self._requests.keep(sent)
        state = CaseState(agency=move.agency, number=move.number)
        try:
            return await self._engine.open(asked, request, state)
        except Barred as barred:
            if barred.code == ALREADY_OPEN.code:
                raise NumberTaken(state.number) from barred
            raise

    def _prepare(self, move: OpenCase, asked: Asked, rules: Rulebook) -> Looked:
        """Put the rules where the case will find them, and look whether the number is known."""
        self._rulebooks.keep(rules)
        return self._receipts.look(move.agency, move.number, asked.scoped_key)

    async def dry_run(self, asked: Asked, clock: datetime | None) -> tuple[Move, Moment]:
        sent, _, now = await self.judged(asked, clock)
        return sent.move, now

    async def judged(self, asked: Asked, clock: datetime | None) -> tuple[Taken, Request, Moment]:
        """Return the move with all that goes with it; nothing stands in its way."""
        of_agency(self._requests.directory, asked, OpenCase, self._now())
        read = await self._requests.read(asked)
        assert isinstance(read, OpenCase), "only an opening is asked for here"
        judging = partial(self._judged, read, asked, clock)
        return await self._requests.lane.run(judging, large=asked.is_large)

    def _judged(self, read: OpenCase, asked: Asked, clock: datetime | None) -> tuple[Taken, Request, Moment]:
        agency = self._requests.directory.agency(read.agency)
        if agency is None:
            raise NotHere(NO_SUCH_AGENCY)
        rules = self._requests.rules(read.profile)
        sent = taken(read, asked.body, carried=0)
        offset = clock - self._now() if clock else timedelta()
        envelope = self._requests.envelope(asked, sent.move).model_copy(
            update={"agency": agency, "rulebook": rules.sha256, "clock_offset": offset}
        )
        now = Moment(
            case=Case(),
            actor=asked.actor,
            at=clock or self._now(),
            people={p.id: p for p in envelope.people},
            agency=agency,
            new_rules=rules,
            clock_offset=offset,
        )
        judge(now, sent.move)
        return sent, Request(envelope=envelope, body=sent.body), now


def of_agency(directory: Directory, asked: Asked, kind: type[Move], at: datetime) -> None:
    """Refuse who opens no case in this agency, whatever else is wrong with what is asked for.

    Raises:
        Barred: This person's roles are in another agency, or are others.
    """
    agency = asked.body.get("agency")
    nobody_yet = Moment(case=Case(), actor=asked.actor, at=at)
    known = isinstance(agency, str) and directory.agency(agency) is not None
    if known and (found := list(may_not(nobody_yet, kind, (None,), str(agency)))):
        raise Barred(*found)
