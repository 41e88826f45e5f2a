"""Signals from an office system: answered through the journal, and kept while the engine is away."""

from typing import Any

import pytest
from temporalio.client import Client

from engine.plugin import tingshu_plugin
from settings import SANDBOX_PASSTHROUGH
from tests.api.installation import Installation, installed, problem, until

pytestmark = pytest.mark.engine


async def under_review(api: Installation) -> tuple[str, dict[str, Any]]:
    case = await api.open()
    assert (await api.move(case, "submit_for_review")).status_code == 200
    made = await api.move(case, "assign_reviewer", {"reviewer": "reviewer-sun"}, "head-chen")
    await api.recorded(case, made.json()["position"])
    state = (await api.get(case)).json()
    return case, {"reviewer": "reviewer-sun", "round": 1, "papers": state["papers_version"]}


async def facts(api: Installation, case: str) -> list[str]:
    return [e["fact"] for e in (await api.get(f"{case}/journal?limit=200")).json()["items"]]


async def test_an_approval_by_signal_becomes_an_opinion(api: Installation):
    case, signal = await under_review(api)
    answer = await api.post(f"{case}/signals/approve", signal, "system-market", key="approve-1")
    assert (answer.status_code, answer.json()["handed_in"]) == (202, True)

    async def given():
        return "OpinionGiven" in await facts(api, case)

    assert await until(given)


async def test_a_stale_signal_is_refused_in_the_journal(api: Installation):
    case, signal = await under_review(api)
    answer = await api.post(f"{case}/signals/approve", signal | {"papers": "00" * 32}, "reviewer-sun")
    assert answer.status_code == 202

    async def refused():
        return "SignalRefused" in await facts(api, case)

    assert await until(refused)
    assert "OpinionGiven" not in await facts(api, case)


async def test_a_signal_is_answered_under_the_id_that_was_returned(api: Installation):
    case, signal = await under_review(api)
    sent = await api.post(
        f"{case}/signals/approve", signal | {"papers": "00" * 32}, "reviewer-sun", key="s-1"
    )
    stale = sent.json()["id"]
    good = (await api.post(f"{case}/signals/approve", signal, "reviewer-sun", key="s-2")).json()["id"]

    async def answered():
        found = [(await api.get(f"{case}/signals/{one}")).json() for one in (stale, good)]
        return found if all(one.get("state") in ("accepted", "refused") for one in found) else None

    refused, accepted = await until(answered)
    assert (refused["signal"], refused["state"], refused["code"]) == (
        stale,
        "refused",
        "StaleOpinion",
    )
    assert (accepted["signal"], accepted["state"]) == (good, "accepted")
    problem(await api.get(f"{case}/signals/never-sent"), 404, "Unknown")
    problem(await api.get(f"{case}/signals/{good}", "officer-ma"), 404, "Unknown")


@pytest.mark.parametrize("own", [{}, {"id": None}, {"id": ""}])
async def test_a_signal_without_an_id_is_called_by_its_key(api: Installation, own: dict[str, Any]):
    case, signal = await under_review(api)
    wanted = {**{k: v for k, v in signal.items() if k != "id"}, **own}
    sent = await api.post(f"{case}/signals/approve", wanted, "reviewer-sun", key="its-key")
    assert sent.status_code == 202, sent.text
    assert sent.json()["id"] == "its-key"


async def test_only_that_reviewer_or_the_agencys_system_may_send(api: Installation):
    case, signal = await under_review(api)
    problem(await api.post(f"{case}/signals/approve", signal, "reviewer-new"), 403, "RoleRequired")
    problem(await api.post(f"{case}/signals/approve", signal, "officer-li"), 403, "RoleRequired")
    told = problem(
        await api.post(f"{case}/signals/approve", signal | {"x": 1}, "reviewer-sun"), 422, "Malformed"
    )
    assert [f["field"] for f in told["fields"]] == ["x"]


async def test_a_signal_longer_than_a_letterbox_takes_is_refused_at_the_door(api: Installation):
    case, signal = await under_review(api)
    long = {**signal, "verdict": "other", "objections": {"事实": "字" * 1_900, "证据": "字" * 1_900}}
    told = problem(await api.post(f"{case}/signals/return_case", long, "reviewer-sun"), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["body"]
    named = {**signal, "id": "x" * 201}
    told = problem(await api.post(f"{case}/signals/approve", named, "reviewer-sun"), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["id"]


async def test_a_signal_that_comes_while_the_engine_is_away_is_kept_and_handed_in_later(api: Installation):
    case, signal = await under_review(api)
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    nobody = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin])
    async with installed(api.parts, nobody) as cut_off:
        for _ in range(2):
            answer = await cut_off.post(f"{case}/signals/approve", signal, "system-market", key="kept")
            assert (answer.status_code, answer.json()["handed_in"]) == (202, False)
        unknown = "/v1/cases/zj-market/none-2/signals/approve"
        problem(await cut_off.post(unknown, signal, "system-market"), 404, "Unknown")

    async def given():
        await api.services.intake.hand_in()
        return "OpinionGiven" in await facts(api, case)

    assert await until(given)
    assert (await facts(api, case)).count("OpinionGiven") == 1
    assert list(api.parts.book.waiting()) == []
