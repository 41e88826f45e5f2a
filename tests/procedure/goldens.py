"""Golden bytes: one entry of each kind of fact, as it was first written. Only added to, never written again.

    uv run python -m tests.procedure.goldens

writes what is missing. A file that no longer fits says that open cases could not be read any more: change the code, not
the file. A new meaning is a new fact.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from domain.case.journal import GENESIS, Entry, chain
from domain.law.articles import Article, art
from domain.procedure import FACTS, body_of
from domain.procedure.language import Fact

FOLDER = Path(__file__).parent / "golden"
AT = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

_PLAIN: dict[Any, Any] = {
    Any: "文字",
    str: "文字",
    int: 7,
    Decimal: Decimal("1234.50"),
    date: date(2026, 6, 1),
    datetime: AT,
    timedelta: timedelta(days=1),
    Article: art("行政处罚法", "64(1)"),
}


def filled(model: type[BaseModel]) -> BaseModel:
    """A record none of whose fields has its default."""
    return model(**{name: _value(f.annotation, f.default) for name, f in model.model_fields.items()})


def _value(kind: Any, default: Any = ...) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is bool:
        return default is not True
    if origin is Literal:
        return next(a for a in reversed(args) if a != default)
    if origin is Annotated:
        return _value(args[0], default)
    if origin in (Union, UnionType):
        return _value(next(a for a in args if a is not type(None)), default)
    if origin is tuple:
        return (_value(args[0]),) if ... in args else tuple(_value(a) for a in args)
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {_value(args[0]): _value(args[1])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(m for m in reversed(list(kind)) if m != default)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return filled(kind)
    raise TypeError(f"no example for {kind}")


def defaults(value: Any) -> dict[str, Any]:
    """What the fields of a record and of the records in it are when nothing is said of them."""
    model = type(value)
    if isinstance(value, BaseModel) and model not in _PLAIN:
        own = {
            name: json.loads(json.dumps(_plain(f.default)))
            for name, f in model.model_fields.items()
            if not f.is_required() and f.default_factory is None
        }
        return _merged(
            [{model.__name__: own} if own else {}, *(defaults(getattr(value, f)) for f in model.model_fields)]
        )
    if isinstance(value, Mapping):
        return _merged(defaults(item) for item in value.values())
    return _merged(defaults(item) for item in value) if isinstance(value, tuple | list) else {}


def _merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Put the defaults of several records together; two models of one name (Finding) have all their fields here."""
    found: dict[str, Any] = {}
    for part in parts:
        for name, own in part.items():
            found[name] = {**found.get(name, {}), **own}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return (
        value.value
        if isinstance(value, Enum)
        else value
        if isinstance(value, str | int | bool | None)
        else str(value)
    )


def entry_of(fact: Fact) -> Entry:
    name = type(fact).__name__
    return Entry(seq=1, at=AT, by="officer-li", move="golden", fact=name, body=body_of(fact))


def written(fact: Fact) -> dict[str, Any]:
    entry = entry_of(fact)
    stored = entry.stored
    return {"stored": stored.decode(), "head": chain(GENESIS, stored), "defaults": defaults(fact)}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, kind in FACTS.items():
        path = FOLDER / f"{name}.json"
        if not path.exists():
            fact = filled(kind)
            assert isinstance(fact, Fact)
            path.write_text(
                json.dumps(written(fact), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
                encoding="utf-8",
            )
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
