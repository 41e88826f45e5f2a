"""What comes of a rehearsal (预演结果): each step with what it made true, or with all that refused it."""

from datetime import date

from pydantic import Field, JsonValue

from domain.procedure import Change, Deadline
from domain.procedure.language import Sort
from domain.procedure.lists import Instant
from domain.record import Record

Said = dict[str, str]
"""A sentence by language: `zh`, `en`."""


class FactSaid(Record):
    """A fact in words."""

    kind: str
    title: Said
    said: tuple[Said, ...] = ()
    on: date
    """The civil day on which it became true."""
    by: str
    """Who made it true; `clock` where a last day had passed, or a document was produced."""


class StepRefusal(Record):
    """One thing that stands in the way of a step."""

    code: str
    article: str = ""
    sort: Sort
    why: Said
    cure: Said


class Next(Record):
    """A move that is awaited, or may be made."""

    move: str
    title: str
    party: int | None = None
    role: str
    by: tuple[str, ...]
    """Persons of the rehearsal who can make it."""
    until: date | None = None


class StepResult(Record):
    """What came of one step."""

    step: int
    name: str = ""
    note: str = ""
    line: int
    at: Instant
    by: str
    by_name: str
    move: str
    title: str
    accepted: bool
    refusals: tuple[StepRefusal, ...] = ()
    """All that stands in the way: code, article, why, cure."""
    confirmed_by: str = ""
    """Who confirmed it at once, where it takes two."""
    supplied: dict[str, JsonValue] = Field(default_factory=dict)
    """What the file left out and the rehearsal supplied."""
    passed: tuple[FactSaid, ...] = ()
    """What time made true before the step."""
    facts: tuple[FactSaid, ...] = ()
    afterwards: tuple[FactSaid, ...] = ()
    """What the rehearsal did then: previews, numbers, seals."""
    not_supplied: tuple[StepRefusal, ...] = ()
    """Why a document could not be sealed, where it could not."""
    stage: str = ""
    stage_title: str = ""
    changes: tuple[Change, ...] = ()
    """What became of the deadlines since the step before."""
    deadlines: tuple[Deadline, ...] = ()
    """Every deadline as it stands after the step."""
    awaited: tuple[Next, ...] = ()
    """What is waited for, of whom."""
    open: tuple[Next, ...] = ()
    """Whatever else may be done now; after the last step, unless it is asked for after each."""
    expected: tuple[str, ...] = ()
    cures: int | None = None
    """The refused step whose cure this one is."""
    unmet: tuple[Said, ...] = ()
    """Expectations that do not hold."""


class RehearsalResult(Record):
    """What came of a file."""

    title: str
    note: str = ""
    profile: str
    rulebook: str
    calendar_invented: bool = False
    base: str = ""
    steps: tuple[StepResult, ...]
    holds: bool
    """Whether every expectation holds."""
