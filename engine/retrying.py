"""How soon the engine tries a failed workflow task again (`history.workflowTaskRetryMaxInterval`).

No call of the server tells its dynamic settings. But it hands out with a task how long the task may take, and from the
fourth try on that is the time-out and the pause before the next one: so a workflow that nobody runs is asked for, failed
a few times without waiting, and read. Seen: 60 to 120 ms, some 20 calls, nothing left behind.
"""

import contextlib
import uuid
from datetime import timedelta

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import (
    DeleteWorkflowExecutionRequest,
    PollWorkflowTaskQueueRequest,
    PollWorkflowTaskQueueResponse,
    RespondWorkflowTaskFailedRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError

SETTING = "history.workflowTaskRetryMaxInterval"
TRIES = 8
"""By default the pause before the next try is more than a minute by then, and never under half of that."""
AT_MOST = timedelta(seconds=15)
"""A longer pause is another setting than ours."""

_TASK = timedelta(seconds=1)
_LIFE = timedelta(minutes=1)
_CALL = timedelta(seconds=10)


async def retry_pause(client: Client) -> timedelta:
    """Return the pause before the next try of a task that has failed some times.

    Raises:
        RPCError: The engine does not answer, or refuses.
    """
    name = f"retry-probe/{uuid.uuid4().hex}"
    handle = await client.start_workflow(
        "RetryProbe", id=name, task_queue=name, task_timeout=_TASK, execution_timeout=_LIFE, rpc_timeout=_CALL
    )
    try:
        for _ in range(TRIES):
            task = await _polled(client, name)
            await _failed(client, task)
        return _allowed(await _polled(client, name)) - _TASK
    finally:
        with contextlib.suppress(RPCError):
            await handle.terminate(rpc_timeout=_CALL)
            gone = WorkflowExecution(workflow_id=name)
            request = DeleteWorkflowExecutionRequest(namespace=client.namespace, workflow_execution=gone)
            await client.workflow_service.delete_workflow_execution(request, timeout=_CALL)


async def _polled(client: Client, queue: str) -> PollWorkflowTaskQueueResponse:
    request = PollWorkflowTaskQueueRequest(
        namespace=client.namespace, task_queue=TaskQueue(name=queue), identity="retry-probe"
    )
    return await client.workflow_service.poll_workflow_task_queue(request, timeout=_CALL)


async def _failed(client: Client, task: PollWorkflowTaskQueueResponse) -> None:
    await client.workflow_service.respond_workflow_task_failed(
        RespondWorkflowTaskFailedRequest(
            namespace=client.namespace,
            task_token=task.task_token,
            cause=WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
            identity="retry-probe",
        ),
        timeout=_CALL,
    )


def _allowed(task: PollWorkflowTaskQueueResponse) -> timedelta:
    """Return how long the newest task may take."""
    scheduled = [
        event.workflow_task_scheduled_event_attributes
        for event in task.history.events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
    ]
    return scheduled[-1].start_to_close_timeout.ToTimedelta()
