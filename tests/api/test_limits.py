"""How long a text and a list may be: refused at the door with field, limit, length and cure; long texts go to the store."""

import hashlib
from typing import Any

import pytest

from domain.texts import INLINE_BUDGET, address_of
from register.receipts import ReceiptBook
from tests.api.installation import OPENED_AT, Installation, drafted, problem, until
from tests.documents.reading import says

pytestmark = pytest.mark.engine

CLOCK = {"X-Tingshu-Clock": OPENED_AT}
EVIDENCE = {"kind": "document", "title": "台账", "proves": ["F1"]}
STATEMENT = "当事人申辩如下：涉案食品已经召回。" * 200 + "请求从轻处罚。"
"""More than the characters that a case carries itself."""


def added(number: int, **changes: Any) -> dict[str, Any]:
    return {"evidence": {"id": f"X{number}", **EVIDENCE}, "reason": "补充", **changes}


async def entry(api: Installation, case: str, fact: str) -> Any:
    journal = (await api.get(f"{case}/journal?limit=100")).json()["items"]
    return [e["body"] for e in journal if e["fact"] == fact][-1]


async def fields(api: Installation, body: dict[str, Any]) -> list[dict[str, Any]]:
    """What is said of each field of an opening that is refused; nothing where it is not."""
    answer = await api.post("/v1/cases?dry_run=true", body, **CLOCK)
    if answer.status_code == 200:
        return []
    found: list[dict[str, Any]] = problem(answer, 422, "Malformed")["fields"]
    return found


def with_party(**changes: Any) -> dict[str, Any]:
    draft = drafted()
    return draft | {"parties": [draft["parties"][0] | changes]}


def with_finding(text: str) -> dict[str, Any]:
    draft = drafted()
    return draft | {"findings": [draft["findings"][0] | {"text": text}]}


@pytest.mark.parametrize(
    ("field", "most", "opening"),
    [
        ("parties.0.address", 200, lambda text: with_party(address=text)),
        ("complex_case.reason", 2_000, lambda text: drafted(complex_case={"answer": True, "reason": text})),
        ("findings.0.text", 100_000, with_finding),
    ],
    ids=["Line", "Text", "LongText"],
)
async def test_a_text_is_as_long_as_its_field_allows(api: Installation, field: str, most: int, opening: Any):
    assert await fields(api, opening("长" * most)) == []
    (refused,) = await fields(api, opening("长" * (most + 1)))
    assert refused["field"] == field
    assert refused["why"] == {
        "zh": f"有{most + 1:,}字，超过{most:,}字",
        "en": f"it has {most + 1:,} characters, more than {most:,}",
    }
    assert field in refused["cure"]["zh"]
    assert f"{most:,} characters at most" in refused["cure"]["en"]


async def test_characters_are_counted_as_people_count_them(api: Installation):
    assert await fields(api, with_party(address="𠮷" * 200)) == []
    assert await fields(api, with_party(address="𠮷" * 201)) != []


@pytest.mark.parametrize(
    ("field", "most"), [("parties", 100), ("evidence", 1_000), ("findings", 200), ("basis", 200)]
)
async def test_a_list_is_as_long_as_its_field_allows(api: Installation, field: str, most: int):
    draft = drafted()

    def listed(length: int) -> dict[str, Any]:
        return draft | {field: draft[field][:1] * length}

    # Ids that stand twice and parties without a finding are the rules' own affair.
    answer = await api.post("/v1/cases?dry_run=true", listed(most), **CLOCK)
    assert answer.json().get("code") != "Malformed"
    (refused,) = await fields(api, listed(most + 1))
    assert refused["field"] == field
    assert f"more than {most:,}" in refused["why"]["en"]


async def test_every_field_beyond_its_limit_is_named_at_once(api: Installation):
    draft = with_party(name="名" * 201, contact="1" * 201)
    found = await fields(api, draft | {"cause": "由" * 201, "officers": ["officer-li"] * 21})
    assert [f["field"] for f in found] == ["cause", "officers", "parties.0.name", "parties.0.contact"]


@pytest.mark.parametrize("amount", ["1" * 900, "1E+900000", "0." + "1" * 900])
async def test_a_number_is_no_place_for_a_long_text_either(api: Installation, amount: str):
    proposal = drafted()["parties"][0]["proposal"] | {"penalties": [{"kind": "fine", "amount": amount}]}
    (refused,) = await fields(api, with_party(proposal=proposal))
    assert refused["field"] == "parties.0.proposal.penalties.0.amount"


async def test_art46_three_reasons_of_900_kb_are_refused_and_the_case_goes_on(api: Installation):
    """Accepted, they made a case unusable for ever: its next renewal was larger than the engine takes."""
    case = await api.open()
    for number in range(3):
        answer = await api.move(case, "add_evidence", added(number, reason="x" * 900_000))
        (refused,) = problem(answer, 422, "Malformed")["fields"]
        assert refused["field"] == "reason"
        assert "900,000" in refused["why"]["en"]
    answer = await api.move(case, "add_evidence", added(9))
    assert answer.status_code == 200, answer.text


async def test_a_long_text_lies_in_the_store_and_is_read_by_who_reads_the_case(api: Installation):
    case = await api.open(findings=[drafted()["findings"][0] | {"text": STATEMENT}])
    (finding,) = (await entry(api, case, "PapersLaid"))["papers"]["findings"]
    sha256 = hashlib.sha256(STATEMENT.encode()).hexdigest()
    assert finding["text"] == f"store:{sha256}:{len(STATEMENT)}"
    state = (await api.get(case)).json()
    assert state["papers"]["findings"][0]["text"] == finding["text"]
    file = await api.get(f"/v1/documents/{sha256}", "supervisor-wu")
    assert file.content.decode() == STATEMENT
    assert file.headers["content-type"] == "text/plain; charset=utf-8"
    assert ".txt" in file.headers["content-disposition"]
    problem(await api.get(f"/v1/documents/{sha256}", "officer-ma"), 404, "Unknown")


async def test_the_worker_prints_what_lies_in_the_store(api: Installation):
    """Through the real activity: a notice tells the party the finding itself."""
    case = await api.open(findings=[drafted()["findings"][0] | {"text": STATEMENT}])
    interview = {"working_days_after_service": 4, "time": "09:00", "place": "听述室"}
    people = {"presider": "officer-wang", "recorder": "clerk-zhao"}
    made = await api.move(case, "prepare_notices", {"party": 1, "interview": {**interview, **people}})
    assert made.status_code == 200, made.text

    async def previews() -> Any:
        listed = (await api.get(f"{case}/documents")).json()["items"]
        return listed if listed and all(d["preview_sha256"] for d in listed) else None

    for document in await until(previews):
        says((await api.get(f"/v1/documents/{document['preview_sha256']}")).content, STATEMENT[-40:])


async def test_a_key_with_a_long_text_gets_its_first_answer(api: Installation):
    case = await api.open()
    body = added(1, reason="理由" * 900)
    first = await api.move(case, "add_evidence", body, key="long")
    assert first.status_code == 200, first.text
    assert (await api.move(case, "add_evidence", body, key="long")).content == first.content
    other = added(1, reason="理由" * 901)
    problem(await api.move(case, "add_evidence", other, key="long"), 409, "KeyReused")


async def test_a_dry_run_stores_nothing(api: Installation):
    text = STATEMENT + "只是试办。"
    assert await fields(api, with_finding(text)) == []
    assert not api.parts.store.has(address_of(text).sha256)


async def test_nobody_reads_another_case_by_writing_an_address(api: Installation):
    theirs = await api.upload(b"of another agency", "officer-ma")
    case = await api.open()
    for forged in (f"store:{theirs}:17", f"见 store:{theirs}:17。"):
        answer = await api.move(case, "add_evidence", added(1, reason=forged))
        (refused,) = problem(answer, 422, "Malformed")["fields"]
        assert refused["field"] == "reason"
        assert "send the text itself in reason" in refused["cure"]["en"]
    problem(await api.get(f"/v1/documents/{theirs}"), 404, "Unknown")


async def test_a_long_text_of_blanks_says_nothing(api: Installation):
    (refused,) = await fields(api, with_finding(" \n" * 2_000))
    assert (refused["field"], refused["why"]["en"]) == ("findings.0.text", "it has nothing but blanks")


async def test_beyond_its_budget_a_case_carries_no_text_that_is_not_short(api: Installation):
    draft = drafted()
    first = draft["findings"][0]
    findings = [first | {"id": f"F{n}", "text": f"{n}。" + "长" * 1_990} for n in range(1, 61)]
    ids = [f["id"] for f in findings]
    evidence = [draft["evidence"][0] | {"proves": ids}]
    basis = [draft["basis"][0] | {"findings": ids}]
    case = await api.open(findings=findings, evidence=evidence, basis=basis)
    laid = [f["text"] for f in (await entry(api, case, "PapersLaid"))["papers"]["findings"]]
    inline = [text for text in laid if not text.startswith("store:")]
    assert 40 < len(inline) < 45
    agency, number = case.split("/")[-2:]
    left = INLINE_BUDGET - ReceiptBook(api.parts.database).look(agency, number, "a key").inline_text
    assert 0 < left < 6_000
    for n, (length, stored) in enumerate(
        [(2_000, True), (100, False), (left // 3 - 150, False), (101, True)]
    ):
        made = await api.move(case, "add_evidence", added(n, reason="补" * length))
        await api.recorded(case, made.json()["position"])
        reason = (await entry(api, case, "EvidenceAdded"))["reason"]
        assert reason.startswith("store:") is stored, length


async def test_the_schema_says_the_limits(api: Installation):
    schemas = (await api.http.get("/openapi.json")).json()["components"]["schemas"]
    opening = next(s for name, s in schemas.items() if name.endswith("OpenCase"))["properties"]
    assert (opening["cause"]["maxLength"], opening["parties"]["maxItems"]) == (200, 100)
    party = next(s for name, s in schemas.items() if name.endswith("NewParty"))["properties"]
    assert party["address"]["maxLength"] == 200


async def test_an_answer_is_no_longer_for_a_thousand_faults(api: Installation):
    body = drafted() | {f"{n}" * 1_000: "" for n in range(100, 300)}
    answer = await api.post("/v1/cases", body)
    told = problem(answer, 422, "Malformed")
    assert len(told["fields"]) == 50
    assert "200 in all" in told["why"]["en"]
    assert len(answer.content) < 200_000
