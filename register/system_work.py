"""System work in the register: troubles are opened once, seen again, and ended; what has ended stays as history."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.case.system_work import Found, SystemWork, Trouble
from register.database import Database
from register.tables import system_work

_OPEN = system_work.c.ended_at.is_(None)


class SystemWorkBook:
    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def report(self, found: Found) -> None:
        """Open a trouble, or say that it is still so: `since` stays."""
        with self._database.writing() as connection:
            _report(connection, found, self._now())

    def ended(self, trouble: Trouble, subject: str) -> None:
        """End a trouble; one that is not open stays as it is."""
        the_one = (system_work.c.kind == trouble) & (system_work.c.subject == subject)
        with self._database.writing() as connection:
            connection.execute(update(system_work).where(_OPEN, the_one).values(ended_at=self._now()))

    def checked(self, kinds: Collection[Trouble], found: Iterable[Found]) -> None:
        """Take in what a check found: open or renew it, and end what is open of these kinds and was not found."""
        at, seen = self._now(), list(found)
        with self._database.writing() as connection:
            for one in seen:
                _report(connection, one, at)
            still = [(one.trouble.value, one.subject) for one in seen]
            of_these = select(system_work.c.id, system_work.c.kind, system_work.c.subject).where(
                _OPEN, system_work.c.kind.in_(sorted(kinds))
            )
            over = [r.id for r in connection.execute(of_these) if (r.kind, r.subject) not in set(still)]
            for row in over:
                connection.execute(update(system_work).where(system_work.c.id == row).values(ended_at=at))

    def open(self, trouble: Trouble | None = None) -> tuple[SystemWork, ...]:
        """Return what is open, of one kind or of all, the oldest first."""
        statement = select(system_work).where(_OPEN)
        if trouble is not None:
            statement = statement.where(system_work.c.kind == trouble)
        with self._database.reading() as connection:
            rows = connection.execute(statement.order_by(system_work.c.since, system_work.c.id)).all()
        # What another version reported is not this one's to show.
        return tuple(_read(row) for row in rows if row.kind in set(Trouble))


def _report(connection: Connection, found: Found, at: datetime) -> None:
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    values = {
        "kind": found.trouble.value,
        "subject": found.subject,
        "agency": found.agency,
        "number": found.number,
        "detail": found.detail,
        "since": at,
        "seen_at": at,
    }
    connection.execute(
        insert(system_work)
        .values(values)
        .on_conflict_do_update(
            index_elements=[system_work.c.kind, system_work.c.subject],
            index_where=_OPEN,
            set_={"seen_at": at, "detail": found.detail},
        )
    )


def _read(row: Row[Any]) -> SystemWork:
    found = Found(Trouble(row.kind), row.subject, row.detail, row.agency, row.number)
    return SystemWork(found, row.since, row.seen_at)
