"""The record proven (记录的证明): journals, access log and checkpoints held against their hashes, all in one state."""

from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import ColumnElement, func, select

from domain.case.checkpoint_file import Sent
from domain.case.proof import Chained, Flaw, Key, Told
from register.database import Database
from register.proof_tables import checkpoints
from register.proving_checkpoints import checkpoint_flaws, flaws_against
from register.proving_journals import journal_flaws
from register.proving_reads import read_flaws
from register.tables import access_log, journal


class Looking(Protocol):
    """Told which record is looked at, and how far it is."""

    def __call__(self, chained: Chained, done: int, of: int) -> None: ...


class Proofs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def sizes(self) -> dict[str, int]:
        """Return how many rows there are of what is chained."""
        counted = (journal, access_log, checkpoints)
        with self._database.reading() as connection:
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in counted}

    def entries(self, case: Key) -> int:
        """Return how many entries there are of a case."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(journal).where(_of(case))) or 0

    def case(self, case: Key, against: Sent | None = None) -> list[Flaw]:
        """Return what was done to the journal of one case; of a checkpoint that was sent away, what it says of it."""
        with self._database.snapshot() as connection:
            found = list(journal_flaws(connection, case, lambda done, of: None))
            if against is not None:
                own = tuple(head for head in against.heads if (head.agency, head.number) == case)
                found += flaws_against(connection, Sent(against.checkpoint, own))
        return list(dict.fromkeys(found))

    def reads(self, told: Told = lambda done, of: None) -> list[Flaw]:
        """Return what was done to the access log."""
        with self._database.snapshot() as connection:
            return list(read_flaws(connection, told))

    def checkpoints(self, told: Told = lambda done, of: None) -> list[Flaw]:
        """Return what was done to the checkpoints, and the entries that are not what they say."""
        with self._database.snapshot() as connection:
            return list(checkpoint_flaws(connection, told))

    def all(self, looking: Looking, against: Sent | None = None) -> list[Flaw]:
        """Return all that is not as it was written, each once; `against` is a checkpoint that was sent away."""
        return list(dict.fromkeys(self._all(looking, against)))

    def _all(self, looking: Looking, against: Sent | None) -> Iterator[Flaw]:
        with self._database.snapshot() as connection:
            yield from journal_flaws(connection, None, lambda n, of: looking(Chained.JOURNAL, n, of))
            yield from read_flaws(connection, lambda n, of: looking(Chained.ACCESS_LOG, n, of))
            yield from checkpoint_flaws(connection, lambda n, of: looking(Chained.CHECKPOINTS, n, of))
            if against is not None:
                yield from flaws_against(connection, against)


def _of(case: Key) -> ColumnElement[bool]:
    return (journal.c.agency == case[0]) & (journal.c.number == case[1])
