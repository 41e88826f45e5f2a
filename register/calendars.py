"""The holiday notices that this installation has adopted (节假日安排), beside those that came with the programme."""

from datetime import datetime

from sqlalchemy import select

from domain.canonical import canonical, sha256
from domain.law.calendars import CalendarYear
from register.database import Database, insert_new
from register.tables import calendars


class Calendars:
    def __init__(self, database: Database) -> None:
        self._database = database

    def adopt(self, notice: CalendarYear, by: str, at: datetime) -> bool:
        """Keep a year's notice; an amended one is used from now on, the older stays. Say whether it is new."""
        body = canonical(notice.model_dump(mode="json"))
        row = {
            "year": notice.year,
            "sha256": sha256(body),
            "body": body.decode(),
            "invented": notice.invented,
            "adopted_by": by,
            "adopted_at": at,
        }
        with self._database.writing() as connection:
            return insert_new(connection, calendars, [row]) == 1

    def years(self) -> tuple[CalendarYear, ...]:
        """Return the notice in use of every year that was adopted."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(calendars.c.year, calendars.c.body).order_by(calendars.c.id)
            ).all()
        latest = {row.year: row.body for row in rows}
        return tuple(CalendarYear.model_validate_json(latest[year]) for year in sorted(latest))
