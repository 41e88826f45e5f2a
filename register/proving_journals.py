"""Journals held against their own hashes: whole ones at speed, and of a broken one each row that is not as it was written."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from domain.case.journal import GENESIS, Entry, chain
from domain.case.proof import CaseHead, Chained, Damage, Flaw, Key, Told
from register.journal import columns_agree
from register.tables import cases, journal


class _Stored:
    """A row of the journal and what its bytes say of themselves."""

    def __init__(self, row: Row[Any]) -> None:
        self.place: int = row.seq
        self.head: str = row.head
        self._body: bytes = row.body.encode()
        self.own, self.agrees = _own_place(row)

    def follows(self, head: str) -> bool:
        return chain(head, self._body) == self.head


def journal_flaws(connection: Connection, of: Key | None, told: Told) -> Iterator[Flaw]:
    """Yield every row of the journals, or of one, that is not as it was written, in order."""
    wanted = _of(of)
    ends = {(head.agency, head.number): head for head in _ends(connection, of)}
    rows = select(journal).where(*wanted).order_by(journal.c.agency, journal.c.number, journal.c.seq)
    found = connection.execute(rows, execution_options={"yield_per": 500})
    by_case = groupby(found, key=lambda row: (row.agency, row.number))
    for done, ((agency, number), entries) in enumerate(by_case, start=1):
        yield from flaws_of_case(agency, number, list(entries), ends.pop((agency, number), None))
        told(done, done + len(ends))
    for end in ends.values():
        yield from (
            Flaw(Chained.JOURNAL, Damage.MISSING, n, end.agency, end.number) for n in range(1, end.seq + 1)
        )


def _of(case: Key | None) -> list[Any]:
    return [] if case is None else [journal.c.agency == case[0], journal.c.number == case[1]]


def _ends(connection: Connection, of: Key | None) -> Iterator[CaseHead]:
    """How far each case was recorded, as the row of the case says it."""
    wanted = [] if of is None else [cases.c.agency == of[0], cases.c.number == of[1]]
    statement = select(cases.c.agency, cases.c.number, cases.c.position, cases.c.head).where(*wanted)
    for row in connection.execute(statement):
        yield CaseHead(row.agency, row.number, row.position, row.head)


def flaws_of_case(agency: str, number: str, rows: Sequence[Row[Any]], end: CaseHead | None) -> Iterator[Flaw]:
    """Yield what was done to the rows of one case; `end` is how far the row of the case says it was recorded."""
    head = GENESIS
    for place, row in enumerate(rows, start=1):
        head = chain(head, row.body.encode())
        if row.seq != place or row.head != head or not _agree(row):
            break
    else:
        if end is None or (end.seq, end.head) == (len(rows), head):
            return
    for place, damage in sorted(_damages([_Stored(row) for row in rows], end)):
        yield Flaw(Chained.JOURNAL, damage, place, agency, number)


def _damages(rows: Sequence[_Stored], end: CaseHead | None) -> Iterator[tuple[int, Damage]]:
    """Tell what was done to which row of a broken journal: at least one is named.

    A row is true where it follows from a row that says it is the one before. What an inserted or a missing row has
    shifted is not named again.
    """
    at: dict[int, list[_Stored]] = {}
    for row in rows:
        at.setdefault(row.own, []).append(row)
    follows = [row for row in reversed(rows) if _is_true(row, at)]
    # Of two that follow, the one from which the journal goes on.
    true = {row.own: row for row in sorted(follows, key=lambda row: _goes_on(row, at))}
    last = end.seq if end else max(true, default=0)
    in_place = [row for own, row in true.items() if own <= last]
    missing = set(range(1, last + 1)) - {row.own for row in in_place}
    named = set(_untrue([row for row in rows if row not in in_place], missing, in_place))
    named |= {(n, Damage.MISSING) for n in missing}
    named |= {(row.place, Damage.MOVED) for row in _out_of_order(in_place, shifted=bool(named))}
    if end and last in true and true[last].head != end.head:
        named.add((true[last].place, Damage.CHANGED))
    beside = {row.place for row in in_place if not row.agrees and (not named or row.own == row.place)}
    yield from named | {(place, Damage.CHANGED) for place in beside}


def _untrue(
    rows: Sequence[_Stored], missing: set[int], in_place: Sequence[_Stored]
) -> Iterator[tuple[int, Damage]]:
    """Tell a row that stands where a missing one stood from one that was put in; what is found is not missing any more."""
    for row in rows:
        before = max((one.own for one in in_place if one.place < row.place), default=0)
        stood = next((n for n in (row.own, row.place, before + 1) if n in missing), None)
        if stood is None:
            yield row.place, Damage.INSERTED
        else:
            missing.discard(stood)
            yield row.place, Damage.CHANGED


def _out_of_order(rows: Sequence[_Stored], *, shifted: bool) -> list[_Stored]:
    """Return the rows in another place than their own; where all are shifted, those that an order does without."""
    if not shifted:
        whole = sorted(row.own for row in rows) == sorted(row.place for row in rows)
        return [row for row in rows if whole and row.own != row.place]
    by_place = sorted(rows, key=lambda row: row.place)
    tails, before = list[int](), list[int]()
    for row in by_place:
        length = bisect_left(tails, row.own)
        tails[length : length + 1] = [row.own]
        before.append(length)
    wanted, kept = len(tails) - 1, set[int]()
    for row, length in zip(reversed(by_place), reversed(before), strict=True):
        if length == wanted:
            kept.add(row.own)
            wanted -= 1
    return [row for row in by_place if row.own not in kept]


def _is_true(row: _Stored, at: dict[int, list[_Stored]]) -> bool:
    """Whether it follows; where the row before is gone nothing can be said against it."""
    if row.own == 1:
        return row.follows(GENESIS)
    before = at.get(row.own - 1)
    return row.own > 1 and (before is None or any(row.follows(one.head) for one in before))


def _goes_on(row: _Stored, at: dict[int, list[_Stored]]) -> bool:
    return any(one.follows(row.head) for one in at.get(row.own + 1, ()))


def _own_place(row: Row[Any]) -> tuple[int, bool]:
    """Which place the bytes name, 0 where they are no entry; and whether all other columns say what the bytes do."""
    try:
        own = Entry.model_validate_json(row.body).seq
    except ValidationError:
        return 0, False
    return own, own == row.seq and columns_agree(row)


def _agree(row: Row[Any]) -> bool:
    return _own_place(row)[1]
