"""What the desk writes beside the journal, append only: uploads, reads, what came while the engine was away."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import ColumnElement, and_, case, or_, select, update

from domain.case.intake import Arrived, IntakeState
from domain.case.readers import Read, Reader
from domain.case.uploads import Upload
from domain.procedure.lists import Page, ReadRow
from register.access_chain import write_reads
from register.database import Database, insert_new
from register.pages import PAGE, Key, read_page
from register.rights import may_read, may_read_journal
from register.tables import access_log, files, intake, journal, uploads

_UPLOADS = select(*(uploads.c[field.name] for field in fields(Upload)))


class UploadKeyReused(Exception):
    """The same Idempotency-Key came with another file."""

    def __init__(self) -> None:
        super().__init__(
            "此幂等键已用于另一文件 · this Idempotency-Key came with another file before: use a new one"
        )


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
            statement = _UPLOADS.where(uploads.c.by == upload.by, uploads.c.key == key)
            first = Upload(**connection.execute(statement).mappings().one())
        if first.sha256 != upload.sha256:
            raise UploadKeyReused
        return first

    def upload_of(self, reader: Reader, sha256: str) -> Upload | None:
        """Return the upload of a file, its name with it, as this reader may know it.

        The reader's own comes first, then that of who acted in a case that names the file and may be read, then another
        of that case's agency or of the reader's own. What anybody else calls the same bytes is theirs.
        """
        acted, of_the_agency = _by_who_acted(reader), _of_the_agency(reader)
        nearest = case((uploads.c.by == reader.person, 0), (acted, 1), else_=2)
        statement = (
            _UPLOADS.where(
                uploads.c.sha256 == sha256, or_(uploads.c.by == reader.person, acted, of_the_agency)
            )
            .order_by(nearest, uploads.c.id)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(statement).mappings().one_or_none()
        return Upload(**row) if row else None

    def note_reads(self, reads: Sequence[Read]) -> None:
        """Write reads into the access log (查阅日志) in one transaction, chained to what stands there."""
        with self._database.writing() as connection:
            write_reads(connection, reads)

    def reads(
        self, reader: Reader, agency: str, number: str, *, cursor: str | None = None, limit: int = PAGE
    ) -> Page[ReadRow]:
        """Return who read a case, in order."""
        statement = select(access_log).where(
            may_read_journal(reader, access_log), access_log.c.agency == agency, access_log.c.number == number
        )
        with self._database.reading() as connection:
            return read_page(connection, statement, Key((access_log.c.id,)), cursor, limit)

    def arrived(
        self,
        agency: str,
        number: str,
        what: str,
        key: str,
        payload: Mapping[str, JsonValue],
        came_at: datetime,
    ) -> bool:
        """Keep what cannot be handed in now; say whether it is new (a repeated key is not)."""
        row = {
            "agency": agency,
            "number": number,
            "what": what,
            "key": key,
            "payload": json.dumps(payload, ensure_ascii=False),
            "came_at": came_at,
            "state": IntakeState.WAITING,
        }
        with self._database.writing() as connection:
            return insert_new(connection, intake, [row]) == 1

    def waiting(self, limit: int = 100) -> Sequence[Arrived]:
        """Return what is still to be handed in, in the order in which it came."""
        statement = (
            select(intake).where(intake.c.state == IntakeState.WAITING).order_by(intake.c.id).limit(limit)
        )
        with self._database.reading() as connection:
            rows = connection.execute(statement).all()
        return [
            Arrived(r.id, r.agency, r.number, r.what, r.key, json.loads(r.payload), r.came_at) for r in rows
        ]

    def settled(self, arrived_id: int, state: IntakeState, answer: str, at: datetime) -> None:
        """Note what became of it, with the answer. What came in stays."""
        with self._database.writing() as connection:
            connection.execute(
                update(intake)
                .where(intake.c.id == arrived_id, intake.c.state == IntakeState.WAITING)
                .values(state=state, answer=answer, settled_at=at)
            )


def _by_who_acted(reader: Reader) -> ColumnElement[bool]:
    """Whether who uploaded it has an entry in the journal of a case that names the file and may be read."""
    of_the_case = (journal.c.agency == files.c.agency) & (journal.c.number == files.c.number)
    return (
        select(journal.c.seq)
        .join(files, of_the_case)
        .where(files.c.sha256 == uploads.c.sha256, may_read(reader, files), journal.c.by == uploads.c.by)
        .exists()
    )


def _of_the_agency(reader: Reader) -> ColumnElement[bool]:
    """Whether it belongs to the agency of such a case, or to the reader's own; to no agency belong parties and platforms."""
    named = select(files.c.sha256).where(
        files.c.sha256 == uploads.c.sha256, may_read(reader, files), files.c.agency == uploads.c.agency
    )
    return and_(uploads.c.agency != "", or_(uploads.c.agency == reader.agency, named.exists()))
