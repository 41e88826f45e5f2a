"""What bad input gets: refused with the reason, the article and the cure, and nothing written."""

import json
from dataclasses import replace

import pytest
from temporalio.client import Client

from engine.plugin import tingshu_plugin
from register.database import Database, open_engine
from register.desk_book import DeskBook
from register.journal import Journals
from register.queries import Queries
from settings import SANDBOX_PASSTHROUGH
from tests.api.installation import OPENED_AT, Installation, codes, drafted, installed, problem

pytestmark = pytest.mark.engine

NOT_STORED = "ab" * 32


async def position(api: Installation, case: str) -> int:
    return int((await api.get(f"{case}?source=workflow")).json()["position"])


# Unknown or malformed field: 422 naming field and cure


async def test_an_unknown_field_is_named_with_its_cure(api: Installation):
    answer = await api.post("/v1/cases", drafted() | {"colour": "red"})
    told = problem(answer, 422, "Malformed")
    assert told["fields"] == [
        {
            "field": "colour",
            "why": {"zh": "没有这个字段", "en": "there is no such field"},
            "cure": {
                "zh": "请核对 colour 的拼写，或者删去",
                "en": "check the spelling of colour, or remove it",
            },
        }
    ]


async def test_every_malformed_field_is_named_at_once(api: Installation):
    draft = drafted(accepted_on="yesterday", harm="perhaps")
    draft["parties"] = [draft["parties"][0] | {"kind": "ghost"}]
    told = problem(await api.post("/v1/cases", draft), 422, "Malformed")
    assert {f["field"] for f in told["fields"]} == {"accepted_on", "harm", "parties.0.kind"}
    assert all(f["field"] in f["cure"]["zh"] and f["field"] in f["cure"]["en"] for f in told["fields"])


async def test_what_was_sent_is_not_repeated_in_the_answer(api: Installation):
    answer = await api.post("/v1/cases", drafted(accepted_on="李某某身份证"))
    assert "李某某" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"",
        b'{"harm": NaN}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"number": ' + b"9" * 5000 + b"}",
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(api: Installation, body: bytes):
    problem(await api.post("/v1/cases", body), 422, "Malformed")


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "\\u0007"])
async def test_text_that_nothing_could_store_is_refused(api: Installation, text: str):
    body = json.dumps(drafted(cause="PLACE")).replace("PLACE", f"案由{text}").encode()
    told = problem(await api.post("/v1/cases", body), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["cause"]


async def test_a_malformed_query_is_named(api: Installation):
    told = problem(await api.get("/v1/cases?limit=1000"), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["limit"]
    told = problem(await api.get("/v1/cases?cursor=nonsense"), 422, "NotHere")
    assert [f["field"] for f in told["fields"]] == ["cursor"]


async def test_a_write_without_a_key_is_refused(api: Installation):
    answer = await api.http.post("/v1/cases", json=drafted(), headers=api.person("officer-li"))
    told = problem(answer, 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["Idempotency-Key"]


async def test_an_unknown_profile_or_agency_is_named(api: Installation):
    told = problem(await api.post("/v1/cases", drafted(profile="../secrets")), 422, "NotHere")
    assert [f["field"] for f in told["fields"]] == ["profile"]
    told = problem(await api.post("/v1/cases", drafted(agency="nowhere")), 422, "NotHere")
    assert [f["field"] for f in told["fields"]] == ["agency"]


# A SHA-256 that the store does not hold: 422


async def test_a_file_that_is_not_stored_is_named(api: Installation):
    draft = drafted()
    draft["evidence"] = [draft["evidence"][0] | {"file": NOT_STORED}]
    told = problem(await api.post("/v1/cases", draft), 422, "UnknownFile")
    assert NOT_STORED in told["detail"]


# Unknown case, or another agency's: 404


@pytest.mark.parametrize("by", ["officer-li", "officer-ma"])
async def test_an_unknown_case_and_another_agencys_are_the_same(api: Installation, by: str):
    case = await api.open() if by == "officer-ma" else "/v1/cases/zj-market/none-1"
    for path in ("", "/moves", "/deadlines", "/journal", "/documents", "/deadlines/decide"):
        problem(await api.get(case + path, by), 404, "Unknown")
    problem(await api.get(f"{case}?source=workflow", by), 404, "Unknown")
    problem(await api.move(case, "submit_for_review", by=by), 404, "Unknown")
    problem(await api.move(f"{case}", "submit_for_review?dry_run=true", by=by), 404, "Unknown")
    told = {"reviewer": "reviewer-sun", "round": 1, "papers": "x"}
    sender = "system-market" if by == "officer-li" else by
    problem(await api.post(f"{case}/signals/approve", told, sender), 404, "Unknown")


@pytest.mark.parametrize("number", ["%00", "..%2F..", "a b", "-" * 41])
async def test_a_number_that_is_none_is_unknown(api: Installation, number: str):
    assert (await api.get(f"/v1/cases/zj-market/{number}")).status_code == 404
    assert (await api.move(f"/v1/cases/zj-market/{number}", "submit_for_review")).status_code == 404


# An illegal move: 409 with code, article, cure, and nothing written


async def test_an_illegal_move_is_barred_with_all_obstacles_and_writes_nothing(api: Installation):
    case = await api.open()
    before = await position(api, case)
    answer = await api.move(case, "impose", {"party": 1, "content": "00" * 32}, by="head-chen")
    assert answer.status_code == 409
    told = answer.json()
    assert len(told["obstacles"]) > 1
    assert all(set(o) == {"code", "article", "sort", "why", "cure"} for o in told["obstacles"])
    assert all(
        o[said][tongue] for o in told["obstacles"] for said in ("why", "cure") for tongue in ("zh", "en")
    )
    assert told["why"] == told["obstacles"][0]["why"]
    assert any(o["article"].startswith("行政处罚法第") for o in told["obstacles"])
    assert await position(api, case) == before


async def test_the_same_key_with_another_body_is_refused(api: Installation):
    case = await api.open()
    first = await api.move(case, "submit_for_review", {}, key="one-key")
    assert first.status_code == 200
    again = await api.move(case, "submit_for_review", {}, key="one-key")
    assert again.content == first.content
    problem(
        await api.move(case, "submit_for_review", {"together_with": "officer-wang"}, key="one-key"),
        409,
        "KeyReused",
    )


async def test_the_same_opening_under_its_key_is_answered_byte_for_byte(api: Installation):
    draft, clock = drafted(), {"X-Tingshu-Clock": OPENED_AT}
    answers = [await api.post("/v1/cases", draft, key="the-opening", **clock) for _ in range(3)]
    assert [a.status_code for a in answers] == [201, 201, 201]
    assert len({a.content for a in answers}) == 1


async def test_a_number_that_exists_is_taken(api: Installation):
    case = await api.open()
    draft = drafted(number=case.rpartition("/")[2])
    answer = await api.post("/v1/cases", draft, **{"X-Tingshu-Clock": OPENED_AT})
    problem(answer, 409, "NumberTaken")


# Too large: 413


async def test_a_body_over_one_mebibyte_is_refused(api: Installation):
    body = json.dumps(drafted(cause="长" * 400_000), ensure_ascii=False).encode()
    assert len(body) > 1024 * 1024
    problem(await api.post("/v1/cases", body), 413, "BodyTooLarge")


async def test_an_upload_over_fifty_megabytes_is_refused_and_leaves_nothing(api: Installation):
    async def pieces():
        for _ in range(51):
            yield bytes(1024 * 1024)

    headers = api.person("officer-li") | {"Idempotency-Key": "too-large"}
    answer = await api.http.post("/v1/documents", content=pieces(), headers=headers)
    problem(answer, 413, "TooLarge")
    assert not list((api.parts.settings.data / "documents" / "incoming").iterdir())


# No token 401, wrong role 403


async def test_nobody_is_told_nothing(api: Installation):
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic ZGVtbw=="}):
        answer = await api.http.get("/v1/work", headers=headers)
        problem(answer, 401, "NotIdentified")
        assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_another_role_is_forbidden(api: Installation):
    case = await api.open()
    answer = await api.move(case, "submit_for_review", by="clerk-zhao")
    told = problem(answer, 403, "RoleRequired")
    assert told["article"]


# Engine or register away: 503 with Retry-After


async def test_without_the_engine_reading_goes_on_and_moves_wait(api: Installation):
    case = await api.open()
    plugin = tingshu_plugin(passthrough=SANDBOX_PASSTHROUGH)
    nobody = await Client.connect("127.0.0.1:1", lazy=True, plugins=[plugin])
    async with installed(api.parts, nobody) as cut_off:
        assert (await cut_off.get(case)).status_code == 200
        answer = await cut_off.move(case, "submit_for_review")
        problem(answer, 503, "Unavailable")
        assert answer.headers["retry-after"]
        problem(await cut_off.post("/v1/cases", drafted()), 503, "Unavailable")
        problem(await cut_off.get(f"{case}?source=workflow"), 503, "Unavailable")


async def test_without_the_register_everything_waits(api: Installation):
    nowhere = Database(open_engine("sqlite:////no/such/folder/register.sqlite"))
    parts = replace(
        api.parts,
        database=nowhere,
        queries=Queries(nowhere),
        journals=Journals(nowhere),
        book=DeskBook(nowhere),
    )
    async with installed(parts, api.client) as cut_off:
        for path in ("/v1/cases/zj-market/x-1", "/v1/work", "/v1/cases", "/v1/cases/zj-market/x-1/moves"):
            answer = await cut_off.get(path)
            problem(answer, 503, "Unavailable")
            assert answer.headers["retry-after"]
        problem(await cut_off.post("/v1/cases", drafted()), 503, "Unavailable")


# A date before the event it follows, a service before its issue, an opinion on older papers


async def test_a_date_before_the_event_it_follows_is_refused(api: Installation):
    draft = drafted(accepted_on="2026-02-01")
    answer = await api.post("/v1/cases", draft, **{"X-Tingshu-Clock": OPENED_AT})
    assert answer.status_code in (409, 422)
    told = answer.json()["obstacles"]
    assert any("2026-02-01" in o["why"]["zh"] and o["cure"]["zh"] for o in told), told


async def test_a_service_before_its_issue_is_refused(api: Installation):
    case = await api.open()
    body = {"party": 1, "documents": [1, 2], "service": {"mode": "direct", "on": "2026-05-18"}}
    assert codes(await api.move(case, "record_service", body)) == {"NothingToServe"}


async def test_an_opinion_on_older_papers_is_refused(api: Installation):
    case = await api.open()
    assert (await api.move(case, "submit_for_review")).status_code == 200
    assert (
        await api.move(case, "assign_reviewer", {"reviewer": "reviewer-sun"}, by="head-chen")
    ).status_code == 200
    read = (await api.get(f"{case}?source=workflow")).json()
    evidence = {"id": "E9", "kind": "document", "title": "进货台账", "proves": ["F1"]}
    added = await api.move(case, "add_evidence", {"evidence": evidence, "reason": "补充"})
    assert added.status_code == 200, added.text
    body = {"round": 1, "papers": read["papers_version"], "verdict": "agree", "points": []}
    assert "StaleOpinion" in codes(await api.move(case, "give_opinion", body, by="reviewer-sun"))


async def test_a_clock_is_set_in_demo_and_tests_only(api: Installation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(api.app.state._state, "services", replace(api.services, clocks_may_be_set=False))
    answer = await api.post("/v1/cases", drafted(), **{"X-Tingshu-Clock": OPENED_AT})
    assert [f["field"] for f in problem(answer, 422, "NotHere")["fields"]] == ["X-Tingshu-Clock"]
