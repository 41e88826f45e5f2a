"""The reviewer's opinion (法制审核意见书)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents import excerpts, norms
from documents.content import Content, Part, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import Basis, Organ, PartyBlock, PenaltyLine
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.review import Purpose
from domain.law.articles import art
from domain.law.provisions import Provision


class ProposedPenalties(Part):
    """What is intended against one party."""

    party: PartyBlock = required("当事人", PartyBlock())
    penalties: tuple[PenaltyLine, ...] = optional("拟处罚内容", ())
    """None where the re-check has left no penalty (不予处罚)."""


class ReviewedPoint(Part):
    heading: str = required("审核事项")
    agreed: bool = True
    finding: str = required("审核意见")


class ReviewOpinion(Content):
    kind: ClassVar = DocumentKind.REVIEW_OPINION

    organ: Organ = required("行政机关", Organ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    officers: tuple[str, ...] = required("承办人", ())
    purpose: str = required("审核阶段")
    round: int | None = required("审核轮次", None)
    submitted_on: date | None = required("送审日期", None)
    papers_version: str = required("案卷材料版本")
    review_basis: tuple[str, ...] = required("审核依据", ())
    findings: tuple[str, ...] = required("认定事实", ())
    basis: tuple[Basis, ...] = required("法律依据", ())
    proposals: tuple[ProposedPenalties, ...] = required("拟处理意见", ())
    points: tuple[ReviewedPoint, ...] = required("审核事项", ())
    verdict: str = required("审核结论")
    advice: str = optional("具体意见")
    reviewer: str = required("审核人")
    reviewed_on: date | None = required("审核日期", None)


def _review_basis(case: Case, purpose: Purpose) -> Iterator[str]:
    """The national article; before the notice the sector's own too, where it is known."""
    yield cite(art(APL, "58"))
    own = case.rulebook.articles.get(Provision.REVIEW)
    if purpose is Purpose.BEFORE_NOTICE and own is not None and not own.mark:
        yield cite(own)


def _review_opinion(case: Case, document: Document) -> ReviewOpinion:
    reviewed, opinion = next(
        (r, r.opinion) for r in case.review.rounds if r.opinion and r.opinion.document == document.id
    )
    return ReviewOpinion(
        **common(case) | {"organ": Organ(name=case.identity.agency.name)},
        officers=tuple(p.name or p.id for p in case.people.officers),
        purpose=reviewed.purpose.zh,
        round=reviewed.number,
        submitted_on=reviewed.submitted_on,
        papers_version=reviewed.papers[:16],
        review_basis=tuple(_review_basis(case, reviewed.purpose)),
        findings=tuple(f.text for f in case.papers.findings),
        basis=norms.basis(case, (b.id for b in case.papers.basis)),
        proposals=tuple(
            ProposedPenalties(
                party=excerpts.party_block(p), penalties=excerpts.penalties(p.proposal.penalties)
            )
            for p in case.undecided
        ),
        points=tuple(
            ReviewedPoint(heading=p.heading, agreed=p.agreed, finding=p.finding) for p in opinion.points
        ),
        verdict=opinion.verdict.zh,
        reviewer=excerpts.person(case, opinion.by),
        reviewed_on=opinion.on,
    )


KINDS = (KindOfDocument(DocumentKind.REVIEW_OPINION, ReviewOpinion, _review_opinion),)
