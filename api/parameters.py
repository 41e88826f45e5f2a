"""Query parameters, strictly: those that a route has, each once, each in its one written form.

A parameter that is mistyped and passed over would change what is asked: `?dryrun=true` would make a real legal move.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.asking import identified
from desk.errors import Fault, Malformed
from domain.bilingual import Words, listed

FORMS: Mapping[Any, tuple[re.Pattern[str], Words]] = {
    bool: (re.compile("true|false"), Words("true 或 false", "true or false")),
    int: (re.compile("0|[1-9][0-9]{0,8}"), Words("整数，如 17", "a whole number, such as 17")),
    date: (
        re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        Words("日期，如 2026-06-01", "a day, such as 2026-06-01"),
    ),
}


async def strict(request: Request) -> None:
    """Refuse parameters that the route does not have, that come twice, or that are written otherwise.

    Raises:
        NotIdentified: Who asks is not known; strangers are told nothing else.
        Malformed: Every such parameter is named.
    """
    if not request.scope["query_string"]:
        return
    route: APIRoute = request.scope["route"]
    if found := list(_faults(request.query_params.multi_items(), _known(route))):
        if _asks_who(route):
            await identified(request)
        raise Malformed(*found)


def _faults(given: list[tuple[str, str]], known: Mapping[str, Any]) -> Iterator[Fault]:
    names = [name for name, _ in given]
    for name in dict.fromkeys(names):
        if name not in known:
            why = Words("没有这个查询参数", "there is no such query parameter")
            cure = Words("请核对拼写；可用的有：{known}", "check its spelling; there are: {known}")
            yield Fault(name[:64], why, cure.filled(known=listed(known) if known else "–"))
        elif names.count(name) > 1:
            why = Words("查询参数写了多次", "the query parameter is given more than once")
            yield Fault(name, why, Words("请只保留一个 {name}", "give {name} once").filled(name=name))
    for name, value in given:
        form = known.get(name)
        if form and not form[0].fullmatch(value):
            cure = Words("请将 {name} 写作{form}", "write {name} as {form}")
            why = Words("不是规定的写法", "it is not in its one written form")
            yield Fault(name, why, cure.filled(name=name, form=form[1]))


_KNOWN: dict[str, Mapping[str, Any]] = {}


def _known(route: APIRoute) -> Mapping[str, Any]:
    """The parameters of a route, each with its form where it has one; read off once."""
    return _KNOWN.get(route.unique_id) or _KNOWN.setdefault(route.unique_id, _read_off(route))


def _read_off(route: APIRoute) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for parameter in _parameters(route.dependant):
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= {name: _form(field.annotation) for name, field in kind.model_fields.items()}
        else:
            found[parameter.alias] = _form(kind)
    return found


def _parameters(dependant: Dependant) -> Iterator[Any]:
    yield from dependant.query_params
    for inner in dependant.dependencies:
        yield from _parameters(inner)


def _form(kind: Any) -> tuple[re.Pattern[str], Words] | None:
    return next((FORMS[one] for one in (kind, *get_args(kind)) if one in FORMS), None)


def _asks_who(route: APIRoute) -> bool:
    return any(dependency.call is identified for dependency in route.dependant.dependencies)
