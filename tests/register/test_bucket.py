"""The document store in S3 where S3 is not well: named as what it is, never as a lost file, and nothing half written counts."""

import hashlib
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.case.keeping import FileDamaged, FileMissing, KeepingError, StoreAway, StoreUnusable
from register.bucket import PART, BucketDepot
from register.store import DocumentStore, in_bucket
from tests.register.s3 import REGION, S3, s3_server

ROOT = Path(__file__).parents[2]
UNKNOWN = "ab" * 32
WAYS: dict[str, Callable[[DocumentStore], object]] = {
    "look": lambda store: store.look(),
    "put": lambda store: store.put(b"as signed"),
    "put in parts": lambda store: store.put(b"x" * (PART + 1)),
    "read": lambda store: store.read(UNKNOWN),
    "open": lambda store: store.open(UNKNOWN),
    "has": lambda store: store.has(UNKNOWN),
    "size": lambda store: store.size(UNKNOWN),
    "names": lambda store: list(store.names()),
}


@pytest.fixture
def bucket(s3: S3, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket of this test's own, and the variables that tell of its server."""
    for name, value in s3.variables.items():
        monkeypatch.setenv(name, value)
    s3.bucket(name := f"b{uuid.uuid4().hex[:20]}")
    return name


def at(bucket: str, folder: Path, seconds: float = 2) -> DocumentStore:
    depot = BucketDepot(f"s3://{bucket}/office", folder, patience=timedelta(seconds=seconds))
    return DocumentStore(folder, depot=depot)


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_is_down_is_away_and_no_file_counts_as_lost(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
):
    with socket.socket() as taken:
        # Bound and not listening: whoever connects is refused.
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(StoreAway):
            WAYS[way](at(bucket, tmp_path))
    assert left(tmp_path) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wrong", ["key", "secret", "bucket"])
def test_wrong_credentials_and_a_missing_bucket_are_unusable_and_no_file_counts_as_lost(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, way: str
):
    if wrong == "bucket":
        bucket = "no-such-bucket"
    else:
        monkeypatch.setenv(
            {"key": "AWS_ACCESS_KEY_ID", "secret": "AWS_SECRET_ACCESS_KEY"}[wrong], "wrong-one"
        )
    with pytest.raises(StoreUnusable, match=bucket) as told:
        WAYS[way](at(bucket, tmp_path))
    assert "AWS_ACCESS_KEY_ID" not in told.value.why.en
    assert "wrong-one" not in str(told.value)
    assert left(tmp_path) == []


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("way", ["put", "read", "names"])
def test_a_server_that_never_answers_is_away_after_a_bounded_while(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silent: int, way: str
):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent}")
    with pytest.raises(StoreAway):
        WAYS[way](at(bucket, tmp_path, seconds=0.3))
    assert left(tmp_path) == []


def test_a_connection_that_breaks_off_in_the_middle_is_away_and_not_a_damaged_file(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def half(listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(
                    b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: "a"\r\n'
                    b"Last-Modified: Mon, 18 May 2026 01:00:00 GMT\r\n\r\n=half"
                )

    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=half, args=(listening,), daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{listening.getsockname()[1]}")
        with pytest.raises(StoreAway):
            at(bucket, tmp_path).read(UNKNOWN)
        listening.shutdown(socket.SHUT_RDWR)
    assert left(tmp_path) == []


def test_what_was_stored_before_a_server_went_down_is_there_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (data := tmp_path / "s3").mkdir()
    with s3_server(data) as server:
        for name, value in server.variables.items():
            monkeypatch.setenv(name, value)
        server.bucket("tingshu")
        store = at("tingshu", tmp_path / "documents")
        kept = store.put(b"before")
        server.stop()
        for way in (lambda: store.read(kept), lambda: store.put(b"while it was down")):
            with pytest.raises(StoreAway):
                way()
        server.start()
        assert store.read(kept) == b"before"
        assert list(store.names()) == [kept]
        assert store.read(store.put(b"while it was down")) == b"while it was down"


KEEPS_FILES = """
import itertools, sys
from pathlib import Path
from register.bucket import PART
from register.store import in_bucket
store = in_bucket(sys.argv[1], Path(sys.argv[2]))
print("ready", flush=True)
for number in itertools.count():
    store.put(b"%07d" % number * (PART // 6 if number % 2 else 10_000))
"""


@pytest.mark.parametrize("seconds", [0.3, 0.45])
def test_a_kill_at_any_moment_leaves_no_name_of_a_file_that_is_not_whole(
    bucket: str, tmp_path: Path, seconds: float
):
    """Every second file is on its way in parts."""
    address = f"s3://{bucket}/office"
    killed = subprocess.Popen(
        [sys.executable, "-c", KEEPS_FILES, address, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout
    killed.stdout.readline()
    time.sleep(seconds)
    killed.kill()
    killed.communicate()
    store = in_bucket(address, tmp_path)
    names = list(store.names())
    assert names
    for sha256 in names:
        store.open(sha256).close()
    assert store.put(b"0000000" * 10_000) in names


def test_of_many_that_bring_the_same_file_at_once_every_one_has_it(bucket: str, tmp_path: Path):
    store = in_bucket(f"s3://{bucket}", tmp_path)
    with ThreadPoolExecutor(12) as pool:
        names = set(pool.map(lambda _: store.put(b"the same scan"), range(12)))
    assert names == {hashlib.sha256(b"the same scan").hexdigest()}
    assert store.read(names.pop()) == b"the same scan"


def test_a_file_in_parts_comes_back_whole_and_leaves_nothing_on_this_machine(bucket: str, tmp_path: Path):
    content = bytes(range(256)) * (3 * PART // 256) + b"the end"
    store = in_bucket(f"s3://{bucket}/office", tmp_path)
    sha256 = store.put(content[start : start + 1_000_000] for start in range(0, len(content), 1_000_000))
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert store.size(sha256) == len(content)
    with store.open(sha256) as stored:
        assert stored.read(7) == content[:7]
        stored.again()
        assert hashlib.sha256(stored.read()).hexdigest() == sha256
    assert left(tmp_path) == []


def test_a_file_in_parts_that_was_changed_in_the_bucket_is_never_handed_out(
    bucket: str, s3: S3, tmp_path: Path
):
    content = b"x" * (PART + 5)
    store = in_bucket(f"s3://{bucket}", tmp_path)
    sha256 = store.put(content)
    file = s3.folder / "buckets" / bucket / sha256[:2] / sha256[2:4] / sha256
    with file.open("r+b") as damaged:
        damaged.seek(PART)
        damaged.write(b"y")
    for way in (store.read, store.open, store.chunks):
        with pytest.raises(FileDamaged, match=sha256):
            way(sha256)
    assert store.put(content) == sha256
    assert store.read(sha256) == content


def test_two_offices_in_one_bucket_do_not_see_each_others_files(bucket: str, tmp_path: Path):
    one, other = (in_bucket(f"s3://{bucket}/{name}", tmp_path / name) for name in ("one", "other"))
    sha256 = one.put(b"of the one")
    assert list(one.names()) == [sha256]
    assert list(other.names()) == []
    with pytest.raises(FileMissing):
        other.read(sha256)


def test_without_credentials_it_is_refused_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    with pytest.raises(StoreUnusable, match="AWS_SECRET_ACCESS_KEY"):
        in_bucket("s3://tingshu", tmp_path)


def test_without_its_package_it_is_refused_at_the_start_with_the_command_that_installs_it(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; sys.modules['obstore'] = None\n"
        "from register.store import in_bucket\n"
        f"in_bucket('s3://tingshu', Path({str(tmp_path)!r}))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "StoreUnusable" in told.stderr
    assert "uv sync --extra s3" in told.stderr


def test_every_failure_names_its_cure(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_REGION", REGION)
    with pytest.raises(KeepingError) as told:
        at("no-such-bucket", tmp_path).look()
    assert "AWS_ENDPOINT_URL" in told.value.cure.zh
    assert "NoSuchBucket" in told.value.why.zh
