"""The ten kinds of documents: content, layout, and the word in the number."""

from typing import Literal, NamedTuple

from documents.content import Content
from documents.decisions import NoPenaltyDecision, PenaltyDecision
from documents.notices import HearingNotice, InterviewLetter, PenaltyNotice
from documents.reports import DecisionFilingReport, InterviewReport
from documents.review import ReviewOpinion
from documents.service import ProofOfService, ServiceAnnouncement
from domain.case.documents import DocumentKind

Layout = Literal["gongwen", "letter", "form"]
"""公文格式, 信函格式 (GB/T 9704-2012, 10.1), and the form that is signed by hand."""


class KindOfDocument(NamedTuple):
    content: type[Content]
    layout: Layout = "gongwen"
    word: str = ""
    """What follows the agency's own word (机关代字) in the number (文号); empty: not numbered."""


KINDS: dict[DocumentKind, KindOfDocument] = {
    DocumentKind.INTERVIEW_LETTER: KindOfDocument(InterviewLetter, "letter", word="听约"),
    DocumentKind.PENALTY_NOTICE: KindOfDocument(PenaltyNotice, word="罚告"),
    DocumentKind.PROOF_OF_SERVICE: KindOfDocument(ProofOfService, "form"),
    DocumentKind.SERVICE_ANNOUNCEMENT: KindOfDocument(ServiceAnnouncement),
    DocumentKind.HEARING_NOTICE: KindOfDocument(HearingNotice, word="听通"),
    DocumentKind.REVIEW_OPINION: KindOfDocument(ReviewOpinion, word="法审"),
    DocumentKind.INTERVIEW_REPORT: KindOfDocument(InterviewReport, word="听报"),
    DocumentKind.PENALTY_DECISION: KindOfDocument(PenaltyDecision, word="罚决"),
    DocumentKind.NO_PENALTY_DECISION: KindOfDocument(NoPenaltyDecision, word="不罚"),
    DocumentKind.DECISION_FILING_REPORT: KindOfDocument(DecisionFilingReport, word="罚备"),
}
