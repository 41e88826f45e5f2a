"""The document store: files named by the SHA-256 of their content, sealed, written once.

A file that was damaged is put right by whoever hands in the same content again.
"""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from domain.case.keeping import DiskFull, FileDamaged, FileMissing
from register.sealing import SealedReader, SealedWriter, UnknownForm

MAX_BYTES = 50 * 1024 * 1024
"""Largest file taken in (50 MB)."""

_CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TAKES_NO_MORE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})


class TooLarge(Exception):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"文件超过 {limit} 字节 · the file is larger than {limit} bytes: divide it or scan it smaller"
        )
        self.limit = limit


class DocumentStore:
    """A folder `ab/cd/<sha256>`; a file is complete and on disk before its name appears.

    Whatever writes raises `DiskFull` where the disk takes no more; nothing half written stays.
    """

    def __init__(self, root: Path, *, limit: int = MAX_BYTES) -> None:
        self._root = root
        self._limit = limit
        self._incoming = root / "incoming"
        with _writing():
            self._incoming.mkdir(parents=True, exist_ok=True)

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
        return Incoming(self._incoming, self._limit, self._path)

    def has(self, sha256: str) -> bool:
        return bool(_SHA256.fullmatch(sha256)) and self._path(sha256).is_file()

    def names(self) -> Iterator[str]:
        """Yield the name of every file that is here."""
        return (file.name for file in self._root.glob("??/??/*") if _SHA256.fullmatch(file.name))

    def size(self, sha256: str) -> int:
        """Return how many bytes the content has. Raises as `open` does, but for the content's bytes."""
        with self._existing(sha256) as content:
            return content.size

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

    def _existing(self, sha256: str) -> SealedReader:
        if not self.has(sha256):
            raise FileMissing(sha256)
        try:
            return SealedReader(self._path(sha256).open("rb"))
        except UnknownForm as error:
            raise FileDamaged(sha256) from error

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


class Incoming:
    """A file on its way in; what is not kept leaves nothing behind."""

    def __init__(self, folder: Path, limit: int, place: Callable[[str], Path]) -> None:
        self._limit = limit
        self._place = place
        self._hash = hashlib.sha256()
        self.size = 0
        with _writing():
            descriptor, name = tempfile.mkstemp(dir=folder)
        self._path = Path(name)
        self._file = os.fdopen(descriptor, "wb")
        self._sealed = SealedWriter(self._file)

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
        with _writing():
            self._sealed.write(chunk)

    def keep(self) -> str:
        """Put the file in its place and return its SHA-256; one that is whole there already stays as it is."""
        sha256 = self._hash.hexdigest()
        target = self._place(sha256)
        if _is_whole(target, sha256):
            return sha256
        with _writing():
            self._sealed.finish()
            os.fsync(self._file.fileno())
            self._path.chmod(0o440)
            target.parent.mkdir(parents=True, exist_ok=True)
            self._path.replace(target)
            _sync_folder(target.parent)
        return sha256


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _TAKES_NO_MORE:
            raise DiskFull from error
        raise


def _is_whole(file: Path, sha256: str) -> bool:
    try:
        with SealedReader(file.open("rb")) as content:
            return _sha256_of(content) == sha256
    except (OSError, UnknownForm):
        return False


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


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
