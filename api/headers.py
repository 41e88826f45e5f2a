"""Request headers, strictly: those that we read, each once, each in its one written form; own ones that are misspelt are refused.

Headers of HTTP that we do not read are passed over, as HTTP wants it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from fastapi.routing import APIRoute

from api.errors import BodyEncoded, MediaTypeNotTaken, NotAcceptable
from desk.errors import Fault
from desk.forms import INSTANT
from domain.bilingual import Words, listed


class HeaderForm(NamedTuple):
    """A header that we read, how it is written, and what is said where it is written otherwise."""

    name: str
    pattern: str
    fault: Fault

    @property
    def anchored(self) -> str:
        return f"^(?:{self.pattern})$"


KEY = HeaderForm(
    "Idempotency-Key",
    "[!-~]{1,64}",
    Fault(
        "Idempotency-Key",
        Words("每次写入须带幂等键", "every write carries a key of its own"),
        Words(
            "请在请求头 Idempotency-Key 中填写1至64个可见 ASCII 字符，重试时不变",
            "send 1 to 64 visible ASCII characters in the header Idempotency-Key, the same for each retry",
        ),
    ),
)
POSITION = HeaderForm(
    "If-Match",
    r'"[0-9]{1,9}"|\*',
    Fault(
        "If-Match",
        Words("不是案件的 ETag", "it is no ETag of a case"),
        Words(
            "请在 If-Match 中填写读取案件时的 ETag，连同引号",
            "give in If-Match the ETag with which the case was read, with its quotes",
        ),
    ),
)
CLOCK = HeaderForm(
    "X-Tingshu-Clock",
    INSTANT.pattern,
    Fault(
        "X-Tingshu-Clock",
        Words("不是带时区的时刻", "it is no instant with its offset"),
        Words(
            "请在 X-Tingshu-Clock 中写作 2026-05-25T09:00:00+08:00",
            "write it in X-Tingshu-Clock as 2026-05-25T09:00:00+08:00",
        ),
    ),
)
REQUEST_ID = HeaderForm(
    "X-Request-Id",
    "[A-Za-z0-9._-]{1,64}",
    Fault(
        "X-Request-Id",
        Words("不是规定的写法", "it is not in its one written form"),
        Words(
            "请在 X-Request-Id 中填写1至64个字母、数字、点、下划线或者连字符，或者不填",
            "give 1 to 64 letters, digits, dots, underscores or hyphens in X-Request-Id, or leave it out",
        ),
    ),
)
FORMS = {form.name.lower(): form for form in (KEY, POSITION, CLOCK, REQUEST_ID)}
ONCE = (*FORMS, "content-type")
OWN = "x-tingshu-"
CONDITIONS = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range")
"""What makes a write depend on something: whoever sends it relies on its being heeded."""

TWICE = Words("请求头写了多次", "the header is given more than once")
NO_SUCH_HEADER = Words("此地址没有这个请求头", "this address has no such header")
CHECK_SPELLING = Words("请核对拼写；可用的有：{known}", "check its spelling; there are: {known}")
NOT_HEEDED = Words("此地址不按这个条件办理", "this address does not heed that condition")
LEAVE_OUT = Words("请去掉请求头 {name}", "leave out the header {name}")


def header_faults(request: Request, taken: frozenset[str], required: frozenset[str]) -> Iterator[Fault]:
    """Name what is wrong with the headers of a request; `taken` are those that its route reads, in small letters."""
    given = request.headers
    known = taken | {REQUEST_ID.name.lower()}
    for name in ONCE:
        if len(given.getlist(name)) > 1:
            shown = FORMS[name].name if name in FORMS else "Content-Type"
            yield Fault(shown, TWICE, Words("请只保留一个 {name}", "give {name} once").filled(name=shown))
    for name in sorted(known & FORMS.keys()):
        values = given.getlist(name)
        wrong = any(re.fullmatch(FORMS[name].pattern, value) is None for value in values)
        if wrong or (not values and name in required):
            yield FORMS[name].fault
    own = [FORMS[name].name for name in sorted(taken) if name.startswith(OWN)]
    for name in dict.fromkeys(given.keys()):
        if name.startswith(OWN) and name not in taken:
            cure = CHECK_SPELLING.filled(known=listed(own) if own else "–")
            yield Fault(name[:64], NO_SUCH_HEADER, cure)
        elif request.method == "POST" and name in CONDITIONS and name not in taken:
            yield Fault(name, NOT_HEEDED, LEAVE_OUT.filled(name=name))


JSON = "application/json"
YAML = "application/yaml"
_UTF8 = re.compile(r'charset="?utf-8"?', re.IGNORECASE)


def check_content(request: Request, route: APIRoute) -> None:
    """Refuse a body in another media type or encoding than the route takes, and answers that the caller does not.

    Raises:
        BodyEncoded: The body is compressed.
        MediaTypeNotTaken: It is not what the route takes.
        NotAcceptable: The caller takes no answer of ours.
    """
    taken = media_types_of(route)
    if taken:
        encoding = ",".join(request.headers.getlist("content-encoding")).strip().lower()
        if encoding not in ("", "identity"):
            raise BodyEncoded
        given = request.headers.get("content-type", "")
        texts = sorted(taken & {JSON, YAML})
        if texts and not any(_is(given, kind) for kind in texts):
            raise MediaTypeNotTaken(" / ".join(texts))
    answers = answer_type(route)
    if answers and not accepts(",".join(request.headers.getlist("accept")), answers):
        raise NotAcceptable(answers)


def media_types_of(route: APIRoute) -> frozenset[str]:
    """The media types of the body that a route takes; none where it takes no body."""
    extra: dict[str, Any] = route.openapi_extra or {}
    return frozenset(extra.get("requestBody", {}).get("content", {}))


def answer_type(route: APIRoute) -> str:
    """The media type of a route's answer; nothing where it is that of a file, or leads on."""
    kind = route.response_class
    if kind in (StreamingResponse, RedirectResponse):
        return ""
    return "text/html" if kind is HTMLResponse else JSON


def _is(given: str, wanted: str) -> bool:
    kind, *more = (part.strip() for part in given.split(";"))
    return kind.lower() == wanted and all(_UTF8.fullmatch(part) for part in more)


def accepts(given: str, wanted: str) -> bool:
    """Whether a header Accept takes a media type."""
    if not given.strip():
        return True
    family = wanted.partition("/")[0]
    weights = dict[str, float]()
    for one in given.split(","):
        kind, *more = (part.strip().lower() for part in one.split(";"))
        quality = next((part[2:] for part in more if part.startswith("q=")), "1")
        if re.fullmatch(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?", quality):
            weights[kind] = max(weights.get(kind, 0), float(quality))
    asked = next((weights[kind] for kind in (wanted, f"{family}/*", "*/*") if kind in weights), 0)
    return asked > 0
