"""Limits: every text of a move has a length, every list too, at any depth."""

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from domain.lengths import AtMost, Limit, Line, UpToParties
from domain.procedure import MACHINE_MOVES, MOVES
from domain.record import Record


def without_limit(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Name every string and every list in a model, at any depth, that may be as long as one likes."""
    for name, field in model.model_fields.items():
        yield from _unlimited(field.annotation, field.metadata, f"{path}.{name}".lstrip("."))


def _unlimited(annotation: Any, metadata: Any, path: str) -> Iterator[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _unlimited(arguments[0], (*metadata, *arguments[1:]), path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from without_limit(annotation, path)
    elif annotation is str:
        yield from () if any(isinstance(m, Limit) for m in metadata) else (path,)
    elif annotation is Any or annotation is bytes or origin in (dict, list, set, frozenset):
        yield path
    elif origin is tuple:
        if not any(isinstance(m, AtMost) for m in metadata):
            yield f"{path}[]"
        for item in arguments:
            yield from _unlimited(item, (), path)
    elif origin is not None:
        for argument in arguments:
            yield from _unlimited(argument, metadata, path)


WHOLE_CASES = {"answer_join": "brought."}
"""What a machine hands over of another case: each part of it came in within its own limit."""
OF_OTHER_MOVES = {"take_over_case": ["so_far.body"]}
"""Bodies of other moves: each is read as that of its move, whose own limits hold."""


@pytest.mark.parametrize("move", [*MOVES.values(), *MACHINE_MOVES.values()], ids=lambda move: move.name)
def test_every_text_and_every_list_of_a_move_has_a_limit(move):
    whole = WHOLE_CASES.get(move.name)
    found = [path for path in without_limit(move) if not (whole and path.startswith(whole))]
    assert found == OF_OTHER_MOVES.get(move.name, [])


class Inner(Record):
    fits: Line
    any_length: str
    of_lines: tuple[Line, ...]


class Planted(Record):
    bare: str | None = None
    listed: UpToParties[str]
    inner: UpToParties[Inner]
    open_: dict[str, Line]
    nested: Inner | None = None
    mode: Enum


def test_a_text_or_list_without_a_limit_is_seen_at_any_depth():
    assert list(without_limit(Planted)) == [
        "bare",
        "listed",
        "inner.any_length",
        "inner.of_lines[]",
        "open_",
        "nested.any_length",
        "nested.of_lines[]",
    ]
