"""Where the sealed files of the document store stand (库房): the port, and the one in a folder; `bucket.py` has the one in S3."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from domain.case.keeping import DiskFull, FileMissing

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TAKES_NO_MORE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})


class Beginning(NamedTuple):
    """What is known of a sealed file before it is read."""

    head: bytes
    """Its first bytes, as many as were asked for or fewer."""
    size: int
    """Bytes, the seal's own among them."""


class Depot(Protocol):
    """Sealed files by the SHA-256 of their content. A file is whole before its name can be seen.

    Raises:
        FileMissing: There is no such file.
        StoreAway, StoreUnusable: The depot is not on this machine, and does not answer or lets nobody in.
        DiskFull: It takes no more.
    """

    def look(self) -> None:
        """Ask whether it can be worked with at all."""

    def has(self, sha256: str) -> bool: ...

    def names(self) -> Iterator[str]:
        """Yield the name of every file that is here."""

    def beginning(self, sha256: str, length: int) -> Beginning: ...

    def opened(self, sha256: str) -> BinaryIO:
        """Return the sealed file, at its first byte and with a `seek`, to be closed by whoever reads it."""

    def take(self, file: Path, sha256: str, *, instead: bool) -> bool:
        """Put a file of this machine here, or a copy of it: it may be gone afterwards.

        `instead` replaces what stands here. Without it nothing is ever written over: then the answer is whether it was taken.
        """


class FolderDepot:
    """A folder `ab/cd/<sha256>` on a disk of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def look(self) -> None:
        """A folder that is not there is made when it is written to."""

    def has(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def names(self) -> Iterator[str]:
        return (file.name for file in self._root.glob("??/??/*") if is_name(file.name))

    def beginning(self, sha256: str, length: int) -> Beginning:
        with self.opened(sha256) as file:
            return Beginning(file.read(length), file.seek(0, os.SEEK_END))

    def opened(self, sha256: str) -> BinaryIO:
        try:
            return self._path(sha256).open("rb")
        except (FileNotFoundError, NotADirectoryError) as error:
            raise FileMissing(sha256) from error

    def take(self, file: Path, sha256: str, *, instead: bool) -> bool:
        """Always take it: of two writers at once both bring the same bytes, and the second name takes the first one's place."""
        target = self._path(sha256)
        with writing():
            file.chmod(0o440)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
            _sync_folder(target.parent)
        return True

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


def is_name(name: str) -> bool:
    """Whether a file of the store may be called so."""
    return bool(_SHA256.fullmatch(name))


@contextmanager
def writing() -> Iterator[None]:
    """Name a disk that takes no more."""
    try:
        yield
    except OSError as error:
        if error.errno in _TAKES_NO_MORE:
            raise DiskFull from error
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
