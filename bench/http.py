"""(v) Starts and reads over HTTP, with a client that costs little: keep-alive connections and raw bytes."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from temporalio.client import Client

from bench.bare import BareCase, BareInput
from bench.measuring import median, paired, percentile
from bench.script import Scripted, scripts
from desk.directory import Directory


class Connection:
    """One HTTP/1.1 connection, one request at a time."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def open(self) -> "Connection":
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> tuple[int, bytes]:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        return status, await self._reader.readexactly(length)

    def close(self) -> None:
        self._writer.close()


async def reads(
    host: str, port: int, token: str, paths: list[str], *, connections: int, seconds: float
) -> dict[str, Any]:
    """Read cases as fast as so many connections can, for so long."""
    spent: list[float] = []
    until = time.perf_counter() + seconds

    async def one(offset: int) -> None:
        connection = await Connection(host, port).open()
        number = offset
        while (begun := time.perf_counter()) < until:
            status, _ = await connection.ask(
                "GET", paths[number % len(paths)], {"Authorization": f"Bearer {token}"}
            )
            if status != 200:
                raise RuntimeError(f"GET {paths[number % len(paths)]}: {status}")
            spent.append(time.perf_counter() - begun)
            number += 1
        connection.close()

    await asyncio.gather(*(one(n) for n in range(connections)))
    return {
        "reads_per_s": round(len(spent) / seconds),
        "p50_ms": round(percentile(spent, 0.5) * 1000, 2),
        "p99_ms": round(percentile(spent, 0.99) * 1000, 2),
        "connections": connections,
    }


class Starts:
    """Openings over HTTP against bare starts of the same number, alternating."""

    def __init__(self, host: str, port: int, directory: Directory, client: Client, task_queue: str) -> None:
        self._host, self._port = host, port
        self._directory, self._client, self._task_queue = directory, client, task_queue

    async def measure(
        self, *, count: int, at_once: int, rounds: int, tell: Callable[[str], None]
    ) -> dict[str, Any]:
        ours, bare = [], []
        for number in range(rounds + 1):
            mine = await self._ours(scripts(count, f"http-{number}", self._directory), at_once)
            theirs = await self._bare(count, number, at_once)
            if number:
                ours.append(mine)
                bare.append(theirs)
            tell(f"starts, round {number}/{rounds}: {mine:.0f}/s over HTTP, {theirs:.0f}/s bare")
        return {
            "http_per_s": round(median(ours), 1),
            "bare_per_s": round(median(bare), 1),
            "ratio": paired(ours, bare),
            "at_once": at_once,
        }

    async def _ours(self, written: list[Scripted], at_once: int) -> float:
        waiting = iter(written)

        async def one() -> None:
            connection = await Connection(self._host, self._port).open()
            for script in waiting:
                asked = script.asked[0]
                headers = {
                    "Authorization": f"Bearer {self._directory.token_of(asked.actor.id)}",
                    "Idempotency-Key": "bench-open",
                    "Content-Type": "application/json",
                    "X-Tingshu-Clock": script.story.opening.at.isoformat(),
                }
                status, answer = await connection.ask(
                    "POST", "/v1/cases", headers, json.dumps(asked.body).encode()
                )
                if status != 201:
                    raise RuntimeError(f"POST /v1/cases: {status} {answer[:300]!r}")
            connection.close()

        begun = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(at_once)))
        return len(written) / (time.perf_counter() - begun)

    async def _bare(self, count: int, round_: int, at_once: int) -> float:
        numbers = iter(range(count))

        async def one() -> None:
            for number in numbers:
                await self._client.start_workflow(
                    BareCase.run,
                    BareInput(agency="bare", number=f"{round_}-{number}"),
                    id=f"start/{round_}/{number}",
                    task_queue=self._task_queue,
                )

        begun = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(at_once)))
        return count / (time.perf_counter() - begun)
