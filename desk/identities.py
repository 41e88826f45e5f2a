"""Who a caller is (身份): the one port by which API and commands ask. It needs no procedure, so that it is quick to import."""

from typing import Protocol

from domain.case.people import Person


class Identities(Protocol):
    """Every kind of token is asked here: those of the directory, later others."""

    @property
    def demo(self) -> bool:
        """Whether the identities are invented, and their tokens public."""

    async def of_token(self, token: str) -> Person | None:
        """Return whose token this is, nobody where it is unknown or not valid any more."""

    async def of_id(self, person: str) -> Person | None:
        """Return who is meant where an id alone is believed (demo identities), else nobody."""
