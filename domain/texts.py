"""Texts (文字): how long each may be, and long ones by the address under which the document store keeps them.

A limit stands in the type of a field, for schema, pages and the desk to read. No model refuses by it: what was accepted
once must be readable for ever.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, cast, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from domain.bilingual import Words
from domain.canonical import sha256


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text may be, in characters (code points)."""

    most: int
    stored: bool = False
    """Whether it may lie in the document store, and its address stand in its place."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many things a list may have."""

    most: int

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "maxItems": self.most}


Code = Annotated[str, Limit(64)]
"""代码: a code, an id, a hash."""
Line = Annotated[str, Limit(200)]
"""单行文字: a name, a place, an address, a number. It is compared and searched, and always stands where it was written."""
Text = Annotated[str, Limit(2_000, stored=True)]
"""文字: a reason, a note."""
LongText = Annotated[str, Limit(100_000, stored=True)]
"""长文: what a party says, what a reviewer or presider writes."""

INLINE = 2_000
"""Characters; a longer text always lies in the store."""
SHORT = 100
"""Characters; a text up to this length never does: its address would be no shorter."""
INLINE_BUDGET = 256 * 1024
"""Bytes of text that a case carries itself; beyond it every text that is not short goes to the store."""

# Addresses


class Address(NamedTuple):
    """Where a text lies, and how long it is. As a string it stands in the text's place."""

    sha256: str
    """Of its UTF-8, which is the file in the document store."""
    length: int
    """In characters."""

    def __str__(self) -> str:
        return f"store:{self.sha256}:{self.length}"


_ADDRESS = re.compile(r"store:([0-9a-f]{64}):([0-9]{1,6})")


def address_of(text: str) -> Address:
    return Address(sha256(text.encode()), len(text))


def addresses(text: str) -> Iterator[Address]:
    """Yield the addresses that stand in a text: one in the place of the whole, or within what was said around it."""
    if "store:" in text:
        yield from (Address(found[1], int(found[2])) for found in _ADDRESS.finditer(text))


def readable(said: Words) -> Words:
    """Say of each address in a sentence that a long text stands there, and where it is read."""

    def told(sentence: str, form: str) -> str:
        return _ADDRESS.sub(lambda found: form.format(length=int(found[2]), sha256=found[1]), sentence)

    return Words(
        told(said.zh, "（长文，{length}字，见 GET /v1/documents/{sha256}）"),
        told(said.en, "(a long text of {length:,} characters, see GET /v1/documents/{sha256})"),
    )


# What the fields of a model may hold


@dataclass(frozen=True, slots=True)
class Held:
    """What one field may hold: the limit of its strings, the length of its list."""

    limit: Limit | None
    most: AtMost | None
    models: bool
    """Whether records stand in it, whose own fields are to be looked at."""


@cache
def held_by(model: type[BaseModel]) -> dict[str, Held]:
    """Return what each field of a model may hold, by its name."""
    return {
        name: Held(
            limit=_marker(Limit, field.annotation, field.metadata),
            most=_marker(AtMost, field.annotation, field.metadata),
            models=any(True for _ in _models_in(field.annotation)),
        )
        for name, field in model.model_fields.items()
    }


_Marker = TypeVar("_Marker", Limit, AtMost)


def _marker(kind: type[_Marker], annotation: Any, metadata: Any = ()) -> _Marker | None:
    for item in (*metadata, *get_args(annotation)):
        if isinstance(item, kind):
            return item
    found = (_marker(kind, argument) for argument in get_args(annotation))
    return next((marker for marker in found if marker), None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


@cache
def _fields_with_texts(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Name the fields that may hold a stored text, at any depth, and whether it is their own string."""
    found = []
    for name, field in model.model_fields.items():
        limit = held_by(model)[name].limit
        own = limit is not None and limit.stored
        if own or any(_fields_with_texts(inner) for inner in _models_in(field.annotation)):
            found.append((name, own))
    return tuple(found)


# Texts in records

Value = TypeVar("Value")


def texts_in(value: Any, own: bool = False) -> Iterator[str]:
    """Yield every string in a record, at any depth, that may lie in the store."""
    if isinstance(value, BaseModel):
        for name, is_text in _fields_with_texts(type(value)):
            yield from texts_in(getattr(value, name), is_text)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item, own)
    elif isinstance(value, dict):
        yield from texts_in(tuple(value.values()), own)
    elif own and isinstance(value, str):
        yield value


def changed(value: Value, change: Callable[[str], str], own: bool = False) -> Value:
    """Return a record with each of these strings changed, in order; itself where none is."""
    new: Any = value
    if isinstance(value, BaseModel):
        new = _changed_fields(value, change)
    elif isinstance(value, tuple):
        items = tuple(changed(item, change, own) for item in value)
        new = items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    elif isinstance(value, dict):
        new = {key: changed(item, change, own) for key, item in value.items()}
        new = new if any(new[key] is not item for key, item in value.items()) else value
    elif own and isinstance(value, str):
        new = change(value)
    return cast("Value", new)


def _changed_fields(record: BaseModel, change: Callable[[str], str]) -> BaseModel:
    update = {}
    for name, is_text in _fields_with_texts(type(record)):
        before = getattr(record, name)
        after = changed(before, change, is_text)
        if after is not before:
            update[name] = after
    return record.model_copy(update=update) if update else record


def inline_bytes(value: Any) -> int:
    """Return how many bytes of text a record carries itself."""
    return sum(len(text.encode()) for text in texts_in(value))


def stored_texts(value: Any) -> Iterator[str]:
    """Yield the SHA-256 of every text that a record names by its address."""
    return (address.sha256 for text in texts_in(value) for address in addresses(text))


def with_texts(value: Value, read: Callable[[str], str]) -> Value:
    """Return a record in which the texts themselves stand, each read by its SHA-256; itself where none lies in the store."""

    def read_again(text: str) -> str:
        return _ADDRESS.sub(lambda found: read(found[1]), text) if "store:" in text else text

    return changed(value, read_again)


def by_address(value: Value) -> Value:
    """Return a record in one form, wherever its texts lie: all that are not short by their addresses."""

    def addressed(text: str) -> str:
        return text if len(text) <= SHORT or any(addresses(text)) else str(address_of(text))

    return changed(value, addressed)
