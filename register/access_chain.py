"""The chain of the access log (查阅日志): each batch of reads that is written is a link.

Writers take turns, so that no row gets an id below one that is chained already. A process of an older version writes
rows and no links: the next link takes them in.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from domain.canonical import canonical
from domain.case.journal import chain
from domain.case.proof import Link, digest_of
from domain.case.readers import Read
from register.database import Database, one_writer_of
from register.proof_tables import access_links
from register.tables import access_log

MOST_A_LINK = 5_000
"""Rows of one link: what was written before there was a chain becomes many."""


def write_reads(connection: Connection, reads: Sequence[Read]) -> None:
    """Write reads and their link, within the caller's transaction."""
    one_writer_of(connection, access_log)
    connection.execute(insert(access_log), _numbered(connection, [vars(read) for read in reads]))
    while _chain_on(connection):
        pass


def chain_reads(database: Database) -> None:
    """Chain what was written before there was a chain; a transaction a link, so that nobody waits for long."""
    while True:
        with database.writing() as connection:
            one_writer_of(connection, access_log)
            if not _chain_on(connection):
                return


def chained_so_far(connection: Connection) -> Link:
    """Chain what is not yet, and return the last link."""
    one_writer_of(connection, access_log)
    while _chain_on(connection):
        pass
    last = _last(connection)
    return Link(last.place, last.head) if last else Link()


def read_of(row: Row[Any]) -> Read:
    """Return a row of the log as it was noted."""
    return Read(row.person, row.agency, row.number, row.what, row.at, row.request_id)


def _numbered(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """SQLite would give the id of a row that was taken away at the end once more, as if that row had been changed."""
    if connection.dialect.name != "sqlite":
        return rows
    last = _last(connection)
    highest = connection.scalar(select(func.max(access_log.c.id))) or 0
    first = max(highest, last.last_id if last else 0) + 1
    return [{**row, "id": number} for number, row in enumerate(rows, start=first)]


def _chain_on(connection: Connection) -> bool:
    """Add one link where there are rows behind the last; say whether it was full, so that there may be more."""
    last = _last(connection)
    behind = select(access_log).where(access_log.c.id > (last.last_id if last else 0))
    rows = connection.execute(behind.order_by(access_log.c.id).limit(MOST_A_LINK)).all()
    if not rows:
        return False
    place, before = (last.place + 1, Link(last.place, last.head)) if last else (1, Link())
    body = canonical({"place": place, "rows": [[row.id, digest_of(read_of(row))] for row in rows]})
    link = {"place": place, "last_id": rows[-1].id, "body": body.decode(), "head": chain(before.head, body)}
    connection.execute(insert(access_links).values(link))
    return len(rows) == MOST_A_LINK


def _last(connection: Connection) -> Any:
    columns = (access_links.c.place, access_links.c.last_id, access_links.c.head)
    return connection.execute(select(*columns).order_by(access_links.c.place.desc()).limit(1)).one_or_none()
