"""Where in a dossier (案卷) each document and each file belongs (市场监督管理行政处罚程序规定 第78条).

What the rule does not name stands among the other papers. What is not told to a party stands in the inner volume: of what
is forgotten here a party sees nothing.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.case.documents import KINDS, DocumentKind
from domain.case.dossier import DossierPlace

_PLACES: Final[Mapping[DocumentKind, DossierPlace]] = {
    DocumentKind.PENALTY_DECISION: DossierPlace.DECISION,
    DocumentKind.NO_PENALTY_DECISION: DossierPlace.DECISION,
    DocumentKind.NOT_ESTABLISHED_DECISION: DossierPlace.DECISION,
    DocumentKind.WITHDRAWAL_DECISION: DossierPlace.DECISION,
    DocumentKind.TERMINATION_DECISION: DossierPlace.DECISION,
    DocumentKind.TEXT_CORRECTION: DossierPlace.DECISION,
    DocumentKind.VARIATION_DECISION: DossierPlace.DECISION,
    DocumentKind.REVOCATION_DECISION: DossierPlace.DECISION,
    DocumentKind.PROOF_OF_SERVICE: DossierPlace.DOCUMENTS,
    DocumentKind.SERVICE_ANNOUNCEMENT: DossierPlace.DOCUMENTS,
    DocumentKind.ENFORCEMENT_APPLICATION: DossierPlace.DOCUMENTS,
    DocumentKind.PUBLICATION_WITHDRAWAL: DossierPlace.MAIN_OTHER,
    DocumentKind.REVIEW_OPINION: DossierPlace.REVIEW,
}


def place_of(kind: DocumentKind) -> DossierPlace:
    """Return where documents of a kind belong: what is served in the main volume, what is not in the inner one."""
    served = DossierPlace.DOCUMENTS if KINDS[kind].served else DossierPlace.INNER_OTHER
    return _PLACES.get(kind, served)


class Sort(NamedTuple):
    """What a file is by the field that names it."""

    place: DossierPlace
    title: str


_MAIN, _INNER = DossierPlace.MAIN_OTHER, DossierPlace.INNER_OTHER

WITH_DOCUMENTS: Final = frozenset(
    {"Document.file", "Document.preview", "Numbered.file", "Preview.preview", "Seal.file", "Seal.scan"}
)
"""What belongs to a document stands with it; a preview is none, and stands nowhere."""
OF_SERVICE: Final = frozenset({"CompletedService.proof", "CompletedService.authority"})
"""What proves a service stands behind what was served."""

SORTS: Final[Mapping[str, Sort]] = {
    "AddedDocument.file": Sort(_INNER, ""),
    "Agents.form": Sort(_MAIN, "授权委托书"),
    "Announcement.proof": Sort(DossierPlace.DOCUMENTS, "公告送达证明"),
    "Attempt.proof": Sort(DossierPlace.DOCUMENTS, "未能送达的证明"),
    "CaseClosed.form": Sort(DossierPlace.CLOSING, "结案审批表"),
    "Closing.form": Sort(DossierPlace.CLOSING, "结案审批表"),
    "Reopened.form": Sort(DossierPlace.CLOSING, "结案审批表"),
    "Complaint.file": Sort(_INNER, "申诉、检举材料"),
    "CompletedRecheck.form": Sort(_INNER, "复核意见书"),
    "CompletedService.authority": Sort(DossierPlace.DOCUMENTS, "代收授权证明"),
    "CompletedService.proof": Sort(DossierPlace.DOCUMENTS, "送达回证"),
    "ConfirmedAddress.form": Sort(_MAIN, "送达地址确认书"),
    "Consent.form": Sort(_MAIN, "电子送达确认书"),
    "CountersignedOnPaper.signed": Sort(_INNER, "签名的审批件"),
    "CourtStep.ruling": Sort(_MAIN, "人民法院裁判文书"),
    "CriminalResult.proof": Sort(_MAIN, "司法机关处理结果"),
    "DecisionPublished.proof": Sort(_MAIN, "公示证明"),
    "Discussion.record": Sort(_INNER, "案件集体讨论记录"),
    "Evidence.file": Sort(DossierPlace.EVIDENCE, "证据"),
    "Execution.proof": Sort(DossierPlace.PROPERTY, "处罚执行证明"),
    "Extension.record": Sort(_INNER, "延期集体讨论记录"),
    "HearingEnd.record": Sort(DossierPlace.HEARING, "终止听证记录"),
    "HearingOutcome.record": Sort(DossierPlace.HEARING, "听证笔录"),
    "HearingReport.file": Sort(DossierPlace.HEARING_REPORT, "听证报告"),
    "HearingRequest.file": Sort(_MAIN, "听证申请"),
    "HearingWithdrawal.file": Sort(_MAIN, "撤回听证要求"),
    "IdentifierException.proof": Sort(_MAIN, "证件号码的证明"),
    "InterviewOutcome.evidence": Sort(DossierPlace.EVIDENCE, "听述中提交的材料"),
    "InterviewOutcome.record": Sort(DossierPlace.HEARING, "听述笔录"),
    "JudicialTransfer.report": Sort(_INNER, "移送审批报告"),
    "PaperStep.proof": Sort(_INNER, "纸质办理材料"),
    "PartyChange.proof": Sort(_MAIN, "当事人变更证明"),
    "Payment.proof": Sort(DossierPlace.PROPERTY, "缴款凭证"),
    "PaymentPlan.application": Sort(_MAIN, "延期（分期）缴纳申请书"),
    "Proposal.files": Sort(_INNER, "提请审批的材料"),
    "Recusal.record": Sort(_INNER, "回避审批材料"),
    "RecusalDecided.record": Sort(_INNER, "回避审批材料"),
    "Refund.proof": Sort(DossierPlace.PROPERTY, "退款凭证"),
    "Remedy.proof": Sort(_MAIN, "复议、诉讼材料"),
    "Remedy.ruling": Sort(_MAIN, "复议决定、裁判文书"),
    "ServiceAnnounced.proof": Sort(DossierPlace.DOCUMENTS, "公告送达证明"),
    "Statement.file": Sort(_MAIN, "陈述申辩材料"),
    "SupervisionAnswered.reply": Sort(_INNER, "执法监督文书的答复"),
    "SupervisionNotice.reply": Sort(_INNER, "执法监督文书的答复"),
    "Waiver.form": Sort(_MAIN, "放弃权利声明"),
    "Withdrawn.proof": Sort(_MAIN, "撤回公示证明"),
}
"""By the record and its field, as `Evidence.file`."""
