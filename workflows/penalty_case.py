"""The case (案件), kept alive from draft decision to closed file. One workflow a case.

A move is judged once, at the door (the validator); the handler only states its facts. `run` tells the world what
became true: attributes, timer, record, documents, letters, in this order and one activity at a time. Any other
shape left cases stuck for ever after a kill.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy, SearchAttributeKey
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from activities.documents import DocumentsMade, DocumentsOrder
    from activities.letterbox import Answered, HandIn
    from activities.recording import RecordBatch, RecordedHead
    from domain.case.case import Case
    from domain.case.journal import GENESIS, Entry, chained
    from domain.case.people import CLOCK, Person
    from domain.case.review import Told
    from domain.procedure import (
        MOVES,
        apply,
        available,
        body_of,
        deadlines,
        due_instants,
        fold,
        obstacles,
        stage,
    )
    from domain.procedure.course import EndTerm, RefuseSignal, ReportFailure
    from domain.procedure.papering import DocumentsProduced, PreviewsRendered
    from domain.procedure.parts import SHANGHAI, Moment, Move, Stamp
    from domain.procedure.view import view
    from workflows.messages import CaseState, Effort, FactMade, Kept, Letter, Receipt, Request

STAGE = SearchAttributeKey.for_keyword("TingshuStage")
AGENCY = SearchAttributeKey.for_keyword("TingshuAgency")

# Only the register being away makes it fail: tried again without end, at no cost to the history.
RECORD_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=30)
)
# As short as may be: after a kill of the worker, this is how long the next one waits before it tries again.
RECORD_TIMEOUT = timedelta(seconds=10)
# A few tries at once; then the effect joins the one timer with growing pauses, without end.
EFFECT_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=200), maximum_attempts=3)
EFFECT_TIMEOUT = timedelta(seconds=30)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_LETTER = 64 * 1024
"""Characters of a signal that are kept: more than any opinion needs."""
VISIBLE_AFTER = 3
"""Rounds of tries after which a failing effect becomes somebody's work."""

Flight = tuple[Callable[[Any], None], "asyncio.Task[Any] | workflow.ActivityHandle[Any]"]


@workflow.defn(name="PenaltyCase")
class PenaltyCase:
    @workflow.init
    def __init__(self, given: CaseState) -> None:
        self._id = given
        self._entries: list[Entry] = list(given.entries)
        self._case: Case = fold(given.entries)
        self._receipts = dict(given.receipts)
        self._recorded = given.recorded
        self._letters: list[Letter] = list(given.letters)
        self._efforts = dict(given.efforts)
        self._dues: list[tuple[datetime, Told, bool]] = []
        self._read_clocks()
        self._shown = ""
        self._armed: datetime | None = None
        self._bell: asyncio.TimerHandle | None = None
        self._flight: Flight | None = None
        self._poked = False
        self._read: tuple[str, Request, Move] | None = None

    @workflow.run
    async def run(self, given: CaseState) -> None:
        # First of all: an opening that came with the start is not cut off.
        await workflow.wait_condition(workflow.all_handlers_finished)
        if not self._case.opened:
            # Only failed runs may be reused: so the number of a refused opening is free again.
            raise ApplicationError("never opened", type="NeverOpened", non_retryable=True)
        while not self._at_rest():
            self._poked = False
            self._end_terms()
            self._show()
            self._arm()
            self._take_off()
            await workflow.wait_condition(lambda: self._poked or self._landed())
            self._land()
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
        except (ValidationError, KeyError, IndexError, ValueError) as error:
            raise ApplicationError(str(error), type="Malformed", non_retryable=True) from error
        kept = self._receipts.get(request.envelope.key)
        if kept is not None and kept.digest == request.envelope.digest:
            return
        if kept is not None:
            raise ApplicationError(
                "the key was used for another request", type="KeyReused", non_retryable=True
            )
        if found := obstacles(self._moment(request), move):
            raise ApplicationError(
                "refused", [r.as_dict() for r in found], type="Refused", non_retryable=True
            )

    def _decode(self, name: str, args: Sequence[RawValue]) -> tuple[Request, Move]:
        """Read an update's argument; what the validator has just read is not read again by the handler."""
        update = workflow.current_update_info()
        mark = f"{update.id if update else ''}/{name}"
        if self._read is None or self._read[0] != mark:
            request = workflow.payload_converter().from_payload(args[0].payload, Request)
            self._read = (mark, request, MOVES[name].model_validate(request.body))
        return self._read[1], self._read[2]

    def _moment(self, request: Request) -> Moment:
        envelope = request.envelope
        return Moment(
            case=self._case,
            actor=envelope.actor,
            at=self._now(),
            people={p.id: p for p in envelope.people},
            agency=envelope.agency,
            rulebook=envelope.rulebook,
        )

    # The letterbox: signals are kept as they came, and handed in as moves.

    @workflow.signal(dynamic=True)
    def office(self, name: str, args: Sequence[RawValue]) -> None:
        """Keep whatever came; what cannot be read is refused in the journal, never dropped."""
        payload = args[0].payload.data.decode("utf-8", "replace") if args else ""
        number = (
            1 + sum(len(x) for x in (self._letters, self._case.course.refused_signals)) + len(self._entries)
        )
        letter = Letter(
            id=f"{name}-{number}", signal=name, payload=payload[:LONGEST_LETTER], came_at=self._now()
        )
        self._letters.append(letter)
        self._poked = True

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
        return [o.model_dump(mode="json") for o in available(now)]

    @workflow.query
    def now(self) -> datetime:
        """What this case takes for now: the engine's clock and its own offset."""
        return self._now()

    @workflow.query
    def journal_tail(self, count: int) -> list[Entry]:
        """The last entries of the journal."""
        return self._entries[-count:]

    # What became true

    def _state_facts(self, move: Move, now: Moment) -> Receipt:
        made = []
        for fact in move.facts(now):
            seq = len(self._entries) + 1
            entry = Entry(
                seq=seq,
                at=now.at,
                by=now.actor.id,
                move=move.name,
                fact=type(fact).__name__,
                body=body_of(fact),
            )
            self._entries.append(chained(entry, self._entries[-1].head if self._entries else GENESIS))
            self._case = apply(self._case, fact, Stamp(seq=seq, at=now.at, by=now.actor.id))
            made.append(FactMade(seq=seq, kind=entry.fact))
        self._read_clocks()
        self._poked = True
        return Receipt(
            case=self._id.id,
            move=move.name,
            position=len(self._entries),
            stage=stage(self._case, now.at),
            facts=tuple(made),
        )

    def _machine(self, move: Move) -> None:
        self._state_facts(move, Moment(case=self._case, actor=CLOCK, at=self._now()))

    def _read_clocks(self) -> None:
        self._dues = sorted(
            due_instants(self._case), key=lambda due: (due[0], due[1].term, due[1].party or 0)
        )

    # One step, in one fixed order

    def _end_terms(self) -> None:
        """State of each last day that has passed what the law makes of it."""
        while self._dues and self._dues[0][0] <= self._now():
            _, told, overdue = self._dues[0]
            self._machine(EndTerm(told=told, overdue=overdue))

    def _show(self) -> None:
        now = stage(self._case, self._now())
        if now != self._shown:
            self._shown = now
            workflow.upsert_search_attributes(
                [STAGE.value_set(now), AGENCY.value_set(self._case.name.agency.code)]
            )

    def _arm(self) -> None:
        """Set the one timer to the earliest instant at which something is due.

        A timer that would ring too early is left: a ring for nothing is rarer than a move.
        """
        wanted = self._next_instant()
        if wanted is None or (self._armed is not None and self._armed <= wanted):
            return
        if self._bell is not None:
            self._bell.cancel()
        self._armed = wanted
        wait = max((wanted - self._now()).total_seconds(), 0)
        self._bell = asyncio.get_event_loop().call_later(wait, self._ring)

    def _next_instant(self) -> datetime | None:
        instants = [e.not_before for e in self._efforts.values()]
        if self._dues:
            instants.append(self._dues[0][0])
        return min(instants, default=None)

    def _ring(self) -> None:
        self._armed = self._bell = None
        self._poked = True

    def _take_off(self) -> None:
        if self._flight is None:
            self._flight = self._record() or self._documents() or self._letter()

    def _landed(self) -> bool:
        return self._flight is not None and self._flight[1].done()

    def _land(self) -> None:
        if self._flight is not None and self._flight[1].done():
            land, handle = self._flight
            self._flight = None
            land(handle)

    def _record(self) -> Flight | None:
        new = tuple(self._entries[self._recorded :])
        if not new:
            return None
        riding = next(self._orders_due(), None)
        handle = workflow.start_activity(
            "record",
            RecordBatch(
                agency=self._id.agency,
                number=self._id.number,
                entries=new,
                order=riding[1] if riding else None,
            ),
            result_type=RecordedHead,
            start_to_close_timeout=EFFECT_TIMEOUT if riding else RECORD_TIMEOUT,
            retry_policy=RECORD_RETRY,
        )
        return (lambda done: self._recorded_to(done, riding)), handle

    def _recorded_to(
        self, handle: workflow.ActivityHandle[RecordedHead], riding: tuple[str, DocumentsOrder] | None
    ) -> None:
        done = handle.result()
        if self._entries[done.position - 1].head != done.head:
            # Fails the task and alarms; nothing is lost. A green replay alone does not prove the same state.
            raise RuntimeError(f"the register's journal differs from the case's at {done.position}")
        self._recorded = done.position
        if riding is not None and done.made is not None:
            self._made(*riding, done.made)
        elif riding is not None:
            self._failed(riding[0], done.failure)

    def _documents(self) -> Flight | None:
        """What did not come with the record of its order is tried again alone."""
        for key, order in self._orders_due():
            handle = workflow.start_activity(
                "documents",
                order,
                result_type=DocumentsMade,
                start_to_close_timeout=EFFECT_TIMEOUT,
                retry_policy=EFFECT_RETRY,
            )
            return (lambda done, key=key, order=order: self._tried(key, order, done)), handle
        return None

    def _orders_due(self) -> Iterator[tuple[str, DocumentsOrder]]:
        return (item for item in self._orders() if self._may_try(item[0]))

    def _may_try(self, key: str) -> bool:
        effort = self._efforts.get(key)
        return effort is None or effort.not_before <= self._now()

    def _orders(self) -> list[tuple[str, DocumentsOrder]]:
        """The outbox: documents ordered and not yet there, one set an order."""
        sets: dict[tuple[int, str], list[int]] = {}
        for document in self._case.documents.all:
            if document.pending:
                sets.setdefault((document.ordered, document.wanted), []).append(document.id)
        return [
            (
                f"documents/{ordered}",
                DocumentsOrder(
                    agency=self._id.agency,
                    number=self._id.number,
                    position=len(self._entries),
                    wanted="preview" if wanted == "preview" else "final",
                    documents=tuple(ids),
                ),
            )
            for (ordered, wanted), ids in sorted(sets.items())
        ]

    def _tried(self, key: str, order: DocumentsOrder, handle: workflow.ActivityHandle[DocumentsMade]) -> None:
        try:
            made = handle.result()
        except ActivityError as error:
            self._failed(key, _reason(error))
        else:
            self._made(key, order, made)

    def _made(self, key: str, order: DocumentsOrder, made: DocumentsMade) -> None:
        self._efforts.pop(key, None)
        if order.wanted == "preview":
            self._machine(PreviewsRendered(documents=made.previews))
        else:
            self._machine(DocumentsProduced(numbered=made.numbered, incomplete=made.incomplete))

    def _letter(self) -> Flight | None:
        if not self._letters:
            return None
        letter = self._letters[0]
        key = f"letter/{letter.id}"
        if not self._may_try(key):
            return None
        handle = workflow.start_activity(
            "hand_in",
            HandIn(agency=self._id.agency, number=self._id.number, **letter.model_dump()),
            result_type=Answered,
            start_to_close_timeout=EFFECT_TIMEOUT,
            retry_policy=EFFECT_RETRY,
        )
        return (lambda done: self._answered(letter, key, done)), handle

    def _answered(self, letter: Letter, key: str, handle: workflow.ActivityHandle[Answered]) -> None:
        try:
            answer = handle.result()
        except ActivityError as error:
            self._failed(key, _reason(error))
            return
        self._efforts.pop(key, None)
        self._letters.remove(letter)
        if not answer.accepted:
            self._machine(
                RefuseSignal(signal=letter.signal, id=letter.id, code=answer.code, reason=answer.reason)
            )

    def _failed(self, key: str, reason: str) -> None:
        """Join the one timer with a growing pause; after some rounds it is somebody's work as well."""
        rounds = self._efforts[key].rounds + 1 if key in self._efforts else 1
        pause = min(FIRST_PAUSE * 2 ** min(rounds - 1, 20), LONGEST_PAUSE)
        self._efforts[key] = Effort(rounds=rounds, not_before=self._now() + pause)
        if rounds == VISIBLE_AFTER:
            self._machine(ReportFailure(effect=key, attempts=rounds, reason=reason))

    # From run to run

    def _at_rest(self) -> bool:
        """Closed, everything told, and no right of a party still running."""
        if self._case.closing.closed_on is None or self._flight or self._letters:
            return False
        if self._recorded < len(self._entries) or self._orders():
            return False
        return not any(d.open and d.right for d in deadlines(self._case, self._today()))

    def _may_renew(self) -> bool:
        return (
            workflow.info().is_continue_as_new_suggested()
            and self._flight is None
            and workflow.all_handlers_finished()
        )

    def _state(self) -> CaseState:
        return self._id.model_copy(
            update={
                "entries": tuple(self._entries),
                "receipts": self._receipts,
                "recorded": self._recorded,
                "letters": tuple(self._letters),
                "efforts": self._efforts,
            }
        )

    def _now(self) -> datetime:
        return (workflow.now() + self._id.clock_offset).astimezone(SHANGHAI)

    def _today(self) -> date:
        return self._now().date()


def _reason(error: ActivityError) -> str:
    """The kind of failure; its text may hold what belongs to nobody else."""
    cause = error.cause
    return (isinstance(cause, ApplicationError) and cause.type) or type(cause).__name__
