"""The base of everything that is data: immutable, and readable in two years' time."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, wraps
from itertools import pairwise
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from domain.lengths import Limit, Written


class Described(BaseModel):
    """A model whose schema says of a field what stands below it in the source.

    It is read when a schema is asked for: pydantic's own `use_attribute_docstrings` reads every class as it is defined,
    which was half of what each process and each command took to start.
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for base in reversed(cls.__mro__):
            for name, said in _said_of_fields(base).items():
                if name in properties:
                    properties[name].setdefault("description", said)
        return schema


@cache
def _said_of_fields(model: type[Any]) -> Mapping[str, str]:
    """Return what stands below each field of a class; a generic class that was given its types has no source of its own."""
    if model is Described or not issubclass(model, Described):
        return {}
    if model.__pydantic_generic_metadata__["origin"] is not None:
        return {}
    try:
        source = inspect.getsource(model)
    except OSError:
        return {}  # a model that was put together at run time
    (defined,) = ast.parse(textwrap.dedent(source)).body
    assert isinstance(defined, ast.ClassDef), "the source of a class is its definition"
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in pairwise(defined.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
        if isinstance(said.value.value, str)
    }


class Record(Described):
    """An immutable piece of data.

    Unknown fields are ignored on purpose: an old worker must be able to read what a newer one wrote.
    Strictness lives at the HTTP edge and in the rules, never in the models of facts.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


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
FileHash = Annotated[str, Names.FILE, Limit(64), Written("^(?:[0-9a-f]{64})?$")]
"""SHA-256 of a file in the document store; empty where there is none."""


M = TypeVar("M", bound=Enum)


@cache
def _marked_fields(model: type[BaseModel], sort: type[M]) -> dict[str, M | None]:
    """The fields of a model whose strings carry a marker of this sort, and those in whose depth some may."""
    found = {name: marker_of(field, sort) for name, field in model.model_fields.items()}
    return {n: marker for n, marker in found.items() if marker or _deep(model.model_fields[n].annotation)}


def _deep(annotation: Any) -> bool:
    """Whether a value of this type may hold records."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    if annotation is Any or isinstance(annotation, TypeVar):
        return True
    return any(_deep(arg) for arg in get_args(annotation))


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
