"""Rulebooks (规则集) by their address: kept once, read by every process that meets a case which they bind."""

import json
from collections.abc import Iterator

from sqlalchemy import select

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
        row = {
            "sha256": rulebook.sha256,
            "title": rulebook.title,
            "body": rulebook.stored.decode(),
        }
        with self._database.writing() as connection:
            insert_new(connection, rulebooks, [row])
        self._kept.add(rulebook.sha256)

    def read(self, sha256: str) -> Rulebook | None:
        with self._database.reading() as connection:
            body = connection.scalar(select(rulebooks.c.body).where(rulebooks.c.sha256 == sha256))
        return Rulebook.model_validate(json.loads(body)) if body else None

    def all(self) -> Iterator[Rulebook]:
        with self._database.reading() as connection:
            bodies = connection.scalars(select(rulebooks.c.body)).all()
        return (Rulebook.model_validate(json.loads(body)) for body in bodies)
