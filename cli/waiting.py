"""For whom a case waits (在等谁): what is to be done in it, by whom, since when, until when, and how to look as that person."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from cli import showing
from cli.called import called
from cli.reading import Desk
from desk.directory import Directory
from domain.case.case import Case
from domain.case.people import Person, Role
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.language import civil
from domain.procedure.work import Waiting, waiting

FEW = 3
"""Persons of a role who are named, and clocks that are told of."""


class Awaited(NamedTuple):
    """Something that waits, and the persons who may do it."""

    work: Waiting
    persons: tuple[Person, ...]


class Outlook(NamedTuple):
    """What keeps a case where it is: persons, or nobody but the clock."""

    awaited: tuple[Awaited, ...]
    running: tuple[Deadline, ...]
    """What still runs, the next to end first."""
    being_made: int
    """Documents that are being made; it takes a moment, and nobody need do anything."""
    by_id: bool
    """Whether one may look as another person: by an id, without a token."""

    def without(self, told: Container[tuple[str, int | None]]) -> "Outlook":
        """Return the same without work that was told before."""
        left = tuple(one for one in self.awaited if (one.work.move, one.work.party) not in told)
        return self._replace(awaited=left)


def outlook(case: Case, directory: Directory, today: date) -> Outlook:
    """Return what waits in a case on a day, and of whom."""
    known = deadlines(case, today)
    awaited = tuple(
        Awaited(work, tuple(_persons(work, case, directory))) for work in waiting(case, today, known)
    )
    running = sorted((d for d in known if d.open and d.last_day), key=lambda d: d.last_day or date.max)
    return Outlook(awaited, tuple(running), sum(d.pending for d in case.documents.all), directory.demo)


async def asked(desk: Desk, agency: str, number: str, at: str) -> Outlook:
    """Ask what waits in a case at an instant.

    Raises:
        Unknown: No such case, or not this person's.
    """
    case = await desk.reading.folded(desk.by, agency, number)
    return outlook(case, desk.directory, civil(datetime.fromisoformat(at)))


def _persons(work: Waiting, case: Case, directory: Directory) -> Iterator[Person]:
    if work.person:
        named = directory.person(work.person)
        yield from (named,) if named else ()
    elif work.role is Role.OFFICER:
        yield from case.people.officers
    else:
        proposers = {p.by.id for p in to_confirm(case)} if work.move == Confirm.name else set()
        for person in directory.holding(work.role, case.identity.agency.code):
            if person.id not in proposers:
                yield person


def tell(found: Outlook, agency: str, number: str) -> None:
    """Say for whom a case waits, and for what; where it is nobody, for which clocks."""
    by_whom: dict[str, list[Awaited]] = {}
    for one in found.awaited:
        by_whom.setdefault(who(one), []).append(one)
    for whom, awaited in by_whom.items():
        showing.line(f"  {whom}")
        for one in awaited:
            showing.line(f"    {said(one.work)}")
        if found.by_id and awaited[0].persons:
            showing.line(f"    → {called()} case next {agency} {number} --as {awaited[0].persons[0].id}")
    if found.being_made:
        showing.line(
            f"  文书制作中 {found.being_made} 件，稍候即成 · documents are being made, in a moment they are there"
            f"\n    → {called()} case documents {agency} {number}"
        )
    elif not found.awaited:
        _tell_running(found.running)


def who(one: Awaited) -> str:
    """Name who may do it: the persons where they are few, else the first of them."""
    names = "、".join(f"{person.name} {person.id}" for person in one.persons[:FEW])
    more = f" 等{len(one.persons)}人" if len(one.persons) > FEW else ""
    return f"{names}{more}（{one.work.role.zh}）" if names else one.work.role.zh


def said(work: Waiting) -> str:
    """Say what waits, since when and until when."""
    party = f"  当事人 {work.party}" if work.party is not None else ""
    until = f" 至 {work.until}" if work.until else ""
    return f"{work.title} {work.move}{party}  自 {work.since}{until}"


def _tell_running(running: Sequence[Deadline]) -> None:
    if not running:
        showing.line(showing.NOTHING)
    for deadline in running[:FEW]:
        party = f"  当事人 {deadline.party}" if deadline.party is not None else ""
        showing.line(f"  期限 {deadline.title} {deadline.term}{party}：至 {deadline.last_day}")


def as_items(found: Outlook) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            **one.work.model_dump(mode="json", include={"move", "title", "role", "party", "since", "until"}),
            "persons": [{"id": person.id, "name": person.name} for person in one.persons],
        }
        for one in found.awaited
    ]
