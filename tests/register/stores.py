"""A document store as tests want it: what stands in it can be looked at, damaged and taken away, in S3 as in a folder."""

from pathlib import Path
from typing import NamedTuple

from register.store import DocumentStore


class Kept(NamedTuple):
    """A store, the folder in which its files stand, and the one in which they come in."""

    store: DocumentStore
    files: Path
    incoming: Path

    def place(self, sha256: str) -> Path:
        return self.files / sha256[:2] / sha256[2:4] / sha256

    def all(self) -> list[Path]:
        return [
            path for folder in (self.files, self.incoming) for path in folder.rglob("*") if path.is_file()
        ]
