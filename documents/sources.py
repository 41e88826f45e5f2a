"""Where a field of a document comes from (字段的来源): what its composer puts into it, read off the composer's own lines."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from types import FunctionType

import documents.kinds
from documents import norms
from documents.kinds import KINDS, shared
from domain.case.documents import DocumentKind

_COMPOSE = {module.__name__ for module in (*documents.kinds.FAMILIES, shared, norms)}
"""Where a function composes, and does more than to fetch one part."""


@cache
def sources_of(kind: DocumentKind) -> dict[str, str]:
    """Return each field that the composer of a kind fills, with the expression that fills it."""
    found: dict[str, str] = {}
    for function in _with_helpers(KINDS[kind].compose):
        for name, value in _given(function):
            found.setdefault(name, ast.unparse(value))
    return found


def _with_helpers(composer: object) -> Iterator[FunctionType]:
    """Yield a composer and what it calls among the composers, each once, the nearest first."""
    waiting, seen = [composer], set[object]()
    for function in waiting:
        if not isinstance(function, FunctionType) or function in seen:
            continue
        seen.add(function)
        yield function
        waiting += [one for one in _named(function) if getattr(one, "__module__", "") in _COMPOSE]


def _named(function: FunctionType) -> Iterator[object]:
    """Yield what a function names: by itself, or in a module (`norms.ordered`)."""
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Name):
            yield function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield getattr(function.__globals__.get(node.value.id), node.attr, None)


def _given(function: FunctionType) -> Iterator[tuple[str, ast.expr]]:
    """Yield what a function gives by name: to a content, or in a table that is given to one."""
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Call):
            yield from ((one.arg, one.value) for one in node.keywords if one.arg)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value


@cache
def _tree(function: FunctionType) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))
