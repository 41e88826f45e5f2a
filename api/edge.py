"""The outermost layer: a request id for the logs, headers that keep browsers careful, one log line, no leak."""

import re
import time
import uuid

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import internal
from api.headers import REQUEST_ID
from api.methods import allowed

logger = structlog.stdlib.get_logger("api")

SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)


class Edge:
    """ASGI middleware, plain: Starlette's own class for it costs more than a whole read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, _request_id(scope), bare=scope["method"] == "HEAD")
        if answer.bare:
            # Whatever may be read may be asked for by its headers alone.
            scope = {**scope, "method": "GET"}
        scope["request_id"] = answer.request_id
        structlog.contextvars.bind_contextvars(request_id=answer.request_id)
        began = time.perf_counter()
        try:
            if scope["method"] == "OPTIONS" and (methods := allowed(scope["app"], scope["path"])):
                await Response(status_code=204, headers={"Allow": methods})(scope, receive, answer.send)
            else:
                await self._app(scope, receive, answer.send)
        except ClientDisconnect:
            logger.info("the caller left before the request was whole", route=_route(scope))
        except Exception:  # the outermost edge: logged, and answered without saying more
            logger.exception("request failed", method=scope["method"], route=_route(scope))
            if not answer.status:
                await internal()(scope, receive, answer.send)
        finally:
            _log(scope, answer.status, time.perf_counter() - began)
            structlog.contextvars.clear_contextvars()


class _Answer:
    def __init__(self, send: Send, request_id: str, *, bare: bool) -> None:
        self._send = send
        self.bare = bare
        self.request_id = request_id
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = {name for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(header for header in SECURITY if header[0] not in own),
                (b"x-request-id", self.request_id.encode()),
            ]
        elif self.bare:
            message["body"] = b""
        await self._send(message)


def _request_id(scope: Scope) -> str:
    """The caller's own, where it is one; another is refused behind, and the answer has one of ours."""
    given = next((v for k, v in scope["headers"] if k == b"x-request-id"), b"").decode("latin-1")
    return given if re.fullmatch(REQUEST_ID.pattern, given) else uuid.uuid4().hex


def _route(scope: Scope) -> str:
    """The route's pattern: a path may carry what somebody typed, a pattern does not."""
    return getattr(scope.get("route"), "path", "")


def _case(scope: Scope) -> str | None:
    """The case, once it is known to be one: what was typed in its place may be anybody's name or number."""
    params: dict[str, str] = scope.get("path_params", {})
    return f"{params['agency']}/{params['number']}" if "number" in params else None


def _log(scope: Scope, status: int, seconds: float) -> None:
    reads = scope["method"] in ("GET", "HEAD") and status < 400
    level = "debug" if reads else "error" if status >= 500 else "info"
    getattr(logger, level)(
        "request",
        method=scope["method"],
        route=_route(scope),
        case=_case(scope) if status not in (404, 422) else None,
        person=scope.get("person"),
        status=status,
        ms=round(seconds * 1000, 1),
    )
