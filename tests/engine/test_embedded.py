"""The embedded server keeps what it was told, whatever happens to it."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from temporalio.client import Client
from temporalio.worker import Worker

from engine.configuration import Ports
from engine.connection import address_of, connect
from engine.embedded import EmbeddedServer, running
from engine.errors import DataInUse, EngineUnavailable, WrongServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.server import Executable, Kind
from tests.engine.waiting import Move, Waiting

pytestmark = pytest.mark.engine


async def prepared(address: str) -> Client:
    client = await connect(address, namespace="kept", plugins=[tingshu_plugin(passthrough=("tests",))])
    await prepare(client)
    return client


async def move(client: Client, name: str) -> int:
    async with Worker(client, task_queue="kept", workflows=[Waiting]):
        return await client.get_workflow_handle("case/1").execute_update(Waiting.move, Move(name=name))


async def test_a_server_that_was_stopped_and_started_again_keeps_open_workflows(tmp_path: Path) -> None:
    async with EmbeddedServer(tmp_path) as server:
        first = await prepared(server.address)
        await first.start_workflow(Waiting.run, id="case/1", task_queue="kept")
        assert await move(first, "before") == 1
    async with EmbeddedServer(tmp_path) as server:
        assert await move(await prepared(server.address), "after") == 2


async def test_a_killed_server_comes_back_at_the_same_address_with_open_workflows(tmp_path: Path) -> None:
    told: list[int] = []
    async with EmbeddedServer(tmp_path, on_restart=told.append) as server:
        client = await prepared(server.address)
        await client.start_workflow(Waiting.run, id="case/1", task_queue="kept")
        assert await move(client, "before") == 1
        killed = server.pid
        os.kill(killed, signal.SIGKILL)
        assert await move(client, "after") == 2
        assert (server.restarts, told) == (1, [1])
        assert server.pid != killed
        assert (found := running(tmp_path)) is not None
        assert (found.address, found.server_pid) == (server.address, server.pid)


async def test_a_killed_server_comes_back_though_its_folder_could_not_be_written_for_a_while(
    tmp_path: Path,
) -> None:
    """As on a full disk: no error of whatever kind ends the one who starts it again."""
    async with EmbeddedServer(tmp_path) as server:
        client = await prepared(server.address)
        await client.start_workflow(Waiting.run, id="case/1", task_queue="kept")
        log = tmp_path / "engine" / "server.log"
        log.rename(log.with_suffix(".aside"))
        log.mkdir()
        os.kill(server.pid, signal.SIGKILL)
        async with asyncio.timeout(20):
            while server.restarts < 3:
                await asyncio.sleep(0.05)
        log.rmdir()
        assert await move(client, "after") == 1


async def test_a_port_that_was_lost_to_another_process_in_between_costs_only_another_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken, good = other.getsockname()[1], Ports.free()
        tries = iter([replace(Ports.free(), grpc=taken), good])
        monkeypatch.setattr(Ports, "free", lambda: next(tries))
        async with EmbeddedServer(tmp_path) as server:
            assert server.address == f"127.0.0.1:{good.grpc}"
            await prepared(server.address)


async def test_two_starts_on_one_data_folder_are_refused(tmp_path: Path) -> None:
    async with EmbeddedServer(tmp_path) as server:
        with pytest.raises(DataInUse, match="TINGSHU_DATA"):
            await EmbeddedServer(tmp_path).start()
        assert address_of(tmp_path) == server.address
    assert running(tmp_path) is None


STARTING = """
import asyncio, pathlib, sys
from engine.embedded import EmbeddedServer
async def main():
    server = EmbeddedServer(pathlib.Path(sys.argv[1]))
    await server.start()
    if "unwatched" in sys.argv:
        await server._watcher.leave()
    print("started", flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


async def started_and_killed(folder: Path, *arguments: str) -> int:
    """Start a server in a process that is then killed; return the server's process id."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STARTING, str(folder), *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"started\n"
    left = running(folder)
    assert left is not None
    process.kill()
    await process.wait()
    assert running(folder) is None
    return left.server_pid


def is_alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


async def test_a_server_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    server = await started_and_killed(tmp_path)
    async with asyncio.timeout(20):
        while is_alive(server):
            await asyncio.sleep(0.05)


async def test_a_server_left_behind_all_the_same_is_stopped_by_the_next_start(tmp_path: Path) -> None:
    """Whoever watched may have been killed too."""
    left = await started_and_killed(tmp_path, "unwatched")
    assert is_alive(left)
    async with EmbeddedServer(tmp_path) as server:
        assert server.pid != left


async def test_data_of_another_kind_of_server_is_refused(tmp_path: Path) -> None:
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "kind").write_text("cli")
    with pytest.raises(WrongServer, match="TINGSHU_DATA"):
        await EmbeddedServer(tmp_path, executable=Executable(Kind.SERVER, Path("/bin/true"))).start()


async def test_a_server_that_does_not_come_up_is_told_with_its_log(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path, executable=Executable(Kind.SERVER, Path("/bin/false")))
    with pytest.raises(EngineUnavailable, match=r"server\.log"):
        await server.start()
    assert running(tmp_path) is None


async def test_a_server_that_does_not_answer_is_told_within_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEMPORAL_ADDRESS", raising=False)
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:9"):
        await connect("127.0.0.1:9", namespace="x", seconds=0.5)
    with pytest.raises(EngineUnavailable, match="make run"):
        await connect(None, namespace="x")
