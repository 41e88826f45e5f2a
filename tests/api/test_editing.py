"""A draft is worded over HTTP: previewed again with another content, and compared with what it said before."""

from typing import Any

import pytest

from installation.examples import bodies
from tests.api.installation import Installation, problem, until

pytestmark = pytest.mark.engine

WORDS = {"section": "facts", "text": "你单位经营标签未标注生产日期的食品。", "reason": "写明经营的食品"}


async def drafts(api: Installation, case: str) -> dict[str, Any]:
    """The letter and the notice, once both are previewed."""

    async def previewed() -> dict[str, Any] | None:
        items = (await api.get(f"{case}/documents")).json()["items"]
        found = {d["kind"]: d for d in items if d["content_sha256"]}
        return found if {"interview_letter", "penalty_notice"} <= found.keys() else None

    return dict(await until(previewed))


async def made(api: Installation, case: str, move: str, body: dict[str, Any]) -> None:
    answer = await api.move(case, move, body)
    assert answer.status_code == 200, answer.text
    await api.recorded(case, answer.json()["position"])


async def test_a_draft_is_worded_previewed_anew_and_compared(api: Installation):
    case = await api.open()
    await made(api, case, "prepare_notices", bodies()["prepare_notices"])
    before = await drafts(api, case)
    notice = before["penalty_notice"]["document"]
    difference = f"{case}/documents/{notice}/difference"
    problem(await api.get(difference), 422, "NotHere")
    await made(api, case, "edit_document", {"document": notice, **WORDS})
    after = await drafts(api, case)
    assert after["penalty_notice"]["content_sha256"] != before["penalty_notice"]["content_sha256"]
    assert after["interview_letter"]["content_sha256"] == before["interview_letter"]["content_sha256"]
    found = (await api.get(difference)).json()
    assert (found["before"], found["after"], found["besides"]) == (1, 2, [])
    [section] = found["sections"]
    assert section["section"] == "facts"
    assert "".join(p["text"] for p in section["passages"] if p["how"] != "removed") == WORDS["text"]
    assert found["versions"][1]["reason"] == WORDS["reason"]
    back = (await api.get(f"{difference}?from=2&to=1")).json()
    assert (back["before"], back["after"]) == (2, 1)


@pytest.mark.parametrize("document", ["0", "99", "x", "9999999", "１"])
async def test_a_document_that_is_not_there_has_no_versions(api: Installation, document: str):
    case = await api.open()
    problem(await api.get(f"{case}/documents/{document}/difference"), 404, "Unknown")


async def test_another_agency_and_who_reads_journals_alone_compare_nothing(api: Installation):
    case = await api.open()
    for stranger in ("officer-ma", "operator-gu"):
        problem(await api.get(f"{case}/documents/1/difference", stranger), 404, "Unknown")
