"""What the daily digest reads from the register and puts into its outbox."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import and_, func, select

from domain.case.people import Role
from domain.procedure.clocks.deadlines import State
from domain.procedure.outgoing import Digest
from register import outbox
from register.database import Database
from register.tables import deadlines, people


@dataclass(frozen=True)
class DueDeadline:
    agency: str
    number: str
    title: str
    party: int | None
    role: Role
    remind_by: date
    overdue_after: date
    officers: tuple[str, ...]


class Reminders:
    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def due_by(self, last: date) -> Sequence[DueDeadline]:
        """Return the running clocks to be kept by this day or before it, the most pressing first."""
        day = func.coalesce(deadlines.c.last_day, deadlines.c.latest).label("overdue_after")
        statement = (
            select(deadlines, day)
            .where(
                deadlines.c.state == State.RUNNING,
                deadlines.c.remind_by <= last,
                deadlines.c.role.is_not(None),
            )
            .order_by(deadlines.c.remind_by, deadlines.c.agency, deadlines.c.number, deadlines.c.place)
        )
        officers_of = select(people.c.agency, people.c.number, people.c.person).where(
            people.c.part == Role.OFFICER,
            select(deadlines.c.place)
            .where(and_(deadlines.c.agency == people.c.agency, deadlines.c.number == people.c.number))
            .where(deadlines.c.state == State.RUNNING, deadlines.c.remind_by <= last)
            .exists(),
        )
        officers: dict[tuple[str, str], list[str]] = defaultdict(list)
        with self._database.reading() as connection:
            for agency, number, person in connection.execute(officers_of.order_by(people.c.person)):
                officers[agency, number].append(person)
            rows = connection.execute(statement).all()
        return [
            DueDeadline(
                agency=row.agency,
                number=row.number,
                title=row.title,
                party=row.party,
                role=Role(row.role),
                remind_by=row.remind_by,
                overdue_after=row.overdue_after,
                officers=tuple(officers[row.agency, row.number]),
            )
            for row in rows
        ]

    def add_digests(self, day: date, digests: Sequence[Digest]) -> int:
        """Put them into the outbox, one a person and day; return how many are new."""
        rows = [outbox.Outgoing.digest(day, digest) for digest in digests]
        with self._database.writing() as connection:
            return outbox.put(connection, rows, self._now())
