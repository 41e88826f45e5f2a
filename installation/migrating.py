"""The register's database of an installation: migrated by the set-up, opened as it is by everybody else."""

import os
from contextlib import closing
from typing import NamedTuple

from desk.errors import NoDataFolder, NotSetUp, of_register
from register.access_chain import chain_reads
from register.database import AWAY, Database, open_engine
from register.migrating import SchemaBehind, check_schema, newest, revision_of, upgrade
from settings import Settings


class Migrated(NamedTuple):
    before: str
    """Revision; empty where there was no register."""
    now: str


def migrate(settings: Settings) -> Migrated:
    """Bring the register to the newest schema: what set-up, `tingshu up` and `tingshu register migrate` do, and nobody else.

    Raises:
        NoDataFolder: The data folder cannot be made.
        Unavailable, BadDatabase: The register cannot be reached, or lets nobody in.
        DiskFull: Nothing was changed.
    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoDataFolder(str(settings.data), type(error).__name__) from error
    try:
        with closing(_database(settings)) as database:
            before = revision_of(database)
            upgrade(database)
            chain_reads(database)
            return Migrated(before, revision_of(database))
    except AWAY as error:
        raise of_register(error) from error


def ensure_register(settings: Settings) -> None:
    """Migrate the register of an embedded installation; a database of one's own is migrated by its operator.

    Raises:
        NotSetUp: The operator has not.
        Unavailable, DiskFull: As `migrate` does.
    """
    if settings.database_url is None:
        migrate(settings)
        return
    try:
        open_register(settings).close()
    except AWAY as error:
        raise of_register(error) from error


def _database(settings: Settings) -> Database:
    """Return the database that the settings name, not yet connected.

    Raises:
        NoDataFolder: The data folder may not be written to: SQLite writes beside its file even to read.
    """
    if settings.database_url is None and not os.access(settings.data, os.W_OK):
        raise NoDataFolder(str(settings.data), "PermissionError")
    return Database(open_engine(settings.register_url))


def open_register(settings: Settings) -> Database:
    """Open the register as it is.

    Raises:
        NotSetUp: It lacks what this programme needs.
        NoDataFolder: The settings name nothing that could be one.
    """
    if settings.database_url is None and not settings.data.is_dir():
        if settings.data.exists():
            raise NoDataFolder(str(settings.data), "NotADirectoryError")
        raise NotSetUp("", newest())
    database = _database(settings)
    try:
        check_schema(database)
    except BaseException as error:
        database.close()
        if isinstance(error, SchemaBehind):
            raise NotSetUp(error.found, error.wanted) from error
        raise
    return database
