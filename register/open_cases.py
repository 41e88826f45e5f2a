"""The cases in which a deadline may still run, streamed in the order of their keys: for the machinery, not for a reader."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, tuple_

from domain.procedure.clocks.deadlines import State
from domain.procedure.stage import Stage
from register.database import Database
from register.tables import cases, deadlines


@dataclass(frozen=True)
class OpenCase:
    agency: str
    number: str
    profile: str
    rulebook: str
    """SHA-256 of the rules that bind it now."""


class OpenCases:
    def __init__(self, database: Database, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today

    def count(self) -> int:
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(cases).where(self._open())) or 0

    def page(self, after: tuple[str, str] | None, limit: int) -> Sequence[OpenCase]:
        """Return the next cases behind this one."""
        statement = (
            select(cases.c.agency, cases.c.number, cases.c.profile, cases.c.projection)
            .where(self._open())
            .order_by(cases.c.agency, cases.c.number)
            .limit(limit)
        )
        if after is not None:
            statement = statement.where(tuple_(cases.c.agency, cases.c.number) > tuple_(*after))
        with self._database.reading() as connection:
            rows = connection.execute(statement).all()
        return [
            OpenCase(row.agency, row.number, row.profile, json.loads(row.projection)["rulebook"])
            for row in rows
        ]

    def _open(self) -> ColumnElement[bool]:
        """Not closed; or closed, and a right of a party may still run."""
        still_runs = (
            select(deadlines.c.place)
            .where(deadlines.c.agency == cases.c.agency, deadlines.c.number == cases.c.number)
            .where(deadlines.c.state == State.RUNNING)
            .where(or_(deadlines.c.last_day.is_(None), deadlines.c.last_day >= self._today()))
            .exists()
        )
        return or_(cases.c.stage != Stage.CLOSED, still_runs)
