"""What the desk needs of the register and the document store, as it is handed in by the composition root."""

from typing import Protocol

from domain.case.journal import Entry


class Positions(Protocol):
    """How far the register is."""

    def position(self, agency: str, number: str) -> int: ...

    async def at_least(self, agency: str, number: str, position: int, *, seconds: float = 2.0) -> bool: ...


class Journals(Protocol):
    def entries(self, agency: str, number: str, *, until: int | None = None) -> tuple[Entry, ...]:
        """Return the recorded entries of a case in order, none if it is unknown."""


class Files(Protocol):
    def has(self, sha256: str) -> bool: ...
