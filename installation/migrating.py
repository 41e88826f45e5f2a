"""The register's database of an installation: migrated by the set-up, opened as it is by everybody else."""

import os
from contextlib import closing
from typing import NamedTuple

from sqlalchemy.exc import ArgumentError

from desk.errors import REGISTER, Fault, Malformed, NoDataFolder, NotSetUp, Unavailable
from domain.bilingual import Words
from register.database import AWAY, Database, open_engine
from register.migrating import SchemaBehind, check_schema, newest, revision_of, upgrade
from settings import Settings

NO_DATABASE = Words(
    "不是数据库的地址，或者没有安装它的驱动",
    "it is no address of a database, or the driver of that is not installed",
)
NAME_ONE = Words(
    "请将 TINGSHU_DATABASE_URL 写作 postgresql+psycopg://用户@主机/库名，或者取消它而使用数据目录中的 SQLite",
    "write TINGSHU_DATABASE_URL as postgresql+psycopg://user@host/name, or unset it and use SQLite in the data folder",
)


class Migrated(NamedTuple):
    before: str
    """Revision; empty where there was no register."""
    now: str


def migrate(settings: Settings) -> Migrated:
    """Bring the register to the newest schema: what set-up, `tingshu up` and `tingshu register migrate` do, and nobody else.

    Raises:
        NoDataFolder: The data folder cannot be made.
        Unavailable: The register cannot be reached.
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
            return Migrated(before, revision_of(database))
    except AWAY as error:
        raise Unavailable(REGISTER) from error


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
        raise Unavailable(REGISTER) from error


def _database(settings: Settings) -> Database:
    """Return the database that the settings name, not yet connected.

    Raises:
        Malformed: The address is none, or of a database that is not installed here.
        NoDataFolder: The data folder may not be written to: SQLite writes beside its file even to read.
    """
    if settings.database_url is None and not os.access(settings.data, os.W_OK):
        raise NoDataFolder(str(settings.data), "PermissionError")
    try:
        return Database(open_engine(settings.register_url))
    except (ArgumentError, ModuleNotFoundError) as error:
        raise Malformed(Fault("TINGSHU_DATABASE_URL", NO_DATABASE, NAME_ONE)) from error


def open_register(settings: Settings) -> Database:
    """Open the register as it is.

    Raises:
        NotSetUp: It lacks what this programme needs.
        Malformed, NoDataFolder: The settings name nothing that could be one.
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
