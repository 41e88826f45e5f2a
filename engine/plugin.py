"""One plugin for client, worker and replayer, so that all three read and run the same."""

from collections.abc import Sequence
from dataclasses import replace

import temporalio.client
import temporalio.worker
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import (
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    PayloadCodec,
    WithSerializationContext,
)
from temporalio.plugin import SimplePlugin
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from engine.compression import Compression
from engine.sandbox import CaseRunner

LIBRARIES = (
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
    "typing_inspection",
    "structlog",
)
"""What workflow code may use as it is: loading these anew for every case costs 20 ms and more."""


def tingshu_plugin(
    *,
    passthrough: Sequence[str],
    codec: PayloadCodec | None = None,
    interceptors: Sequence[temporalio.client.Interceptor | temporalio.worker.Interceptor] = (),
) -> SimplePlugin:
    """Return the plugin.

    Args:
        passthrough: Our own packages that are loaded once and not anew for every case.
        codec: Encrypts payloads before they leave the process, instead of only compressing them; messages of
            failures go with them.
        interceptors: Of client, worker or both.
    """
    return SimplePlugin(
        "tingshu",
        data_converter=_converter(codec),
        interceptors=list(interceptors),
        workflow_runner=_runner(codec, passthrough),
    )


def _converter(codec: PayloadCodec | None) -> DataConverter:
    if codec is None:
        return replace(pydantic_data_converter, payload_codec=Compression())
    return replace(
        pydantic_data_converter,
        payload_codec=codec,
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


def _runner(codec: PayloadCodec | None, passthrough: Sequence[str]) -> SandboxedWorkflowRunner:
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*LIBRARIES, *passthrough)
    # A codec that asks what it encodes gets the SDK's own runner, which tells it.
    runner = SandboxedWorkflowRunner if isinstance(codec, WithSerializationContext) else CaseRunner
    return runner(restrictions=restrictions)
