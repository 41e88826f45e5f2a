"""Before a move is made (核对): what it would make true, which clocks start and move, which documents come, who is told.

Then it is made, as it was looked at; where the case has gone on meanwhile, it is looked at again.
"""

import re
import secrets
from dataclasses import dataclass, replace

from fastapi import Response
from markupsafe import Markup
from starlette.datastructures import FormData

from console.forms.begun import Form
from console.forms.beside import beside
from console.forms.echoing import Echo
from console.forms.foretelling import stopped, wanting
from console.forms.meanwhile import NOTHING, meanwhile
from console.forms.sending_back import back
from console.forms.showing import controls_of, parts_of, saying
from console.forms.taking import answered
from console.linking import named, with_texts
from console.visiting import root
from desk.errors import DeskError, KeyReused, StalePosition
from desk.naming import with_names
from desk.trial import FactTried, Trial
from domain.bilingual import Words
from domain.case.people import Person
from domain.law.errors import LawError
from domain.procedure import FACTS
from domain.procedure.receipts import Receipt


@dataclass(frozen=True)
class Becomes:
    """Something that becomes true, with what it says in this case."""

    title: Words
    said: tuple[Markup, ...]


@dataclass(frozen=True)
class Comes:
    """A document that is made, and of whom."""

    kind: str
    party: str


def straight(form: Form) -> Form | None:
    """Return a form as its move would be made, where there is nothing to be filled in, read or sent back before.

    Then its check is the first page; no draft is kept of it.
    """
    controls = controls_of(form)
    if not form.is_new or not all(one.is_fixed for one in controls) or beside(form) or back(form):
        return None
    body = {**form.draft.body, **{one.name: one.value for one in controls if one.value}}
    return replace(form, draft=replace(form.draft, body=body))


async def checked(form: Form, *, since: int | None = None) -> Response:
    """Show what the move would do now."""
    at_once = straight(form)
    form = at_once or form
    try:
        trial, foreseen = await form.tried()
    except (DeskError, LawError) as error:
        return answered(form, error)
    given, person = form.visitor.given, form.visitor.person
    position = await given.reading.position(person, form.agency, form.number) if form.number else 0
    people: list[Person] = [p for who in trial.told if (p := given.desk.directory.person(who))]
    return form.visitor.page(
        "check",
        form=form,
        case=form.known.case,
        trial=trial,
        facts=becoming(form, trial.facts),
        later=becoming(form, trial.once_confirmed),
        documents=coming(form, trial),
        wanting=wanting(form, foreseen),
        lapses=[saying(form)(one) for one in foreseen.lapses],
        stopped=stopped(form),
        people=people,
        position=position,
        news=await meanwhile(form, since) if since is not None else NOTHING,
        parts=parts_of(form, controls_of(form, part=ALL)),
        echo=Echo(form.visitor, form.known.case),
        asks=at_once is None,
    )


_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
"""A key that a page of ours gave."""
ALL: dict[str, int] = {}


def becoming(form: Form, facts: tuple[FactTried, ...]) -> tuple[Becomes, ...]:
    """Say facts as people read them, each kind once where it says nothing more."""
    voice, parties = form.visitor.voice, form.known.case.parties.names
    names = {one.id: one.name for one in form.visitor.given.desk.directory.persons.values()}
    found: dict[tuple[str, tuple[Markup, ...]], Becomes] = {}
    for fact in facts:
        title = FACTS[fact.kind].title
        told = (named(voice(with_names(words, parties)), names) for words in fact.words)
        sentences = tuple(with_texts(one, voice, root(form.visitor.request)) for one in told)
        found.setdefault((fact.kind, sentences), Becomes(title, sentences))
    return tuple(found.values())


def coming(form: Form, trial: Trial) -> tuple[Comes, ...]:
    """Return the documents that would be made."""
    case = form.known.case
    return tuple(
        Comes(one.kind, case.party(one.party).name if case.has_party(one.party) else "")
        for one in trial.documents
    )


async def made(form: Form, data: FormData) -> Response:
    """Make the move as it was looked at, once, however often it is sent."""
    key, position = str(data.get("key", "")), str(data.get("position", ""))
    if key != form.draft.key:
        at_once = straight(form) if _KEY.fullmatch(key) else None
        if at_once is None or await _first_answer(form, key):
            return await _made_before(form, key)
        form = replace(at_once, draft=replace(at_once.draft, key=key))
    expects = int(position) if position.isdigit() and form.number else None
    try:
        receipt = await form.made(expects)
    except StalePosition:
        return await checked(form, since=expects)
    except KeyReused:
        # What was sent under this key before was another text of this form, and was made: this one is looked at anew.
        fresh = replace(form.draft, key=secrets.token_urlsafe(16))
        form.visitor.given.form_drafts.save(fresh)
        return await checked(replace(form, draft=fresh), since=0 if form.number else None)
    except (DeskError, LawError) as error:
        return answered(form, error)
    form.forget()
    _, agency, number = receipt.case.split("/", 2)
    return _done(form, agency, number, receipt.position)


async def _made_before(form: Form, key: str) -> Response:
    """Answer a form whose draft is gone: it was made by an earlier click, or given up in another window."""
    receipt = await _first_answer(form, key)
    if receipt is None:
        return form.visitor.to(form.with_query(gone=1))
    _, agency, number = receipt.case.split("/", 2)
    return _done(form, agency, number, receipt.position)


async def _first_answer(form: Form, key: str) -> Receipt | None:
    """Return what was made under a key by an earlier click."""
    agency, number = form.agency, form.number or str(form.draft.body.get("number", ""))
    given, person = form.visitor.given, form.visitor.person
    if not number:
        return None
    return await given.desk.first_answer(agency or person.agency, number, person, key)


def _done(form: Form, agency: str, number: str, position: int) -> Response:
    return form.visitor.to(f"/cases/{agency}/{number}?made={form.kind.name}&at_least={position}")
