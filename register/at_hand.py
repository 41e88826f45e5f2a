"""What of the register is at hand: for a shell that completes a number, and for a question of law, which have no second to wait.

SQLite is asked through the standard library, since importing SQLAlchemy takes longer than all the rest; nothing is written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

SQLITE = "sqlite:///"
NUMBERS = "SELECT number, stage FROM cases WHERE agency = ? AND number >= ? ORDER BY number LIMIT ?"


NOTICES = "SELECT 1 FROM calendars LIMIT 1"


def is_without_notices(url: str) -> bool:
    """Whether it is seen at once that no holiday notice was adopted; where not, whoever asks opens the register in earnest."""
    if not url.startswith(SQLITE):
        return False
    try:
        with closing(_connected(url)) as connection:
            return connection.execute(NOTICES).fetchone() is None
    except sqlite3.Error:
        return False


def case_numbers(url: str, agency: str, beginning: str, *, most: int) -> Iterator[tuple[str, str]]:
    """Yield the numbers of an agency's cases that begin so, in order, each with the stage of its case."""
    find = _in_sqlite if url.startswith(SQLITE) else _in_another
    for number, stage in find(url, agency, beginning, most):
        if not number.startswith(beginning):
            return
        yield number, stage


def _in_sqlite(url: str, agency: str, beginning: str, most: int) -> list[tuple[str, str]]:
    with closing(_connected(url)) as connection:
        return connection.execute(NUMBERS, (agency, beginning, most)).fetchall()


def _connected(url: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{url.removeprefix(SQLITE)}?mode=ro", uri=True, timeout=1)


def _in_another(url: str, agency: str, beginning: str, most: int) -> list[tuple[str, str]]:
    from sqlalchemy import select

    from register.database import Database, open_engine
    from register.tables import cases

    wanted = select(cases.c.number, cases.c.stage).where(
        cases.c.agency == agency, cases.c.number >= beginning
    )
    with closing(Database(open_engine(url))) as database, database.reading() as connection:
        found = connection.execute(wanted.order_by(cases.c.number).limit(most))
        return [(row.number, row.stage) for row in found]
