"""Strict: what is mistyped, doubled or written otherwise is refused by name, and never passed over or guessed."""

import json
from typing import Any

import pytest

from desk.bodies import read_json
from desk.errors import Malformed
from tests.api.installation import Installation, drafted, problem


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("dryrun=true", "dryrun"),
        ("dry-run=true", "dry-run"),
        ("DRY_RUN=true", "DRY_RUN"),
        ("dry_run=true&dry_run=false", "dry_run"),
        ("dry_run=yes", "dry_run"),
        ("dry_run=1", "dry_run"),
        ("dry_run=", "dry_run"),
        ("dry_run=True", "dry_run"),
    ],
)
async def test_a_mistyped_dry_run_makes_nothing(api: Installation, query: str, field: str):
    draft = drafted()
    told = problem(await api.post(f"/v1/cases?{query}", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == [field]
    problem(await api.get(f"/v1/cases/zj-market/{draft['number']}"), 404, "Unknown")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/cases?stages=drafted",
        "/v1/cases?limit=1_0",
        "/v1/cases?limit=%205",
        "/v1/cases?limit=05",
        "/v1/cases?overdue=1",
        "/v1/deadlines?due_before=0",
        "/v1/deadlines?due_before=2026-05-21T00:00:00Z",
        "/v1/deadlines?due_before=20260521",
        "/v1/work?limit=5&limit=5",
        "/v1/moves?x=1",
        "/health?x=1",
    ],
)
async def test_every_route_knows_its_parameters(api: Installation, path: str):
    problem(await api.get(path), 422, "Malformed")


async def test_who_is_not_known_is_told_nothing_of_parameters(api: Installation):
    answer = await api.http.get("/v1/cases?stages=drafted")
    assert answer.status_code == 401


async def test_parameters_as_they_are_published_are_taken(api: Installation):
    for path in ("/v1/cases?overdue=false&limit=5", "/v1/deadlines?due_before=2026-05-21", "/health"):
        assert (await api.get(path)).status_code == 200


OTHERWISE: list[tuple[str, Any]] = [
    ("accepted_on", 0),
    ("accepted_on", "0"),
    ("accepted_on", "1779321600"),
    ("accepted_on", 86400.0),
    ("accepted_on", "2026-05-21T00:00:00Z"),
    ("harm", "yes"),
    ("harm", "t"),
    ("harm", 1),
]


@pytest.mark.parametrize(("field", "value"), OTHERWISE)
async def test_no_day_and_no_truth_is_guessed(api: Installation, field: str, value: Any):
    told = problem(await api.post("/v1/cases?dry_run=true", drafted(**{field: value})), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == [field]


@pytest.mark.parametrize("amount", ["1e3", "1_000", " 1000", "1000 ", "0x10", True])
async def test_an_amount_has_one_written_form(api: Installation, amount: Any):
    draft = drafted()
    draft["parties"][0]["proposal"]["penalties"] = [{"kind": "fine", "amount": amount}]
    told = problem(await api.post("/v1/cases?dry_run=true", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["parties.0.proposal.penalties.0.amount"]


@pytest.mark.parametrize("party", ["1", "1_0", True, 1.0])
async def test_a_party_is_a_whole_number(api: Installation, party: Any):
    draft = drafted()
    draft["findings"][0]["parties"] = [party]
    told = problem(await api.post("/v1/cases?dry_run=true", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["findings.0.parties.0"]


def test_of_two_values_under_one_name_none_wins():
    body = json.dumps(drafted())[:-1] + ', "cause": "另一案由"}'
    with pytest.raises(Malformed) as malformed:
        read_json(body.encode())
    assert [f.field for f in malformed.value.faults] == ["cause"]


async def test_how_long_an_answer_takes_tells_no_stranger_whether_a_case_exists(
    api: Installation, monkeypatch
):
    """A dry run that names a position waits for the register: not for whoever may not know of the case."""
    waited = list[str]()

    async def at_least(*asked: Any, **more: Any) -> bool:
        waited.append(asked[1])
        return True

    monkeypatch.setattr(api.parts.queries, "at_least", at_least)
    for number in ("2026-0001", "none-there"):
        answer = await api.post(
            f"/v1/cases/zj-market/{number}/moves/submit_for_review?dry_run=true",
            {},
            "officer-ma",
            **{"If-Match": '"5"'},
        )
        problem(answer, 404, "Unknown")
    assert waited == []


async def test_what_may_be_read_may_be_asked_for_by_its_headers(api: Installation):
    case = await api.open()
    await api.recorded(case, 6)
    whole = await api.get(case)
    headers = await api.http.head(case, headers=api.person("officer-li"))
    assert (headers.status_code, headers.content) == (200, b"")
    for name in ("etag", "content-length", "content-type", "x-content-type-options"):
        assert headers.headers[name] == whole.headers[name]
    assert (await api.http.head(case)).status_code == 401
    assert (await api.http.head("/v1/documents", headers=api.person("officer-li"))).status_code == 405
