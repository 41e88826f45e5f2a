"""What goes wrong (出错), as a page that says what to do: nobody signed in, no such page, not yours, changed meanwhile, away."""

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from console.curing import FAILED, LOOK, TELL, cure_of, why_of
from console.sessions import COOKIE
from console.visiting import (
    FormNotOurs,
    NotSignedIn,
    Visitor,
    frame,
    own_path,
    renderer,
    sessions,
    sign_in_path,
    voice_of,
)
from desk.errors import (
    Barred,
    DeskError,
    KeptApart,
    Malformed,
    NotToRelease,
    StalePosition,
    Unavailable,
    Unknown,
    of_register,
)
from domain.bilingual import Words
from domain.case.keeping import DiskFull, KeepingError, StoreAway
from domain.law.errors import LawError
from domain.procedure.language import Sort

logger = structlog.stdlib.get_logger("console")

NO_PAGE = Words("没有这个页面", "There is no such page")
NOT_OURS = Words("表单已失效", "This form is not valid any more")
AGAIN = Words(
    "没有办理任何事项。请退回上一页，刷新后重新提交；所填内容已存为草稿的，会自动填入",
    "Nothing was done. Go back, load the page again and send it once more; what was kept as a draft is filled in",
)
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Unknown, 404),
    (Barred, 409),
    (StalePosition, 409),
    (NotToRelease, 403),
    (KeptApart, 409),
    (Malformed, 422),
    (LawError, 409),
    (DiskFull, 503),
    (StoreAway, 503),
    (Unavailable, 503),
)


def handle(app: FastAPI, away: tuple[type[Exception], ...]) -> None:
    """Answer with a page whatever goes wrong."""
    app.add_exception_handler(NotSignedIn, _sign_in)
    app.add_exception_handler(FormNotOurs, _saying(403, NOT_OURS, AGAIN))
    app.add_exception_handler(RequestValidationError, _saying(404, NO_PAGE, LOOK))
    app.add_exception_handler(HTTPException, _http)
    for ours in (DeskError, KeepingError, LawError):
        app.add_exception_handler(ours, _refused)
    for kind in away:
        app.add_exception_handler(kind, _away)


async def _sign_in(request: Request, error: Exception) -> Response:
    return RedirectResponse(sign_in_path(request), status_code=303)


def _saying(status: int, why: Words, cure: Words) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def say(request: Request, error: Exception) -> Response:
        return problem(request, status, why, cure)

    return say


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem(request, status, NO_PAGE if status < 500 else FAILED, LOOK if status < 500 else TELL)


async def _refused(request: Request, error: Exception) -> Response:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if isinstance(error, Barred) and error.refusals[0].sort is Sort.PERSON:
        status = 403
    return problem(request, status, why_of(error), cure_of(error))


async def _away(request: Request, error: Exception) -> Response:
    logger.warning("register away", error=type(error).__name__)
    return await _refused(request, of_register(error))


def _is_shown(request: Request) -> bool:
    """Whether the same address can be looked at: a form and its check can, where they were sent."""
    return request.method == "GET" or "/do/" in request.url.path


def problem(request: Request, status: int, why: Words, cure: Words) -> Response:
    """Return a page that says what is wrong and what to do."""
    sign_in = None
    try:
        sign_in = sessions(request).known(request.cookies.get(COOKIE))
        person = sessions(request).person(sign_in) if sign_in else None
    except Exception:  # the register is away: the page is shown all the same
        person = None
    visitor = Visitor(request, person, sign_in) if person and sign_in else None
    values = {
        "why": why,
        "cure": cure,
        "status_code": status,
        "again": own_path(request) if status in (409, 503) and _is_shown(request) else "",
        "request_id": request.scope.get("request_id", ""),
    }
    return renderer(request).page(
        "problem", voice_of(request), status=status, **frame(request, visitor), **values
    )
