"""What may be done next in a rehearsal (下一步), and by whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from desk.rehearsing.cast import Cast
from desk.rehearsing.results import Next
from domain.case.case import Case
from domain.case.people import Person, Role, in_agency
from domain.procedure import MOVES, Option, options, stage, waiting
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import Moment, civil
from domain.procedure.lists import MoveFilter

_OF_THE_MACHINE = frozenset({Role.CLOCK, Role.OPERATOR, Role.DELIVERY, Role.SYSTEM})


class Outlook:
    """A case as it stands after a step."""

    def __init__(self, case: Case, cast: Cast, at: datetime) -> None:
        self._case = case
        self._cast = cast
        self._at = at
        now = stage(case, at) if case.opened else None
        self.stage = str(now or "")
        self.stage_title = now.zh if now else ""

    def awaited(self, known: Sequence[Deadline]) -> Iterator[Next]:
        """Yield what is waited for, of whom, until when."""
        if not self._case.opened:
            return
        for work in waiting(self._case, civil(self._at), known):
            yield Next(
                move=work.move,
                title=work.title,
                party=work.party,
                role=work.role,
                by=(work.person,) if work.person else tuple(p.id for p in self._who(work.role)),
                until=work.until,
            )

    def open(self) -> Iterator[Next]:
        """Yield whatever may be done now by one of the cast, in the order of the catalogue."""
        found: dict[tuple[str, int | None], Next] = {}
        for person in self._asked() if self._case.opened else ():
            now = self._moment(person)
            for option in _lawful(now):
                key = option.move, option.party
                before = found[key].by if key in found else ()
                role = next((r for r in option.by if r in now.actor.roles), option.by[0])
                found[key] = Next(
                    move=option.move,
                    title=option.title,
                    party=option.party,
                    role=role,
                    by=(*before, person.id),
                )
        places = list(MOVES)
        yield from sorted(found.values(), key=lambda one: (places.index(one.move), one.party or 0))

    def _moment(self, person: Person) -> Moment:
        today = civil(self._at)
        known = self._case.persons
        people = {who: found for who in known if (found := self._cast.person(who))}
        own = self._cast.agency(person.agency)
        return Moment(
            case=self._case,
            actor=person.as_of(today),
            at=self._at,
            people=people,
            agency=own,
            new_rules=self._case.rulebook,
        )

    def _asked(self) -> Iterator[Person]:
        """Yield whom it is asked of: the officers of the case, and of each other role the first who has it."""
        asked: dict[str, Person] = {}
        for role in Role:
            if role not in _OF_THE_MACHINE:
                first = self._who(role)[: None if role is Role.OFFICER else 1]
                asked |= {person.id: person for person in first}
        yield from asked.values()

    def _who(self, role: Role) -> list[Person]:
        """Return those of the cast who can act in a role; of the officers those of the case."""
        today = civil(self._at)
        agency = self._case.identity.agency.code
        officers = {officer.id for officer in self._case.people.officers}
        theirs = [
            person
            for person in self._cast.persons.values()
            if person.has(role, today) and in_agency(person, role, agency)
        ]
        return [p for p in theirs if role is not Role.OFFICER or p.id in officers]


def _lawful(now: Moment) -> Iterator[Option]:
    """Yield the moves that this person can make now; those of other roles are not asked for."""
    roles = frozenset(now.actor.roles)
    for name, kind in MOVES.items():
        if roles & frozenset(kind.by):
            yield from options(now, MoveFilter(open=True, move=name))
