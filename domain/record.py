"""The base of everything that is data: immutable, and readable in two years' time."""

from collections.abc import Callable, Iterator, Mapping
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
Found = TypeVar("Found")


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


M = TypeVar("M", bound=Enum)


@cache
def _marked_fields(model: type[BaseModel], sort: type[M]) -> dict[str, M | None]:
    return {name: marker_of(field, sort) for name, field in model.model_fields.items()}


def marker_of(field: FieldInfo, sort: type[M]) -> M | None:
    """Return the marker of this sort that the strings of a field carry, where they carry one."""
    return _marker(field.annotation, sort, field.metadata)


def _marker(annotation: Any, sort: type[M], metadata: Any = ()) -> M | None:
    for item in metadata:
        if isinstance(item, sort):
            return item
    for arg in get_args(annotation):
        if isinstance(arg, sort):
            return arg
        if found := _marker(arg, sort):
            return found
    return None


def marked(value: Any, sort: type[M], marker: M | None = None) -> Iterator[tuple[M, str]]:
    """Yield every non-empty string in a record, at any depth, that carries a marker of this sort, with its marker."""
    if isinstance(value, BaseModel):
        for field, field_marker in _marked_fields(type(value), sort).items():
            yield from marked(getattr(value, field), sort, field_marker)
    elif isinstance(value, tuple):
        for item in value:
            yield from marked(item, sort, marker)
    elif marker is not None and isinstance(value, str) and value:
        yield marker, value


def named(value: Any, what: Names) -> Iterator[str]:
    """Yield every non-empty string in a record, at any depth, that names a thing of this sort."""
    return (name for marker, name in marked(value, Names) if marker is what)
