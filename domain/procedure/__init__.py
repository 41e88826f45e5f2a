"""The verbs: one chapter of the act a file. This page is the index, and derives everything else from the chapters.

A move stands in one place. Route, update, command line, catalogue, work list and timers are read off the tuples here.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import chain as chained
from typing import Any

from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import CLOCK, Role
from domain.case.review import SettledDay
from domain.law.terms import TermKey
from domain.law.traces import Trace
from domain.procedure import deadlines as _deadlines
from domain.procedure import stage as _stage
from domain.procedure.chapters import (
    announcing,
    answering,
    closing,
    course,
    deciding,
    drafting,
    executing,
    filing,
    hearing,
    interview,
    notices,
    rechecking,
    reviewing,
    statements,
)
from domain.procedure.chapters import documents as papering
from domain.procedure.chapters import service as notifying
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.deadlines import Deadline
from domain.procedure.language import MALFORMED, Clock, Fact, Moment, Move, Refused, Stamp
from domain.procedure.roles import may_not, stand_in_the_way
from domain.procedure.stage import Stage
from domain.procedure.telling import Message, Report, Waiting, messages, reports
from domain.record import Record

CHAPTERS = (
    drafting,
    answering,
    notices,
    papering,
    notifying,
    announcing,
    statements,
    interview,
    hearing,
    rechecking,
    reviewing,
    filing,
    deciding,
    executing,
    closing,
    course,
)

MOVES: dict[str, type[Move]] = {m.name: m for c in CHAPTERS for m in getattr(c, "MOVES", ())}
MACHINE_MOVES: dict[str, type[Move]] = {m.name: m for c in CHAPTERS for m in getattr(c, "MACHINE", ())}
FACTS: dict[str, type[Fact]] = {f.__name__: f for c in CHAPTERS for f in getattr(c, "FACTS", ())}
CLOCKS: tuple[Clock, ...] = tuple(chained.from_iterable(getattr(c, "CLOCKS", ()) for c in CHAPTERS))


def title_of(move: str) -> str:
    """The Chinese title of a move."""
    found = MOVES.get(move) or MACHINE_MOVES.get(move)
    return found.title if found else move


def obstacles(now: Moment, move: Move) -> tuple[Refused, ...]:
    """Return everything that stands in the way of this move; nothing means that it may be made.

    Role first, then what bars the move as such, then what is wrong with this request: each level presumes the one before.
    """
    if not now.case.opened and not isinstance(move, OpenCase):
        return (Refused("CaseNotOpen", None, "案件尚未启动 · the case is not open: open it first"),)
    agency = move.agency if isinstance(move, OpenCase) and not now.case.opened else now.case.identity.agency.code
    levels = (
        partial(stand_in_the_way, now, move, agency),
        partial(_unknown_parties, now, move),
        lambda: chained.from_iterable(move.bars(now, party) for party in move.concerns),
        partial(move.faults, now),
    )
    for level in levels:
        if found := tuple(dict.fromkeys(level())):
            return found
    return ()


def _unknown_parties(now: Moment, move: Move) -> Iterator[Refused]:
    if not move.concerns:
        yield Refused(
            "NoPartyNamed", move.source, "请至少指明一名当事人 · name at least one party", MALFORMED
        )
    for party in move.concerns:
        if party is not None and not now.case.has_party(party):
            yield Refused(
                "UnknownParty",
                move.source,
                f"本案没有当事人{party} · no party {party} in this case",
                MALFORMED,
            )


def apply(case: Case, fact: Fact, stamp: Stamp) -> Case:
    """Return the case with this fact true: one component changes."""
    return case.model_copy(update={fact.component: fact.change(case, stamp)})


def read(entry: Entry) -> Fact:
    """Return the fact of a journal entry, however old."""
    return FACTS[entry.fact].model_validate(entry.body)


def fold(entries: Iterable[Entry], case: Case | None = None) -> Case:
    """Return the case as these entries, in order, have made it."""
    folded = case or Case()
    for entry in entries:
        folded = apply(folded, read(entry), Stamp(seq=entry.seq, at=entry.at, by=entry.by))
    return folded


def body_of(fact: Fact) -> dict[str, Any]:
    """Return a fact's JSON body: defaults left out, so that a new field with a default changes nothing."""
    return fact.model_dump(mode="json", exclude_defaults=True)


def deadlines(case: Case, today: date) -> tuple[Deadline, ...]:
    """Return every deadline of the case, past and present."""
    return _deadlines.deadlines(case, today, CLOCKS)


def explained(case: Case, term: TermKey, party: int | None = None) -> tuple[Trace, ...]:
    """Return why each last day of this term is what it is."""
    return tuple(_deadlines.explained(case, CLOCKS, term, party)) if case.opened else ()


def due_instants(case: Case) -> Iterator[tuple[datetime, SettledDay, bool]]:
    """Yield what the clock has still to say, and when."""
    return _deadlines.due_instants(case, CLOCKS) if case.opened else iter(())


def stage(case: Case, at: datetime) -> Stage:
    """Return the computed stage of an opened case."""
    return _stage.stage(Moment(case=case, actor=CLOCK, at=at))


class Option(Record):
    """One move of the catalogue as it stands for a person now."""

    move: str
    title: str
    party: int | None
    by: tuple[Role, ...]
    article: str
    refusals: tuple[dict[str, Any], ...] = ()


def available(now: Moment) -> tuple[Option, ...]:
    """Return every move, for each party where it concerns one, with what bars it."""
    return tuple(
        Option(
            move=kind.name,
            title=kind.title,
            party=party,
            by=kind.by,
            article=str(kind.source),
            refusals=tuple(r.as_dict() for r in dict.fromkeys(_barred(now, kind, party))),
        )
        for kind in MOVES.values()
        for party in concerned(now.case, kind)
    )


def concerned(case: Case, kind: type[Move]) -> tuple[int | None, ...]:
    """The parties for whom a kind of move can be made; `None` where it is the case's."""
    if {"party", "parties"} & set(kind.model_fields) and kind is not OpenCase:
        return tuple(p.id for p in case.parties.all)
    return (None,)


def _barred(now: Moment, kind: type[Move], party: int | None) -> Iterator[Refused]:
    yield from may_not(now, kind, (party,), now.case.identity.agency.code)
    yield from kind.bars(now, party)


def waiting(case: Case, today: date) -> Iterator[Waiting]:
    """Yield the work that waits, for whom, since when, until when."""
    running = {(d.term, d.party): d.remind_by for d in deadlines(case, today) if d.open}
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
                title=kind.title,
                role=role,
                person=kind.awaited_of(case, party),
                party=party,
                since=since,
                until=until,
            )


__all__ = [
    "CHAPTERS",
    "CLOCKS",
    "FACTS",
    "MACHINE_MOVES",
    "MOVES",
    "Deadline",
    "Message",
    "Option",
    "Report",
    "Stage",
    "Waiting",
    "apply",
    "available",
    "body_of",
    "concerned",
    "deadlines",
    "due_instants",
    "explained",
    "fold",
    "messages",
    "obstacles",
    "read",
    "reports",
    "stage",
    "title_of",
    "waiting",
]
