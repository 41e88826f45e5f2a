"""A day at the desk leaves no name, identifier, address or statement in the logs."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from installation import logs
from settings import LogFormat
from tests.api.installation import OPENED_AT, Installation, drafted

pytestmark = pytest.mark.engine


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = root.handlers[:]
    logs.configure(LogFormat.JSON, "DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def test_no_log_line_says_who_a_party_is(
    api: Installation, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    clock = {"X-Tingshu-Clock": OPENED_AT}
    draft = drafted()
    party = draft["parties"][0]
    case = (await api.post("/v1/cases", draft, **clock)).headers["location"]
    await api.post("/v1/cases", drafted(cause=party["name"], accepted_on=party["name"]), **clock)
    await api.post("/v1/cases", drafted(parties=[party | {"identifier": "91321102MA1TK3T07X"}]), **clock)
    await api.get(f"/v1/cases?party={party['name']}")
    await api.get(f"/v1/{party['name']}")
    await api.get(f"/v1/cases/zj-market/{party['identifier']}")
    await api.move(f"/v1/cases/{party['name']}/1", "submit_for_review")
    await api.move(case, "submit_statement", {"party": 1, "text": "请求从轻处罚", "channel": party["name"]})
    await api.upload(b"scan", name=party["name"])

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError(party["name"])

    monkeypatch.setattr(api.services.reading, "work", broken)
    await api.get("/v1/work")
    told = written.getvalue()
    assert told.count('"event": "request"') >= 8
    for secret in (
        party["name"],
        party["identifier"],
        "91321102MA1TK3T07X",
        party["address"],
        party["representative"],
        party["contact"],
        "请求从轻处罚",
    ):
        assert secret not in told, secret
