"""Processes that serve: `tingshu worker`, `api`, `platform`, and `up`, which starts and watches them all."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import structlog
import uvicorn
from fastapi import FastAPI
from rich.text import Text

from api.app import DEMO_NOTICE, create_app
from cli import showing
from cli.composing import services_of
from demo.receiver import create_platform_app
from engine.connection import configured_address, serving
from engine.errors import EngineUnavailable
from engine.ports import free_ports
from installation import logs
from settings import Settings
from worker import engine_client, office
from worker import serve as serve_worker

logger = structlog.stdlib.get_logger("cli")

PARENT = "TINGSHU_PARENT"
"""Process id of the `up` that watches this process: without it nobody would stop us any more."""
STOP_SECONDS = 15
LONGEST_PAUSE = 30.0


def begin(settings: Settings) -> None:
    """Set up a process that serves: its logs, and that it ends with whoever watches it."""
    logs.configure(settings.log_format, settings.log_level)
    logs.forward_core()
    if parent := os.environ.get(PARENT):
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True, name="parent").start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


async def worker(settings: Settings) -> None:
    """Be a worker until told to stop."""
    begin(settings)
    await serve_worker(settings, [logs.LogContext()])


async def api(settings: Settings) -> None:
    """Serve the API until told to stop."""
    begin(settings)
    parts = office(settings)
    try:
        # Lazy: what is recorded can be read while the engine is away.
        client = await engine_client(settings, lazy=True)
        app = create_app(services_of(parts, client))
        # What was built by now stays: else the collector walks through all of it again and again, 50 ms at a time.
        gc.collect()
        gc.freeze()
        await serve(app, settings.api_host, settings.api_port, "api")
    finally:
        parts.close()


async def platform(settings: Settings, port: int) -> None:
    """Serve the receiver of reports until told to stop."""
    begin(settings)
    folder = settings.data / "platform"
    app = create_platform_app(folder / "reports.sqlite", outage=folder / "outage")
    await serve(app, "127.0.0.1", port, "platform")


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ours are set already; uvicorn's own would raise the signal again before we have closed the register."""
        yield


async def serve(app: FastAPI, host: str, port: int, name: str) -> None:
    """Serve an application, saying on which address once it does.

    Raises:
        EngineUnavailable: The port is taken.
    """
    with bound(host, port) as listening:
        shown, taken = listening.getsockname()[:2]

        def ready() -> None:
            print(f"{name} ready http://{shown}:{taken}", flush=True)

        server = Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False), ready)

        def stop() -> None:
            server.should_exit = True

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop)
        await server.serve(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol must be named: asyncio sends without delay only on sockets that say they are TCP, and head and
    # body of an answer, sent apart, would wait 40 ms for each other.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise EngineUnavailable(
            f"地址 {host}:{port} 不能使用（{error.strerror}）：停止占用它的程序，或用 TINGSHU_API_PORT 指定别的端口。\n"
            f"The address cannot be used: stop whoever uses it, or name another port in TINGSHU_API_PORT."
        ) from error
    return listening


class Child:
    """A process of ours that is started again when it dies."""

    def __init__(self, name: str, environment: Mapping[str, str]) -> None:
        self.name = name
        self.address = ""
        self.ready = asyncio.Event()
        self._environment = {**os.environ, **environment, PARENT: str(os.getpid())}
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False

    async def keep(self) -> None:
        """Run it until stopped; a growing pause keeps one that cannot live from spinning."""
        pause = 0.0
        while not self._stopping:
            began = time.monotonic()
            code = await self._run()
            if self._stopping:
                return
            pause = 0.5 if time.monotonic() - began > LONGEST_PAUSE else min(2 * pause + 0.5, LONGEST_PAUSE)
            logger.warning("process died and is started again", child=self.name, exit_code=code)
            await asyncio.sleep(pause)

    async def _run(self) -> int:
        # A session of its own: Ctrl-C reaches `up` alone, which stops them in good order.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "cli",
            self.name,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdout is not None, "piped"
        async for line in self._process.stdout:
            said = line.decode(errors="replace").split()
            if said[1:2] == ["ready"]:
                self.address = said[2] if len(said) > 2 else ""
                self.ready.set()
        return await self._process.wait()

    async def stop(self) -> None:
        self._stopping = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


async def up(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Run engine, worker, API and, where no platform is named, the receiver of reports, until Ctrl-C."""
    logs.configure(settings.log_format, settings.log_level)
    logs.forward_core()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    bound(settings.api_host, settings.api_port).close()
    async with serving(settings.data, time_skipping=settings.time_skipping, progress=say) as address:
        children = _children(settings)
        keeping = [asyncio.create_task(child.keep()) for child in children]
        try:
            await _until_ready(children, stop)
            if not stop.is_set():
                _tell(settings, address, children)
            await stop.wait()
            say("正在停止… · stopping")
        finally:
            await asyncio.gather(*(child.stop() for child in children))
            await asyncio.gather(*keeping, return_exceptions=True)


def _children(settings: Settings) -> list[Child]:
    """API and receiver get their ports here, so that they come back where they were."""
    own: dict[str, str] = {}
    if not settings.api_port:
        own["TINGSHU_API_PORT"] = str(free_ports(1)[0])
    if settings.platform_url:
        return [Child("worker", own), Child("api", own)]
    port = free_ports(1)[0]
    own["TINGSHU_PLATFORM_URL"] = f"http://127.0.0.1:{port}"
    return [Child("platform", {"TINGSHU_PLATFORM_PORT": str(port)}), Child("worker", own), Child("api", own)]


async def _until_ready(children: list[Child], stop: asyncio.Event) -> None:
    ready = asyncio.gather(*(child.ready.wait() for child in children))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((ready, stopped), return_when=asyncio.FIRST_COMPLETED)
    for task in (ready, stopped):
        task.cancel()
    await asyncio.gather(ready, stopped, return_exceptions=True)


def _tell(settings: Settings, address: str, children: list[Child]) -> None:
    api_address = next(c.address for c in children if c.name == "api")
    rows = [
        ("API", api_address),
        ("接口说明 OpenAPI", f"{api_address}/openapi.json"),
        *(("监督平台 platform", c.address) for c in children if c.name == "platform"),
        ("引擎 engine", address + ("" if configured_address() else "（内置 embedded）")),
        ("数据 data", str(Path(settings.data).resolve())),
    ]
    showing.table("听述已启动 · Tingshu is up（Ctrl-C 停止）", ("", ""), rows)
    if settings.demo_identities:
        showing.out.print(Text(f"⚠ {DEMO_NOTICE['zh']}\n  {DEMO_NOTICE['en']}", style="bold yellow"))
        showing.line(f"试一试：curl -H 'Authorization: Bearer demo-officer-li' {api_address}/v1/work")
