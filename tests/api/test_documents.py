"""Files over HTTP."""

import hashlib

import pytest

from tests.api.installation import Installation, drafted, problem

pytestmark = pytest.mark.engine

SCAN = b"%PDF-1.7 a scan"


async def test_an_upload_is_named_by_its_sha256_and_comes_back(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "scan-1", "Content-Type": "application/pdf"}
    answer = await api.http.post("/v1/documents?name=送达回证.pdf", content=SCAN, headers=headers)
    note = answer.json()
    assert answer.status_code == 201
    assert note["sha256"] == hashlib.sha256(SCAN).hexdigest()
    assert (note["name"], note["size"], note["media_type"]) == ("送达回证.pdf", len(SCAN), "application/pdf")
    file = await api.get(answer.headers["location"])
    assert file.content == SCAN
    assert file.headers["content-disposition"].startswith("attachment;")
    again = await api.http.post("/v1/documents?name=送达回证.pdf", content=SCAN, headers=headers)
    assert again.content == answer.content


async def test_a_key_is_for_one_file(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "scan-2"}
    assert (await api.http.post("/v1/documents", content=b"one", headers=headers)).status_code == 201
    problem(await api.http.post("/v1/documents", content=b"two", headers=headers), 409, "KeyReused")


async def test_what_a_browser_could_run_is_saved_and_never_shown(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "page", "Content-Type": "text/html"}
    made = await api.http.post(
        '/v1/documents?name=a"b%0d%0aSet-Cookie:x.html', content=b"<script>", headers=headers
    )
    problem(made, 422, "Malformed")
    made = await api.http.post("/v1/documents?name=page.html", content=b"<script>", headers=headers)
    file = await api.get(made.headers["location"])
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in file.headers["content-security-policy"]


async def test_an_empty_file_is_refused(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "empty"}
    problem(await api.http.post("/v1/documents", content=b"", headers=headers), 422, "Malformed")


async def test_another_agency_does_not_read_it(api: Installation):
    sha256 = await api.upload(b"ours alone")
    problem(await api.get(f"/v1/documents/{sha256}", "officer-ma"), 404, "Unknown")
    problem(await api.get("/v1/documents/nonsense"), 404, "Unknown")


async def uploaded(api: Installation, by: str, content: bytes, name: str, media_type: str) -> str:
    headers = api.person(by) | {"Idempotency-Key": f"{by}-{name}", "Content-Type": media_type}
    made = await api.http.post(f"/v1/documents?name={name}", content=content, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.json()["sha256"])


async def test_who_belongs_to_no_agency_shares_nothing_by_that(api: Installation):
    card = await uploaded(api, "party-demo", b"an identity card", "card.pdf", "application/pdf")
    assert (await api.get(f"/v1/documents/{card}", "party-demo")).status_code == 200
    for other in ("party-xu", "operator-gu", "delivery-platform", "officer-li", "officer-ma"):
        problem(await api.get(f"/v1/documents/{card}", other), 404, "Unknown")


async def test_who_guesses_a_hash_cannot_make_a_file_his_by_naming_it(api: Installation):
    theirs = await uploaded(api, "officer-ma", b"a paper of another agency", "paper.pdf", "application/pdf")
    nobodys = "ab" * 32
    for guessed in (theirs, nobodys):
        draft = drafted()
        draft["evidence"] = [draft["evidence"][0] | {"file": guessed}]
        told = problem(await api.post("/v1/cases", draft), 422, "UnknownFile")
        assert guessed in told["detail"]
    problem(await api.get(f"/v1/documents/{theirs}", "officer-li"), 404, "Unknown")


async def test_a_file_is_shown_under_the_name_that_its_reader_may_know(api: Installation):
    same = b"the same bytes in two agencies"
    await uploaded(api, "officer-ma", same, "internal.html", "text/html")
    sha256 = await uploaded(api, "officer-li", same, "evidence.pdf", "application/pdf")
    ours = await api.get(f"/v1/documents/{sha256}", "officer-li")
    assert "evidence.pdf" in ours.headers["content-disposition"]
    assert ours.headers["content-type"] == "application/pdf"
    theirs = await api.get(f"/v1/documents/{sha256}", "officer-ma")
    assert "internal.html" in theirs.headers["content-disposition"]


async def test_a_case_gives_its_supervisor_the_files_that_it_names(api: Installation):
    sha256 = await api.upload(b"evidence of this case")
    problem(await api.get(f"/v1/documents/{sha256}", "supervisor-wu"), 404, "Unknown")
    case = await api.open()
    evidence = {"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"], "file": sha256}
    made = await api.move(case, "add_evidence", {"evidence": evidence, "reason": "补充"})
    await api.recorded(case, made.json()["position"])
    assert (await api.get(f"/v1/documents/{sha256}", "supervisor-wu")).content == b"evidence of this case"
