"""The controls of a form (表单控件), read off a move's fields: what each asks, what may be chosen, what was typed, what is wrong.

A template draws a control by its `look` and decides nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desk.errors import Fault
from desk.fields.choices import FILES, Known
from desk.fields.form import Field
from desk.fields.prefilled import certain, each
from desk.fields.typed import leaves
from domain.bilingual import Words

FEW = 6
"""So many choices are all shown at once; more fold into a list."""
SHORT = 200
"""Characters that fit into one line; a longer text gets an area."""


class Look(StrEnum):
    """How a control is drawn."""

    LINE = "line"
    AREA = "area"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    INSTANT = "instant"
    FILE = "file"
    FILES = "files"
    RADIOS = "radios"
    SELECT = "select"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    LINES = "lines"
    GROUP = "group"
    GROUPS = "groups"


@dataclass(frozen=True)
class Choice:
    value: str
    said: Words
    is_chosen: bool


@dataclass(frozen=True)
class Control:
    """One field of a form, or a group of them."""

    name: str
    look: Look
    label: Words
    hint: Words | None
    unit: Words | None
    required: bool
    value: str = ""
    values: tuple[str, ...] = ()
    """Of several lines or files."""
    most: int | None = None
    """Characters."""
    choices: tuple[Choice, ...] = ()
    inner: tuple["Control", ...] = ()
    items: tuple[tuple["Control", ...], ...] = ()
    """Of repeated groups: the controls of each."""
    faults: tuple[Fault, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """The names of uploaded files, by their SHA-256."""
    is_fixed: bool = False
    """Whether it is given by where the form was opened: said, and not asked."""

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_chosen)


@dataclass(frozen=True)
class Typed:
    """What stands in a form just now."""

    body: Mapping[str, Any]
    files: Mapping[str, str]
    faults: Sequence[Fault] = ()
    fixed: frozenset[str] = frozenset()


def controls(fields: Iterable[Field], known: Known, typed: Typed) -> tuple[Control, ...]:
    """Return the controls of a form in their order."""
    return tuple(_control(one, one.path[-1], known, typed.body, typed) for one in fields)


def _control(one: Field, name: str, known: Known, given: Mapping[str, Any], typed: Typed) -> Control:
    value = given.get(one.path[-1])
    base = Control(
        name=name,
        look=_look(one, known),
        label=one.name,
        hint=one.help if one.help != one.name else None,
        unit=one.unit if _has_unit(one) else None,
        required=one.required,
        most=one.holds.limit.most if one.holds.limit else None,
        faults=tuple(fault for fault in typed.faults if fault.field == name),
        files=typed.files,
        is_fixed=name in typed.fixed,
    )
    if one.inner:
        return _group(base, one, known, value, typed)
    if value is None and one.required:
        value = certain(one, known)
    if value is None and isinstance(one.default, bool) and base.look is Look.RADIOS:
        value = str(one.default).lower()
    texts = tuple(map(_text, value)) if isinstance(value, list | tuple) else ()
    return replace(
        base,
        value="" if isinstance(value, list | tuple) or value is None else _text(value),
        values=texts,
        choices=_choices(one, known, set(texts) if texts else {_text(value)}),
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _group(base: Control, one: Field, known: Known, value: Any, typed: Typed) -> Control:
    if not one.many:
        inner = value if isinstance(value, Mapping) else {}
        return replace(
            base,
            inner=tuple(_control(f, f"{base.name}.{f.path[-1]}", known, inner, typed) for f in one.inner),
        )
    given: Sequence[Mapping[str, Any]] = ()
    if isinstance(value, list):
        given = [item if isinstance(item, Mapping) else {} for item in value]
    elif one.required:
        given = each(one, known, value)
    items = tuple(
        tuple(_control(f, f"{base.name}.{place}.{f.path[-1]}", known, item, typed) for f in one.inner)
        for place, item in enumerate(given)
    )
    return replace(base, items=items)


def _has_unit(one: Field) -> bool:
    """Whether its unit says more than its control: yuan, days, working days."""
    wanted = set(leaves(one.kind))
    return bool({int, Decimal} & wanted) and not one.source


def _look(one: Field, known: Known) -> Look:
    if one.inner:
        return Look.GROUPS if one.many else Look.GROUP
    if one.source is FILES:
        return Look.FILES if one.many else Look.FILE
    wanted = set(leaves(one.kind))
    choices = one.allowed or (
        tuple(one.source.choices(known)) if one.source and Decimal not in wanted else ()
    )
    if bool in wanted:
        return Look.CHECKBOX if one.default is False else Look.RADIOS
    if choices:
        if one.many:
            return Look.CHECKBOXES
        return Look.RADIOS if len(choices) <= FEW else Look.SELECT
    if one.many:
        return Look.LINES
    if datetime in wanted:
        return Look.INSTANT
    for kind, look in ((date, Look.DAY), (Decimal, Look.MONEY), (int, Look.NUMBER)):
        if kind in wanted:
            return look
    limit = one.holds.limit
    return Look.AREA if limit and limit.most > SHORT else Look.LINE


def _choices(one: Field, known: Known, chosen: set[str]) -> tuple[Choice, ...]:
    if one.allowed:
        return tuple(Choice(value, said, value in chosen) for value, said in one.allowed)
    found = one.source.choices(known) if one.source else ()
    return tuple(Choice(str(c.value), _said(one, c.value, c.said), str(c.value) in chosen) for c in found)


def _said(one: Field, value: str | int, said: str) -> Words:
    """Say a choice; a number by which the case knows it stands before it, a hash or an id does not."""
    named = f"{value}. {said}" if isinstance(value, int) and said else said or str(value)
    return Words(named, named)
