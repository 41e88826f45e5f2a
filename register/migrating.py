"""The schema of the register: brought to its newest shape by the set-up alone, looked at by everybody else.

Migrations only expand, so that a process of an older version works on: `tests/register/test_expanding.py` says what that
allows.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from register.database import Database

if TYPE_CHECKING:
    # Loaded only by who migrates: every other start is quicker without it.
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 0x74696E67736875
"""Any number that nobody else locks on: "tingshu" in ASCII."""

WAIT_MS = 120_000
"""Another process may be migrating: it is waited for much longer than a writer."""


class SchemaBehind(Exception):
    """The register lacks what this programme reads and writes."""

    def __init__(self, found: str, wanted: str) -> None:
        """`found` is empty where there is no register at all."""
        super().__init__(f"the register is at revision {found or 'none'}, {wanted} is needed")
        self.found = found
        self.wanted = wanted


def newest() -> str:
    """Return the revision that this programme knows; revisions are numbered without gaps."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction, one process at a time."""
    from alembic import command

    with database.writing(wait_ms=WAIT_MS) as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(configuration(connection), revision)


def check_schema(database: Database) -> None:
    """See that the register has all that this programme needs; one that is newer has, since migrations only expand.

    Raises:
        SchemaBehind: The set-up has not been run since the programme was brought up to date, or never.
    """
    found = revision_of(database)
    if found < newest():
        raise SchemaBehind(found, newest())


def revision_of(database: Database) -> str:
    """Return the revision of a register, empty where there is none yet: asking makes no file."""
    if database.is_sqlite and _is_free(Path(database.engine.url.database or "")):
        return ""
    with database.engine.connect() as connection:
        try:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
        except DBAPIError:
            connection.rollback()
            if inspect(connection).has_table("alembic_version"):
                raise
            return ""


def _is_free(place: Path) -> bool:
    """Whether a register could be made there: a folder that is missing has perhaps not been mounted."""
    return place.parent.is_dir() and not place.exists()


def configuration(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
