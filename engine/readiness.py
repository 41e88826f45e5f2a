"""Waiting, for a bounded time, until a server answers."""

import asyncio
from time import monotonic

from temporalio.client import Client
from temporalio.service import RPCError

from engine.errors import EngineUnavailable


async def wait_until_serving(address: str, *, seconds: float) -> None:
    """Return when the server at this address says that it serves.

    Raises:
        EngineUnavailable: It did not within so many seconds.
    """
    until = monotonic() + seconds
    while True:
        try:
            client = await Client.connect(address)
            if await client.service_client.check_health():
                return
            reason = "not serving"
        except (RuntimeError, RPCError) as error:
            reason = str(error)
        if monotonic() >= until:
            raise EngineUnavailable(unreachable(address, reason))
        await asyncio.sleep(0.1)


def unreachable(address: str, reason: str) -> str:
    """Return the sentence for a server that does not answer."""
    return (
        f"Temporal 服务器 {address} 没有应答（{reason}）：请检查它是否在运行、地址和 TLS 设置是否正确。\n"
        f"The Temporal server at {address} does not answer: check that it runs and that address and TLS are right."
    )
