"""Rehearsals over HTTP: by whoever has an office, as JSON or YAML, within limits; of real cases nothing is read or written."""

import pytest

from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine

ADDRESS = "/v1/rehearsals"
YAML = {"Content-Type": "application/yaml"}
OPENED = {"move": "open_case", "by": "officer-li", "at": "2026-05-18", "expect": "accepted"}
FILE = {"title": "启动", "base": "standard", "steps": [OPENED]}


async def test_a_rehearsal_is_answered_step_by_step(api: Installation):
    impose = {"move": "impose", "by": "head-chen", "at": "2026-05-18", "body": {"content": ""}}
    answer = await api.post(ADDRESS, {**FILE, "steps": [OPENED, {**impose, "expect": "NotReviewed"}]})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["holds"] is True
    opened, refused = found["steps"]
    assert (opened["accepted"], opened["stage"]) == (True, "drafted")
    assert (opened["deadlines"][0]["term"], opened["deadlines"][0]["last_day"]) == ("decide", "2026-06-15")
    assert {"submit_for_review", "prepare_notices"} <= {one["move"] for one in opened["awaited"]}
    assert "NotReviewed" in [one["code"] for one in refused["refusals"]]


async def test_an_expectation_that_fails_is_an_answer_and_no_error(api: Installation):
    answer = await api.post(ADDRESS, {**FILE, "steps": [{**OPENED, "expect": "NotReviewed"}]})
    assert answer.status_code == 200
    assert answer.json()["holds"] is False


async def test_yaml_is_taken_as_it_is_written(api: Installation):
    text = "title: 启动\nbase: standard\nsteps:\n- {move: open_case, by: officer-li, at: 2026-05-18}\n"
    answer = await api.post(ADDRESS, text.encode(), **YAML)
    assert answer.status_code == 200, answer.text
    assert answer.json()["steps"][0]["line"] == 4


async def test_what_is_wrong_is_named_by_line_and_field(api: Installation):
    text = "title: 启动\nbase: standard\nsteps:\n- {move: open_cases, by: nobody, at: 2026-05-18}\n"
    told = problem(await api.post(ADDRESS, text.encode(), **YAML), 422, "Malformed")
    assert [fault["field"] for fault in told["fields"]] == ["steps.0.by", "steps.0.move"]
    assert all(fault["why"]["zh"].startswith("第4行") and fault["cure"]["zh"] for fault in told["fields"])


async def test_ten_megabytes_are_too_large_and_the_cure_says_to_divide_them(api: Installation):
    told = problem(await api.post(ADDRESS, b"x" * 10 * 1024 * 1024, **YAML), 413, "BodyTooLarge")
    assert told["cure"]["zh"] == "请分成几件案件，一件一个文件"


async def test_another_media_type_is_refused(api: Installation):
    problem(await api.post(ADDRESS, b"x", **{"Content-Type": "text/plain"}), 415, "MediaTypeNotTaken")


@pytest.mark.parametrize("by", ["party-demo", "delivery-platform", "system-market"])
async def test_who_has_no_office_rehearses_nothing(api: Installation, by: str):
    problem(await api.post(ADDRESS, FILE, by=by), 403, "RoleRequired")


async def test_nothing_is_written(api: Installation):
    before = (await api.get("/v1/cases")).json()
    await api.post(ADDRESS, {**FILE, "steps": [{**OPENED, "body": {"number": "2026-7777"}}]})
    assert (await api.get("/v1/cases")).json() == before
    problem(await api.get("/v1/cases/zj-market/2026-7777"), 404, "Unknown")
