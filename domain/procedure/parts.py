"""The words in which the chapters are written: Move, Fact, Moment, Refused, Clock."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.case.case import Case, Parties
from domain.case.parties import Party
from domain.case.people import CLOCK, Agency, Person, Role
from domain.law.articles import Article
from domain.law.counting import Interval
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.record import PersonId, Record

APL = "行政处罚法"
SAMR_P = "市场监督管理行政处罚程序规定"
"""The two acts that nearly every rule cites."""

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)

CONFLICT, FORBIDDEN, MALFORMED = 409, 403, 422
"""What a refusal is over HTTP: against the law's order, not this person's, not understandable."""


def civil(at: datetime) -> date:
    """The civil day of an instant in Asia/Shanghai."""
    return at.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a move may not be made: stable code, article, and the cure in both languages."""

    code: str
    article: Article | None
    cure: str
    """`中文 · English`"""
    status: int = CONFLICT

    def as_dict(self) -> dict[str, Any]:
        zh, _, en = self.cure.partition(" · ")
        article = str(self.article) if self.article else ""
        return {"code": self.code, "article": article, "zh": zh, "en": en, "status": self.status}


@dataclass(frozen=True, slots=True)
class Moment:
    """The one argument of every rule. Time is asked through it alone."""

    case: Case
    actor: Person
    at: datetime
    people: dict[str, Person] = field(default_factory=dict)
    """The persons that the move names, as the directory has them now."""
    agency: Agency | None = None
    """The agency of an opening, from the directory."""
    rulebook: Rulebook | None = None
    """The rules handed in with an opening or an adoption."""

    @property
    def today(self) -> date:
        return civil(self.at)

    @property
    def rules(self) -> Rulebook:
        return self.case.rulebook or self.handed_rules

    @property
    def handed_rules(self) -> Rulebook:
        assert self.rulebook is not None, "the desk hands in the rules of an opening and of an adoption"
        return self.rulebook


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by whom a fact was stated."""

    seq: int
    at: datetime
    by: str

    @property
    def on(self) -> date:
        return civil(self.at)


class Fact(Record):
    """What became true. It changes exactly one component of the case."""

    title: ClassVar[str]
    component: ClassVar[str]
    tells: ClassVar[tuple[Role, ...]] = ()
    """Who of the case is told by message: its officers, its reviewer."""

    @property
    def persons(self) -> tuple[str, ...]:
        """Who is named in it and told of it too, by their ids."""
        return ()

    def change(self, case: Case, stamp: Stamp) -> Record:
        """Return the changed component."""
        raise NotImplementedError


class PartyFact(Fact):
    """A fact of one party."""

    component: ClassVar[str] = "parties"
    party: int

    def change(self, case: Case, stamp: Stamp) -> Parties:
        return case.parties.replaced(self.change_party(case.party(self.party), stamp))

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        raise NotImplementedError


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class Move(BaseModel):
    """What somebody asks to do. It carries neither its actor nor a clock reading."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    name: ClassVar[str]
    title: ClassVar[str]
    by: ClassVar[tuple[Role, ...]]
    source: ClassVar[Article]
    makes: ClassVar[tuple[type[Fact], ...]]
    with_role: ClassVar[Role | None] = None
    """The role of the second person without whom the move is not made."""
    within: ClassVar[TermKey | None] = None
    """The term within which the move is awaited."""

    together_with: PersonId | None = None
    """The second person (会同人员), where the procedure asks for one."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = snake(cls.__name__)

    @property
    def concerns(self) -> tuple[int | None, ...]:
        """The parties whom the move concerns; `None` stands for the case."""
        return (None,)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        """What stands in the way before anything is typed in: the greyed button."""
        yield from ()

    def faults(self, now: Moment) -> Iterator[Refused]:
        """What is wrong with this very request. Asked only when nothing bars it."""
        yield from ()

    def facts(self, now: Moment) -> Iterator[Fact]:
        """What it makes true. Never refuses: replay runs it again."""
        raise NotImplementedError

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        """Since when somebody should make this move; `None` when nobody need."""
        return None

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        """The one person for whom it waits, where it is one: the assigned reviewer, the named presider."""
        return ""


class PartyMove(Move):
    """A move that concerns one party."""

    party: int
    """The party (当事人), by its number in the case, from 1."""

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return (self.party,)


class PartiesMove(Move):
    """A move that may concern several parties at once (a session serving them all)."""

    parties: tuple[int, ...]
    """The parties (当事人), by their numbers in the case, from 1."""

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return self.parties


class MachineMove(Move):
    """What comes back from the world. It never refuses."""

    by: ClassVar[tuple[Role, ...]] = (Role.CLOCK,)


@dataclass(frozen=True, slots=True)
class Span:
    """What a clock measures: from an event, until something ends it."""

    start: date
    ended_on: date | None = None
    excluded: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A term of the law bound to this procedure. Never started or stopped by hand."""

    term: TermKey
    owner: Role
    per_party: bool
    span: Callable[[Case, Party | None], Iterator[Span]]
    """Every span the clock has measured in this case, the present one last."""
    right: bool = False
    """A right of the party: when the last day has passed it is spent, and nothing is overdue."""
    at_end: Callable[[Case, Party, date], Iterator[Fact]] | None = None
    """What the law makes true on the last day."""


def machine_moment(case: Case, at: datetime) -> Moment:
    return Moment(case=case, actor=CLOCK, at=at)
