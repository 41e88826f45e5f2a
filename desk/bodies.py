"""Bodies as they come in: read as JSON, looked through for text that nothing could store, faults named by field."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from desk.errors import Malformed

DEEPEST = 64
"""Levels of nesting; no body of ours has ten."""

Body = TypeVar("Body", bound=BaseModel)

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but for layout, and halves of characters."""

_CURES = {
    "missing": "请填写此字段 · give this field",
    "extra_forbidden": "没有这个字段，请核对拼写或删去 · no such field: check its spelling or remove it",
    "model_type": "此处应为对象 · an object is expected here",
    "model_attributes_type": "此处应为对象 · an object is expected here",
    "tuple_type": "此处应为列表 · a list is expected here",
    "string_type": "此处应为文字 · text is expected here",
    "int_parsing": "此处应为整数 · a whole number is expected here",
    "int_type": "此处应为整数 · a whole number is expected here",
    "bool_parsing": "此处应为 true 或 false · true or false is expected here",
    "bool_type": "此处应为 true 或 false · true or false is expected here",
    "decimal_parsing": "此处应为数额 · an amount is expected here",
    "date_from_datetime_parsing": "日期写作 2026-06-01 · write the date as 2026-06-01",
    "date_parsing": "日期写作 2026-06-01 · write the date as 2026-06-01",
    "date_type": "日期写作 2026-06-01 · write the date as 2026-06-01",
    "datetime_from_date_parsing": "时间写作 2026-06-01T09:00:00+08:00 · write the instant as 2026-06-01T09:00:00+08:00",
    "datetime_parsing": "时间写作 2026-06-01T09:00:00+08:00 · write the instant as 2026-06-01T09:00:00+08:00",
}


def read_json(data: bytes) -> dict[str, Any]:
    """Return the object of a request's body.

    Raises:
        Malformed: It is not one JSON object.
    """
    try:
        body = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Malformed([fault("body", "请求体不是有效的 JSON · the body is not valid JSON")]) from error
    if not isinstance(body, dict):
        raise Malformed([fault("body", "请求体应为 JSON 对象 · the body must be a JSON object")])
    return body


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def check_text(body: Any) -> None:
    """Refuse what no register, document or journal could hold as it was meant.

    Raises:
        Malformed: A control character or half a character, or nesting without end; every such field is named.
    """
    if found := list(_bad_text(body, (), 0)):
        raise Malformed(found)


def _bad_text(value: Any, path: tuple[str, ...], depth: int) -> Iterator[dict[str, str]]:
    if depth > DEEPEST:
        yield fault(".".join(path[:4]), "嵌套过深 · nested too deep: flatten it")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _bad_text(key, path, depth + 1)
            yield from _bad_text(item, (*path, _shown(str(key))), depth + 1)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _bad_text(item, (*path, str(place)), depth + 1)
    elif isinstance(value, str) and _UNFIT.search(value):
        yield fault(
            ".".join(path) or "body",
            "含有控制字符或不完整的字符，请删去 · control characters or half a character: remove them",
        )


def _shown(key: str) -> str:
    return _UNFIT.sub("?", key)


def fault(field: str, cure: str) -> dict[str, str]:
    return {"field": field, "message": cure}


def faults_of(error: ValidationError, name: str = "body") -> list[dict[str, str]]:
    """Name each field that is unknown or wrong, with its cure; what was sent is not repeated."""
    return [
        fault(
            ".".join(map(str, e["loc"])) or name,
            _CURES.get(e["type"]) or _expected(e.get("ctx", {})) or e["msg"],
        )
        for e in error.errors(include_url=False, include_input=False)
    ]


def _expected(context: dict[str, Any]) -> str:
    expected = context.get("expected")
    return f"只能是 {expected} · must be one of: {expected}" if expected else ""


def read_model(kind: type[Body], body: dict[str, Any], name: str = "body") -> Body:
    """Read a body strictly: an unknown field is refused.

    Raises:
        Malformed: A field is unknown or wrong.
    """
    check_text(body)
    try:
        return kind.model_validate(body, extra="forbid")
    except ValidationError as error:
        raise Malformed(faults_of(error, name)) from error
