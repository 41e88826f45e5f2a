"""One writing (同一写法): equal amounts and durations of a move are written alike before it is made.

120000 and 120000.00 yuan, 12 months and one year say the same: the papers that say it are the same papers, and ask for no
new review. It is done once, at the door, to what is handed in: a journal stays as it was written.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel

from domain.labels import models_in
from domain.law.penalties import Duration
from domain.law.terms import Unit

FEN = Decimal("0.01")
MONTHS_OF_A_YEAR = 12

Value = TypeVar("Value")


def written_alike(value: Value) -> Value:
    """Return a record whose amounts have two decimals, and whose durations of whole years are in years; itself where they are so.

    Amounts are sound by now: the door has refused what is finer than a fen.
    """
    new: Any = value
    if isinstance(value, Duration):
        new = in_years(value)
    elif isinstance(value, BaseModel):
        if update := _otherwise(value):
            new = value.model_copy(update=update)
    elif isinstance(value, tuple):
        items = tuple(map(written_alike, value))
        new = items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    elif isinstance(value, Decimal) and str(value) != str(fen := value.quantize(FEN)):
        new = fen
    return cast("Value", new)


def in_years(duration: Duration) -> Duration:
    """Return a duration of whole years in years; itself where it is one already, or none of whole years."""
    years, rest = divmod(duration.length, MONTHS_OF_A_YEAR)
    if duration.unit is not Unit.MONTH or rest or not years:
        return duration
    return Duration(length=years, unit=Unit.YEAR)


def _otherwise(record: BaseModel) -> Mapping[str, Any]:
    values = {name: getattr(record, name) for name in _fields(type(record))}
    alike = {name: written_alike(value) for name, value in values.items()}
    return {name: value for name, value in alike.items() if value is not values[name]}


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields in which an amount or a duration may stand, at any depth."""
    return tuple(name for name, field in model.model_fields.items() if _concerned(field.annotation))


def _concerned(annotation: Any) -> bool:
    return _holds_amount(annotation) or any(
        inner is Duration or _fields(inner) for inner in models_in(annotation)
    )


def _holds_amount(annotation: Any) -> bool:
    return annotation is Decimal or any(map(_holds_amount, get_args(annotation)))
