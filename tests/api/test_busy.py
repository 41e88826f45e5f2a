"""Busy and away, over HTTP: both are 503 with Retry-After, and each says which it is."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio.service import RPCError, RPCStatusCode

from desk.engine_calls import _of_the_call
from desk.errors import Busy, DeskError, Unavailable
from desk.operations import Operations, unreadable
from domain.bilingual import Words
from domain.case.keeping import RegisterBusy, RegisterUnusable
from domain.case.system_work import Found, Trouble
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


class Asked:
    """A register that answers with an error, and an engine that is well."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def answers(self) -> None:
        raise self._error

    def schema(self) -> Found | None:
        return None

    def counts(self) -> Any:
        raise self._error

    def open(self) -> tuple[()]:
        return ()


class Well:
    async def answers(self) -> None: ...

    async def failing(self) -> tuple[()]:
        return ()

    async def settings(self) -> tuple[()]:
        return ()


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (RegisterBusy("too many connections"), Trouble.REGISTER_BUSY),
        (
            RegisterUnusable(Words("不接受连接", "lets nobody in"), Words("请核对", "check")),
            Trouble.REGISTER_AWAY,
        ),
        (OSError("no route"), Trouble.REGISTER_AWAY),
    ],
)
async def test_status_tells_a_busy_register_from_one_that_is_away(error: Exception, trouble: Trouble):
    state = await Operations(Asked(error), Well(), lambda: datetime.now(UTC)).state()
    assert [reason.trouble for reason in state.reasons] == [trouble]
    assert (state.degraded, state.parts["register"]) == (True, False)
    assert unreadable(error).trouble is trouble  # what `tingshu check` says of a check that could not read
    if trouble is Trouble.REGISTER_BUSY:
        assert "TINGSHU_DATABASE_URL" not in str(trouble.cure)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(RPCStatusCode.RESOURCE_EXHAUSTED, Busy), (RPCStatusCode.UNAVAILABLE, Unavailable)],
)
def test_an_engine_that_has_too_much_to_do_is_busy(status: RPCStatusCode, kind: type[DeskError]):
    assert type(_of_the_call(RPCError("", status, b""))) is kind
