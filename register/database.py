"""The database behind the register: SQLite by default, PostgreSQL in production; one SQL for both."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, Table, create_engine, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from domain.case.keeping import DiskFull

AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, PoolExhausted)
"""What is raised when the register cannot be reached."""

_SQLITE_TAKES_NO_MORE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        # Over a quota, and where the log's index cannot grow, SQLite says no more than that writing failed.
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)
_POSTGRESQL_TAKES_NO_MORE = frozenset({"53100", "25006"})
"""`disk_full` and `read_only_sql_transaction`."""

BUSY_TIMEOUT_MS = 10_000
"""How long SQLite waits for another process's write before it gives up (and the activity is retried)."""

_BEGIN = "tingshu_begin"
"""Execution option: how a transaction begins on SQLite."""


def open_engine(url: str) -> Engine:
    """Return the engine for a database URL such as `sqlite:////data/register.db`.

    What was to be written is in no error: errors go to logs and to the engine's histories.
    """
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, hide_parameters=True)
    else:
        own_waiting = {"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, connect_args=own_waiting, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _say_no_row)
    event.listen(engine, "handle_error", _full_disk, retval=True)
    return engine


def _prepare_sqlite(dbapi_connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin transactions by itself, too late and never immediately: we begin them.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: what was answered as recorded must survive a power cut, not only a kill.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _say_no_row(context: ExceptionContext) -> None:
    """Leave out PostgreSQL's detail, which quotes the row."""
    error, raised = context.original_exception, context.sqlalchemy_exception
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    if primary:
        error.args = (primary,)
        if raised is not None:
            raised.args = (f"({type(error).__name__}) {primary}",)


def _full_disk(context: ExceptionContext) -> DiskFull | None:
    """Name a full disk, instead of the driver's error: waiting cures a register that is away, and not a disk."""
    error = context.original_exception
    full = (
        getattr(error, "sqlite_errorcode", None) in _SQLITE_TAKES_NO_MORE
        or getattr(error, "sqlstate", None) in _POSTGRESQL_TAKES_NO_MORE
    )
    return DiskFull() if full else None


def _begin_sqlite(connection: Connection) -> None:
    how = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if how:
        connection.exec_driver_sql(how)


@contextmanager
def _waiting(connection: Connection, wait_ms: int) -> Iterator[None]:
    if wait_ms == BUSY_TIMEOUT_MS:
        yield
        return
    raw = connection.connection
    raw.cursor().execute(f"PRAGMA busy_timeout={wait_ms}")
    try:
        yield
    finally:
        raw.cursor().execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


class Database:
    """An engine with one writer at a time within the process.

    SQLite polls for its write lock with growing sleeps; a lock of our own hands it on at once.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writer = threading.Lock()

    @contextmanager
    def writing(self, *, wait_ms: int = BUSY_TIMEOUT_MS) -> Iterator[Connection]:
        """One transaction that writes: committed at the end, rolled back on any error.

        `wait_ms` is how long SQLite waits for the writers of other processes.
        """
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._writer, self.engine.connect() as connection:
            # Else a transaction that reads first and writes later would fail at once, instead of waiting its turn.
            connection = connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
            with _waiting(connection, wait_ms), connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For single statements: each sees what is committed when it runs."""
        with self.engine.connect() as connection:
            yield connection.execution_options(**{_BEGIN: ""}) if self.is_sqlite else connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """For several statements that must see the same state."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()


def insert_new(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> int:
    """Insert the rows whose unique key is not there yet; return how many those were."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = insert(table).on_conflict_do_nothing().inline()
    # PostgreSQL's count would else be gone by the time we ask for it.
    statement = statement.execution_options(preserve_rowcount=True)
    return connection.execute(statement, values).rowcount if values else 0
