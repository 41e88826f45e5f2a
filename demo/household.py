"""What the demo runs: engine and mail server in this process; worker, API and platform as processes of their own."""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
from pydantic import SecretStr
from temporalio.client import Client

from demo.mailbox import Mailbox, mail_server
from engine.embedded import EmbeddedServer
from engine.ports import free_ports
from installation.engine import engine_client
from installation.migrating import migrate
from installation.office import Office, office
from installation.processes import PARENT
from settings import LogFormat, Settings

T = TypeVar("T")

READY_SECONDS = 90.0
STOP_SECONDS = 20.0
KEPT = ("TINGSHU_CACHE", "TINGSHU_FONTS", "TINGSHU_ASSETS")
"""Settings of the machine that hold for the demo too; all others are its own."""
SENT_AND_NOT_DONE = 0.05
"""Seconds after which a move is on its way and its consequences are not all there."""


class NotStarted(Exception):
    """A part of the demo did not come up; the message names its log."""


class Child:
    """A process of the demo. In a session of its own: Ctrl-C reaches the demo alone, which ends it in good order."""

    def __init__(
        self, name: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "cli", *arguments]
        self._environment = dict(environment)
        self._process: asyncio.subprocess.Process | None = None
        self._began = 0

    async def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._began = log.tell()
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        if self._process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.returncode is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)

    async def until(self, ready: Callable[[], Awaitable[bool]]) -> None:
        """Wait until it is ready.

        Raises:
            NotStarted: It ended, or took too long.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + READY_SECONDS
        while not await ready():
            if self._process is None or self._process.returncode is not None or loop.time() > end:
                raise NotStarted(
                    f"{self.name} 没有启动成功，请看日志 {self.log}。\n"
                    f"{self.name} did not come up: see its log, {self.log}."
                )
            await asyncio.sleep(0.05)

    async def has_said(self, text: bytes) -> bool:
        """Whether this run of it has written the text into its log."""
        with self.log.open("rb") as log:
            log.seek(self._began)
            return text in log.read()


@dataclass(frozen=True)
class Household:
    """Everything that runs while the demo plays."""

    settings: Settings
    parts: Office
    engine: EmbeddedServer
    client: Client
    http: httpx.AsyncClient
    mailbox: Mailbox
    worker: Child
    api: Child
    platform: Child

    async def start_worker(self) -> None:
        await self.worker.start()
        await self.worker.until(lambda: self.worker.has_said(b"worker ready"))

    async def start_api(self) -> None:
        await self.api.start()
        await self.api.until(lambda: _is_well(f"{self.http.base_url}/ready"))

    async def start_platform(self) -> None:
        await self.platform.start()
        await self.platform.until(lambda: _is_well(f"{self.settings.platform_url}/health"))

    async def kill_while(self, sending: Awaitable[T], kill: Callable[[], Awaitable[None]]) -> T:
        """Send, and end something as a power cut would while what was sent is on its way."""
        sent = asyncio.ensure_future(sending)
        try:
            await asyncio.sleep(SENT_AND_NOT_DONE)
            await kill()
            return await sent
        finally:
            sent.cancel()

    async def replace_worker(self) -> None:
        """Kill the worker and start another one."""
        await self.worker.kill()
        await self.start_worker()

    async def replace_api(self) -> None:
        await self.api.kill()
        await self.start_api()

    async def status(self, width: int) -> tuple[int, str]:
        """Ask `tingshu status` while everything still runs; return its exit code and what it shows."""
        environment = cleaned(os.environ) | _environment(self.settings) | {"COLUMNS": str(width)}
        asked = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", "status"),
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        shown, _ = await asked.communicate()
        return asked.returncode or 0, shown.decode()

    async def kill_engine(self) -> None:
        """Kill the server; whoever watches it starts it again."""
        os.kill(self.engine.pid, signal.SIGKILL)


def as_person(house: Household, person: str) -> dict[str, str]:
    """Return the header by which a person of the directory is known."""
    return {"Authorization": f"Bearer {house.parts.directory.token_of(person)}"}


@asynccontextmanager
async def household(
    folder: Path, progress: Callable[[str], None], *, documents: str | None = None
) -> AsyncIterator[Household]:
    """Start everything in this folder, and end all of it whatever happens; `documents` is where its store is, if elsewhere.

    Raises:
        NotStarted: A part did not come up.
        EngineError: The engine cannot be had, or its data is in use.
    """
    data = folder / "data"
    async with AsyncExitStack() as stack:
        mailbox = Mailbox(folder / "mail")
        mail_port = await stack.enter_async_context(mail_server(mailbox))
        progress("启动引擎… · starting the engine")
        engine = await stack.enter_async_context(EmbeddedServer(data, time_skipping=True, progress=progress))
        # Only now: the engine takes ports of its own, and must not come upon these.
        api_port, platform_port = free_ports(2)
        settings = Settings(
            data=data,
            documents=documents,
            time_skipping=True,
            api_port=api_port,
            platform_url=f"http://127.0.0.1:{platform_port}",
            platform_token=SecretStr(secrets.token_urlsafe(24)),
            smtp_host="127.0.0.1",
            smtp_port=mail_port,
            mail_from="tingshu@demo.invalid",
            log_format=LogFormat.JSON,
        )
        migrate(settings)
        parts = office(settings)
        stack.callback(parts.close)
        client = await engine_client(settings)
        headers = {"User-Agent": "tingshu-demo"}
        http = await stack.enter_async_context(
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{api_port}", headers=headers, timeout=120)
        )
        children = _children(settings, folder, platform_port)
        for child in children:
            stack.push_async_callback(child.stop)
        house = Household(settings, parts, engine, client, http, mailbox, *children)
        progress("启动监督平台、工作进程和 API… · starting platform, worker and API")
        await asyncio.gather(house.start_platform(), house.start_worker(), house.start_api())
        yield house


def _children(settings: Settings, folder: Path, platform_port: int) -> tuple[Child, Child, Child]:
    environment = cleaned(os.environ) | _environment(settings)
    logs = folder / "logs"
    receiver = ["platform", "--port", str(platform_port)]
    return (
        Child("worker", ["worker"], environment, logs / "worker.log"),
        Child("api", ["api"], environment, logs / "api.log"),
        Child("platform", receiver, environment, logs / "platform.log"),
    )


def cleaned(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would make the demo an installation of somebody's."""
    return {
        name: value
        for name, value in environment.items()
        if name in KEPT or not name.startswith(("TINGSHU_", "TEMPORAL_"))
    }


def _environment(settings: Settings) -> dict[str, str]:
    elsewhere = {"TINGSHU_DOCUMENTS": settings.documents} if settings.documents else {}
    return elsewhere | {
        "TINGSHU_DATA": str(settings.data),
        "TINGSHU_TIME_SKIPPING": "true",
        "TINGSHU_API_PORT": str(settings.api_port),
        "TINGSHU_PLATFORM_URL": settings.platform_url or "",
        "TINGSHU_PLATFORM_TOKEN": settings.platform_token.get_secret_value()
        if settings.platform_token
        else "",
        "TINGSHU_SMTP_HOST": settings.smtp_host or "",
        "TINGSHU_SMTP_PORT": str(settings.smtp_port),
        "TINGSHU_MAIL_FROM": settings.mail_from,
        "TINGSHU_LOG_FORMAT": settings.log_format,
        PARENT: str(os.getpid()),
    }


async def _is_well(url: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=5) as client:
            return (await client.get(url)).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
