"""The embedded server: a real Temporal server on free loopback ports, its data in one folder.

A server that dies is started again on the same ports and the same file; one that was left behind by a killed
process is stopped before a new one starts. Two locks in `<data>/engine/` say who is alive, since a process id may
have been given to somebody else: `supervisor.lock` is held by the process that watches, `server.lock` by the
server itself, which inherits it.
"""

import asyncio
import contextlib
import fcntl
import json
import logging
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from types import MappingProxyType, TracebackType
from typing import IO, Any, Self

from engine.configuration import DATABASE, Ports, command
from engine.errors import DataInUse, EngineUnavailable, WrongServer
from engine.membership import forget_former_members
from engine.readiness import wait_until_serving
from engine.server import Executable, Progress, obtain
from engine.watcher import Watcher

logger = logging.getLogger(__name__)

_STARTS = 3
"""Tries of a start, each on ports of its own."""
_READY_SECONDS = 60
_STOP_SECONDS = 20
_LONGEST_PAUSE = 30
_LOG_BYTES = 10_000_000


@dataclass(frozen=True)
class Running:
    """What `<data>/engine/address` tells other commands about the server that runs on this data."""

    address: str
    server_pid: int
    supervisor_pid: int
    time_skipping: bool


def running(data_dir: Path) -> Running | None:
    """Return the server that runs on this data folder now, or None."""
    folder = data_dir / "engine"
    return _written_down(folder) if _is_held(folder / "supervisor.lock") else None


class EmbeddedServer:
    """A server of our own, used as `async with EmbeddedServer(data_dir) as server: server.address`."""

    def __init__(
        self,
        data_dir: Path,
        *,
        time_skipping: bool = False,
        dynamic: Mapping[str, Any] = MappingProxyType({}),
        executable: Executable | None = None,
        progress: Progress = lambda line: None,
        on_restart: Callable[[int], None] = lambda times: None,
    ) -> None:
        self._folder = data_dir.resolve() / "engine"
        self._time_skipping = time_skipping
        self._dynamic = dynamic
        self._executable = executable
        self._progress = progress
        self._on_restart = on_restart
        self._locks: dict[str, IO[str]] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._watcher = Watcher(patience=_STOP_SECONDS)
        self._watch: asyncio.Task[None] | None = None
        self._command: list[str] = []
        self.address = ""
        self.restarts = 0
        """How often the server died and was started again."""

    @property
    def pid(self) -> int:
        """The process id of the server as it runs now."""
        return self._process.pid if self._process else 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the server and return when it serves.

        Raises:
            DataInUse: Another process runs the engine of this folder.
            WrongServer: The folder was written by another kind of server.
            EngineUnavailable: No server can be had, or it does not come up.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        await self._take_folder()
        try:
            executable = self._executable or await obtain(self._progress)
            self._keep_kind(executable)
            for left in reversed(range(_STARTS)):
                try:
                    await self._spawn_on(Ports.free(), executable)
                    break
                except EngineUnavailable:
                    # A server that ended at once may have lost a port to another process: once more, on others.
                    if not left or self._process is None or self._process.returncode is None:
                        raise
        except BaseException:
            await self.stop()
            raise
        self._watch = asyncio.create_task(self._keep_alive(), name="embedded server")

    async def _spawn_on(self, ports: Ports, executable: Executable) -> None:
        self.address = f"127.0.0.1:{ports.grpc}"
        self._command = command(
            executable, self._folder, ports, time_skipping=self._time_skipping, dynamic=self._dynamic
        )
        await self._spawn()

    async def stop(self) -> None:
        """Stop the server in good order; open workflows stay in the file and go on after the next start."""
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
            self._watch = None
        if self._process:
            await _end(self._process)
            self._process = None
        await self._watcher.leave()
        (self._folder / "address").unlink(missing_ok=True)
        for file in self._locks.values():
            file.close()
        self._locks.clear()

    async def _take_folder(self) -> None:
        supervisor = await _lock(self._folder / "supervisor.lock")
        if supervisor is None:
            other = _by(_written_down(self._folder))
            raise DataInUse(
                f"数据目录 {self._folder.parent} 正在被另一个进程{other}使用："
                f"先停止它，或用 TINGSHU_DATA 指定别的目录。\n"
                f"Another process{other} runs the engine of this data folder: stop it first, "
                f"or name another folder in TINGSHU_DATA."
            )
        self._locks["supervisor"] = supervisor
        server = await _lock(self._folder / "server.lock")
        if server is None:
            server = await self._remove_orphan()
        os.set_inheritable(server.fileno(), True)
        self._locks["server"] = server

    async def _remove_orphan(self) -> IO[str]:
        """Stop the server that a killed supervisor left behind; it alone can hold the lock now."""
        server = _written_down(self._folder)
        self._progress("停止上次遗留的服务器… · stopping the server that was left behind")
        for number in (signal.SIGTERM, signal.SIGKILL):
            if server:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(server.server_pid, number)
            if file := await _lock(self._folder / "server.lock", seconds=_STOP_SECONDS):
                return file
        raise DataInUse(
            f"上次的服务器仍在使用 {self._folder}，无法停止：请结束该进程后再试。\n"
            f"The server of the last run still uses this folder and could not be stopped: end it and try again."
        )

    def _keep_kind(self, executable: Executable) -> None:
        """Each kind of server has its own file; going on with the other one would hide every open case."""
        mark = self._folder / "kind"
        if mark.exists() and (kept := mark.read_text().strip()) != executable.kind:
            raise WrongServer(
                f"{self._folder} 由“{kept}”类型的服务器写成，现在找到的是“{executable.kind}”：请恢复原来的服务器，"
                f"或用 TINGSHU_DATA 指定新的目录。\n"
                f"This folder was written by a server of kind {kept}, found is {executable.kind}: bring back the "
                f"former, or name a new folder in TINGSHU_DATA."
            )
        mark.write_text(executable.kind)

    async def _spawn(self) -> None:
        await asyncio.to_thread(forget_former_members, self._folder / DATABASE)
        # A session of its own: Ctrl-C reaches us alone, and we stop the worker before the server.
        with _log(self._folder / "server.log") as log:
            self._process = await self._watcher.start(
                self._command, output=log, keep=[self._locks["server"].fileno()]
            )
        server = Running(self.address, self._process.pid, os.getpid(), self._time_skipping)
        _replace(self._folder / "address", json.dumps(asdict(server)))
        await self._until_ready(self._process)

    async def _until_ready(self, process: asyncio.subprocess.Process) -> None:
        serving = asyncio.create_task(wait_until_serving(self.address, seconds=_READY_SECONDS))
        ended = asyncio.create_task(process.wait())
        try:
            await asyncio.wait((serving, ended), return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                return await serving
            raise EngineUnavailable(
                f"Temporal 服务器没有启动成功（退出码 {process.returncode}），日志见 {self._folder / 'server.log'}。\n"
                f"The Temporal server ended with code {process.returncode} while starting; see its log."
            )
        finally:
            for task in (serving, ended):
                task.cancel()
            await asyncio.gather(serving, ended, return_exceptions=True)

    async def _keep_alive(self) -> None:
        pause = 0.0
        while self._process:
            started = monotonic()
            code = await self._process.wait()
            await self._watcher.leave()
            pause = 0.0 if monotonic() - started > _LONGEST_PAUSE else min(2 * pause + 0.5, _LONGEST_PAUSE)
            self.restarts += 1
            logger.warning("engine died", extra={"exit_code": code, "restarts": self.restarts})
            try:
                self._on_restart(self.restarts)
                await asyncio.sleep(pause)
                await self._spawn()
            except Exception:
                # Whatever it was, a full disk for one: without us nobody would start the engine again.
                logger.exception("engine did not come up again")
                await _end(self._process)


def _written_down(folder: Path) -> Running | None:
    try:
        return Running(**json.loads((folder / "address").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _by(server: Running | None) -> str:
    return f" (pid {server.supervisor_pid})" if server else ""


def _log(file: Path) -> IO[bytes]:
    if file.exists() and file.stat().st_size > _LOG_BYTES:
        file.replace(file.with_suffix(".log.1"))
    return file.open("ab")


def _replace(file: Path, text: str) -> None:
    scratch = file.with_suffix(".new")
    scratch.write_text(text)
    scratch.replace(file)


async def _lock(file: Path, *, seconds: float = 0.5) -> IO[str] | None:
    """Take a lock, or return None when it stays taken; a short wait, since a reader probes it for an instant."""
    handle = file.open("a")
    until = monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if monotonic() >= until:
                handle.close()
                return None
            await asyncio.sleep(0.1)


def _is_held(file: Path) -> bool:
    try:
        with file.open() as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False


async def _end(process: asyncio.subprocess.Process) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
