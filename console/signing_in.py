"""Signing in and out (登录), and the language."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from console.sessions import COOKIE, PATH
from console.visiting import (
    LANGUAGE,
    NotSignedIn,
    Signed,
    frame,
    renderer,
    root,
    services,
    sessions,
    voice_of,
)
from console.voice import LANGUAGES

router = APIRouter()
A_YEAR = 365 * 24 * 3600


def _within(path: str) -> str:
    """Return a path within the console; whatever else was named, its first page."""
    named = urlsplit(path)
    inside = path.startswith("/") and not path.startswith("//") and not named.netloc and "\\" not in path
    return path if inside else "/"


@router.get("/sign-in")
async def choose(request: Request, next: str = "/") -> Response:
    """Show who may sign in: with demo identities, everybody of the directory."""
    directory = services(request).desk.directory
    groups = directory.at_screens() if services(request).identities.demo else {}
    named = [(directory.agency(code), members) for code, members in groups.items()]
    values = frame(request, None) | {"groups": named, "next": _within(next)}
    return renderer(request).page("sign_in", voice_of(request), **values)


@router.post("/sign-in")
async def sign_in(
    request: Request, person: Annotated[str, Form()], next: Annotated[str, Form()] = "/"
) -> Response:
    """Sign a demo person in.

    Raises:
        NotSignedIn: There is no such person, or an id alone is not believed here.
    """
    known = await services(request).identities.of_id(person)
    if known is None:
        raise NotSignedIn
    answer = RedirectResponse(root(request) + _within(next), status_code=303)
    secure = request.url.scheme == "https"
    token = sessions(request).begin(known)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path=PATH)
    return answer


@router.post("/sign-out")
async def sign_out(visitor: Signed) -> Response:
    """End the sign-in, for every window of this browser."""
    await visitor.form()
    sessions(visitor.request).end(visitor.sign_in)
    answer = visitor.to("/sign-in")
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


@router.get("/language/{language}")
async def speak(request: Request, language: str, next: str = "/") -> Response:
    """Choose the language, and come back."""
    answer = RedirectResponse(root(request) + _within(next), status_code=303)
    if language in LANGUAGES:
        answer.set_cookie(LANGUAGE, language, max_age=A_YEAR, samesite="strict", path=PATH)
    return answer
