"""First pages and lists (待办、案件、期限、批量盖章、运行情况): each sees what is theirs, and finds it."""

import csv
import io
import re
from typing import Any

import pypdf
import pytest

from installation.examples import bodies
from tests.api.installation import Installation, until

pytestmark = pytest.mark.engine
SCAN = b"%PDF-1.7\nscan of the sealed original"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


async def documents(api: Installation, case: str, number: str) -> list[dict[str, Any]]:
    """Letter and notice of a case, once each has what is waited for."""

    async def there() -> Any:
        listed = (await api.get(f"/v1/cases/zj-market/{case}/documents")).json()["items"]
        told = [one for one in listed if one["kind"] in ("interview_letter", "penalty_notice")]
        return told if len(told) == 2 and all(one[number] for one in told) else None

    found: list[dict[str, Any]] = await until(there)
    return found


async def make(api: Installation, case: str, move: str, by: str, **body: Any) -> None:
    made = await api.move(f"/v1/cases/zj-market/{case}", move, body, by=by)
    assert made.status_code == 200, made.text
    await api.recorded(f"/v1/cases/zj-market/{case}", made.json()["position"])


@pytest.fixture
async def prepared(installation: Installation) -> str:
    """A case whose letter and notice are before the head."""
    api = installation
    case = (await api.open()).rpartition("/")[2]
    await make(api, case, "submit_for_review", "officer-li")
    await make(api, case, "assign_reviewer", "head-chen", reviewer="reviewer-sun")
    papers = (await api.get(f"/v1/cases/zj-market/{case}")).json()["papers_version"]
    points = [
        {"heading": h, "agreed": True, "finding": "无异议"}
        for h in await api.services.desk.checklist("zj-market", case)
    ]
    await make(
        api, case, "give_opinion", "reviewer-sun", round=1, papers=papers, verdict="agree", points=points
    )
    await make(api, case, "prepare_notices", "officer-li", **bodies()["prepare_notices"])
    await documents(api, case, "preview_sha256")
    return case


@pytest.fixture
async def to_seal(installation: Installation, prepared: str) -> str:
    """A case whose letter and notice are approved, numbered, and wait for the seal."""
    api, case = installation, prepared
    listed = await documents(api, case, "preview_sha256")
    content = {one["kind"]: one["content_sha256"] for one in listed}
    shown = {"letter": content["interview_letter"], "notice": content["penalty_notice"]}
    await make(api, case, "approve_notices", "head-chen", party=1, **shown)
    await documents(api, case, "file_sha256")
    return case


@pytest.fixture(scope="module")
async def sought(installation: Installation) -> str:
    """A case of other officers than those of the other tests, with a party of its own."""
    party = bodies()["open_case"]["parties"][0] | {"name": "镇江寻觅示例果园有限公司"}
    officers = ["officer-li", "officer-tang"]
    path = await installation.open(number="SOUGHT-17", parties=[party], officers=officers)
    return path.rpartition("/")[2]


async def test_what_waits_for_a_person_stands_on_the_first_page_with_its_case(desk_window, sought: str):
    html = await (await desk_window("officer-tang")).look("/")
    assert f'href="/console/cases/zj-market/{sought}/do/prepare_notices?party=1"' in html
    assert "等您办理：承办人" in text_of(html)
    assert "镇江寻觅示例果园有限公司" in html


async def test_a_form_that_was_begun_is_found_again_where_it_was(desk_window):
    window = await desk_window("officer-tang")
    for path in ("/open", "/take-over"):
        await window.look(path)
        await window.send(path, {"number": "BEGUN-1", "do": "save"})
    html = await window.look("/")
    assert 'href="/console/open"' in html
    assert 'href="/console/take-over"' in html


async def test_nobody_is_led_back_to_where_one_signs_in(desk_window):
    window = await desk_window()
    answer = await window.send("/sign-in", {"person": "nobody"})
    assert answer.headers["location"] == "/console/sign-in?next=%2F"


async def test_who_has_nothing_to_do_is_told_so(desk_window):
    window = await desk_window("reviewer-gao")
    assert "现在没有等您办理的事项" in text_of(await window.look("/"))


async def test_the_whole_number_of_a_case_leads_to_it(desk_window, sought: str):
    answer = await (await desk_window("officer-tang")).get(f"/cases?q={sought}")
    assert answer.headers["location"] == f"/console/cases/zj-market/{sought}"


@pytest.mark.parametrize("query", ["q=OUGHT-1", "q=寻觅", "q=寻觅&stage=drafted", "officer=officer-tang"])
async def test_a_case_is_found_by_a_part_of_its_number_by_two_characters_of_a_party_and_by_its_officer(
    desk_window, sought: str, query: str
):
    html = await (await desk_window("officer-li")).look(f"/cases?{query}")
    assert f'/console/cases/zj-market/{sought}"' in html


@pytest.mark.parametrize("query", ["q=寻不着", "q=寻觅&stage=closed", "q=寻觅&officer=officer-wang"])
async def test_a_case_that_does_not_fit_is_not_listed_and_the_page_says_what_to_do(
    desk_window, sought: str, query: str
):
    html = await (await desk_window("officer-li")).look(f"/cases?{query}")
    assert f'/console/cases/zj-market/{sought}"' not in html
    assert "没有符合条件的案件" in text_of(html)


async def test_another_agency_finds_no_case_of_ours(desk_window, sought: str):
    window = await desk_window("operator-gu")
    html = await window.look(f"/cases?q={sought}")
    assert f'/console/cases/zj-market/{sought}"' not in html


async def test_the_clocks_of_all_cases_stand_under_their_last_days(desk_window, sought: str):
    html = await (await desk_window("officer-tang")).look("/due")
    assert "2026-06-15（星期一）" in html
    assert re.search(r'/console/cases/zj-market/[\w-]+">', html)


async def test_several_documents_are_sealed_with_one_form_and_a_refused_one_keeps_none_back(
    installation: Installation, desk_window, to_seal: str
):
    window = await desk_window("clerk-zhao")
    html = await window.look("/seal")
    lines = re.findall(rf'name="line" value="(zj-market/{to_seal}/\d+)"', html)
    assert len(lines) == 2
    first, second = lines
    on = re.search(r'name="on" value="([\d-]+)"', html)
    assert on is not None
    answer = await window.send(
        "/seal",
        {"on": "2026-05-18", "line": lines},
        **{f"scan:{first}": ("scan.pdf", SCAN, "application/pdf")},
    )
    said = text_of(answer.text)
    assert answer.status_code == 422
    assert "已盖章 1 件" in said
    assert "1 件没有办成" in said
    number = int(first.rpartition("/")[2])

    async def sealed() -> Any:
        listed = (await installation.get(f"/v1/cases/zj-market/{to_seal}/documents")).json()["items"]
        return next(one for one in listed if one["document"] == number)["state"] == "sealed"

    await until(sealed)
    again = re.findall(rf'name="line" value="(zj-market/{to_seal}/\d+)"', await window.look("/seal"))
    assert again == [second]


async def test_all_that_waits_for_a_seal_is_printed_as_one_file_with_the_addresses_to_which_it_goes(
    desk_window, to_seal: str
):
    window = await desk_window("clerk-zhao")
    lines = re.findall(r'name="line" value="([^"]+)"', await window.look("/seal"))
    printed = await window.get("/seal/print.pdf")
    assert printed.headers["content-type"] == "application/pdf"
    pages = len(pypdf.PdfReader(io.BytesIO(printed.content)).pages)
    two_sided = await window.get("/seal/print.pdf?two_sided=true")
    assert len(lines) <= pages <= len(pypdf.PdfReader(io.BytesIO(two_sided.content)).pages)
    text = (await window.get("/seal/addresses.csv")).content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["案件"] == f"zj-market/{to_seal}"]
    assert [row["文书"] for row in rows] == ["审前听述约谈函", "行政处罚告知书"]
    assert {row["收件人"] for row in rows} == {"镇江示例食品有限公司"}


async def test_who_seals_nothing_has_nothing_to_print(desk_window):
    window = await desk_window("officer-tang")
    assert (await window.get("/seal/print.pdf")).status_code == 404


async def test_what_could_not_be_served_is_listed_with_what_was_tried_and_what_comes_next(
    installation: Installation, desk_window, to_seal: str
):
    api, on = installation, "2026-05-18"
    told = await documents(api, to_seal, "file_sha256")
    scan = await api.upload(SCAN, by="clerk-zhao")
    for one in told:
        sealed = {"document": one["document"], "file": one["file_sha256"], "scan": scan, "on": on}
        await make(api, to_seal, "record_sealing", "clerk-zhao", **sealed)
    await make(api, to_seal, "issue_notices", "clerk-zhao", party=1)
    attempt = {"mode": "direct", "on": on, "by_whom": "李示例", "failure": "absent", "why": "经营场所关门"}
    numbers = [one["document"] for one in told]
    await make(api, to_seal, "record_service_attempt", "officer-li", party=1, documents=numbers, **attempt)
    window = await desk_window("officer-li")
    rows = re.findall(r"<tr>.*?</tr>", (await window.look("/")).partition('id="failed"')[2], re.DOTALL)
    mine = next(text_of(row) for row in rows if f"/cases/zj-market/{to_seal}/" in row)
    assert "直接送达：受送达人不在" in mine
    assert "2026-05-18（星期一）" in mine
    assert "可以邮寄送达：直接送达有困难（第91条）" in mine
    assert any(f"/cases/zj-market/{to_seal}/do/record_service?party=1" in row for row in rows)
    assert "可以公告送达" not in mine


async def test_a_head_sends_notices_back_from_the_page_on_which_they_would_be_approved(
    desk_window, prepared: str
):
    window = await desk_window("head-chen")
    html = await window.look(f"/cases/zj-market/{prepared}/do/approve_notices?party=1")
    aside = html.partition('class="govuk-details send-back"')[2]
    action = re.search(r'action="/console([^"]+)"', aside)
    document = re.search(r'name="document" value="(\d+)"', aside)
    assert action is not None
    assert document is not None
    unsaid = await window.send(action[1], {"document": document[1], "reason": "", "do": "check"})
    assert unsaid.status_code == 422
    again = await window.send(action[1], {"document": document[1], "reason": "金额有误", "do": "check"})
    assert again.headers["location"].endswith("/do/send_back/check?party=1")
    check = text_of(await window.look(again.headers["location"].removeprefix("/console")))
    assert "约谈函和告知书已退回" in check
    assert "金额有误" in check


async def test_only_an_operator_or_a_supervisor_sees_how_the_system_is(desk_window):
    assert "案件引擎" in await (await desk_window("operator-gu")).look("/status")
    refused = await (await desk_window("officer-li")).get("/status")
    assert refused.status_code == 403
    assert "只有系统运维和执法监督机构可以查看运行情况" in refused.text
