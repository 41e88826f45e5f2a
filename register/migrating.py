"""Bring a database to the newest schema: safe to call from several processes that start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from register.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 0x74696E67736875
"""Any number that nobody else locks on: "tingshu" in ASCII."""

WAIT_MS = 120_000
"""Another process may be migrating: it is waited for much longer than a writer."""


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction, one process at a time."""
    with database.writing(wait_ms=WAIT_MS) as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(configuration(connection), revision)


def configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
