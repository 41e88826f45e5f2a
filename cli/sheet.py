"""The form of a move as TOML (表单): each field below what is to be known of it; what is wrong stands at its field.

A line that begins with `#!` is ours: it says what is wrong, and is gone when the form is opened the next time.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from cli.files import plain
from cli.move_help import said_of
from desk.errors import Fault
from desk.fields.form import Field, form_of
from desk.fields.prefilled import certain, each
from desk.fields.source import Choice, Known
from domain.procedure.language import Move

HEAD = """\
# {title}（{move}）  {case}
# 由谁 by：{by}    依据 article：{article}
# 填好后保存并退出，即行办理；不改动或者清空，则什么也不办理。带 * 的必须填写；行首的 # 去掉后该字段才算填写。
# Save and quit to make the move; leave it as it is, or empty, to make none. Fields with * are required;
# a field counts once the # before it is removed.
"""
MOST_CHOICES = 30
LONGEST_CHOICE = 60
_HEADER = re.compile(r"^\s*#?\s*(\[\[?)\s*([\w.]+)\s*\]\]?\s*$")
_FIELD = re.compile(r"^\s*#?\s?([A-Za-z_][\w.]*)\s*=")
_TRIPLE = re.compile(r'"""|' + "'''")


def has_fields(kind: type[Move]) -> bool:
    return bool(form_of(kind))


def written(kind: type[Move], known: Known, body: dict[str, Any], case: str) -> str:
    """Return the form, with what is given and what can be known filled in."""
    by = "、".join(f"{role.zh} {role}" for role in kind.by)
    head = HEAD.format(title=kind.title, move=kind.name, case=case, by=by, article=kind.source)
    return head + "\n".join(_table(form_of(kind), known, body, on=True)) + "\n"


def _table(fields: Iterable[Field], known: Known, given: dict[str, Any], *, on: bool) -> Iterator[str]:
    """Yield the lines of a group, values before inner groups, as TOML wants it; `on` is whether it counts."""
    ordered = sorted(fields, key=lambda field: bool(field.inner))
    for field in ordered:
        yield from _group(field, known, given, on) if field.inner else _line(field, known, given, on)


def _line(field: Field, known: Known, given: dict[str, Any], on: bool) -> Iterator[str]:
    yield ""
    yield from _about(field, known)
    name, value = field.path[-1], given.get(field.path[-1])
    if value is None and field.required:
        value = certain(field, known)
    if value is not None:
        yield f"{'' if on else '# '}{name} = {_toml(value)}"
    else:
        yield f"{'' if on and field.required else '# '}{name} = {'[]' if field.many else _empty(field)}"


def _empty(field: Field) -> str:
    return _toml(field.default) if isinstance(field.default, bool) else '""'


def _group(field: Field, known: Known, given: dict[str, Any], on: bool) -> Iterator[str]:
    path = [step for step in field.path if step != "0"]
    there = given.get(field.path[-1])
    counts = on and (field.required or there is not None)
    yield ""
    yield from _about(field, known)
    opened, closed = ("[[", "]]") if field.many else ("[", "]")
    for one in each(field, known, there):
        yield f"{'' if counts else '# '}{opened}{'.'.join(path)}{closed}"
        yield from _table(field.inner, known, one, on=counts)


def _about(field: Field, known: Known) -> Iterator[str]:
    yield f"# {'* ' if field.required else ''}{field.name}"
    yield from (f"#   {said}" for said in said_of(field))
    if field.source is not None:
        choices = list(field.source.choices(known))
        yield from (f"#     {_choice(choice)}" for choice in choices[:MOST_CHOICES])
        if len(choices) > MOST_CHOICES:
            yield f"#     …（共 {len(choices)} 项 in all）"


def _choice(choice: Choice) -> str:
    said = " ".join(choice.said.split())
    short = said if len(said) <= LONGEST_CHOICE else said[: LONGEST_CHOICE - 1] + "…"
    return f"{choice.value}  {short}".rstrip()


def _toml(value: Any) -> str:
    """Write a value; a text of several lines stays on several, and what has fields of its own is written within its line."""
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{json.dumps(k, ensure_ascii=False)} = {_toml(v)}' for k, v in value.items())}}}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str) and "\n" in value and "'''" not in value:
        return f"'''\n{value}'''"
    return json.dumps(value, ensure_ascii=False)


def is_empty(text: str) -> bool:
    """Whether nothing at all is filled in."""
    try:
        return not plain(tomllib.loads(text))
    except ValueError:
        return False


def annotated(text: str, faults: Iterable[Fault]) -> str:
    """Return the form with each fault above its field; one whose field is not there stands at the top."""
    lines = list(_without_ours(text.split("\n")))
    places = {path: number for number, path in reversed(list(_paths(lines)))}
    above: dict[int, list[str]] = {}
    for fault in faults:
        place = places.get(fault.field, 0)
        name = "" if fault.field in places else f"{fault.field}：" if fault.field else ""
        above.setdefault(place, []).append(f"#! ✗ {name}{fault.why}\n#!   → {fault.cure}")
    return "\n".join(said for number, line in enumerate(lines) for said in (*above.get(number, ()), line))


def _without_ours(lines: Iterable[str]) -> Iterator[str]:
    return (line for line, inside in _marked(lines) if inside or not line.startswith("#!"))


def _marked(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it begins inside a text of several lines."""
    inside = ""
    for line in lines:
        yield line, bool(inside)
        for mark in _TRIPLE.findall(line if inside or not line.lstrip().startswith("#") else ""):
            if not inside:
                inside = mark
            elif inside == mark:
                inside = ""


def _paths(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the path, as faults name it, of each field and group, with the number of its line."""
    counts: dict[str, int] = {}
    prefix = ""
    for number, (line, inside) in enumerate(_marked(lines)):
        if inside:
            continue
        if header := _HEADER.match(line):
            steps, many = header[2].split("."), header[1] == "[["
            prefix = _prefix(steps, many, counts)
            yield number, prefix.rstrip(".")
            if many:
                yield number, prefix.rpartition(".")[0].rpartition(".")[0]
        elif field := _FIELD.match(line):
            yield number, prefix + field[1]


def _prefix(steps: list[str], many: bool, counts: dict[str, int]) -> str:
    """Return what stands before the fields of a group, each list with the place reached in it."""
    found = ""
    for place, step in enumerate(steps, start=1):
        path = found + step
        if many and place == len(steps):
            counts[path] = counts.get(path, -1) + 1
        found = f"{path}.{counts[path]}." if path in counts else f"{path}."
    return found
