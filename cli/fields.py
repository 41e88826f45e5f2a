"""A move's body as it is typed: `party=1 service.mode=post documents=[1,2] answers.0.point=S1 service.proof=@scan.pdf`."""

import json
import re
from collections.abc import Awaitable, Callable, Container, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
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
NO_OBJECT = Words("{step} 与已经填写的值不合", "{step} does not fit the value that is given already")
LEFT_OUT = Words("跳过了第 {place} 项", "item {place} was left out")
IN_ORDER = Words("各项请从 0 起依次填写", "number the items from 0, without a gap")
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


def numbers_of(kind: Any, typed: Any) -> Any:
    """Return what was typed with a number wherever the model wants one: in a shell everything is text.

    An amount is written as text; in a file it may stand as a whole number.

    `kind` is a model or what a field of one is annotated with.
    """
    if isinstance(typed, dict) and (model := model_in(kind)) is not None:
        fields = model.model_fields
        return {
            name: numbers_of(fields[name].annotation, value) if name in fields else value
            for name, value in typed.items()
        }
    if isinstance(typed, list):
        return [numbers_of(kind, value) for value in typed]
    wanted = set(leaves(kind))
    if isinstance(typed, str) and int in wanted and str not in wanted and WHOLE.fullmatch(typed):
        return int(typed)
    if type(typed) is int and Decimal in wanted and int not in wanted:
        return str(typed)
    return typed


def leaves(kind: Any) -> Iterator[Any]:
    """Yield the types that stand in an annotation, at any depth of its arguments."""
    arguments = [a for a in get_args(kind) if a is not Ellipsis]
    if get_origin(kind) is Annotated:
        arguments = arguments[:1]
    if not arguments:
        yield kind
    for argument in arguments:
        yield from leaves(argument)


def model_in(kind: Any) -> type[BaseModel] | None:
    """Return the model of a group of fields."""
    found = [leaf for leaf in leaves(kind) if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    return found[0] if found else None


def put(body: dict[str, Any], path: list[str], value: Any) -> None:
    """Put a value into its place, making the objects and lists on the way; a number is a place in a list, from 0.

    >>> body = {}
    >>> put(body, ["answers", "0", "point"], "S1")
    >>> put(body, ["answers", "0", "outcome"], "adopted")
    >>> body
    {'answers': [{'point': 'S1', 'outcome': 'adopted'}]}
    """
    inside: Any = body
    for step, following in pairwise(path):
        inside = _entered(inside, step, [] if following.isdigit() else {}, path)
    _set(inside, path[-1], value, path)


def _set(inside: Any, step: str, value: Any, path: list[str]) -> None:
    if isinstance(inside, dict):
        inside[step] = value
    elif not step.isdigit():
        raise Malformed(Fault(".".join(path), NO_OBJECT.filled(step=step), GIVE_ONE.filled(step=step)))
    elif int(step) < len(inside):
        inside[int(step)] = value
    elif int(step) == len(inside):
        inside.append(value)
    else:
        raise Malformed(Fault(".".join(path), LEFT_OUT.filled(place=len(inside)), IN_ORDER))


def _entered(inside: Any, step: str, new: Any, path: list[str]) -> Any:
    """Return the object or list at a step, a new one where there is none."""
    known = inside if isinstance(inside, dict) else {str(place): item for place, item in enumerate(inside)}
    there = known.get(step)
    if there is None:
        _set(inside, step, new, path)
        return new
    if type(there) is not type(new):
        raise Malformed(Fault(".".join(path), NO_OBJECT.filled(step=step), GIVE_ONE.filled(step=step)))
    return there
