"""What goes into a case and comes out of it: one model in, one out. Fields are only added, with a default."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import Field

from domain.case.case import case_id
from domain.case.journal import Entry
from domain.case.people import Agency, Person
from domain.law.rulebook import Rulebook
from domain.record import Record


class Envelope(Record):
    """Who makes a move, whom it names, and when it came: what a move itself never carries."""

    actor: Person
    people: tuple[Person, ...] = ()
    """The persons whom the move names, as the directory had them at that instant."""
    agency: Agency | None = None
    """The agency, with an opening."""
    rulebook: Rulebook | None = None
    """The rules, with an opening or an adoption."""
    key: str = ""
    """Idempotency key, unique for the caller and the case."""
    digest: str = ""
    """SHA-256 of the request's body: the same key with another digest is refused."""
    request: str = ""
    """Request id, for the logs."""
    came_at: datetime | None = None
    """When something handed in after an outage had arrived."""
    expects: int | None = None
    """The position from which the caller has read: at another one the move is refused."""


class Request(Record):
    """A move as it goes into the case."""

    envelope: Envelope
    body: dict[str, Any]


class FactMade(Record):
    seq: int
    kind: str


class Receipt(Record):
    """What a move made true. Deadlines and next moves are composed by the reader's side."""

    case: str
    move: str
    position: int
    stage: str
    facts: tuple[FactMade, ...]


class Kept(Record):
    """A receipt kept under its key."""

    digest: str
    receipt: Receipt


class Letter(Record):
    """A signal as it came, not yet handed in."""

    id: str
    signal: str
    payload: str
    came_at: datetime


class Effort(Record):
    """An effect that failed: how often, and not before when it is tried again."""

    rounds: int
    not_before: datetime


class CaseState(Record):
    """All that a case carries from run to run. Stage, clocks and outbox are derived from the entries."""

    agency: str
    number: str
    clock_offset: timedelta = timedelta()
    """Added to the engine's clock; zero in production."""
    entries: tuple[Entry, ...] = ()
    receipts: dict[str, Kept] = Field(default_factory=dict)
    recorded: int = 0
    letters: tuple[Letter, ...] = ()
    signals: int = 0
    """How many signals have come: each letter has its own number."""
    efforts: dict[str, Effort] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        return case_id(self.agency, self.number)
