"""The tables of the register.

Written by `record` alone, in one transaction: cases, journal, receipts, people, deadlines, documents, files, work, outbox.
Reserved one by one for documents, then settled by `record` as the facts have it: numbers.
Written by the desk beside it, append only: uploads, access_log, intake. By the operator: calendars,
number_starts. By the desk, before a case names them: rulebooks.
By the bindery, append only: dossiers.
Written by checks, and by whatever meets a trouble: system_work.

What is personal is `Sealed`: what persons wrote, and who is concerned. What the register finds, orders and counts by
stays plain: agency, number, stage, kinds, dates, document numbers, hashes.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from domain.procedure.clocks.deadlines import State
from register.sealing import Sealed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC: SQLite has no time zones, and a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be an instant: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _case_key() -> tuple[Column[str], Column[str]]:
    return Column("agency", String(64), primary_key=True), Column("number", String(40), primary_key=True)


Code = String(64)
Sha256 = String(64)

cases = Table(
    "cases",
    metadata,
    *_case_key(),
    Column("position", Integer, nullable=False),  # seq of the last entry
    Column("head", Sha256, nullable=False),
    Column("stage", Code, nullable=False),
    Column("profile", Code, nullable=False),
    Column("cause", Sealed, nullable=False),
    Column("party_names", Sealed, nullable=False),  # one a line, for search
    Column("opened_at", Instant, nullable=False),
    Column(
        "projected_by", Integer, nullable=False
    ),  # version of the projection that wrote the tables of the case
    Column("next_due", Date),  # earliest day by which somebody must have acted; overdue is next_due < today
    Column("inline_text", Integer, nullable=False),  # bytes of text, or of its address, that the case carries
    Column("projection", Sealed, nullable=False),  # what `GET` of the case answers, ready as JSON
    Index(None, "agency", "opened_at", "number"),
    Index(None, "next_due"),
    Index(None, "projected_by"),
)

journal = Table(
    "journal",
    metadata,
    *_case_key(),
    Column("seq", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Code, nullable=False),
    Column("move", Code, nullable=False),
    Column("fact", Code, nullable=False),
    Column("body", Sealed, nullable=False),  # the very bytes that were hashed: never parsed and dumped again
    Column("head", Sha256, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    *_case_key(),
    Column("key", String(300), primary_key=True),
    Column("digest", Sha256, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", Sealed, nullable=False),
)
"""What every request with a key was answered, written with its facts."""

rulebooks = Table(
    "rulebooks",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""Rules by their address: cases and journals name them by it."""

people = Table(
    "people",
    metadata,
    *_case_key(),
    Column("person", Code, primary_key=True),
    Column("part", Code, primary_key=True),  # what the person is in this case: officer, reviewer, presider …
    Index(None, "person", "part"),
)

_RUNNING = text(f"state = '{State.RUNNING.value}'")

deadlines = Table(
    "deadlines",
    metadata,
    *_case_key(),
    Column("place", Integer, primary_key=True),  # order within the case
    Column("term", Code, nullable=False),
    Column("party", Integer),
    Column("title", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("last_day", Date),  # settled
    Column("earliest", Date),  # provisional: by this day the agency is reminded
    Column("latest", Date),  # provisional: for this day waits who waits for it
    Column("ended_on", Date),
    Column("state", Code, nullable=False),
    Column(
        "right", Boolean, nullable=False
    ),  # a right of the party: when its last day has passed nothing is overdue
    Column("role", Code),  # who must act; nobody where it is a right
    Column(
        "remind_by", Date
    ),  # by which day the agency must have acted, the earliest that it may turn out to be
    Index(None, "remind_by", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
)

documents = Table(
    "documents",
    metadata,
    *_case_key(),
    Column("document", Integer, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("party", Integer),
    Column("about", Text, nullable=False),
    Column("document_number", Text),
    Column("content_sha256", Sha256),
    Column("preview_sha256", Sha256),
    Column("file_sha256", Sha256),
    Column("pages", Integer, nullable=False),
    Column("state", Code, nullable=False),
    Column("issuer", Code),  # with word, year and serial: the number as data, where one was taken here
    Column("number_word", String(40)),
    Column("number_year", Integer),
    Column("serial", Integer),
    Index(None, "document_number"),
    Index("ix_documents_series", "issuer", "number_word", "number_year", "serial"),
)

files = Table(
    "files",
    metadata,
    *_case_key(),
    Column("sha256", Sha256, primary_key=True),
    Column("text", Boolean, nullable=False),  # a long text of the case, which nobody uploaded
    Index(None, "sha256"),
)
"""Which case names which file of the document store: who may read the case may read the file.

A case names a file in a field that is for one, and a long text by the address in its place; never in what a text says.
"""

work = Table(
    "work",
    metadata,
    *_case_key(),
    Column("place", Integer, primary_key=True),
    Column("role", Code, nullable=False),
    Column("person", Code),  # that very person; else anyone of the role (officers: those of the case)
    Column("move", Code, nullable=False),
    Column("party", Integer),
    Column("what", Sealed, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Index(None, "role"),
    Index(None, "person"),
)

numbers = Table(
    "numbers",
    metadata,
    Column("issuer", Code, primary_key=True),
    Column("word", String(40), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),  # 0: who holds it; above: a double, kept so that it is seen
    Column("printed", String(200), nullable=False),
    Column("document_key", String(200)),  # none: the reservation came to nothing, the number stays taken
    Column("kind", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("taken_at", Instant, nullable=False),
    UniqueConstraint("printed", "place"),
    UniqueConstraint("document_key"),
    Index(
        "ix_numbers_reserved",
        "taken_at",
        sqlite_where=text("state = 'reserved'"),
        postgresql_where=text("state = 'reserved'"),
    ),
)

number_starts = Table(
    "number_starts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issuer", Code, nullable=False),
    Column("word", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("before", Integer, nullable=False),  # the serial that would have come next
    Column("next", Integer, nullable=False),  # the serial that comes next instead
    Column("reason", Sealed, nullable=False),
    Column("by", Code, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("issuer", "word", "year", "next"),
)
"""Where a row of serials was told to go on: upward only, append only."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("receiver", Code, nullable=False),
    Column("lane", String(200), nullable=False),  # rows of one lane leave in order
    Column("key", String(250), nullable=False),
    Column("agency", Code, nullable=False),
    Column("number", String(40), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("person", Code, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Sealed),
    Column("delivered_at", Instant),
    UniqueConstraint("key"),
    Index(
        "ix_outbox_waiting",
        "receiver",
        "lane",
        "id",
        sqlite_where=text("delivered_at IS NULL"),
        postgresql_where=text("delivered_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Code, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("name", Sealed, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("by", Code, nullable=False),
    Column("at", Instant, nullable=False),
    Column("key", String(200)),
    UniqueConstraint("by", "key"),
    Index(None, "sha256"),
)

access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Code, nullable=False),
    Column("agency", Code, nullable=False),
    Column("number", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("request_id", Code, nullable=False),
    Index(None, "agency", "number", "at"),
)

dossiers = Table(
    "dossiers",
    metadata,
    *_case_key(),
    Column("edition", Integer, primary_key=True),
    Column("part", Code, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("head", Sha256, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "sha256"),
)
"""Sealed dossiers of closed cases, append only; their files are read by these rows alone, and by no case's files.

They are of no case's facts: what is in them follows from the journal, and they are bound anew from it, byte by byte.
"""

intake = Table(
    "intake",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Code, nullable=False),
    Column("number", String(40), nullable=False),
    Column("what", Code, nullable=False),
    Column("key", String(250), nullable=False),
    Column("payload", Sealed, nullable=False),
    Column("came_at", Instant, nullable=False),
    Column("state", Code, nullable=False),
    Column("answer", Sealed),
    Column("settled_at", Instant),
    UniqueConstraint("key"),
    Index(None, "state"),
)

_OPEN = text("ended_at IS NULL")

system_work = Table(
    "system_work",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("subject", String(250), nullable=False),
    Column("agency", Code, nullable=False),  # empty where it is about no case
    Column("number", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(
        "uq_system_work_kind_subject",
        "kind",
        "subject",
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
)
"""What is wrong with the installation itself. One open row a kind and subject; what has ended stays as its history."""

calendars = Table(
    "calendars",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("body", Text, nullable=False),
    Column("invented", Boolean, nullable=False),
    Column("adopted_by", Code, nullable=False),
    Column("adopted_at", Instant, nullable=False),
    UniqueConstraint("year", "sha256"),
)
"""Holiday notices in the order in which they were adopted: the last of a year is the one that is used."""
