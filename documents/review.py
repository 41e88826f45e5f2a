"""法制审核意见书: the independent reviewer's structured opinion (行政处罚法 第58条)."""

from datetime import date
from typing import ClassVar

from documents.content import Content, Part, optional, required
from documents.parts import Basis, Organ, PartyBlock, PenaltyLine
from domain.case.documents import DocumentKind


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
