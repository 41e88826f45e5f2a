"""Which statuses an address can answer with, beside the one where all is well, and what each means."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.errors import MEDIA_TYPE, STATUS, STATUS_OF_KEEPING, TITLES, of_http_itself
from api.schemas import REF
from api.shapes import CASE

MEANINGS = {
    "400": "不是 HTTP 请求 · no HTTP request at all",
    "401": "未表明身份 · no valid token",
    "403": "无权办理 · not this person's to do",
    "404": "没有，或不在查阅范围 · unknown, or not one's own",
    "406": "没有所要求的格式 · no answer in the format that Accept asks for",
    "408": "请求来得太慢，连接已关闭 · the request came too slowly, and the connection was closed",
    "409": "依法不能办理；obstacles 列出全部障碍 · barred; all obstacles are listed",
    "412": "案件已有新的进展 · the case has gone on",
    "413": "内容过大 · too large",
    "415": "不接受这种格式 · the body is in another format",
    "422": "内容有误；fields 或 obstacles 逐项列出 · unknown or wrong: each is named in fields or obstacles",
    "431": "请求头过大 · the headers are too large",
    "500": "系统内部错误；文件缺失或者损坏 · something went wrong; a file is missing or damaged",
    "503": "暂时不可用；磁盘已满 · engine or register is away; a disk is full",
}
"""405 is answered to a method that an address does not have, and so belongs to none that it has."""
OF_EVERY_ADDRESS = ("400", "406", "408", "422", "431", "500")


OF_ITS_OWN: Mapping[str, tuple[str, ...]] = {
    "/v1/operations": ("403",),
    f"{CASE}/dossier": ("403", "409"),  # The inner volume is no party's; what is not closed is not sealed.
    f"{CASE}/forms/{{form}}": ("409",),  # There may be nothing to be written on it.
    f"{CASE}/publication/{{paper}}": (
        "409",
    ),  # Nothing is public before the decision, or once it does not stand.
    f"{CASE}/deadlines/{{term}}": ("409",),  # The law may have no answer.
}
"""What some addresses answer besides."""


def statuses_of(path: str, method: str) -> tuple[str, ...]:
    """Return the statuses of problems that an operation can answer with."""
    return tuple(sorted(set(_statuses(path, method))))


def _statuses(path: str, method: str) -> Iterator[str]:
    yield from OF_EVERY_ADDRESS
    if path in ("/health", "/docs"):
        return
    yield "503"
    if path == "/ready":
        return
    yield "401"
    if "{" in path:
        yield "404"
    if method == "post":
        yield from ("403", "413", "415")
    if method == "post" and path != "/v1/rehearsals":
        yield "409"
    if "/moves/" in path:
        yield "412"
    yield from OF_ITS_OWN.get(path, ())


def components() -> dict[str, Any]:
    """Return the answers for whatever goes wrong, by status."""
    return {status: _problem(status) for status in MEANINGS}


def _problem(status: str) -> dict[str, Any]:
    of_the_desk = {
        one.code
        for kind, of in STATUS.items()
        if str(of) == status
        for one in (kind, *kind.__subclasses__())
        if STATUS.get(one, of) == of
    }
    of_disks = {kind.code for kind, of in STATUS_OF_KEEPING.items() if str(of) == status}
    codes = sorted(of_the_desk | of_disks | of_http_itself(int(status)))
    headers: dict[str, Any] = {
        "X-Request-Id": {"schema": {"type": "string"}, "description": "请求编号 · the request's id"}
    }
    if status == "401":
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}, "required": True}
    if status == "503":
        headers["Retry-After"] = {"schema": {"type": "integer"}, "description": "秒 · seconds"}
    return {
        "description": MEANINGS[status] + (f"（{', '.join(codes)}）" if codes else ""),
        "headers": headers,
        "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}},
        "x-codes": codes,
        "x-title": str(TITLES[int(status)]),
    }
