"""For whom a case waits (在等谁): what is to be done in it, by whom, since when, until when."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from desk.directory import Directory
from domain.case.case import Case
from domain.case.people import Person, Role
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.work import Waiting, waiting


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


def outlook(
    case: Case, directory: Directory, today: date, deadlines_now: Sequence[Deadline] | None = None
) -> Outlook:
    """Return what waits in a case on a day, and of whom. `deadlines_now` are its deadlines, where they were read already."""
    known = deadlines(case, today) if deadlines_now is None else deadlines_now
    awaited = tuple(
        Awaited(work, tuple(_persons(work, case, directory))) for work in waiting(case, today, known)
    )
    running = sorted((d for d in known if d.open and d.last_day), key=lambda d: d.last_day or date.max)
    return Outlook(awaited, tuple(running), sum(d.pending for d in case.documents.all), directory.demo)


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
