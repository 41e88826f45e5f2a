"""The base of everything that is data: immutable, and readable in two years' time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, wraps
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from domain.lengths import Limit


class Record(BaseModel):
    """An immutable piece of data.

    Unknown fields are ignored on purpose: an old worker must be able to read what a newer one wrote.
    Strictness lives at the HTTP edge and in the rules, never in the models of facts.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Computing(Record):
    """A record that computes something once and keeps it (`cached_property`)."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the fields alone: what the original had computed is not true of its copy."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


Of = TypeVar("Of", bound=Computing)
Key = TypeVar("Key")
Found = TypeVar("Found")


def grouped(pairs: Iterable[tuple[Key, Found]]) -> dict[Key, tuple[Found, ...]]:
    """Put together what stands under one key, in order: looked up where else all would be searched for each."""
    found = dict[Key, list[Found]]()
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def once(function: Callable[[Of], Found]) -> Callable[[Of], Found]:
    """Compute something of a record once and keep it with the record, as `cached_property` does for its own module."""
    kept_as = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def computed(record: Of) -> Found:
        kept = vars(record)
        if kept_as not in kept:
            kept[kept_as] = function(record)
        found: Found = kept[kept_as]
        return found

    return computed


class Names(Enum):
    """What a string names outside the case, so that the desk can look it up before the move is judged."""

    PERSON = "person"
    FILE = "file"


PersonId = Annotated[str, Names.PERSON, Limit(64)]
"""Id of a person of the directory."""
FileHash = Annotated[str, Names.FILE, Limit(64)]
"""SHA-256 of a file in the document store; empty where there is none."""


@cache
def _named_fields(model: type[BaseModel]) -> dict[str, Names | None]:
    return {name: marker_of(field) for name, field in model.model_fields.items()}


def marker_of(field: FieldInfo) -> Names | None:
    """Return what the strings of a field name, where they name something."""
    return _marker(field.annotation, field.metadata)


def _marker(annotation: Any, metadata: Any = ()) -> Names | None:
    for item in metadata:
        if isinstance(item, Names):
            return item
    for arg in get_args(annotation):
        if isinstance(arg, Names):
            return arg
        if found := _marker(arg):
            return found
    return None


def named(value: Any, what: Names, marker: Names | None = None) -> Iterator[str]:
    """Yield every non-empty string in a record, at any depth, that names a thing of this sort."""
    if isinstance(value, BaseModel):
        for field, field_marker in _named_fields(type(value)).items():
            yield from named(getattr(value, field), what, field_marker)
    elif isinstance(value, tuple):
        for item in value:
            yield from named(item, what, marker)
    elif marker is what and isinstance(value, str) and value:
        yield value
