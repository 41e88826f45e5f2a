"""Histories read backwards and forwards: what a workflow had once asked of its activities, over all of its runs."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TypeVar

from temporalio.api.common.v1 import Payloads, WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import GetWorkflowExecutionHistoryReverseRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

T = TypeVar("T")

_CALL = timedelta(seconds=10)
_PAGE = 40
"""Events of a page read backwards: more than one move makes."""


async def last_input(client: Client, workflow_id: str, run: str, activity: str, kind: type[T]) -> T | None:
    """Return what the newest activity of this name was asked, nothing where this run has none."""
    token = b""
    while True:
        request = GetWorkflowExecutionHistoryReverseRequest(
            namespace=client.namespace,
            execution=WorkflowExecution(workflow_id=workflow_id, run_id=run),
            maximum_page_size=_PAGE,
            next_page_token=token,
        )
        page = await client.workflow_service.get_workflow_execution_history_reverse(request, timeout=_CALL)
        for event in page.history.events:
            if _is_of(event, activity):
                return await _input(client, event, kind)
        if not (token := page.next_page_token):
            return None


async def inputs(
    client: Client, workflow_id: str, run: str, activity: str, kind: type[T]
) -> AsyncIterator[T]:
    """Yield what every activity of this name was asked, from the first run on that the engine still has to this one."""
    for each in await _runs(client, workflow_id, run):
        handle = client.get_workflow_handle(workflow_id, run_id=each)
        async for event in handle.fetch_history_events():
            if _is_of(event, activity):
                yield await _input(client, event, kind)


async def _runs(client: Client, workflow_id: str, run: str) -> list[str]:
    """Return the runs that led to this one, the oldest first; one that is past its retention ends the way back."""
    found = list[str]()
    while run:
        before = await _run_before(client, workflow_id, run)
        if before is None:
            break
        found.insert(0, run)
        run = before
    return found


async def _run_before(client: Client, workflow_id: str, run: str) -> str | None:
    """Return the run that this one goes on from, nothing for the first; `None` where this one is not there."""
    handle = client.get_workflow_handle(workflow_id, run_id=run)
    try:
        async for event in handle.fetch_history_events(page_size=1):
            return event.workflow_execution_started_event_attributes.continued_execution_run_id
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
    return None


def _is_of(event: HistoryEvent, activity: str) -> bool:
    return (
        event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
        and event.activity_task_scheduled_event_attributes.activity_type.name == activity
    )


async def _input(client: Client, event: HistoryEvent, kind: type[T]) -> T:
    given: Payloads = event.activity_task_scheduled_event_attributes.input
    decoded: list[T] = await client.data_converter.decode(given.payloads, [kind])
    return decoded[0]
