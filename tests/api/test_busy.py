"""Busy and away, over HTTP: both are 503 with Retry-After, and each says which it is."""

import sqlite3
from typing import Any

import pytest
from temporalio.service import RPCError, RPCStatusCode

from desk.engine_calls import _of_the_call
from desk.errors import Busy, DeskError, Unavailable
from tests.api.installation import Installation, problem


@pytest.mark.engine
async def test_a_register_that_another_process_writes_is_busy(api: Installation):
    """A real lock, held for longer than anybody waits; nothing is written, and the same key goes through afterwards."""
    other = sqlite3.connect(str(api.parts.database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    headers = api.person("officer-li") | {"Idempotency-Key": "while-busy"}

    async def upload() -> Any:
        return await api.http.post("/v1/documents", content=b"while it is busy", headers=headers)

    try:
        answer = await upload()
        told = problem(answer, 503, "Busy")
        assert answer.headers["retry-after"] == "2"
        assert "TINGSHU" not in told["detail"]
        # What only reads goes on meanwhile.
        assert (await api.get("/v1/cases")).status_code == 200
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert (await upload()).status_code == 201


@pytest.mark.parametrize(
    ("status", "kind"),
    [(RPCStatusCode.RESOURCE_EXHAUSTED, Busy), (RPCStatusCode.UNAVAILABLE, Unavailable)],
)
def test_an_engine_that_has_too_much_to_do_is_busy(status: RPCStatusCode, kind: type[DeskError]):
    assert type(_of_the_call(RPCError("", status, b""))) is kind
