"""What the case rests on (认定与处罚): findings, evidence, basis and penalty as one table, and behind it each in full."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from fastapi import APIRouter, Response

from console.case.choosing import MANY, chosen_party, of_party
from console.case.showing import Seen, seen_by
from console.visiting import Signed
from domain.bilingual import Words, listed
from domain.case.papers import Basis, Discretion, Evidence, Finding
from domain.case.parties import Party
from domain.law.articles import Article
from domain.law.penalties import Penalty, penalties_said
from domain.law.screening import Finding as Screened

router = APIRouter()


class Line(NamedTuple):
    """One finding against a party, with what proves it and which articles it breaks or is punished under."""

    finding: Finding
    evidence: tuple[Evidence, ...]
    basis: tuple[Basis, ...]


class Step(NamedTuple):
    """What was to be done about a party at one step: intended, notified, decided, in force."""

    name: Words
    said: Words


class Against(NamedTuple):
    """The findings against one party, and the penalty."""

    party: Party
    lines: tuple[Line, ...]
    penalty: tuple[Step, ...]


class Answer(NamedTuple):
    """One answer of the screening."""

    question: Words
    finding: Screened


INTENDED = Words("拟处罚", "intended")
NOTIFIED = Words("告知", "notified")
DECIDED = Words("决定", "decided")
IN_FORCE = Words("现行有效", "in force")


@router.get("/cases/{agency}/{number}/findings")
async def findings(visitor: Signed, agency: str, number: str, party: str = "") -> Response:
    """Show what the case rests on."""
    seen = await seen_by(visitor, agency, number)
    chosen = chosen_party(seen, party)
    papers = seen.case.papers
    numbered = {finding.id: place for place, finding in enumerate(papers.findings, start=1)}
    return seen.page(
        "findings",
        chosen=chosen,
        many=MANY,
        against=[_against(seen, one) for one in of_party(seen, chosen)],
        evidence=papers.evidence,
        basis=papers.basis,
        proves={piece.id: [numbered[f] for f in piece.proves if f in numbered] for piece in papers.evidence},
        numbered=numbered,
        screening=list(_screening(seen)),
        cited=cited,
    )


def cited(basis: Basis) -> str:
    """Write an article of the basis as officers cite it."""
    return str(Article(statute=basis.statute, article=basis.article))


def _against(seen: Seen, party: Party) -> Against:
    return Against(party, tuple(_lines(seen, party)), tuple(_steps(party)))


def _lines(seen: Seen, party: Party) -> Iterator[Line]:
    papers = seen.case.papers
    for finding in papers.findings_against(party.id):
        evidence = tuple(piece for piece in papers.evidence if finding.id in piece.proves)
        yield Line(finding, evidence, tuple(b for b in papers.basis if finding.id in b.findings))


def _steps(party: Party) -> Iterator[Step]:
    """What was intended, notified and decided, as far as it has come; what says the same stands once."""
    for said, steps in groupby(_each_step(party), key=lambda step: step.said):
        yield Step(listed(step.name for step in steps), said)


def _each_step(party: Party) -> Iterator[Step]:
    proposal, notices, decision = party.proposal, party.last_notices, party.decision
    yield Step(INTENDED, _with_tier(proposal.penalties, proposal.discretion))
    if notices:
        yield Step(NOTIFIED, _with_tier(notices.notified.penalties, notices.notified.discretion))
    if decision:
        yield Step(DECIDED, _with_tier(decision.penalties, decision.discretion))
        if party.in_force != decision.penalties:
            yield Step(IN_FORCE, _with_tier(party.in_force, decision.discretion))


def _with_tier(penalties: tuple[Penalty, ...], tier: Discretion) -> Words:
    said = penalties_said(penalties)
    if not penalties:
        return said
    return Words("{said}（{tier}）", "{said} ({tier})").filled(said=said, tier=tier)


def _screening(seen: Seen) -> Iterator[Answer]:
    """What the screening said of the whole case; of each party's hearing see the parties."""
    asked = seen.case.screening
    yield Answer(
        Words("属于本程序（重大、复杂或者有较大影响）", "For this procedure: major, complex or influential"),
        asked.in_scope,
    )
    yield Answer(Words("属于重大行政处罚", "A major penalty"), asked.major)
    yield Answer(Words("应当法制审核", "Legal review is due"), asked.legal_review)
    yield Answer(Words("应当集体讨论", "Collective discussion is due"), asked.discussion)
    yield Answer(Words("决定前应当报备", "Filed before the decision"), asked.filing)
    yield Answer(Words("决定后应当备案", "Filed after the decision"), asked.decision_filing)
    yield Answer(Words("已过追责时效", "Limitation is over"), asked.limitation)
