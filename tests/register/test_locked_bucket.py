"""A bucket with Object Lock (合规保留): what is written can be replaced by its own content, and by nobody be taken away before its time."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from register.bucket import PART
from register.store import DocumentStore, in_bucket
from tests.register.s3 import S3, s3_server

COMPLIANCE = b"""<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<ObjectLockEnabled>Enabled</ObjectLockEnabled>
<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule>
</ObjectLockConfiguration>"""


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """A server whose bucket `sealed` keeps everything for a day, whoever asks for its removal."""
    folder = tmp_path_factory.mktemp("locked")
    (versions := folder / "versions").mkdir()
    with s3_server(folder, "--versioning-dir", versions) as server:
        made = server.ask("PUT", "/sealed", x_amz_bucket_object_lock_enabled="true")
        assert made.status_code == 200, made.text
        kept = server.ask("PUT", "/sealed", "object-lock=", COMPLIANCE)
        assert kept.status_code == 200, kept.text
        yield server


@pytest.fixture
def store(locked: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentStore:
    for name, value in locked.variables.items():
        monkeypatch.setenv(name, value)
    return in_bucket("s3://sealed", tmp_path)


def key(sha256: str) -> str:
    return f"/sealed/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@pytest.mark.parametrize("content", [b"a sealed dossier", b"x" * (PART + 1)], ids=["small", "in parts"])
def test_what_was_sealed_is_read_back_and_no_version_of_it_can_be_removed(
    locked: S3, store: DocumentStore, content: bytes
):
    sha256 = store.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    version = locked.ask("HEAD", key(sha256)).headers["x-amz-version-id"]
    refused = locked.ask("DELETE", key(sha256), f"versionId={version}")
    assert (refused.status_code, "AccessDenied" in refused.text) == (403, True)
    assert store.put(content) == sha256
    assert store.read(sha256) == content
    assert locked.ask("HEAD", key(sha256)).headers["x-amz-version-id"] == version


def test_a_damaged_file_is_put_right_there_as_well_by_a_new_version(locked: S3, store: DocumentStore):
    sha256 = store.put(b"as signed")
    first = locked.ask("HEAD", key(sha256)).headers["x-amz-version-id"]
    (locked.folder / "buckets" / key(sha256)[1:]).write_bytes(b"=as forged")
    assert store.put(b"as signed") == sha256
    assert store.read(sha256) == b"as signed"
    assert locked.ask("HEAD", key(sha256)).headers["x-amz-version-id"] != first
