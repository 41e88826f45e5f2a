"""DeadlineShift a workflow's own clock forward, on a demo or test server only.

The server keeps a virtual clock for each workflow and jumps to the next timer while nothing is in flight. A workflow
that is started by an ordinary client runs in real time until somebody calls `fast_forward`, from whatever process:
the request goes to the server and names the workflow, so it does not matter who started it. (The SDK's `TimeSkipper`
also wraps a client whose workflows skip without bound from their start; no case may be started with it, since all its
deadlines would run out before the first move.)
"""

from datetime import datetime, timedelta

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import TimeSkipper, TimeSkippingConfig

from engine.errors import EngineError

_MAX_SKIPS = 5000
"""Skips in one call before the server switches skipping off again; its own default of 200 can stop half-way."""


async def fast_forward(client: Client, workflow_id: str, duration: timedelta) -> bool:
    """Move the clock of this workflow by so much, letting everything that becomes due happen on the way.

    Returns:
        True when the time is reached, False when the workflow ended first.

    Raises:
        EngineError: The server was started without time skipping.
    """
    skipper = _skipper(client)
    try:
        return await skipper.fast_forward(client.get_workflow_handle(workflow_id), duration)
    except RPCError as error:
        if error.status is RPCStatusCode.UNIMPLEMENTED:
            raise EngineError(
                "这台服务器没有开启时间快进：仅演示和测试用的嵌入式服务器可以（TINGSHU_TIME_SKIPPING=true）。\n"
                "This server does not skip time: only an embedded one for demo and tests does."
            ) from error
        raise


async def workflow_now(client: Client, workflow_id: str) -> datetime:
    """Return what this workflow takes for now."""
    return await _skipper(client).get_current_time(client.get_workflow_handle(workflow_id))


def _skipper(client: Client) -> TimeSkipper:
    return TimeSkipper(client, config=TimeSkippingConfig(max_session_skip_count=_MAX_SKIPS))
