"""An example of a move, from `examples/moves.json`: as a body whose days are of today, and as the command that sends it.

What only a case can give, such as the hash of a document, stands in it in capitals: nobody takes that for a value.
"""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cli.called import called
from demo.fitting import days_in, moved
from desk.directory import Directory
from desk.fields.choices import FILES
from desk.fields.form import Field, form_of
from domain.procedure.language import Move
from installation.examples import DIRECTORY, bodies

LONGEST_LINE = 76
HASH = re.compile(r"[0-9a-f]{64}")
PLANNED = ("prepare_notices", "notify_hearing")
"""Moves that fix a day to come."""
AHEAD = timedelta(days=14)
SATURDAY = 5
OPENINGS = {
    "open_case": ("draft", "open", "draft.json"),
    "take_over_case": ("take-over --example", "take-over", "case.json"),
}
"""What prints an example, the command that opens a case, and the file between them."""


def example_of(kind: type[Move], today: date) -> dict[str, Any]:
    """Return the body of the example; every move has one. Its last day is today, or lies ahead where it fixes one to come."""
    body = bodies()[kind.name]
    days = days_in(body)
    if not days:
        return body
    last = _on_a_weekday(today + AHEAD) if kind.name in PLANNED else today
    shown: dict[str, Any] = moved(body, last - max(days))
    return shown


def _on_a_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def to_fill_in(kind: type[Move], body: dict[str, Any]) -> dict[str, Any]:
    """Return a body as a person fills it in: files by `@name.pdf`, other hashes as a place that is to be filled."""
    form = {field.path[-1]: field for field in form_of(kind)}
    return {name: _to_fill_in(form.get(name), value) for name, value in body.items()}


def _to_fill_in(field: Field | None, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _to_fill_in(_inner(field, name), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_to_fill_in(field, item) for item in value]
    if field is None or not isinstance(value, str) or not HASH.fullmatch(value):
        return value
    return f"@{field.path[-1]}.pdf" if field.source is FILES else field.path[-1].upper()


OF_THE_CASE = {"papers": "$papers", "proposal": "$proposal"}
"""What every case can give by itself, as `desk.references` names it."""


def fitted(kind: type[Move], today: date) -> dict[str, Any]:
    """Return the example's body with references to the case at hand: files as stand-ins that are brought.

    Of hashes that only one document of the case can give, and nobody but a person can choose, it has none.
    """
    shown = to_fill_in(kind, example_of(kind, today))
    own = {**OF_THE_CASE, "content": "$proposed"} if set(shown) == {"proposal", "content"} else OF_THE_CASE
    body = {name: own.get(name, value) for name, value in shown.items()}
    return {name: _brought(value) for name, value in body.items() if value != name.upper()}


def _brought(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _brought(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_brought(item) for item in value]
    named = re.fullmatch(r"@(\w+)\.pdf", value) if isinstance(value, str) else None
    return f"$upload:{named[1]}" if named else value


def command_of(kind: type[Move], body: dict[str, Any], agency: str = "", number: str = "") -> str:
    """Return the command for a body, broken into lines as a shell reads them."""
    opening = bodies()["open_case"]
    agency, number = agency or opening["agency"], number or opening["number"]
    who = ["--as", maker_of(kind, agency)]
    if kind.opens:
        example, command, file = OPENINGS[kind.name]
        opening_it = _on_lines([*shlex.split(called()), "case", command, file, *who])
        return f"{called()} case {example} > {file}\n{opening_it}"
    return _on_lines(
        [*shlex.split(called()), "case", "do", agency, number, kind.name, *who], list(typed(kind, body))
    )


def maker_of(kind: type[Move], agency: str) -> str:
    """Return a person of the demo who may make it."""
    directory = Directory.load(DIRECTORY)
    found = (person.id for role in kind.by for person in directory.holding(role, agency))
    return next(found, None) or next(
        (p.id for role in kind.by for p in directory.persons.values() if role in p.roles), "PERSON"
    )


def typed(kind: type[Move], body: dict[str, Any]) -> Iterator[str]:
    """Yield `field=value` for everything in a body."""
    for name, value in to_fill_in(kind, body).items():
        yield from _typed(name, value)


def _typed(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _typed(f"{path}.{name}", inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict | str):
        for place, item in enumerate(value):
            yield from _typed(f"{path}.{place}", item)
    elif isinstance(value, str):
        yield f"{path}={value}"
    else:
        yield f"{path}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def _inner(field: Field | None, name: str) -> Field | None:
    return next((one for one in field.inner if one.path[-1] == name), None) if field else None


def _on_lines(first: list[str], rest: list[str] | None = None) -> str:
    words = [shlex.join(first), *map(shlex.quote, rest or ())]
    if len(whole := " ".join(words)) <= LONGEST_LINE:
        return whole
    return " \\\n  ".join(words)
