"""Record (登记): the one way in which facts get into the register, idempotent and in order."""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.case.journal import GENESIS, Entry, chain, entry_bytes
from register import outbox
from register.database import Database, insert_new
from register.journal import read_entries
from register.tables import cases, deadlines, documents, files, journal, people, work

CACHED_CASES = 256
"""Folded cases kept in memory, so that only the new entries are folded."""

_SHA256 = re.compile(r'"([0-9a-f]{64})"')


class RecordError(Exception):
    """What the register cannot take. Trying again does not help: a person must look."""

    def __init__(self, agency: str, number: str, seq: int, what: str) -> None:
        super().__init__(f"{agency}/{number} 第 {seq} 项 · entry {seq}: {what}")
        self.agency, self.number, self.seq = agency, number, seq


class JournalMismatch(RecordError):
    """What is stored, or the chain of hashes, is not what the case says: two histories of one case."""


class JournalGap(RecordError):
    """Entries before these are missing: the case must hand them in from `seq` on."""


Values = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """What the tables say of one case at one position; each row without the case's key."""

    case: Values
    people: Sequence[Values] = ()
    deadlines: Sequence[Values] = ()
    documents: Sequence[Values] = ()
    work: Sequence[Values] = ()

    def of_tables(self) -> dict[Table, Sequence[Values]]:
        return {people: self.people, deadlines: self.deadlines, documents: self.documents, work: self.work}


class Projection(Protocol):
    """How entries become what can be read: pure, and not bound to any replay."""

    def fold(self, before: Any, entries: Sequence[Entry]) -> Any:
        """Return the case after these entries; `before` is `None` for a case that has none yet."""

    def rows(self, case: Any, last: Entry) -> Rows: ...

    def outgoing(self, before: Any, after: Any, entries: Sequence[Entry]) -> Sequence[outbox.Outgoing]:
        """Return the reports and messages that these entries call for."""


@dataclass(frozen=True)
class Recorded:
    position: int
    head: str
    receivers: frozenset[str] = frozenset()
    """For whom something new lies in the outbox."""


@dataclass(frozen=True)
class _Known:
    """A case as this process wrote it last."""

    position: int
    head: str
    case: Any
    rows: Rows | None = None


@dataclass
class _Cache:
    size: int
    known: OrderedDict[tuple[str, str], _Known] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, agency: str, number: str, position: int, head: str) -> _Known | None:
        """Return what is known, unless another process has written since."""
        with self.lock:
            known = self.known.get((agency, number))
        return known if known and (known.position, known.head) == (position, head) else None

    def put(self, agency: str, number: str, known: _Known) -> None:
        with self.lock:
            self.known[agency, number] = known
            self.known.move_to_end((agency, number))
            while len(self.known) > self.size:
                self.known.popitem(last=False)


class Recorder:
    def __init__(
        self,
        database: Database,
        projection: Projection,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        cached_cases: int = CACHED_CASES,
    ) -> None:
        self._database = database
        self._projection = projection
        self._now = now
        self._cache = _Cache(cached_cases)

    def record(self, agency: str, number: str, entries: Sequence[Entry]) -> Recorded:
        """Write the entries and all that follows from them in one transaction; return the head.

        Entries that are there already are compared byte by byte and left as they are.

        Raises:
            JournalMismatch: Another entry stands there, or the hashes do not follow from what is stored.
            JournalGap: Entries before these are missing.
        """
        try:
            return self._record(agency, number, entries)
        except IntegrityError:
            # Two first batches of one case at the same time: the second now finds what the first wrote.
            return self._record(agency, number, entries)

    def _record(self, agency: str, number: str, entries: Sequence[Entry]) -> Recorded:
        with self._database.writing() as connection:
            position, head = _stored(connection, agency, number)
            _compare(connection, agency, number, [e for e in entries if e.seq <= position])
            new = [e for e in entries if e.seq > position]
            if not new:
                return Recorded(entries[-1].seq, entries[-1].head) if entries else Recorded(position, head)
            _check_chain(agency, number, position, head, new)
            before = self._known(connection, agency, number, position, head)
            after = _Known(new[-1].seq, new[-1].head, self._projection.fold(before.case, new))
            rows = self._projection.rows(after.case, new[-1])
            _write_journal(connection, agency, number, new)
            _write_rows(connection, agency, number, after, rows, before)
            outgoing = self._projection.outgoing(before.case, after.case, new)
            outbox.put(connection, outgoing, self._now())
        self._cache.put(agency, number, _Known(after.position, after.head, after.case, rows))
        return Recorded(after.position, after.head, frozenset(o.receiver for o in outgoing))

    def _known(self, connection: Connection, agency: str, number: str, position: int, head: str) -> _Known:
        known = self._cache.get(agency, number, position, head)
        if known is not None:
            return known
        stored = read_entries(connection, agency, number, until=position)
        return _Known(position, head, self._projection.fold(None, stored) if stored else None)


def _stored(connection: Connection, agency: str, number: str) -> tuple[int, str]:
    row = connection.execute(
        select(cases.c.position, cases.c.head)
        .where(cases.c.agency == agency, cases.c.number == number)
        .with_for_update()
    ).one_or_none()
    return (row.position, row.head) if row else (0, GENESIS)


def _compare(connection: Connection, agency: str, number: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    statement = select(journal.c.seq, journal.c.body, journal.c.head).where(
        journal.c.agency == agency,
        journal.c.number == number,
        journal.c.seq.between(entries[0].seq, entries[-1].seq),
    )
    stored = {row.seq: (row.body, row.head) for row in connection.execute(statement)}
    for entry in entries:
        if stored.get(entry.seq) != (entry_bytes(entry).decode(), entry.head):
            raise JournalMismatch(
                agency, number, entry.seq, "已登记的内容不同 · another entry stands there already"
            )


def _check_chain(agency: str, number: str, position: int, head: str, entries: Sequence[Entry]) -> None:
    if entries[0].seq != position + 1:
        raise JournalGap(
            agency, number, position + 1, "此前的记录缺失 · entries before this batch are missing"
        )
    for seq, entry in enumerate(entries, start=position + 1):
        head = chain(head, entry_bytes(entry))
        if entry.seq != seq or entry.head != head:
            raise JournalMismatch(
                agency, number, seq, "哈希链不衔接 · its hash does not follow from what is stored"
            )


def _write_journal(connection: Connection, agency: str, number: str, entries: Sequence[Entry]) -> None:
    bodies = [entry_bytes(entry).decode() for entry in entries]
    rows = [
        {
            "agency": agency,
            "number": number,
            "seq": entry.seq,
            "at": entry.at,
            "by": entry.by,
            "move": entry.move,
            "fact": entry.fact,
            "body": body,
            "head": entry.head,
        }
        for entry, body in zip(entries, bodies, strict=True)
    ]
    connection.execute(insert(journal), rows)
    named = sorted({sha256 for body in bodies for sha256 in _SHA256.findall(body)})
    insert_new(connection, files, [{"agency": agency, "number": number, "sha256": s} for s in named])


def _write_rows(
    connection: Connection, agency: str, number: str, after: _Known, rows: Rows, before: _Known
) -> None:
    values = {**rows.case, "position": after.position, "head": after.head}
    if before.position == 0:
        connection.execute(insert(cases).values(agency=agency, number=number, **values))
    else:
        forward = and_(
            cases.c.agency == agency, cases.c.number == number, cases.c.position == before.position
        )
        connection.execute(update(cases).where(forward).values(**values))
    written = before.rows.of_tables() if before.rows else {}
    for table, new in rows.of_tables().items():
        if table not in written or list(written[table]) != list(new):
            replace_rows(connection, table, agency, number, new)


def replace_rows(
    connection: Connection, table: Table, agency: str, number: str, rows: Sequence[Values]
) -> None:
    connection.execute(delete(table).where(table.c.agency == agency, table.c.number == number))
    if rows:
        connection.execute(insert(table), [{"agency": agency, "number": number, **row} for row in rows])
