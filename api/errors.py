"""Problem details (RFC 9457) for whatever goes wrong, in Chinese and English, with the article and the cure.

DeskError (desk.errors)
├── NotIdentified    no token, or none that is known        401
├── BodyTooLarge     a JSON body over 1 MiB                  413
└── …                what the desk refuses: see there
"""

import json
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from desk.bodies import fault
from desk.errors import Barred, DeskError, Malformed, Unavailable, barred_by_law
from domain.law.errors import LawError

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "请求无法理解 · the request cannot be understood",
    401: "未表明身份 · who is asking is not known",
    403: "无权办理 · not this person's to do",
    404: "没有找到 · not found",
    405: "此地址不支持该方法 · this address does not take that method",
    409: "依法不能办理 · barred by law or by the order of the case",
    412: "案件已有新的进展 · the case has moved on",
    413: "内容过大 · too large",
    422: "内容有误 · unknown or wrong fields",
    500: "系统内部错误 · something went wrong inside",
    503: "暂时不可用 · away for a moment",
}


class NotIdentified(DeskError):
    code, status = "NotIdentified", 401

    def __init__(self) -> None:
        super().__init__(
            "请在 Authorization 头中提供有效的令牌 · send a valid token in the Authorization header, as Bearer"
        )


class BodyTooLarge(DeskError):
    code, status = "BodyTooLarge", 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"请求体超过 {limit // 1024} KiB：长文本和文件请先 POST /v1/documents"
            f" · the body is over {limit // 1024} KiB: upload long texts and files to /v1/documents first"
        )


def problem(
    status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """Return the answer for one thing that went wrong; `detail` is `中文 · English`."""
    zh, _, en = detail.partition(" · ")
    body = {
        "type": f"urn:tingshu:problem:{code}",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "zh": zh,
        "en": en or zh,
        "article": "",
        "cure": cure_of(zh, en),
        **more,
    }
    return Response(
        json.dumps(body, ensure_ascii=False).encode(), status, headers=headers, media_type=MEDIA_TYPE
    )


def cure_of(zh: str, en: str) -> str:
    """Return what would make it possible: what stands behind the colon, or the whole sentence."""
    return f"{zh.rpartition('：')[2]} · {en.rpartition(': ')[2]}" if en else zh


def of_desk(error: DeskError) -> Response:
    """Return the answer for what the desk refuses."""
    headers: dict[str, str] = {}
    more: dict[str, Any] = {}
    if isinstance(error, NotIdentified):
        headers["WWW-Authenticate"] = 'Bearer realm="tingshu"'
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Malformed):
        more["fields"] = [{**f, "cure": f["message"]} for f in error.fields]
        more["cure"] = "；".join(f"{f['field']}：{f['message']}" for f in error.fields)
    if isinstance(error, Barred):
        more["obstacles"] = [{**r, "cure": cure_of(r["zh"], r["en"])} for r in error.refusals]
        more["article"] = error.refusals[0]["article"]
    return problem(error.status, error.code, str(error), headers=headers, **more)


def internal() -> Response:
    """Return the answer for what nobody foresaw; it says nothing of the inside."""
    return problem(
        500,
        "Internal",
        "系统内部错误，已记入日志：请凭 X-Request-ID 联系管理员"
        " · something went wrong and is in the log: give the X-Request-ID to the operator",
    )


def _plain(error: HTTPException) -> Response:
    codes = {404: "NotFound", 405: "MethodNotAllowed"}
    code = codes.get(error.status_code, "".join(HTTPStatus(error.status_code).phrase.split()))
    told = {
        404: "没有这个地址：可用的地址见 /openapi.json · no such address: see /openapi.json",
        405: "此地址不支持该方法：见 Allow 头 · this address does not take that method: see the Allow header",
    }
    detail = told.get(error.status_code, TITLES.get(error.status_code, code))
    return problem(error.status_code, code, detail, headers=dict(error.headers or {}))


def _invalid(error: RequestValidationError) -> Response:
    fields = [fault(str(e["loc"][-1]), str(e["msg"])) for e in error.errors()]
    return of_desk(Malformed(fields))


def handle_errors(app: FastAPI, away: tuple[type[Exception], ...]) -> None:
    """Answer every error as a problem; `away` are those of a register or a store that cannot be reached."""

    @app.exception_handler(DeskError)
    async def desk_error(request: Request, error: DeskError) -> Response:
        return of_desk(error)

    @app.exception_handler(LawError)
    async def law_error(request: Request, error: LawError) -> Response:
        return of_desk(barred_by_law(error.code, str(error)))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return _plain(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return _invalid(error)

    async def unavailable(request: Request, error: Exception) -> Response:
        return of_desk(Unavailable("登记簿 register"))

    for kind in away:
        app.add_exception_handler(kind, unavailable)
