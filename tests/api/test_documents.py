"""Files over HTTP."""

import hashlib
import itertools
from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest

from domain.case.uploads import Upload
from register.tables import files
from tests.api import samples
from tests.api.installation import Installation, drafted, problem

pytestmark = pytest.mark.engine

BYTES = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEYS = itertools.count(1)
NOON = datetime(2026, 5, 18, 4, tzinfo=UTC)
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
    assert file.headers["content-disposition"].startswith("inline;")
    again = await api.http.post("/v1/documents?name=送达回证.pdf", content=SCAN, headers=headers)
    assert again.content == answer.content


async def test_a_key_is_for_one_file(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "scan-2"}
    assert (await api.http.post("/v1/documents", content=b"one", headers=headers)).status_code == 201
    problem(await api.http.post("/v1/documents", content=b"two", headers=headers), 409, "KeyReused")


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
    card = await uploaded(api, "party-demo", b"%PDF- an identity card", "card.pdf", "application/pdf")
    assert (await api.get(f"/v1/documents/{card}", "party-demo")).status_code == 200
    for other in ("party-xu", "operator-gu", "delivery-platform", "officer-li", "officer-ma"):
        problem(await api.get(f"/v1/documents/{card}", other), 404, "Unknown")


async def test_who_guesses_a_hash_cannot_make_a_file_his_by_naming_it(api: Installation):
    theirs = await uploaded(api, "officer-ma", b"%PDF- of another agency", "paper.pdf", "application/pdf")
    nobodys = "ab" * 32
    for guessed in (theirs, nobodys):
        draft = drafted()
        draft["evidence"] = [draft["evidence"][0] | {"file": guessed}]
        told = problem(await api.post("/v1/cases", draft), 422, "UnknownFile")
        assert guessed in told["detail"]
    problem(await api.get(f"/v1/documents/{theirs}", "officer-li"), 404, "Unknown")


async def test_a_case_gives_its_supervisor_the_files_that_it_names(api: Installation):
    sha256 = await api.upload(b"evidence of this case")
    problem(await api.get(f"/v1/documents/{sha256}", "supervisor-wu"), 404, "Unknown")
    case = await api.open()
    evidence = {"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"], "file": sha256}
    made = await api.move(case, "add_evidence", {"evidence": evidence, "reason": "补充"})
    await api.recorded(case, made.json()["position"])
    assert (await api.get(f"/v1/documents/{sha256}", "supervisor-wu")).content == b"evidence of this case"


# What a file is, and what it is called


async def sent(
    api: Installation, content: bytes, *, name: str = "", by: str = "officer-li", **headers: str
) -> httpx.Response:
    more = {key.replace("_", "-"): value for key, value in headers.items()}
    sent_with = api.person(by) | {"Idempotency-Key": f"sent-{next(KEYS)}"} | more
    return await api.http.post("/v1/documents", params={"name": name}, content=content, headers=sent_with)


@pytest.mark.parametrize(
    ("name", "declared", "content", "kept_as", "served_as", "shown"),
    [
        ("送达回证.pdf", "application/pdf", b"%PDF-1.7 named", "application/pdf", "application/pdf", True),
        ("照片.jpg", "image/jpg", samples.JPEG, "image/jpeg", "image/jpeg", True),
        ("申辩书.docx", "", samples.DOCX, DOCX, DOCX, False),
        ("公文.ofd", "application/octet-stream", samples.OFD, "application/ofd", "application/ofd", False),
        (
            "陈述.txt",
            "text/plain; charset=gb18030",
            samples.GBK,
            "text/plain",
            "text/plain; charset=gb18030",
            False,
        ),
        ("台账.csv", "text/csv", b"a,b\n1,2", "text/plain", "text/plain; charset=utf-8", False),
        ("page.html", "text/html", samples.HTML, "text/html", BYTES, False),
        ("chart.svg", "image/svg+xml", samples.SVG, "image/svg+xml", BYTES, False),
        ("旧.doc", "application/msword", samples.OLE, "application/x-ole-storage", BYTES, False),
        ("odd.xyz", "application/x-odd", samples.BYTES, BYTES, BYTES, False),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else None,
)
async def test_a_file_is_served_as_what_its_bytes_say(
    api: Installation, name: str, declared: str, content: bytes, kept_as: str, served_as: str, shown: bool
):
    made = await sent(api, content, name=name, Content_Type=declared)
    assert made.status_code == 201, made.text
    assert (made.json()["name"], made.json()["media_type"]) == (name, kept_as)
    file = await api.get(made.headers["location"])
    assert file.content == content
    assert file.headers["content-type"] == served_as
    assert file.headers["content-disposition"].partition(";")[0] == ("inline" if shown else "attachment")
    assert f"filename*=UTF-8''{quote(name)}" in file.headers["content-disposition"]
    assert file.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in file.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("declared", "content", "told"),
    [
        ("application/pdf", samples.HTML, "text/html"),
        ("text/html", samples.PDF, "application/pdf"),
        ("image/png", samples.JPEG, "image/jpeg"),
        ("image/png", samples.BYTES, "application/octet-stream"),
        ("text/plain", samples.EXE, "application/x-msdownload"),
        ("application/pdf", "就是一段文字".encode(), "text/plain"),
        (DOCX, samples.DOCM, "macroenabled"),
        ("application/x-www-form-urlencoded", samples.PDF, "application/pdf"),
        ("banana", samples.PDF, "application/pdf"),
    ],
)
async def test_a_declared_type_that_the_bytes_contradict_is_refused(
    api: Installation, declared: str, content: bytes, told: str
):
    content += b" and never kept"
    (fault,) = problem(await sent(api, content, Content_Type=declared), 422, "Malformed")["fields"]
    assert fault["field"] == "Content-Type"
    assert told in fault["cure"]["zh"]
    assert told in fault["cure"]["en"]
    problem(await api.get(f"/v1/documents/{hashlib.sha256(content).hexdigest()}"), 404, "Unknown")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("证据.pdf", samples.EXE, ".exe"),
        ("证据.pdf", samples.HTML, ".html"),
        ("证据.exe", samples.PDF, ".pdf"),
        ("照片.jpg", samples.TEXT, ".txt"),
        ("证据.docx", samples.DOCM, ".docm"),
        ("证据.pdf", samples.BYTES, "nothing of the kind"),
    ],
)
async def test_an_ending_that_the_bytes_contradict_is_refused(
    api: Installation, name: str, content: bytes, told: str
):
    (fault,) = problem(await sent(api, content, name=name), 422, "Malformed")["fields"]
    assert fault["field"] == "name"
    assert told in fault["cure"]["en"]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("证据\u202efdp.exe", "证据fdp.exe"),
        ('a"b\r\nSet-Cookie:x.pdf', 'a"b  Set-Cookie:x.pdf'),
        ("../../etc/passwd", "passwd"),
    ],
)
async def test_a_name_that_deceives_is_refused_with_one_that_can_be_taken(
    api: Installation, name: str, clean: str
):
    (fault,) = problem(await sent(api, b"bytes", name=name), 422, "Malformed")["fields"]
    assert fault["field"] == "name"
    assert clean in fault["cure"]["zh"]


async def test_a_name_is_put_together_before_it_is_kept(api: Installation):
    made = await sent(api, b"bytes", name="re\u0301sume\u0301.txt")
    assert made.json()["name"] == "résumé.txt"


async def test_a_file_without_a_name_is_called_by_its_hash_and_its_type(api: Installation):
    made = await sent(api, samples.PNG)
    file = await api.get(made.headers["location"])
    assert f'filename="{made.json()["sha256"][:12]}.png"' in file.headers["content-disposition"]


async def test_what_was_noted_before_types_were_looked_at_is_served_as_what_it_is(api: Installation):
    """A register of today has uploads whose type is what their sender said."""
    content = b"<script>once noted as a PDF</script>"
    sha256 = api.parts.store.put(content)
    api.parts.book.uploaded(
        Upload("zj-market", sha256, "old.pdf", len(content), "application/pdf", "officer-li", NOON)
    )
    file = await api.get(f"/v1/documents/{sha256}")
    assert file.headers["content-type"] == BYTES
    assert file.headers["content-disposition"].startswith("attachment;")


# Whose name it is


EVERYBODY = (
    "officer-li",
    "officer-ma",
    "party-demo",
    "party-xu",
    "operator-gu",
    "delivery-platform",
    "supervisor-wu",
)


@pytest.mark.parametrize("by", EVERYBODY)
async def test_nobody_else_sees_bytes_name_or_type_of_an_upload(api: Installation, by: str):
    """All pairs: who belongs to no agency shares nothing by that, whatever a case does not name is its agency's alone."""
    own = f"internal-{by}.txt"
    sha256 = (await sent(api, f"brought by {by}".encode(), name=own, by=by)).json()["sha256"]
    agency = api.parts.directory.persons[by].agency
    for other in EVERYBODY:
        answer = await api.get(f"/v1/documents/{sha256}", other)
        theirs = bool(agency) and api.parts.directory.persons[other].agency == agency
        if other == by or theirs:
            assert own in answer.headers["content-disposition"]
        else:
            problem(answer, 404, "Unknown")
            assert own not in answer.text + str(answer.headers)


@pytest.mark.parametrize("by", EVERYBODY)
@pytest.mark.parametrize("first", EVERYBODY)
async def test_the_same_bytes_have_each_sender_s_own_name(api: Installation, first: str, by: str):
    same = f"the same bytes of {first} and {by}".encode()
    for who in dict.fromkeys((first, by)):
        made = await sent(api, same, name=f"internal-{who}.txt", by=who)
        assert made.json()["name"] == f"internal-{who}.txt"
    for who in (first, by):
        file = await api.get(f"/v1/documents/{made.json()['sha256']}", who)
        assert f"internal-{who}.txt" in file.headers["content-disposition"]


async def named(api: Installation, case: str, sha256: str, by: str = "officer-li") -> httpx.Response:
    evidence = {"id": f"E{sha256[:6]}", "kind": "document", "title": "台账", "proves": ["F1"], "file": sha256}
    made = await api.move(case, "add_evidence", {"evidence": evidence, "reason": "补充"}, by)
    assert made.status_code == 200, made.text
    await api.recorded(case, made.json()["position"])
    return made


async def test_a_case_s_file_is_called_as_who_brought_it_into_the_case_called_it(api: Installation):
    """And not as another agency, another party or a platform calls the same bytes, who came first."""
    same = b"evidence that many have"
    for other in ("officer-ma", "party-xu", "delivery-platform", "operator-gu"):
        await sent(api, same, name=f"internal-{other}.txt", by=other)
    sha256 = (await sent(api, same, name="台账.txt")).json()["sha256"]
    case = await api.open()
    await named(api, case, sha256)
    for reader in ("officer-li", "head-chen", "supervisor-wu"):
        file = await api.get(f"/v1/documents/{sha256}", reader)
        assert quote("台账.txt") in file.headers["content-disposition"], reader
        assert "internal" not in file.headers["content-disposition"]
    for path in (case, f"{case}/documents", f"{case}/journal?limit=100", f"{case}/moves", "/v1/work"):
        assert "internal" not in (await api.get(path)).text


async def test_what_nobody_of_the_case_has_named_is_called_by_its_hash(api: Installation):
    """Another party's name of the same bytes is no name of this case's."""
    case = await api.open()
    content = b"bytes that only strangers have uploaded"
    sha256 = (await sent(api, content, name="internal.txt", by="party-xu")).json()["sha256"]
    agency, number = case.split("/")[-2:]
    with api.parts.database.writing() as connection:
        connection.execute(files.insert().values(agency=agency, number=number, sha256=sha256, text=False))
    file = await api.get(f"/v1/documents/{sha256}")
    assert f'filename="{sha256[:12]}.txt"' in file.headers["content-disposition"]
