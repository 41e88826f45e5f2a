"""The catalogue of moves and OpenAPI: schemas from the models, one example a move, articles and titles."""

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from desk.letters import OfficeSignal
from desk.trial import Trial
from domain.procedure import MOVES
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.language import Move, Sort
from domain.procedure.receipts import Receipt

REF = "#/components/schemas/{model}"
PUBLIC = frozenset({"/health", "/ready", "/openapi.json"})
"""Routes that ask for no token."""

TEXT = {"type": "string"}
WORDS = {
    "type": "object",
    "description": "One sentence in Chinese and in English",
    "properties": {"zh": TEXT, "en": TEXT},
    "required": ["zh", "en"],
}
WHY_AND_CURE = {"why": {"$ref": REF.format(model="Words")}, "cure": {"$ref": REF.format(model="Words")}}
"""What stands in the way, and the next thing to do: the move, the field, the header, the route."""
OBSTACLE = {
    "type": "object",
    "description": "One thing that stands in the way of a move",
    "properties": {
        "code": TEXT,
        "article": TEXT,
        "sort": {"type": "string", "enum": [sort.value for sort in Sort]},
        **WHY_AND_CURE,
    },
    "required": ["code", "article", "sort", "why", "cure"],
}
FAULT = {
    "type": "object",
    "description": "One field that is unknown or wrong",
    "properties": {"field": TEXT, **WHY_AND_CURE},
    "required": ["field", "why", "cure"],
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details, with the article, why and cure",
    "properties": {
        **{name: TEXT for name in ("type", "title", "detail", "code", "article")},
        "status": {"type": "integer"},
        **WHY_AND_CURE,
        "obstacles": {
            "type": "array",
            "description": "Everything that stands in the way",
            "items": {"$ref": REF.format(model="Obstacle")},
        },
        "fields": {
            "type": "array",
            "description": "The fields that are unknown or wrong",
            "items": {"$ref": REF.format(model="Fault")},
        },
        "sha256": {"type": "string", "description": "The file that is missing or damaged"},
    },
    "required": ["type", "title", "status", "detail", "code", "article", "why", "cure"],
}

_ANSWERS = {
    "401": "未表明身份 · no valid token",
    "403": "无权办理 · not this person's to do",
    "404": "没有，或不在查阅范围 · unknown, or not one's own",
    "409": "依法不能办理；obstacles 列出全部障碍 · barred; all obstacles are listed",
    "412": "案件已有新的进展 · the case has gone on",
    "413": "内容过大 · too large",
    "422": "内容有误 · unknown or wrong fields",
    "500": "系统内部错误；文件缺失或者损坏 · something went wrong; a file is missing or damaged",
    "503": "暂时不可用；磁盘已满 · engine or register is away; a disk is full",
}
_OF_READS = ("401", "404", "422", "500", "503")


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every model that goes in or comes out, by name; what goes in takes no unknown field."""
    entering = [(m, "validation") for m in (*MOVES.values(), OfficeSignal)]
    _, found = models_json_schema(entering, ref_template=REF)  # type: ignore[arg-type]  # mypy takes the list as invariant
    _, leaving = models_json_schema([(Receipt, "serialization"), (Trial, "serialization")], ref_template=REF)
    strict = {name: _strict(schema) for name, schema in found["$defs"].items()}
    ours = {"Problem": PROBLEM, "Obstacle": OBSTACLE, "Fault": FAULT, "Words": WORDS}
    return {**leaving["$defs"], **strict, **ours}


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "additionalProperties": False} if schema.get("type") == "object" else schema


def documented(kind: type[Move]) -> dict[str, Any]:
    """Return what OpenAPI says of a move beside its path."""
    roles = "、".join(r.zh for r in kind.by)
    return {
        "operation_id": kind.name,
        "tags": ["moves"],
        "summary": str(kind.title),
        "description": f"{kind.__doc__}\n\n办理人 by: {roles}。依据 article: {kind.source}。",
        "openapi_extra": {
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {"$ref": REF.format(model=kind.__name__)}}},
            }
        },
    }


def entry_of(kind: type[Move], example: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a move as the catalogue lists it."""
    where = "/v1/cases" if kind is OpenCase else f"/v1/cases/{{agency}}/{{number}}/moves/{kind.name}"
    return {
        "move": kind.name,
        "title": kind.title.zh,
        "description": kind.__doc__,
        "by": [{"role": role, "title": role.zh} for role in kind.by],
        "together_with": kind.with_role,
        "article": str(kind.source),
        "within": kind.within,
        "makes": [fact.__name__ for fact in kind.makes],
        "method": "POST",
        "href": where,
        "schema": _complete(kind),
        "example": example,
    }


def _complete(kind: type[Move]) -> dict[str, Any]:
    """A schema that stands alone, as strict as the desk reads it."""
    schema = _strict(kind.model_json_schema())
    if "$defs" in schema:
        schema["$defs"] = {name: _strict(inner) for name, inner in schema["$defs"].items()}
    return schema


def openapi(app: FastAPI, examples: Mapping[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description, with an example for every move."""
    found = get_openapi(
        title="听述 Tingshu", version=app.version, description=app.description, routes=app.routes
    )
    components = found.setdefault("components", {})
    # FastAPI's own description of a malformed query is not what we answer.
    own = {n: s for n, s in components.get("schemas", {}).items() if "ValidationError" not in n}
    components["schemas"] = own | copy.deepcopy(schemas())
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, method, operation in _operations(found):
        _complete_operation(path, method, operation, examples)
    return found


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _complete_operation(
    path: str, method: str, operation: dict[str, Any], examples: Mapping[str, Any]
) -> None:
    writes = method == "post"
    if path not in PUBLIC:
        operation["security"] = [{"token": []}]
        for status in _ANSWERS if writes else _OF_READS:
            operation["responses"][status] = _problem(status)
    if writes:
        operation.setdefault("parameters", []).extend(_headers(path))
    move = operation["operationId"]
    if move in MOVES:
        content = operation["requestBody"]["content"]["application/json"]
        if move in examples:
            content["example"] = examples[move]
        accepted = "201" if move == OpenCase.name else "200"
        operation["responses"][accepted] = _receipt()


def _receipt() -> dict[str, Any]:
    either = [{"$ref": REF.format(model="Receipt")}, {"$ref": REF.format(model="Trial")}]
    return {
        "description": "回执；试办时为将产生的事实和期限 · the receipt; of a dry run what it would make true",
        "headers": {"ETag": {"schema": {"type": "string"}, "description": "position of the case"}},
        "content": {"application/json": {"schema": {"anyOf": either}}},
    }


def _problem(status: str) -> dict[str, Any]:
    return {
        "description": _ANSWERS[status],
        "content": {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}},
    }


def _headers(path: str) -> list[dict[str, Any]]:
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "同一请求重试时不变 · the same for each retry; a repeated one gets the first answer",
        "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"},
    }
    position = {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "读取案件时的 ETag · the ETag with which the case was read",
        "schema": {"type": "string"},
    }
    return [key, position] if "/moves/" in path else [key]
