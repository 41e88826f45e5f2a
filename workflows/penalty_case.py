"""The case (案件), kept alive from draft decision to closed file. One workflow a case.

A move is judged once, at the door (the validator); the handler only states its facts. `run` tells the world what
became true: attributes, timer, record, documents, letters, in this order and one activity at a time. Any other
shape left cases stuck for ever after a kill.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue, SearchAttributeKey
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.documents import DocumentsMade, DocumentsOrder
    from activities.letterbox import Answered, HandIn
    from activities.recording import RecordBatch, RecordedHead
    from domain.case.case import Case
    from domain.case.journal import Entry, JournalGap
    from domain.case.people import Person
    from domain.law.errors import LawError
    from domain.procedure import MOVES, available, deadlines, fold, obstacles, stage
    from domain.procedure.chapters.documents import DocumentsProduced, PreviewsRendered
    from domain.procedure.chapters.troubles import RefuseSignal, ReportFailure
    from domain.procedure.clocks.ending_terms import EndTerm
    from domain.procedure.language import SHANGHAI, Moment, Move, Refused, machine_moment
    from domain.procedure.view import view
    from workflows import answers
    from workflows.following import dues, follow
    from workflows.messages import CaseState, FactMade, Kept, Letter, Receipt, Request
    from workflows.outbox import Efforts, documents_ordered
    from workflows.starting import EFFECT_RETRY, RECORD_RETRY, UnderWay, reason_of, start
    from workflows.timer import DueTimer

STAGE = SearchAttributeKey.for_keyword("TingshuStage")
AGENCY = SearchAttributeKey.for_keyword("TingshuAgency")

LONGEST_LETTER = 64 * 1024
"""Characters of a signal that are kept: more than any opinion needs."""
RECORD = "record"
"""The key under which a record that the register refuses is tried again."""
VISIBLE_AFTER = 3
"""Rounds of tries after which a failing effect becomes somebody's work."""


class JournalDiffers(RuntimeError):
    """What was recorded is not what this code makes of the same history: the code has changed.

    It fails the task and not the case, which goes on once the right code is back. A green replay alone does not
    prove the same state.
    """


@workflow.defn(name="PenaltyCase")
class PenaltyCase:
    @workflow.init
    def __init__(self, given: CaseState) -> None:
        self._id = given
        self._entries: list[Entry] = list(given.entries)
        self._case: Case = fold(given.entries)
        self._dues = dues(self._case)
        self._receipts = dict(given.receipts)
        self._recorded = given.recorded
        self._letters: list[Letter] = list(given.letters)
        self._signals = given.signals
        self._efforts = Efforts(given.efforts)
        self._timer = DueTimer(self._wake)
        self._under_way: UnderWay | None = None
        self._shown = ""
        self._woken = False
        self._read: tuple[str, bytes, Request, Move] | None = None

    @workflow.run
    async def run(self, given: CaseState) -> None:
        # First of all: an opening that came with the start is not cut off.
        await workflow.wait_condition(workflow.all_handlers_finished)
        if not self._case.opened:
            # Only failed runs may be reused: so the number of a refused opening is free again.
            raise ApplicationError("never opened", type="NeverOpened", non_retryable=True)
        while not self._at_rest():
            self._woken = False
            self._end_terms()
            self._show()
            self._timer.set(self._next_instant(), self._now())
            self._start_next()
            # A case ends by law and not by a click: a cancelled one would leave its number free.
            with contextlib.suppress(asyncio.CancelledError):
                await workflow.wait_condition(lambda: self._woken or self._is_answered())
            self._take_answer()
            if self._may_renew():
                workflow.continue_as_new(self._state())
        await workflow.wait_condition(workflow.all_handlers_finished)

    # The door: every human move comes as an update under its own name.

    @workflow.update(dynamic=True)
    def perform(self, name: str, args: Sequence[RawValue]) -> Receipt:
        """State what the move makes true. Never judges: replay runs it again, perhaps under stricter gates."""
        request, move = self._decode(name, args)
        kept = self._receipts.get(request.envelope.key)
        if kept is not None:
            return kept.receipt
        receipt = self._state_facts(move, self._moment(request))
        if request.envelope.key:
            self._receipts[request.envelope.key] = Kept(digest=request.envelope.digest, receipt=receipt)
        return receipt

    @perform.validator
    def judge(self, name: str, args: Sequence[RawValue]) -> None:
        """Refuse, with everything that stands in the way. Not run on replay."""
        try:
            request, move = self._decode(name, args)
        except Exception as error:
            raise answers.Malformed(fault=type(error).__name__).as_error() from error
        envelope = request.envelope
        kept = self._receipts.get(envelope.key)
        if kept is not None and kept.digest == envelope.digest:
            return
        if kept is not None:
            raise answers.KeyReused().as_error()
        if RECORD in self._efforts.kept:
            raise answers.StandsStill().as_error()
        if envelope.expects not in (None, len(self._entries)):
            raise answers.StalePosition(position=len(self._entries)).as_error()
        if found := self._weigh(move, self._moment(request)):
            raise answers.Barred(refusals=found).as_error()

    def _weigh(self, move: Move, now: Moment) -> tuple[Refused, ...]:
        """Return what stands in the way, and see that the facts can be stated: a handler that fails stops the case."""
        try:
            found = obstacles(now, move)
            if not found:
                follow(self._entries, move, now)
        except LawError as error:
            return (answers.refused_by_law(error),)
        except Exception as error:
            workflow.logger.exception("a move could not be judged", extra={"move": move.name})
            raise answers.NotJudged(fault=type(error).__name__).as_error() from error
        return found

    def _decode(self, name: str, args: Sequence[RawValue]) -> tuple[Request, Move]:
        """Read an update's argument; what the validator has just read is not read again by the handler."""
        payload = args[0].payload
        if self._read is None or self._read[:2] != (name, payload.data):
            request = workflow.payload_converter().from_payload(payload, Request)
            self._read = (name, payload.data, request, MOVES[name].model_validate(request.body))
        return self._read[2:]

    def _moment(self, request: Request) -> Moment:
        envelope = request.envelope
        return Moment(
            case=self._case,
            actor=envelope.actor,
            at=self._now(),
            people={p.id: p for p in envelope.people},
            agency=envelope.agency,
            new_rules=envelope.rulebook,
        )

    # The letterbox: signals are kept as they came, and handed in as moves.

    @workflow.signal(dynamic=True)
    def office(self, name: str, args: Sequence[RawValue]) -> None:
        """Keep whatever came; what cannot be read is refused in the journal, never dropped."""
        payload = "\n".join(a.payload.data.decode("utf-8", "replace") for a in args)[:LONGEST_LETTER]
        self._signals += 1
        letter = Letter(id=f"{name}-{self._signals}", signal=name, payload=payload, came_at=self._now())
        self._letters.append(letter)
        self._wake()

    # Queries

    @workflow.query
    def state(self) -> dict[str, Any]:
        """Everything that is true of the case."""
        return view(self._case, self._entries[-1]) if self._entries else {}

    @workflow.query
    def deadlines(self) -> list[dict[str, Any]]:
        """Every clock of the case, past and present."""
        return [d.model_dump(mode="json", exclude_none=True) for d in deadlines(self._case, self._today())]

    @workflow.query
    def moves(self, actor: Person) -> list[dict[str, Any]]:
        """What this person may do now, and what bars the rest."""
        now = Moment(case=self._case, actor=actor, at=self._now())
        return [o.model_dump(mode="json") for o in available(now)] if self._case.opened else []

    @workflow.query
    def now(self) -> datetime:
        """What this case takes for now: the engine's clock and its own offset."""
        return self._now()

    # What became true

    def _state_facts(self, move: Move, now: Moment) -> Receipt:
        made = follow(self._entries, move, now)
        self._entries.extend(made.entries)
        self._case, self._dues = made.case, made.dues
        self._wake()
        return Receipt(
            case=self._id.id,
            move=move.name,
            position=len(self._entries),
            stage=made.stage,
            facts=tuple(FactMade(seq=e.seq, kind=e.fact) for e in made.entries),
        )

    def _machine(self, move: Move) -> None:
        self._state_facts(move, machine_moment(self._case, self._now()))

    # One step, in one fixed order

    def _end_terms(self) -> None:
        """State of each last day that has passed what the law makes of it."""
        while self._dues and self._dues[0][0] <= self._now():
            _, day, overdue = self._dues[0]
            self._machine(EndTerm(day=day, overdue=overdue))

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
        if self._under_way is None and self._recorded < len(self._entries):
            self._under_way = self._record()
        elif self._under_way is None:
            self._under_way = self._documents() or self._letter()

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
        with_it = self._next_order()
        batch = RecordBatch(
            agency=self._id.agency,
            number=self._id.number,
            entries=tuple(self._entries[self._recorded :]),
            order=with_it[1] if with_it else None,
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
        if [e.head for e in self._entries[done.position - 1 : done.position]] != [done.head]:
            raise JournalDiffers(f"at entry {done.position}")
        self._efforts.done(RECORD)
        self._recorded = done.position
        if with_it is not None and done.made is not None:
            self._made(*with_it, done.made)
        elif with_it is not None:
            self._failed(with_it[0], done.failure)

    def _not_recorded(self, error: ActivityError) -> None:
        """The register has other entries than these, or lacks some: only then does the activity fail for good."""
        cause = error.cause
        if isinstance(cause, ApplicationError) and cause.type == JournalGap.__name__:
            # It came back from an older copy: it is handed what it lacks.
            self._recorded = int(cause.details[0]) - 1
            return
        # Two histories of one case. It takes no move until somebody has repaired the register, and goes on by itself.
        workflow.logger.error("the register keeps another journal of this case")
        self._failed(RECORD, reason_of(error))

    def _documents(self) -> UnderWay | None:
        """What did not come with the record of its order is tried again alone."""
        waiting = self._next_order()
        if waiting is None:
            return None
        key, order = waiting
        handle = start("documents", order, DocumentsMade, EFFECT_RETRY)
        return (lambda done: self._tried(key, order, done)), handle

    def _next_order(self) -> tuple[str, DocumentsOrder] | None:
        now = self._now()
        orders = documents_ordered(self._case, len(self._entries))
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

    def _letter(self) -> UnderWay | None:
        now = self._now()
        letter = next((x for x in self._letters if self._efforts.may_try(_key(x), now)), None)
        if letter is None:
            return None
        given = HandIn(agency=self._id.agency, number=self._id.number, **letter.model_dump())
        handle = start("hand_in", given, Answered, EFFECT_RETRY)
        return (lambda done: self._letter_answered(letter, done)), handle

    def _letter_answered(self, letter: Letter, handle: workflow.ActivityHandle[Answered]) -> None:
        try:
            answer = handle.result()
        except ActivityError as error:
            self._failed(_key(letter), reason_of(error))
            return
        self._efforts.done(_key(letter))
        self._letters.remove(letter)
        if not answer.accepted:
            self._machine(
                RefuseSignal(signal=letter.signal, id=letter.id, code=answer.code, reason=answer.reason)
            )

    def _failed(self, key: str, reason: str) -> None:
        """Join the one timer; after some rounds it is somebody's work as well."""
        rounds = self._efforts.failed(key, self._now())
        if rounds == VISIBLE_AFTER:
            self._machine(ReportFailure(effect=key, attempts=rounds, reason=reason))

    # From run to run

    def _at_rest(self) -> bool:
        """Closed, everybody informed, and no right of a party still running."""
        if self._case.closing.closed_on is None or self._under_way or self._letters:
            return False
        if self._recorded < len(self._entries) or any(documents_ordered(self._case, 0)):
            return False
        return not any(d.open and d.right for d in deadlines(self._case, self._today()))

    def _may_renew(self) -> bool:
        return (
            workflow.info().is_continue_as_new_suggested()
            and self._under_way is None
            and workflow.all_handlers_finished()
        )

    def _state(self) -> CaseState:
        return self._id.model_copy(
            update={
                "entries": tuple(self._entries),
                "receipts": self._receipts,
                "recorded": self._recorded,
                "letters": tuple(self._letters),
                "signals": self._signals,
                "efforts": self._efforts.kept,
            }
        )

    def _now(self) -> datetime:
        return (workflow.now() + self._id.clock_offset).astimezone(SHANGHAI)

    def _today(self) -> date:
        return self._now().date()


def _key(letter: Letter) -> str:
    return f"letter/{letter.id}"
