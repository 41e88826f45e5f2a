"""How far the register is with every case, for whoever holds it against the engine."""

from sqlalchemy import select

from domain.procedure.stage import Stage
from register.database import Database
from register.tables import cases, journal

Key = tuple[str, str]
"""Agency and number."""
Head = tuple[int, str]
"""Position and head."""


class Heads:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[Key, Head]:
        statement = select(cases.c.agency, cases.c.number, cases.c.position, cases.c.head)
        with self._database.reading() as connection:
            return {(r.agency, r.number): (r.position, r.head) for r in connection.execute(statement)}

    def under_way(self) -> set[Key]:
        """Return the cases whose procedure has not ended: each must be alive in the engine."""
        statement = select(cases.c.agency, cases.c.number).where(cases.c.stage != Stage.CLOSED)
        with self._database.reading() as connection:
            return {(row.agency, row.number) for row in connection.execute(statement)}

    def of(self, agency: str, number: str) -> Head:
        """Return how far one case is recorded: 0 where it is unknown."""
        statement = select(cases.c.position, cases.c.head).where(
            cases.c.agency == agency, cases.c.number == number
        )
        with self._database.reading() as connection:
            row = connection.execute(statement).one_or_none()
        return (row.position, row.head) if row else (0, "")

    def at(self, agency: str, number: str, position: int) -> str:
        """Return the head after an entry, nothing where it is not recorded."""
        statement = select(journal.c.head).where(
            journal.c.agency == agency, journal.c.number == number, journal.c.seq == position
        )
        with self._database.reading() as connection:
            return connection.scalar(statement) or ""
