"""A journal held against its own hashes: of a broken one each row that is not as it was written."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from pydantic import ValidationError

from domain.case.journal import GENESIS, Entry, chain
from domain.case.proof import CaseHead, Chained, Damage, Flaw


class Stored:
    """A row of a journal and what its bytes say of themselves."""

    def __init__(self, place: int, head: str, body: bytes, beside: Callable[[], bool] = lambda: True) -> None:
        """`beside` is asked whether what else stands in the row says what the bytes do."""
        self.place = place
        self.head = head
        self.body = body
        self.own = _own_place(body)
        """Which place the bytes name, 0 where they are no entry."""
        self.agrees = self.own == place and beside()

    def follows(self, head: str) -> bool:
        return chain(head, self.body) == self.head


def flaws_of_case(agency: str, number: str, rows: Sequence[Stored], end: CaseHead | None) -> Iterator[Flaw]:
    """Yield what was done to the rows of one case; `end` is how far it was recorded, as is said beside them."""
    head = GENESIS
    for place, row in enumerate(rows, start=1):
        head = chain(head, row.body)
        if row.place != place or row.head != head or not row.agrees:
            break
    else:
        if end is None or (end.seq, end.head) == (len(rows), head):
            return
    for place, damage in sorted(_damages(rows, end)):
        yield Flaw(Chained.JOURNAL, damage, place, agency, number)


def _damages(rows: Sequence[Stored], end: CaseHead | None) -> Iterator[tuple[int, Damage]]:
    """Tell what was done to which row of a broken journal: at least one is named.

    A row is true where it follows from a row that says it is the one before. What an inserted or a missing row has
    shifted is not named again.
    """
    at: dict[int, list[Stored]] = {}
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
    rows: Sequence[Stored], missing: set[int], in_place: Sequence[Stored]
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


def _out_of_order(rows: Sequence[Stored], *, shifted: bool) -> list[Stored]:
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


def _is_true(row: Stored, at: dict[int, list[Stored]]) -> bool:
    """Whether it follows; where the row before is gone nothing can be said against it."""
    if row.own == 1:
        return row.follows(GENESIS)
    before = at.get(row.own - 1)
    return row.own > 1 and (before is None or any(row.follows(one.head) for one in before))


def _goes_on(row: Stored, at: dict[int, list[Stored]]) -> bool:
    return any(one.follows(row.head) for one in at.get(row.own + 1, ()))


def _own_place(body: bytes) -> int:
    try:
        return Entry.model_validate_json(body).seq
    except ValidationError:
        return 0
