"""Limits at the door: how long each text and each list of a request may be, refused by field, with the cure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from desk.bodies import LONGEST_PATH
from desk.errors import Fault, Malformed
from desk.forms import LARGEST
from domain.bilingual import Words
from domain.lengths import AtMost, Held, Limit, held_by
from domain.texts import SHORT, addresses

TOO_LONG = Words("有{length}字，超过{most}字", "it has {length} characters, more than {most}")
SHORTEN = Words("请将 {field} 缩短到{most}字以内", "shorten {field} to {most} characters at most")
SHORTEN_OR_UPLOAD = Words(
    "请将 {field} 缩短到{most}字以内，更长的内容作为文件上传（POST /v1/documents，tingshu document put）",
    "shorten {field} to {most} characters at most, and upload what is longer as a file"
    " (POST /v1/documents, tingshu document put)",
)
TOO_MANY = Words("有{length}项，超过{most}项", "it has {length} items, more than {most}")
DIVIDE = Words(
    "请将 {field} 减到{most}项以内，其余的另行提交",
    "reduce {field} to {most} items at most, and hand in the rest separately",
)
TOO_LARGE = Words("数字过大或者位数过多", "the number is too large, or has too many digits")
CHECK_NUMBER = Words("请核对 {field}，填写实际的数", "check {field} and give the real number")
BLANK = Words("只有空白", "it has nothing but blanks")
FILL_IN = Words("请在 {field} 中填写内容", "write something in {field}")
AN_ADDRESS = Words(
    "含有系统所存文字的地址（store:…），不是正文",
    "it has the address of a stored text (store:…), which is no text",
)
SEND_THE_TEXT = Words(
    "请在 {field} 中填写正文本身；已存的文字可用 GET /v1/documents/{{sha256}}（tingshu document get）取得",
    "send the text itself in {field}; what is stored is read with GET /v1/documents/{{sha256}} (tingshu document get)",
)


class Found(NamedTuple):
    """What is beyond its limit in a request."""

    path: tuple[str, ...]
    why: Words
    cure: Words

    @property
    def fault(self) -> Fault:
        field = ".".join(self.path)[:LONGEST_PATH]
        return Fault(field, self.why, self.cure.filled(field=field))


def check_limits(move: BaseModel) -> None:
    """Refuse what is longer than its field allows, or is no text but an address.

    Raises:
        Malformed: Every such field is named.
    """
    if found := [beyond.fault for beyond in _in_fields(move, ())]:
        raise Malformed(*found)


def _in_fields(record: BaseModel, path: tuple[str, ...]) -> Iterator[Found]:
    for name, held in held_by(type(record)).items():
        value = getattr(record, name)
        if value is not None:
            yield from _in_value(value, held, (*path, name))


def _in_value(value: Any, held: Held, path: tuple[str, ...]) -> Iterator[Found]:
    if isinstance(value, str):
        if held.limit is not None:
            yield from _in_text(value, held.limit, path)
    elif isinstance(value, BaseModel):
        yield from _in_fields(value, path)
    elif isinstance(value, tuple):
        yield from _in_items(dict(enumerate(value)), held, path)
    elif isinstance(value, dict):
        yield from _in_items(value, held, path)
        yield from _in_value(tuple(value), held, path)
    elif isinstance(value, int) and abs(value) > LARGEST:
        yield Found(path, TOO_LARGE, CHECK_NUMBER)


def _in_items(items: Mapping[Any, Any], held: Held, path: tuple[str, ...]) -> Iterator[Found]:
    if held.most is not None and len(items) > held.most.most:
        yield Found(path, *_beyond(len(items), held.most, TOO_MANY, DIVIDE))
        return
    for place, item in items.items():
        yield from _in_value(item, held, (*path, str(place)))


def _in_text(text: str, limit: Limit, path: tuple[str, ...]) -> Iterator[Found]:
    if len(text) > limit.most:
        cure = SHORTEN_OR_UPLOAD if limit.stored else SHORTEN
        yield Found(path, *_beyond(len(text), limit, TOO_LONG, cure))
    elif any(addresses(text)):
        yield Found(path, AN_ADDRESS, SEND_THE_TEXT)
    elif len(text) > SHORT and text.isspace():
        # An address would stand for it, and no rule could see that nothing is said.
        yield Found(path, BLANK, FILL_IN)


def _beyond(length: int, limit: Limit | AtMost, why: Words, cure: Words) -> tuple[Words, Words]:
    said = {"length": f"{length:,}", "most": f"{limit.most:,}"}
    return why.filled(**said), cure.filled(field="{field}", **said)
