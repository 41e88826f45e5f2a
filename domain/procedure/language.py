"""The words in which the chapters are written: Move, Fact, Moment, Refusal."""

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import wraps
from itertools import tee
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import ConfigDict

from domain.bilingual import Titled, Words
from domain.case.case import Case, Parties
from domain.case.parties import Party
from domain.case.people import CLOCK, Agency, Person, Role
from domain.case.renotifying import DraftSentBack
from domain.labels import SERIAL, Label
from domain.law.articles import Article
from domain.law.provisions import Sectoral
from domain.law.rulebook import Rulebook
from domain.law.terms import TermKey
from domain.lengths import UpToParties
from domain.record import Described, FileHash, PersonId, Record

APL = "行政处罚法"
"""The act that nearly every rule cites; what a sector has in an act of its own stands in `domain.law.provisions`."""

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


def civil(at: datetime) -> date:
    """The civil day of an instant in Asia/Shanghai."""
    return at.astimezone(SHANGHAI).date()


class Sort(Titled):
    """What sort of refusal it is; the HTTP edge alone makes a status of it."""

    ORDER = "order", "不合法定顺序", "against the order of the law or of the case"
    PERSON = "person", "不属于此人", "not this person's to do"
    FORM = "form", "填写有误", "not understandable as it is filled in"

    @property
    def understood(self) -> bool:
        """Whether the request was understood, and refused all the same."""
        return self is not Sort.FORM


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a move may not be made, here and now."""

    code: str
    article: Article | None
    why: Words
    cure: Words
    """The next thing to do: the move, the field, the command."""
    sort: Sort = Sort.ORDER

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "article": str(self.article) if self.article else "",
            "sort": self.sort.value,
            "why": self.why.as_dict(),
            "cure": self.cure.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as it is declared beside its rule; called with the values of its words it becomes `Refused`."""

    code: str
    article: Article | None
    """Nothing where it is the article of the move."""
    why: Words
    cure: Words
    sort: Sort = Sort.ORDER

    def __call__(self, *, article: Article | None = None, **values: Any) -> Refused:
        return Refused(
            self.code,
            article or self.article,
            self.why.filled(**values),
            self.cure.filled(**values),
            self.sort,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """The one argument of every rule. Time is asked through it alone."""

    case: Case
    actor: Person
    at: datetime
    people: dict[str, Person] = field(default_factory=dict)
    """The persons whom the move names, the present officers and the reviewer, as the directory has them at this instant."""
    agency: Agency | None = None
    """The agency of an opening, or of who makes a move that issues a document of its own, from the directory."""
    new_rules: Rulebook | None = None
    """The rules that come with an opening or an adoption."""
    clock_offset: timedelta = timedelta()
    """How far the civil time of a case that is opened lies from the engine's."""
    countersigned: bool = False
    """Whether what is judged was proposed by the actor, and the second person confirms it at this moment."""
    asked: dict[object, Iterator["Refused"]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What gates of the whole case say at this moment, as far as anybody has asked."""

    @property
    def today(self) -> date:
        return civil(self.at)

    @property
    def officers(self) -> tuple[Person, ...]:
        """The officers of the case as they are now; one whom the directory no longer has is as he was when named."""
        return tuple(self.people.get(officer.id, officer) for officer in self.case.people.officers)

    @property
    def rules(self) -> Rulebook:
        """The rules that bind the case; before its opening, those that come with it."""
        if self.case.opened:
            return self.case.rulebook
        assert self.new_rules is not None, "the desk sends the rules with an opening"
        return self.new_rules

    def called(self, who: str) -> Words:
        """A person by name, where this moment knows the person."""
        known = self.actor if who == self.actor.id else self.people.get(who)
        return known.said if known else Words(who, who)

    def cited(self, article: Article | None) -> Article | None:
        """An article as the profile of the case cites it; before rules are known, the national one."""
        if not isinstance(article, Sectoral):
            return article
        rules = self.case.rulebook if self.case.opened else self.new_rules
        return rules.cited(article) if rules is not None else article


Gate = Callable[..., Iterator[Refused]]


def of_the_case(gate: Gate) -> Gate:
    """A gate that asks of the whole case, where no party is named: it says the same for each, and is asked once a moment.

    Who wants to know only whether it stands open asks no further than the first that stands in the way.
    """

    @wraps(gate)
    def once(now: Moment, party: Party | None = None) -> Iterator[Refused]:
        if party is not None:
            return gate(now, party)
        if gate not in now.asked:
            (now.asked[gate],) = tee(gate(now), 1)
        return copy(now.asked[gate])  # from the first, whoever has asked before

    return once


def machine_moment(case: Case, at: datetime) -> Moment:
    return Moment(case=case, actor=CLOCK, at=at)


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

    title: ClassVar[Words]
    component: ClassVar[str]
    informs: ClassVar[tuple[Role, ...]] = ()
    """Who of the case gets a message: its officers, its reviewer."""

    @property
    def persons(self) -> tuple[str, ...]:
        """Who is named in it and gets a message too, by their ids."""
        return ()

    def applied(self, case: Case, stamp: Stamp) -> Case:
        """Return the case with it: one component changed. A case that begins as a part of another begins whole."""
        return case.model_copy(update={self.component: self.change(case, stamp)})

    def change(self, case: Case, stamp: Stamp) -> Record:
        """Return the changed component."""
        raise NotImplementedError

    def said(self, case: Case) -> Iterator[Words]:
        """Yield what it says to a person, beyond its title; `case` is the case with it."""
        yield from ()


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


_KINDS: dict[str, type["Move"]] = {}


def kind_of(move: str) -> type["Move"]:
    """Return the kind of move with this name."""
    return _KINDS[move]


class Move(Described):
    """What somebody asks to do. It carries neither its actor nor a clock reading."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: ClassVar[str]
    title: ClassVar[Words]
    by: ClassVar[tuple[Role, ...]]
    source: ClassVar[Article]
    makes: ClassVar[tuple[type[Fact], ...]]
    with_role: ClassVar[Role | None] = None
    """The role of the second person without whom the move is not made."""
    within: ClassVar[TermKey | None] = None
    """The term within which the move is awaited."""
    hearing: ClassVar[bool] = False
    """Whether it is an act of the formal hearing, whose presider and recorder never investigated (行政处罚法 第64条)."""
    opens: ClassVar[bool] = False
    """Whether it makes a case, and is none of an open one."""
    until_decision: ClassVar[bool] = False
    """Whether it belongs before the decision: what was proposed of it lapses with that."""
    by_issuer: ClassVar[bool] = False
    """Whether the role is held in the agency that issues the document, which may be another than the case's."""
    issues_own: ClassVar[bool] = False
    """Whether its document is issued by the agency of who makes it; that agency comes with it from the directory."""

    together_with: Annotated[
        PersonId | None,
        Label(
            "会同人员",
            "second person",
            "纸面会签的，另一人的编号；不填的，提出后由另一人确认（confirm）",
            "who signs with you, where it is countersigned on paper; left out, the other confirms it (confirm)",
        ),
    ] = None
    signed: Annotated[
        FileHash,
        Label(
            "会签件",
            "countersigned paper",
            "纸面会签的，双方签署后的扫描件",
            "where it is countersigned on paper: the scan that both have signed",
        ),
    ] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = snake(cls.__name__)
        _KINDS[cls.name] = cls

    @property
    def concerns(self) -> tuple[int | None, ...]:
        """The parties whom the move concerns; `None` stands for the case."""
        return (None,)

    @property
    def new_parties(self) -> AbstractSet[str]:
        """Identifiers of parties whom the move brings into the case."""
        return frozenset()

    @property
    def new_number(self) -> str:
        """The number of another case that follows from the move; the desk sees that nobody has it."""
        return ""

    def acted_on(self, now: Moment) -> date:
        """Return the day of the act; the day on which it is recorded, where the move does not say otherwise."""
        return now.today

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

    @classmethod
    def sent_back(cls, case: Case, party: int | None) -> DraftSentBack | None:
        """What a head sent back, where this move mends it."""
        return None


class PartyMove(Move):
    """A move that concerns one party."""

    party: Annotated[
        int,
        Label(
            "当事人",
            "party",
            "当事人在本案中的序号，从1起",
            "number of the party in the case, from 1",
            SERIAL,
        ),
    ]

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return (self.party,)


class PartiesMove(Move):
    """A move that may concern several parties at once (a session serving them all)."""

    parties: Annotated[
        UpToParties[int],
        Label(
            "当事人",
            "parties",
            "各当事人在本案中的序号，从1起",
            "numbers of the parties in the case, from 1",
            SERIAL,
        ),
    ]

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return self.parties


class MachineMove(Move):
    """What comes back from the world. It never refuses."""

    by: ClassVar[tuple[Role, ...]] = (Role.CLOCK,)
