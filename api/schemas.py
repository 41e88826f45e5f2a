"""The JSON Schemas that are published: exactly what the desk reads, and exactly what is answered."""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from desk.forms import DAY, INSTANT, LARGEST, MONEY

REF = "#/components/schemas/{model}"
_PLACE = REF.format(model="")
_NAMES = {
    "Finding-Input": "Finding",
    "domain__case__papers__Finding": "Finding",
    "domain__law__screening__Finding": "ScreeningFinding",
    "Proposal-Input": "Proposal",
    "domain__case__papers__Proposal": "Proposal",
    "domain__case__proposals__Proposal": "ProposedMove",
    # The same but for what they call the proposal in them.
    "NewParty-Input": "NewParty",
    "NewParty-Output": "NewParty",
}
"""Two things are called a finding, and two a proposal, each rightly where it stands."""


class Published(GenerateJsonSchema):
    """One written form for each value, and no field that is not named."""

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "pattern": DAY.anchored}

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time", "pattern": INSTANT.anchored}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": MONEY}

    def timedelta_schema(self, schema: core_schema.TimedeltaSchema) -> JsonSchemaValue:
        """ISO 8601 with a sign, which the format `duration` does not know."""
        return {"type": "string", "pattern": "^-?P[0-9YMWDTHS.]+$"}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {"minimum": -LARGEST, "maximum": LARGEST, **super().int_schema(schema)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys are as strict as values."""
        keys = self.generate_inner(schema.get("keys_schema", core_schema.str_schema()))
        values = self.generate_inner(schema["values_schema"])
        named = {"propertyNames": keys} if keys.keys() & {"pattern", "maxLength"} else {}
        return {"type": "object", "additionalProperties": values, **named}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return _closed(super().model_schema(schema))

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        return _closed(super().typed_dict_schema(schema))

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        """What a record leaves empty is left out of an answer; a row of a list says that it is empty."""
        if self.mode == "serialization" and field["type"] == "model-field" and _may_be_empty(field["schema"]):
            return False
        return super().field_is_required(field, total)


def _may_be_empty(schema: Any) -> bool:
    return schema["type"] == "nullable" or ("schema" in schema and _may_be_empty(schema["schema"]))


def _closed(schema: JsonSchemaValue) -> JsonSchemaValue:
    return {**schema, "additionalProperties": False} if "properties" in schema else schema


def schemas_of(entering: Iterable[Any], leaving: Iterable[Any]) -> dict[str, JsonSchemaValue]:
    """Return the schema of all that goes in or comes out, and of what stands in it, by name."""
    wanted: list[tuple[Any, JsonSchemaMode, TypeAdapter[Any]]] = [
        *((kind, "validation", TypeAdapter(kind)) for kind in entering),
        *((kind, "serialization", TypeAdapter(kind)) for kind in leaving),
    ]
    _, found = TypeAdapter.json_schemas(wanted, ref_template=REF, schema_generator=Published)
    named: dict[str, JsonSchemaValue] = _renamed(found["$defs"])
    return {own: _titled(schema, own) for name, schema in named.items() for own in [_called(name)]}


def _called(name: str) -> str:
    """What a model is called; `Latest_DeadlineShift_` is a generic one with its type."""
    return _NAMES.get(name) or "".join(part[0].upper() + part[1:] for part in name.split("_") if part)


def _titled(schema: JsonSchemaValue, name: str) -> JsonSchemaValue:
    """A model's title is its name; generated clients call it by that."""
    return {**schema, "title": name} if "title" in schema else schema


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner) for inner in value]
    if isinstance(value, str) and value.startswith(_PLACE):
        return _PLACE + _called(value.removeprefix(_PLACE))
    return value
