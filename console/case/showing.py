"""What every page of a case needs (案情): the case as it is recorded, its day, and the frame of its pages."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from fastapi import Response

from console.forms.begun import OFF_SCREEN
from console.linking import LONG_TEXT, Saying
from console.visiting import Visitor
from desk.fields.form import form_of
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import CLOCK
from domain.procedure import MOVES, Stage, stage, title_of
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.language import civil
from domain.texts import Address, addresses


@dataclass(frozen=True)
class Tab:
    """One page of a case."""

    path: str
    zh: str
    en: str


TABS = (
    Tab("", "概况", "Overview"),
    Tab("/moves", "可以办理", "What can be done"),
    Tab("/parties", "当事人", "Parties"),
    Tab("/findings", "认定与处罚", "Findings and penalty"),
    Tab("/statements", "陈述申辩", "Statements"),
    Tab("/documents", "文书", "Documents"),
    Tab("/review", "审核", "Review"),
    Tab("/journal", "全过程记录", "Journal"),
    Tab("/dossier", "案卷", "Dossier"),
)
BY_THE_CLOCK = Words("系统", "the system")
MOST_NAMES = 3
"""Parties who are named in the head of each page."""


@dataclass(frozen=True)
class Seen:
    """A case as one person sees it at one moment."""

    visitor: Visitor
    agency: str
    number: str
    case: Case
    at: datetime
    position: int

    @cached_property
    def stage(self) -> Stage:
        return stage(self.case, self.at)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        return deadlines(self.case, civil(self.at))

    @property
    def path(self) -> str:
        """Its address within the console."""
        return case_path(self.agency, self.number)

    @property
    def parties_said(self) -> Words:
        """Who the parties are: the first by name, of many how many there are."""
        names = [party.name for party in self.case.parties.all]
        said = listed(names[:MOST_NAMES])
        if len(names) <= MOST_NAMES:
            return said
        return Words("{names}等{count}名当事人", "{names} and others, {count} parties").filled(
            names=said, count=len(names)
        )

    def name(self, party: int | None) -> str:
        """The name of a party; nothing where it is the case."""
        return self.case.party(party).name if party is not None and self.case.has_party(party) else ""

    def move_title(self, move: str) -> Words:
        return title_of(move)

    def stored(self, text: str) -> Address | None:
        """Where a text lies, if it is a long one that the document store keeps."""
        return next((address for address in addresses(text) if str(address) == text), None)

    def long_text(self, at: Address) -> Words:
        return LONG_TEXT.filled(length=f"{at.length:,}")

    def do(self, move: str, party: int | None = None) -> str:
        """The address, from the root of the installation, of the form of a move; nothing of what no form makes."""
        if move in OFF_SCREEN:
            return ""
        root: str = self.visitor.request.app.state.root
        concerns = party is not None and {"party", "parties"} & MOVES[move].model_fields.keys()
        return f"{root}{self.path}/do/{move}" + (f"?party={party}" if concerns else "")

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of persons, by their ids in the directory."""
        return people_of(self.visitor)

    def who(self, person: str) -> str:
        """What somebody is called whom the directory knows, or knew."""
        return self.people.get(person, person)

    @cached_property
    def said(self) -> Saying:
        """Says the sentences of rules, with the moves they name as links."""
        return self.saying()

    def saying(self, move: str = "", party: int | None = None) -> Saying:
        """Says what a rule says of a move, its fields by their names; the moves it names are to be made for a party."""
        fields = form_of(MOVES[move]) if move else ()
        return Saying(
            self.visitor.voice,
            lambda name: "" if MOVES[name].opens else self.do(name, party),
            fields,
            self.people,
            self.case.parties.names,
            f"{self.visitor.request.app.state.root}{self.path}",
        )

    def page(self, template: str, **values: Any) -> Response:
        """Return a page of the case."""
        return self.visitor.page(
            f"case/{template}",
            seen=self,
            case=self.case,
            tabs=TABS,
            case_path=self.path,
            today=civil(self.at),
            said=self.said,
            **values,
        )


def people_of(visitor: Visitor) -> dict[str, str]:
    """Names of persons, by the ids that the directory has for them."""
    known = visitor.given.desk.directory.persons.values()
    return {
        CLOCK.id: visitor.voice(BY_THE_CLOCK),
        **{person.id: person.name or person.id for person in known},
    }


def case_path(agency: str, number: str) -> str:
    return f"/cases/{agency}/{number}"


async def seen_by(visitor: Visitor, agency: str, number: str, at_least: int = 0) -> Seen:
    """Return a case as this person sees it now.

    Raises:
        Unknown: No such case, or not this person's to read.
    """
    reading, person = visitor.given.reading, visitor.person
    at = await reading.now_of(person, agency, number, at_least=at_least)
    # Asked first: of what is recorded between the two the page is told, and shows itself anew.
    position = await reading.position(person, agency, number)
    case = await reading.folded(person, agency, number, request=visitor.request_id)
    return Seen(visitor, agency, number, case, at, position)
