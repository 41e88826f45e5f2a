"""Calls to the engine: bounded in time, repeated under the same update id, and answered in the desk's own errors."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, assert_never

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from desk.errors import (
    ENGINE,
    REGISTER,
    REGISTER_OF_THE_CASE,
    Barred,
    Busy,
    DeskError,
    EngineBehind,
    Fault,
    KeyReused,
    LookAgain,
    Malformed,
    NotJudged,
    NumberTaken,
    StalePosition,
    Unavailable,
    Unknown,
)
from desk.requests import Asked
from domain.bilingual import Words
from domain.procedure.receipts import Receipt
from workflows import answers
from workflows.messages import CaseState, Request
from workflows.penalty_case import PenaltyCase

CALL = timedelta(seconds=20)
"""How long one call to the engine may take; a call that timed out is repeated under the same update id."""
REPEATS = 3
BETWEEN_REPEATS = 0.2
"""Seconds."""
TRANSIENT = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.ABORTED})


class EngineCalls:
    def __init__(self, client: Client, task_queue: str) -> None:
        self._client = client
        self._task_queue = task_queue

    async def open(self, asked: Asked, request: Request, state: CaseState) -> Receipt:
        """Start a case with its first move.

        Raises:
            NumberTaken: There is a case of this number, or was one.
            DeskError: See `desk.errors`.
        """
        only_unopened = WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY
        try:
            return await self._start(asked.move, asked.update_id, request, state, only_unopened)
        except WorkflowAlreadyStartedError as error:
            raise NumberTaken(state.number) from error

    async def awaken(self, asked: Asked, request: Request, state: CaseState) -> Receipt:
        """Let a case that had ended go on from the register, with the move for which it is awakened.

        Raises:
            LookAgain: Another run went on from there meanwhile, and may have ended as well.
            DeskError: See `desk.errors`.
        """
        # The engine keeps each answer: what is sent once more, from another entry, has an id of its own.
        update_id = f"{asked.update_id}@{state.tip.seq}"
        again = WorkflowIDReusePolicy.ALLOW_DUPLICATE
        try:
            return await self._start(asked.move, update_id, request, state, again)
        except Unknown as error:
            raise LookAgain from error

    async def _start(
        self, move: str, update_id: str, request: Request, state: CaseState, reuse: WorkflowIDReusePolicy
    ) -> Receipt:
        """Start a run with its first move; where one runs already, the move goes to that."""

        async def call() -> Receipt:
            start = WithStartWorkflowOperation(
                PenaltyCase.run,
                state,
                id=state.id,
                task_queue=self._task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=reuse,
            )
            receipt: Receipt = await self._client.execute_update_with_start_workflow(
                move,
                request,
                id=update_id,
                start_workflow_operation=start,
                result_type=Receipt,
                rpc_timeout=CALL,
            )
            return receipt

        return await _repeated(call)

    async def begin(self, state: CaseState) -> None:
        """Start a case that goes on from entries which no move of its own has made.

        Raises:
            NumberTaken: There is a case of this number, or was one.
            DeskError: See `desk.errors`.
        """
        try:
            await self._client.start_workflow(
                PenaltyCase.run,
                state,
                id=state.id,
                task_queue=self._task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
                rpc_timeout=CALL,
            )
        except WorkflowAlreadyStartedError as error:
            raise NumberTaken(state.number) from error
        except (RPCError, RuntimeError) as error:
            raise _of_the_call(error) from error

    async def perform(self, case_id: str, asked: Asked, request: Request) -> Receipt:
        """Send a move into a case.

        Raises:
            Unknown: No case of this id is open.
            DeskError: See `desk.errors`.
        """
        handle = self._client.get_workflow_handle(case_id)

        async def call() -> Receipt:
            receipt: Receipt = await handle.execute_update(
                asked.move, request, id=asked.update_id, result_type=Receipt, rpc_timeout=CALL
            )
            return receipt

        return await _repeated(call)

    async def has(self, case_id: str) -> bool:
        """Whether the engine has such a case, at work or at rest; no worker is asked."""
        try:
            await self._client.get_workflow_handle(case_id).describe(rpc_timeout=CALL)
        except (RPCError, RuntimeError) as error:
            told = _of_the_call(error)
            if isinstance(told, Unknown):
                return False
            raise told from error
        return True

    async def signal(self, case_id: str, name: str, payload: dict[str, Any]) -> None:
        handle = self._client.get_workflow_handle(case_id)
        try:
            await handle.signal(name, payload, rpc_timeout=CALL)
        except (RPCError, RuntimeError) as error:
            raise _of_the_call(error) from error

    async def query(self, case_id: str, name: str) -> Any:
        handle = self._client.get_workflow_handle(case_id)
        try:
            return await handle.query(name, rpc_timeout=CALL)
        except (RPCError, RuntimeError) as error:
            raise _of_the_call(error) from error


async def _repeated(call: Callable[[], Awaitable[Receipt]]) -> Receipt:
    """Call the engine; a call that timed out may have been done, and is repeated under the same update id."""
    for left in reversed(range(REPEATS)):
        try:
            return await call()
        except WorkflowUpdateFailedError as error:
            told = _of_the_case(error)
            if not isinstance(told, RulesAway) or not left:
                raise told from error
            await asyncio.sleep(BETWEEN_REPEATS)  # a worker that has just begun is reading them
        except WorkflowUpdateRPCTimeoutOrCancelledError as error:
            if _given_up():
                raise asyncio.CancelledError from error
            if not left:
                raise Unavailable(ENGINE) from error
        except RPCError as error:
            if not (error.status in TRANSIENT or _begins(error)) or not left:
                raise _of_the_call(error) from error
            await asyncio.sleep(BETWEEN_REPEATS)
        except RuntimeError as error:
            raise _of_the_call(error) from error
    raise AssertionError("the loop returns or raises")


def _given_up() -> bool:
    """Whether the caller has cancelled this very task, which the SDK reports just like a time-out."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _of_the_call(error: RPCError | RuntimeError) -> Exception:
    """Return what the desk says to an error of the call itself; anything unforeseen stays as it is."""
    if isinstance(error, RuntimeError):
        # A client that connects with its first call and cannot.
        return Unavailable(ENGINE) if str(error).startswith("Failed client connect") else error
    if error.status is RPCStatusCode.NOT_FOUND and not _begins(error):
        return Unknown()
    return Busy(ENGINE) if error.status is RPCStatusCode.RESOURCE_EXHAUSTED else Unavailable(ENGINE)


def _begins(error: RPCError) -> bool:
    """Whether the engine lacks its namespace, as it does for a moment after its first start: no case is unknown by that."""
    return any(detail.type_url.endswith(".NamespaceNotFoundFailure") for detail in error.grpc_status.details)


def _of_the_case(error: WorkflowUpdateFailedError) -> DeskError:
    """Return what the desk says to a move that the case did not make.

    Raises:
        UnknownAnswer: The case failed in a way that nobody foresaw.
    """
    if not isinstance(error.cause, ApplicationError):
        return Unavailable(ENGINE)
    return translated(answers.read(error.cause))


class RulesAway(Unavailable):
    """The worker has not read the rules yet that the request names."""

    def __init__(self) -> None:
        super().__init__(REGISTER)


UNREADABLE = (
    Words("案件不能理解此请求（{fault}）", "the case cannot read this request ({fault})"),
    Words("请对照 GET /v1/moves 更正 body", "correct the body as GET /v1/moves says"),
)


def translated(answer: answers.AnyAnswer) -> DeskError:
    """Return what the desk says to a case's answer."""
    match answer:
        case answers.Barred():
            return Barred(*answer.refusals)
        case answers.KeyReused():
            return KeyReused()
        case answers.StalePosition():
            return StalePosition(answer.position)
        case answers.LookAgain():
            return LookAgain()
        case answers.EngineBehind():
            return EngineBehind(answer.position, answer.recorded)
        case answers.RulesAway():
            return RulesAway()
        case answers.StandsStill():
            return Unavailable(REGISTER_OF_THE_CASE)
        case answers.NotJudged():
            return NotJudged(answer.fault)
        case answers.Malformed():
            why, cure = UNREADABLE
            return Malformed(Fault("body", why.filled(fault=answer.fault), cure))
        case _:
            assert_never(answer)
