"""Texts (文字) in records: which there are, and long ones by the address under which the document store keeps them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel

from domain.bilingual import Words
from domain.canonical import sha256
from domain.labels import models_in
from domain.lengths import held_by

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


def readable(said: Words, *, is_kept: bool = True) -> Words:
    """Say of each address in a sentence that a long text stands there, and, where it is kept, by what it is read."""

    def told(sentence: str, form: str) -> str:
        return _ADDRESS.sub(lambda found: form.format(length=int(found[2]), sha256=found[1]), sentence)

    if not is_kept:
        return Words(
            told(said.zh, "（长文，{length}字）"), told(said.en, "(a long text of {length:,} characters)")
        )
    return Words(
        told(said.zh, "（长文，{length}字，见 GET /v1/documents/{sha256}）"),
        told(said.en, "(a long text of {length:,} characters, see GET /v1/documents/{sha256})"),
    )


@cache
def _fields_with_texts(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Name the fields that may hold a stored text, at any depth, and whether it is their own string."""
    found = []
    for name, field in model.model_fields.items():
        limit = held_by(model)[name].limit
        own = limit is not None and limit.stored
        if own or any(_fields_with_texts(inner) for inner in models_in(field.annotation)):
            found.append((name, own))
    return tuple(found)


# Texts in records

Value = TypeVar("Value")


def texts_in(value: Any, own: bool = False) -> Iterator[str]:
    """Yield every string in a record, at any depth, that may lie in the store."""
    if isinstance(value, BaseModel):
        for name, is_text in _fields_with_texts(type(value)):
            yield from texts_in(getattr(value, name), is_text)
    elif isinstance(value, (tuple, list)):
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
    elif isinstance(value, (tuple, list)):
        items = type(value)(changed(item, change, own) for item in value)
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
    """Return how many bytes of text a record carries itself, its addresses among them."""
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
