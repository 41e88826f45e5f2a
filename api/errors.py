"""Problem details (RFC 9457) for whatever goes wrong: code, article, and why and cure in Chinese and English.

What a refusal is in HTTP is said here and nowhere else.

DeskError (desk.errors)
├── NotIdentified    no token, or none that is known        401
├── BodyTooLarge     a JSON body over 1 MiB                  413
├── MediaTypeNotTaken, BodyEncoded   a body of another kind  415
├── NotAcceptable    the caller takes no answer of ours      406
└── …                what the desk refuses: see there

KeepingError (domain.case.keeping)   a full disk, a store that is away 503; a file lost or damaged 500
"""

import json
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.methods import allowed
from desk.bodies import fault_of
from desk.errors import (
    BadDatabase,
    Barred,
    DeskError,
    EngineBehind,
    FileTooLarge,
    FormTooSoon,
    KeptApart,
    KeyReused,
    LookAgain,
    Malformed,
    NoDataFolder,
    NoFonts,
    NotJudged,
    NotSetUp,
    NotToRelease,
    NumberTaken,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
    of_register,
)
from domain.bilingual import Words
from domain.case.keeping import (
    DiskFull,
    FileDamaged,
    FileMissing,
    KeepingError,
    StoreAway,
    StoreUnusable,
)
from domain.law.errors import LawError
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Sort

logger = structlog.stdlib.get_logger("api")

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: Words("请求无法理解", "the request cannot be understood"),
    401: Words("未表明身份", "who is asking is not known"),
    403: Words("无权办理", "not this person's to do"),
    404: Words("没有找到", "not found"),
    405: Words("此地址不支持该方法", "this address does not take that method"),
    406: Words("没有所要求的格式", "there is no answer in that format"),
    408: Words("请求太慢", "the request came too slowly"),
    409: Words("依法不能办理", "barred by law or by the order of the case"),
    412: Words("案件已有新的进展", "the case has gone on"),
    413: Words("内容过大", "too large"),
    431: Words("请求头过大", "the headers are too large"),
    415: Words("不接受这种格式", "bodies of that kind are not taken"),
    422: Words("内容有误", "unknown or wrong fields"),
    500: Words("系统内部错误", "something went wrong inside"),
    503: Words("暂时不可用", "away for a moment"),
}


class NotIdentified(DeskError):
    code = "NotIdentified"

    def __init__(self) -> None:
        super().__init__(
            Words("没有有效的令牌", "there is no valid token"),
            Words(
                "请在请求头 Authorization 中写作 Bearer 令牌",
                "send the token in the header Authorization, as Bearer",
            ),
        )


UPLOAD_FIRST = Words(
    "请先上传长文本和文件（POST /v1/documents）", "upload long texts and files first (POST /v1/documents)"
)


class BodyTooLarge(DeskError):
    code = "BodyTooLarge"

    def __init__(self, limit: int, cure: Words = UPLOAD_FIRST) -> None:
        """`limit` is in bytes."""
        size = f"{limit // 1024} KiB"
        super().__init__(Words(f"请求体超过 {size}", f"the body is over {size}"), cure)


class MediaTypeNotTaken(DeskError):
    code = "MediaTypeNotTaken"

    def __init__(self, wanted: str) -> None:
        super().__init__(
            Words("请求体的格式（Content-Type）不是所要求的", "the media type of the body is not taken here"),
            Words(
                f"请将请求头 Content-Type 写作 {wanted}，请求体按此格式发送",
                f"send the body as {wanted}, and say so in the header Content-Type",
            ),
        )


class BodyEncoded(DeskError):
    code = "BodyEncoded"

    def __init__(self) -> None:
        super().__init__(
            Words("不接受压缩的请求体", "compressed bodies are not taken"),
            Words(
                "请不压缩发送，并去掉请求头 Content-Encoding",
                "send it as it is, and leave out the header Content-Encoding",
            ),
        )


class NotAcceptable(DeskError):
    code = "NotAcceptable"

    def __init__(self, offered: str) -> None:
        super().__init__(
            Words(f"此地址的回答是 {offered}", f"what is answered here is {offered}"),
            Words(
                f"请在请求头 Accept 中写明 {offered}，或者不写",
                f"name {offered} in the header Accept, or leave it out",
            ),
        )


STATUS_OF_SORT = {Sort.ORDER: 409, Sort.PERSON: 403, Sort.FORM: 422}
STATUS: dict[type[DeskError], int] = {
    NotIdentified: 401,
    BodyTooLarge: 413,
    MediaTypeNotTaken: 415,
    BodyEncoded: 415,
    NotAcceptable: 406,
    Unknown: 404,
    Malformed: 422,
    UnknownFile: 422,
    FormTooSoon: 409,
    KeyReused: 409,
    NumberTaken: 409,
    StalePosition: 412,
    LookAgain: 503,
    EngineBehind: 503,
    NotJudged: 500,
    NotSetUp: 503,
    NoDataFolder: 503,
    NoFonts: 503,
    KeptApart: 403,
    NotToRelease: 403,
    FileTooLarge: 413,
    Unavailable: 503,
    BadDatabase: 503,
}
"""But for `Barred`, whose obstacles have a sort each."""
STATUS_OF_KEEPING: dict[type[KeepingError], int] = {
    DiskFull: 503,
    FileMissing: 500,
    FileDamaged: 500,
    StoreAway: 503,
    StoreUnusable: 503,
}


def status_of(error: DeskError) -> int:
    """Return the status of what the desk refuses; of several obstacles the order of the law comes first."""
    if isinstance(error, Barred):
        found = {STATUS_OF_SORT[refusal.sort] for refusal in error.refusals}
        return 409 if 409 in found else max(found)
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(
    status: int, code: str, why: Words, cure: Words, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """Return the answer for one thing that went wrong."""
    body = {
        "type": f"urn:tingshu:problem:{code}",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": str(why.followed_by(cure)),
        "code": code,
        "article": "",
        "why": why.as_dict(),
        "cure": cure.as_dict(),
        **more,
    }
    return Response(
        json.dumps(body, ensure_ascii=False).encode(), status, headers=headers, media_type=MEDIA_TYPE
    )


def of_desk(error: DeskError) -> Response:
    """Return the answer for what the desk refuses."""
    headers: dict[str, str] = {}
    more: dict[str, Any] = {}
    if isinstance(error, NotIdentified):
        headers["WWW-Authenticate"] = 'Bearer realm="tingshu"'
    if isinstance(error, BodyEncoded):
        headers["Accept-Encoding"] = "identity"
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Malformed):
        more["fields"] = [fault.as_dict() for fault in error.faults]
    if isinstance(error, Barred):
        more["obstacles"] = [refusal.as_dict() for refusal in error.refusals]
        more["article"] = more["obstacles"][0]["article"]
    return problem(status_of(error), error.code, error.why, error.cure, headers=headers, **more)


def of_keeping(error: KeepingError) -> Response:
    """Return the answer for a disk that takes no more, a store that is away, or a file that was lost or damaged."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, DiskFull | StoreAway) else {}
    status = STATUS_OF_KEEPING[type(error)]
    return problem(status, error.code, error.why, error.cure, headers=headers, **error.about)


def internal() -> Response:
    """Return the answer for what nobody foresaw; it says nothing of the inside."""
    return problem(
        500,
        "Internal",
        Words("系统内部错误，已记入日志", "something went wrong, and is in the log"),
        Words("请将 X-Request-ID 告知管理员", "tell the operator the X-Request-ID"),
    )


_OF_CONNECTIONS = {
    400: (
        "NotHttp",
        Words("不是有效的 HTTP 请求", "this is no HTTP request"),
        Words("请核对请求行和请求头 Content-Length", "check the request line and the header Content-Length"),
    ),
    408: (
        "TooSlow",
        Words("请求来得太慢", "the request came too slowly"),
        Words("请重新发送整个请求（同一 Idempotency-Key）", "send it whole, under the same Idempotency-Key"),
    ),
    431: (
        "HeadersTooLarge",
        Words("请求头超过 64 KiB", "the headers are over 64 KiB"),
        Words("请缩短请求头，如 Authorization", "shorten the headers, such as Authorization"),
    ),
}


def of_connection(status: int) -> Response:
    """Return the answer to what did not become a request."""
    return problem(status, *_OF_CONNECTIONS[status])


_SEE_THE_ADDRESSES = Words("请对照 /openapi.json 所列的地址", "see the addresses at /openapi.json")
_OF_HTTP = {
    404: ("NotFound", Words("没有这个地址", "there is no such address"), _SEE_THE_ADDRESSES),
    405: (
        "MethodNotAllowed",
        TITLES[405],
        Words("请改用响应头 Allow 所列的方法", "use a method of the header Allow"),
    ),
}


def of_http_itself(status: int) -> set[str]:
    """Return the code under which HTTP itself, and not the desk, answers with a status."""
    found = {**_OF_CONNECTIONS, **_OF_HTTP}.get(status)
    return {found[0]} if found else {"Internal"} if status == 500 else set()


def _plain(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    phrase = HTTPStatus(status).phrase
    why = TITLES.get(status) or Words("请求未被接受", f"the request was not taken: {phrase}")
    code, why, cure = _OF_HTTP.get(status) or ("".join(phrase.split()), why, _SEE_THE_ADDRESSES)
    headers = dict(error.headers or {})
    if status == 405:
        headers["Allow"] = allowed(request.app, request.url.path)
    return problem(status, code, why, cure, headers=headers)


def _invalid(error: RequestValidationError) -> Response:
    return of_desk(Malformed(*(fault_of(wrong, str(wrong["loc"][-1])) for wrong in error.errors())))


def handle_errors(app: FastAPI, away: tuple[type[Exception], ...]) -> None:
    """Answer every error as a problem; `away` are those of a register or a store that cannot be reached."""

    @app.exception_handler(DeskError)
    async def desk_error(request: Request, error: DeskError) -> Response:
        return of_desk(error)

    @app.exception_handler(KeepingError)
    async def keeping_error(request: Request, error: KeepingError) -> Response:
        logger.error("something is wrong with a disk", code=error.code, **error.about)
        return of_keeping(error)

    @app.exception_handler(LawError)
    async def law_error(request: Request, error: LawError) -> Response:
        return of_desk(Barred(refused_by_law(error)))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return _plain(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return _invalid(error)

    async def unavailable(request: Request, error: Exception) -> Response:
        return of_desk(of_register(error))

    for kind in away:
        app.add_exception_handler(kind, unavailable)
