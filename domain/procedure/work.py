"""Work (待办): which moves are awaited, of whom, since when, until when."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.case.case import Case
from domain.case.people import Role
from domain.procedure.clocks.deadlines import Deadline, deadlines
from domain.procedure.index import MOVES
from domain.procedure.judging import concerned
from domain.record import Record


class Waiting(Record):
    """Work that waits for somebody."""

    move: str
    title: str
    role: Role
    person: str = ""
    """The person for whom it waits, where it is one."""
    party: int | None = None
    since: date
    until: date | None = None


def waiting(case: Case, today: date, known: Sequence[Deadline] | None = None) -> Iterator[Waiting]:
    """Yield the work that waits, for whom, since when, until when; `known` are the deadlines, where they were read already."""
    now = deadlines(case, today) if known is None else known
    running = {(d.term, d.party): d.remind_by for d in now if d.open}
    for kind in MOVES.values():
        for party in concerned(case, kind):
            since = kind.awaited(case, party)
            if since is None:
                continue
            until = (
                running.get((kind.within, party), running.get((kind.within, None))) if kind.within else None
            )
            role = next((r for r in kind.by if r is not Role.PARTY), kind.by[0])
            yield Waiting(
                move=kind.name,
                title=kind.title.zh,
                role=role,
                person=kind.awaited_of(case, party),
                party=party,
                since=since,
                until=until,
            )
