"""The fields of a move as they are typed (字段): dotted paths with label, unit, limit, allowed values and their source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from desk import nearest
from desk.errors import Fault
from desk.fields.choices import BY_NAME, FILES, OF_MOVES
from desk.fields.fitting_people import persons_for
from desk.fields.source import Source
from desk.fields.typed import leaves, model_in
from domain.bilingual import Titled, Words
from domain.case.people import Capacity, Role
from domain.labels import UNIT_OF, label_of, limit_of, unit_of
from domain.lengths import Held, held
from domain.procedure import MOVES
from domain.procedure.language import Move
from domain.record import Names, marker_of

TRUTH = (("true", Words("是", "yes")), ("false", Words("否", "no")))
ROLES = {("record_discussion", "recorder"): Role.CLERK}
"""Where the same name means somebody in another role."""
NO_SUCH_FIELD = Words("没有这个字段", "there is no such field")


@dataclass(frozen=True)
class Field:
    """One field, or a group of fields."""

    path: tuple[str, ...]
    name: Words
    help: Words
    unit: Words | None
    limit: Words | None
    required: bool
    """Within its group."""
    default: Any
    allowed: tuple[tuple[str, Words], ...]
    source: Source | None
    many: bool
    kind: Any
    """What it is annotated with."""
    holds: Held
    """How long it may be, and how many there may be."""
    inner: tuple["Field", ...]
    """The fields of a group."""
    by_system: bool = False
    """Whether no person is asked for it."""

    @property
    def typed(self) -> str:
        """Its path as it is typed and as faults name it; `0` stands for the first of several."""
        return ".".join(self.path)

    @property
    def whole(self) -> bool:
        """Whether it takes whole numbers and no text."""
        wanted = set(leaves(self.kind))
        return int in wanted and str not in wanted

    @property
    def is_person(self) -> bool:
        """Whether it names a person of the directory."""
        return self.unit == UNIT_OF[Names.PERSON]

    @property
    def is_step_body(self) -> bool:
        """Whether it holds what another move asks for: a step that was made on paper."""
        return get_origin(self.kind) is dict and self.path[-1] == "body"

    @property
    def leads_on(self) -> bool:
        """Whether what else is asked depends on it: the move of a step on paper, the proposal that is confirmed."""
        return self.path[-1] == "move" or self.path == ("proposal",)

    def every(self) -> Iterator["Field"]:
        yield self
        for field in self.inner:
            yield from field.every()


@cache
def form_of(kind: type[Move]) -> tuple[Field, ...]:
    """Return the fields of a move in their order; who makes it with whom is asked only where it takes two."""
    left_out = set() if kind.with_role else {"together_with", "signed"}
    return tuple(_fields(kind, (), left_out))


def asked_in(field: Field, beside: Mapping[str, Any]) -> Field:
    """Return a field as it is asked for beside what is typed: of a step on paper, what its move asks for."""
    if not field.is_step_body:
        return field
    kind = MOVES.get(str(beside.get("move", "")))
    return replace(field, inner=form_of(kind)) if kind else field


def every_field(kind: type[Move]) -> Iterator[Field]:
    """Yield the fields of a move at any depth, a group before its fields."""
    for field in form_of(kind):
        yield from field.every()


def _fields(model: type[BaseModel], above: tuple[str, ...], left_out: set[str]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name not in left_out:
            of_move = (str(getattr(model, "name", model.__name__)), name)
            role = getattr(model, "with_role", None) if name == "together_with" else ROLES.get(of_move)
            source = OF_MOVES[of_move] if of_move in OF_MOVES else _source(name, info, role)
            yield _field(name, info, above, source)


def _field(name: str, info: FieldInfo, above: tuple[str, ...], source: Source | None) -> Field:
    label, inner = label_of(info), model_in(info.annotation)
    assert label is not None, f"{name} has no label"
    many, path = _is_list(info.annotation), (*above, name)
    return Field(
        path=path,
        name=label.name,
        help=label.help,
        unit=unit_of(info),
        limit=limit_of(info),
        required=info.is_required(),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
        allowed=tuple(_allowed(info.annotation)),
        source=None if inner else source,
        many=many,
        kind=info.annotation,
        holds=held(info),
        inner=tuple(_fields(inner, (*path, "0") if many else path, set())) if inner else (),
        by_system=label.by_system,
    )


def _source(name: str, info: FieldInfo, role: Role | None) -> Source | None:
    """Return where the values of a field come from, where they come from anywhere."""
    marker = marker_of(info, Names)
    if marker is Names.PERSON or name == "by":
        return persons_for(name, marker_of(info, Capacity), role)
    return FILES if marker is Names.FILE else BY_NAME.get(name)


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return origin is tuple or (origin is not None and any(map(_is_list, get_args(annotation))))


def _allowed(annotation: Any) -> Iterator[tuple[str, Words]]:
    for leaf in leaves(annotation):
        if leaf is bool:
            yield from TRUTH
        elif isinstance(leaf, type) and issubclass(leaf, Titled):
            yield from ((str(one.value), one.words) for one in leaf)
        elif isinstance(leaf, type) and issubclass(leaf, Enum):
            yield from ((str(one.value), Words(one.name, one.name)) for one in leaf)


def field_at(kind: type[Move], path: str) -> Field | None:
    """Return the field of a path as it is typed, whichever of several it names."""
    wanted = tuple("0" if step.isdigit() else step for step in path.split("."))
    return next((field for field in every_field(kind) if field.path == wanted), None)


def unknown_fields(kind: type[Move], body: Any) -> list[Fault]:
    """Return a fault for each field that the move does not have, with what was meant."""
    return list(_unknown(form_of(kind), body, (), kind.name))


def _unknown(fields: tuple[Field, ...], typed: Any, above: tuple[str, ...], move: str) -> Iterator[Fault]:
    known = {field.path[-1]: field for field in fields}
    for name, value in typed.items() if isinstance(typed, dict) else ():
        path = (*above, name)
        if name == "together_with" and name not in known:
            continue  # whoever needs no second person may name one
        if name not in known:
            cure = nearest.cure(name, known, where=f"tingshu moves {move}")
            yield Fault(".".join(path), NO_SUCH_FIELD, cure)
        elif inner := known[name].inner:
            for place, item in enumerate(value) if isinstance(value, list) else ((None, value),):
                step = path if place is None else (*path, str(place))
                yield from _unknown(inner, item, step, move)
