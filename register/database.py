"""The database behind the register: SQLite by default, PostgreSQL in production; one SQL for both."""

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, Table, create_engine, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from domain.bilingual import Words
from domain.case.keeping import DiskFull, RegisterBusy, RegisterError, RegisterUnusable

AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, PoolExhausted, RegisterError)
"""What is raised when the register cannot be reached or worked with."""

_SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_POSTGRESQL_BUSY = frozenset({"55P03", "57014", "40001", "40P01", "53300", "53400", "57P03"})
"""A lock not had in time, a cancelled statement, transactions in each other's way, too many clients, a server that begins."""

# A server that refuses a connection says why in words alone, and in its own language: those of its usual two.
_TOO_MANY = re.compile(
    r"too many clients|connection slots|is starting up|is shutting down|太多的客户|正在启动"
)
_NOT_LET_IN = re.compile(
    r"authentication failed|no password supplied|pg_hba\.conf|does not exist|permission denied|认证失败|不存在"
)

_NO_URL = Words("TINGSHU_DATABASE_URL 不是数据库地址", "TINGSHU_DATABASE_URL is no address of a database")
_OTHER_KIND = Words(
    "TINGSHU_DATABASE_URL 指的是 {kind}，登记簿不能建在其中",
    "TINGSHU_DATABASE_URL names {kind}, in which no register can be",
)
_WRITE_IT = Words(
    "请写作 postgresql+psycopg://用户:口令@主机:5432/数据库，或者不设，用数据目录中的 SQLite",
    "write it as postgresql+psycopg://USER:PASSWORD@HOST:5432/DATABASE,"
    " or unset it for SQLite in the data folder",
)
_NO_DRIVER = Words(
    "没有安装 PostgreSQL 的驱动（psycopg）", "the driver of PostgreSQL (psycopg) is not installed"
)
_INSTALL_IT = Words(
    "请运行 uv sync --extra postgres（TINGSHU_DATABASE_URL 指的是 PostgreSQL）",
    "run uv sync --extra postgres (TINGSHU_DATABASE_URL names PostgreSQL)",
)
_REFUSED = Words(
    "数据库服务器 {server} 不接受连接：{reason}", "the database server {server} takes no connection: {reason}"
)
_CHECK_IT = Words(
    "请核对 TINGSHU_DATABASE_URL 中的用户、口令和数据库名",
    "check user, password and name of the database in TINGSHU_DATABASE_URL",
)
_NO_REGISTER = Words("{file} 不是 SQLite 数据库", "{file} is no SQLite database")
_CHECK_THE_FILE = Words(
    "请核对 TINGSHU_DATABASE_URL 或者 TINGSHU_DATA，或者从备份恢复该文件",
    "check TINGSHU_DATABASE_URL or TINGSHU_DATA, or restore the file from a copy",
)

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

    Raises:
        RegisterUnusable: It is no such URL, or its driver is not installed.
    """
    named = _read(url)
    if named.get_backend_name() != "sqlite":
        engine = _postgresql(named)
    else:
        own_waiting = {"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
        engine = create_engine(named, connect_args=own_waiting, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _say_no_row)
    event.listen(engine, "handle_error", _named, retval=True)
    return engine


def _read(url: str) -> URL:
    try:
        named = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise RegisterUnusable(_NO_URL, _WRITE_IT) from error
    if named.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise RegisterUnusable(_OTHER_KIND.filled(kind=named.drivername), _WRITE_IT)
    return named


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, pool_size=10, hide_parameters=True)
    except ImportError as error:
        raise RegisterUnusable(_NO_DRIVER, _INSTALL_IT) from error


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


def _named(context: ExceptionContext) -> Exception | None:
    """Name what waiting cures otherwise than a register that is away, or does not cure, instead of the driver's error."""
    error = context.original_exception
    sqlite, postgresql = getattr(error, "sqlite_errorcode", None), getattr(error, "sqlstate", None)
    if sqlite in _SQLITE_TAKES_NO_MORE or postgresql in _POSTGRESQL_TAKES_NO_MORE:
        return DiskFull()
    # The low byte says what it is, the others say where.
    if (sqlite is not None and sqlite & 0xFF in _SQLITE_BUSY) or postgresql in _POSTGRESQL_BUSY:
        return RegisterBusy(type(error).__name__)
    if sqlite == sqlite3.SQLITE_NOTADB:
        file = context.engine.url.database if context.engine else ""
        return RegisterUnusable(_NO_REGISTER.filled(file=file), _CHECK_THE_FILE)
    if context.connection is None and sqlite is None and context.engine is not None:
        return _not_connected(str(error), context.engine.url)
    return None


def _not_connected(said: str, url: URL) -> Exception | None:
    """Tell a server that answers and lets us in later, or never, from one that does not answer."""
    if _TOO_MANY.search(said):
        return RegisterBusy("too many connections")
    if _NOT_LET_IN.search(said):
        reason = said.splitlines()[0].rpartition("FATAL:")[2].strip()
        server = f"{url.host or ''}:{url.port or 5432}/{url.database or ''}"
        return RegisterUnusable(_REFUSED.filled(server=server, reason=reason), _CHECK_IT)
    return None


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

        `wait_ms` is how long it waits for the writers of other processes.

        Raises:
            RegisterBusy: They took longer.
        """
        if not self.is_sqlite:
            with self._connected() as connection, connection.begin():
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms:d}")
                yield connection
            return
        with self._writer, self._connected() as connection:
            # Else a transaction that reads first and writes later would fail at once, instead of waiting its turn.
            connection = connection.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
            with _waiting(connection, wait_ms), connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For single statements: each sees what is committed when it runs."""
        with self._connected() as connection:
            yield connection.execution_options(**{_BEGIN: ""}) if self.is_sqlite else connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """For several statements that must see the same state."""
        with self._connected() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except PoolExhausted as error:
            raise RegisterBusy("all connections are in use") from error
        with connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def one_writer_of(connection: Connection, table: Table) -> None:
    """Keep every other writer from a table until the transaction ends, and wait for those that are at it; not readers.

    On SQLite there is one writer anyway.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")


def insert_new(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> int:
    """Insert the rows whose unique key is not there yet; return how many those were."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = insert(table).on_conflict_do_nothing().inline()
    # PostgreSQL's count would else be gone by the time we ask for it.
    statement = statement.execution_options(preserve_rowcount=True)
    return connection.execute(statement, values).rowcount if values else 0
