"""What the register says of itself: whether it answers, its schema, what waits in it, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, text

from domain.case.intake import IntakeState
from domain.case.system_work import Found, SystemWork
from domain.procedure.stage import Stage
from register.checking import schema_fault
from register.database import Database
from register.outbox import Outbox, OutboxState
from register.system_work import SystemWorkBook
from register.tables import cases, intake


@dataclass(frozen=True)
class Counts:
    cases: int
    open_cases: int
    letters: int
    """Letters kept until the engine is back."""
    oldest_letter: datetime | None
    outbox: Sequence[OutboxState]


class OperationsBook:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._outbox = Outbox(database)
        self._work = SystemWorkBook(database)

    def answers(self) -> None:
        """Ask it for anything at all."""
        with self._database.reading() as connection:
            connection.execute(text("SELECT 1"))

    def schema(self) -> Found | None:
        """Return what is wrong with the schema."""
        return schema_fault(self._database)

    def counts(self) -> Counts:
        living = func.sum(case((cases.c.stage != Stage.CLOSED, 1), else_=0))
        letters = select(func.count(), func.min(intake.c.came_at)).where(
            intake.c.state == IntakeState.WAITING
        )
        with self._database.reading() as connection:
            count, under_way = connection.execute(select(func.count(), living).select_from(cases)).one()
            waiting, oldest = connection.execute(letters).one()
        return Counts(count, under_way or 0, waiting, oldest, self._outbox.states())

    def open(self) -> Sequence[SystemWork]:
        return self._work.open()
