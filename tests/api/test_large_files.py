"""Half a gigabyte through a real API process, into a folder and into S3: bounded memory, the same bytes back."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from installation.migrating import migrate
from settings import Settings
from tests.api.process import TOKEN, api_process
from tests.register.s3 import S3

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024
LARGE = 500
MOST_GROWTH = 150
"""MB that the process may grow by while it takes and gives the file."""
BLOCK = os.urandom(MEGABYTE)


def scan() -> Iterator[bytes]:
    for number in range(LARGE):
        yield number.to_bytes(8) + BLOCK[8:]


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Variables of an installation whose documents are in a folder or in S3."""
    own = {"TINGSHU_DATA": str(tmp_path / "data"), "TINGSHU_LARGEST_FILE": str(LARGE)}
    if request.param == "s3":
        server: S3 = request.getfixturevalue("s3")
        server.bucket("large")
        own |= server.variables | {"TINGSHU_DOCUMENTS": "s3://large/office"}
    migrate(Settings(data=tmp_path / "data"))
    return own


def most_memory(pid: int) -> int:
    """MB that the process had at most until now."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) // 1024


def put(client: httpx.Client, content: Iterator[bytes], token: str) -> str:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"large-{time.monotonic_ns()}"}
    answer = client.post("/v1/documents?name=scan", content=content, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["sha256"])


def got(client: httpx.Client, sha256: str, token: str) -> str:
    found = hashlib.sha256()
    headers = {"Authorization": f"Bearer {token}"}
    with client.stream("GET", f"/v1/documents/{sha256}", headers=headers) as answer:
        assert answer.status_code == 200
        for chunk in answer.iter_bytes(MEGABYTE):
            found.update(chunk)
    return found.hexdigest()


@pytest.mark.parametrize("office", ["folder", "s3"], indirect=True)
def test_half_a_gigabyte_goes_in_and_out_in_bounded_memory(office: dict[str, str], tmp_path: Path):
    with api_process(office) as (client, pid):
        got(client, put(client, iter([b"to warm up"]), TOKEN), TOKEN)
        before = most_memory(pid)
        sha256 = put(client, scan(), TOKEN)
        assert got(client, sha256, TOKEN) == sha256
        assert put(client, scan(), TOKEN) == sha256
        growth = most_memory(pid) - before
    assert growth < MOST_GROWTH
    print(f"memory grew by {growth} MB")
    assert not list((tmp_path / "data" / "documents" / "incoming").iterdir())
