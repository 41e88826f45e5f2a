"""Bodies as they come in: read as JSON, looked through for text that nothing could store, faults named by field."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from desk.errors import MOST_NAMED, Fault, Malformed
from desk.forms import AMOUNT, DAY, INSTANT, Form
from desk.limits import REMOVE, unprintable_in
from domain.bilingual import Words
from domain.characters import LAYOUT, is_unprintable, unprintable

DEEPEST = 64
"""Levels of nesting; no body of ours has ten."""

LONGEST_PATH = 200
"""Characters of a field's path that an answer repeats; the path of an unknown field is what somebody typed."""

MOST_VALUES = 50_000
"""Values of a body, counted by its commas and brackets; the largest draft has eleven thousand."""
TOO_MANY_VALUES = Fault(
    "body",
    Words(f"请求体超过 {MOST_VALUES:,} 个值", f"the body has more than {MOST_VALUES:,} values"),
    Words(
        "请减少 body 中列表的项目，其余的另行提交",
        "shorten the lists of the body, and hand in the rest separately",
    ),
)
MOST_NAMES = 250
"""Names in one object; no model of ours has fifty fields, and an opinion two hundred points."""
TOO_MANY_NAMES = Fault(
    "body",
    Words(f"一个对象有 {MOST_NAMES} 个以上的字段", f"one object has more than {MOST_NAMES} fields"),
    Words("请对照 GET /v1/moves 更正 body", "correct the body as GET /v1/moves says"),
)
LONGEST_NUMBER = 40
"""Digits of a whole number; no amount has twenty."""
NUMBER_TOO_LONG = Fault(
    "body",
    Words(f"一个数超过 {LONGEST_NUMBER} 位", f"a number has more than {LONGEST_NUMBER} digits"),
    Words("请核对 body 中的数，填写实际的数", "check the numbers of the body and give the real ones"),
)

Path = tuple[str | int, ...]
"""Where a value stands in a body."""
Body = TypeVar("Body", bound=BaseModel)

_NO_OBJECT = (
    Words("此处不是对象", "this is no object"),
    Words("请在 {field} 中填写对象", "give an object in {field}"),
)
_NO_WHOLE_NUMBER = (
    Words("此处不是整数", "this is no whole number"),
    Words("请在 {field} 中只写整数，例如 17", "give a whole number in {field}, in figures alone, such as 17"),
)
_NO_TRUTH = (
    Words("此处不是 true 或 false", "this is neither true nor false"),
    Words("请在 {field} 中填写 true 或 false", "give true or false in {field}"),
)
_NO_DATE = (
    Words("此处不是日期", "this is no date"),
    Words("请在 {field} 中填写日期，写作 2026-06-01", "give the date in {field}, written as 2026-06-01"),
)
_NO_INSTANT = (
    Words("此处不是时刻", "this is no instant"),
    Words(
        "请在 {field} 中填写时刻，写作 2026-06-01T09:00:00+08:00",
        "give the instant in {field}, written as 2026-06-01T09:00:00+08:00",
    ),
)
_NO_SUCH_DAY = (
    Words("没有这一天或者这一时刻", "there is no such day or instant"),
    Words("请核对 {field} 的月份、日数和时分", "check month, day and hour of {field}"),
)
_WHY_AND_CURE: dict[str, tuple[Words, Words]] = {
    "missing": (Words("没有填写", "it is missing"), Words("请填写 {field}", "give {field}")),
    "extra_forbidden": (
        Words("没有这个字段", "there is no such field"),
        Words("请核对 {field} 的拼写，或者删去", "check the spelling of {field}, or remove it"),
    ),
    "model_type": _NO_OBJECT,
    "model_attributes_type": _NO_OBJECT,
    "dict_type": _NO_OBJECT,
    "tuple_type": (
        Words("此处不是列表", "this is no list"),
        Words("请在 {field} 中填写列表", "give a list in {field}"),
    ),
    "string_type": (
        Words("此处不是文字", "this is no text"),
        Words("请在 {field} 中填写文字", "give a text in {field}"),
    ),
    "int_parsing": _NO_WHOLE_NUMBER,
    "int_type": _NO_WHOLE_NUMBER,
    "bool_parsing": _NO_TRUTH,
    "bool_type": _NO_TRUTH,
    "decimal_parsing": (
        Words("此处不是数额", "this is no amount"),
        Words(
            "请在 {field} 中只写数字，以元为单位，例如 150000 或者 1234.50",
            "give the amount in {field} in yuan and in figures alone, such as 150000 or 1234.50",
        ),
    ),
    "date_from_datetime_parsing": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_type": _NO_DATE,
    "datetime_from_date_parsing": _NO_INSTANT,
    "datetime_parsing": _NO_INSTANT,
    "datetime_type": _NO_INSTANT,
    "no_such_day": _NO_SUCH_DAY,
}
"""What pydantic finds, by its own name for it."""
_NOT_AMONG = (
    Words("不在可选范围之内", "it is none of the values that there are"),
    Words("请在 {field} 中填写：{expected}", "give one of these in {field}: {expected}"),
)
_NOT_ACCEPTED = (
    Words("不能采用：{reason}", "it is not accepted: {reason}"),
    Words("请更正 {field}", "correct {field}"),
)


def read_json(data: bytes) -> dict[str, Any]:
    """Return the object of a request's body.

    Raises:
        Malformed: It is not one JSON object, or has more values than anybody would read.
    """
    # Counted before anything is made of it: a value takes sixty bytes in memory, and two in a body.
    if sum(data.count(mark) for mark in b",[{") > MOST_VALUES:
        raise Malformed(TOO_MANY_VALUES)
    try:
        # Decoded here: of bytes the reader would guess UTF-16 and UTF-32.
        body = json.loads(
            data.decode(), parse_int=_whole, parse_constant=_no_number, object_pairs_hook=_each_once
        )
    except (ValueError, RecursionError) as error:
        raise Malformed(_no_object(Words("不是有效的 JSON", "it is not valid JSON"))) from error
    if not isinstance(body, dict):
        raise Malformed(_no_object(Words("不是 JSON 对象", "it is no JSON object")))
    return body


def _no_object(why: Words) -> Fault:
    cure = Words("请在请求体 body 中发送一个 JSON 对象", "send one JSON object as the body")
    return Fault("body", why, cure)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one name the last would win unseen."""
    if len(pairs) > MOST_NAMES:
        raise Malformed(TOO_MANY_NAMES)
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        field = shown(twice)[:LONGEST_PATH]
        why = Words("同一字段写了两次", "it is given twice")
        raise Malformed(
            Fault(field, why, Words("请只保留一个 {field}", "give {field} once").filled(field=field))
        )
    return found


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Malformed(NUMBER_TOO_LONG)
    return int(digits)


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def check_text(body: Any) -> None:
    """Refuse what no register, document or journal could hold as it was meant.

    Raises:
        Malformed: A character that does not show, half a character, nesting without end; every such field is named.
    """
    if found := list(_bad_text(body, (), 0)):
        raise Malformed(*(_unfit(*one) for one in found[:MOST_NAMED]), many=len(found))


def _bad_text(value: Any, path: Path, depth: int) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield where there is such text, and which; or where it is nested too deep. Nothing is made of what is right: most is."""
    if isinstance(value, str):
        if bad := unprintable(value):
            yield path, bad
    elif not isinstance(value, dict | list):
        return
    elif depth == DEEPEST:
        yield path, ()
    else:
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(name, str) and (bad := unprintable(name)):
                yield path, bad
            if isinstance(item, str | dict | list):
                yield from _bad_text(item, (*path, name), depth + 1)


def _unfit(path: Path, bad: tuple[str, ...]) -> Fault:
    if not bad:
        field = ".".join(shown(str(step)) for step in path[:4])
        return Fault(
            field, Words("嵌套过深", "nested too deep"), Words(f"请简化 {field}", f"flatten {field}")
        )
    field = ".".join(shown(str(step)) for step in path)[:LONGEST_PATH] or "body"
    return Fault(field, unprintable_in(bad), REMOVE.filled(field=field))


def is_writable(text: str) -> bool:
    """Whether a register, a document or a journal could hold a text as it was meant."""
    return not unprintable(text)


def shown(key: str) -> str:
    return "".join("?" if is_unprintable(c) or c in LAYOUT else c for c in key)


def faults_of(error: ValidationError, name: str = "body") -> tuple[Fault, ...]:
    """Name the first fields that are unknown or wrong, each with its cure; what was sent is not repeated."""
    found = error.errors(include_url=False, include_input=False)[:MOST_NAMED]
    return tuple(fault_of(wrong, ".".join(map(str, wrong["loc"]))[:LONGEST_PATH] or name) for wrong in found)


def fault_of(wrong: ErrorDetails, field: str) -> Fault:
    """Say in our words what pydantic found wrong with a field."""
    told = wrong.get("ctx", {})
    expected = told.get("expected")
    why, cure = _WHY_AND_CURE.get(wrong["type"]) or (_NOT_AMONG if expected else _NOT_ACCEPTED)
    if "outside expected range" in str(told.get("error", "")):
        why, cure = _NO_SUCH_DAY  # written as a day is: 2026-02-30
    return Fault(field, why.filled(reason=wrong["msg"]), cure.filled(field=field, expected=expected))


def read_model(kind: type[Body], body: dict[str, Any], name: str = "body") -> Body:
    """Read a body strictly: an unknown field is refused, and every value has one written form. Nothing is guessed.

    Raises:
        Malformed: A field is unknown or wrong.
    """
    check_text(body)
    try:
        read = kind.model_validate_json(json.dumps(body, default=str), strict=True, extra="forbid")
    except ValidationError as error:
        raise Malformed(*faults_of(error, name), many=error.error_count()) from error
    if found := list(_written_otherwise(body, read, ())):
        raise Malformed(*found)
    return read


def _written_otherwise(given: Any, read: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    """Name what pydantic reads though it is written otherwise: `0` for a day, `1e3` or `1000.0` for an amount."""
    if isinstance(read, BaseModel):
        for name in read.model_fields_set:
            yield from _written_otherwise(given[name], getattr(read, name), (*path, name))
    elif isinstance(read, tuple):
        for place, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from _written_otherwise(one, other, (*path, str(place)))
    elif (form := _form_of(read)) and not (isinstance(given, str) and form.fits(given)):
        field = ".".join(path)[:LONGEST_PATH]
        yield Fault(
            field,
            Words("不是规定的写法", "it is not in its one written form"),
            Words("请将 {field} 写作{form}", "write {field} as {form}").filled(field=field, form=form.words),
        )


def _form_of(read: Any) -> Form | None:
    if isinstance(read, datetime):
        return INSTANT
    if isinstance(read, date):
        return DAY
    return AMOUNT if isinstance(read, Decimal) else None
