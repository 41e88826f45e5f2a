"""A bucket that takes no more, on a real disk of a few megabytes: named as that, nothing half written counts, and all goes on with space."""

from pathlib import Path

import pytest

from tests.register.test_full_disk import on_a_small_disk
from tests.tools import VERSITYGW, require

FULL_BUCKET = """
import os, tempfile
from register.bucket import PART
from register.store import in_bucket
from tests.register.s3 import s3_server

incoming = Path(tempfile.mkdtemp())
with s3_server(folder) as server:
    server.bucket("tingshu")
    os.environ.update(server.variables)
    store = in_bucket("s3://tingshu/office", incoming)
    kept = store.put(b"before it was full")
    full(lambda: store.put(b"x" * (2 * PART + 1)))
    assert list(store.names()) == [kept]

    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096): pass
        except OSError: pass
    full(lambda: store.put(b"small" * 100_000))
    assert list(store.names()) == [kept] and store.read(kept) == b"before it was full"
    assert left(incoming) == []
    store.look()
    filler.unlink()
    assert store.read(store.put(b"small" * 100_000)) == b"small" * 100_000
"""

OVER_HTTP = """
import os, tempfile
from installation.migrating import migrate
from settings import Settings
from tests.api.process import TOKEN, api_process
from tests.register.s3 import s3_server

elsewhere, scan = Path(tempfile.mkdtemp()), bytes(range(256)) * 2000
headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": "full-bucket"}
with s3_server(folder) as server:
    server.bucket("tingshu")
    migrate(Settings(data=elsewhere))
    variables = {"TINGSHU_DATA": str(elsewhere), "TINGSHU_DOCUMENTS": "s3://tingshu/office"}
    filler = folder / "filler"
    with api_process(variables | server.variables) as (client, _):
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096): pass
            except OSError: pass
        answer = client.post("/v1/documents?name=scan", content=scan, headers=headers)
        told = answer.json()
        assert (answer.status_code, told["code"], answer.headers["retry-after"]) == (503, "DiskFull", "60"), told
        assert "配额" in told["cure"]["zh"]
        filler.unlink()
        again = client.post("/v1/documents?name=scan", content=scan, headers=headers)
        assert again.status_code == 201, again.text
        assert client.get(again.headers["location"], headers=headers).content == scan
assert left(elsewhere / "documents") == []
"""


def test_a_full_bucket_is_named_as_full_and_takes_the_same_file_once_there_is_space(tmp_path: Path):
    require(VERSITYGW)
    on_a_small_disk(FULL_BUCKET, tmp_path)


@pytest.mark.slow
def test_an_upload_into_a_full_bucket_is_503_with_its_cure_and_taken_later_under_the_same_key(tmp_path: Path):
    require(VERSITYGW)
    on_a_small_disk(OVER_HTTP, tmp_path)
