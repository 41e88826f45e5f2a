"""The JSON Schema of a rehearsal file (docs/rehearsal.schema.json), made from the models that read it: for editors."""

import json
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from desk.forms import DAY
from desk.rehearsing.format import KINDS, Rehearsal

ADDRESS: Final = "https://json-schema.org/draft/2020-12/schema"


class _Days(GenerateJsonSchema):
    """Days as they are read: of two centuries, and days that there are."""

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "pattern": DAY.anchored}


def schema() -> dict[str, Any]:
    """Return the schema; each move is described by its title, for an editor to show beside its name."""
    found = Rehearsal.model_json_schema(schema_generator=_Days)
    moves = found["$defs"]["Step"]["properties"]["move"]
    moves["oneOf"] = [{"const": name, "title": str(kind.title)} for name, kind in KINDS.items()]
    del moves["enum"]
    return {"$schema": ADDRESS, **found}


def written() -> str:
    """Return it as the file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
