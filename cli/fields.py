"""A move's body as it is typed: `party=1 service.mode=post documents=[1,2] answers.0.point=S1 service.proof=@scan.pdf`."""

import json
from collections.abc import Awaitable, Callable, Container, Iterable
from pathlib import Path
from typing import Any

from desk.errors import Fault, Malformed
from desk.fields.typed import put
from domain.bilingual import Words

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


async def with_files(body: Any, files: Container[str], upload: Upload, name: str = "") -> Any:
    """Return a body of a file or a form in which every `@FILE` is uploaded; `files` are the names of the fields for it.

    Raises:
        Malformed: There is no such file.
    """
    if isinstance(body, dict):
        return {key: await with_files(value, files, upload, key) for key, value in body.items()}
    if isinstance(body, list):
        return [await with_files(value, files, upload, name) for value in body]
    if name in files and isinstance(body, str) and body.startswith("@"):
        return await _found(name, body, upload)
    return body


async def _found(name: str, typed: str, upload: Upload) -> str:
    path = Path(typed[1:])
    if not path.is_file():
        raise Malformed(Fault(name, NO_FILE.filled(path=path), CHECK_PATH.filled(name=name)))
    return await uploaded(name, path, upload)


async def uploaded(name: str, path: Path, upload: Upload) -> str:
    """Upload a file that is named in a field or an argument of this name.

    Raises:
        Malformed: It is not taken.
    """
    try:
        return await upload(path)
    except Malformed as error:
        # What is wrong with the file is wrong with the field that names it: nobody has typed a `name` here.
        raise Malformed(*(Fault(name, fault.why, fault.cure) for fault in error.faults)) from error


async def _value(name: str, typed: str, upload: Upload) -> Any:
    if typed.startswith("@"):
        return await _found(name, typed, upload)
    # Numbers stay text here: an identifier of digits is no number. `numbers_of` knows the field.
    if typed[:1] in ("[", "{") or typed in ("true", "false", "null"):
        try:
            return json.loads(typed)
        except ValueError as error:
            raise Malformed(Fault(name, NO_JSON.filled(typed=typed), CHECK_JSON)) from error
    return typed
