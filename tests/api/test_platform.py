"""The small receiver of reports, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from demo.receiver import create_receiver

KEY = {"Idempotency-Key": "platform/JX/2026-1/7/0"}


@asynccontextmanager
async def platform(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_receiver(folder / "platform.db", outage=folder / "outage")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://platform") as client:
        yield client
    app.state.reports.close()


async def test_a_report_is_on_disk_before_it_is_answered(tmp_path: Path):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", json={"kind": "deadline_set"}, headers=KEY)
        assert (answer.status_code, answer.json()) == (201, {"place": 1})
    async with platform(tmp_path) as after_a_restart:
        [report] = (await after_a_restart.get("/reports")).json()
    assert report["report"] == {"kind": "deadline_set"}


async def test_a_repeated_report_has_the_first_answer(tmp_path: Path):
    async with platform(tmp_path) as client:
        first = await client.post("/reports", json={"kind": "filing"}, headers=KEY)
        again = await client.post("/reports", json={"kind": "filing"}, headers=KEY)
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert (await client.get("/health")).json() == {"status": "ok", "reports": 1}


async def test_the_same_key_with_another_report_is_a_conflict(tmp_path: Path):
    async with platform(tmp_path) as client:
        await client.post("/reports", json={"kind": "filing"}, headers=KEY)
        assert (await client.post("/reports", json={"kind": "other"}, headers=KEY)).status_code == 409


@pytest.mark.parametrize(
    ("body", "headers", "status"), [(b"{}", {}, 400), (b"no", KEY, 422), (b"", KEY, 422)]
)
async def test_what_is_no_report_is_refused(
    tmp_path: Path, body: bytes, headers: dict[str, str], status: int
):
    async with platform(tmp_path) as client:
        answer = await client.post("/reports", content=body, headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


async def test_during_an_outage_it_says_when_to_come_back(tmp_path: Path):
    async with platform(tmp_path) as client:
        (tmp_path / "outage").touch()
        answer = await client.post("/reports", json={}, headers=KEY)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        (tmp_path / "outage").unlink()
        assert (await client.post("/reports", json={}, headers=KEY)).status_code == 201
