"""POST /v1/cases/take-over: what is answered, and how a refusal names its step."""

import itertools
from typing import Any

import pytest

from demo.story import load, numbered
from installation.examples import EXAMPLES
from tests.api.installation import Installation
from tests.procedure.on_paper import SCANS, body_of, renumbered

pytestmark = pytest.mark.engine

ROUTE = "/v1/cases/take-over"
CLOCK = {"X-Tingshu-Clock": "2026-05-27T09:00:00+08:00"}
_numbers = itertools.count(1)


@pytest.fixture
async def body(api: Installation) -> dict[str, Any]:
    place = next(_numbers)
    found = body_of(numbered(load(EXAMPLES / "standard.json"), f"OP-{place}"), "submit_statement")
    if place == 1:
        for scan in SCANS.values():
            await api.upload(scan)
    return renumbered(found, 500_000 + 100 * place)


async def test_a_case_is_taken_over_and_read_with_its_marks(api: Installation, body: dict[str, Any]):
    answer = await api.post(ROUTE, body, key="once", **CLOCK)
    assert answer.status_code == 201, answer.text
    where = answer.headers["location"]
    assert where == f"/v1/cases/{body['agency']}/{body['number']}"
    assert answer.headers["etag"] == f'"{answer.json()["position"]}"'
    await api.recorded(where, answer.json()["position"])
    again = await api.post(ROUTE, body, key="once", **CLOCK)
    assert (again.status_code, again.json()) == (201, answer.json())
    case = (await api.get(where)).json()
    assert case["taken_over"]["by"] == "officer-li"
    journal = (await api.get(f"{where}/journal?limit=200")).json()["items"]
    assert {e.get("taken_over") for e in journal} == {"officer-li", None}
    scan = case["taken_over"]["steps"][0]["proof"]
    assert (await api.get(f"/v1/documents/{scan}")).content == SCANS[scan]


async def test_a_dry_run_says_all_that_would_be_true(api: Installation, body: dict[str, Any]):
    answer = await api.post(f"{ROUTE}?dry_run=true", body, **CLOCK)
    assert answer.status_code == 200, answer.text
    assert answer.json()["facts"][-1]["kind"] == "CaseTakenOver"
    assert answer.json()["stage"] == "collecting_statements"


async def test_a_refusal_names_step_move_and_article(api: Installation, body: dict[str, Any]):
    place = len(body["so_far"]) - 1
    body["so_far"][place]["body"]["service"]["on"] = "2026-05-24"
    answer = await api.post(ROUTE, body, **CLOCK)
    assert answer.status_code == 409, answer.text
    assert answer.json()["article"]
    assert f"so_far.{place} (record service" in answer.json()["why"]["en"]


async def test_a_wrong_field_is_named_from_the_top(api: Installation, body: dict[str, Any]):
    body["so_far"][1]["body"]["colour"] = "red"
    answer = await api.post(ROUTE, body, **CLOCK)
    assert answer.status_code == 422, answer.text
    assert answer.json()["fields"][0]["field"] == "so_far.1.body.colour"


async def test_a_scan_that_was_not_uploaded_is_refused(api: Installation, body: dict[str, Any]):
    body["so_far"][1]["proof"] = "0" * 64
    answer = await api.post(ROUTE, body, **CLOCK)
    assert (answer.status_code, answer.json()["code"]) == (422, "UnknownFile")


async def test_who_takes_no_case_over_is_told_before_anything_is_read(api: Installation):
    answer = await api.post(ROUTE, b"not json", by="clerk-zhao", **CLOCK)
    assert (answer.status_code, answer.json()["code"]) == (403, "RoleRequired")


async def test_within_a_case_it_has_no_route(api: Installation):
    case = await api.open()
    answer = await api.move(case, "take_over_case", {})
    assert answer.status_code == 404
