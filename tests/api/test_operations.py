"""Alive, ready, degraded: each answers its own question, whatever is wrong around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import pytest
from sqlalchemy import text
from temporalio.client import Client

from domain.case.system_work import Found, Trouble
from domain.procedure.outgoing import Mail
from engine.connection import connect
from engine.embedded import EmbeddedServer
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from engine.retrying import SETTING
from register.database import Database, open_engine
from register.outbox import ATTEMPTS_UNTIL_WORK, Outgoing
from settings import SANDBOX_PASSTHROUGH
from tests.api.installation import Installation, installed, problem

pytestmark = pytest.mark.engine

PARTS = {"engine": True, "register": True, "schema": True}


@asynccontextmanager
async def without_the_engine(api: Installation) -> AsyncIterator[Installation]:
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    nobody = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin])
    async with installed(api.parts, nobody) as cut_off:
        yield cut_off


@asynccontextmanager
async def without_the_register(api: Installation) -> AsyncIterator[Installation]:
    nowhere = Database(open_engine("sqlite:////no/such/folder/register.sqlite"))
    async with installed(replace(api.parts, database=nowhere), api.client) as cut_off:
        yield cut_off


async def test_all_is_well(api: Installation):
    told = (await api.http.get("/ready")).json()
    assert (told["status"], told["parts"], told["reasons"]) == ("ready", PARTS, [])
    state = (await api.get("/v1/operations", by="operator-gu")).json()
    assert (state["degraded"], state["reasons"], state["parts"]) == (False, [], PARTS)
    assert state["system_work"] == {"open": 0, "items": []}
    assert state["cases"]["open"] <= state["cases"]["all"]


async def test_alive_and_ready_say_loudly_that_the_identities_are_the_demos(api: Installation):
    for path in ("/health", "/ready"):
        assert "演示身份" in (await api.http.get(path)).json()["demo_identities"]["zh"]
    assert (await api.http.get("/health")).json()["status"] == "alive"


async def test_without_the_engine_the_process_lives_and_is_not_ready(api: Installation):
    async with without_the_engine(api) as cut_off:
        assert (await cut_off.http.get("/health")).status_code == 200
        answer = await cut_off.http.get("/ready")
        assert (answer.status_code, answer.json()["parts"]) == (503, PARTS | {"engine": False})
        assert answer.headers["retry-after"]
        [reason] = answer.json()["reasons"]
        assert (reason["code"], reason["level"]) == (Trouble.ENGINE_AWAY, "fault")
        assert all(reason[name][tongue] for name in ("why", "cure") for tongue in ("zh", "en"))
        state = (await cut_off.get("/v1/operations", by="operator-gu")).json()
        assert state["degraded"]
        assert [reason["code"] for reason in state["reasons"]] == [Trouble.ENGINE_AWAY]
        assert state["cases"] is not None


async def test_without_the_register_the_state_is_told_all_the_same(api: Installation):
    async with without_the_register(api) as cut_off:
        assert (await cut_off.http.get("/health")).status_code == 200
        answer = await cut_off.http.get("/ready")
        assert (answer.status_code, answer.json()["parts"]["register"]) == (503, False)
        state = (await cut_off.get("/v1/operations", by="operator-gu")).json()
        assert [reason["code"] for reason in state["reasons"]] == [Trouble.REGISTER_AWAY]
        assert (state["degraded"], state["cases"]) == (True, None)


async def test_a_register_of_another_schema_is_not_ready(api: Installation):
    def set_to(version: str) -> None:
        with api.parts.database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})

    set_to("0000")
    try:
        answer = await api.http.get("/ready")
    finally:
        set_to("0005")
    assert (answer.status_code, answer.json()["parts"]["schema"]) == (503, False)
    assert [reason["code"] for reason in answer.json()["reasons"]] == [Trouble.SCHEMA_OUTDATED]
    assert (await api.http.get("/ready")).status_code == 200


async def test_an_engine_that_retries_slowly_is_named_and_ready(
    api: Installation, tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("slow")
    async with EmbeddedServer(folder, dynamic={SETTING: "600s"}) as server:
        plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
        client = await connect(server.address, namespace="slow", plugins=[plugin])
        await prepare(client)
        async with installed(api.parts, client) as slow:
            answer = await slow.http.get("/ready")
            assert answer.status_code == 200
            [reason] = answer.json()["reasons"]
            assert (reason["code"], reason["subject"]) == (Trouble.ENGINE_RETRIES_SLOWLY, SETTING)
            assert SETTING in reason["cure"]["zh"]
            state = (await slow.get("/v1/operations", by="operator-gu")).json()
            assert (state["degraded"], len(state["reasons"])) == (False, 1)
            began = perf_counter()
            await slow.http.get("/ready")
            # Read once and remembered.
            assert perf_counter() - began < 0.5


async def test_what_is_wrong_makes_it_degraded_until_it_has_ended(api: Installation):
    found = Found.of_case(Trouble.JOURNAL_BROKEN, "zj-market", "2026-1", "# 3")
    api.parts.system_work.report(found)
    api.parts.system_work.report(Found(Trouble.FILE_MISSING, "a" * 64))
    try:
        state = (await api.get("/v1/operations", by="operator-gu")).json()
        theirs = (await api.get("/v1/operations", by="supervisor-wu")).json()
    finally:
        api.parts.system_work.checked([Trouble.JOURNAL_BROKEN, Trouble.FILE_MISSING], [])
    assert state["degraded"]
    assert [(reason["code"], reason["count"]) for reason in state["reasons"]] == [
        (Trouble.JOURNAL_BROKEN, 1),
        (Trouble.FILE_MISSING, 1),
    ]
    assert [item["subject"] for item in state["system_work"]["items"]] == ["zj-market/2026-1", "a" * 64]
    # A supervisor sees that something is wrong, and the cases under it.
    assert len(theirs["reasons"]) == 2
    assert [item["subject"] for item in theirs["system_work"]["items"]] == ["zj-market/2026-1"]
    assert not (await api.get("/v1/operations", by="operator-gu")).json()["degraded"]


async def test_a_stuck_row_is_seen_at_once_and_not_only_at_night(api: Installation):
    outbox, now = api.parts.outbox, datetime.now(UTC)
    mail = Mail(subject="s", text="t")
    outbox.put([Outgoing.message("zj-market", "2026-stuck", 1, 0, "p1", mail)], now)
    row = next(row for row in outbox.waiting("mail") if row.number == "2026-stuck")
    for _ in range(ATTEMPTS_UNTIL_WORK):
        outbox.failed(row.id, "HTTP 500", now)
    state = (await api.get("/v1/operations", by="operator-gu")).json()
    outbox.delivered(row.id, now)
    [mails] = [box for box in state["outbox"] if box["receiver"] == "mail"]
    assert (mails["stuck"], state["degraded"]) == (1, True)
    assert [reason["code"] for reason in state["reasons"]] == [Trouble.OUTBOX_STUCK]
    assert not (await api.get("/v1/operations", by="operator-gu")).json()["degraded"]


async def test_only_operators_and_supervisors_see_how_the_system_is(api: Installation):
    for person in ("officer-li", "head-chen", "clerk-zhao"):
        problem(await api.get("/v1/operations", by=person), 403, "RoleRequired")
