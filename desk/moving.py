"""Making moves: read at the edge, stamped with persons and rules, sent as an update, answered with a receipt."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from desk.bodies import fault, read_model
from desk.directory import Directory
from desk.errors import (
    Barred,
    KeyReused,
    Malformed,
    Moved,
    NotJudged,
    NumberTaken,
    Unavailable,
    Unknown,
    UnknownFile,
    barred_by_law,
)
from desk.ports import Files, Journals, Positions
from desk.rights import may_approach
from domain.case.case import Case
from domain.case.journal import canonical
from domain.case.people import Person
from domain.law.errors import BadDate, CalendarNotPublished, LawError, LawUnknown
from domain.law.rulebook import Rulebook
from domain.procedure import MOVES, fold, obstacles
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.clocks.adopting import AdoptRulebook
from domain.procedure.language import SHANGHAI, Moment, Move, Refused
from domain.record import Names, named
from workflows.messages import CaseState, Envelope, Receipt, Request
from workflows.penalty_case import PenaltyCase

CALL = timedelta(seconds=20)
"""How long one call to the engine may take; a call that timed out is repeated under the same update id."""
REPEATS = 3
AT_REST = Refused(
    "CaseAtRest",
    None,
    "本案的程序已经全部结束，不能再作此操作 · the procedure of this case has ended: nothing can be done in it any more",
)
LAW_ERRORS = frozenset({LawUnknown.__name__, CalendarNotPublished.__name__, BadDate.__name__})
"""Names under which the engine hands on that the law has no answer."""
TRANSIENT = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.ABORTED})


def case_id(agency: str, number: str) -> str:
    return f"case/{agency}/{number}"


@dataclass(frozen=True)
class Asked:
    """A move as somebody asks for it."""

    actor: Person
    move: str
    body: dict[str, Any]
    key: str
    """Idempotency key as the caller gave it; unique for caller and case."""
    request: str = ""
    came_at: datetime | None = None
    expects: int | None = None
    """The position from which the caller has read; at another one nothing is made."""

    @property
    def digest(self) -> str:
        return hashlib.sha256(canonical({"move": self.move, "body": self.body})).hexdigest()

    @property
    def scoped_key(self) -> str:
        return f"{self.actor.id}:{self.key}"

    @property
    def update_id(self) -> str:
        """The engine answers a repeated update id without looking at the body, so the body is part of it."""
        return f"{self.scoped_key}:{self.digest[:16]}"


def read_move(name: str, body: dict[str, Any]) -> Move:
    """Return the move of a body, strictly: an unknown field is refused.

    Raises:
        Unknown: There is no such move.
        Malformed: A field is unknown or wrong.
    """
    kind = MOVES.get(name)
    if kind is None:
        raise Unknown("操作 · move")
    return read_model(kind, body, name)


class Desk:
    """The one way in for moves."""

    def __init__(
        self,
        client: Client,
        directory: Directory,
        files: Files,
        positions: Positions,
        journals: Journals,
        *,
        task_queue: str,
        rules: Callable[[str], Rulebook],
        now: Callable[[], datetime],
    ) -> None:
        self.client = client
        self.directory = directory
        self._files = files
        self._positions = positions
        self._journals = journals
        self._task_queue = task_queue
        self._rules = rules
        self._now = now

    async def open(self, asked: Asked, *, clock: datetime | None = None) -> Receipt:
        """Open a case. Judged here first, so that a refused opening starts nothing.

        `clock` sets the case's civil time, for demo and tests; the composition root lets it through or not.

        Raises:
            DeskError: See `desk.errors`.
        """
        move, request, _ = self._opening(asked, clock)
        offset = clock - self._now() if clock else timedelta()
        state = CaseState(agency=move.agency, number=move.number, clock_offset=offset)
        return await self._open(asked, request, state)

    def dry_opening(self, asked: Asked, *, clock: datetime | None = None) -> tuple[Move, Moment]:
        """Judge an opening without starting anything; return what `dry_run` returns.

        Raises:
            DeskError: See `desk.errors`.
        """
        move, _, now = self._opening(asked, clock)
        return move, now

    def _opening(self, asked: Asked, clock: datetime | None) -> tuple[OpenCase, Request, Moment]:
        move = read_move("open_case", asked.body)
        assert isinstance(move, OpenCase)
        self._check_files(move)
        agency = self.directory.agency(move.agency)
        if agency is None:
            raise Malformed(
                [fault("agency", "没有这个执法机关 · no such agency: check its code in the directory")]
            )
        rules = self._profile(move.profile)
        envelope = self._envelope(asked, move).model_copy(update={"agency": agency, "rulebook": rules})
        now = Moment(
            case=Case(),
            actor=asked.actor,
            at=clock or self._now(),
            people={p.id: p for p in envelope.people},
            agency=agency,
            new_rules=rules,
        )
        self._judge(now, move)
        return move, Request(envelope=envelope, body=asked.body), now

    async def _open(self, asked: Asked, request: Request, state: CaseState) -> Receipt:
        if await asyncio.to_thread(self._positions.position, state.agency, state.number):
            return await self._opened_before(asked, request, state)

        async def call() -> Receipt:
            start = WithStartWorkflowOperation(
                PenaltyCase.run,
                state,
                id=state.id,
                task_queue=self._task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            )
            receipt: Receipt = await self.client.execute_update_with_start_workflow(
                "open_case",
                request,
                id=asked.update_id,
                start_workflow_operation=start,
                result_type=Receipt,
                rpc_timeout=CALL,
            )
            return receipt

        try:
            return await self._called(call)
        except Barred as barred:
            if barred.code == "AlreadyOpen":
                raise NumberTaken(state.number) from barred
            raise
        except WorkflowAlreadyStartedError as error:
            raise NumberTaken(state.number) from error

    async def _opened_before(self, asked: Asked, request: Request, state: CaseState) -> Receipt:
        """The number exists: the same key with the same body gets the first answer, all else is refused."""
        try:
            return await self._update(state.id, asked, request)
        except Unknown as error:
            raise NumberTaken(state.number) from error
        except Barred as barred:
            if barred.code == "AlreadyOpen":
                raise NumberTaken(state.number) from barred
            raise

    async def perform(self, agency: str, number: str, asked: Asked) -> Receipt:
        """Make a move in a case.

        Raises:
            DeskError: See `desk.errors`.
        """
        return await self._perform(agency, number, asked, None)

    async def adopt(self, agency: str, number: str, asked: Asked, rulebook: Rulebook) -> Receipt:
        """Hand new rules into an open case."""
        return await self._perform(agency, number, asked, rulebook)

    async def _perform(self, agency: str, number: str, asked: Asked, rulebook: Rulebook | None) -> Receipt:
        if not may_approach(asked.actor, agency, number):
            raise Unknown
        move = read_move(asked.move, asked.body)
        self._check_files(move)
        if rulebook is None and isinstance(move, AdoptRulebook):
            rulebook = await self._rules_now(agency, number)
        envelope = self._envelope(asked, move).model_copy(update={"rulebook": rulebook})
        request = Request(envelope=envelope, body=asked.body)
        try:
            return await self._update(case_id(agency, number), asked, request)
        except Unknown:
            if await asyncio.to_thread(self._positions.position, agency, number):
                raise Barred([AT_REST.as_dict()]) from None
            raise

    async def _rules_now(self, agency: str, number: str) -> Rulebook:
        """The rules that this installation has for the profile of a case."""
        entries = await asyncio.to_thread(self._journals.entries, agency, number, until=1)
        if not entries:
            raise Unknown
        return self._profile(fold(entries).identity.profile)

    async def dry_run(self, agency: str, number: str, asked: Asked, *, at: datetime) -> tuple[Move, Moment]:
        """Judge a move on what is recorded, without making it; return move and moment for a look at what it would make.

        Raises:
            DeskError: See `desk.errors`.
        """
        if not may_approach(asked.actor, agency, number):
            raise Unknown
        move = read_move(asked.move, asked.body)
        self._check_files(move)
        entries = await asyncio.to_thread(self._journals.entries, agency, number)
        if not entries:
            raise Unknown
        if asked.expects is not None and entries[-1].seq != asked.expects:
            raise Moved(entries[-1].seq)
        envelope = self._envelope(asked, move)
        rulebook = await self._rules_now(agency, number) if isinstance(move, AdoptRulebook) else None
        people = {p.id: p for p in envelope.people}
        now = Moment(case=fold(entries), actor=asked.actor, at=at, people=people, new_rules=rulebook)
        self._judge(now, move)
        return move, now

    async def signal(self, agency: str, number: str, name: str, payload: dict[str, Any]) -> None:
        """Put a letter into the case's letterbox; the answer comes through the journal."""
        handle = self.client.get_workflow_handle(case_id(agency, number))
        try:
            await handle.signal(name, payload, rpc_timeout=CALL)
        except (RPCError, RuntimeError) as error:
            raise translated(error) from error

    async def checklist(self, agency: str, number: str) -> tuple[str, ...]:
        """Return the points that a review of this case must cover."""
        entries = await asyncio.to_thread(self._journals.entries, agency, number)
        return fold(entries).rulebook.switches.checklist if entries else ()

    async def query(self, agency: str, number: str, name: str, *args: Any) -> Any:
        """Ask the workflow itself."""
        handle = self.client.get_workflow_handle(case_id(agency, number))
        try:
            return await handle.query(name, *args, rpc_timeout=CALL)
        except (RPCError, RuntimeError) as error:
            raise translated(error) from error

    def _judge(self, now: Moment, move: Move) -> None:
        try:
            found = obstacles(now, move)
        except LawError as error:
            raise barred_by_law(error.code, str(error)) from error
        if found:
            raise Barred([r.as_dict() for r in found])

    def _profile(self, profile: str) -> Rulebook:
        try:
            return self._rules(profile)
        except LawError as error:
            raise Malformed([fault("profile", str(error))]) from error

    def _envelope(self, asked: Asked, move: Move) -> Envelope:
        people = {i: p for i in named(move, Names.PERSON) if (p := self.directory.person(i))}
        return Envelope(
            actor=asked.actor,
            people=tuple(people.values()),
            key=asked.scoped_key,
            digest=asked.digest,
            request=asked.request,
            came_at=asked.came_at,
            expects=asked.expects,
        )

    def _check_files(self, move: Move) -> None:
        missing = [f for f in dict.fromkeys(named(move, Names.FILE)) if not self._files.has(f)]
        if missing:
            raise UnknownFile(missing)

    async def _update(self, workflow_id: str, asked: Asked, request: Request) -> Receipt:
        handle = self.client.get_workflow_handle(workflow_id)

        async def call() -> Receipt:
            receipt: Receipt = await handle.execute_update(
                asked.move, request, id=asked.update_id, result_type=Receipt, rpc_timeout=CALL
            )
            return receipt

        return await self._called(call)

    async def _called(self, call: Callable[[], Any]) -> Receipt:
        """Call the engine; a call that timed out may have been done, and is repeated under the same update id."""
        for left in reversed(range(REPEATS)):
            try:
                receipt: Receipt = await call()
            except WorkflowUpdateFailedError as error:
                raise _refusal(error) from error
            except WorkflowUpdateRPCTimeoutOrCancelledError as error:
                if _given_up():
                    raise asyncio.CancelledError from error
                if not left:
                    raise Unavailable("案件引擎 engine") from error
            except RPCError as error:
                if error.status not in TRANSIENT or not left:
                    raise translated(error) from error
                await asyncio.sleep(0.2)
            except RuntimeError as error:
                raise translated(error) from error
            else:
                return receipt
        raise AssertionError("the loop returns or raises")


def _given_up() -> bool:
    """Whether the caller has cancelled this very task, which the SDK reports just like a time-out."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def translated(error: RPCError | RuntimeError) -> Exception:
    """Return what the desk says to an error of the call itself; anything unforeseen stays as it is."""
    if isinstance(error, RuntimeError):
        # A client that connects with its first call and cannot.
        return Unavailable("案件引擎 engine") if str(error).startswith("Failed client connect") else error
    if error.status is RPCStatusCode.NOT_FOUND:
        return Unknown()
    return Unavailable("案件引擎 engine")


def _refusal(error: WorkflowUpdateFailedError) -> Exception:
    cause = error.cause
    if isinstance(cause, ApplicationError):
        if cause.type == "Refused":
            return Barred(list(cause.details[0]))
        if cause.type == "KeyReused":
            return KeyReused()
        if cause.type == "Malformed":
            return Malformed([fault("body", str(cause.message))])
        if cause.type == "Moved":
            return Moved(int(cause.details[0]))
        if cause.type == "StandsStill":
            return Unavailable("本案的登记 · the register of this case")
        if cause.type == "NotJudged":
            return NotJudged(cause.message)
        if cause.type in LAW_ERRORS:
            return barred_by_law(cause.type, cause.message)
    return Unavailable("案件引擎 engine")


def civil_now() -> datetime:
    return datetime.now(SHANGHAI)
