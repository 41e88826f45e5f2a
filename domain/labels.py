"""Labels (字段说明): what a field of a move is called, what goes in and in which unit, in both languages.

A label stands beside its field, once: `on: Annotated[date, Label("送达日期", "day of service")]`. Schema, command line,
pages and forms are read off it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from domain.bilingual import Words
from domain.lengths import held
from domain.record import Names

YUAN = Words("元", "yuan")
WORKING_DAYS = Words("个工作日", "working days")
DAYS = Words("日", "days")
SERIAL = Words("序号", "serial number")
"""A number by which the case knows a thing: party, document, round."""

UNIT_OF = {
    Names.PERSON: Words("人员编号", "id of a person"),
    Names.FILE: Words("文件的 SHA-256", "SHA-256 of a file"),
}
_SCALARS: tuple[tuple[type[Any], Words], ...] = (
    (bool, Words("是或否", "true or false")),
    (datetime, Words("时刻（含时区）", "instant with time zone")),
    (date, Words("日期（年-月-日）", "date, YYYY-MM-DD")),
    (Decimal, YUAN),
    (str, Words("文字", "text")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """Name, help and unit of one field."""

    zh: str
    en: str
    help_zh: str = ""
    help_en: str = ""
    unit: Words | None = None
    """Only where the type does not say it: a whole number always names its unit."""
    by_system: bool = False
    """Whether the system fills it in, or another system hands it in: no person is asked for it."""

    @property
    def name(self) -> Words:
        return Words(self.zh, self.en)

    @property
    def help(self) -> Words:
        """What goes in; where nothing is to be added, the name says it."""
        return Words(self.help_zh or self.zh, self.help_en or self.en)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core)
        return {**schema, "title": str(self.name), "description": str(self.help)}


def label_of(field: FieldInfo) -> Label | None:
    """Return the label of a field, if it has one."""
    return next((found for found in field.metadata if isinstance(found, Label)), None)


def unit_of(field: FieldInfo) -> Words | None:
    """Return the unit of a field: the label's, or what its type says; nothing where neither does."""
    label = label_of(field)
    if label and label.unit:
        return label.unit
    return _unit(field.annotation, field.metadata)


def limit_of(field: FieldInfo) -> Words | None:
    """Say how long a field may be, where it has a length; of a person, a file, a code its unit says enough."""
    holds, said = held(field), []
    if holds.most:
        said.append(Words("不超过{most}项", "{most} at most").filled(most=f"{holds.most.most:,}"))
    if holds.limit and (unit := unit_of(field)) and unit not in UNIT_OF.values():
        said.append(Words("不超过{most}字", "{most} characters at most").filled(most=f"{holds.limit.most:,}"))
    if len(said) == 2:
        return Words("，每项".join(w.zh for w in said), ", each of ".join(w.en for w in said))
    return said[0] if said else None


def _unit(annotation: Any, metadata: Any = ()) -> Words | None:
    for item in metadata:
        if isinstance(item, Names):
            return UNIT_OF[item]
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _unit(inner, more)
    if origin in (Union, UnionType, tuple, frozenset, dict):
        found = (_unit(part) for part in get_args(annotation) if part not in (type(None), ...))
        return next((unit for unit in found if unit), None)
    if isinstance(annotation, type):
        if issubclass(annotation, Enum):
            return Words("选项", "one of a list")
        if issubclass(annotation, BaseModel):
            return Words("一组字段", "a group of fields")
        return next((unit for kind, unit in _SCALARS if issubclass(annotation, kind)), None)
    return None


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that stand in an annotation, at any depth of its arguments."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)
