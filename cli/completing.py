"""Completion in the shell (补全): agencies, cases, people, moves, their fields and values, terms, kinds of documents.

A completion that finds nothing, or cannot look, leaves the line as it is: what is wrong is said when the command runs.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

import typer

JOINED = "="
"""Where bash breaks a word, so that it hands over `service.mode`, `=` and `po` apart."""
Item = tuple[str, str]
"""What is put in, and what it is."""
Complete = Callable[[typer.Context, str], list[Item]]
MOST = 50
"""Things of which there may be any number. Moves, fields, terms and what a field may be are offered whole."""


def _quietly(find: Callable[[typer.Context, str], Iterable[Item]]) -> Complete:
    @wraps(find)
    def complete(ctx: typer.Context, incomplete: str) -> list[Item]:
        try:
            return [item for item in find(ctx, incomplete) if item[0].startswith(incomplete)]
        except (Exception, typer.Exit):
            return []

    return complete


def _who(ctx: typer.Context) -> str:
    return str(ctx.params.get("as_") or os.environ.get("TINGSHU_AS", ""))


def _directory() -> Any:
    from cli.running import settings
    from desk.directory import Directory
    from installation.examples import DIRECTORY

    return Directory.load(settings().directory or DIRECTORY)


@_quietly
def agencies(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    yield from ((agency.code, agency.name) for agency in _directory().agencies.values())


@_quietly
def people(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    directory = _directory()
    if directory.demo:  # elsewhere a token says who asks, and no token is shown
        for person in directory.persons.values():
            yield person.id, f"{person.name} {'、'.join(role.zh for role in person.roles)}"


@_quietly
def numbers(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    """The cases of the agency that the person may read."""
    from cli.running import settings
    from domain.case.readers import Reader
    from register.at_hand import case_numbers

    given, agency = settings(), str(ctx.params.get("agency") or "")
    person = _directory().known(_who(ctx))
    if person is not None and agency in Reader.of(person).agencies:
        yield from case_numbers(given.register_url, agency, incomplete, most=MOST)


@_quietly
def moves(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    from domain.procedure import MOVES

    yield from ((kind.name, kind.title.zh) for kind in MOVES.values())


@_quietly
def terms(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    from domain.law.terms import TermKey

    yield from ((term.value, term.zh) for term in TermKey)


@_quietly
def profiles(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    from cli.running import settings
    from domain.law.profiles import FOLDER

    own = settings().profiles
    for folder in (FOLDER, own) if own else (FOLDER,):
        yield from ((file.stem, "") for file in sorted(folder.glob("*.toml")))


@_quietly
def documents(ctx: typer.Context, incomplete: str) -> Iterator[Item]:
    from domain.case.documents import DocumentKind

    yield from ((kind.value, kind.zh) for kind in DocumentKind)


def fields(ctx: typer.Context, incomplete: str) -> list[Item]:
    """The fields of the move, and after the sign what a field may be; only what is not given yet."""
    try:
        return _fields(ctx, incomplete)
    except (Exception, typer.Exit):
        return []


def _fields(ctx: typer.Context, incomplete: str) -> list[Item]:
    from domain.procedure import MOVES

    given = [str(one) for one in ctx.params.get("fields") or ()]
    kind = MOVES[str(ctx.params["move"])]
    if incomplete in ("", JOINED) and given and JOINED not in given[-1]:
        return _values(ctx, kind, given[-1], "")
    if given[-1:] == [JOINED] and len(given) > 1:
        return _values(ctx, kind, given[-2], incomplete)
    name, sign, typed = incomplete.partition(JOINED)
    if sign:
        return [(f"{name}={value}", said) for value, said in _values(ctx, kind, name, typed)]
    return list(_names(kind, {one.partition(JOINED)[0] for one in given}, incomplete))


def _names(kind: Any, given: set[str], incomplete: str) -> Iterator[Item]:
    from desk.fields.form import every_field

    for field in every_field(kind):
        name = field.typed
        if not field.inner and name not in given and name.startswith(incomplete):
            yield f"{name}=", f"{'* ' if field.required else ''}{field.name.zh}"


def _values(ctx: typer.Context, kind: Any, path: str, incomplete: str) -> list[Item]:
    from desk.fields.form import field_at

    field = field_at(kind, path)
    if field is None:
        return []
    found = [(value, words.zh) for value, words in field.allowed]
    chosen = not found and field.source is not None
    if chosen:
        found = [(str(choice.value), choice.said[:40]) for choice in _choices(ctx, field.source)]
    if field.many:
        found = [(f"[{value}]" if field.whole else f'["{value}"]', said) for value, said in found]
    offered = [item for item in found if item[0].startswith(incomplete)]
    return offered[:MOST] if chosen else offered


def _choices(ctx: typer.Context, source: Any) -> list[Any]:
    """What the case has now, read as the person who asks; its rules are there only while the room is open."""
    import asyncio

    from cli.running import settings
    from desk.clock import civil_now
    from desk.fields.source import Known
    from domain.case.case import Case
    from installation.reading import reading_room

    async def work() -> list[Any]:
        async with reading_room(settings()) as room:
            agency, number = str(ctx.params["agency"]), str(ctx.params["number"])
            people = tuple(p for p in room.directory.persons.values() if agency in (p.agency, *p.supervises))
            person = room.directory.known(_who(ctx))
            case = await room.reading.folded(person, agency, number) if person else Case()
            return list(source.choices(Known(case, people, at=civil_now())))

    return asyncio.run(work())
