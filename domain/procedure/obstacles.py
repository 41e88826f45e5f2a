"""Obstacles (障碍): everything that stands in the way of a move, level by level."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from domain.bilingual import Words
from domain.law.errors import LawError
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.taking_over import TakeOverCase
from domain.procedure.faults import well_formed
from domain.procedure.gates.closed import not_closed
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Moment, Move, Refusal, Refused, Sort
from domain.procedure.roles import persons_unfit, stand_in_the_way

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
    elif isinstance(move, OpenCase | TakeOverCase):
        agency = move.agency
    else:
        return (CASE_NOT_OPEN(),)
    levels = (
        partial(stand_in_the_way, now, move, agency),
        partial(_unknown_parties, now, move),
        lambda: chain(not_closed(now, type(move)), *(move.bars(now, party) for party in move.concerns)),
        partial(well_formed, now, move),
        lambda: chain(persons_unfit(now, move, agency), move.faults(now)),
    )
    for level in levels:
        if found := answered(now, level, type(move)):
            return found
    return ()


def answered(now: Moment, rules: Callable[[], Iterator[Refused]], kind: type[Move]) -> tuple[Refused, ...]:
    """Return what rules refuse, each once, with the articles of the case's profile.

    A question of law that has no answer is one of them, and ends the asking.
    """
    found: dict[Refused, None] = {}
    try:
        for refused in rules():
            found[refused] = None
    except LawError as error:
        found[refused_by_law(error, kind.source)] = None
    return tuple(dict.fromkeys(_cited(now, refused) for refused in found))


def _cited(now: Moment, refused: Refused) -> Refused:
    article = now.cited(refused.article)
    return refused if article is refused.article else replace(refused, article=article)


def _unknown_parties(now: Moment, move: Move) -> Iterator[Refused]:
    if not move.concerns:
        yield NO_PARTY_NAMED(article=move.source)
    for party in move.concerns:
        if party is not None and not now.case.has_party(party):
            known = "、".join(str(p.id) for p in now.case.parties.all)
            yield UNKNOWN_PARTY(article=move.source, party=party, known=known)
