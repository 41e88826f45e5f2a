"""Where a field of a document comes from (字段的来源): what its composer puts into it, read off the composer's own lines."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

from documents.worded import WORDED
from domain.bilingual import Titled

_COMPOSERS = ("documents.kinds.", "documents.forms.", "documents.norms", "documents.publication")


@cache
def sources_of(kind: Titled) -> dict[str, str]:
    """Return each field that the composer of a kind fills, with the expression that fills it."""
    found: dict[str, str] = {}
    for function in _with_helpers(WORDED[kind].compose):
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
        waiting += [one for one in _named(function) if getattr(one, "__module__", "").startswith(_COMPOSERS)]


def _named(function: FunctionType) -> Iterator[object]:
    """Yield what a function names: `_party`, or `norms.ordered`."""
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Name):
            yield function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = function.__globals__.get(node.value.id)
            if isinstance(module, ModuleType):
                yield getattr(module, node.attr, None)


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
