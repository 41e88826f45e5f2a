"""The namespace and its search attributes, made once and checked at every start.

Keyword and time only: a Text attribute breaks visibility on PostgreSQL. None carries personal data, since search
attributes are stored in the clear.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import (
    CountWorkflowExecutionsRequest,
    DescribeNamespaceRequest,
    RegisterNamespaceRequest,
    UpdateNamespaceRequest,
)
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.service import RPCError, RPCStatusCode

from engine.errors import EngineError, EngineUnavailable

RETENTION = timedelta(days=90)
"""How long closed workflows stay readable; the lasting record is the register."""

STAGE = SearchAttributeKey.for_keyword("TingshuStage")
AGENCY = SearchAttributeKey.for_keyword("TingshuAgency")

ATTRIBUTES: tuple[SearchAttributeKey[str] | SearchAttributeKey[datetime], ...] = (STAGE, AGENCY)

_RPC = timedelta(seconds=10)


async def prepare(
    client: Client,
    namespace: str | None = None,
    *,
    attributes: Sequence[SearchAttributeKey[str] | SearchAttributeKey[datetime]] = ATTRIBUTES,
    seconds: float = 60,
) -> None:
    """Create what is missing of namespace and search attributes, and return when they can be used.

    Raises:
        EngineUnavailable: The server is not ready within so many seconds.
        EngineError: An attribute of that name exists with another type.
    """
    name = namespace or client.namespace
    until = monotonic() + seconds
    while True:
        try:
            await _ensure_namespace(client, name)
            await _ensure_attributes(client, name, attributes)
            return await _try_out(client, name, attributes)
        except RPCError as error:
            # A server that just came up answers these until its shards and its caches are there.
            if error.status not in _NOT_YET or monotonic() >= until:
                raise EngineUnavailable(_not_ready(name, error)) from error
        await asyncio.sleep(0.2)


_NOT_YET = (
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.NOT_FOUND,
    RPCStatusCode.INVALID_ARGUMENT,
    RPCStatusCode.RESOURCE_EXHAUSTED,
)


async def _ensure_namespace(client: Client, name: str) -> None:
    retention = Duration()
    retention.FromTimedelta(RETENTION)
    service = client.workflow_service
    try:
        found = await service.describe_namespace(DescribeNamespaceRequest(namespace=name), timeout=_RPC)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        await _register(client, name, retention)
        return
    if found.config.workflow_execution_retention_ttl.ToTimedelta() < RETENTION:
        config = NamespaceConfig(workflow_execution_retention_ttl=retention)
        await service.update_namespace(UpdateNamespaceRequest(namespace=name, config=config), timeout=_RPC)


async def _register(client: Client, name: str, retention: Duration) -> None:
    request = RegisterNamespaceRequest(namespace=name, workflow_execution_retention_period=retention)
    try:
        await client.workflow_service.register_namespace(request, timeout=_RPC)
    except RPCError as error:
        # Two processes that start together both find it missing.
        if error.status is not RPCStatusCode.ALREADY_EXISTS:
            raise


async def _ensure_attributes(
    client: Client, name: str, attributes: Sequence[SearchAttributeKey[str] | SearchAttributeKey[datetime]]
) -> None:
    listed = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=name), timeout=_RPC
    )
    wanted = {key.name: IndexedValueType.ValueType(key.indexed_value_type.value) for key in attributes}
    for key, kind in wanted.items():
        if listed.custom_attributes.get(key, kind) != kind:
            raise EngineError(
                f"命名空间 {name} 的检索属性 {key} 类型不符：请更换命名空间（TINGSHU_NAMESPACE）。\n"
                f"The search attribute {key} of namespace {name} has another type: use another namespace."
            )
    missing = {key: kind for key, kind in wanted.items() if key not in listed.custom_attributes}
    if missing:
        request = AddSearchAttributesRequest(namespace=name, search_attributes=missing)
        try:
            await client.operator_service.add_search_attributes(request, timeout=_RPC)
        except RPCError as error:
            if error.status is not RPCStatusCode.ALREADY_EXISTS:
                raise


async def _try_out(
    client: Client, name: str, attributes: Sequence[SearchAttributeKey[str] | SearchAttributeKey[datetime]]
) -> None:
    query = " AND ".join(f"{key.name} IS NOT NULL" for key in attributes)
    request = CountWorkflowExecutionsRequest(namespace=name, query=query)
    await client.workflow_service.count_workflow_executions(request, timeout=_RPC)


def _not_ready(name: str, error: RPCError) -> str:
    return (
        f"命名空间 {name} 尚不可用（{error.message}）：请检查服务器日志和账号在该命名空间的权限。\n"
        f"The namespace {name} cannot be used ({error.message}): check the server's log and your rights there."
    )
