"""What was typed, put into the shape of a move's body: dotted names into objects and lists, numbers where the model wants them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from desk.errors import Fault, Malformed
from domain.bilingual import Words

WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")

NO_OBJECT = Words("{step} 与已经填写的值不合", "{step} does not fit the value that is given already")
LEFT_OUT = Words("跳过了第 {place} 项", "item {place} was left out")
IN_ORDER = Words("各项请从 0 起依次填写", "number the items from 0, without a gap")
GIVE_ONE = Words("请删去 {step}= 或者 {step}. 其中之一", "leave out either {step}= or {step}.")


def numbers_of(kind: Any, typed: Any) -> Any:
    """Return what was typed with a number wherever the model wants one: in a shell everything is text.

    An amount is written as text; in a file it may stand as a whole number.

    `kind` is a model or what a field of one is annotated with.
    """
    if isinstance(typed, dict) and (model := model_in(kind)) is not None:
        fields = model.model_fields
        return {
            name: numbers_of(fields[name].annotation, value) if name in fields else value
            for name, value in typed.items()
        }
    if isinstance(typed, list):
        return [numbers_of(kind, value) for value in typed]
    wanted = set(leaves(kind))
    if isinstance(typed, str) and int in wanted and str not in wanted and WHOLE.fullmatch(typed):
        return int(typed)
    if type(typed) is int and Decimal in wanted and int not in wanted:
        return str(typed)
    return typed


def leaves(kind: Any) -> Iterator[Any]:
    """Yield the types that stand in an annotation, at any depth of its arguments."""
    arguments = [a for a in get_args(kind) if a is not Ellipsis]
    if get_origin(kind) is Annotated:
        arguments = arguments[:1]
    if not arguments:
        yield kind
    for argument in arguments:
        yield from leaves(argument)


def model_in(kind: Any) -> type[BaseModel] | None:
    """Return the model of a group of fields."""
    found = [leaf for leaf in leaves(kind) if isinstance(leaf, type) and issubclass(leaf, BaseModel)]
    return found[0] if found else None


def put(body: dict[str, Any], path: list[str], value: Any) -> None:
    """Put a value into its place, making the objects and lists on the way; a number is a place in a list, from 0.

    >>> body = {}
    >>> put(body, ["answers", "0", "point"], "S1")
    >>> put(body, ["answers", "0", "outcome"], "adopted")
    >>> body
    {'answers': [{'point': 'S1', 'outcome': 'adopted'}]}
    """
    inside: Any = body
    for step, following in pairwise(path):
        inside = _entered(inside, step, [] if following.isdigit() else {}, path)
    _set(inside, path[-1], value, path)


def _set(inside: Any, step: str, value: Any, path: list[str]) -> None:
    if isinstance(inside, dict):
        inside[step] = value
    elif not step.isdigit():
        raise Malformed(Fault(".".join(path), NO_OBJECT.filled(step=step), GIVE_ONE.filled(step=step)))
    elif int(step) < len(inside):
        inside[int(step)] = value
    elif int(step) == len(inside):
        inside.append(value)
    else:
        raise Malformed(Fault(".".join(path), LEFT_OUT.filled(place=len(inside)), IN_ORDER))


def _entered(inside: Any, step: str, new: Any, path: list[str]) -> Any:
    """Return the object or list at a step, a new one where there is none."""
    known = inside if isinstance(inside, dict) else {str(place): item for place, item in enumerate(inside)}
    there = known.get(step)
    if there is None:
        _set(inside, step, new, path)
        return new
    if type(there) is not type(new):
        raise Malformed(Fault(".".join(path), NO_OBJECT.filled(step=step), GIVE_ONE.filled(step=step)))
    return there
