"""A full disk, a lost and a damaged file over HTTP: named, with what to do, and right again once that is done."""

import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine

MEGABYTE = 1024 * 1024


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file of this process grows beyond this: the nearest to a full disk that can be had without mounting one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def place(api: Installation, sha256: str) -> Path:
    return api.parts.settings.data / "documents" / sha256[:2] / sha256[2:4] / sha256


def damage(file: Path, content: bytes) -> None:
    file.chmod(0o600)
    file.write_bytes(content)


async def test_an_upload_that_the_disk_does_not_take_is_503_with_its_cure_and_is_taken_later(
    api: Installation,
):
    scan = bytes(range(256)) * 4 * 1024 * 21
    headers = api.person("officer-li") | {"Idempotency-Key": "full-disk"}
    with files_of_at_most(20 * MEGABYTE):
        answer = await api.http.post("/v1/documents", content=scan, headers=headers)
    told = problem(answer, 503, "DiskFull")
    assert answer.headers["retry-after"] == "60"
    assert "Idempotency-Key" in told["cure"]["en"]
    assert not list((api.parts.settings.data / "documents" / "incoming").iterdir())
    again = await api.http.post("/v1/documents", content=scan, headers=headers)
    assert again.status_code == 201
    assert again.json()["sha256"] == hashlib.sha256(scan).hexdigest()


async def test_a_register_that_the_disk_does_not_take_is_503_by_name(api: Installation):
    headers = api.person("officer-li") | {"Idempotency-Key": "full-register"}
    with files_of_at_most(2048):
        answer = await api.http.post("/v1/documents", content=b"small", headers=headers)
    problem(answer, 503, "DiskFull")
    assert (await api.http.post("/v1/documents", content=b"small", headers=headers)).status_code == 201


@pytest.mark.parametrize("there", [b"=as forged", b"as it was before it was sealed", b""])
async def test_a_damaged_file_is_500_by_name_and_right_again_when_it_is_uploaded_once_more(
    api: Installation, there: bytes
):
    content = b"as signed, before " + there
    sha256 = await api.upload(content)
    damage(place(api, sha256), there)
    told = problem(await api.get(f"/v1/documents/{sha256}"), 500, "FileDamaged")
    assert told["sha256"] == sha256
    assert sha256 in told["why"]["zh"]
    problem(await api.get(f"/v1/documents/{sha256}", "officer-ma"), 404, "Unknown")
    await api.upload(content)
    assert (await api.get(f"/v1/documents/{sha256}")).content == content


async def test_a_lost_file_is_500_by_name_and_not_unknown(api: Installation):
    sha256 = await api.upload(b"kept, and lost")
    place(api, sha256).unlink()
    told = problem(await api.get(f"/v1/documents/{sha256}"), 500, "FileMissing")
    assert told["sha256"] == sha256
    problem(await api.get(f"/v1/documents/{sha256}", "officer-ma"), 404, "Unknown")
    problem(await api.get(f"/v1/documents/{'ab' * 32}"), 404, "Unknown")
    await api.upload(b"kept, and lost")
    assert (await api.get(f"/v1/documents/{sha256}")).content == b"kept, and lost"
