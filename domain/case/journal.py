"""The journal (全过程记录): every fact of a case in order, chained by hash.

A changed, missing or inserted entry breaks every later head (行政处罚法 第47条 asks for the record
of the whole process).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from domain.canonical import canonical, sha256
from domain.record import Computing, Record

GENESIS = "0" * 64
"""The head before the first entry."""


class Tip(Record):
    """Where a journal ends: its last entry's position, head and instant."""

    seq: int = 0
    head: str = GENESIS
    at: datetime | None = None


class Entry(Computing):
    """One fact as it stands in the journal."""

    seq: int
    """Position in the case, from 1, without gaps."""
    at: datetime
    """The instant at which the fact was stated, by the case's own clock."""
    by: str
    """The id of the person who made the move, `clock` for the workflow itself."""
    key: str = ""
    """The request's idempotency key; empty where the workflow itself made the move."""
    digest: str = ""
    """SHA-256 of the request's body."""
    move: str
    fact: str
    body: dict[str, Any]
    """The fact's fields as JSON, defaults left out: a new field with a default changes nothing."""
    taken_over: str = ""
    """Who took it over from paper, where it was not recorded here: its instant and its person are those of the paper."""
    head: str = ""
    """SHA-256 over the previous head and this entry."""

    @cached_property
    def stored(self) -> bytes:
        """What is hashed and stored: everything but its head, what is empty left out."""
        asked = {"key": self.key, "digest": self.digest} if self.key else {}
        taken = {"taken_over": self.taken_over} if self.taken_over else {}
        return canonical(
            {
                "seq": self.seq,
                "at": self.at.isoformat(),
                "by": self.by,
                "move": self.move,
                "fact": self.fact,
                "body": self.body,
                **asked,
                **taken,
            }
        )

    @property
    def tip(self) -> Tip:
        return Tip(seq=self.seq, head=self.head, at=self.at)


class BrokenChain(ValueError):
    """The journal is not what was written: the first entry that does not fit is named."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"全过程记录在第 {seq} 项断开 · the journal is broken at entry {seq}: restore it from a copy"
        )
        self.seq = seq


class NotRecordable(Exception):
    """Entries that do not fit to what is recorded. Trying again does not help: a person must look."""

    def __init__(self, agency: str, number: str, seq: int, what: str) -> None:
        super().__init__(f"{agency}/{number} 第 {seq} 项 · entry {seq}: {what}")
        self.agency, self.number, self.seq = agency, number, seq


class JournalMismatch(NotRecordable):
    """What is stored, or the chain of hashes, is not what the case says: two histories of one case."""


class JournalGap(NotRecordable):
    """Entries before these are missing: the case must hand them in from `seq` on."""


def chain(previous: str, stored: bytes) -> str:
    """Return the head after an entry with these stored bytes."""
    return sha256(previous.encode() + stored)


def chained(entry: Entry, previous: str) -> Entry:
    linked = entry.model_copy(update={"head": chain(previous, entry.stored)})
    vars(linked)["stored"] = entry.stored  # the head is no part of it, so it is not written twice
    return linked


def verify(entries: Iterable[Entry], previous: str = GENESIS) -> str:
    """Return the last head.

    Raises:
        BrokenChain: An entry's head does not follow from the one before.
    """
    for entry in entries:
        if chain(previous, entry.stored) != entry.head:
            raise BrokenChain(entry.seq)
        previous = entry.head
    return previous
