"""The opinion of the legal review (法制审核意见书); in the market sector a table from the unit that reviews to the one that handles the case."""

from datetime import date
from typing import ClassVar

from documents import excerpts, norms
from documents.content import Content, Part, optional, required
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common, kind_of_review, review_basis, review_title, reviewed_after_hearing
from documents.parts import Basis, Organ, PartyBlock, PenaltyLine
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.review import Purpose, Verdict


class ProposedPenalties(Part):
    """What is intended against one party."""

    party: PartyBlock = required("当事人", PartyBlock())
    penalties: tuple[PenaltyLine, ...] = optional("拟处罚内容", ())
    """None where the re-check has left no penalty (不予处罚)."""


class ReviewedPoint(Part):
    """What the reviewer found on one point of the checklist, and what is advised where something is wanting."""

    heading: str = required("审核事项")
    agreed: bool = True
    finding: str = required("审核意见")
    advice: str = optional("建议")


class ReviewOpinion(Content):
    """法制审核意见书, 法制审核表, 案件审核表: each point with finding and advice, by whom to whom (市场监管处罚程序规定 第49至54条)."""

    kind: ClassVar = DocumentKind.REVIEW_OPINION

    organ: Organ = required("行政机关", Organ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    officers: tuple[str, ...] = required("承办人", ())
    reviewing_unit: str = optional("审核机构")
    review_name: str = optional("审核名称", "法制审核")
    purpose: str = required("审核阶段")
    round: int | None = required("审核轮次", None)
    submitted_on: date | None = required("送审日期", None)
    papers_version: str = required("案卷材料版本")
    """For the record: the version is a hash, which no reader needs."""
    review_basis: tuple[str, ...] = required("审核依据", ())
    findings: tuple[str, ...] = required("认定事实", ())
    basis: tuple[Basis, ...] = required("法律依据", ())
    proposals: tuple[ProposedPenalties, ...] = required("拟处理意见", ())
    points: tuple[ReviewedPoint, ...] = required("审核事项", ())
    verdict: str = required("审核结论")
    advice: str = optional("具体意见")
    reviewer: str = required("审核人")
    reviewed_on: date | None = required("审核日期", None)


def _review_opinion(case: Case, document: Document) -> ReviewOpinion:
    reviewed, opinion = next(
        (r, r.opinion) for r in case.review.rounds if r.opinion and r.opinion.document == document.id
    )
    name = kind_of_review(case, reviewed.purpose)
    return ReviewOpinion(
        **common(case) | {"organ": Organ(name=case.identity.agency.name)},
        title=review_title(case, name),
        officers=tuple(p.name or p.id for p in case.people.officers),
        reviewing_unit=excerpts.maker(case, DocumentKind.REVIEW_OPINION),
        review_name=name,
        purpose=_stage(case, reviewed.purpose),
        round=reviewed.number,
        submitted_on=reviewed.submitted_on,
        papers_version=reviewed.papers[:16],
        review_basis=review_basis(case, reviewed.purpose),
        findings=tuple(f.text for f in case.papers.findings),
        basis=norms.basis(case, (b.id for b in case.papers.basis)),
        proposals=tuple(
            ProposedPenalties(
                party=excerpts.party_block(p), penalties=excerpts.penalties(p.proposal.penalties)
            )
            for p in case.undecided
        ),
        points=tuple(
            ReviewedPoint(heading=p.heading, agreed=p.agreed, finding=p.finding, advice=p.advice)
            for p in opinion.points
        ),
        verdict=opinion.verdict.zh,
        advice=_advice(opinion.verdict, tuple(p.heading for p in opinion.objections)),
        reviewer=excerpts.person(case, opinion.by),
        reviewed_on=opinion.on,
    )


def _stage(case: Case, purpose: Purpose) -> str:
    """When it was reviewed: what stands after a hearing rests on its record, and is called so."""
    return "听证后审核" if reviewed_after_hearing(case, purpose) else purpose.zh


def _advice(verdict: Verdict, objected: tuple[str, ...]) -> str:
    """Name the points to which something is objected, so that the conclusion says what is to be done."""
    if verdict is Verdict.AGREE or not objected:
        return ""
    points = "、".join(f"“{heading}”" for heading in objected)
    return f"请办案机构就{points}按照逐项审核意见办理后重新送审"


KINDS = (KindOfDocument(DocumentKind.REVIEW_OPINION, ReviewOpinion, _review_opinion),)
