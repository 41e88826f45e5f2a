"""Uploads (上传): who handed in which file, before any case names it."""

from dataclasses import dataclass
from datetime import datetime

from domain.record import FileHash


@dataclass(frozen=True)
class Upload:
    agency: str
    """The agency of the person who brought it."""
    sha256: FileHash
    name: str
    size: int
    """In bytes."""
    media_type: str
    by: str
    at: datetime
