"""An example of a move, from `examples/moves.json`: as a body, and as the command that sends it."""

import json
import shlex
from collections.abc import Iterator
from typing import Any

from cli.choices import FILES
from cli.forms import Field, form_of
from desk.directory import Directory
from domain.procedure.language import Move
from installation.examples import DIRECTORY, bodies

SHOWN_OF_A_HASH = 12
"""Characters of a hash that the command shows: so many are enough, and can be typed."""
LONGEST_LINE = 76


def example_of(kind: type[Move]) -> dict[str, Any]:
    """Return the body of the example; every move has one."""
    return bodies()[kind.name]


def command_of(kind: type[Move], body: dict[str, Any], agency: str = "", number: str = "") -> str:
    """Return the command for a body, broken into lines as a shell reads them."""
    opening = bodies()["open_case"]
    agency, number = agency or opening["agency"], number or opening["number"]
    who = ["--as", maker_of(kind, agency)]
    if kind.name == "open_case":
        opening_it = _on_lines(["tingshu", "case", "open", "draft.json", *who])
        return f"tingshu case draft > draft.json\n{opening_it}"
    return _on_lines(["tingshu", "case", "do", agency, number, kind.name, *who], list(typed(kind, body)))


def maker_of(kind: type[Move], agency: str) -> str:
    """Return a person of the demo who may make it."""
    directory = Directory.load(DIRECTORY)
    found = (person.id for role in kind.by for person in directory.holding(role, agency))
    return next(found, None) or next(
        (p.id for role in kind.by for p in directory.persons.values() if role in p.roles), "PERSON"
    )


def typed(kind: type[Move], body: dict[str, Any]) -> Iterator[str]:
    """Yield `field=value` for everything in a body."""
    form = {field.path[-1]: field for field in form_of(kind)}
    for name, value in body.items():
        yield from _typed(form.get(name), name, value)


def _typed(field: Field | None, path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _typed(_inner(field, name), f"{path}.{name}", inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, item in enumerate(value):
            yield from _typed(field, f"{path}.{place}", item)
    elif isinstance(value, str):
        yield f"{path}={_text(field, value)}"
    else:
        yield f"{path}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def _inner(field: Field | None, name: str) -> Field | None:
    return next((one for one in field.inner if one.path[-1] == name), None) if field else None


def _text(field: Field | None, value: str) -> str:
    if field is None or field.source is None:
        return value
    if field.source is FILES:
        return f"@{field.path[-1]}.pdf"
    return value[:SHOWN_OF_A_HASH] if field.source.by_hash else value


def _on_lines(first: list[str], rest: list[str] | None = None) -> str:
    words = [shlex.join(first), *map(shlex.quote, rest or ())]
    if len(whole := " ".join(words)) <= LONGEST_LINE:
        return whole
    return " \\\n  ".join(words)
