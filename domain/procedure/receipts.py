"""Receipts (回执): what a move made true. Deadlines and next moves are composed by the reader's side."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure.folding import fold
from domain.procedure.stage import stage
from domain.record import Record


class FactMade(Record):
    seq: int
    kind: str


class Receipt(Record):
    """What one move made true, and where the case then stood."""

    case: str
    move: str
    position: int
    stage: str
    facts: tuple[FactMade, ...]


class Kept(Record):
    """A receipt under the key of its request: the same key with another digest is refused."""

    key: str
    digest: str
    receipt: Receipt


class Looked(Record):
    """What the register says of a key, and up to which position of the case it was searched."""

    position: int
    inline_text: int = 0
    """Bytes of text that the case carries itself."""
    kept: Kept | None = None
    persons: tuple[str, ...] = ()
    """The present officers and the reviewer: gate 1 asks of them what the directory says now."""


def receipt_of(case: Case, made: Sequence[Entry]) -> Receipt:
    """Return the receipt of a move; `made` are its entries, `case` is the case with them."""
    last = made[-1]
    return Receipt(
        case=case.identity.id,
        move=last.move,
        position=last.seq,
        stage=stage(case, last.at),
        facts=tuple(FactMade(seq=entry.seq, kind=entry.fact) for entry in made),
    )


def receipts(before: Case | None, entries: Sequence[Entry]) -> Iterator[Kept]:
    """Yield the receipt of every move among these entries that came with a key, as the case itself gave it."""
    case = before
    for (key, digest), of_one_move in groupby(entries, key=lambda entry: (entry.key, entry.digest)):
        made = tuple(of_one_move)
        case = fold(made, case)
        if key:
            yield Kept(key=key, digest=digest, receipt=receipt_of(case, made))
