"""A move on a screen (办理): its form, what it would do in words, and making it. One route for every move.

What is typed lies as a draft with its person until the move is made: a mistake, the end of a sign-in, a closed lid lose
nothing. The draft holds the idempotency key too, so that a second click does nothing twice.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from console.forms.controls import Typed, controls
from console.forms.filling import added, chosen_files, filled, removed, sent_body
from console.linking import Saying
from console.sessions import COOKIE, is_of
from console.visiting import (
    FormNotOurs,
    NotSignedIn,
    Signed,
    Visitor,
    own_path,
    sent,
    services,
    sessions,
    visitor_of,
)
from desk.errors import (
    MOVE,
    Barred,
    DeskError,
    Fault,
    KeyReused,
    Malformed,
    NumberTaken,
    StalePosition,
    Unknown,
)
from desk.fields.choices import Known
from desk.fields.form import Field, form_of
from desk.fields.typed import numbers_of
from desk.requests import Asked
from desk.trial import Trial, tried
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Person
from domain.case.sign_ins import FormDraft
from domain.procedure import FACTS, MOVES
from domain.procedure.language import Move, Refused, Sort
from domain.procedure.lists import MoveFilter
from domain.procedure.receipts import Receipt

router = APIRouter()
CASE = "/cases/{agency}/{number}"
DO = CASE + "/do/{move}"
OPENS = {"open_case": "/open", "take_over_case": "/take-over"}
NOT_READ = Words("文件没有收下：{why}", "the file was not taken: {why}")


@dataclass(frozen=True)
class Form:
    """One form before one person: the move, in which case, for which party, and what is typed in it."""

    visitor: Visitor
    kind: type[Move]
    agency: str
    number: str
    party: int | None
    known: Known
    draft: FormDraft

    @property
    def fields(self) -> tuple[Field, ...]:
        return form_of(self.kind)

    @property
    def path(self) -> str:
        """Its address within the console."""
        if self.kind.opens:
            return OPENS[self.kind.name]
        ending = f"?party={self.party}" if self.party is not None else ""
        return f"/cases/{self.agency}/{self.number}/do/{self.kind.name}{ending}"

    def beside(self, step: str) -> str:
        """The address of a step of the same form: `check`, `make`, `give-up`."""
        path, mark, query = self.path.partition("?")
        return f"{path}/{step}{mark}{query}"

    @property
    def body(self) -> dict[str, Any]:
        """What is asked for, as the desk reads it."""
        body = sent_body(self.fields, self.draft.body)
        found: dict[str, Any] = numbers_of(self.kind, body)
        return found

    def asked(self, expects: int | None = None) -> Asked:
        return Asked(
            self.visitor.person,
            self.kind.name,
            self.body,
            self.draft.key,
            self.visitor.request_id,
            expects=expects,
        )

    async def tried(self) -> Trial:
        """Judge it at this moment, without making it."""
        given = self.visitor.given
        if self.kind.name == "open_case":
            return tried(*await given.desk.dry_opening(self.asked(), clock=given.opens_at()))
        if self.kind.opens:
            return await given.desk.dry_taking_over(self.asked(), clock=given.opens_at())
        at = await given.reading.now_of(self.visitor.person, self.agency, self.number)
        return tried(*await given.desk.dry_run(self.agency, self.number, self.asked(), at=at))

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

    def forget(self) -> None:
        self.visitor.given.form_drafts.drop(self.draft)


async def form_for(visitor: Visitor, agency: str, number: str, move: str, party: int | None) -> Form:
    """Return a form with what this person has typed in it before.

    Raises:
        Unknown: There is no such case or move, or it is not this person's.
    """
    kind = MOVES.get(move)
    if kind is None:
        raise Unknown(MOVE)
    known = await known_of(visitor, agency, number, party)
    drafts = visitor.given.form_drafts
    kept = drafts.of(visitor.person.id, agency, number, move, party or 0)
    if kept is None:
        at = visitor.given.reading.clock()
        start = _start(kind, visitor, party)
        kept = FormDraft(
            visitor.person.id, agency, number, move, party or 0, start, {}, secrets.token_urlsafe(16), 0, at
        )
    return Form(visitor, kind, agency, number, party, known, kept)


def _start(kind: type[Move], visitor: Visitor, party: int | None) -> dict[str, Any]:
    """What is known before anybody types: the party for whom the form was opened; the agency of who opens a case."""
    if kind.opens:
        return {"agency": visitor.person.agency}
    if party is None:
        return {}
    return {"party": party} if "party" in kind.model_fields else {"parties": [party]}


async def known_of(visitor: Visitor, agency: str, number: str, party: int | None) -> Known:
    """Return what the choices of a form are taken from."""
    directory = visitor.given.desk.directory
    code = agency or visitor.person.agency
    people = tuple(p for p in directory.persons.values() if code in (p.agency, *p.supervises))
    if not number:
        return Known(Case(), people, party)
    case = await visitor.given.reading.folded(visitor.person, agency, number, request=visitor.request_id)
    at = await visitor.given.reading.now_of(visitor.person, agency, number)
    return Known(case, people, party, at)


# The pages


@router.get(DO)
async def show(visitor: Signed, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Show the form of a move, or why it may not be made now."""
    form = await form_for(visitor, agency, number, move, party)
    return shown(form, barred=await barred(form))


@router.post(DO)
async def take(request: Request, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Take what was typed: one more or one less of something, kept for later, or looked at before it is made."""
    return await taken(request, agency, number, move, party)


@router.get(DO + "/check")
async def check(visitor: Signed, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Show what the move would make true, before it is made."""
    return await checked(await form_for(visitor, agency, number, move, party))


@router.post(DO + "/make")
async def make(visitor: Signed, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Make it."""
    data = await visitor.form()
    return await made(await form_for(visitor, agency, number, move, party), data)


@router.post(DO + "/give-up")
async def give_up(visitor: Signed, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Forget what was typed."""
    await visitor.form()
    (await form_for(visitor, agency, number, move, party)).forget()
    return visitor.to(f"/cases/{agency}/{number}")


@router.get("/open")
async def show_opening(visitor: Signed) -> Response:
    """Show the form by which a case is opened."""
    return shown(await form_for(visitor, "", "", "open_case", None))


@router.post("/open")
async def take_opening(request: Request) -> Response:
    """Take what was typed of a new case."""
    return await taken(request, "", "", "open_case", None)


@router.get("/open/check")
async def check_opening(visitor: Signed) -> Response:
    """Show what opening the case would make true."""
    return await checked(await form_for(visitor, "", "", "open_case", None))


@router.post("/open/make")
async def make_opening(visitor: Signed) -> Response:
    """Open it."""
    data = await visitor.form()
    return await made(await form_for(visitor, "", "", "open_case", None), data)


@router.post("/open/give-up")
async def give_up_opening(visitor: Signed) -> Response:
    """Forget what was typed of a new case."""
    await visitor.form()
    (await form_for(visitor, "", "", "open_case", None)).forget()
    return visitor.to("/")


# What they do


async def barred(form: Form) -> tuple[dict[str, Any], ...]:
    """Return what stands in the way before anything is typed."""
    wanted = MoveFilter(move=form.kind.name, party=form.party)
    options = await form.visitor.given.reading.moves(form.visitor.person, form.agency, form.number, wanted)
    return options.barred[0].refusals if options.barred and not options.available else ()


def shown(
    form: Form,
    *,
    faults: tuple[Fault, ...] = (),
    refused: tuple[Refused, ...] = (),
    barred: tuple[dict[str, Any], ...] = (),
    status: int = 200,
) -> Response:
    """Return the form with what is typed in it and what is wrong with that."""
    fixed = frozenset({"party"} if form.party is not None else ())
    typed = Typed(form.draft.body, form.draft.names, faults, fixed)
    said = Saying(form.visitor.voice, lambda move: href(form, move), form.fields)
    return form.visitor.page(
        _template(form.kind),
        status=status,
        form=form,
        case=form.known.case,
        controls={control.name: control for control in controls(form.fields, form.known, typed)},
        faults=faults,
        refused=refused,
        barred=barred,
        said=said,
        is_kept=bool(form.draft.position or form.draft.body != _start(form.kind, form.visitor, form.party)),
    )


def _template(kind: type[Move]) -> str:
    """The page of a form: every move has one and the same, unless it has one composed by hand."""
    return f"forms/{kind.name}" if kind.name in COMPOSED else "form"


COMPOSED: frozenset[str] = frozenset()
"""Moves whose form is composed by hand on the same macros."""


def href(form: Form, move: str) -> str:
    """Return where a move of the same case is made."""
    if not form.number or MOVES[move].opens:
        return ""
    return f"{form.visitor.request.app.state.root}/cases/{form.agency}/{form.number}/do/{move}"


async def taken(request: Request, agency: str, number: str, move: str, party: int | None) -> Response:
    """Take what was typed, and keep it even where the sign-in has ended meanwhile."""
    visitor, data = await _who_sends(request)
    form = await form_for(visitor, agency, number, move, party)
    body = filled(form.fields, data)
    body = {**_start(form.kind, visitor, party), **body} if party is not None else body
    names, faults = await _uploaded(form, body, data)
    form = form.save(body, names)
    what, _, path = str(data.get("do", "check")).partition(":")
    if what in ("add", "remove"):
        form = form.save((added if what == "add" else removed)(dict(body), path), {})
        return visitor.to(f"{form.path}#f-{path.replace('.', '-')}")
    if faults:
        return shown(form, faults=tuple(faults), status=422)
    if what == "save":
        return visitor.to(f"{form.path}{'&' if '?' in form.path else '?'}kept=1")
    try:
        await form.tried()
    except (Malformed, Barred, NumberTaken, DeskError) as error:
        return _answered(form, error)
    return visitor.to(form.beside("check"))


async def _who_sends(request: Request) -> tuple[Visitor, FormData]:
    """Return who sent a form, and what; of somebody whose sign-in has ended it is kept, and the person signs in again.

    Raises:
        NotSignedIn: The sign-in has ended; what was typed is kept.
        FormNotOurs: It comes from elsewhere.
    """
    data = await sent(request)
    sign_in = sessions(request).known(request.cookies.get(COOKIE))
    if sign_in is None or not is_of(sign_in, str(data.get("_token", ""))):
        raise FormNotOurs if sign_in else NotSignedIn
    try:
        return await visitor_of(request), data
    except NotSignedIn:
        await _keep_for(request, sign_in.person, data)
        raise


async def _keep_for(request: Request, person: str, data: FormData) -> None:
    """Keep what somebody sent whose sign-in had ended, for when this person is back."""
    parts = own_path(request).partition("?")[0].strip("/").split("/")
    move = parts[4] if len(parts) > 4 else "open_case"
    agency, number = (parts[1], parts[2]) if len(parts) > 4 else ("", "")
    if move not in MOVES:
        return
    party = str(request.query_params.get("party", "0"))
    given, body = services(request), filled(form_of(MOVES[move]), data)
    which = (person, agency, number, move, int(party) if party.isdigit() else 0)
    kept = given.form_drafts.of(*which)
    key, names = (kept.key, kept.names) if kept else (secrets.token_urlsafe(16), {})
    given.form_drafts.save(FormDraft(*which, body, names, key, 0, given.reading.clock()))


async def _uploaded(form: Form, body: dict[str, Any], data: FormData) -> tuple[dict[str, str], list[Fault]]:
    """Bring the chosen files in, put their hashes where they belong, and return their names and what was not taken."""
    names: dict[str, str] = {}
    faults: list[Fault] = []
    for chosen in chosen_files(form.fields, data):
        name = chosen.file.filename or ""
        try:
            upload = await form.visitor.given.uploads.receive(
                form.visitor.person, _pieces(chosen.file), name=name, media_type="", key=None
            )
        except DeskError as error:
            why = listed_why(error)
            faults.append(Fault(chosen.name, NOT_READ.filled(why=why), error.cure))
            continue
        names[upload.sha256] = name
        _put(body, chosen.name, upload.sha256, many=chosen.many)
    return names, faults


def listed_why(error: DeskError) -> Words:
    return error.faults[0].why if isinstance(error, Malformed) and error.faults else error.why


async def _pieces(file: Any) -> Any:
    while piece := await file.read(1024 * 1024):
        yield piece


def _put(body: dict[str, Any], name: str, sha256: str, *, many: bool) -> None:
    inside: Any = body
    *above, last = name.split(".")
    for step in above:
        inside = inside[int(step)] if isinstance(inside, list) else inside.setdefault(step, {})
    if many:
        inside.setdefault(last, []).append(sha256)
    else:
        inside[last] = sha256


def _answered(form: Form, error: DeskError) -> Response:
    """Return the form with what was wrong with it.

    Raises:
        DeskError: It is nothing that the form could mend.
    """
    if isinstance(error, Malformed):
        return shown(form, faults=tuple(error.faults), status=422)
    if isinstance(error, Barred):
        faults = any(refusal.sort is Sort.FORM for refusal in error.refusals)
        return shown(form, refused=error.refusals, status=422 if faults else 409)
    if isinstance(error, NumberTaken):
        return shown(form, faults=(Fault("number", error.why, error.cure),), status=422)
    raise error


async def checked(form: Form, *, since: int | None = None) -> Response:
    """Show what the move would do now."""
    try:
        trial = await form.tried()
    except (Malformed, Barred, NumberTaken) as error:
        return _answered(form, error)
    given, person = form.visitor.given, form.visitor.person
    position = 0
    if form.number:
        position = (await given.reading.case(person, form.agency, form.number)).position
    new = []
    if since is not None:
        entries = await given.reading.entries(person, form.agency, form.number, after=since)
        new = [(entry, FACTS[entry.fact].title) for entry in entries]
    directory = given.desk.directory
    people: list[Person] = [p for who in trial.told if (p := directory.person(who))]
    typed = Typed(form.draft.body, form.draft.names)
    return form.visitor.page(
        "check",
        form=form,
        case=form.known.case,
        trial=trial,
        titles={kind: fact.title for kind, fact in FACTS.items()},
        people=people,
        position=position,
        new=new,
        controls=controls(form.fields, form.known, typed),
    )


async def made(form: Form, data: FormData) -> Response:
    """Make the move as it was looked at; where the case has gone on meanwhile, it is looked at again."""
    position = str(data.get("position", ""))
    try:
        receipt = await form.made(int(position) if position.isdigit() and int(position) else None)
    except StalePosition:
        return await checked(form, since=int(position))
    except KeyReused:
        # What was sent under this key before was another text of this form, and was made: this one is looked at anew.
        fresh = replace(form.draft, key=secrets.token_urlsafe(16))
        form.visitor.given.form_drafts.save(fresh)
        return await checked(replace(form, draft=fresh), since=0 if form.number else None)
    except (Malformed, Barred, NumberTaken) as error:
        return _answered(form, error)
    form.forget()
    _, agency, number = receipt.case.split("/", 2)
    return form.visitor.to(f"/cases/{agency}/{number}?made={form.kind.name}&at_least={receipt.position}")
