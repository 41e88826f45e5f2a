"""While another case is to come in nothing is issued or decided here (并案): it would say nothing of what comes."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.joins import Join
from domain.case.parties import Party
from domain.case.uniting import proposal_hash
from domain.law.articles import Article
from domain.procedure.language import Moment, Refusal, Refused

JOIN_UNDER_WAY = Refusal(
    "JoinUnderWay",
    None,
    Words(
        "案件{number}正在并入本案，其间不发出告知，不作决定",
        "case {number} is coming into this one: meanwhile nothing is issued and nothing decided",
    ),
    Words(
        "请等待并入的结果，通常只需数秒（见 tingshu case show）",
        "wait for the outcome, which takes seconds (see `tingshu case show`)",
    ),
)
PROPOSAL_NOT_UNITED = Refusal(
    "ProposalNotUnited",
    None,
    Words(
        "当事人{party}在两案中均有拟处罚，并案后尚未就其全部违法行为重新拟定",
        "party {party} stood in both cases, and nothing was proposed yet for all that it did",
    ),
    Words(
        "请修改草案，在 proposals 中重新拟定对该当事人的处罚和理由（amend_draft）",
        "amend the draft: give in `proposals` what is intended against the party, with its reasons (amend_draft)",
    ),
)


def ordered(case: Case) -> Join | None:
    """The join whose answer is awaited."""
    last = case.identity.joins[-1] if case.identity.joins else None
    return last if last and last.awaited else None


def none_under_way(now: Moment, source: Article) -> Iterator[Refused]:
    if join := ordered(now.case):
        yield JOIN_UNDER_WAY(article=source, number=join.number)


def to_unite(case: Case, party: Party) -> date | None:
    """Since when what is intended against a party of both cases waits to be proposed anew."""
    if not party.pending:
        return None
    days = (
        join.joined_on
        for join in case.identity.joins
        for same in join.same
        if join.joined_on and same.party == party.id and same.proposal == proposal_hash(party)
    )
    return min(days, default=None)


def proposal_united(now: Moment, party: Party, source: Article) -> Iterator[Refused]:
    if to_unite(now.case, party):
        yield PROPOSAL_NOT_UNITED(article=source, party=party.id)
