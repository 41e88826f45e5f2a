"""The document store: files named by their SHA-256, written once, never overwritten."""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

MAX_BYTES = 50 * 1024 * 1024
"""Largest file taken in (50 MB)."""

_CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StoreError(Exception):
    """What the document store refuses or cannot answer."""


class TooLarge(StoreError):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"文件超过 {limit} 字节 · the file is larger than {limit} bytes: divide it or scan it smaller"
        )
        self.limit = limit


class NotStored(StoreError):
    def __init__(self, sha256: str) -> None:
        super().__init__(f"没有此文件 {sha256} · no file with this SHA-256: upload it first")
        self.sha256 = sha256


class Damaged(StoreError):
    def __init__(self, sha256: str) -> None:
        super().__init__(f"文件已损坏 {sha256} · the file is not what was stored: restore it from a copy")
        self.sha256 = sha256


class DocumentStore:
    """A folder `ab/cd/<sha256>`; a file is complete and on disk before its name appears."""

    def __init__(self, root: Path, *, limit: int = MAX_BYTES) -> None:
        self._root = root
        self._limit = limit
        self._incoming = root / "incoming"
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
        return self._existing(sha256).stat().st_size

    def read(self, sha256: str) -> bytes:
        """Return the whole file.

        Raises:
            NotStored: No such file.
            Damaged: The bytes are not those that were stored.
        """
        data = self._existing(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(sha256)
        return data

    def open(self, sha256: str) -> BinaryIO:
        """Return the file for reading, after its bytes have been checked. Raises as `read` does."""
        path = self._existing(sha256)
        stream = path.open("rb")
        try:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                raise Damaged(sha256)
        except BaseException:
            stream.close()
            raise
        stream.seek(0)
        return stream

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Yield the checked file piece by piece; raises before the first piece, not in the middle."""
        return _pieces(self.open(sha256))

    def path(self, sha256: str) -> Path:
        """Return where the file lies, for programs that want a path; do not write there."""
        return self._existing(sha256)

    def _existing(self, sha256: str) -> Path:
        if not self.has(sha256):
            raise NotStored(sha256)
        return self._path(sha256)

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class Incoming:
    """A file on its way in; what is not kept leaves nothing behind."""

    def __init__(self, folder: Path, limit: int, place: Callable[[str], Path]) -> None:
        self._limit = limit
        self._place = place
        self._hash = hashlib.sha256()
        self.size = 0
        descriptor, name = tempfile.mkstemp(dir=folder)
        self._file = os.fdopen(descriptor, "wb")
        self._path = Path(name)

    def __enter__(self) -> "Incoming":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self._limit:
            raise TooLarge(self._limit)
        self._hash.update(chunk)
        self._file.write(chunk)

    def keep(self) -> str:
        """Put the file in its place and return its SHA-256; a file that is there already stays as it is."""
        sha256 = self._hash.hexdigest()
        target = self._place(sha256)
        if target.exists():
            return sha256
        self._file.flush()
        os.fsync(self._file.fileno())
        self._path.chmod(0o440)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path.replace(target)
        _sync_folder(target.parent)
        return sha256


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
