"""A sent form becomes the body of a move (填写): only its own fields are looked for, and what is empty is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from starlette.datastructures import FormData, UploadFile

from desk.fields.choices import FILES
from desk.fields.form import Field
from desk.fields.typed import leaves

COUNT = "._n"
"""Behind the name of what may be there several times: how many of it the form showed."""
NEW = "._file"
"""Behind the name of a file: one that was chosen just now."""
MOST = 1_000
"""Of one thing; no list of a move holds more."""
_CHINA = "+08:00"


@dataclass(frozen=True)
class Chosen:
    """A file that was chosen in a form, and the field for which."""

    name: str
    many: bool
    file: UploadFile


def filled(fields: Iterable[Field], data: FormData, above: str = "") -> dict[str, Any]:
    """Return what was typed, in the shape of the body, with the empty groups that stand in the form."""
    body: dict[str, Any] = {}
    for one in fields:
        name = f"{above}{one.path[-1]}"
        value = _value(one, name, data)
        if value not in (None, ""):
            body[one.path[-1]] = value
    return body


def _value(one: Field, name: str, data: FormData) -> Any:
    if one.inner and one.many:
        return [filled(one.inner, data, f"{name}.{place}.") for place in range(_count(data, name))]
    if one.inner:
        return filled(one.inner, data, f"{name}.")
    texts = [_clean(one, text) for text in data.getlist(name) if isinstance(text, str)]
    if one.many:
        return [text for text in texts if text] or None
    return texts[0] if texts else None


def _count(data: FormData, name: str) -> int:
    typed = str(data.get(name + COUNT, "0"))
    return min(int(typed), MOST) if typed.isascii() and typed.isdigit() else 0


def _clean(one: Field, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    wanted = set(leaves(one.kind))
    if Decimal in wanted:
        return text.replace(",", "").replace("，", "")
    if datetime in wanted and text:
        return _instant(text)
    return text


def _instant(text: str) -> str:
    """Write what a control for instants gives (`2026-06-01T09:00`) as an instant in the civil time of China."""
    whole = f"{text}:00" if text.count(":") == 1 and "+" not in text else text
    return whole if whole.endswith("Z") or "+" in whole else whole + _CHINA


def chosen_files(fields: Iterable[Field], data: FormData, above: str = "") -> list[Chosen]:
    """Return the files that were chosen, wherever in the form they stand."""
    found: list[Chosen] = []
    for one in fields:
        name = f"{above}{one.path[-1]}"
        if one.inner:
            places = [f"{name}.{n}." for n in range(_count(data, name))] if one.many else [f"{name}."]
            for place in places:
                found += chosen_files(one.inner, data, place)
        elif one.source is FILES:
            files = (f for f in data.getlist(name + NEW) if isinstance(f, UploadFile) and f.filename)
            found += [Chosen(name, one.many, file) for file in files]
    return found


def sent_body(fields: Iterable[Field], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body as it is asked for: groups in which nothing was typed are left out, unless they must be there."""
    body: dict[str, Any] = {}
    for one in fields:
        value = typed.get(one.path[-1])
        if one.inner and one.many and isinstance(value, list):
            items = [sent_body(one.inner, item) for item in value]
            value = [item for item in items if item]
            if not value and not one.required:
                continue
        elif one.inner and isinstance(value, Mapping):
            value = sent_body(one.inner, value)
            if not value and not one.required:
                continue
        elif value is not None and not one.required and _is_default(one, value):
            continue
        if value is not None:
            body[one.path[-1]] = value
    return body


def _is_default(one: Field, value: Any) -> bool:
    return isinstance(one.default, bool) and value == str(one.default).lower()


def added(body: dict[str, Any], path: str) -> dict[str, Any]:
    """Put one more of a repeated thing into what was typed; `path` is its dotted name."""
    holder, last = _holder(body, path)
    items = holder.setdefault(last, [])
    if isinstance(items, list) and len(items) < MOST:
        items.append({})
    return body


def removed(body: dict[str, Any], path: str) -> dict[str, Any]:
    """Take one of a repeated thing away; `path` ends in its place."""
    above, _, place = path.rpartition(".")
    holder, last = _holder(body, above)
    items = holder.get(last)
    if isinstance(items, list) and place.isdigit() and int(place) < len(items):
        del items[int(place)]
    return body


def _holder(body: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the group in which a field of this path stands, and its name there."""
    *above, last = path.split(".")
    inside: Any = body
    for step in above:
        if isinstance(inside, list):
            inside = inside[int(step)] if step.isdigit() and int(step) < len(inside) else {}
        else:
            inside = inside.setdefault(step, {})
    return (inside if isinstance(inside, dict) else {}), last
