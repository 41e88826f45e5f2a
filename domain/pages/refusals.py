"""What each move can be refused for, read off the chapters themselves: for pages, word lists and tests, never to judge.

A refusal stands once in the code, as `Refused("Code", article, "中文 · English")`. From a move's `bars` and `faults` the
calls are followed through the chapters and gates to every such place.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from domain.law.articles import Article
from domain.procedure.language import CONFLICT, Move

PACKAGE = "domain.procedure"
OF_PENALTIES = ("NotNotified", "HeavierThanNotified")
"""The codes of the comparison of penalties (domain/law/penalties.py), for which gate 5 refuses."""


@dataclass(frozen=True)
class Refusal:
    code: str
    zh: str
    en: str
    article: str
    """Empty where it is the article of the move."""
    status: int
    module: str


@dataclass(frozen=True)
class _Function:
    module: str
    owner: str
    node: ast.FunctionDef


@cache
def _trees() -> dict[str, ast.Module]:
    folder = Path(__file__).parent
    return {p.stem: ast.parse(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.py"))}


@cache
def _functions() -> dict[tuple[str, str, str], _Function]:
    """Every function and method of the chapters, by module, class (or nothing) and name."""
    found = {}
    for module, tree in _trees().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[module, "", node.name] = _Function(module, "", node)
            elif isinstance(node, ast.ClassDef):
                for part in node.body:
                    if isinstance(part, ast.FunctionDef):
                        found[module, node.name, part.name] = _Function(module, node.name, part)
    return found


@cache
def _imported(module: str) -> dict[str, tuple[str, str]]:
    """What names of other chapters a module uses: name → module and symbol; no symbol where it is the module itself."""
    names: dict[str, tuple[str, str]] = {}
    for node in _trees()[module].body:
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            names |= {a.asname or a.name: (a.name, "") for a in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}."):
            source = str(node.module).rpartition(".")[2]
            names |= {a.asname or a.name: (source, a.name) for a in node.names}
    return names


def refusals(kind: type[Move]) -> tuple[Refusal, ...]:
    """Return what a kind of move can be refused for, apart from the role of who makes it."""
    owners = [
        (c.__module__.rpartition(".")[2], c.__name__)
        for c in kind.__mro__
        if c.__module__.startswith(PACKAGE)
    ]
    found: dict[str, Refusal] = {}
    seen: set[tuple[str, str, str]] = set()
    waiting = [place for name in ("bars", "faults") for place in _method(owners, name)]
    while waiting:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        function = _functions()[place]
        found |= {r.code: r for r in _stated(function.module, function.node)}
        waiting += _called(function, owners)
    return tuple(found.values())


def _method(owners: list[tuple[str, str]], name: str) -> Iterator[tuple[str, str, str]]:
    """The nearest definition of a method."""
    for module, owner in owners:
        if (module, owner, name) in _functions():
            yield module, owner, name
            return


def _called(function: _Function, owners: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    places: list[tuple[str, str, str]] = []
    for node in ast.walk(function.node):
        if isinstance(node, ast.Call):
            places += _place(function.module, node.func, owners)
    return places


def _place(module: str, called: ast.expr, owners: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    if isinstance(called, ast.Name):
        source, symbol = _imported(module).get(called.id, (module, called.id))
        if (source, "", symbol) in _functions():
            yield source, "", symbol
    elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        if called.value.id in ("self", "cls"):
            yield from _method(owners, called.attr)
        elif (
            place := (_imported(module).get(called.value.id, ("", ""))[0], "", called.attr)
        ) in _functions():
            yield place


def _stated(module: str, node: ast.AST) -> Iterator[Refusal]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Refused":
            code = call.args[0]
            codes = (code.value,) if isinstance(code, ast.Constant) else OF_PENALTIES
            zh, _, en = _text(call.args[2]).partition(" · ")
            status = _value(module, call.args[3]) if len(call.args) > 3 else CONFLICT
            article = _value(module, call.args[1])
            for name in codes:
                yield Refusal(
                    code=str(name),
                    zh=zh,
                    en=en,
                    article=str(article) if isinstance(article, Article) else "",
                    status=status,
                    module=module,
                )


def _text(node: ast.expr) -> str:
    """The words of a cure; `…` where a value is put in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else "…"


def _value(module: str, node: ast.expr) -> Any:
    """What an expression of a module is worth where it stands still; nothing where it hangs on the move."""
    home: ModuleType = sys.modules[f"{PACKAGE}.{module}" if module != "__init__" else PACKAGE]
    try:
        return eval(compile(ast.Expression(node), home.__name__, "eval"), vars(home))
    except NameError:
        return None


def all_refusals() -> tuple[Refusal, ...]:
    """Return every refusal of the procedure, each once, by code."""
    found = [r for module, tree in _trees().items() for r in _stated(module, tree)]
    return tuple(sorted(found, key=lambda r: r.code))
