"""Who looks at a page (来访): the person signed in, in which language, and what every page needs of both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from console.rendering import Renderer
from console.sessions import COOKIE, Sessions, form_token, is_of
from console.voice import CHINESE, Voice
from desk.services import Services
from domain.case.people import Person, Role
from domain.case.sign_ins import SignIn

LANGUAGE = "tingshu-language"
MOST_FIELDS = 20_000
"""Fields of one form: the largest has some thousand answers of five."""


class NotSignedIn(Exception):
    """Nobody is signed in, or not any more."""


class FormNotOurs(Exception):
    """A form that does not come from a page of ours, or from one of another sign-in."""


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation."""

    path: str
    zh: str
    en: str


WORK = Place("/", "待办", "To do")
CASES = Place("/cases", "案件", "Cases")
DUE = Place("/due", "期限", "Deadlines")
OPENING = Place("/open", "启动案件", "Open a case")
LAW = Place("/law", "法规", "Law")
REHEARSAL = Place("/rehearsal", "预演", "Rehearsal")
STATUS = Place("/status", "运行", "Status")


def places_of(person: Person) -> list[Place]:
    """Return where a person may go."""
    found = [WORK, CASES, DUE] if person.agency or person.supervises else [WORK]
    if Role.OFFICER in person.roles:
        found.append(OPENING)
    found += [LAW, REHEARSAL]
    if {Role.OPERATOR, Role.SUPERVISOR} & set(person.roles):
        found.append(STATUS)
    return found


class Visitor:
    """One person looking at one page."""

    def __init__(self, request: Request, person: Person, sign_in: SignIn) -> None:
        self.request = request
        self.person = person
        self.sign_in = sign_in
        self.voice = voice_of(request)
        self.given = services(request)

    @property
    def request_id(self) -> str:
        found: str = self.request.scope.get("request_id", "")
        return found

    @property
    def now(self) -> datetime:
        """The civil instant at which the office is: on an installation for learning, perhaps another than the real one."""
        return self.given.opens_at() or self.given.reading.clock()

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page with the frame of this person around it."""
        return renderer(self.request).page(
            template, self.voice, status=status, **frame(self.request, self), **values
        )

    async def form(self) -> FormData:
        """Return what was sent.

        Raises:
            FormNotOurs: It comes from elsewhere.
        """
        data = await sent(self.request)
        if not is_of(self.sign_in, str(data.get("_token", ""))):
            raise FormNotOurs
        return data

    def to(self, path: str) -> Response:
        """Lead on after a form was taken."""
        return RedirectResponse(root(self.request) + path, status_code=303)


async def sent(request: Request) -> FormData:
    """Return the fields and files of a form; what is in files lies on the disk meanwhile."""
    return await request.form(max_fields=MOST_FIELDS, max_files=1_000, max_part_size=8 * 1024 * 1024)


def frame(request: Request, visitor: Visitor | None) -> dict[str, Any]:
    """Return what stands around every page."""
    given = services(request)
    return {
        "visitor": visitor,
        "person": visitor.person if visitor else None,
        "agency": given.desk.directory.agency(visitor.person.agency) if visitor else None,
        "places": places_of(visitor.person) if visitor else [],
        "here": own_path(request),
        "token": form_token(visitor.sign_in) if visitor else "",
        "demo": given.identities.demo,
        "version": given.version,
    }


def services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


def renderer(request: Request) -> Renderer:
    found: Renderer = request.app.state.renderer
    return found


def sessions(request: Request) -> Sessions:
    found: Sessions = request.app.state.sessions
    return found


def root(request: Request) -> str:
    found: str = request.app.state.root
    return found


def voice_of(request: Request) -> Voice:
    return Voice(request.cookies.get(LANGUAGE, CHINESE))


def own_path(request: Request) -> str:
    """Return the path within the console, with its query: where one comes back to."""
    path = request.url.path.removeprefix(root(request)) or "/"
    return f"{path}?{request.url.query}" if request.url.query else path


def sign_in_path(request: Request) -> str:
    back = own_path(request)
    if back.startswith(("/sign-in", "/sign-out")):
        back = "/"  # nobody wants to come back to where one signs in or out
    return f"{root(request)}/sign-in?next={quote(back, safe='')}"


async def visitor_of(request: Request) -> Visitor:
    """Return who looks.

    Raises:
        NotSignedIn: Nobody, or not any more.
    """
    kept = sessions(request)
    sign_in = kept.known(request.cookies.get(COOKIE))
    person = kept.person(sign_in) if sign_in else None
    if sign_in is None or person is None:
        raise NotSignedIn
    request.scope["person"] = person.id
    return Visitor(request, person, sign_in)


Signed = Annotated[Visitor, Depends(visitor_of)]
