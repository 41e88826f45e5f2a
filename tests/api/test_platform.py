"""The small receiver of reports, over HTTP: it has a token, takes reports and nothing else, and survives any body."""

import gzip
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo.receiver import MAX_REPORT_BYTES, Reports, create_receiver

KEY = {"Idempotency-Key": "platform/JX/2026-1/7/0"}
TOKEN = {"Authorization": "Bearer a token"}
JSON = {"Content-Type": "application/json"}
FILING = {"kind": "filing", "agency": "JX", "number": "2026-1", "what": "filed", "on": "2026-06-01"}
DEADLINE = {
    **{"kind": "deadline_set", "agency": "JX", "number": "2026-1", "term": "statement", "party": 1},
    **{"start": "2026-05-25", "last_day": "2026-06-01", "state": "running"},
}


@asynccontextmanager
async def platform(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_receiver(folder / "platform.db", token="a token", outage=folder / "outage")
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://platform", headers=TOKEN) as client:
        yield client
    app.state.reports.close()


@pytest.mark.parametrize("report", [FILING, DEADLINE])
async def test_a_report_is_on_disk_before_it_is_answered(tmp_path: Path, report: dict[str, Any]):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", json=report, headers=KEY)
        assert (answer.status_code, answer.json()) == (201, {"place": 1})
    async with platform(tmp_path) as after_a_restart:
        [there] = (await after_a_restart.get("/reports")).json()
    assert there["report"] == report


async def test_a_repeated_report_has_the_first_answer(tmp_path: Path):
    async with platform(tmp_path) as client:
        first = await client.post("/reports", json=FILING, headers=KEY)
        again = await client.post("/reports", json=FILING, headers=KEY)
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert (await client.get("/health")).json() == {"status": "ok", "reports": 1}


async def test_the_same_key_with_another_report_is_a_conflict(tmp_path: Path):
    async with platform(tmp_path) as client:
        await client.post("/reports", json=FILING, headers=KEY)
        assert (await client.post("/reports", json=DEADLINE, headers=KEY)).status_code == 409


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer another", "Basic a token", "a token", "Bearer a token x"]
)
async def test_who_has_no_token_neither_reads_nor_writes(tmp_path: Path, token: str):
    async with platform(tmp_path) as client:
        asked = KEY | {"Authorization": token}
        for answer in (
            await client.post("/reports", json=FILING, headers=asked),
            await client.get("/reports", headers=asked),
        ):
            assert (answer.status_code, answer.json()["code"]) == (401, "NotIdentified")
            assert answer.headers["www-authenticate"]
        assert (await client.get("/health", headers=asked)).json() == {"status": "ok", "reports": 0}


BODIES = {
    "empty": b"",
    "no JSON": b"no",
    "half of one": b'{"kind":',
    "a list": b"[]",
    "null": b"null",
    "NaN": b'{"kind": NaN}',
    "Infinity": b'{"party": -Infinity}',
    "UTF-16": json.dumps(FILING).encode("utf-16"),
    "UTF-32": json.dumps(FILING).encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(FILING).encode(),
    "no UTF-8": b'{"kind": "\xff\xfe"}',
    "half a character": b'{"kind": "\\ud800"}',
    "NUL": b'{"number": "\\u0000"}',
    "bidi": json.dumps(FILING | {"number": "a\u202eb"}).encode(),
    "nested": b'{"a":' * 100_000,
    "nested to its end": b'{"kind":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a number without end": b'{"party": ' + b"9" * 100_000 + b"}",
    "a huge exponent": b'{"party": 1e999}',
    "a key twice": b'{"kind": "filing", "kind": "filing"}',
    "an unknown field": json.dumps(FILING | {"colour": "red"}).encode(),
    "an unknown kind": json.dumps(FILING | {"kind": "rumour"}).encode(),
    "no case": b'{"kind": "filing"}',
    "a number as text": json.dumps(DEADLINE | {"party": "1"}).encode(),
    "a date otherwise": json.dumps(FILING | {"on": 0}).encode(),
    "gzip in JSON's place": gzip.compress(json.dumps(FILING).encode()),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_any_body_is_refused_and_poisons_nothing(tmp_path: Path, body: bytes):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", content=body, headers=KEY | JSON)
        assert (answer.status_code, answer.json()["code"]) == (422, "Malformed"), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        # Nothing of it was kept, and the key is free.
        assert (await client.get("/reports")).json() == []
        assert (await client.post("/reports", json=FILING, headers=KEY)).status_code == 201


@pytest.mark.parametrize("size", [MAX_REPORT_BYTES + 1, 10 * 1024 * 1024])
async def test_a_body_too_large_is_not_read_to_its_end(tmp_path: Path, size: int):
    read = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(size // 4096 + 1):
            read += 4096
            yield b" " * 4096

    async with platform(tmp_path) as client:
        answer = await client.post("/reports", content=pieces(), headers=KEY | JSON)
        assert (answer.status_code, answer.json()["code"]) == (413, "BodyTooLarge")
        assert read <= MAX_REPORT_BYTES + 2 * 4096
        assert (await client.get("/reports")).json() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=utf-16"},
        JSON | {"Content-Encoding": "gzip"},
    ],
)
async def test_another_media_type_or_packing_is_refused(tmp_path: Path, headers: dict[str, str]):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", content=json.dumps(FILING).encode(), headers=KEY | headers)
        assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "Content-Type")


@pytest.mark.parametrize("key", ["", " ", "k" * 301, "a b", "kéy"])
async def test_a_report_has_a_key_of_its_own(tmp_path: Path, key: str):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", json=FILING, headers={b"Idempotency-Key": key.encode()})
        assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "Idempotency-Key")


async def test_a_list_that_an_earlier_receiver_poisoned_is_read_again(tmp_path: Path):
    async with platform(tmp_path) as client:
        await client.post("/reports", json=FILING, headers=KEY)
        with sqlite3.connect(tmp_path / "platform.db") as connection:
            connection.execute("UPDATE reports SET body = '{\"a\": NaN}'")
        [poisoned] = (await client.get("/reports")).json()
        assert poisoned["report"] == '{"a": NaN}'


async def test_a_store_that_is_away_is_no_report_lost(tmp_path: Path):
    async with platform(tmp_path) as client:
        with sqlite3.connect(tmp_path / "platform.db") as connection:
            connection.execute("DROP TABLE reports")
        answer = await client.post("/reports", json=FILING, headers=KEY)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        Reports(tmp_path / "platform.db").close()


async def test_during_an_outage_it_says_when_to_come_back(tmp_path: Path):
    async with platform(tmp_path) as client:
        (tmp_path / "outage").touch()
        answer = await client.post("/reports", json=FILING, headers=KEY)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        (tmp_path / "outage").unlink()
        assert (await client.post("/reports", json=FILING, headers=KEY)).status_code == 201
