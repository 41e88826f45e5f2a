"""A rehearsal file made of a real case (预演文件的导出), and how far what comes of it is what became true in the case."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

import yaml

from desk.directory import Directory
from desk.rehearsing.cast import Cast
from desk.rehearsing.format import KINDS
from desk.rehearsing.inventing import NUMBER, TITLE, Invented
from desk.rehearsing.restoring import restored
from domain.bilingual import Words
from domain.canonical import canonical
from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import Person
from domain.law.rulebook import DEFAULT_CALENDAR
from domain.law.traces import chinese_day
from domain.procedure import apply, read
from domain.procedure.language import SHANGHAI, Stamp, civil
from domain.texts import addresses

NOTE: Final = Words(
    "由案件导出的预演；扫描件、预览、定稿和文号由预演补入",
    "a rehearsal made of a case; scans, previews, final files and numbers are supplied",
)
LONG_TEXT: Final = "（长文，从略）"
_STATED: Final = frozenset({"end_term", "previews_rendered", "documents_produced"})
"""Moves of the machine that a rehearsal makes by itself."""
_HASH: Final = re.compile("[0-9a-f]{64}")
_PRODUCED: Final = frozenset({"DocumentsNumbered", "DocumentsPreviewed", "TakenOver"})
"""Facts of the machine that the rehearsal states in its own way."""
Known = Callable[[str], Person | None]


def exported(entries: Sequence[Entry], known: Known, cast: Directory, *, invented: bool) -> dict[str, Any]:
    """Return a case as a rehearsal file has it; `known` are its persons, `cast` those of every rehearsal.

    With `invented`, everything by which somebody could be known is replaced.
    """
    names = Invented(cast.persons, cast.agencies) if invented else None
    case, steps, acting = Case(), list[dict[str, Any]](), dict[str, None]()
    for group in _moves(entries):
        first = group[0]
        kind = KINDS.get(first.move)
        if kind is not None and first.move not in _STATED:
            body = _short(restored(kind, group, case))
            steps.append(_step(first, names.body(kind, body) if names else body))
            acting[first.by] = None
        for entry in group:
            case = apply(case, read(entry), Stamp(seq=entry.seq, at=entry.at, by=entry.by))
    wanted = dict.fromkeys((*acting, *_persons(entries)))
    people = {who: found for who in wanted if (found := known(who))}
    file = _file(case, steps, people, cast)
    return _renamed(file, names, case, people.values()) if names else file


def as_yaml(file: dict[str, Any]) -> str:
    """Write a file as people read it; nothing in it stands for something else."""
    text: str = yaml.dump(file, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=120)
    return text


class _Plain(yaml.SafeDumper):  # type: ignore[misc]  # the library has no types
    def ignore_aliases(self, data: Any) -> bool:
        return True


def differences(
    entries: Sequence[Entry], rehearsed: Sequence[Entry], *, named: bool = True
) -> tuple[str, ...]:
    """Name the facts of a case that its rehearsal lacks, or has otherwise or beside them, by kind and day.

    Hashes, and what the machine says of the documents that it produced, are the rehearsal's own. Where the names are
    invented (`named=False`), kinds and days are compared alone.
    """
    theirs, ours = (
        Counter(_compared(entry, named=named) for entry in _of_people(one)) for one in (entries, rehearsed)
    )
    return tuple(f"{fact}（{chinese_day(day)}）" for fact, day, _ in (*(theirs - ours), *(ours - theirs)))


def _of_people(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.fact not in _PRODUCED)


def _compared(entry: Entry, *, named: bool) -> tuple[str, date, bytes]:
    return entry.fact, civil(entry.at), canonical(_masked(entry.body)) if named else b""


def _masked(value: Any) -> Any:
    """A person counts by who he is, a hash not at all."""
    if isinstance(value, dict):
        if "id" in value and "roles" in value:
            return value["id"]
        return {name: _masked(inner) for name, inner in value.items() if name != "rulebook_title"}
    if isinstance(value, list):
        return [_masked(inner) for inner in value]
    if isinstance(value, str):
        return _HASH.sub("#", value)
    return value


def _short(value: Any) -> Any:
    """Leave out the long texts, which lie in the document store."""
    if isinstance(value, dict):
        return {name: _short(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_short(inner) for inner in value]
    return LONG_TEXT if isinstance(value, str) and any(addresses(value)) else value


def _moves(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries of each move; without a key, two of the same move at one instant part where a fact begins anew."""
    for _, group in groupby(entries, key=lambda e: (e.move, e.at, e.by, e.key)):
        found = list(group)
        first = found[0].fact
        starts = [i for i, e in enumerate(found) if e.fact == first and (i == 0 or _begins(found, i))]
        for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
            yield found[start:end]


def _begins(entries: list[Entry], place: int) -> bool:
    """Whether an entry is the first of another move: what is told of each party comes in one, but of a move of one party."""
    this, before = entries[place], entries[place - 1]
    kind = KINDS.get(this.move)
    of_one = kind is not None and "party" in kind.model_fields
    return before.fact != this.fact or of_one or "party" not in this.body


def _persons(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield whoever is named in facts."""

    def inner(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if "id" in value and "roles" in value:
                yield value["id"]
            for one in value.values():
                yield from inner(one)
        elif isinstance(value, list):
            for one in value:
                yield from inner(one)

    for entry in entries:
        yield from inner(entry.body)


def _step(entry: Entry, body: dict[str, Any]) -> dict[str, Any]:
    at = entry.at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%S").removesuffix(":00")
    made: dict[str, Any] = {"move": entry.move, "by": entry.by, "at": at}
    return made | ({"body": body} if body else {}) | {"expect": "accepted"}


def _file(
    case: Case, steps: list[dict[str, Any]], people: dict[str, Person], cast: Directory
) -> dict[str, Any]:
    identity = case.identity
    file: dict[str, Any] = {"title": f"{identity.agency.code}/{identity.number}", "note": NOTE.zh}
    known = Cast(dict(cast.persons), dict(cast.agencies))
    own = {who: _plain(person, known.person(who)) for who, person in people.items()}
    file["people"] = {who: said for who, said in own.items() if known.person(who) != people[who]}
    agency = identity.agency
    if known.agency(agency.code) != agency:
        file["agencies"] = {agency.code: _plain(agency, known.agency(agency.code))}
    if calendar := _calendar(case):
        file["calendar"] = calendar
    file = {key: value for key, value in file.items() if value}
    return file | {"supply": {"seals": False}, "steps": steps}


def _renamed(file: dict[str, Any], names: Invented, case: Case, persons: Iterable[Person]) -> dict[str, Any]:
    """Return a file without whatever names somebody beside its bodies; who acts for a party does so under the new number."""
    people = {names.id(who): names.person(said) for who, said in file.get("people", {}).items()}
    old, new = case.identity.id.removeprefix("case/"), f"{names.id(case.identity.agency.code)}/{NUMBER}"
    for person in persons:
        if theirs := [
            f"{new}{one.removeprefix(old)}" for one in person.acts_for if one.startswith(f"{old}/")
        ]:
            people.setdefault(names.id(person.id), {})["acts_for"] = theirs
    agencies = {names.id(code): names.agency(said) for code, said in file.get("agencies", {}).items()}
    steps = [{**step, "by": names.id(step["by"])} for step in file["steps"]]
    found = {**file, "title": TITLE, "people": people, "agencies": agencies, "steps": steps}
    return {name: value for name, value in found.items() if value not in ({}, None)}


def _plain(record: Any, before: Any = None) -> dict[str, Any]:
    """Return what a file says of somebody: what is not as it is by default, or not as the cast has it."""
    found: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True)
    if before is not None:
        of_cast, own = before.model_dump(mode="json"), record.model_dump(mode="json")
        found |= {name: value for name, value in own.items() if value != of_cast[name]}
    return {name: value for name, value in found.items() if name not in ("id", "code", "email")}


def _calendar(case: Case) -> dict[str, Any] | None:
    """Return the year's notice that the case has and no rulebook has from the beginning."""
    later = [year for year in case.rulebook.calendar.years if year not in DEFAULT_CALENDAR.years]
    if not later:
        return None
    year = later[-1]
    days = {"days_off": year.days_off, "days_worked": year.days_worked}
    return {
        "year": year.year,
        "notice": year.notice,
        "issued_on": year.issued_on.isoformat(),
        **({"invented": True} if year.invented else {}),
        **{name: [_weekday(day) for day in found] for name, found in days.items()},
    }


def _weekday(day: date) -> str:
    return f"{day.isoformat()} 周{'一二三四五六日'[day.weekday()]}"
