"""A move on a screen (办理): its form, what it would do in words, and making it. One route for every move."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from console.curing import cure_of, why_of
from console.forms.begun import OPENS, Form, form_for
from console.forms.checking import checked, made, straight
from console.forms.controls import html_id
from console.forms.meanwhile import meanwhile
from console.forms.mistakes import NOT_READ
from console.forms.numbering import highest
from console.forms.showing import At, Wrong, barred, shown
from console.forms.taking import received, taken
from console.rendering import HEADERS
from console.sessions import is_of
from console.visiting import FormNotOurs, Signed, Visitor, renderer
from desk.errors import DeskError
from domain.case.keeping import KeepingError
from domain.procedure.lists import CaseFilter

router = APIRouter()
DO = "/cases/{agency}/{number}/do/{move}"
TOKEN = "X-Form-Token"
NAME = "X-File-Name"
LOOKED_THROUGH = 50
"""Cases, the newest first, among which the last number is sought: they are not always opened in its order."""


class Where(BaseModel):
    """Where in a form somebody is, as its address says."""

    party: int | None = None
    focus: str = ""
    first: str = ""
    """`evidence:20`: the evidence from the twenty-first on."""
    kept: bool = False
    gone: bool = False


NOWHERE = Where()


@router.get(DO)
async def show(
    visitor: Signed,
    agency: str,
    number: str,
    move: str,
    where: Annotated[Where, Query()] = NOWHERE,
) -> Response:
    """Show the form of a move, or why it may not be made now."""
    return await _show(await form_for(visitor, agency, number, move, where.party), where)


@router.post(DO)
async def take(request: Request, agency: str, number: str, move: str, party: int | None = None) -> Response:
    """Take what was typed: one more or one less of something, kept for later, or looked at before it is made."""
    return await taken(request, agency, number, move, party)


@router.post(DO + "/file")
async def bring(
    visitor: Signed, agency: str, number: str, move: str, name: str, party: int | None = None
) -> Response:
    """Take one file in while the form is filled in, and return how it stands there."""
    return await _brought(await form_for(visitor, agency, number, move, party), name)


@router.get(DO + "/check")
@router.get(DO + "/make")
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


def _opening(path: str, move: str) -> None:
    """Add the pages of a form by which a case comes into being: it has no case yet."""

    @router.get(path)
    async def show_opening(visitor: Signed, where: Annotated[Where, Query()] = NOWHERE) -> Response:
        return await _show(await form_for(visitor, "", "", move, None), where)

    @router.post(path)
    async def take_opening(request: Request) -> Response:
        return await taken(request, "", "", move, None)

    @router.post(path + "/file")
    async def bring_opening(visitor: Signed, name: str) -> Response:
        return await _brought(await form_for(visitor, "", "", move, None), name)

    @router.get(path + "/check")
    @router.get(path + "/make")
    async def check_opening(visitor: Signed) -> Response:
        return await checked(await form_for(visitor, "", "", move, None))

    @router.post(path + "/make")
    async def make_opening(visitor: Signed) -> Response:
        data = await visitor.form()
        return await made(await form_for(visitor, "", "", move, None), data)

    @router.post(path + "/give-up")
    async def give_up_opening(visitor: Signed) -> Response:
        await visitor.form()
        (await form_for(visitor, "", "", move, None)).forget()
        return visitor.to("/")


for _move, _path in OPENS.items():
    _opening(_path, _move)


async def _show(form: Form, where: Where) -> Response:
    name, _, place = where.first.rpartition(":")
    part = {name: int(place)} if place.isdigit() else {}
    if form.kind.opens:
        form = replace(form, known=replace(form.known, newest=await _newest(form.visitor)))
    at = At(where.focus, part, is_saved=where.kept, is_gone=where.gone)
    wrong = Wrong(barred=await barred(form))
    if not (wrong.barred or where.gone or where.focus) and straight(form):
        return form.visitor.to(form.beside("check"))
    # A form that nobody has begun is shown as the case stands now.
    news = await meanwhile(form, form.draft.position if form.is_begun else 0)
    return shown(form, wrong, at, news)


async def _newest(visitor: Visitor) -> str:
    """Return the highest number that follows the pattern of the case that was opened last, as far as this person sees."""
    page = await visitor.given.reading.cases(
        visitor.person, CaseFilter(), limit=LOOKED_THROUGH, request=visitor.request_id
    )
    return highest([row["number"] for row in page.items])


async def _brought(form: Form, name: str) -> Response:
    visitor = form.visitor
    _of_ours(visitor)
    called = unquote(visitor.request.headers.get(NAME, ""))
    try:
        sha256 = await received(visitor, called, visitor.request.stream())
    except (DeskError, KeepingError) as error:
        why, cure = visitor.voice(NOT_READ.filled(why=why_of(error))), visitor.voice(cure_of(error))
        return _fragment(visitor, "refused_file", 422, id=html_id(name), why=why, cure=cure)
    form.save(dict(form.draft.body), {sha256: called})
    return _fragment(visitor, "kept_file", 200, name=name, sha256=sha256, called=called)


def _of_ours(visitor: Visitor) -> None:
    """See to it that a file comes from a page of ours.

    Raises:
        FormNotOurs: It does not.
    """
    if not is_of(visitor.sign_in, visitor.request.headers.get(TOKEN, "")):
        raise FormNotOurs


def _fragment(visitor: Visitor, template: str, status: int, **values: str) -> Response:
    root: str = visitor.request.app.state.root
    html = renderer(visitor.request).fragment(f"parts/{template}", visitor.voice, root=root, **values)
    return HTMLResponse(html, status_code=status, headers=HEADERS)
