"""The document store, in a folder and in S3 alike."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.case.keeping import FileDamaged, FileMissing
from register.store import DocumentStore, TooLarge
from tests.register.stores import Kept


@pytest.fixture
def store(kept: Kept) -> DocumentStore:
    return kept.store


ROOT = Path(__file__).parents[2]


def damage(file: Path, content: bytes) -> None:
    file.chmod(0o600)
    file.write_bytes(content)


def test_a_file_is_named_by_its_sha256(store: DocumentStore, kept: Kept):
    sha256 = store.put("行政处罚告知书".encode())
    assert sha256 == hashlib.sha256("行政处罚告知书".encode()).hexdigest()
    assert store.read(sha256).decode() == "行政处罚告知书"
    assert store.has(sha256)
    assert store.size(sha256) == 21
    assert kept.place(sha256).read_bytes() == b"=" + "行政处罚告知书".encode()


def test_a_stream_is_stored_as_its_bytes_together(store: DocumentStore):
    assert store.put(iter([b"ab", b"cd"])) == store.put(b"abcd")
    assert b"".join(store.chunks(store.put(b"abcd"))) == b"abcd"


def test_what_is_stored_is_never_written_again(store: DocumentStore, kept: Kept):
    sha256 = store.put(b"first")
    before = kept.place(sha256).stat()
    store.put(b"first")
    after = kept.place(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_over_the_limit_leaves_nothing_behind(store: DocumentStore, kept: Kept):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 300

    with pytest.raises(TooLarge):
        store.put(endless())
    assert kept.all() == []


def test_an_upload_that_breaks_off_leaves_nothing_behind(store: DocumentStore, kept: Kept):
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken())
    assert kept.all() == []


@pytest.mark.parametrize("bytes_there", [b"=as forged", b"as signed", b"=as sig", b"", b"?as signed"])
def test_a_damaged_file_is_never_handed_out(store: DocumentStore, kept: Kept, bytes_there: bytes):
    sha256 = store.put(b"as signed")
    damage(kept.place(sha256), bytes_there)
    for way in (store.read, store.open, store.chunks):
        with pytest.raises(FileDamaged, match=sha256):
            way(sha256)


def test_a_damaged_file_is_put_right_by_the_same_content(store: DocumentStore, kept: Kept):
    sha256 = store.put(b"as signed")
    damage(kept.place(sha256), b"=as forged")
    assert store.put(b"as signed") == sha256
    assert store.read(sha256) == b"as signed"


def test_a_file_is_read_from_its_first_byte_to_its_last_whatever_its_size(store: DocumentStore):
    for content in (b"", b"=", b"x" * 999):
        sha256 = store.put(content)
        with store.open(sha256) as stored:
            assert (stored.size, stored.read(3) + stored.read()) == (len(content), content)


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64])
def test_what_is_no_name_of_a_stored_file_is_not_stored(store: DocumentStore, name: str):
    assert not store.has(name)
    with pytest.raises(FileMissing):
        store.read(name)


KEEPS_FILES = """
import itertools, sys
from pathlib import Path
from register.store import DocumentStore
store = DocumentStore(Path(sys.argv[1]))
print("ready", flush=True)
for number in itertools.count():
    store.put(b"%d" % number * 100_000)
"""


def test_a_kill_at_any_moment_leaves_no_name_of_a_file_that_is_not_whole(tmp_path: Path):
    killed = subprocess.Popen(
        [sys.executable, "-c", KEEPS_FILES, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout
    killed.stdout.readline()
    time.sleep(0.3)
    killed.kill()
    killed.communicate()
    store = DocumentStore(tmp_path)
    names = list(store.names())
    assert names
    for sha256 in names:
        store.open(sha256).close()
    assert store.put(b"0" * 100_000) in names
