"""Judging (审查): everything that stands in the way of a move, and every move as it stands for a person now."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Role
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.index import MOVES
from domain.procedure.language import Moment, Move, Refusal, Refused, Sort
from domain.procedure.lists import EVERY_MOVE, MoveFilter
from domain.procedure.roles import may_not, stand_in_the_way
from domain.record import Record

CASE_NOT_OPEN = Refusal(
    "CaseNotOpen",
    None,
    Words("案件尚未启动", "the case is not open"),
    Words("请先启动案件（open_case）", "open it first (open_case)"),
)
NO_PARTY_NAMED = Refusal(
    "NoPartyNamed",
    None,
    Words("没有指明当事人", "no party is named"),
    Words("请在 parties 中至少指明一名当事人", "name at least one party in `parties`"),
    Sort.FORM,
)
UNKNOWN_PARTY = Refusal(
    "UnknownParty",
    None,
    Words("本案没有当事人{party}", "there is no party {party} in this case"),
    Words("请核对 party，本案的当事人：{known}", "check `party`; the parties of this case: {known}"),
    Sort.FORM,
)


def obstacles(now: Moment, move: Move) -> tuple[Refused, ...]:
    """Return everything that stands in the way of this move; nothing means that it may be made.

    Role first, then what bars the move as such, then what is wrong with this request: each level presumes the one before.
    """
    if now.case.opened:
        agency = now.case.identity.agency.code
    elif isinstance(move, OpenCase):
        agency = move.agency
    else:
        return (CASE_NOT_OPEN(),)
    levels = (
        partial(stand_in_the_way, now, move, agency),
        partial(_unknown_parties, now, move),
        lambda: chain.from_iterable(move.bars(now, party) for party in move.concerns),
        partial(move.faults, now),
    )
    for level in levels:
        if found := tuple(dict.fromkeys(level())):
            return found
    return ()


def _unknown_parties(now: Moment, move: Move) -> Iterator[Refused]:
    if not move.concerns:
        yield NO_PARTY_NAMED(article=move.source)
    for party in move.concerns:
        if party is not None and not now.case.has_party(party):
            known = "、".join(str(p.id) for p in now.case.parties.all)
            yield UNKNOWN_PARTY(article=move.source, party=party, known=known)


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
    now: Moment, wanted: MoveFilter = EVERY_MOVE, *, behind: tuple[str, int] | None = None
) -> Iterator[Option]:
    """Yield the moves as they stand, in the order of the catalogue, for each party where they concern one.

    `behind` is the move and party (0 where it is the case's) of the last one seen. Nothing is judged that is not asked for.
    """
    places = list(MOVES)
    seen = (places.index(behind[0]), behind[1]) if behind else (-1, 0)
    for place, (name, kind) in enumerate(MOVES.items()):
        if wanted.move not in (None, name):
            continue
        for party in concerned(now.case, kind):
            if (place, party or 0) <= seen or wanted.party not in (None, party):
                continue
            option = _option(now, kind, party)
            if wanted.open in (None, option.open):
                yield option


def _option(now: Moment, kind: type[Move], party: int | None) -> Option:
    return Option(
        move=kind.name,
        title=kind.title.zh,
        party=party,
        by=kind.by,
        article=str(kind.source),
        refusals=tuple(r.as_dict() for r in dict.fromkeys(_barred(now, kind, party))),
    )


def available(now: Moment) -> tuple[Option, ...]:
    """Return every move, for each party where it concerns one, with what bars it."""
    return tuple(options(now))


def concerned(case: Case, kind: type[Move]) -> tuple[int | None, ...]:
    """The parties for whom a kind of move can be made; `None` where it is the case's."""
    if {"party", "parties"} & set(kind.model_fields) and kind is not OpenCase:
        return tuple(p.id for p in case.parties.all)
    return (None,)


def _barred(now: Moment, kind: type[Move], party: int | None) -> Iterator[Refused]:
    yield from may_not(now, kind, (party,), now.case.identity.agency.code)
    yield from kind.bars(now, party)
