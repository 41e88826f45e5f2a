"""A form before one person (表单): the move, in which case, for which party, and what is typed in it.

What is typed lies as a draft with its person until the move is made: a mistake, the end of a sign-in, a closed lid lose
nothing. The draft holds the idempotency key too, so that a second click does nothing twice.
"""

import secrets
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from starlette.datastructures import FormData

from console.forms.choosing import Choosing
from console.forms.filling import Filling, sent_body
from console.visiting import Visitor
from desk.ahead import Ahead, ahead
from desk.errors import MOVE, Unknown
from desk.fields.form import Field, form_of
from desk.fields.prefilled import from_case
from desk.fields.source import Known
from desk.fields.typed import numbers_of
from desk.requests import Asked
from desk.trial import Trial, tried
from domain.case.case import Case
from domain.case.sign_ins import FormDraft
from domain.procedure import MOVES
from domain.procedure.language import Move
from domain.procedure.receipts import Receipt

OPENS = {"open_case": "/open", "take_over_case": "/take-over"}
"""Where a case comes into being."""
OFF_SCREEN = frozenset({"adopt_rulebook", "end_as_joined"})
"""What no person fills in: rules are handed in by a command, and a joined case ends by itself."""


@dataclass(frozen=True)
class Form:
    visitor: Visitor
    kind: type[Move]
    agency: str
    number: str
    party: int | None
    known: Known
    draft: FormDraft
    is_new: bool = False
    """Whether nothing of it has been kept yet."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return form_of(self.kind)

    @property
    def path(self) -> str:
        """Its address within the console."""
        return path_of(self.kind.name, self.agency, self.number, self.party)

    @property
    def case_path(self) -> str:
        """The address of its case within the console."""
        return f"/cases/{self.agency}/{self.number}"

    def beside(self, step: str) -> str:
        """The address of a step of the same form: `check`, `make`, `give-up`."""
        path, mark, query = self.path.partition("?")
        return f"{path}/{step}{mark}{query}"

    def with_query(self, **values: str | int) -> str:
        """Its own address, with more to be asked."""
        query = "&".join(f"{name}={value}" for name, value in values.items())
        return f"{self.path}{'&' if '?' in self.path else '?'}{query}"

    @cached_property
    def choosing(self) -> Choosing:
        return Choosing(replace(self.known, typed=self.draft.body))

    @cached_property
    def given(self) -> dict[str, Any]:
        """What the case says of what is asked, as it stood in the form before anybody typed."""
        return from_case(self.kind.name, self.known)

    @property
    def is_begun(self) -> bool:
        """Whether somebody has typed something in it."""
        return self.draft.body != start_of(self.kind, self.visitor, self.party) | self.given

    @property
    def body(self) -> dict[str, Any]:
        """What is asked for, as the desk reads it."""
        found: dict[str, Any] = numbers_of(self.kind, sent_body(self.fields, self.draft.body))
        return found

    def typed(self, data: FormData) -> dict[str, Any]:
        """Return what was sent, in the shape of the body."""
        body = Filling(data, self.choosing).body(self.fields, self.draft.body)
        return start_of(self.kind, self.visitor, self.party) | body

    def asked(self, expects: int | None = None) -> Asked:
        person, request = self.visitor.person, self.visitor.request_id
        return Asked(person, self.kind.name, self.body, self.draft.key, request, expects=expects)

    async def tried(self) -> tuple[Trial, Ahead]:
        """Judge it at this moment, without making it; look ahead, unless all that it brings was made on paper before."""
        given = self.visitor.given
        if self.kind.opens and self.kind.name != "open_case":
            return await given.desk.dry_taking_over(self.asked(), clock=given.opens_at()), Ahead()
        if self.kind.opens:
            move, now = await given.desk.dry_opening(self.asked(), clock=given.opens_at())
        else:
            at = await given.reading.now_of(self.visitor.person, self.agency, self.number)
            move, now = await given.desk.dry_run(self.agency, self.number, self.asked(), at=at)
        return tried(move, now), ahead(move, now, given.lacking)

    async def made(self, expects: int | None) -> Receipt:
        """Make it."""
        given = self.visitor.given
        if self.kind.name == "open_case":
            return await given.desk.open(self.asked(), clock=given.opens_at())
        if self.kind.opens:
            return await given.desk.take_over(self.asked(), clock=given.opens_at())
        return await given.desk.perform(self.agency, self.number, self.asked(expects))

    def save(self, body: dict[str, Any], names: dict[str, str]) -> "Form":
        """Keep what is typed now."""
        at = self.visitor.given.reading.clock()
        draft = replace(self.draft, body=body, names={**self.draft.names, **names}, saved_at=at)
        self.visitor.given.form_drafts.save(draft)
        return replace(self, draft=draft)

    def begun_at(self, position: str) -> "Form":
        """Return it as begun where the page of a new form says: the case may have gone on before it was first kept."""
        if not self.is_new or not position.isdigit():
            return self
        at = min(int(position), self.draft.position)
        return replace(self, draft=replace(self.draft, position=at))

    def forget(self) -> None:
        self.visitor.given.form_drafts.drop(self.draft)


def path_of(move: str, agency: str, number: str, party: int | None) -> str:
    """Return the address of a form within the console; nothing of what no form makes."""
    if move in OFF_SCREEN:
        return ""
    if move in OPENS:
        return OPENS[move]
    return f"/cases/{agency}/{number}/do/{move}" + (f"?party={party}" if party is not None else "")


async def form_for(visitor: Visitor, agency: str, number: str, move: str, party: int | None) -> Form:
    """Return a form with what this person has typed in it before.

    Raises:
        Unknown: There is no such case, party or move, or it is not this person's.
    """
    kind = MOVES.get(move)
    if kind is None or move in OFF_SCREEN or kind.opens != (not number):
        raise Unknown(MOVE)
    known = await known_of(visitor, agency, number, party)
    if party is not None and not known.case.has_party(party):
        raise Unknown(MOVE)
    drafts = visitor.given.form_drafts
    kept = drafts.of(visitor.person.id, agency, number, move, party or 0)
    is_new = kept is None
    if kept is None:
        at, key = visitor.given.reading.clock(), secrets.token_urlsafe(16)
        position = await visitor.given.reading.position(visitor.person, agency, number) if number else 0
        which = (visitor.person.id, agency, number, move, party or 0)
        begun = start_of(kind, visitor, party) | from_case(move, known)
        kept = FormDraft(*which, begun, {}, key, position, at)
    return Form(visitor, kind, agency, number, party, known, kept, is_new)


def start_of(kind: type[Move], visitor: Visitor, party: int | None) -> dict[str, Any]:
    """What is known before anybody types: the party for whom the form was opened; the agency of who opens a case."""
    if kind.opens:
        return {"agency": visitor.person.agency}
    if party is None:
        return {}
    if "party" in kind.model_fields:
        return {"party": str(party)}
    return {"parties": [str(party)]} if "parties" in kind.model_fields else {}


async def known_of(visitor: Visitor, agency: str, number: str, party: int | None) -> Known:
    """Return what the choices of a form are taken from."""
    given, person = visitor.given, visitor.person
    directory = given.desk.directory
    code = agency or person.agency
    people = tuple(p for p in directory.persons.values() if code in (p.agency, *p.supervises))
    if not number:
        at = given.opens_at() or given.reading.clock()
        return Known(Case(), people, party, at, person.id, is_invented=visitor.given.identities.demo)
    case = await given.reading.folded(person, agency, number, request=visitor.request_id)
    at = await given.reading.now_of(person, agency, number)
    return Known(case, people, party, at, person.id)
