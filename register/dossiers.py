"""The sealed dossiers (封存的案卷): every edition of a closed case's dossier, kept beside the journal that it follows from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from domain.case.dossier import DossierEdition
from register.database import Database, insert_new
from register.tables import dossiers

_EDITION = select(*(dossiers.c[name] for name in DossierEdition.model_fields))


class DossierBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    def editions(self, agency: str, number: str) -> tuple[DossierEdition, ...]:
        """Return every edition of a case, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _of(_EDITION, agency, number).order_by(dossiers.c.edition, dossiers.c.part)
            )
            return tuple(DossierEdition(**row) for row in rows.mappings())

    def sealed_to(self, agency: str, number: str) -> int:
        """Return up to which entry the last edition goes; 0 where there is none."""
        with self._database.reading() as connection:
            return connection.scalar(_of(select(func.max(dossiers.c.position)), agency, number)) or 0

    def seal(self, agency: str, number: str, volumes: Sequence[DossierEdition], at: datetime) -> int:
        """Enter what was bound as the next edition, whatever its own says, and return that.

        Repeated for an entry to which an edition goes already, it changes nothing.
        """
        with self._database.writing() as connection:
            newest = connection.execute(
                _of(select(func.max(dossiers.c.edition), func.max(dossiers.c.position)), agency, number)
            ).one()
            edition, position = newest[0] or 0, newest[1] or 0
            if position >= volumes[0].position:
                return edition
            rows = [
                {
                    **volume.model_dump(),
                    "edition": edition + 1,
                    "agency": agency,
                    "number": number,
                    "made_at": at,
                }
                for volume in volumes
            ]
            insert_new(connection, dossiers, rows)
        return edition + 1


def _of(statement: Select[Any], agency: str, number: str) -> Select[Any]:
    return statement.where(dossiers.c.agency == agency, dossiers.c.number == number)
