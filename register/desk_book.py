"""What the desk writes beside the journal, append only: uploads, reads, what came while the engine was away."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from register.database import Database, insert_new
from register.pages import PAGE, Key, Page, read_page
from register.rights import Reader
from register.tables import access_log, intake, uploads

WAITING = "waiting"


class UploadKeyReused(Exception):
    """The same Idempotency-Key came with another file."""

    def __init__(self) -> None:
        super().__init__(
            "此幂等键已用于另一文件 · this Idempotency-Key came with another file before: use a new one"
        )


@dataclass(frozen=True)
class Upload:
    agency: str
    sha256: str
    name: str
    size: int
    media_type: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Arrived:
    """Something handed in while the engine could not take it."""

    id: int
    agency: str
    number: str
    what: str
    key: str
    payload: Any
    came_at: datetime


class DeskBook:
    def __init__(self, database: Database) -> None:
        self._database = database

    def uploaded(self, upload: Upload, key: str | None = None) -> Upload:
        """Note who uploaded a file; a repeated key returns the first note.

        Raises:
            UploadKeyReused: Under this key another file was uploaded.
        """
        with self._database.writing() as connection:
            insert_new(connection, uploads, [{**vars(upload), "key": key}])
            if key is None:
                return upload
            first = connection.execute(
                select(uploads).where(uploads.c.by == upload.by, uploads.c.key == key)
            ).one()
        if first.sha256 != upload.sha256:
            raise UploadKeyReused
        return Upload(**{name: getattr(first, name) for name in Upload.__dataclass_fields__})

    def upload_of(self, sha256: str) -> Upload | None:
        """Return the first upload of a file: its name and media type."""
        statement = select(uploads).where(uploads.c.sha256 == sha256).order_by(uploads.c.id).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(statement).one_or_none()
        return Upload(**{name: getattr(row, name) for name in Upload.__dataclass_fields__}) if row else None

    def read(
        self, person: str, agency: str, number: str, what: str, at: datetime, request_id: str = ""
    ) -> None:
        """Write into the access log (查阅日志) who read what."""
        read = {"person": person, "agency": agency, "number": number, "what": what}
        self.note_reads([{**read, "at": at, "request_id": request_id}])

    def note_reads(self, reads: Sequence[Mapping[str, Any]]) -> None:
        """Write many reads into the access log in one transaction."""
        with self._database.writing() as connection:
            connection.execute(insert(access_log), [dict(read) for read in reads])

    def reads(
        self, reader: Reader, agency: str, number: str, *, cursor: str | None = None, limit: int = PAGE
    ) -> Page:
        """Return who read a case, in order."""
        statement = select(access_log).where(
            reader.may_read_journal(access_log), access_log.c.agency == agency, access_log.c.number == number
        )
        with self._database.reading() as connection:
            return read_page(connection, statement, Key((access_log.c.id,)), cursor, limit)

    def arrived(self, agency: str, number: str, what: str, key: str, payload: Any, came_at: datetime) -> bool:
        """Keep what cannot be handed in now; say whether it is new (a repeated key is not)."""
        row = {
            "agency": agency,
            "number": number,
            "what": what,
            "key": key,
            "payload": json.dumps(payload, ensure_ascii=False),
            "came_at": came_at,
            "state": WAITING,
        }
        with self._database.writing() as connection:
            return insert_new(connection, intake, [row]) == 1

    def waiting(self, limit: int = 100) -> Sequence[Arrived]:
        """Return what is still to be handed in, in the order in which it came."""
        statement = select(intake).where(intake.c.state == WAITING).order_by(intake.c.id).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(statement).all()
        return [
            Arrived(r.id, r.agency, r.number, r.what, r.key, json.loads(r.payload), r.came_at) for r in rows
        ]

    def settled(self, arrived_id: int, state: str, answer: str, at: datetime) -> None:
        """Note what became of it: `accepted` or `refused`, with the answer. What came in stays."""
        with self._database.writing() as connection:
            connection.execute(
                update(intake)
                .where(intake.c.id == arrived_id, intake.c.state == WAITING)
                .values(state=state, answer=answer, settled_at=at)
            )
