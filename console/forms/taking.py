"""A form that was sent (提交): it is kept first, whatever comes of it, also where the sign-in has ended meanwhile."""

import secrets
from collections.abc import AsyncIterator
from typing import Any

from fastapi import Request, Response
from starlette.datastructures import FormData

from console.curing import CHOOSE_ANEW, cure_of, why_of
from console.forms.begun import OPENS, Form, form_for
from console.forms.choosing import Choosing
from console.forms.controls import html_id
from console.forms.filling import Filling, added, removed
from console.forms.mistakes import NOT_READ
from console.forms.showing import Wrong, shown
from console.sessions import COOKIE, is_of
from console.visiting import (
    FormNotOurs,
    NotSignedIn,
    Visitor,
    own_path,
    sent,
    services,
    sessions,
    visitor_of,
)
from desk.errors import Barred, DeskError, Fault, Malformed, NumberTaken, UnknownFile
from desk.fields.form import form_of
from desk.fields.prefilled import proposals_of
from desk.fields.source import Known
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.keeping import KeepingError
from domain.case.sign_ins import FormDraft
from domain.law.errors import LawError
from domain.procedure import MOVES
from domain.procedure.language import Sort

QUIET = "keep"
"""What a page does by itself while somebody types: it is kept, and nothing is said."""


async def taken(request: Request, agency: str, number: str, move: str, party: int | None) -> Response:
    """Take what was typed: one more or one less of something, kept for later, or looked at before it is made."""
    visitor, data = await who_sends(request)
    form = await form_for(visitor, agency, number, move, party)
    form = form.begun_at(str(data.get("_position", "")))
    body = form.typed(data)
    names, faults = await _uploaded(form, body, data)
    form = form.save(body, names)
    what, _, path = str(data.get("do", "check")).partition(":")
    if what == QUIET:
        return Response(status_code=204)
    if faults:
        return shown(form, Wrong(faults=tuple(faults), status=422))
    if what in ("add", "remove", "fill", "part"):
        return _rearranged(form, what, path)
    if what in ("save", "look"):
        return visitor.to(form.with_query(kept=1) if what == "save" else form.path)
    return await _judged(form)


def _rearranged(form: Form, what: str, path: str) -> Response:
    """Show the form with one more or one less of something, with what the case has, or from another place on."""
    body, focus = dict(form.draft.body), html_id(path)
    query: dict[str, str | int] = {}
    if what == "add":
        place = added(body, path)
        focus, query = html_id(f"{path}.{place}"), {"first": f"{path}:{place}"}
    elif what == "remove":
        removed(body, path)
        focus = html_id(path.rpartition(".")[0])
    elif what == "fill":
        body[path] = _as_it_is(form, path)
    else:
        path, _, first = path.partition(":")
        focus, query = html_id(path), {"first": f"{path}:{first}"}
    form.save(body, {})
    return form.visitor.to(f"{form.with_query(focus=focus, **query)}#{focus}")


def _as_it_is(form: Form, path: str) -> list[dict[str, Any]]:
    """Return what the case has under a name, as it would be typed."""
    case = form.known.case
    if path == "proposals":
        return proposals_of(case) if case.opened else []
    found = (
        getattr(case.papers, path, ()) if case.opened and path in ("findings", "evidence", "basis") else ()
    )
    return [one.model_dump(mode="json", exclude_defaults=True) for one in found]


async def _judged(form: Form) -> Response:
    try:
        await form.tried()
    except (DeskError, LawError) as error:
        return answered(form, error)
    return form.visitor.to(form.beside("check"))


def answered(form: Form, error: DeskError | LawError) -> Response:
    """Return the form with what was wrong with it.

    Raises:
        DeskError: It is nothing that the form could say better than a page of its own.
    """
    if isinstance(error, LawError):
        return shown(form, Wrong(faults=(Fault("", error.why, error.cure),), status=409))
    if isinstance(error, UnknownFile):
        return shown(form, Wrong(faults=tuple(_lost(form, error)), status=422))
    if isinstance(error, Malformed):
        return shown(form, Wrong(faults=tuple(error.faults), status=422))
    if isinstance(error, Barred):
        of_form = any(refusal.sort is Sort.FORM for refusal in error.refusals)
        return shown(form, Wrong(refused=error.refusals, status=422 if of_form else 409))
    if isinstance(error, NumberTaken):
        fault = Fault("number", error.why, TAKE_ANOTHER)
        return shown(form, Wrong(faults=(fault,), status=422))
    raise error


TAKE_ANOTHER = Words("请换一个案号", "take another number")
NOT_THERE = Words("文件不在了，或者不是您可以使用的", "the file is not there, or not yours to use")


def _lost(form: Form, error: UnknownFile) -> list[Fault]:
    """Return a fault for each field that names a file which is not there."""
    found = []
    for name, value in _leaves(form.draft.body):
        if value in error.files:
            found.append(Fault(name, NOT_THERE, CHOOSE_ANEW))
    return found or [Fault("", NOT_THERE, CHOOSE_ANEW)]


def _leaves(value: Any, name: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        pairs = [(f"{name}.{key}" if name else key, inner) for key, inner in value.items()]
    elif isinstance(value, list):
        # Several lines or files of one field are one control.
        pairs = [
            (f"{name}.{place}" if isinstance(one, dict) else name, one) for place, one in enumerate(value)
        ]
    else:
        return [(name, value)]
    return [leaf for path, inner in pairs for leaf in _leaves(inner, path)]


async def who_sends(request: Request) -> tuple[Visitor, FormData]:
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
    move = (
        parts[4] if len(parts) > 4 else next((m for m, path in OPENS.items() if path == f"/{parts[0]}"), "")
    )
    agency, number = (parts[1], parts[2]) if len(parts) > 4 else ("", "")
    if move not in MOVES:
        return
    asked = request.query_params.get("party", "")
    party = int(asked) if asked.isdigit() else 0
    given, kind = services(request), MOVES[move]
    which = (person, agency, number, move, party)
    kept = given.form_drafts.of(*which)
    before, names = (kept.body, kept.names) if kept else ({}, {})
    body = {**before, **Filling(data, Choosing(Known(Case()))).body(form_of(kind), before)}
    key, position = (kept.key, kept.position) if kept else (secrets.token_urlsafe(16), 0)
    given.form_drafts.save(FormDraft(*which, body, names, key, position, given.reading.clock()))


# Files


async def _uploaded(form: Form, body: dict[str, Any], data: FormData) -> tuple[dict[str, str], list[Fault]]:
    """Bring the chosen files in, put their hashes where they belong, and return their names and what was not taken."""
    names: dict[str, str] = {}
    faults: list[Fault] = []
    for chosen in Filling(data, form.choosing).files(form.fields):
        name = chosen.file.filename or ""
        try:
            sha256 = await received(form.visitor, name, pieces_of(chosen.file))
        except (DeskError, KeepingError) as error:
            faults.append(Fault(chosen.name, NOT_READ.filled(why=why_of(error)), cure_of(error)))
            continue
        names[sha256] = name
        _put(body, chosen.name, sha256, many=chosen.many)
    return names, faults


async def received(visitor: Visitor, name: str, pieces: AsyncIterator[bytes]) -> str:
    """Take a file in and return its SHA-256."""
    upload = await visitor.given.uploads.receive(visitor.person, pieces, name=name, media_type="", key=None)
    return upload.sha256


async def pieces_of(file: Any) -> AsyncIterator[bytes]:
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
