"""For whom a case waits (在等谁): what is to be done in it, by whom, since when, until when."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from desk.directory import Directory
from domain.case.case import Case
from domain.case.issuing import issuer_of, waiting_for_seal
from domain.case.people import Person, Role
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.index import MOVES
from domain.procedure.language import SHANGHAI, Moment
from domain.procedure.roles import actor_unfit
from domain.procedure.work import Waiting, waiting


class Awaited(NamedTuple):
    """Something that waits, and the persons who may do it."""

    work: Waiting
    persons: tuple[Person, ...]

    def may_be_done_by(self, person: Person) -> bool:
        """By id: the directory may say something else of a person today than when the case named him."""
        return person.id in {one.id for one in self.persons}


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
    found: dict[tuple[str, str, int | None], Awaited] = {}
    for work in waiting(case, today, known):
        key = work.move, work.title, work.party
        before = found[key].persons if key in found else ()
        found[key] = Awaited(work, tuple(dict.fromkeys((*before, *_persons(work, case, directory, today)))))
    running = sorted((d for d in known if d.open and d.last_day), key=lambda d: d.last_day or date.max)
    being_made = sum(d.pending for d in case.documents.all)
    return Outlook(tuple(found.values()), tuple(running), being_made, directory.demo)


def _persons(work: Waiting, case: Case, directory: Directory, today: date) -> Iterator[Person]:
    """Yield who may do it: of those whom the case or the role names, whom gate 1 does not keep out."""
    asked = dict.fromkeys(_asked(work, case, directory))
    yield from (person for person in asked if not _kept_out(work, case, person, today))


def _asked(work: Waiting, case: Case, directory: Directory) -> Iterator[Person]:
    if work.person:
        named = directory.person(work.person)
        yield from (named,) if named else ()
    elif work.role is Role.OFFICER:
        yield from (directory.person(officer.id) or officer for officer in case.people.officers)
    else:
        proposers = {p.by.id for p in to_confirm(case)} if work.move == Confirm.name else set()
        for agency in _agencies(work, case):
            yield from (p for p in directory.holding(work.role, agency) if p.id not in proposers)


def _agencies(work: Waiting, case: Case) -> Iterable[str]:
    """The agency of the case; of a seal, those whose documents wait for it."""
    if MOVES[work.move].by_issuer:
        return dict.fromkeys(issuer_of(case, document).code for document in waiting_for_seal(case))
    return (case.identity.agency.code,)


def _kept_out(work: Waiting, case: Case, person: Person, today: date) -> bool:
    now = Moment(case=case, actor=person.as_of(today), at=datetime.combine(today, time.max, SHANGHAI))
    agency = case.identity.agency.code
    return any(actor_unfit(now, MOVES[work.move], agency, today))
