"""Proof of the record (记录的证明): what can have been done to a stored record, and the daily checkpoint over all journals.

A hash needs no secret: whoever may write into the database can chain a record anew from end to end. That is seen by a
checkpoint which left the house, and by nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import NamedTuple, Protocol

from domain.bilingual import Titled, Words
from domain.canonical import canonical, sha256
from domain.case.journal import GENESIS, chain
from domain.case.readers import Read

Key = tuple[str, str]
"""Agency and number."""
Told = Callable[[int, int], None]
"""Told how far it is: how many of how many."""


class Chained(Titled):
    """What is chained by hash."""

    JOURNAL = "journal", "全过程记录", "journal"
    ACCESS_LOG = "access_log", "查阅日志", "access log"
    ACCESS_LINKS = "access_links", "查阅日志的链", "chain of the access log"
    CHECKPOINTS = "checkpoints", "核验点", "checkpoints"


class Damage(Titled):
    """What was done to a row."""

    CHANGED = (
        "changed",
        "与写入时不同，或者与前一项不衔接",
        "not what was written, or does not follow from the one before",
    )
    MISSING = "missing", "缺失", "missing"
    INSERTED = "inserted", "是另行插入的", "was put in"
    MOVED = "moved", "次序被调换", "stands in another place than it did"
    REWRITTEN = (
        "rewritten",
        "与核验点所记不符：整条记录曾被改写",
        "not what a checkpoint says: the whole was rewritten",
    )


@dataclass(frozen=True)
class Flaw:
    """One row that is not as it was written."""

    chained: Chained
    damage: Damage
    place: int
    """Position in the case, id in the access log, place in a chain; 0 where all of it is meant."""
    agency: str = ""
    number: str = ""

    @property
    def subject(self) -> str:
        return f"{self.agency}/{self.number}" if self.number else self.chained.value

    @property
    def said(self) -> Words:
        where = Words("第 {n} 项{what}", "# {n} {what}") if self.place else Words("{what}", "{what}")
        return where.filled(n=self.place, what=self.damage)


class CaseHead(NamedTuple):
    """How far a case was recorded."""

    agency: str
    number: str
    seq: int
    head: str

    @property
    def line(self) -> str:
        return f"{self.agency}\t{self.number}\t{self.seq}\t{self.head}\n"


class Link(NamedTuple):
    """A place in a chain and the head there."""

    place: int = 0
    head: str = GENESIS


@dataclass(frozen=True)
class Checkpoint:
    """核验点: the heads of all journals on one day, as one hash, chained to the checkpoint before."""

    place: int
    """From 1, without gaps."""
    on: date
    """The day, in Beijing time; one checkpoint a day."""
    made_at: datetime
    cases: int
    entries: int
    reads: Link
    """How far the access log was chained."""
    root: str
    """SHA-256 over the list of all heads."""
    previous: str
    """The head of the checkpoint before."""

    @cached_property
    def head(self) -> str:
        return chain(self.previous, self.stored)

    @property
    def stored(self) -> bytes:
        """What is hashed: all but the two heads."""
        return canonical(
            {
                "place": self.place,
                "on": self.on.isoformat(),
                "made_at": self.made_at.astimezone(UTC).isoformat(),
                "cases": self.cases,
                "entries": self.entries,
                "reads": list(self.reads),
                "root": self.root,
            }
        )


def root_of(heads: Iterable[CaseHead]) -> str:
    """Return the SHA-256 over the lines of all cases, in the order of agency and number."""
    return sha256("".join(head.line for head in sorted(heads)).encode())


def digest_of(read: Read) -> str:
    """Return the SHA-256 of a line of the access log, without its place in it."""
    said = {**vars(read), "at": read.at.astimezone(UTC).isoformat()}
    return sha256(canonical(said))


class BadCheckpoint(ValueError):
    """A file is no checkpoint, or not as it was made: `why` says it."""

    def __init__(self, why: Words) -> None:
        super().__init__(str(why))
        self.why = why


class Daily(Protocol):
    def make(self, at: datetime) -> Checkpoint:
        """Make the checkpoint of that day; a second time returns the first."""
