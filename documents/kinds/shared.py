"""What several kinds take from a case in the same way."""

from collections.abc import Iterator
from typing import Any

from documents import excerpts
from documents.excerpts import APL, cite
from documents.parts import DocumentLine
from domain.case.case import Case
from domain.case.decisions import PreparedDecision
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Notices, Party
from domain.case.review import Opinion, Purpose
from domain.law.articles import art

AGENTS = "一至二名"
"""“当事人可以亲自参加听证，也可以委托一至二人代理” (行政处罚法第六十四条第五项)."""

DECISIONS = (
    DocumentKind.PENALTY_DECISION,
    DocumentKind.NO_PENALTY_DECISION,
    DocumentKind.NOT_ESTABLISHED_DECISION,
)


def common(case: Case) -> dict[str, Any]:
    return {"organ": excerpts.organ(case), "case_number": case.identity.number, "cause": case.papers.cause}


def notified(case: Case, document: Document) -> tuple[Party, Notices]:
    party = case.party(document.party)
    return party, next(n for n in party.notices if document.id in n.documents)


def agreed(case: Case) -> Opinion | None:
    """Return the agreeing opinion on the present papers, the later review first."""
    for purpose in (Purpose.AFTER_STATEMENTS, Purpose.BEFORE_NOTICE):
        if agreed := case.review.agreed(purpose, case.papers_version):
            return agreed.opinion
    return None


def review_number(case: Case) -> str:
    opinion = agreed(case)
    return excerpts.number_of(case, opinion.document) if opinion else ""


def attachments(case: Case, parties: list[Party]) -> Iterator[DocumentLine]:
    """Name what goes with a report: each party's notices and signed records, its decision, the review's opinion."""
    for party in parties:
        if notices := party.issued_notices:
            served = (m.document for m in notices.reschedulings if party.service_of(m.document))
            yield from excerpts.lines(case, (*notices.documents, *served))
            signed = (
                ("审前听述笔录", notices.outcome and notices.outcome.record),
                ("听证笔录", notices.hearing and notices.hearing.record),
                ("终止听证记录", notices.hearing_end and notices.hearing_end.record),
                ("复核意见书", notices.rechecks and notices.rechecks[-1].form),
            )
            yield from (DocumentLine(title=f"{title}（{party.name}）") for title, file in signed if file)
        if party.decision:
            mended = (one.document for one in party.recovery.set_aside)
            yield from excerpts.lines(case, (party.decision.document, *mended))
    if opinion := agreed(case):
        yield from excerpts.lines(case, (opinion.document,))


def decided(case: Case, document: Document) -> tuple[Party, PreparedDecision]:
    party = case.party(document.party)
    return party, prepared_of(party)


def prepared_of(party: Party) -> PreparedDecision:
    assert party.prepared_decision is not None, "a decision's document is ordered with its preparation"
    return party.prepared_decision


def ground(ground: str) -> str:
    """Cite the ground of a decision without penalty; of 33 the move names the paragraph (款) in brackets."""
    place = {"33(1)": "33.1", "33(2)": "33.2"}.get(ground, ground)
    return cite(art(APL, place)) if ground else ""
