from datetime import UTC, date, datetime

from domain.law.calendars import CalendarYear
from register.calendars import Calendars
from register.database import Database

NOON = datetime(2026, 11, 5, 4, tzinfo=UTC)
NOTICE = CalendarYear(
    year=2027,
    notice="（虚构）2027年节假日安排",
    issued_on=date(2026, 11, 4),
    days_off=(date(2027, 1, 1),),
    days_worked=(),
    invented=True,
)
AMENDED = NOTICE.model_copy(update={"days_off": (date(2027, 1, 1), date(2027, 1, 4))})


def test_an_adopted_notice_is_read_back_as_it_came(database: Database):
    calendars = Calendars(database)
    assert calendars.adopt(NOTICE, "operator-gu", NOON)
    assert not calendars.adopt(NOTICE, "operator-gu", NOON)
    assert calendars.years() == (NOTICE,)


def test_an_amended_notice_is_used_instead_of_the_older_one(database: Database):
    calendars = Calendars(database)
    calendars.adopt(NOTICE, "operator-gu", NOON)
    assert calendars.adopt(AMENDED, "operator-gu", NOON)
    assert calendars.years() == (AMENDED,)
