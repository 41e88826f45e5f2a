"""(vi) A case as large as the caps allow, over HTTP, against the ordinary one in the same run."""

import asyncio
import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bench import large
from bench.http import Connection
from bench.measuring import median, percentile
from bench.script import FIRST_DAY
from desk.directory import Directory

ORDINARY = (1, 2)
"""Parties and pieces of evidence of the example."""
LARGEST = (large.PARTIES, large.EVIDENCE)
CLOCK = f"{FIRST_DAY}T09:00:00+08:00"
LOOKS = 3
"""Lists of moves read at each station."""
READY = 0.005
"""Seconds between two looks whether something is there."""
TRIES = 5_000


class Caps:
    def __init__(self, host: str, port: int, directory: Directory, checklist: tuple[str, ...]) -> None:
        self._connection = Connection(host, port)
        self._directory = directory
        self._checklist = checklist
        self._keys = 0

    async def measure(self, *, rounds: int, tell: Callable[[str], None]) -> dict[str, Any]:
        """Open both, and play both from review to service; the first pair of openings warms up."""
        await self._connection.open()
        await self._upload()
        found: dict[str, Any] = {"ordinary": {"readable": []}, "largest": {"readable": []}}
        for number in range(rounds + 1):
            for name, size in (("ordinary", ORDINARY), ("largest", LARGEST)):
                readable = await self._opened(f"caps-{name}-{number}", *size)
                if number:
                    found[name]["readable"].append(readable)
                tell(f"caps, opening {number}/{rounds}: {name} readable in {readable * 1000:.0f} ms")
        for name, size in (("ordinary", ORDINARY), ("largest", LARGEST)):
            found[name] |= await self._played(f"caps-{name}-{rounds}", size[0], tell)
        self._connection.close()
        return {name: _summary(side) for name, side in found.items()}

    async def _upload(self) -> None:
        for by in ("clerk-zhao", "officer-li"):
            await self._ask("POST", "/v1/documents?name=scan.pdf", by, large.SCAN, kind="application/pdf")

    async def _opened(self, number: str, parties: int, evidence: int) -> float:
        body = json.dumps(large.draft(number, parties, evidence)).encode()
        begun = time.perf_counter()
        await self._ask("POST", "/v1/cases", "officer-li", body, clock=CLOCK)
        await self._until_readable(number)
        return time.perf_counter() - begun

    async def _until_readable(self, number: str) -> None:
        for _ in range(TRIES):
            if (await self._ask("GET", _path(number), "officer-li", known=(200, 404)))[0] == 200:
                return
            await asyncio.sleep(READY)
        raise RuntimeError(f"{number} cannot be read")

    async def _played(self, number: str, parties: int, tell: Callable[[str], None]) -> dict[str, Any]:
        """Make every move of the case, and read what may be done before the first of each kind."""
        spent: defaultdict[str, list[float]] = defaultdict(list)
        lists: dict[str, list[float]] = {"page": [], "open": [], "whole": []}
        state = json.loads((await self._ask("GET", _path(number), "officer-li"))[1])
        for step in large.steps(parties, state["papers_version"], self._checklist):
            if step.move not in spent:
                tell(f"caps, {number}: {step.move}")
                await self._listed(number, lists)
            spent[step.move].append(await self._made(number, step))
        await self._listed(number, lists)
        return {"spent": spent, "lists": lists}

    async def _made(self, number: str, step: large.Step) -> float:
        """Make a move. One for which its documents are not there yet is asked for again, and only its last try counts."""
        body = json.dumps(step.body, ensure_ascii=False).encode()
        path = f"{_path(number)}/moves/{step.move}"
        for _ in range(TRIES):
            begun = time.perf_counter()
            status, answer = await self._ask("POST", path, step.by, body, known=(200, 409))
            if status == 200:
                return time.perf_counter() - begun
            await asyncio.sleep(READY)
        raise RuntimeError(f"{path}: {answer[:400].decode()}")

    async def _listed(self, number: str, lists: dict[str, list[float]]) -> None:
        for name, query in (("page", ""), ("open", "?open=true"), ("whole", "?limit=1000")):
            for _ in range(LOOKS):
                begun = time.perf_counter()
                await self._whole(number, query) if name == "whole" else await self._ask(
                    "GET", f"{_path(number)}/moves{query}", "officer-li"
                )
                lists[name].append(time.perf_counter() - begun)

    async def _whole(self, number: str, query: str) -> None:
        cursor = ""
        while cursor is not None:
            path = f"{_path(number)}/moves{query}{cursor and f'&cursor={cursor}'}"
            cursor = json.loads((await self._ask("GET", path, "officer-li"))[1])["cursor"]

    async def _ask(
        self,
        method: str,
        path: str,
        by: str,
        body: bytes = b"",
        *,
        clock: str = "",
        kind: str = "application/json",
        known: tuple[int, ...] = (200, 201),
    ) -> tuple[int, bytes]:
        self._keys += 1
        headers = {"Authorization": f"Bearer {self._directory.token_of(by)}", "Content-Type": kind}
        headers["Idempotency-Key"] = hashlib.sha256(f"{path}{self._keys}".encode()).hexdigest()[:32]
        status, answer = await self._connection.ask(
            method, path, headers | ({"X-Tingshu-Clock": clock} if clock else {}), body
        )
        if status not in known:
            raise RuntimeError(f"{method} {path}: {status} {answer[:400].decode()}")
        return status, answer


def _path(number: str) -> str:
    return f"/v1/cases/zj-market/{number}"


def _summary(side: dict[str, Any]) -> dict[str, Any]:
    moves = [spent for of_kind in side["spent"].values() for spent in of_kind]
    return {
        "readable_ms": [round(1000 * seconds) for seconds in sorted(side["readable"])],
        "readable_median_ms": round(1000 * median(side["readable"])),
        "moves": len(moves),
        "move_p50_ms": round(1000 * percentile(moves, 0.5), 1),
        "move_p99_ms": round(1000 * percentile(moves, 0.99), 1),
        "of_kind_p50_ms": {k: round(1000 * percentile(v, 0.5), 1) for k, v in side["spent"].items()},
        "of_kind_max_ms": {k: round(1000 * max(v), 1) for k, v in side["spent"].items()},
        "listed_p50_ms": {k: round(1000 * percentile(v, 0.5), 1) for k, v in side["lists"].items()},
        "listed_max_ms": {k: round(1000 * max(v), 1) for k, v in side["lists"].items()},
    }
