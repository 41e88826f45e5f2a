"""Query parameters, strictly: those that a route has, each once, each in its one written form.

A parameter that is mistyped and passed over would change what is asked: `?dryrun=true` would make a real legal move.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from api.asking import identified
from api.headers import check_content, header_faults
from desk.bodies import is_writable, shown
from desk.errors import DeskError, Fault, Malformed
from desk.forms import COUNT, DAY, TRUTH, Form
from desk.limits import unprintable_in
from domain.bilingual import Words, listed
from domain.characters import is_unprintable, unprintable
from domain.lengths import held

FORMS: Mapping[Any, Form] = {bool: TRUTH, int: COUNT, date: DAY}


class Parameter(NamedTuple):
    """What a query parameter may be."""

    form: Form | None
    most: int | None
    """Characters of a text; nothing where another than the desk's limits judges it."""


class Known(NamedTuple):
    """What a route reads beside its body."""

    query: Mapping[str, Parameter]
    headers: frozenset[str]
    required: frozenset[str]
    asks_who: bool


async def strict(request: Request) -> None:
    """Refuse parameters and headers that the route does not have, that come twice, or that are written otherwise.

    Raises:
        NotIdentified: Who asks is not known; strangers are told nothing else.
        Malformed: Every such parameter and header is named.
        MediaTypeNotTaken, BodyEncoded, NotAcceptable: Body or answer would be in another format.
    """
    route: APIRoute = request.scope["route"]
    known = _known(route)
    try:
        found = [
            *_faults(request.query_params.multi_items(), known.query),
            *header_faults(request, known.headers, known.required),
        ]
        if found:
            raise Malformed(*found)
        check_content(request, route)
    except DeskError:
        if known.asks_who:
            await identified(request)
        raise


def _faults(given: list[tuple[str, str]], known: Mapping[str, Parameter]) -> Iterator[Fault]:
    names = [name for name, _ in given]
    for name in dict.fromkeys(names):
        if name not in known:
            why = Words("没有这个查询参数", "there is no such query parameter")
            cure = Words("请核对拼写；可用的有：{known}", "check its spelling; there are: {known}")
            yield Fault(shown(name)[:64], why, cure.filled(known=listed(known) if known else "–"))
        elif names.count(name) > 1:
            why = Words("查询参数写了多次", "the query parameter is given more than once")
            yield Fault(name, why, Words("请只保留一个 {name}", "give {name} once").filled(name=name))
    for name, value in given:
        if name in known:
            yield from _written_otherwise(name, value, known[name])


def _written_otherwise(name: str, value: str, known: Parameter) -> Iterator[Fault]:
    if known.form and not known.form.fits(value):
        cure = Words("请将 {name} 写作{form}", "write {name} as {form}")
        why = Words("不是规定的写法", "it is not in its one written form")
        yield Fault(name, why, cure.filled(name=name, form=known.form.words))
    elif known.most is None:
        return  # asked by the desk itself, which says more
    elif not is_writable(value):
        bad, clean = unprintable(value), "".join(c for c in value if not is_unprintable(c))
        cure = Words("请删去这些字符，写作 {clean}", "remove these characters, and write {clean}")
        yield Fault(name, unprintable_in(bad), cure.filled(clean=clean[: known.most]))
    elif len(value) > known.most:
        why = Words("过长", "it is too long")
        cure = Words(
            "请将 {name} 写作不超过{most}字的文字", "write {name} as a text of {most} characters at most"
        )
        yield Fault(name, why, cure.filled(name=name, most=known.most))


_KNOWN: dict[str, Known] = {}


def _known(route: APIRoute) -> Known:
    """What a route reads beside its body, read off once."""
    return _KNOWN.get(route.unique_id) or _KNOWN.setdefault(route.unique_id, _read_off(route))


def _read_off(route: APIRoute) -> Known:
    query: dict[str, Parameter] = {}
    for parameter in _parameters(route.dependant, "query_params"):
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            query |= {name: _parameter(field) for name, field in kind.model_fields.items()}
        else:
            query[parameter.alias] = _parameter(parameter.field_info)
    headers = list(_parameters(route.dependant, "header_params"))
    return Known(
        query,
        frozenset(header.alias.lower() for header in headers),
        frozenset(header.alias.lower() for header in headers if header.field_info.is_required()),
        any(dependency.call is identified for dependency in route.dependant.dependencies),
    )


def _parameters(dependant: Dependant, where: str) -> Iterator[Any]:
    yield from getattr(dependant, where)
    for inner in dependant.dependencies:
        yield from _parameters(inner, where)


def _parameter(field: FieldInfo) -> Parameter:
    kinds = (field.annotation, *get_args(field.annotation))
    limit = held(field).limit
    return Parameter(next((FORMS[one] for one in kinds if one in FORMS), None), limit.most if limit else None)
