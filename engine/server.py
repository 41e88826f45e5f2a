"""Where a Temporal server comes from.

In this order: `temporal` on the PATH, the `server` binary in the cache, the SDK's own download, `go install`.
An address that was configured comes before all of them (`engine.connection.configured_address`).
"""

import asyncio
import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from temporalio.testing import WorkflowEnvironment

from engine.environment import cache_folder
from engine.errors import EngineUnavailable

SERVER_VERSION = "1.32.1"
"""The one version of the server that we test with: the newest that builds with Go 1.26."""

CLI_VERSION = "1.9.1"
"""The release of the `temporal` command that embeds a server of this minor version."""

Progress = Callable[[str], None]
"""Takes one line for a person who waits."""

_DOWNLOAD_SECONDS = 180
_PACKAGES = 1600
"""What a build on an empty cache compiles, for a person who waits."""

_MODULE = "go.temporal.io/server/cmd/server"


class Kind(StrEnum):
    """How a binary is spoken to."""

    SERVER = "server"
    """The server itself, with a configuration file."""
    CLI = "cli"
    """The `temporal` command with its development server."""


@dataclass(frozen=True)
class Executable:
    """A server that can be started here."""

    kind: Kind
    path: Path


Way = Callable[[Path, Progress], Awaitable[Executable]]
"""One way to get a server into a folder; raises `EngineUnavailable` with the reason when it fails."""


def find(cache: Path | None = None) -> Executable | None:
    """Return a server that is on this machine already, without asking the network."""
    return _on_path() or _cached((cache or cache_folder()) / "bin")


async def obtain(
    progress: Progress, cache: Path | None = None, *, ways: Sequence[Way] | None = None
) -> Executable:
    """Return a server, fetched or built if there is none yet.

    Raises:
        EngineUnavailable: There is none, and none can be had here.
    """
    folder = (cache or cache_folder()) / "bin"
    if found := find(cache):
        return found
    folder.mkdir(parents=True, exist_ok=True)
    async with _alone(folder / ".lock", progress):
        if found := find(cache):
            return found
        tried: list[str] = []
        for way in ways or (download, build):
            try:
                return await way(folder, progress)
            except EngineUnavailable as reason:
                tried.append(str(reason))
    raise EngineUnavailable(_no_server(tried))


def _on_path() -> Executable | None:
    """An older `temporal` is passed over: time skipping and our settings need this server."""
    found = shutil.which("temporal")
    if not found:
        return None
    try:
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    embedded = re.search(r"Server (\d+)\.(\d+)", answer.stdout)
    if not embedded or tuple(map(int, embedded.groups())) < _minor(SERVER_VERSION):
        return None
    return Executable(Kind.CLI, Path(found))


def _minor(version: str) -> tuple[int, int]:
    major, minor, *_ = version.split(".")
    return int(major), int(minor)


def _cached(folder: Path) -> Executable | None:
    for kind, name in ((Kind.SERVER, f"server-{SERVER_VERSION}"), (Kind.CLI, f"temporal-{CLI_VERSION}")):
        if os.access(folder / name, os.X_OK):
            return Executable(kind, folder / name)
    return None


async def download(folder: Path, progress: Progress) -> Executable:
    """Fetch the `temporal` command as the SDK does, into this folder."""
    progress(f"下载 Temporal {CLI_VERSION}（约 60 MB）… · downloading Temporal {CLI_VERSION} (about 60 MB)")
    with TemporaryDirectory(dir=folder) as scratch:
        try:
            async with asyncio.timeout(_DOWNLOAD_SECONDS):
                server = await WorkflowEnvironment.start_local(
                    download_dest_dir=scratch, dev_server_download_version=f"v{CLI_VERSION}"
                )
                await server.shutdown()
        except (RuntimeError, TimeoutError) as error:
            raise EngineUnavailable(f"SDK 下载失败 download failed: {error or 'timeout'}") from error
        binary = next(file for file in Path(scratch).iterdir() if os.access(file, os.X_OK))
        return Executable(Kind.CLI, binary.replace(folder / f"temporal-{CLI_VERSION}"))


async def build(folder: Path, progress: Progress) -> Executable:
    """Build the server with Go, into this folder."""
    go = shutil.which("go")
    if not go:
        raise EngineUnavailable("没有找到 Go no Go on the PATH")
    progress(
        f"用 Go 构建 Temporal 服务器 {SERVER_VERSION}，首次约 3 至 7 分钟… · "
        f"building the Temporal server {SERVER_VERSION} with Go, 3 to 7 minutes the first time"
    )
    with TemporaryDirectory(dir=folder) as scratch:
        # The tag leaves out gRPC in the cloud clients' metadata modules, as Temporal's own build does.
        command = [go, "install", "-v", "-tags", "disable_grpc_modules", f"{_MODULE}@v{SERVER_VERSION}"]
        environment = {**os.environ, "CGO_ENABLED": "0", "GOBIN": scratch}
        code, last = await _watched(command, environment, progress)
        if code != 0:
            raise EngineUnavailable(f"go install 失败 failed ({code}): {last}")
        return Executable(
            Kind.SERVER, (Path(scratch) / "server").replace(folder / f"server-{SERVER_VERSION}")
        )


async def _watched(
    command: Sequence[str], environment: dict[str, str], progress: Progress
) -> tuple[int, str]:
    """Run a build and tell how far it is; return its exit code and its last words."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    fetched = compiled = 0
    last = ""
    try:
        assert process.stderr is not None
        async for line in process.stderr:
            last = line.decode(errors="replace").strip() or last
            if last.startswith("go: downloading"):
                fetched += 1
            elif not last.startswith("go:"):
                compiled += 1
            progress(
                f"已下载 {fetched} 个模块，已编译 {compiled} / 约 {_PACKAGES} 个包 · "
                f"{fetched} modules, {compiled} of about {_PACKAGES} packages"
            )
        return await process.wait(), last
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def _alone(lock: Path, progress: Progress) -> AsyncIterator[None]:
    """Let one process build at a time; the next one finds the result in the cache."""
    with lock.open("w") as file:
        waiting = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not waiting:
                    progress("等待另一个进程构建服务器… · another process is building the server, waiting")
                waiting = True
                await asyncio.sleep(1)
        yield


def _no_server(tried: Sequence[str]) -> str:
    return (
        f"没有可用的 Temporal 服务器（{'；'.join(tried)}）。解决办法：把 TEMPORAL_ADDRESS 设为已有服务器的地址，"
        f"或安装 temporal 命令 {CLI_VERSION} 以上，或安装 Go 1.26 以上并能访问 Go 模块代理，再运行一次。\n"
        f"No Temporal server can be had. Set TEMPORAL_ADDRESS to a running server, or install the temporal command "
        f"{CLI_VERSION} or later, or install Go 1.26 or later with access to a Go module proxy, and try again."
    )
