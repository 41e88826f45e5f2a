"""Document numbers (文号): one row of serials for each agency, kind and year, without gaps and without doubles."""

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from register.database import Database
from register.tables import numbers

_ATTEMPTS = 1000
"""A lost race means that another document got its number: this many in a row is not a race any more."""


class Numbering:
    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, agency: str, kind: str, year: int, document_key: str) -> int:
        """Return the serial of this document: a new one the first time, the same one for ever after.

        The number is bound to the document in the transaction that takes it: nothing that happens
        afterwards can leave a gap or give the document another one.
        """
        for _ in range(_ATTEMPTS):
            try:
                with self._database.writing() as connection:
                    return _take(connection, agency, kind, year, document_key)
            except IntegrityError:
                # On SQLite writers stand in line. On PostgreSQL two may read the same last serial:
                # the second waits at the unique key, loses, and looks again.
                continue
        raise RuntimeError(f"no number for {document_key} after {_ATTEMPTS} attempts")


def _take(connection: Connection, agency: str, kind: str, year: int, document_key: str) -> int:
    taken = connection.scalar(select(numbers.c.serial).where(numbers.c.document_key == document_key))
    if taken is not None:
        return int(taken)
    row = (numbers.c.agency == agency) & (numbers.c.kind == kind) & (numbers.c.year == year)
    serial = (connection.scalar(select(func.max(numbers.c.serial)).where(row)) or 0) + 1
    connection.execute(
        insert(numbers).values(agency=agency, kind=kind, year=year, serial=serial, document_key=document_key)
    )
    return int(serial)
