"""The catalogue of moves and OpenAPI: schemas from the models, one example a move, articles and titles."""

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.headers import REQUEST_ID
from api.schemas import REF, Published, schemas_of
from api.shapes import ANSWERS, CASE, LEAVING
from api.statuses import components, statuses_of
from desk.drafting import Rendering
from desk.forms import LARGEST_COUNT
from desk.letters import SIGNALS, OfficeSignal
from desk.rehearsing.format import Rehearsal
from domain.characters import A_LINE
from domain.pages.refusals import refusals
from domain.procedure import MOVES
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.taking_over import TakeOverCase
from domain.procedure.language import Move

PUBLIC = frozenset({"/", "/health", "/ready", "/openapi.json", "/docs"})
"""Routes that ask for no token."""
OPENINGS: dict[str, str] = {OpenCase.name: "/v1/cases", TakeOverCase.name: "/v1/cases/take-over"}
"""The moves that make a case, and their routes; every other is made in a case, under its name."""
ETAG = {
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    "description": "案件的位置 · position of the case",
}


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every model that goes in or comes out, by name; what goes in takes no unknown field."""
    found = schemas_of([*MOVES.values(), OfficeSignal, Rehearsal], LEAVING)
    moves = [{"$ref": REF.format(model=kind.__name__)} for kind in MOVES.values()]
    found["CatalogueEntry"]["properties"]["example"] |= {"anyOf": moves}
    return found


def documented(kind: type[Move]) -> dict[str, Any]:
    """Return what OpenAPI says of a move beside its path."""
    roles = "、".join(r.zh for r in kind.by)
    return {
        "operation_id": kind.name,
        "tags": ["moves"],
        "summary": str(kind.title),
        "description": f"{kind.__doc__}\n\n办理人 by: {roles}。依据 article: {kind.source}。",
        "openapi_extra": {"requestBody": body_of(kind.__name__)},
    }


def body_of(model: str) -> dict[str, Any]:
    """Return a request body of JSON, as OpenAPI says it."""
    return {"required": True, "content": {"application/json": {"schema": {"$ref": REF.format(model=model)}}}}


def entry_of(kind: type[Move], example: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a move as the catalogue lists it."""
    where = OPENINGS.get(kind.name, f"{CASE}/moves/{kind.name}")
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
        "schema": _alone(kind),
        "example": example,
    }


@cache
def _alone(kind: type[Move]) -> dict[str, Any]:
    """A schema that stands alone, as strict as the desk reads it."""
    return TypeAdapter(kind).json_schema(schema_generator=Published)


def openapi(app: FastAPI, examples: Mapping[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description, with an example for every move."""
    found = get_openapi(
        title="听述 Tingshu", version=app.version, description=app.description, routes=app.routes
    )
    found["components"] = {
        "schemas": copy.deepcopy(schemas()),
        "responses": components(),
        "parameters": {"RequestId": _REQUEST_ID},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }
    for path, method, operation in _operations(found):
        _complete(path, method, operation, examples)
    return found


_REQUEST_ID = {
    "name": REQUEST_ID.name,
    "in": "header",
    "required": False,
    "description": "请求编号，写入日志，原样返回 · for the logs, and sent back",
    "schema": {"type": "string", "pattern": REQUEST_ID.anchored},
}


def _operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _complete(path: str, method: str, operation: dict[str, Any], examples: Mapping[str, Any]) -> None:
    if path not in PUBLIC:
        operation["security"] = [{"token": []}]
    operation["parameters"] = [
        *(_stated(parameter) for parameter in operation.get("parameters", ())),
        {"$ref": "#/components/parameters/RequestId"},
    ]
    move = operation["operationId"]
    if move in MOVES:
        operation["x-refusals"] = sorted(refusal.code for refusal in refusals(MOVES[move]))
    if move in examples:
        operation["requestBody"]["content"]["application/json"]["example"] = examples[move]
    status, answer = _answer(path, method, operation)
    problems = {one: {"$ref": f"#/components/responses/{one}"} for one in statuses_of(path, method)}
    operation["responses"] = {status: answer} | problems
    if move in OPENINGS:
        operation["responses"]["200"] = _of("Trial", "试办的结果 · what a dry run found")
    if path == "/ready":
        operation["responses"]["503"] = _unready(answer)


def _stated(parameter: dict[str, Any]) -> dict[str, Any]:
    """What a parameter may be, exactly: it is left out or written in its one form, and never null."""
    schema = parameter["schema"]
    kinds = [one for one in schema.pop("anyOf", []) if one.get("type") != "null"]
    for kind in kinds:
        schema |= kind
    if schema.get("type") == "integer":
        parameter["schema"] = {"minimum": 0, "maximum": LARGEST_COUNT, **schema}
    elif schema.get("type") == "string" and not schema.keys() & {"format", "enum"}:
        parameter["schema"] = {"pattern": A_LINE, "maxLength": 2_000, **schema}
    return parameter


def _answer(path: str, method: str, operation: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What is answered where all is well, and under which status."""
    if (method, path) in ANSWERS:
        status, kind = ANSWERS[method, path]
        headers = {"ETag": ETAG} if path in (CASE, f"{CASE}/moves") else {}
        return str(status), _of(kind.__name__, str(kind.__doc__), headers)
    if path.removeprefix(f"{CASE}/signals/") in SIGNALS:
        return "202", _of("SignalSent", "信号已收下 · the signal was taken in")
    if operation["operationId"] in OPENINGS:
        location = {"schema": {"type": "string"}, "required": True, "description": "案件的地址 · of the case"}
        return "201", _of("Receipt", "回执 · the receipt", {"ETag": ETAG, "Location": location})
    if operation["operationId"] in MOVES:
        return "200", _receipt()
    if path in FILES:
        return "200", _FILE
    if path == f"{CASE}/dossier":
        return "200", _DOSSIER
    if path == f"{CASE}/documents/{{document}}/printout":
        return "200", _PRINTOUT
    if path == f"{CASE}/journal/export":
        return "200", _LINES
    if path == f"{CASE}/documents/{{document}}":
        return "200", _DRAFT
    found: tuple[str, dict[str, Any]] = next(iter(operation["responses"].items()))
    return found


def _of(model: str, description: str, headers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    schema = {"$ref": REF.format(model=model)}
    content = {"application/json": {"schema": schema}}
    return {"description": description, "content": content} | ({"headers": dict(headers)} if headers else {})


FILES = (
    "/v1/documents/{sha256}",
    f"{CASE}/forms/{{form}}",
    f"{CASE}/publication/{{paper}}",
    f"{CASE}/documents/{{document}}/ofd",
)
_LINES = {
    "description": "全过程记录，一行一项 · the journal, an entry a line",
    "headers": {
        "Content-Disposition": {"schema": {"type": "string", "pattern": "^attachment"}, "required": True}
    },
    "content": {"application/jsonl": {"schema": {"type": "string"}}},
}
_FILE = {
    "description": "文件，按其格式 · the file, in its own media type",
    "headers": {
        "ETag": {"schema": {"type": "string", "pattern": '^"[0-9a-f]{64}"$'}, "required": True},
        "Content-Disposition": {
            "schema": {"type": "string", "pattern": "^(attachment|inline);"},
            "required": True,
        },
    },
    "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
}


_DOSSIER = {
    **_FILE,
    "description": "案卷 · the dossier",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


_PRINTOUT = {
    "description": "打印件（PDF） · as it is to be printed (PDF)",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


_DRAFT = {
    "description": "预览稿，按所要的格式 · the draft, as it was asked for",
    "headers": {"Content-Disposition": {"schema": {"type": "string"}, "required": True}},
    "content": {
        one.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for one in Rendering
    },
}


def _receipt() -> dict[str, Any]:
    either = [{"$ref": REF.format(model="Receipt")}, {"$ref": REF.format(model="Trial")}]
    return {
        "description": "回执；试办时为将产生的事实和期限 · the receipt; of a dry run what it would make true",
        "headers": {"ETag": ETAG},
        "content": {"application/json": {"schema": {"anyOf": either}}},
    }


def _unready(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "description": "不能受理 · moves cannot be taken now"}
