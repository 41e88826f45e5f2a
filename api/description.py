"""The description of the interface as a page to read and print: made from OpenAPI, with no script and nothing from elsewhere."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from domain.pages.refusals import all_refusals

HERE = Path(__file__).parent
GROUPS = {
    "cases": "查阅案件 · read a case",
    "moves": "办理 · moves",
    "work": "待办和期限 · work and clocks",
    "signals": "信号 · signals",
    "files": "文件 · files",
    "forms": "供手工签署的空白文书、打印件 · forms to sign, printouts",
    "rehearsals": "预演 · rehearsals",
    "operations": "运行 · operations",
}
"""By tag, in their order."""


class Page(NamedTuple):
    html: bytes
    policy: str
    """What the browser may load for it: its own style and nothing else."""


class Part(NamedTuple):
    """A piece of what a type is called, and the model that it names."""

    text: str
    model: str = ""


def page(openapi: Mapping[str, Any], *, demo: bool = False) -> Page:
    """Render the page; `demo` is whether the tokens of the demo are taken."""
    # Loaded here: no command but the API itself renders it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = (HERE / "description.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"type": _type, "pretty": _pretty, "problem": _problem(openapi)}
    html = environment.get_template("description.html.jinja").render(
        api=openapi,
        demo=demo,
        style=style,
        groups=_groups(openapi),
        models=openapi["components"]["schemas"],
        refusals=all_refusals(),
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return Page(html.encode(), policy)


def _groups(openapi: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations of each group, with their method and path."""
    found: dict[str, list[dict[str, Any]]] = {title: [] for title in GROUPS.values()}
    for path, item in openapi["paths"].items():
        for method, operation in item.items():
            shown = {**operation, "method": method.upper(), "path": path}
            shown["parameters"] = [_resolved(openapi, one) for one in operation["parameters"]]
            found[GROUPS[operation["tags"][0]]].append(shown)
    return found


def _resolved(openapi: Mapping[str, Any], value: Mapping[str, Any]) -> Any:
    if "$ref" not in value:
        return value
    kind, name = value["$ref"].split("/")[-2:]
    return openapi["components"][kind][name]


def _problem(openapi: Mapping[str, Any]) -> Any:
    return lambda answer: _resolved(openapi, answer)


def _type(schema: Mapping[str, Any]) -> list[Part]:
    """Say what a value is, in words; a model is a link to itself."""
    return list(_parts(schema))


def _parts(schema: Mapping[str, Any]) -> Iterator[Part]:
    if "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        yield Part(name, name)
    elif either := schema.get("anyOf") or schema.get("oneOf"):
        for place, one in enumerate(either):
            if place:
                yield Part(" | ")
            yield from _parts(one)
    elif schema.get("type") == "array":
        yield Part("[ ")
        yield from _parts(schema.get("items", {}))
        yield Part(" ]" + _bounds(schema))
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield Part("{ … : ")
        yield from _parts(schema["additionalProperties"])
        yield Part(" }" + _bounds(schema))
    else:
        yield Part(_plain(schema))


def _plain(schema: Mapping[str, Any]) -> str:
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(one, ensure_ascii=False) for one in schema["enum"])
    return str(schema.get("format") or schema.get("type", "JSON")) + _bounds(schema)


def _bounds(schema: Mapping[str, Any]) -> str:
    most = next((schema[name] for name in ("maxLength", "maxItems", "maxProperties") if name in schema), None)
    return f" ≤ {most:,}" if most else ""


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
