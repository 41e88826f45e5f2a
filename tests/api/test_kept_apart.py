"""Dangerous files over HTTP: a programme is refused, the rest is kept apart until another person has looked at it."""

import pytest

from tests.api import samples
from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine

WHY = "在隔离的电脑上打开查验，只有照片"


async def brought(api: Installation, content: bytes, name: str, by: str = "officer-li") -> str:
    """Hand a file in; return its address."""
    headers = api.person(by) | {"Idempotency-Key": f"apart-{name}-{by}"}
    made = await api.http.post("/v1/documents", params={"name": name}, content=content, headers=headers)
    assert made.status_code == 201, made.text
    return str(made.headers["location"])


async def released(api: Installation, file: str, by: str, reason: str = WHY):
    return await api.http.post(f"{file}/release", params={"reason": reason}, headers=api.person(by))


@pytest.mark.parametrize(
    ("name", "content"),
    [("tool.exe", samples.EXE), ("tool", samples.ELF), ("run.sh", samples.SCRIPT), ("new.lnk", samples.LNK)],
    ids=["exe", "elf", "script", "link"],
)
async def test_a_programme_is_refused_and_nothing_of_it_is_kept(api: Installation, name: str, content: bytes):
    headers = api.person("officer-li") | {"Idempotency-Key": f"programme-{name}"}
    answer = await api.http.post("/v1/documents", params={"name": name}, content=content, headers=headers)
    told = problem(answer, 422, "Malformed")
    assert "程序" in told["fields"][0]["why"]["zh"]
    assert "ZIP" in told["fields"][0]["cure"]["en"]
    assert not list((api.parts.settings.data / "documents" / "incoming").iterdir())


async def test_an_archive_is_handed_to_nobody_before_another_officer_released_it(api: Installation):
    content = samples.zipped("现场照片.jpg")
    headers = api.person("officer-li") | {"Idempotency-Key": "apart-archive"}
    made = await api.http.post("/v1/documents?name=photos.zip", content=content, headers=headers)
    assert (made.status_code, made.json()["kept_apart"]) == (201, ["archive"])
    file = made.headers["location"]
    told = problem(await api.get(file), 403, "KeptApart")
    assert "压缩包" in told["why"]["zh"]
    problem(await released(api, file, "officer-li"), 403, "NotToRelease")
    problem(await released(api, file, "clerk-zhao"), 403, "NotToRelease")
    problem(await released(api, file, "officer-ma"), 404, "Unknown")
    problem(await released(api, file, "officer-wang", reason=" "), 422, "Malformed")
    problem(await api.get(file), 403, "KeptApart")
    done = await released(api, file, "officer-wang")
    assert (done.status_code, done.json()["by"], done.json()["reason"]) == (200, "officer-wang", WHY)
    assert (await api.get(file)).content == content
    again = await released(api, file, "head-chen", "另一理由")
    assert again.json() == done.json()


async def test_what_a_party_brings_is_released_by_the_agency_whose_case_names_it(api: Installation):
    content = samples.zipped("说明.txt", "进货台账.txt")
    file = await brought(api, content, "ledger.zip", by="party-demo")
    problem(await api.get(file, "party-demo"), 403, "KeptApart")
    problem(await released(api, file, "party-demo"), 403, "NotToRelease")
    problem(await released(api, file, "officer-li"), 404, "Unknown")


async def test_a_file_without_danger_is_nothing_to_release(api: Installation):
    file = await brought(api, samples.PDF, "scan.pdf")
    problem(await released(api, file, "officer-wang"), 404, "Unknown")
    assert (await api.get(file)).status_code == 200


async def test_the_same_bytes_are_kept_apart_whoever_brings_them(api: Installation):
    content = samples.zipped("both.txt")
    one = await brought(api, content, "one.zip")
    other = await brought(api, content, "other.zip", by="officer-ma")
    assert one == other
    assert (await released(api, one, "officer-wang")).status_code == 200
    assert (await api.get(one, "officer-li")).status_code == 200
    problem(await api.get(other, "officer-ma"), 403, "KeptApart")
