"""Making moves over HTTP: receipts, keys, positions, trying, and reading one's own write."""

import pytest

from tests.api.installation import OPENED_AT, Installation, codes, drafted, problem, until

pytestmark = pytest.mark.engine

CLOCK = {"X-Tingshu-Clock": OPENED_AT}


async def test_an_opening_is_created_with_its_place_and_its_receipt(api: Installation):
    draft = drafted()
    answer = await api.post("/v1/cases", draft, **CLOCK)
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/cases/zj-market/{draft['number']}"
    receipt = answer.json()
    assert answer.headers["etag"] == f'"{receipt["position"]}"'
    assert receipt["facts"][0]["kind"] == "CaseOpened"
    assert receipt["stage"] == "drafted"


async def test_ones_own_write_is_read_at_once(api: Installation):
    case = await api.open()
    made = await api.move(case, "submit_for_review")
    position = made.json()["position"]
    read = await api.get(f"{case}?at_least={position}")
    assert read.json()["position"] >= position
    assert read.headers["etag"] == f'"{read.json()["position"]}"'


async def test_a_position_that_is_not_recorded_is_asked_of_the_workflow(
    api: Installation, monkeypatch: pytest.MonkeyPatch
):
    case = await api.open()
    behind = _Behind()
    monkeypatch.setattr(api.services.reading, "_register", behind)
    read = await api.get(f"{case}?at_least=6")
    assert (read.status_code, read.headers["x-tingshu-source"]) == (200, "workflow")
    assert read.json()["position"] >= 6


class _Behind:
    def case(self, *_):
        return None

    async def at_least(self, *_):
        return False


async def test_register_and_workflow_say_the_same(api: Installation):
    case = await api.open()
    recorded = await api.get(case)
    asked = await api.get(f"{case}?source=workflow")
    assert asked.json() == recorded.json()


async def test_a_move_from_an_older_position_is_refused(api: Installation):
    case = await api.open()
    first = (await api.get(case)).headers["etag"]
    assert (await api.move(case, "submit_for_review", **{"If-Match": first})).status_code == 200
    answer = await api.move(
        case, "assign_reviewer", {"reviewer": "reviewer-sun"}, "head-chen", **{"If-Match": first}
    )
    problem(answer, 412, "StalePosition")
    answer = await api.move(case, "assign_reviewer", {}, "head-chen", **{"If-Match": "latest"})
    assert [f["field"] for f in problem(answer, 422, "Malformed")["fields"]] == ["If-Match"]


async def test_a_repeated_move_is_answered_whatever_position_it_names(api: Installation):
    case = await api.open()
    first = (await api.get(case)).headers["etag"]
    made = await api.move(case, "submit_for_review", key="again", **{"If-Match": first})
    again = await api.move(case, "submit_for_review", key="again", **{"If-Match": first})
    assert again.content == made.content


async def test_a_key_is_its_callers_own(api: Installation):
    case = await api.open()
    assert (await api.move(case, "submit_for_review", key="shared")).status_code == 200
    answer = await api.move(case, "assign_reviewer", {"reviewer": "reviewer-sun"}, "head-chen", key="shared")
    assert answer.status_code == 200


async def test_trying_says_what_would_become_true_and_writes_nothing(api: Installation):
    case = await api.open()
    before = (await api.get(f"{case}?source=workflow")).json()["position"]
    answer = await api.move(case, "submit_for_review?dry_run=true")
    tried = answer.json()
    assert (answer.status_code, tried["dry_run"]) == (200, True)
    assert [f["kind"] for f in tried["facts"]] == ["SubmittedForReview"]
    [review] = [d for d in tried["deadlines"] if d["effect"] == "set"]
    assert review["after"]["term"] == "legal_review"
    # Monday 18 May 2026; ten working days, no holiday between: Monday 1 June.
    assert review["after"]["last_day"] == "2026-06-01"
    assert (await api.get(f"{case}?source=workflow")).json()["position"] == before


async def test_trying_an_illegal_move_names_what_is_in_the_way(api: Installation):
    case = await api.open()
    answer = await api.move(case, "close_case?dry_run=true", {"form": ""}, **{"If-Match": '"6"'})
    assert answer.status_code == 409
    assert "NotExecuted" in codes(answer)


async def test_trying_an_opening_starts_nothing(api: Installation):
    draft = drafted()
    tried = (await api.post("/v1/cases?dry_run=true", draft, **CLOCK)).json()
    assert tried["facts"][0]["kind"] == "CaseOpened"
    assert {d["after"]["term"] for d in tried["deadlines"]} >= {"decide"}
    assert (await api.get(f"/v1/cases/zj-market/{draft['number']}")).status_code == 404
    assert (await api.post("/v1/cases", draft, **CLOCK)).status_code == 201


async def test_a_refused_opening_leaves_nothing_and_its_number_free(api: Installation):
    draft = drafted()
    refused = await api.post("/v1/cases", draft | {"officers": ["officer-li"]}, **CLOCK)
    assert refused.status_code in (409, 422)
    assert (await api.get(f"/v1/cases/zj-market/{draft['number']}?source=workflow")).status_code == 404
    assert (await api.post("/v1/cases", draft, **CLOCK)).status_code == 201


async def test_documents_follow_a_move_and_can_be_read(api: Installation):
    case = await api.open()
    # Under this profile the review comes before the notice.
    interview = {
        "at": "2026-06-03T09:00:00+08:00",
        "place": "镇江市示例路1号三楼听述室",
        "presider": "officer-wang",
        "recorder": "clerk-zhao",
    }
    made = await api.move(case, "prepare_notices", {"party": 1, "interview": interview})
    assert made.status_code == 200, made.text

    async def previews():
        listed = (await api.get(f"{case}/documents")).json()["items"]
        return listed if listed and all(d["preview_sha256"] for d in listed) else None

    listed = await until(previews)
    assert [d["kind"] for d in listed] == ["interview_letter", "penalty_notice"]
    file = await api.get(f"/v1/documents/{listed[0]['preview_sha256']}")
    assert (file.status_code, file.headers["content-type"]) == (200, "application/pdf")
    assert file.content.startswith(b"%PDF-")
    other = await api.get(f"/v1/documents/{listed[0]['preview_sha256']}", "officer-ma")
    problem(other, 404, "Unknown")
