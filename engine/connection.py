"""Connecting to a server, whichever it is.

An address from Temporal's own environment configuration (TEMPORAL_ADDRESS, TEMPORAL_TLS_*, TEMPORAL_PROFILE …)
names a server that we use and never start; without one, it is the embedded server of the data folder.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from temporalio.client import Client, Plugin
from temporalio.envconfig import ClientConfigProfile, ClientConnectConfig
from temporalio.service import RPCError

from engine.embedded import EmbeddedServer, running
from engine.environment import configured_address
from engine.errors import EngineUnavailable
from engine.readiness import unreachable
from engine.server import Progress


def address_of(data_dir: Path) -> str | None:
    """Return where the engine of this installation is reached: configured, or running on the data folder."""
    if configured := configured_address():
        return configured
    found = running(data_dir)
    return found.address if found else None


@asynccontextmanager
async def serving(
    data_dir: Path,
    *,
    time_skipping: bool = False,
    progress: Progress = lambda line: None,
    on_restart: Callable[[int], None] = lambda times: None,
) -> AsyncIterator[str]:
    """Yield the address of a server for as long as the block runs: the configured one, else an embedded one."""
    if configured := configured_address():
        yield configured
        return
    embedded = EmbeddedServer(data_dir, time_skipping=time_skipping, progress=progress, on_restart=on_restart)
    async with embedded as server:
        yield server.address


async def connect(
    address: str | None,
    *,
    namespace: str,
    plugins: Sequence[Plugin] = (),
    seconds: float = 30,
    lazy: bool = False,
) -> Client:
    """Return a client once the server answers; a lazy one at once, it connects with its first call.

    With an address of None, or the configured one, everything else (TLS, API key) comes from the environment too;
    an embedded server's address is taken as it is.

    Raises:
        EngineUnavailable: The server did not answer within so many seconds, or none is named.
    """
    config = _config(address)
    config["namespace"] = namespace
    until = monotonic() + seconds
    while True:
        try:
            return await Client.connect(**config, plugins=list(plugins), lazy=lazy)
        except (RuntimeError, RPCError) as error:
            if monotonic() >= until:
                raise EngineUnavailable(unreachable(config.get("target_host", ""), str(error))) from error
        await asyncio.sleep(0.2)


def _config(address: str | None) -> ClientConnectConfig:
    configured = configured_address()
    if configured and address in (None, configured):
        return ClientConfigProfile.load().to_client_connect_config()
    if address is None:
        raise EngineUnavailable(
            "引擎没有运行：先执行 make run，或把 TEMPORAL_ADDRESS 设为已有服务器的地址。\n"
            "The engine does not run: start it with `make run`, or set TEMPORAL_ADDRESS to a running server."
        )
    return ClientConnectConfig(target_host=address)
