"""A move's body as it is typed: `party=1 service.mode=post documents=[1,2] service.proof=@scan.pdf`."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from desk.errors import Fault, Malformed
from domain.bilingual import Words

WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")

Upload = Callable[[Path], Awaitable[str]]

NO_FIELD = (
    Words("这不是字段", "this is no field"),
    Words(
        "请写作 名称=值，例如 party=1 或者 service.mode=post",
        "write it as name=value, such as party=1 or service.mode=post",
    ),
)
NO_FILE = Words("没有文件 {path}", "there is no file {path}")
CHECK_PATH = Words("请核对 {name}=@ 之后的路径", "check the path after {name}=@")
NO_JSON = Words("不是有效的 JSON：{typed}", "not valid JSON: {typed}")
CHECK_JSON = Words(
    '请写作 [1,2] 或者 {"mode": "post"}，并用单引号括住',
    'write it as [1,2] or {"mode": "post"}, in single quotes',
)
NO_OBJECT = Words("{step} 已经是一个值", "{step} is a value already, not an object")
GIVE_ONE = Words("请删去 {step}= 或者 {step}. 其中之一", "leave out either {step}= or {step}.")


async def body_from(
    fields: Iterable[str], upload: Upload, start: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the body. A dotted name goes into the object, `[…]`, `{…}`, true, false, null are JSON, `@FILE` is uploaded.

    Raises:
        Malformed: Something typed is no field.
    """
    body = dict(start or {})
    for typed in fields:
        name, sign, value = typed.partition("=")
        if not sign or not name:
            raise Malformed(Fault(typed, *NO_FIELD))
        put(body, name.split("."), await _value(name, value, upload))
    return body


async def _value(name: str, typed: str, upload: Upload) -> Any:
    if typed.startswith("@"):
        path = Path(typed[1:])
        if not path.is_file():
            raise Malformed(Fault(name, NO_FILE.filled(path=path), CHECK_PATH.filled(name=name)))
        return await upload(path)
    # Numbers stay text here: an identifier of digits is no number. `numbers_of` knows the field.
    if typed[:1] in ("[", "{") or typed in ("true", "false", "null"):
        try:
            return json.loads(typed)
        except ValueError as error:
            raise Malformed(Fault(name, NO_JSON.filled(typed=typed), CHECK_JSON)) from error
    return typed


def numbers_of(kind: Any, typed: Any) -> Any:
    """Return what was typed with a number wherever the model wants one: in a shell everything is text.

    `kind` is a model or what a field of one is annotated with.
    """
    if isinstance(typed, dict) and (model := _model_in(kind)) is not None:
        fields = model.model_fields
        return {
            name: numbers_of(fields[name].annotation, value) if name in fields else value
            for name, value in typed.items()
        }
    if isinstance(typed, list):
        return [numbers_of(kind, value) for value in typed]
    wanted = set(_leaves(kind))
    if isinstance(typed, str) and int in wanted and str not in wanted and WHOLE.fullmatch(typed):
        return int(typed)
    return typed


def _leaves(kind: Any) -> Iterator[Any]:
    arguments = [a for a in get_args(kind) if a is not Ellipsis]
    if get_origin(kind) is Annotated:
        arguments = arguments[:1]
    if not arguments:
        yield kind
    for argument in arguments:
        yield from _leaves(argument)


def _model_in(kind: Any) -> type[BaseModel] | None:
    found = [leaf for leaf in _leaves(kind) if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    return found[0] if found else None


def put(body: dict[str, Any], path: list[str], value: Any) -> None:
    """Put a value into its place, making the objects on the way.

    >>> body = {}
    >>> put(body, ["service", "mode"], "post")
    >>> body
    {'service': {'mode': 'post'}}
    """
    for step in path[:-1]:
        inner = body.setdefault(step, {})
        if not isinstance(inner, dict):
            raise Malformed(Fault(".".join(path), NO_OBJECT.filled(step=step), GIVE_ONE.filled(step=step)))
        body = inner
    body[path[-1]] = value
