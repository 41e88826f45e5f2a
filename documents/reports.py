"""What goes to the supervising office: 听述情况报告 before, 备案报告 after the decision."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents.content import Content, Part, optional, required
from documents.parts import (
    AnsweredPoint,
    Basis,
    DocumentLine,
    Interview,
    PartyBlock,
    PenaltyLine,
    ReachableOrgan,
)
from domain.case.documents import DocumentKind


class HeardParty(Part):
    """How one party was told, heard and answered, and what is now proposed."""

    party: PartyBlock = required("当事人", PartyBlock())
    findings: tuple[str, ...] = required("违法事实", ())
    notified: tuple[PenaltyLine, ...] = required("告知的处罚", ())
    notice_number: str = required("告知书文号")
    served_on: date | None = required("送达日期", None)
    service_mode: str = required("送达方式")
    interview: Interview | None = optional("听述情况", None)
    interview_waived_on: date | None = optional("放弃听述日期", None)
    hearing_on: date | None = optional("听证日期", None)
    answers: tuple[AnsweredPoint, ...] = optional("意见及复核", ())
    proposed: tuple[PenaltyLine, ...] = required("复核后的处理意见", ())

    def conditional_gaps(self) -> Iterator[str]:
        if self.interview is None and self.interview_waived_on is None:
            yield "听述情况"


class InterviewReport(Content):
    """听述情况报告: what was said and what became of it, filed before the decision."""

    kind: ClassVar = DocumentKind.INTERVIEW_REPORT

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    addressee: str = required("主送机关")
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    basis: tuple[Basis, ...] = required("法律依据", ())
    parties: tuple[HeardParty, ...] = required("当事人听述情况", ())
    review_number: str = required("法制审核意见书文号")
    review_verdict: str = required("法制审核结论")
    summary: str = optional("情况说明")
    attachments: tuple[DocumentLine, ...] = required("附件", ())


class DecidedParty(Part):
    """What was decided about one party."""

    party: PartyBlock = required("当事人", PartyBlock())
    findings: tuple[str, ...] = required("违法事实", ())
    decision_number: str = required("决定书文号")
    decided_on: date | None = required("决定日期", None)
    outcome: str = required("决定结果")
    penalties: tuple[PenaltyLine, ...] = optional("处罚内容", ())
    ground: str = optional("不予处罚的依据")
    interview: Interview | None = optional("听述情况", None)
    hearing_on: date | None = optional("听证日期", None)
    served_on: date | None = optional("送达日期", None)
    service_mode: str = optional("送达方式")


class DecisionFilingReport(Content):
    """重大行政处罚决定备案报告: the decision goes on file after it was made."""

    kind: ClassVar = DocumentKind.DECISION_FILING_REPORT

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    addressee: str = required("主送机关")
    filing_basis: tuple[str, ...] = required("备案依据", ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    basis: tuple[Basis, ...] = required("处罚依据", ())
    parties: tuple[DecidedParty, ...] = required("处罚决定", ())
    review_number: str = required("法制审核意见书文号")
    discussed_on: date | None = optional("集体讨论日期", None)
    attachments: tuple[DocumentLine, ...] = required("附件", ())
