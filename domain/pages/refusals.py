"""Every refusal of the procedure (docs/refusals.md), as declared beside its rule, and which of them a move can meet.

A refusal is a value (`NOT_DECIDED = Refusal(…)`), and a rule names it: what a move can be refused for is read off the names
that its `bars` and `faults` use, and the functions that they call.
"""

import dis
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import unwrap
from itertools import pairwise
from types import CodeType, FunctionType, ModuleType
from typing import Any

import domain.procedure
from domain.law.terms import TermKey
from domain.pages.articles import shown
from domain.pages.markdown import GENERATED, page
from domain.procedure.gates.officers import KEPT_OUT
from domain.procedure.index import MOVES
from domain.procedure.language import Move, Refusal
from domain.procedure.roles import capacities_of

PACKAGE = domain.procedure.__name__


@cache
def all_refusals() -> tuple[Refusal, ...]:
    """Return every refusal that is declared, each once, by code."""
    found: dict[int, Refusal] = {}
    for module in modules():
        found |= {id(value): value for value in vars(module).values() if isinstance(value, Refusal)}
    return tuple(sorted(found.values(), key=lambda refusal: refusal.code))


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the procedure."""
    found = pkgutil.walk_packages(domain.procedure.__path__, f"{PACKAGE}.")
    return tuple(import_module(module.name) for module in found)


@cache
def refusals(kind: type[Move]) -> tuple[Refusal, ...]:
    """Return what a kind of move can be refused for, apart from the role of who makes it."""
    found = {value.code: value for _, value in _rules(kind) if isinstance(value, Refusal)}
    of_persons = (refusal for capacity in capacities_of(kind) for refusal in KEPT_OUT[capacity])
    return tuple((found | {refusal.code: refusal for refusal in of_persons}).values())


@cache
def terms_asked(kind: type[Move]) -> Mapping[TermKey, frozenset[str]]:
    """Return the terms that the rules of a kind of move ask about, each with the modules that ask."""
    found: dict[TermKey, set[str]] = {}
    for module, value in _rules(kind):
        if isinstance(value, TermKey):
            found.setdefault(value, set()).add(module.removeprefix(f"{PACKAGE}."))
    return {term: frozenset(modules) for term, modules in found.items()}


@cache
def _rules(kind: type[Move]) -> tuple[tuple[str, Any], ...]:
    """Everything that `bars` and `faults` of a move name, and the functions that they call, with the module that names it."""
    found: list[tuple[str, Any]] = []
    seen: set[CodeType] = set()
    waiting = [kind.bars.__func__, kind.faults]  # type: ignore[attr-defined]  # a class method
    while waiting:
        function = waiting.pop(0)
        if function.__code__ in seen:
            continue
        seen.add(function.__code__)
        for value in _named(function, kind):
            if _of_the_procedure(value):
                waiting.append(unwrap(value))  # a gate may be asked once for many parties
            else:
                found.append((function.__module__, value))
    return tuple(found)


def _named(function: FunctionType, kind: type[Move]) -> Iterator[Any]:
    """Everything that a function's code names: of its module, of a module of the procedure, of the move itself."""
    for value, attribute in _loads(function.__code__, function.__globals__):
        if isinstance(value, ModuleType) and value.__name__.startswith(PACKAGE):
            yield vars(value).get(attribute)
        elif isinstance(value, dict):
            yield from value.values()
        elif value is _ITSELF:
            found = getattr(kind, attribute, None)
            yield getattr(found, "__func__", found)
        elif value is TermKey and attribute in TermKey.__members__:
            yield TermKey[attribute]
        else:
            yield value


_ITSELF = object()
"""The move: `self` or `cls`."""


def _loads(code: CodeType, names: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Yield each global, and the move itself, with the attribute that is asked of it next, if one is."""
    steps = [*dis.get_instructions(code), None]
    for step, following in pairwise(steps):
        asked = following.argval if following and following.opname in ("LOAD_ATTR", "LOAD_METHOD") else ""
        if step and step.opname == "LOAD_GLOBAL":
            yield names.get(step.argval), asked
        elif step and step.argval in ("self", "cls") and step.opname in ("LOAD_FAST", "LOAD_DEREF"):
            yield _ITSELF, asked
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _loads(constant, names)


def _of_the_procedure(value: Any) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith(PACKAGE)


def refusals_page() -> str:
    """Render the page of refusals: of each the reason and the next thing to do, and which moves can meet it."""
    met: dict[str, list[str]] = {}
    for name, kind in MOVES.items():
        for refusal in refusals(kind):
            met.setdefault(refusal.code, []).append(name)
    return page([_head(), *(_refusal(refusal, met.get(refusal.code, [])) for refusal in all_refusals())])


def _head() -> Iterator[str]:
    yield "# 拒绝的理由和办法 · Refusals, why and cure"
    yield ""
    yield GENERATED
    yield "一项操作被拒绝时，说明编码、条文、理由和下一步怎么办；`{…}` 处填入案件中的内容。操作见 [procedure.md](procedure.md)。"


def _refusal(refusal: Refusal, moves: list[str]) -> Iterator[str]:
    yield f"## {refusal.code}"
    yield ""
    article = f"{shown(refusal.article)}；" if refusal.article else ""
    yield f"{article}{refusal.sort.zh}（{refusal.sort.en}）"
    yield ""
    yield f"- **理由** {refusal.why.zh}<br>{refusal.why.en}"
    yield f"- **办法** {refusal.cure.zh}<br>{refusal.cure.en}"
    if moves:
        links = (f"[`{move}`](procedure.md#{move})" for move in moves)
        yield f"- **操作** {'、'.join(links)}"
