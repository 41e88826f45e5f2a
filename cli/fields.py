"""A move's body as it is typed: `party=1 service.mode=post documents=[1,2] service.proof=@scan.pdf`."""

import json
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

Upload = Callable[[Path], Awaitable[str]]


class BadField(ValueError):
    """What was typed is no field; the message says how one is written."""


async def body_from(
    fields: Iterable[str], upload: Upload, start: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the body. A dotted name goes into the object, `[…]`, `{…}`, true, false, null are JSON, `@FILE` is uploaded.

    Raises:
        BadField: Something typed is no field.
    """
    body = dict(start or {})
    for typed in fields:
        name, sign, value = typed.partition("=")
        if not sign or not name:
            raise BadField(
                f"{typed}：写作 名称=值 · write it as name=value, such as party=1 or service.mode=post"
            )
        put(body, name.split("."), await _value(name, value, upload))
    return body


async def _value(name: str, typed: str, upload: Upload) -> Any:
    if typed.startswith("@"):
        path = Path(typed[1:])
        if not path.is_file():
            raise BadField(f"{name}：没有文件 {path} · no such file: {path}")
        return await upload(path)
    # Numbers stay text: an identifier of digits is no number, and the models read both.
    if typed[:1] in ("[", "{") or typed in ("true", "false", "null"):
        try:
            return json.loads(typed)
        except ValueError as error:
            raise BadField(f"{name}：不是有效的 JSON · not valid JSON: {typed}") from error
    return typed


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
            raise BadField(
                f"{'.'.join(path)}：{step} 已经是一个值 · {step} is a value already, not an object"
            )
        body = inner
    body[path[-1]] = value
