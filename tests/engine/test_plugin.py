"""One plugin: what it does to payloads, failures and workflow code."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from pydantic import BaseModel
from temporalio import workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowFailureError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, PayloadCodec, SerializationContext, WithSerializationContext
from temporalio.exceptions import ApplicationError
from temporalio.worker import Replayer, Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from engine.compression import Compression
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.plugin import tingshu_plugin
from engine.sandbox import CaseRunner
from tests.engine.waiting import Waiting


class Fine(BaseModel):
    amount: Decimal
    at: datetime


@workflow.defn
class Echo:
    @workflow.run
    async def run(self, fine: Fine) -> Fine:
        if fine.amount < 0:
            raise ApplicationError("张三 owes nothing", type="Refused", non_retryable=True)
        return fine


class Reversing(PayloadCodec):
    """Stands for encryption: nobody reads what it wrote."""

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [
            Payload(metadata={"encoding": b"reversed"}, data=one.SerializeToString()[::-1])
            for one in payloads
        ]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [Payload.FromString(one.data[::-1]) for one in payloads]


class Asking(Reversing, WithSerializationContext):
    def with_context(self, context: SerializationContext) -> "Asking":
        return self


def test_without_a_codec_payloads_are_pydantic_and_only_compressed() -> None:
    plugin = tingshu_plugin(passthrough=["domain"])
    converter = plugin.data_converter
    assert isinstance(converter, DataConverter)
    assert isinstance(converter.payload_codec, Compression)
    assert converter.payload_converter_class is pydantic_data_converter.payload_converter_class
    assert converter.failure_converter_class is pydantic_data_converter.failure_converter_class
    assert isinstance(plugin.workflow_runner, CaseRunner)
    assert {"domain", "pydantic", "structlog"} <= set(plugin.workflow_runner.restrictions.passthrough_modules)


def test_a_codec_that_asks_what_it_encodes_is_told() -> None:
    plugin = tingshu_plugin(passthrough=[], codec=Asking())
    assert type(plugin.workflow_runner) is SandboxedWorkflowRunner


@pytest.mark.engine
async def test_with_a_codec_neither_values_nor_failures_are_readable_on_the_server(
    client: Client, server: EmbeddedServer
) -> None:
    plugin = tingshu_plugin(passthrough=["tests"], codec=Reversing())
    sealed = await connect(server.address, namespace=client.namespace, plugins=[plugin])
    task_queue = f"queue-{uuid4()}"
    fine = Fine(amount=Decimal("5000.10"), at=datetime(2026, 6, 8, tzinfo=UTC))
    async with Worker(sealed, task_queue=task_queue, workflows=[Echo]):
        good = await sealed.start_workflow(Echo.run, fine, id=f"echo/{uuid4()}", task_queue=task_queue)
        assert await good.result() == fine
        refused = fine.model_copy(update={"amount": Decimal(-1)})
        bad = await sealed.start_workflow(Echo.run, refused, id=f"echo/{uuid4()}", task_queue=task_queue)
        with pytest.raises(WorkflowFailureError) as told:
            await bad.result()
    assert "张三" in str(told.value.cause)
    history = await bad.fetch_history()
    assert "张三" not in history.to_json()
    await Replayer(workflows=[Echo], plugins=[plugin]).replay_workflow(history, raise_on_replay_failure=False)


@pytest.mark.engine
async def test_client_worker_and_replayer_share_the_plugin(client: Client) -> None:
    task_queue, workflow_id = f"queue-{uuid4()}", f"case/{uuid4()}"
    async with Worker(client, task_queue=task_queue, workflows=[Waiting]):
        handle = await client.start_workflow(Waiting.run, id=workflow_id, task_queue=task_queue)
        await handle.query(Waiting.told)
        history = await handle.fetch_history()
    plugin = tingshu_plugin(passthrough=["tests"])
    await Replayer(workflows=[Waiting], plugins=[plugin]).replay_workflow(history)
