"""Judging (审查): every move of the catalogue as it stands for a person now."""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

from domain.case.case import Case
from domain.case.people import Role
from domain.law.errors import LawError
from domain.procedure.gates.closed import not_closed
from domain.procedure.index import MOVES
from domain.procedure.language import Moment, Move, Refused
from domain.procedure.lists import EVERY_MOVE, MoveFilter
from domain.procedure.obstacles import answered
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

    @property
    def open(self) -> bool:
        """Whether it can be made now."""
        return not self.refusals


def options(
    now: Moment,
    wanted: MoveFilter = EVERY_MOVE,
    *,
    behind: tuple[str, int] | None = None,
    of_the_case_too: bool = False,
) -> Iterator[Option]:
    """Yield the moves as they stand, in the order of the catalogue, for each party where they concern one.

    `behind` is the move and party (0 where it is the case's) of the last one seen. Nothing is judged that is not asked for.
    Where those of one party are wanted, the moves of the whole case come with them if `of_the_case_too`.
    """
    places = list(MOVES)
    seen = (places.index(behind[0]), behind[1]) if behind else (-1, 0)
    for name in places if wanted.move is None else MOVES.keys() & {wanted.move}:
        kind = MOVES[name]
        for party in concerned(now.case, kind):
            is_wanted = wanted.party in (None, party) or (of_the_case_too and party is None)
            if (places.index(name), party or 0) <= seen or not is_wanted:
                continue
            if wanted.open:
                if not _is_barred(now, kind, party):
                    yield _option(now, kind, party, ())
                continue
            option = _option(now, kind, party, answered(now, partial(_barred, now, kind, party), kind))
            if wanted.open in (None, option.open):
                yield option


def _is_barred(now: Moment, kind: type[Move], party: int | None) -> bool:
    """Whether anything bars it: the first that does ends the asking."""
    try:
        return next(_barred(now, kind, party), None) is not None
    except LawError:
        return True


def _option(now: Moment, kind: type[Move], party: int | None, refused: Iterable[Refused]) -> Option:
    return Option(
        move=kind.name,
        title=kind.title.zh,
        party=party,
        by=kind.by,
        article=str(now.cited(kind.source)),
        refusals=tuple(refusal.as_dict() for refusal in refused),
    )


def available(now: Moment) -> tuple[Option, ...]:
    """Return every move, for each party where it concerns one, with what bars it."""
    return tuple(options(now))


def concerned(case: Case, kind: type[Move]) -> tuple[int | None, ...]:
    """The parties for whom a kind of move can be made; `None` where it is the case's, or may be."""
    of_the_case, of_parties = _concerns(kind)
    return (*of_the_case, *case.parties.by_number) if of_parties else of_the_case


@cache
def _concerns(kind: type[Move]) -> tuple[tuple[None, ...], bool]:
    """Whether it may be the case's, as `None`; and whether a party's."""
    party = kind.model_fields.get("party")
    of_parties = bool({"party", "parties"} & kind.model_fields.keys()) and not kind.opens
    is_named = of_parties and (party is None or party.is_required())
    return (() if is_named else (None,)), of_parties


def _barred(now: Moment, kind: type[Move], party: int | None) -> Iterator[Refused]:
    agency = now.case.identity.agency.code
    not_theirs = list(may_not(now, kind, (party,), agency))
    yield from not_theirs
    if not not_theirs:
        yield from actor_unfit(now, kind, agency, now.today)
    yield from not_closed(now, kind)
    yield from kind.bars(now, party)
