"""Reading over HTTP: under the reader's rights, by pages, explained, and written into the access log."""

import json

import pytest

from domain.case.readers import Reader
from tests.api.installation import Installation, problem, until

pytestmark = pytest.mark.engine


async def numbers(api: Installation, by: str, query: str = "") -> set[str]:
    found, cursor = set(), ""
    while True:
        page = (await api.get(f"/v1/cases?limit=3{query}{cursor}", by)).json()
        found |= {item["number"] for item in page["items"]}
        if not page["cursor"]:
            return found
        cursor = f"&cursor={page['cursor']}"


async def test_an_agency_lists_its_own_cases_and_a_supervisor_those_under_it(api: Installation):
    number = (await api.open()).rpartition("/")[2]
    assert number in await numbers(api, "officer-li")
    assert number in await numbers(api, "supervisor-wu")
    assert await numbers(api, "officer-ma") == set()
    assert await numbers(api, "operator-gu") == set()


async def test_a_list_is_narrowed_by_stage_officer_party_and_number(api: Installation):
    number = (await api.open()).rpartition("/")[2]
    assert number in await numbers(api, "officer-li", "&stage=drafted&officer=officer-wang&party=示例食品")
    assert number not in await numbers(api, "officer-li", "&stage=closed")
    assert number not in await numbers(api, "officer-li", "&party=另一家")
    assert number not in await numbers(api, "officer-li", "&document_number=〔2026〕1号")


async def test_a_supervisor_reads_but_may_not_act(api: Installation):
    case = await api.open()
    assert (await api.get(case, "supervisor-wu")).status_code == 200
    problem(await api.move(case, "submit_for_review", by="supervisor-wu"), 403, "RoleRequired")


async def test_moves_are_listed_with_what_bars_them(api: Installation):
    case = await api.open()
    found = (await api.get(f"{case}/moves")).json()
    assert {"prepare_notices", "submit_for_review"} <= {o["move"] for o in found["available"]}
    barred = {o["move"]: o for o in found["barred"]}
    assert "open_case" not in barred
    refusal = barred["record_service"]["refusals"][0]
    assert refusal["code"] == "NothingToServe"
    assert all(refusal[name] for name in ("article", "why", "cure"))
    assert barred["record_service"]["href"] == f"{case}/moves/record_service"


async def test_an_available_move_is_made_where_its_link_points(api: Installation):
    case = await api.open()
    found = (await api.get(f"{case}/moves")).json()["available"]
    href = next(o["href"] for o in found if o["move"] == "submit_for_review")
    assert (await api.post(href)).status_code == 200


async def test_deadlines_are_read_as_of_the_cases_own_day(api: Installation):
    case = await api.open()
    found = (await api.get(f"{case}/deadlines")).json()
    assert found["as_of"] == "2026-05-18"
    decide = next(d for d in found["items"] if d["term"] == "decide")
    # Accepted on Monday 16 March 2026; the 90th day, 14 June, is a Sunday.
    assert (decide["start"], decide["last_day"], decide["state"]) == ("2026-03-16", "2026-06-15", "running")


async def test_a_deadline_explains_itself(api: Installation):
    case = await api.open()
    items = (await api.get(f"{case}/deadlines")).json()["items"]
    href = next(d["href"] for d in items if d["term"] == "decide")
    [trace] = (await api.get(href)).json()["items"]
    assert trace["last_day"] == "2026-06-15"
    assert trace["article"] == "市场监督管理行政处罚程序规定第六十四条"
    assert any("2026年6月14日（周日）" in s for s in trace["sentences"])
    assert trace["quote"]
    problem(await api.get(f"{case}/deadlines/lawsuit?party=1"), 404, "Unknown")
    problem(await api.get(f"{case}/deadlines/nonsense"), 404, "Unknown")


async def test_the_journal_is_read_by_pages_with_its_heads(api: Installation):
    case = await api.open()
    first = (await api.get(f"{case}/journal?limit=4")).json()
    rest = (await api.get(f"{case}/journal?cursor={first['cursor']}")).json()
    assert [e["seq"] for e in first["items"] + rest["items"]] == [1, 2, 3, 4, 5, 6]
    assert rest["items"][-1]["head"] == (await api.get(case)).json()["head"]


async def test_what_waits_for_me_is_listed(api: Installation):
    case = await api.open()
    number = case.rpartition("/")[2]

    async def mine(by: str) -> set[str]:
        found = (await api.get("/v1/work?limit=200", by)).json()["items"]
        return {item["move"] for item in found if item["number"] == number}

    assert "prepare_notices" in await mine("officer-li")
    assert await mine("officer-ma") == set()
    assert await mine("operator-gu") == set()


async def test_the_supervisor_sees_every_clock_before_a_day(api: Installation):
    number = (await api.open()).rpartition("/")[2]

    async def terms(query: str) -> set[str]:
        found = (await api.get(f"/v1/deadlines?limit=200{query}", "supervisor-wu")).json()["items"]
        return {d["term"] for d in found if d["number"] == number}

    assert "decide" in await terms("&due_before=2026-06-16")
    assert "decide" not in await terms("&due_before=2026-06-15")


async def test_reads_are_written_into_the_access_log(api: Installation):
    case = await api.open()
    number = case.rpartition("/")[2]
    await api.get(case, "supervisor-wu", **{"X-Request-ID": "read-1"})
    await api.get(f"{case}/journal", "supervisor-wu")
    await api.get(case, "officer-ma")
    reader = Reader.of(api.parts.directory.persons["officer-li"])

    async def logged():
        found = api.parts.book.reads(reader, "zj-market", number).items
        return found if len(found) >= 2 else None

    reads = [(r["person"], r["what"], r["request_id"]) for r in await until(logged)]
    assert ("supervisor-wu", "case", "read-1") in reads
    assert "journal" in {what for person, what, _ in reads if person == "supervisor-wu"}
    assert "officer-ma" not in {person for person, _, _ in reads}


async def test_a_case_is_sent_as_it_is_stored(api: Installation):
    case = await api.open()
    answer = await api.get(case)
    state = json.loads(answer.content)
    assert state["parties"]["all"][0]["name"] == "镇江示例食品有限公司"
    assert "镇江" in answer.text, "Chinese as it is, not as escapes"
