from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert
from temporalio.testing import ActivityEnvironment

from activities.reminding import Digested, Digesting, DigestOrder
from register.database import Database
from register.outbox import Outbox
from register.reminders import Reminders
from register.tables import deadlines, people

TUESDAY = date(2026, 6, 9)
HOLDERS = {("JX", "reviewer"): ["r1"], ("JX", "head"): ["h1"]}


def deadline(
    database: Database, number: str, place: int, role: str | None, last_day: date | None, **more: Any
) -> None:
    row = {
        "agency": "JX",
        "number": number,
        "place": place,
        "term": "legal_review",
        "title": "法制审核",
        "article": "",
        "start": date(2026, 5, 25),
        "last_day": last_day,
        "state": "running",
        "right": role is None,
        "role": role,
        "remind_by": last_day,
        **more,
    }
    with database.writing() as connection:
        connection.execute(insert(deadlines), row)


@pytest.fixture
def digesting(database: Database) -> Digesting:
    with database.writing() as connection:
        connection.execute(
            insert(people),
            [
                {"agency": "JX", "number": n, "person": p, "part": "officer"}
                for n, p in [("2026-1", "o1"), ("2026-1", "o2"), ("2026-2", "o1")]
            ],
        )
    reminders = Reminders(database, now=lambda: datetime(2026, 6, 9, 1, tzinfo=UTC))
    return Digesting(reminders, lambda agency, role: HOLDERS.get((agency, role), []))


async def digest(digesting: Digesting, day: date = TUESDAY) -> Digested:
    return await ActivityEnvironment().run(digesting.digest, DigestOrder(day=day))


def digests(outbox: Outbox) -> dict[str, str]:
    return {row.person: row.body for row in outbox.due("mail", datetime(2027, 1, 1, tzinfo=UTC), 100)}


async def test_a_person_gets_one_digest_a_day_of_everything(database, outbox, digesting):
    deadline(database, "2026-1", 1, "officer", date(2026, 6, 8))
    deadline(database, "2026-2", 1, "officer", date(2026, 6, 12))
    deadline(database, "2026-1", 2, "reviewer", date(2026, 6, 10))
    assert await digest(digesting) == Digested(persons=3, written=3)
    written = digests(outbox)
    assert set(written) == {"o1", "o2", "r1"}
    assert "逾期 1 项，即将届满 1 项" in written["o1"]
    assert "JX/2026-1 法制审核：届满日 2026-06-08，已逾期 1 天" in written["o1"]
    assert "JX/2026-2 法制审核：届满日 2026-06-12" in written["o1"]
    assert "2026-2" not in written["o2"]


async def test_a_repeat_of_the_same_day_adds_nothing(database, outbox, digesting):
    deadline(database, "2026-1", 1, "officer", date(2026, 6, 8))
    await digest(digesting)
    deadline(database, "2026-1", 2, "officer", date(2026, 6, 9))
    assert await digest(digesting) == Digested(persons=2, written=0)
    assert outbox.counts()["mail"]["sent"] == 2
    assert (await digest(digesting, date(2026, 6, 10))).written == 2


@pytest.mark.parametrize(
    ("last_day", "reminded"),
    [
        (date(2026, 6, 8), True),
        (date(2026, 6, 9), True),
        (date(2026, 6, 12), True),
        (date(2026, 6, 13), False),
    ],
)
async def test_due_soon_is_within_three_days(database, digesting, last_day, reminded):
    deadline(database, "2026-1", 1, "reviewer", last_day)
    assert ((await digest(digesting)).persons == 1) is reminded


async def test_on_its_last_day_a_term_is_not_yet_overdue(database, outbox, digesting):
    deadline(database, "2026-1", 1, "reviewer", TUESDAY)
    await digest(digesting)
    assert "逾期 0 项，即将届满 1 项" in digests(outbox)["r1"]


async def test_a_partys_right_and_a_clock_that_ended_are_nobodys_work(database, digesting):
    deadline(database, "2026-1", 1, None, date(2026, 6, 8))
    deadline(database, "2026-1", 2, "reviewer", date(2026, 6, 8), state="met")
    assert (await digest(digesting)).persons == 0


async def test_where_nobody_holds_the_role_the_head_is_told(database, outbox, digesting):
    deadline(database, "2026-1", 1, "filing_clerk", date(2026, 6, 8))
    await digest(digesting)
    assert set(digests(outbox)) == {"h1"}


async def test_gate7_a_provisional_term_is_reminded_by_its_earliest_day(database, outbox, digesting):
    provisional = {"earliest": date(2026, 6, 11), "latest": date(2026, 6, 20), "remind_by": date(2026, 6, 11)}
    deadline(database, "2026-1", 1, "reviewer", None, **provisional)
    await digest(digesting)
    assert "不早于 2026-06-11，不晚于 2026-06-20" in digests(outbox)["r1"]


async def test_a_digest_names_no_party(database, outbox, digesting):
    deadline(database, "2026-1", 1, "reviewer", date(2026, 6, 8), party=2)
    await digest(digesting)
    assert "当事人2" in digests(outbox)["r1"]
