"""Rulebooks (规则集) by their address: kept once, read by every process that meets a case which they bind."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from domain.law.rulebook import Rulebook
from register.database import Database, insert_new
from register.tables import rulebooks


class Rulebooks:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: set[str] = set()
        """What this process knows to be there."""

    def keep(self, rulebook: Rulebook) -> None:
        """Put a rulebook into the register: done before a case names it."""
        if rulebook.sha256 in self._kept:
            return
        with self._database.writing() as connection:
            write_rulebooks(connection, [rulebook])
        self._kept.add(rulebook.sha256)

    def read(self, sha256: str) -> Rulebook | None:
        with self._database.reading() as connection:
            body = connection.scalar(select(rulebooks.c.body).where(rulebooks.c.sha256 == sha256))
        return Rulebook.model_validate(json.loads(body)) if body else None

    def all(self) -> Iterator[Rulebook]:
        with self._database.reading() as connection:
            bodies = connection.scalars(select(rulebooks.c.body)).all()
        return (Rulebook.model_validate(json.loads(body)) for body in bodies)


def write_rulebooks(connection: Connection, new: Iterable[Rulebook]) -> None:
    """Write rulebooks within the caller's transaction; one that is there stays as it is."""
    rows = [{"sha256": one.sha256, "title": one.title, "body": one.stored.decode()} for one in new]
    insert_new(connection, rulebooks, rows)
