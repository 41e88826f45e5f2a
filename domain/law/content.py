"""Content addressing: the same record has the same SHA-256 wherever it is read."""

from functools import cached_property

from domain.canonical import canonical, sha256
from domain.record import Computing


class Addressed(Computing):
    """A record known by the SHA-256 of its content."""

    @property
    def stored(self) -> bytes:
        """What is hashed: defaults are left out, so that a field added later, with a default, moves no hash."""
        return canonical(self.model_dump(mode="json", exclude_defaults=True))

    @cached_property
    def sha256(self) -> str:
        return sha256(self.stored)
