"""The case (案件), kept alive from draft decision to closed file. One workflow a case.

A move is judged once, at the door (the validator); the handler only states its facts. `run` tells the world what
became true: attributes, timer, record, documents, letters, in this order and one activity at a time. Any other
shape left cases stuck for ever after a kill.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue, SearchAttributeKey
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.documents import DocumentsMade, DocumentsOrder
    from activities.recording import RecordBatch, RecordedHead
    from domain.case.journal import JournalGap
    from domain.case.people import Person
    from domain.law.errors import LawError
    from domain.law.held import RulesNotHeld
    from domain.procedure import available, deadlines, obstacles, rests, stage
    from domain.procedure.chapters.documents import DocumentsProduced, PreviewsRendered
    from domain.procedure.chapters.troubles import ReportFailure
    from domain.procedure.clocks.ending_terms import EndTerm
    from domain.procedure.gates.law import refused_by_law
    from domain.procedure.language import SHANGHAI, Moment, Move, Refused, machine_moment
    from domain.procedure.receipts import Kept, Receipt, receipt_of
    from domain.procedure.view import view
    from workflows import answers
    from workflows.awakening import Awakening
    from workflows.door import turned_away
    from workflows.following import Following, dues, follow
    from workflows.journal import RunJournal
    from workflows.letterbox import Letterbox
    from workflows.messages import CaseState, Request
    from workflows.outbox import Efforts, Errand, documents_ordered, errands
    from workflows.receipts import Receipts
    from workflows.requests import RequestReader, moment
    from workflows.size import Size, run_is_long
    from workflows.starting import EFFECT_RETRY, RECORD_RETRY, UnderWay, reason_of, start
    from workflows.timer import DueTimer

STAGE = SearchAttributeKey.for_keyword("TingshuStage")
AGENCY = SearchAttributeKey.for_keyword("TingshuAgency")

RECORD = "record"
"""The key under which a record that the register refuses is tried again."""
VISIBLE_AFTER = 3
"""Rounds of tries after which a failing effect becomes somebody's work."""


@workflow.defn(name="PenaltyCase")
class PenaltyCase:
    @workflow.init
    def __init__(self, given: CaseState) -> None:
        self._id = given
        self._case = given.case
        self._journal = RunJournal(given.tip, given.unrecorded)
        self._dues = dues(self._case)
        self._size = Size(self._case)
        self._receipts = Receipts(given.receipts, given.pruned)
        self._letters = Letterbox(given.letters, given.signals)
        self._efforts = Efforts(given.efforts)
        self._awakening = Awakening(given)
        self._timer = DueTimer(self._wake)
        self._under_way: UnderWay | None = None
        self._shown = ""
        self._woken = False
        self._requests = RequestReader()
        self._foreseen: tuple[Move, int, datetime, Following] | None = None

    @workflow.run
    async def run(self, given: CaseState) -> None:
        # First of all: an opening that came with the start is not cut off. What awakened a case waits for its record.
        await workflow.wait_condition(lambda: self._awakening.in_doubt or workflow.all_handlers_finished())
        if not self._case.opened:
            # Only failed runs may be reused: so the number of a refused opening is free again.
            raise ApplicationError("never opened", type="NeverOpened", non_retryable=True)
        while not (self._awakening.overtaken or self._at_rest()):
            self._woken = False
            self._end_terms()
            self._show()
            self._timer.set(self._next_instant(), self._now())
            self._start_next()
            # A case ends by law and not by a click: a cancelled one would leave its number free.
            with contextlib.suppress(asyncio.CancelledError):
                await workflow.wait_condition(lambda: self._woken or self._is_answered())
            self._take_answer()
            if run_is_long() and self._under_way is None and workflow.all_handlers_finished():
                workflow.continue_as_new(self._state())
        await workflow.wait_condition(workflow.all_handlers_finished)

    # The door: every human move comes as an update under its own name.

    @workflow.update(dynamic=True)
    async def perform(self, name: str, args: Sequence[RawValue]) -> Receipt:
        """State what the move makes true. Never judges: replay runs it again, perhaps under stricter gates."""
        receipt = self._perform(name, args)
        await self._awakening.passed()
        return receipt

    def _perform(self, name: str, args: Sequence[RawValue]) -> Receipt:
        request, move = self._requests.read(name, args)
        key, digest = request.envelope.key, request.envelope.digest
        if (kept := self._receipts.of(key)) is not None:
            return kept.receipt
        made = self._state_facts(move, self._moment(request), key, digest)
        receipt = receipt_of(made.case, made.entries)
        if key:
            self._receipts.keep(Kept(key=key, digest=digest, receipt=receipt))
            self._receipts.prune(self._journal.recorded)
        return receipt

    @perform.validator
    def judge(self, name: str, args: Sequence[RawValue]) -> None:
        """Refuse, with everything that stands in the way. Not run on replay."""
        try:
            request, move = self._requests.read(name, args)
        except Exception as error:
            raise answers.Malformed(fault=type(error).__name__).as_error() from error
        self._awakening.let_in(request.envelope)
        kept = self._receipts.of(request.envelope.key)
        if kept is not None and kept.digest == request.envelope.digest:
            return
        turned = turned_away(
            request.envelope,
            kept,
            pruned=self._receipts.pruned,
            position=self._journal.tip.seq,
            stands_still=RECORD in self._efforts.kept,
        )
        if turned is not None:
            raise turned.as_error()
        if found := self._weigh(request, move):
            raise answers.Barred(refusals=found).as_error()

    def _weigh(self, request: Request, move: Move) -> tuple[Refused, ...]:
        """Return what stands in the way, and see that the facts can be stated: a handler that fails stops the case."""
        try:
            now = self._moment(request)
            if found := obstacles(now, move):
                return found
            made = self._follow(move, now, request.envelope.key, request.envelope.digest)
            return self._size.refusals(made.case, made.entries, self._journal.unrecorded)
        except RulesNotHeld as error:
            raise answers.RulesAway(sha256=error.sha256).as_error() from error
        except LawError as error:
            return (refused_by_law(error, move.source),)
        except Exception as error:
            workflow.logger.exception("a move could not be judged", extra={"move": move.name})
            raise answers.NotJudged(fault=type(error).__name__).as_error() from error

    def _moment(self, request: Request) -> Moment:
        return moment(self._case, request.envelope, self._now(request.envelope.clock_offset))

    # The letterbox: signals are kept as they came, and handed in as moves.

    @workflow.signal(dynamic=True)
    def office(self, name: str, args: Sequence[RawValue]) -> None:
        """Keep whatever came; what cannot be read or kept is refused in the journal, never dropped."""
        payload = "\n".join(a.payload.data.decode("utf-8", "replace") for a in args)
        refused = self._letters.take(name, payload, self._now())
        if refused is not None and self._case.opened:
            self._machine(refused)
        self._wake()

    @workflow.signal
    def look_again(self) -> None:
        """Try now what waits for its next try: whoever has repaired something says so."""
        self._efforts.try_all(self._now())
        self._wake()

    # Queries

    @workflow.query
    def state(self) -> dict[str, Any]:
        """Everything that is true of the case; nothing where this run knows that it is not the case."""
        known = self._case.opened and not self._awakening.overtaken
        return view(self._case, self._journal.tip) if known else {}

    @workflow.query
    def deadlines(self) -> list[dict[str, Any]]:
        """Every clock of the case, past and present."""
        return [
            d.model_dump(mode="json", exclude_none=True) for d in deadlines(self._case, self._now().date())
        ]

    @workflow.query
    def moves(self, actor: Person) -> list[dict[str, Any]]:
        """What this person may do now, and what bars the rest."""
        now = Moment(case=self._case, actor=actor, at=self._now())
        return [o.model_dump(mode="json") for o in available(now)] if self._case.opened else []

    @workflow.query
    def signals(self) -> list[str]:
        """The ids, as their senders gave them, of the signals not answered yet."""
        return self._letters.sent

    @workflow.query
    def now(self) -> datetime:
        """What this case takes for now: the engine's clock and its own offset."""
        return self._now()

    # What became true

    def _state_facts(self, move: Move, now: Moment, key: str = "", digest: str = "") -> Following:
        made = self._follow(move, now, key, digest)
        self._journal.add(made.entries)
        self._case, self._dues = made.case, made.dues
        self._size.grown(made.case, made.entries)
        self._wake()
        return made

    def _follow(self, move: Move, now: Moment, key: str, digest: str) -> Following:
        """Return what follows; what the validator has just seen follow is not computed again by the handler."""
        tip, seen = self._journal.tip, self._foreseen
        if seen is None or seen[0] is not move or seen[1:3] != (tip.seq, now.at):
            seen = self._foreseen = (move, tip.seq, now.at, follow(tip, move, now, key=key, digest=digest))
        return seen[3]

    def _machine(self, move: Move) -> None:
        self._state_facts(move, machine_moment(self._case, self._now()))

    # One step, in one fixed order

    def _end_terms(self) -> None:
        """State of each last day that has passed what the law makes of it."""
        while self._is_due():
            _, day, overdue = self._dues[0]
            self._machine(EndTerm(day=day, overdue=overdue))

    def _is_due(self) -> bool:
        return bool(self._dues) and self._dues[0][0] <= self._now()

    def _show(self) -> None:
        now = stage(self._case, self._now())
        if now == self._shown:
            return
        agency = [] if self._shown else [AGENCY.value_set(self._id.agency)]
        workflow.upsert_search_attributes([STAGE.value_set(now), *agency])
        self._shown = now

    def _next_instant(self) -> datetime | None:
        due = [self._dues[0][0]] if self._dues else []
        return min([*due, *self._efforts.instants(self._now())], default=None)

    def _wake(self) -> None:
        self._woken = True

    def _start_next(self) -> None:
        if self._under_way is None:
            self._under_way = self._documents() or self._errand() if self._journal.whole else self._record()

    def _is_answered(self) -> bool:
        return self._under_way is not None and self._under_way[1].done()

    def _take_answer(self) -> None:
        if self._under_way is not None and self._under_way[1].done():
            take, handle = self._under_way
            self._under_way = None
            take(handle)

    def _record(self) -> UnderWay | None:
        if not self._efforts.may_try(RECORD, self._now()):
            return None
        entries = self._journal.chunk()
        with_it = self._next_order() if entries[-1].seq == self._journal.tip.seq else None
        batch = RecordBatch(
            agency=self._id.agency,
            number=self._id.number,
            entries=entries,
            order=with_it[1] if with_it else None,
            in_doubt=self._awakening.in_doubt,
        )
        handle = start(RECORD, batch, RecordedHead, RECORD_RETRY)
        return (lambda done: self._recorded_to(done, with_it)), handle

    def _recorded_to(
        self, handle: workflow.ActivityHandle[RecordedHead], with_it: tuple[str, DocumentsOrder] | None
    ) -> None:
        try:
            done = handle.result()
        except ActivityError as error:
            self._not_recorded(error)
            return
        self._journal.record(done.position, done.head)
        self._awakening.confirm()
        self._efforts.done(RECORD)
        self._receipts.prune(self._journal.recorded)
        if with_it is not None and done.made is not None:
            self._made(*with_it, done.made)
        elif with_it is not None:
            self._failed(with_it[0], done.failure)

    def _not_recorded(self, error: ActivityError) -> None:
        """The register has other entries than these, or lacks some: only then does the activity fail for good."""
        if self._awakening.gives_way():
            return
        cause = error.cause
        gap = isinstance(cause, ApplicationError) and cause.type == JournalGap.__name__ and cause.details
        if gap and self._journal.hand_again(int(gap[0])):
            return  # it came back from an older copy, and is handed what it lacks
        # Two histories of one case, or a gap older than this run. It takes no move until somebody has repaired or
        # filled the register, and then goes on by itself.
        workflow.logger.error("the case stands still", extra={"reason": reason_of(error)})
        self._failed(RECORD, reason_of(error))

    def _documents(self) -> UnderWay | None:
        """What did not come with the record of its order is tried again alone."""
        if (waiting := self._next_order()) is None:
            return None
        key, order = waiting
        handle = start("documents", order, DocumentsMade, EFFECT_RETRY)
        return (lambda done: self._tried(key, order, done)), handle

    def _next_order(self) -> tuple[str, DocumentsOrder] | None:
        now = self._now()
        orders = documents_ordered(self._case, self._journal.tip.seq)
        return next((o for o in orders if self._efforts.may_try(o[0], now)), None)

    def _tried(self, key: str, order: DocumentsOrder, handle: workflow.ActivityHandle[DocumentsMade]) -> None:
        try:
            made = handle.result()
        except ActivityError as error:
            self._failed(key, reason_of(error))
        else:
            self._made(key, order, made)

    def _made(self, key: str, order: DocumentsOrder, made: DocumentsMade) -> None:
        if order.wanted == "preview":
            self._machine(PreviewsRendered(documents=made.previews))
        else:
            self._machine(DocumentsProduced(numbered=made.numbered, incomplete=made.incomplete))
        if any(waiting == key for waiting, _ in documents_ordered(self._case, 0)):
            self._failed(key, "NotMade")
        else:
            self._efforts.done(key)

    def _errand(self) -> UnderWay | None:
        """Letters are handed in, and other cases told, one after the other."""
        now, waiting = (
            self._now(),
            chain(self._letters.errands(self._id.agency, self._id.number), errands(self._case)),
        )
        errand = next((e for e in waiting if self._efforts.may_try(e.key, now)), None)
        if errand is None:
            return None
        handle = start(errand.activity, errand.given, errand.answer, EFFECT_RETRY)
        return (lambda done: self._answered(errand, done)), handle

    def _answered(self, errand: Errand, handle: workflow.ActivityHandle[Any]) -> None:
        try:
            answer = handle.result()
        except ActivityError as error:
            self._failed(errand.key, reason_of(error))
            return
        self._efforts.done(errand.key)
        if (move := errand.told(answer)) is not None:
            self._machine(move)

    def _failed(self, key: str, reason: str) -> None:
        """Join the one timer; after some rounds it is somebody's work as well."""
        if self._efforts.failed(key, self._now()) == VISIBLE_AFTER:
            self._machine(ReportFailure(effect=key, attempts=VISIBLE_AFTER, reason=reason))

    # From run to run

    def _at_rest(self) -> bool:
        """Closed, everybody informed, and no right of a party still running."""
        at_work = any(chain(documents_ordered(self._case, 0), errands(self._case), self._letters.waiting))
        if at_work or self._under_way or not self._journal.whole or not rests(self._case, self._now().date()):
            return False
        # A run that ended before this was asked had not stated the last of its last days.
        return not (self._is_due() and workflow.patched("every-last-day"))

    def _state(self) -> CaseState:
        return CaseState(
            agency=self._id.agency,
            number=self._id.number,
            case=self._case,
            tip=self._journal.tip,
            unrecorded=self._journal.unrecorded,
            receipts=self._receipts.all,
            pruned=self._receipts.pruned,
            letters=tuple(self._letters.waiting),
            signals=self._letters.came,
            efforts=self._efforts.kept,
            clock_ahead=self._awakening.clock_ahead,
        )

    def _now(self, offset: timedelta = timedelta()) -> datetime:
        """The case's own civil time; `offset` is that of a case which is being opened."""
        if self._case.opened:
            offset = self._case.identity.clock_offset + self._awakening.clock_ahead
        return (workflow.now() + offset).astimezone(SHANGHAI)
