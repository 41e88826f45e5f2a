"""Processes that serve: `tingshu worker`, `api`, `platform`, and `up`, which starts and watches them all."""

import asyncio
import gc
import secrets
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.app import create_app
from api.operations import DEMO_NOTICE
from cli import showing
from cli.running import run, settings
from console.app import create_console
from console.assets import assets
from demo.receiver import create_receiver
from desk.directory import Directory
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from engine.connection import serving
from engine.environment import configured_address
from engine.ports import free_ports
from installation import logs, processes
from installation.desk import services_of
from installation.engine import engine_client
from installation.examples import DIRECTORY
from installation.faces import check_faces
from installation.migrating import ensure_register
from installation.office import check_directory, opened
from installation.processes import Child, bound
from installation.storing import check_store
from installation.templates import templates_of
from settings import Settings
from worker import serve as run_worker_process

NO_PLATFORM_TOKEN = Fault(
    "TINGSHU_PLATFORM_TOKEN",
    Words("接收端没有令牌", "the receiver has no token"),
    Words(
        "请在 TINGSHU_PLATFORM_TOKEN 中填写一个令牌，工作进程（tingshu worker）用同一个",
        "give a token in TINGSHU_PLATFORM_TOKEN, and the same one to the worker (tingshu worker)",
    ),
)


def up() -> None:
    """启动引擎、工作进程和 API，直到 Ctrl-C · engine, worker and API until Ctrl-C."""
    run(_up(say=showing.line))


def worker() -> None:
    """运行工作进程 · run a worker."""
    run(_worker())


def api() -> None:
    """运行 HTTP API · run the HTTP API."""
    run(_api())


def platform(
    port: Annotated[
        int, typer.Option(envvar="TINGSHU_PLATFORM_PORT", help="端口，0 为任意 · 0 takes a free one")
    ] = 8001,
) -> None:
    """运行监督平台的接收端 · run the receiver of reports."""
    run(_receiver(port))


async def _worker() -> None:
    """Be a worker until told to stop."""
    given = settings()
    processes.begin(given)
    await run_worker_process(given, [logs.LogContext()])


async def _api() -> None:
    """Serve the API until told to stop."""
    given = settings()
    processes.begin(given)
    with opened(given) as parts:
        check_directory(parts)
        check_store(parts.store)
        check_faces(given)
        templates_of(given)
        # Lazy: what is recorded can be read while the engine is away.
        client = await engine_client(given, lazy=True)
        services = services_of(parts, client)
        app = create_app(services, create_console(services, assets(given.assets_folder)))
        # What was built by now stays: else the collector walks through all of it again and again, 50 ms at a time.
        gc.collect()
        gc.freeze()
        await processes.serve(app, given.api_host, given.api_port, "api")


async def _receiver(port: int) -> None:
    """Serve the receiver of reports until told to stop.

    Raises:
        Malformed: It has no token, and would take reports from anybody.
    """
    given = settings()
    if given.platform_token is None:
        raise Malformed(NO_PLATFORM_TOKEN)
    processes.begin(given)
    folder = given.data / "platform"
    token = given.platform_token.get_secret_value()
    app = create_receiver(folder / "reports.sqlite", token=token, outage=folder / "outage")
    await processes.serve(app, "127.0.0.1", port, "platform")


async def _up(*, say: Callable[[str], None]) -> None:
    """Run engine, worker, API and, where no platform is named, the receiver of reports, until Ctrl-C.

    Raises:
        Malformed: The agency's own templates have faults.
        typer.Exit: It was stopped before all of it was up: what had been started is ended, and the exit code says so.
    """
    given = settings()
    logs.configure(given.log_format, given.log_level)
    logs.forward_core()
    templates_of(given)
    stop = Stop()
    bound(given.api_host, given.api_port).close()
    try:
        await asyncio.to_thread(ensure_register, given)
        async with serving(given.data, time_skipping=given.time_skipping, progress=say) as address:
            stop.waits_for_children()
            await _with_children(given, address, stop, say)
    except asyncio.CancelledError:
        if not stop.number:
            raise
        stop.task.uncancel()
        showing.note("已中断，尚未全部启动 · interrupted before everything was up")
        raise typer.Exit(128 + stop.number) from None


class Stop:
    """SIGINT or SIGTERM: while the engine starts it cancels that, from then on it ends everything in good order."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.number = 0
        task = asyncio.current_task()
        assert task is not None, "a coroutine runs in a task"
        self.task = task
        self._starting = True
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._told, number)

    def waits_for_children(self) -> None:
        self._starting = False

    def _told(self, number: int) -> None:
        self.number = number
        self.asked.set()
        if self._starting:
            self.task.cancel()


async def _with_children(given: Settings, address: str, stop: Stop, say: Callable[[str], None]) -> None:
    children = _children(given)
    keeping = [asyncio.create_task(child.keep()) for child in children]
    try:
        await _until_ready(children, stop.asked)
        is_up = not stop.asked.is_set()
        if is_up:
            _tell(given, address, children)
        await stop.asked.wait()
        say("正在停止… · stopping")
    finally:
        await asyncio.gather(*(child.stop() for child in children))
        await asyncio.gather(*keeping, return_exceptions=True)
    if not is_up:
        raise asyncio.CancelledError


def _children(settings: Settings) -> list[Child]:
    """API and receiver get their ports and their token here, so that they come back as they were."""
    own: dict[str, str] = {}
    if not settings.api_port:
        own["TINGSHU_API_PORT"] = str(free_ports(1)[0])
    if settings.platform_url:
        return [Child("worker", own), Child("api", own)]
    port = free_ports(1)[0]
    own["TINGSHU_PLATFORM_URL"] = f"http://127.0.0.1:{port}"
    if settings.platform_token is None:
        own["TINGSHU_PLATFORM_TOKEN"] = secrets.token_urlsafe(24)
    receiver = own | {"TINGSHU_PLATFORM_PORT": str(port)}
    return [Child("platform", receiver), Child("worker", own), Child("api", own)]


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
        ("办案台 console", f"{api_address}/console/"),
        ("API", api_address),
        ("接口说明 docs", f"{api_address}/docs"),
        ("OpenAPI", f"{api_address}/openapi.json"),
        *(("监督平台 platform", c.address) for c in children if c.name == "platform"),
        ("引擎 engine", address + ("" if configured_address() else "（内置 embedded）")),
        ("数据 data", str(Path(settings.data).resolve())),
    ]
    showing.table("听述已启动 · Tingshu is up（Ctrl-C 停止）", ("", ""), rows)
    if settings.demo_identities:
        _tell_people(Directory.load(DIRECTORY), f"{api_address}/console/")
        showing.out.print(Text(f"⚠ {DEMO_NOTICE['zh']}\n  {DEMO_NOTICE['en']}", style="bold yellow"))
        showing.line(f"试一试：curl -H 'Authorization: Bearer demo-officer-li' {api_address}/v1/work")


def _tell_people(directory: Directory, console: str) -> None:
    """Say as whom one may look at the console: who opens it is asked for one of them."""
    rows = [
        (
            person.name,
            "、".join(role.zh for role in person.roles),
            ", ".join(role.en for role in person.roles),
        )
        for people in directory.at_screens().values()
        for person in people
    ]
    showing.table(
        f"在浏览器中打开 {console}，选一名演示人员 · open it in a browser, and choose", ("", "", ""), rows
    )
