"""(vii) Hostile bodies at the size limit, many at once: how long liveness takes meanwhile, and how much memory they hold.

The baseline is the same server, asked as often at once with small bodies that are refused as well.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.http import Connection

LIMIT = 1024 * 1024
AT_ONCE = 50
PAUSE = 0.02
"""Seconds between two looks at liveness."""


def _of_the_limit(begins: str, item: Callable[[int], str], ends: str) -> bytes:
    """As many items as the limit takes, numbered so that none is like another."""
    room, items, number = LIMIT - len(begins) - len(ends), list[str](), 0
    while (room := room - len(one := item(number)) - 1) > 0:
        items.append(one)
        number += 1
    return (begins + ",".join(items) + ends).encode()


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "many empty items": lambda: _of_the_limit('{"evidence":[', lambda n: '{"z":1}', ",{}]}"),
    "unknown keys": lambda: _of_the_limit("{", lambda n: f'"key-{n:012}-of-nothing":{n}', "}"),
    "one name twice": lambda: _of_the_limit(
        "{", lambda n: f'"key-{n:012}-of-nothing":1', ',"key-000000000000-of-nothing":1}'
    ),
    "deep": lambda: b'{"a":' * (LIMIT // 6) + b"1" + b"}" * (LIMIT // 6),
    "deep lists": lambda: b'{"cause":' + b"[" * (LIMIT // 2 - 8) + b"]" * (LIMIT // 2 - 8) + b"}",
    "long strings": lambda: _of_the_limit(
        '{"officers":[', lambda n: json.dumps("长" * 5_000, ensure_ascii=True), "]}"
    ),
    "control characters": lambda: _of_the_limit('{"officers":[', lambda n: '"' + "\\u0000" * 5 + '"', "]}"),
    "a huge number": lambda: b'{"accepted_on":' + b"9" * (LIMIT - 16) + b"}",
    "huge amounts": lambda: _of_the_limit('{"officers":[', lambda n: "1" + "0" * 4_000, "]}"),
}
"""Bodies of an opening, each at the limit of size."""
SMALL = b'{"cause":7}'


class Door:
    def __init__(self, host: str, port: int, token: str, pid: int) -> None:
        self._host, self._port, self._token, self._pid = host, port, token, pid

    async def measure(self, *, tell: Callable[[str], None]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, body in {"small bodies": lambda: SMALL, **HOSTILE}.items():
            found[name] = await self._all_at_once(body())
            tell(f"door, {name}: liveness in {found[name]['health_max_ms']} ms at most")
        mixed = [body() for body in HOSTILE.values()]
        found["of every kind"] = await self._all_at_once(*mixed)
        return found

    async def _all_at_once(self, *bodies: bytes) -> dict[str, Any]:
        before, done = _memory(self._pid), asyncio.Event()
        health = asyncio.create_task(self._look(done))
        begun = time.perf_counter()
        answers = await asyncio.gather(*(self._post(bodies[n % len(bodies)]) for n in range(AT_ONCE)))
        spent = time.perf_counter() - begun
        done.set()
        looked, most = await health
        return {
            "statuses": sorted({status for status, _ in answers}),
            "answer_max_kb": max(size for _, size in answers) // 1024,
            "all_answered_s": round(spent, 2),
            "health_max_ms": round(1000 * looked),
            "memory_mb": most - before,
        }

    async def _post(self, body: bytes) -> tuple[int, int]:
        connection = await Connection(self._host, self._port).open()
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": "bench-door"}
        try:
            status, answer = await connection.ask("POST", "/v1/cases", headers, body)
        finally:
            connection.close()
        return status, len(answer)

    async def _look(self, done: asyncio.Event) -> tuple[float, int]:
        """Ask for liveness again and again; return the longest wait, and the most memory seen."""
        connection = await Connection(self._host, self._port).open()
        longest, most = 0.0, 0
        while not done.is_set():
            begun = time.perf_counter()
            await connection.ask("GET", "/health", {})
            longest = max(longest, time.perf_counter() - begun)
            most = max(most, _memory(self._pid))
            await asyncio.sleep(PAUSE)
        connection.close()
        return longest, most


def _memory(pid: int) -> int:
    """MB that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) // 1024
