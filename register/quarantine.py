"""Files kept apart (隔离): what is dangerous in a content, and which agency has released it. Append only."""

from collections.abc import Iterable

from sqlalchemy import Column, Table, and_, or_, select, union

from domain.case.dangers import Danger, Release
from domain.case.readers import Reader
from register.database import Database, insert_new
from register.rights import may_read
from register.sealing import Sealed
from register.tables import Code, Instant, Sha256, documents, files, metadata, uploads

file_dangers = Table(
    "file_dangers",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("danger", Code, primary_key=True),
)
"""What a file is, its bytes say: the same for whoever brings them."""

file_releases = Table(
    "file_releases",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("agency", Code, primary_key=True),
    Column("reason", Sealed, nullable=False),
    Column("by", Code, nullable=False),
    Column("at", Instant, nullable=False),
)
"""An agency releases for itself, and for whoever reads one of its cases that names the file."""


_MADE_HERE = (documents.c.content_sha256, documents.c.preview_sha256, documents.c.file_sha256)


class Quarantine:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_apart(self, sha256: str, dangers: Iterable[Danger]) -> None:
        """Note what is dangerous in a file; what is noted already stays."""
        rows = [{"sha256": sha256, "danger": danger} for danger in dangers]
        with self._database.writing() as connection:
            insert_new(connection, file_dangers, rows)

    def brought_in(self) -> tuple[str, ...]:
        """Return every file that somebody brought: uploaded, or named by a case without being made or written there.

        A register that came back from a copy, or from the engine, has lost who uploaded a file, and what was found in it.
        """
        made = union(*(select(column).where(column.is_not(None)) for column in _MADE_HERE))
        named = select(files.c.sha256).where(files.c.text.is_(False), files.c.sha256.not_in(made))
        statement = union(select(uploads.c.sha256), named)
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(statement)))

    def named_by(self, sha256: str) -> tuple[str, ...]:
        """Return the cases that name a file, as `AGENCY/NUMBER`."""
        statement = select(files.c.agency, files.c.number).where(files.c.sha256 == sha256)
        with self._database.reading() as connection:
            return tuple(sorted(f"{row.agency}/{row.number}" for row in connection.execute(statement)))

    def dangers(self, sha256: str) -> tuple[Danger, ...]:
        """Return what is dangerous in a file, released or not."""
        statement = select(file_dangers.c.danger).where(file_dangers.c.sha256 == sha256)
        with self._database.reading() as connection:
            return tuple(Danger(found) for found in connection.scalars(statement))

    def holds(self, sha256: str) -> bool:
        """Whether a file is dangerous and no agency has released it."""
        released = select(file_releases.c.sha256).where(file_releases.c.sha256 == sha256)
        statement = select(file_dangers.c.sha256).where(file_dangers.c.sha256 == sha256, ~released.exists())
        with self._database.reading() as connection:
            return connection.scalar(statement.limit(1)) is not None

    def is_released(self, reader: Reader, sha256: str) -> bool:
        """Whether the reader's own agency has released it, or one whose case names it and may be read."""
        named = select(files.c.sha256).where(
            files.c.sha256 == sha256, may_read(reader, files), files.c.agency == file_releases.c.agency
        )
        own = and_(file_releases.c.agency != "", file_releases.c.agency == reader.agency)
        statement = select(file_releases.c.by).where(
            file_releases.c.sha256 == sha256, or_(own, named.exists())
        )
        with self._database.reading() as connection:
            return connection.scalar(statement.limit(1)) is not None

    def brought(self, sha256: str, person: str) -> bool:
        """Whether this person has handed the file in."""
        statement = select(uploads.c.id).where(uploads.c.sha256 == sha256, uploads.c.by == person).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(statement) is not None

    def release(self, release: Release) -> Release:
        """Note a release; a second one of the same agency returns the first."""
        statement = select(file_releases).where(
            file_releases.c.sha256 == release.sha256, file_releases.c.agency == release.agency
        )
        with self._database.writing() as connection:
            insert_new(connection, file_releases, [vars(release)])
            return Release(**connection.execute(statement).mappings().one())
