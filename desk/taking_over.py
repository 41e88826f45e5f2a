"""Taking over a case from paper (接收纸质案件): judged here as a whole, and started as a whole or not at all.

The case comes into the engine with everything in the one call that starts it, so no kill can leave half of it. The
update in that call says nothing new: the case carries the receipt of its key, and answers with it, as to every repetition.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from desk.engine_calls import EngineCalls
from desk.errors import Barred, NumberTaken
from desk.moves import first_answer
from desk.on_paper import OnPaper, on_paper
from desk.opening import of_agency
from desk.paper_documents import not_free
from desk.ports import PaperNumbers, Receipts, Rulebooks
from desk.requests import Asked, Requests
from desk.trial import FactTried, Trial
from domain.case.documents import PaperNumber
from domain.procedure import changes, deadlines, stage
from domain.procedure.chapters.drafting import ALREADY_OPEN
from domain.procedure.chapters.taking_over import TakeOverCase
from domain.procedure.receipts import Kept, Looked, Receipt, receipt_of
from workflows.messages import CaseState, Envelope, Request


class TakingOver:
    def __init__(
        self,
        requests: Requests,
        engine: EngineCalls,
        receipts: Receipts,
        rulebooks: Rulebooks,
        numbers: PaperNumbers,
        now: Callable[[], datetime],
    ) -> None:
        self._requests = requests
        self._engine = engine
        self._receipts = receipts
        self._rulebooks = rulebooks
        self._numbers = numbers
        self._now = now

    async def take_over(self, asked: Asked, clock: datetime | None) -> Receipt:
        """Take a case over, whose civil time is `clock` where that is given.

        Raises:
            NumberTaken: There is a case of this number.
            DeskError: See `desk.errors`; nothing of the case is taken over.
        """
        paper = await self._judged(asked, clock)
        looked = await asyncio.to_thread(self._prepare, paper, asked)
        if looked.kept is not None:
            return first_answer(looked.kept, asked)
        identity = paper.case.identity
        if looked.position:
            raise NumberTaken(identity.number)
        # The numbers of a case that the engine has already are not this request's to reserve: it may be another's.
        known = await self._engine.has(identity.id)
        await asyncio.to_thread(self._keep, paper, None if known else asked.actor.id)
        body = {"agency": identity.agency.code, "number": identity.number}
        envelope = Envelope(
            actor=asked.actor, key=asked.scoped_key, digest=asked.digest, request=asked.request
        )
        try:
            return await self._engine.open(asked, Request(envelope=envelope, body=body), _state(paper, asked))
        except Barred as barred:
            if barred.code == ALREADY_OPEN.code:
                raise NumberTaken(identity.number) from barred
            raise

    async def dry_run(self, asked: Asked, clock: datetime | None, beside: set[str] | None = None) -> Trial:
        """Judge it, and say what it would make true; nothing is written.

        `beside` are the numbers of cases and documents that are tried with it: its own are added.
        """
        paper = await self._judged(asked, clock)
        identity = paper.case.identity
        if beside is not None and identity.id in beside:
            raise NumberTaken(identity.number)
        looked = await asyncio.to_thread(
            self._receipts.look, identity.agency.code, identity.number, asked.scoped_key
        )
        if looked.position and looked.kept is None:
            raise NumberTaken(identity.number)
        numbers = paper.papers.numbers
        await asyncio.to_thread(_all_free, numbers, self._numbers.is_free)
        if beside is not None:
            _all_free(numbers, lambda number: number.printed not in beside)
            beside.update((identity.id, *(number.printed for number in numbers)))
        last = paper.entries[-1]
        return Trial(
            move=asked.move,
            stage=stage(paper.case, last.at),
            facts=tuple(FactTried(kind=entry.fact, body=entry.body) for entry in paper.entries),
            deadlines=tuple(changes((), deadlines(paper.case, last.at.date()))),
        )

    async def _judged(self, asked: Asked, clock: datetime | None) -> OnPaper:
        """Return the case as it would be. However long its list, everybody else is answered meanwhile."""
        of_agency(self._requests.directory, asked, TakeOverCase, self._now())
        read = await self._requests.read(asked)
        assert isinstance(read, TakeOverCase), "only a taking over is asked for here"
        return await self._requests.lane.run(partial(self._weighed, read, asked, clock), large=True)

    def _weighed(self, move: TakeOverCase, asked: Asked, clock: datetime | None) -> OnPaper:
        now = self._now()
        offset = clock - now if clock else timedelta()
        return on_paper(self._requests, asked, move, clock or now, offset)

    def _prepare(self, paper: OnPaper, asked: Asked) -> Looked:
        """Put the rules where the case will find them, and look whether the number is known."""
        self._rulebooks.keep(paper.case.rulebook)
        identity = paper.case.identity
        return self._receipts.look(identity.agency.code, identity.number, asked.scoped_key)

    def _keep(self, paper: OnPaper, by: str | None) -> None:
        """Keep the numbers for their documents, and the texts in the store; both may be kept again."""
        if by is not None:
            _all_free(paper.papers.numbers, lambda number: self._numbers.claim(number, by))
        self._requests.keep_texts(paper.texts)


def _all_free(numbers: Iterable[PaperNumber], is_free: Callable[[PaperNumber], bool]) -> None:
    if others := [number.printed for number in numbers if not is_free(number)]:
        raise not_free(others)


def _state(paper: OnPaper, asked: Asked) -> CaseState:
    """All of the case, none of it recorded yet, with the receipt of the one request that brought it."""
    state = CaseState.after(paper.entries, recorded=0)
    receipt = receipt_of(paper.case, paper.entries[-1:])
    kept = Kept(key=asked.scoped_key, digest=asked.digest, receipt=receipt)
    return state.model_copy(update={"receipts": (kept,)})
