"""What is said of a move (说明): who may make it, on which article, what it makes true, and every field as it is typed."""

import json
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len

from cli import showing, tables
from cli.called import as_called
from desk.fields.form import Field, every_field
from domain.bilingual import Words
from domain.procedure.language import Move

LEGEND = "* 必填 required；0 是列表的第一项 the first of a list（其余 1、2…）；多个值写作 '[1,2]'"
PLACES = (
    "日期按今天推算；大写的和 @ 之后的请换成本案的内容（--example 自行取自本案）"
    " · days are of today; put this case's own for what is in capitals or after @ (--example takes it from the case)"
)
WIDEST = 100
"""Cells of a line of prose; a wider terminal makes it no easier to read."""


def show_move(kind: type[Move], body: dict[str, Any], command: str) -> None:
    """Print one move for a person."""
    showing.line(f"{kind.name}  {kind.title}", "bold")
    _say(str(kind.__doc__ or "").strip())
    showing.line("")
    for name, said in facts_of(kind):
        _say(said, head=name)
    fields = list(every_field(kind))
    showing.line("")
    showing.line("字段 · fields" if fields else "没有字段，直接办理 · it has no fields", "bold")
    if fields:
        _say(LEGEND)
    for field in fields:
        showing.line(f"{'*' if field.required else ' '} {field.typed}  {field.name}", "bold")
        for said in said_of(field):
            _say(said, head="    ")
    showing.line("")
    showing.line("例 · example", "bold")
    _say(PLACES)
    showing.line(command)
    showing.line("")
    showing.line("同一内容的 JSON（--from FILE.json）· the same as JSON", "bold")
    showing.line(json.dumps(body, ensure_ascii=False, indent=2))


def _say(text: str, head: str = "") -> None:
    room = min(tables.width() or WIDEST, WIDEST)
    margin = max(len(head), 2) if not head.strip() else cell_len(head) + 2
    for place, line in enumerate(tables.wrapped(as_called(text), room - margin, tables.WHOLE[-1])):
        showing.line(tables.padded("" if place else head, margin) + line)


def facts_of(kind: type[Move]) -> Iterator[tuple[str, str]]:
    """Yield what stands above the fields."""
    beside = f"，会同 together with {kind.with_role.zh} {kind.with_role}" if kind.with_role else ""
    yield "由谁 by    ", "、".join(f"{role.zh} {role}" for role in kind.by) + beside
    yield "依据 article", str(kind.source)
    if kind.within:
        yield "期限 within", f"{kind.within.zh} {kind.within}"
    yield "成立 makes ", "、".join(f"{fact.__name__} {fact.title.zh}" for fact in kind.makes)


def said_of(field: Field) -> Iterator[str]:
    """Yield what is to be known of a field beyond its name."""
    if field.help != field.name:
        yield str(field.help)
    if field.allowed:
        yield "取值 one of：" + "、".join(f"{value} {words.zh}" for value, words in field.allowed)
    what = [field.unit] if field.unit and not field.allowed else []
    what += [field.limit] if field.limit else []
    if what:
        yield "；".join(words.zh for words in what) + " · " + "; ".join(words.en for words in what)
    if field.source:
        yield f"取自 from：{field.source.words}"
        yield from field.source.listed()
    if not field.required and field.default not in (None, "", ()):
        yield f"不填时为 default：{shown(field.default)}"


def shown(value: Any) -> str:
    """Write a default as it is typed."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, bool) else str(value)


def as_item(kind: type[Move]) -> dict[str, Any]:
    """A move for programs."""
    return {
        "move": kind.name,
        "title": kind.title.as_dict(),
        "description": kind.__doc__,
        "by": [{"role": role, "title": role.words.as_dict()} for role in kind.by],
        "together_with": kind.with_role,
        "article": str(kind.source),
        "within": kind.within,
        "makes": [{"fact": fact.__name__, "title": fact.title.as_dict()} for fact in kind.makes],
        "fields": [_field(field) for field in every_field(kind)],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "path": field.typed,
        "name": field.name.as_dict(),
        "help": field.help.as_dict(),
        "required": field.required,
        "list": field.many,
        "group": bool(field.inner),
        "unit": _words(field.unit),
        "limit": _words(field.limit),
        "default": None if field.default is None else json.loads(json.dumps(field.default, default=str)),
        "allowed": [{"value": value, "title": words.as_dict()} for value, words in field.allowed],
        "from": _words(field.source.words if field.source else None),
    }


def _words(words: Words | None) -> dict[str, str] | None:
    return words.as_dict() if words else None
