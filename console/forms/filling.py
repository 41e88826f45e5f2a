"""A sent form becomes the body of a move (填写): only its own fields are looked for, and what is empty is left out."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from starlette.datastructures import FormData, UploadFile

from console.forms.choosing import Choosing
from console.forms.controls import AT, COUNT, NEW, NONE
from console.forms.hints import OR_NONE
from desk.fields.choices import FILES
from desk.fields.form import Field, asked_in
from desk.fields.typed import leaves, numbers_of
from domain.procedure import MOVES

MOST = 1_000
"""Of one thing; no list of a move holds more."""
_CHINA = "+08:00"
_AMOUNT = re.compile(r"[¥￥]?([0-9]{1,12}(?:\.[0-9]{1,6})?)\s*(万)?\s*元?")
"""An amount as people write it: with its unit, or in ten thousands."""


@dataclass(frozen=True)
class Chosen:
    """A file that was chosen in a form, and the field for which."""

    name: str
    many: bool
    file: UploadFile


@dataclass(frozen=True)
class Filling:
    """Reads one sent form."""

    data: FormData
    choosing: Choosing

    def body(
        self, fields: Iterable[Field], before: Mapping[str, Any] | None = None, above: str = ""
    ) -> dict[str, Any]:
        """Return what was typed, in the shape of the body, with the empty groups that stand in the form.

        Of what is shown by parts, the rest is as it was before.
        """
        body: dict[str, Any] = {}
        for one in fields:
            if one.by_system:
                continue
            name, was = f"{above}{one.path[-1]}", (before or {}).get(one.path[-1])
            value = self._value(asked_in(one, body), name, was)
            if name + NONE in self.data and (one.inner or value in (None, "")):
                # Rows may stand there from before: who says that there is nothing means it.
                body[one.path[-1]] = None
            elif value not in (None, ""):
                body[one.path[-1]] = value
        return body

    def _value(self, one: Field, name: str, before: Any) -> Any:
        if one.inner and one.many:
            return self._items(one, name, before if isinstance(before, list) else [])
        if one.inner:
            was = before if isinstance(before, Mapping) else {}
            return self.body(one.inner, was, f"{name}.")
        typed = (text for text in self.data.getlist(name) if isinstance(text, str))
        texts = [self.choosing.meant(one, _clean(one, text)) for text in typed]
        if one.many:
            return [text for text in texts if text] or None
        return texts[0] if texts else None

    def _items(self, one: Field, name: str, before: list[Any]) -> list[Any]:
        first, count = _number(self.data, name + AT), _number(self.data, name + COUNT)
        rest = before if name + COUNT in self.data else []
        was = [*before, *({} for _ in range(first + count))]
        shown = [
            self.body(one.inner, was[place] if isinstance(was[place], Mapping) else {}, f"{name}.{place}.")
            for place in range(first, first + count)
        ]
        return [*rest[:first], *shown, *rest[first + count :]] if first or len(rest) > count else shown

    def files(self, fields: Iterable[Field], above: str = "") -> list[Chosen]:
        """Return the files that were chosen, wherever in the form they stand."""
        found: list[Chosen] = []
        for one in fields:
            name = f"{above}{one.path[-1]}"
            beside = {"move": self.data.get(f"{above}move", "")}
            inner = asked_in(one, beside).inner
            if inner:
                for place in self._places(one, name):
                    found += self.files(inner, place)
            elif one.source is FILES:
                files = (f for f in self.data.getlist(name + NEW) if isinstance(f, UploadFile) and f.filename)
                found += [Chosen(name, one.many, file) for file in files]
        return found

    def _places(self, one: Field, name: str) -> list[str]:
        if not one.many:
            return [f"{name}."]
        first, count = _number(self.data, name + AT), _number(self.data, name + COUNT)
        return [f"{name}.{place}." for place in range(first, first + count)]


def _number(data: FormData, name: str) -> int:
    typed = str(data.get(name, "0"))
    return min(int(typed), MOST) if typed.isascii() and typed.isdigit() else 0


def _clean(one: Field, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    wanted = set(leaves(one.kind))
    if Decimal in wanted:
        return amount_written(text)
    if datetime in wanted and text:
        return _instant(text)
    return text


def amount_written(typed: str) -> str:
    """Write an amount in the one way in which the desk reads it; what is written otherwise stays as it is, and is refused.

    >>> amount_written("150,000元"), amount_written("１５万"), amount_written("1.25万元")
    ('150000', '150000', '12500')
    >>> amount_written("十五万"), amount_written("15万左右"), amount_written("15万3千")
    ('十五万', '15万左右', '15万3千')
    """
    plain = unicodedata.normalize("NFKC", typed).strip().replace(",", "")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return typed
    figures, ten_thousands = found.groups()
    return f"{(Decimal(figures) * 10_000).normalize():f}" if ten_thousands else figures


def _instant(text: str) -> str:
    """Write what a control for instants gives (`2026-06-01T09:00`) as an instant in the civil time of China."""
    text = text.replace(" ", "T", 1)
    whole = f"{text}:00" if text.count(":") == 1 and "+" not in text else text
    return whole if whole.endswith("Z") or "+" in whole else whole + _CHINA


def sent_body(fields: Iterable[Field], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body as it is asked for: groups in which nothing was typed are left out, unless they must be there."""
    body: dict[str, Any] = {}
    for one in fields:
        name = one.path[-1]
        if name in typed and typed[name] is None and one.required:
            body[name] = [] if one.many else None
            continue
        value = _sent(asked_in(one, typed), typed.get(name))
        if value is None or (not one.required and _is_default(one, value)):
            continue
        if one.is_step_body and typed.get("move") in MOVES:
            value = numbers_of(MOVES[str(typed["move"])], value)
        body[name] = value
    return body


def _sent(one: Field, value: Any) -> Any:
    if one.inner and one.many and isinstance(value, list):
        items = [sent_body(one.inner, item) for item in value if isinstance(item, Mapping)]
        may_be_empty = one.required and one.path[-1] not in OR_NONE
        return [item for item in items if item] or ([] if may_be_empty else None)
    if one.inner and isinstance(value, Mapping):
        return sent_body(one.inner, value) or ({} if one.required else None)
    if bool in leaves(one.kind) and value in TRUTHS:
        return TRUTHS[value]
    return value


TRUTHS = {"true": True, "false": False}


def _is_default(one: Field, value: Any) -> bool:
    default = one.default.value if isinstance(one.default, Enum) else one.default
    if isinstance(default, bool):
        return str(value).lower() == str(default).lower()
    return bool(value == default)


def added(body: dict[str, Any], path: str) -> int:
    """Put one more of a repeated thing into what was typed and return its place; `path` is its dotted name."""
    holder, last = _holder(body, path)
    items = holder.setdefault(last, [])
    if isinstance(items, list) and len(items) < MOST:
        items.append({})
    return len(items) - 1


def removed(body: dict[str, Any], path: str) -> None:
    """Take one of a repeated thing away; `path` ends in its place."""
    above, _, place = path.rpartition(".")
    holder, last = _holder(body, above)
    items = holder.get(last)
    if isinstance(items, list) and place.isdigit() and int(place) < len(items):
        del items[int(place)]


def _holder(body: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the group in which a field of this path stands, and its name there."""
    *above, last = path.split(".")
    inside: Any = body
    for step in above:
        if isinstance(inside, list):
            inside = inside[int(step)] if step.isdigit() and int(step) < len(inside) else {}
        elif isinstance(inside, dict):
            inside = inside.setdefault(step, {})
    return (inside if isinstance(inside, dict) else {}), last
