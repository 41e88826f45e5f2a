"""Judging (审查): every move of the catalogue as it stands for a person now."""

from collections.abc import Iterator
from typing import Any

from domain.case.case import Case
from domain.case.people import Role
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.index import MOVES
from domain.procedure.language import Moment, Move, Refused
from domain.procedure.roles import actor_unfit, may_not
from domain.record import Record


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
            title=kind.title.zh,
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
    agency = now.case.identity.agency.code
    not_theirs = list(may_not(now, kind, (party,), agency))
    yield from not_theirs
    if not not_theirs:
        yield from actor_unfit(now, kind, agency, now.today)
    yield from kind.bars(now, party)
