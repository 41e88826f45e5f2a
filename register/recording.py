"""Record (登记): the one way in which facts get into the register, idempotent and in order."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.case.journal import GENESIS, Entry, JournalGap, JournalMismatch, chain
from domain.law.rulebook import Rulebook
from domain.procedure.receipts import Kept
from register import outbox
from register.database import Database
from register.journal import read_entries
from register.receipts import write_receipts
from register.rulebooks import write_rulebooks
from register.settling import changed, settle
from register.tables import cases, deadlines, documents, files, journal, people, work

CACHED_CASES = 256
"""Folded cases kept in memory, so that only the new entries are folded."""


Values = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """What the tables say of one case at one position; each row without the case's key."""

    case: Values
    people: list[Values] = field(default_factory=list)
    deadlines: list[Values] = field(default_factory=list)
    documents: list[Values] = field(default_factory=list)
    files: list[Values] = field(default_factory=list)
    work: list[Values] = field(default_factory=list)
    numbers: list[Values] = field(default_factory=list)
    """What the facts say of the numbers of its documents: settled, not replaced (register.settling)."""

    def of_tables(self) -> dict[Table, list[Values]]:
        return {
            people: self.people,
            deadlines: self.deadlines,
            documents: self.documents,
            files: self.files,
            work: self.work,
        }


Folded = TypeVar("Folded")
"""What a projection makes of a case's entries."""


class Projection(Protocol[Folded]):
    """How entries become what can be read: pure, and not bound to any replay."""

    version: int
    """Raised with every change of what `rows` makes of a case: cases that an older one wrote are rebuilt."""

    def fold(self, before: Folded | None, entries: Sequence[Entry]) -> Folded:
        """Return the case after these entries; `before` is `None` for a case that has none yet."""

    def rows(self, folded: Folded, last: Entry) -> Rows: ...

    def rulebooks(self, entries: Sequence[Entry]) -> Iterable[Rulebook]:
        """Return the rules that these entries name: a journal names none that the register lacks."""

    def receipts(self, before: Folded | None, entries: Sequence[Entry]) -> Iterable[Kept]:
        """Return the receipts of the moves to which these entries belong."""

    def outgoing(
        self, before: Folded | None, after: Folded, entries: Sequence[Entry]
    ) -> Sequence[outbox.Outgoing]:
        """Return the reports and messages that these entries call for."""


@dataclass(frozen=True)
class Recorded:
    position: int
    head: str
    receivers: frozenset[str] = frozenset()
    """For whom something new lies in the outbox."""


class _Written(NamedTuple):
    """An entry with the text that is hashed and stored."""

    entry: Entry
    text: str


@dataclass(frozen=True)
class _Known(Generic[Folded]):
    """A case as this process wrote it last."""

    position: int
    head: str
    folded: Folded | None
    rows: Rows | None = None


class _Stored(NamedTuple):
    """How far the register has a case."""

    position: int
    head: str
    projected_by: int


@dataclass(frozen=True)
class _Step(Generic[Folded]):
    """What is written in one transaction."""

    added: Sequence[_Written]
    before: _Known[Folded]
    after: _Known[Folded]
    rulebooks: Sequence[Rulebook]
    receipts: Sequence[Kept]
    outgoing: Sequence[outbox.Outgoing]


@dataclass
class _Cache(Generic[Folded]):
    size: int
    known: OrderedDict[tuple[str, str], _Known[Folded]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, agency: str, number: str, position: int, head: str) -> _Known[Folded] | None:
        """Return what is known, unless another process has written since."""
        with self.lock:
            known = self.known.get((agency, number))
        return known if known and (known.position, known.head) == (position, head) else None

    def put(self, agency: str, number: str, known: _Known[Folded]) -> None:
        with self.lock:
            self.known[agency, number] = known
            self.known.move_to_end((agency, number))
            while len(self.known) > self.size:
                self.known.popitem(last=False)


class Recorder(Generic[Folded]):
    def __init__(
        self,
        database: Database,
        projection: Projection[Folded],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        cached_cases: int = CACHED_CASES,
    ) -> None:
        self._database = database
        self._projection = projection
        self._now = now
        self._cache: _Cache[Folded] = _Cache(cached_cases)

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
        written = [_Written(entry, entry.stored.decode()) for entry in entries]
        while True:
            # All that is computed is computed before the lock is taken: SQLite has one writer for all cases.
            with self._database.reading() as connection:
                stored = _stored(connection, agency, number)
                step = self._step(connection, agency, number, stored, written)
            if step is None:
                return Recorded(entries[-1].seq, entries[-1].head) if entries else Recorded(*stored[:2])
            with self._database.writing() as connection:
                if _stored(connection, agency, number, lock=True) == stored:
                    self._write(connection, agency, number, step)
                    break
        self._cache.put(agency, number, step.after)
        return Recorded(step.after.position, step.after.head, frozenset(o.receiver for o in step.outgoing))

    def _step(
        self,
        connection: Connection,
        agency: str,
        number: str,
        stored: _Stored,
        written: Sequence[_Written],
    ) -> _Step[Folded] | None:
        """Return what these entries add to what is stored, all of it computed; nothing where it has them."""
        _compare(connection, agency, number, [w for w in written if w.entry.seq <= stored.position])
        added = [w for w in written if w.entry.seq > stored.position]
        if not added:
            return None
        _check_chain(agency, number, stored.position, stored.head, added)
        new = [w.entry for w in added]
        before = self._known(connection, agency, number, stored.position, stored.head)
        if stored.projected_by != self._projection.version:
            # The tables were written by another programme meanwhile: what this one wrote last does not stand there.
            before = replace(before, rows=None)
        folded = self._projection.fold(before.folded, new)
        return _Step(
            added,
            before,
            after=_Known(new[-1].seq, new[-1].head, folded, self._projection.rows(folded, new[-1])),
            rulebooks=tuple(self._projection.rulebooks(new)),
            receipts=tuple(self._projection.receipts(before.folded, new)),
            outgoing=tuple(self._projection.outgoing(before.folded, folded, new)),
        )

    def _write(self, connection: Connection, agency: str, number: str, step: _Step[Folded]) -> None:
        _write_journal(connection, agency, number, step.added)
        _write_rows(connection, agency, number, step.after, step.before, self._projection.version)
        write_rulebooks(connection, step.rulebooks)
        write_receipts(connection, agency, number, step.receipts)
        outbox.put(connection, step.outgoing, self._now())

    def folded_at(self, agency: str, number: str, position: int) -> Folded:
        """Return the case as it stood at an entry that is recorded.

        Raises:
            KeyError: So far it is not recorded.
        """
        with self._database.reading() as connection:
            head = connection.scalar(
                select(journal.c.head).where(
                    journal.c.agency == agency, journal.c.number == number, journal.c.seq == position
                )
            )
            if head is None:
                raise KeyError(f"{agency}/{number} is not recorded up to {position}")
            folded = self._known(connection, agency, number, position, head).folded
        assert folded is not None, "an entry is there, so something was folded"
        return folded

    def _known(
        self, connection: Connection, agency: str, number: str, position: int, head: str
    ) -> _Known[Folded]:
        known = self._cache.get(agency, number, position, head)
        if known is not None:
            return known
        stored = read_entries(connection, agency, number, until=position)
        return _Known(position, head, self._projection.fold(None, stored) if stored else None)


# Statements built once: building them anew costs more than running them.


def _is_the_case(table: Table) -> ColumnElement[bool]:
    return and_(table.c.agency == bindparam("of_agency"), table.c.number == bindparam("of_number"))


_STORED = select(cases.c.position, cases.c.head, cases.c.projected_by).where(_is_the_case(cases))
_LOCKED = _STORED.with_for_update()
_ADVANCE = update(cases).where(_is_the_case(cases), cases.c.position == bindparam("of_position"))
_JOURNAL_FROM = select(journal.c.seq, journal.c.body, journal.c.head).where(
    _is_the_case(journal), journal.c.seq >= bindparam("first")
)
_PROJECTED = (people, deadlines, documents, files, work)
_KEYS = {
    table: tuple(column.name for column in table.primary_key if column.name not in ("agency", "number"))
    for table in _PROJECTED
}
"""What names a row within its case."""
_CLEAR_ROW = {
    table: delete(table).where(*(column == bindparam(f"of_{column.name}") for column in table.primary_key))
    for table in _PROJECTED
}
_CLEAR = {table: delete(table).where(_is_the_case(table)) for table in _PROJECTED}
_INSERT = {table: insert(table) for table in (cases, journal, *_PROJECTED)}


def _stored(connection: Connection, agency: str, number: str, *, lock: bool = False) -> _Stored:
    key = {"of_agency": agency, "of_number": number}
    row = connection.execute(_LOCKED if lock else _STORED, key).one_or_none()
    return _Stored(row.position, row.head, row.projected_by) if row else _Stored(0, GENESIS, 0)


def _compare(connection: Connection, agency: str, number: str, entries: Sequence[_Written]) -> None:
    if not entries:
        return
    key = {"of_agency": agency, "of_number": number, "first": entries[0].entry.seq}
    stored = {row.seq: (row.body, row.head) for row in connection.execute(_JOURNAL_FROM, key)}
    for written in entries:
        seq = written.entry.seq
        if stored.get(seq) != (written.text, written.entry.head):
            raise JournalMismatch(
                agency, number, seq, "已登记的内容不同 · another entry stands there already"
            )


def _check_chain(agency: str, number: str, position: int, head: str, entries: Sequence[_Written]) -> None:
    if entries[0].entry.seq != position + 1:
        raise JournalGap(
            agency, number, position + 1, "此前的记录缺失 · entries before this batch are missing"
        )
    for seq, written in enumerate(entries, start=position + 1):
        head = chain(head, written.text.encode())
        if written.entry.seq != seq or written.entry.head != head:
            raise JournalMismatch(
                agency, number, seq, "哈希链不衔接 · its hash does not follow from what is stored"
            )


def _write_journal(connection: Connection, agency: str, number: str, entries: Sequence[_Written]) -> None:
    rows = [
        {
            "agency": agency,
            "number": number,
            "seq": entry.seq,
            "at": entry.at,
            "by": entry.by,
            "move": entry.move,
            "fact": entry.fact,
            "body": text,
            "head": entry.head,
        }
        for entry, text in entries
    ]
    connection.execute(_INSERT[journal], rows)


def _write_rows(
    connection: Connection,
    agency: str,
    number: str,
    after: _Known[Any],
    before: _Known[Any],
    projected_by: int,
) -> None:
    rows, written = after.rows or Rows({}), before.rows
    values = {**rows.case, "position": after.position, "head": after.head, "projected_by": projected_by}
    if before.position == 0:
        connection.execute(_INSERT[cases], {"agency": agency, "number": number, **values})
    else:
        key = {"of_agency": agency, "of_number": number, "of_position": before.position}
        connection.execute(_ADVANCE, {**key, **values})
    for table, new in rows.of_tables().items():
        if written is None:
            replace_rows(connection, table, agency, number, new)
        else:
            _change_rows(connection, table, agency, number, written.of_tables()[table], new)
    settle(connection, changed(rows.numbers, written.numbers if written else None))


def _change_rows(
    connection: Connection,
    table: Table,
    agency: str,
    number: str,
    old: Sequence[Values],
    new: Sequence[Values],
) -> None:
    """Write what has changed: of a hundred parties' documents and work a move changes a few rows."""
    if old == new:
        return
    names = _KEYS[table]
    there, wanted = ({tuple(row[name] for name in names): row for row in rows} for rows in (old, new))
    gone = [key for key, row in there.items() if wanted.get(key) != row]
    come = [row for key, row in wanted.items() if there.get(key) != row]
    of_case = {"agency": agency, "number": number}
    if gone:
        keys = [
            {f"of_{name}": value for name, value in (*of_case.items(), *zip(names, key, strict=True))}
            for key in gone
        ]
        connection.execute(_CLEAR_ROW[table], keys)
    if come:
        connection.execute(_INSERT[table], [{**of_case, **row} for row in come])


def replace_rows(
    connection: Connection, table: Table, agency: str, number: str, rows: Sequence[Values]
) -> None:
    connection.execute(_CLEAR[table], {"of_agency": agency, "of_number": number})
    if rows:
        connection.execute(_INSERT[table], [{"agency": agency, "number": number, **row} for row in rows])
