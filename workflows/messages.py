"""What goes into a case and comes out of it: one model in, one out. Fields are only added, with a default."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import Field

from domain.case.case import Case, case_id
from domain.case.journal import Entry, Tip
from domain.case.people import Agency, Person
from domain.case.snapshot import Snapshot
from domain.procedure import fold
from domain.procedure.receipts import Kept
from domain.record import Record


class Envelope(Record):
    """Who makes a move, whom it names, and when it came: what a move itself never carries."""

    actor: Person
    people: tuple[Person, ...] = ()
    """The persons whom the move names, as the directory had them at that instant."""
    agency: Agency | None = None
    """The agency, with an opening or with a move whose document is issued by the agency of who makes it."""
    rulebook: str = ""
    """SHA-256 of the rules that come with an opening or an adoption; the register has them."""
    clock_offset: timedelta = timedelta()
    """With an opening: how far the civil time of the case lies from the engine's."""
    key: str = ""
    """Idempotency key, unique for the caller and the case."""
    digest: str = ""
    """SHA-256 of the request's body: the same key with another digest is refused."""
    request: str = ""
    """Request id, for the logs."""
    came_at: datetime | None = None
    """When something handed in after an outage had arrived."""
    looked: int = 0
    """The position up to which the register was searched for this key."""
    expects: int | None = None
    """The position from which the caller has read: at another one the move is refused."""
    awakens: bool = False
    """Whether it comes with the start of a run that goes on from the register."""


class Request(Record):
    """A move as it goes into the case."""

    envelope: Envelope
    body: dict[str, Any]

    def at(self, looked: int) -> "Request":
        """The same request, for whose key the register was searched up to this position."""
        return self.model_copy(update={"envelope": self.envelope.model_copy(update={"looked": looked})})


class Letter(Record):
    """A signal as it came, not yet handed in."""

    id: str
    signal: str
    payload: str
    came_at: datetime

    @property
    def effort(self) -> str:
        """The key under which handing it in is tried again."""
        return f"letter/{self.id}"


class Effort(Record):
    """An effect that failed: how often, and not before when it is tried again."""

    rounds: int
    not_before: datetime


class CaseState(Record):
    """All that a case carries from run to run. Stage, clocks and outbox are derived; the entries are the journal's."""

    agency: str
    number: str
    case: Snapshot = Case()
    tip: Tip = Tip()
    unrecorded: tuple[Entry, ...] = ()
    """The last entries, which the register does not have yet."""
    receipts: tuple[Kept, ...] = ()
    """The last ones, in order; older ones are the register's."""
    pruned: int = 0
    """The highest position whose receipt is not carried any more."""
    letters: tuple[Letter, ...] = ()
    signals: int = 0
    """How many signals have come: each letter has its own number."""
    efforts: dict[str, Effort] = Field(default_factory=dict)
    awakened: bool = False
    """Whether the case had ended, and this run goes on from the register."""
    clock_ahead: timedelta = timedelta()
    """How far its time is ahead of the engine's and its own offset: the time of a case never goes back."""

    @property
    def id(self) -> str:
        return case_id(self.agency, self.number)

    @classmethod
    def after(cls, entries: Sequence[Entry], *, recorded: int) -> "CaseState":
        """Return what a case carries that goes on from its journal, of which so many entries are recorded."""
        case = fold(entries)
        identity = case.identity
        return cls(
            agency=identity.agency.code,
            number=identity.number,
            case=case,
            tip=entries[-1].tip,
            unrecorded=tuple(entries[recorded:]),
            pruned=recorded,
        )

    @classmethod
    def awakened_at(cls, engine_now: datetime, entries: Sequence[Entry]) -> "CaseState":
        """Return what a case carries that had ended and goes on from its journal, all of which is recorded."""
        state = cls.after(entries, recorded=len(entries))
        behind = entries[-1].at - (engine_now + state.case.identity.clock_offset)
        return state.model_copy(update={"awakened": True, "clock_ahead": max(behind, timedelta())})

    def now(self, engine_now: datetime) -> datetime:
        """Return what the case takes for now."""
        return engine_now + self.case.identity.clock_offset + self.clock_ahead
