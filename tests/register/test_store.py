import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from register.store import Damaged, DocumentStore, NotStored, TooLarge


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore(tmp_path / "documents", limit=1000)


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_named_by_its_sha256(store: DocumentStore, tmp_path: Path):
    sha256 = store.put("行政处罚告知书".encode())
    assert sha256 == hashlib.sha256("行政处罚告知书".encode()).hexdigest()
    assert store.read(sha256).decode() == "行政处罚告知书"
    assert store.has(sha256)
    assert store.size(sha256) == 21
    assert store.path(sha256) == tmp_path / "documents" / sha256[:2] / sha256[2:4] / sha256


def test_a_stream_is_stored_as_its_bytes_together(store: DocumentStore):
    assert store.put(iter([b"ab", b"cd"])) == store.put(b"abcd")
    assert b"".join(store.chunks(store.put(b"abcd"))) == b"abcd"


def test_what_is_stored_is_never_written_again(store: DocumentStore):
    sha256 = store.put(b"first")
    before = store.path(sha256).stat()
    store.put(b"first")
    after = store.path(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_over_the_limit_leaves_nothing_behind(store: DocumentStore, tmp_path: Path):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 300

    with pytest.raises(TooLarge):
        store.put(endless())
    assert files_under(tmp_path) == []


def test_an_upload_that_breaks_off_leaves_nothing_behind(store: DocumentStore, tmp_path: Path):
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken())
    assert files_under(tmp_path) == []


def test_a_damaged_file_is_never_handed_out(store: DocumentStore):
    sha256 = store.put(b"as signed")
    store.path(sha256).chmod(0o600)
    store.path(sha256).write_bytes(b"as forged")
    with pytest.raises(Damaged):
        store.read(sha256)
    with pytest.raises(Damaged):
        store.chunks(sha256)


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64])
def test_what_is_no_name_of_a_stored_file_is_not_stored(store: DocumentStore, name: str):
    assert not store.has(name)
    with pytest.raises(NotStored):
        store.read(name)
