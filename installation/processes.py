"""Processes that serve: each by itself, and watched by whoever started it."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping

import structlog
import uvicorn
from fastapi import FastAPI

from engine.errors import EngineUnavailable
from installation import logs
from installation.connections import Patience, patient
from settings import Settings

logger = structlog.stdlib.get_logger("installation")

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


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell who listens for long, a browser that waits for news: the server waits for every answer to end."""
        state = getattr(self.config.app, "state", None)
        if services := getattr(state, "services", None):
            services.closing.set()
        await super().shutdown(sockets)

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

        server = Server(configured(app), ready)

        def stop() -> None:
            server.should_exit = True

        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop)
        await server.serve(sockets=[listening])


def configured(app: FastAPI, patience: Patience | None = None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=patient(patience or Patience()),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
    )


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
