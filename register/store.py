"""The document store: files named by the SHA-256 of their content, sealed, written once; in a folder or in S3.

A file that was damaged is put right by whoever hands in the same content again.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from domain.bilingual import Words
from domain.case.keeping import FileDamaged, FileMissing, StoreUnusable
from register.depots import Depot, FolderDepot, is_name, writing
from register.sealing import MARK, SealedReader, SealedWriter, UnknownForm, size_of_content

MAX_BYTES = 50 * 1024 * 1024
"""Largest file taken in where nothing else is set (50 MB)."""
LEFT_BEHIND = timedelta(days=1)
"""What has been on its way in for longer is of a process that was killed."""

_CHUNK = 1024 * 1024
_NO_PACKAGE = Words("没有安装对象存储的程序包（obstore）", "the package for S3 (obstore) is not installed")
_INSTALL_IT = Words(
    "请运行 uv sync --extra s3（TINGSHU_DOCUMENTS 指的是 S3）",
    "run uv sync --extra s3 (TINGSHU_DOCUMENTS names S3)",
)


class TooLarge(Exception):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"文件超过 {limit} 字节 · the file is larger than {limit} bytes: divide it or scan it smaller"
        )
        self.limit = limit


class DocumentStore:
    """Files in a depot; what comes in is gathered in the folder `incoming` first, since its name is known at its end alone.

    Whatever writes raises `DiskFull` where disk or depot takes no more; nothing half written stays. Whatever asks a depot
    that is elsewhere may raise `StoreAway` or `StoreUnusable` as well.
    """

    def __init__(self, root: Path, *, limit: int = MAX_BYTES, depot: Depot | None = None) -> None:
        """Without a depot the folder itself is one."""
        self._limit = limit
        self._depot = depot or FolderDepot(root)
        self._incoming = root / "incoming"
        with writing():
            self._incoming.mkdir(parents=True, exist_ok=True)

    def look(self) -> None:
        """Find at the start of a process, and not in the middle of a case, that the store cannot be worked with."""
        self._depot.look()

    def put(self, data: bytes | Iterable[bytes]) -> str:
        """Store bytes, or a stream of them, and return the SHA-256.

        Raises:
            TooLarge: Nothing is kept.
        """
        with self.receiving() as incoming:
            for chunk in (data,) if isinstance(data, bytes) else data:
                incoming.write(chunk)
            return incoming.keep()

    def receiving(self) -> "Incoming":
        """A file that comes in piece by piece: `with store.receiving() as f: f.write(…); f.keep()`."""
        return Incoming(self._incoming, self._limit, self._depot)

    def has(self, sha256: str) -> bool:
        return is_name(sha256) and self._depot.has(sha256)

    def names(self) -> Iterator[str]:
        """Yield the name of every file that is here."""
        return self._depot.names()

    def size(self, sha256: str) -> int:
        """Return how many bytes the content has. Raises as `open` does, but for the content's bytes."""
        _check_name(sha256)
        try:
            return size_of_content(*self._depot.beginning(sha256, MARK))
        except UnknownForm as error:
            raise FileDamaged(sha256) from error

    def read(self, sha256: str) -> bytes:
        """Return the whole content.

        Raises:
            FileMissing: No such file.
            FileDamaged: The bytes are not those that were stored.
        """
        with self._existing(sha256) as content:
            data = content.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileDamaged(sha256)
        return data

    def open(self, sha256: str) -> SealedReader:
        """Return the content for reading, after its bytes have been checked. Raises as `read` does."""
        content = self._existing(sha256)
        try:
            if _sha256_of(content) != sha256:
                raise FileDamaged(sha256)
        except BaseException:
            content.close()
            raise
        content.again()
        return content

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Yield the checked content piece by piece; raises before the first piece, not in the middle."""
        return _closing(self.open(sha256))

    def sweep(self) -> int:
        """Remove what processes that were killed have left on its way in, and return how many files that were."""
        before, swept = time.time() - LEFT_BEHIND.total_seconds(), 0
        for file in self._incoming.iterdir():
            # Another process may sweep as well, or be just done with it.
            with suppress(FileNotFoundError):
                if file.stat().st_mtime < before:
                    file.unlink()
                    swept += 1
        return swept

    def _existing(self, sha256: str) -> SealedReader:
        _check_name(sha256)
        return _unsealed(self._depot, sha256)


def in_bucket(address: str, root: Path, *, limit: int = MAX_BYTES) -> DocumentStore:
    """Return the store in `s3://BUCKET/PREFIX`; in the folder is what comes in or out just now.

    Raises:
        StoreUnusable: The package for S3 is not installed, or no credentials are set.
    """
    try:
        from register.bucket import BucketDepot
    except ImportError as error:
        raise StoreUnusable(_NO_PACKAGE, _INSTALL_IT) from error
    return DocumentStore(root, limit=limit, depot=BucketDepot(address, root / "incoming"))


class Incoming:
    """A file on its way in; what is not kept leaves nothing behind."""

    def __init__(self, folder: Path, limit: int, depot: Depot) -> None:
        self._limit = limit
        self._depot = depot
        self._hash = hashlib.sha256()
        self.size = 0
        with writing():
            descriptor, name = tempfile.mkstemp(dir=folder)
        self._path = Path(name)
        self._file = os.fdopen(descriptor, "wb")
        self._sealed = SealedWriter(self._file)
        self._finished = False

    def __enter__(self) -> "Incoming":
        return self

    def __exit__(self, *_: object) -> None:
        # On a full disk closing fails as well, for what is still in the buffer.
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self._limit:
            raise TooLarge(self._limit)
        self._hash.update(chunk)
        with writing():
            self._sealed.write(chunk)

    def written(self) -> SealedReader:
        """Return what has come in, to be looked through; nothing more can be added."""
        self._finish()
        return SealedReader(self._path.open("rb"))

    def keep(self) -> str:
        """Put the file in its place and return its SHA-256; one that is whole there already stays as it is."""
        sha256 = self._hash.hexdigest()
        there = self._depot.has(sha256)
        if there and self._stands(sha256):
            return sha256
        self._finish()
        with writing():
            os.fsync(self._file.fileno())
        taken = self._depot.take(self._path, sha256, instead=there)
        # Somebody else brought the same content at this very moment: then theirs is asked for its bytes.
        if not taken and not self._stands(sha256):
            self._depot.take(self._path, sha256, instead=True)
        return sha256

    def _finish(self) -> None:
        if not self._finished:
            with writing():
                self._sealed.finish()
            self._finished = True

    def _stands(self, sha256: str) -> bool:
        try:
            with _unsealed(self._depot, sha256) as content:
                return _sha256_of(content) == sha256
        except (FileMissing, FileDamaged, OSError):
            return False


def _check_name(sha256: str) -> None:
    if not is_name(sha256):
        raise FileMissing(sha256)


def _unsealed(depot: Depot, sha256: str) -> SealedReader:
    try:
        return SealedReader(depot.opened(sha256))
    except UnknownForm as error:
        raise FileDamaged(sha256) from error


def _sha256_of(content: SealedReader) -> str:
    found = hashlib.sha256()
    for chunk in _pieces(content):
        found.update(chunk)
    return found.hexdigest()


def _closing(content: SealedReader) -> Iterator[bytes]:
    with content:
        yield from _pieces(content)


def _pieces(content: SealedReader) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk
