"""What an operator asks the engine: which workflows run, which fail, and whether what we made is still there."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client, ScheduleActionExecutionStartWorkflow, WorkflowExecutionStatus
from temporalio.common import SearchAttributeKey
from temporalio.service import RPCError, RPCStatusCode

from engine.namespace import ATTRIBUTES

PROBLEMS = SearchAttributeKey.for_keyword_list("TemporalReportedProblems")
"""Set by the server on a workflow whose task has failed five times one after the other, and taken away once one is done.

A task fails for about a minute before that: what fails for a shorter time is not seen here.
"""
_PAGE = 500
_CALL = timedelta(seconds=10)


@dataclass(frozen=True)
class Execution:
    """A workflow as the engine lists it."""

    id: str
    run: str
    started: datetime
    running: bool


async def executions(
    client: Client, workflow: str, *, shown_by: str = "", closed: bool = False
) -> AsyncIterator[Execution]:
    """Yield the workflows of a type that run, page by page; `closed`: those that ended well too.

    `shown_by` is a search attribute that a workflow must have to be one of those that are meant.
    """
    status = "ExecutionStatus IN ('Running', 'Completed')" if closed else "ExecutionStatus = 'Running'"
    query = f"WorkflowType = '{workflow}' AND {status}"
    if shown_by:
        query += f" AND {shown_by} IS NOT NULL"
    async for found in client.list_workflows(query, page_size=_PAGE):
        running = found.status is WorkflowExecutionStatus.RUNNING
        yield Execution(found.id, found.run_id, found.start_time, running)


async def failing(client: Client, workflow: str, *, limit: int | None = None) -> Sequence[tuple[str, str]]:
    """Return the running workflows of a type whose tasks fail again and again, each with the cause that the server names."""
    query = f"WorkflowType = '{workflow}' AND ExecutionStatus = 'Running' AND {PROBLEMS.name} IS NOT NULL"
    found = list[tuple[str, str]]()
    async for one in client.list_workflows(query, page_size=min(limit or _PAGE, _PAGE), limit=limit):
        said = one.typed_search_attributes.get(PROBLEMS) or ()
        found.append((one.id, next((p.partition("=")[2] for p in said if p.startswith("cause=")), "")))
    return found


async def runs(client: Client, workflow_id: str) -> bool:
    """Say whether a workflow runs."""
    try:
        described = await client.get_workflow_handle(workflow_id).describe(rpc_timeout=_CALL)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    return described.status is WorkflowExecutionStatus.RUNNING


async def unprepared(client: Client) -> Sequence[str]:
    """Return what is missing of namespace and search attributes."""
    service, name = client.workflow_service, client.namespace
    try:
        await service.describe_namespace(DescribeNamespaceRequest(namespace=name), timeout=_CALL)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return [f"namespace {name}"]
        raise
    listed = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=name), timeout=_CALL
    )
    return [key.name for key in ATTRIBUTES if key.name not in listed.custom_attributes]


async def schedule_fault(client: Client, schedule_id: str) -> str:
    """Return what is wrong with a schedule, nothing where all is well."""
    try:
        described = await client.get_schedule_handle(schedule_id).describe(rpc_timeout=_CALL)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return "missing"
        raise
    if described.schedule.state.paused:
        return "paused"
    return await _last_action(client, [action.action for action in described.info.recent_actions])


async def _last_action(client: Client, actions: Sequence[Any]) -> str:
    started = [one for one in actions if isinstance(one, ScheduleActionExecutionStartWorkflow)]
    if not started:
        return ""
    last = started[-1]
    handle = client.get_workflow_handle(last.workflow_id, run_id=last.first_execution_run_id)
    try:
        status = (await handle.describe(rpc_timeout=_CALL)).status
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return ""
        raise
    well = (None, WorkflowExecutionStatus.RUNNING, WorkflowExecutionStatus.COMPLETED)
    return "" if status in well else f"{status.name.lower() if status else ''} {last.workflow_id}"
