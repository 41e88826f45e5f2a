"""Reports to the supervising office (报告): of the interview before the decision, of the decision after it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents import excerpts, norms
from documents.content import Content, Part, optional, required
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import (
    agreed,
    attachments,
    common,
    concerned,
    ground,
    prepared_of,
    review_name,
    review_number,
)
from documents.parts import (
    AnsweredPoint,
    Basis,
    DocumentLine,
    Hearing,
    Interview,
    Organ,
    PartyBlock,
    PenaltyLine,
    ReachableOrgan,
)
from documents.told import AskedHearing, ServedWay, asked_hearing, served_way
from documents.wording import day
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.documents import Document, DocumentKind
from domain.case.issuing import issuer_of
from domain.case.mending import SetAside
from domain.case.parties import Party
from domain.law.terms import TermKey


class HeardParty(Part):
    """How one party was told, heard and answered, and what is now proposed."""

    party: PartyBlock = required("当事人", PartyBlock())
    findings: tuple[str, ...] = required("违法事实", ())
    notified: tuple[PenaltyLine, ...] = required("告知的处罚", ())
    notice_number: str = required("告知书文号")
    served_on: date | None = required("送达日期", None)
    service_mode: str = required("送达方式")
    notice_service: ServedWay | None = optional("送达情况", None)
    interview: Interview | None = optional("听述情况", None)
    interview_waived_on: date | None = optional("放弃听述日期", None)
    hearing_request: AskedHearing | None = optional("要求听证的情况", None)
    hearing_on: date | None = optional("听证日期", None)
    hearing: Hearing | None = optional("听证情况", None)
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
    upward: bool = False
    """To a superior: a 报告; to any other office a 函 (党政机关公文处理工作条例 第8条)."""
    signer: str = optional("签发人")
    """Printed to a superior alone (GB/T 9704-2012, 7.2.6)."""
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    basis: tuple[Basis, ...] = required("法律依据", ())
    parties: tuple[HeardParty, ...] = required("当事人听述情况", ())
    review_name: str = optional("审核名称", "法制审核")
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
    hearing_request: AskedHearing | None = optional("要求听证的情况", None)
    hearing_on: date | None = optional("听证日期", None)
    hearing: Hearing | None = optional("听证情况", None)
    served_on: date | None = optional("送达日期", None)
    service_mode: str = optional("送达方式")
    decision_service: ServedWay | None = optional("送达情况", None)
    mended: tuple[str, ...] = optional("作出后的自行纠正", ())


class DecisionFilingReport(Content):
    """重大行政处罚决定备案报告: the decision goes on file after it was made."""

    kind: ClassVar = DocumentKind.DECISION_FILING_REPORT

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    addressee: str = required("主送机关")
    upward: bool = False
    """To a superior: a 报告; to any other office a 函."""
    signer: str = optional("签发人")
    filing_basis: tuple[str, ...] = required("备案依据", ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    basis: tuple[Basis, ...] = required("处罚依据", ())
    parties: tuple[DecidedParty, ...] = required("处罚决定", ())
    review_name: str = optional("审核名称", "法制审核")
    review_number: str = required("法制审核意见书文号")
    discussed_on: date | None = optional("集体讨论日期", None)
    attachments: tuple[DocumentLine, ...] = required("附件", ())
    correction_number: str = optional("备案补正通知书文号")
    corrected: str = optional("补正说明")


class FilingCorrectionNotice(Content):
    """备案补正通知书: which report is wanting, in what, and until when it is corrected; issued by the supervising office."""

    kind: ClassVar = DocumentKind.FILING_CORRECTION_NOTICE

    organ: Organ = required("行政机关", Organ())
    addressee: str = required("主送机关")
    case_number: str = required("案件编号")
    concerned: str = required("当事人")
    cause: str = required("案由")
    report_number: str = required("备案报告文号")
    decision_numbers: tuple[str, ...] = required("决定书文号", ())
    basis: tuple[str, ...] = required("备案依据", ())
    points: str = required("补正事项")
    due_on: date | None = required("补正期限", None)


def _interview_report(case: Case, document: Document) -> InterviewReport:
    filed = next((f for f in case.filing.filings if f.document == document.id), None)
    opinion = agreed(case)
    heard = [p for p in case.undecided if p.issued_notices]
    return InterviewReport(
        **common(case),
        addressee=case.identity.agency.supervising_office_name,
        upward=case.identity.agency.supervising_office_superior,
        signer=document.approved_by_name,
        accepted_on=case.papers.accepted_on,
        basis=norms.basis(case, (b.id for b in case.papers.basis)),
        parties=tuple(_heard(case, p) for p in heard),
        review_name=review_name(case),
        review_number=review_number(case),
        review_verdict=opinion.verdict.zh if opinion else "",
        summary=filed.summary if filed else "",
        attachments=tuple(attachments(case, heard)),
    )


def _heard(case: Case, party: Party) -> HeardParty:
    notices = party.issued_notices
    assert notices is not None, "only parties with issued notices are reported"
    service = party.service_of(notices.notice)
    return HeardParty(
        party=excerpts.party_block(party),
        findings=excerpts.findings(case, notices.findings),
        notified=excerpts.penalties(notices.notified.penalties),
        notice_number=excerpts.number_of(case, notices.notice),
        served_on=service.served_on if service else None,
        service_mode=service.mode.zh if service else "",
        notice_service=served_way(party, notices.notice),
        interview=excerpts.interview(notices),
        interview_waived_on=excerpts.interview_waived_on(party, notices),
        hearing_request=asked_hearing(notices),
        hearing_on=excerpts.hearing_on(notices),
        hearing=excerpts.hearing(case, notices),
        answers=excerpts.answers(party, notices),
        proposed=excerpts.penalties(party.proposal.penalties),
    )


def _decision_filing_report(case: Case, document: Document) -> DecisionFilingReport:
    discussion = case.discussions.on_papers(case.papers_version)
    filing = next((f for f in case.decision_filing.all if f.document == document.id), None)
    decided = [p for p in case.parties.all if p.decision and (filing is None or filing.of(p.id))]
    term = excerpts.term_of(case, TermKey.DECISION_FILING, document.ordered_on)
    return DecisionFilingReport(
        **common(case),
        addressee=case.identity.agency.supervising_office_name,
        upward=case.identity.agency.supervising_office_superior,
        signer=document.approved_by_name,
        filing_basis=excerpts.sources(term),
        accepted_on=case.papers.accepted_on,
        basis=norms.basis(case, (b.id for b in case.papers.basis)),
        parties=tuple(_decided_party(case, p) for p in decided),
        review_name=review_name(case),
        review_number=review_number(case),
        discussed_on=discussion.on if discussion else None,
        attachments=tuple(attachments(case, decided)),
        **_corrected(case, document),
    )


def _corrected(case: Case, document: Document) -> dict[str, str]:
    """Return what a corrected report says of the correction."""
    corrections = (c for f in case.decision_filing.all for c in f.corrections)
    made = next((c for c in corrections if c.corrected_report == document.id), None)
    if made is None:
        return {}
    return {"correction_number": excerpts.number_of(case, made.notice), "corrected": made.corrected}


def _filing_correction_notice(case: Case, document: Document) -> FilingCorrectionNotice:
    filed, correction = next(
        (f, c) for f in case.decision_filing.all for c in f.corrections if c.notice == document.id
    )
    report = case.documents.known(correction.report)
    told = [p for p in case.parties.all if p.decision and filed.of(p.id)]
    return FilingCorrectionNotice(
        **common(case) | {"organ": Organ(name=issuer_of(case, document).name)},
        addressee=case.identity.agency.name,
        report_number=report.number,
        concerned=concerned([p.name for p in told]),
        decision_numbers=tuple(excerpts.number_of(case, p.decision.document) for p in told if p.decision),
        basis=excerpts.sources(excerpts.term_of(case, TermKey.DECISION_FILING, report.ordered_on)),
        points=correction.points,
        due_on=correction.due_on,
    )


def _decided_party(case: Case, party: Party) -> DecidedParty:
    prepared, decision, service = prepared_of(party), party.decision, party.decision_service
    assert decision is not None, "only decided parties are filed"
    return DecidedParty(
        party=excerpts.party_block(party),
        findings=excerpts.findings(case, prepared.findings),
        decision_number=excerpts.number_of(case, decision.document),
        decided_on=decision.on,
        outcome=decision.outcome.zh,
        penalties=excerpts.penalties(decision.penalties),
        ground=ground(decision.ground),
        interview=excerpts.interview(party.issued_notices),
        hearing_request=asked_hearing(
            party.issued_notices, unpunished=decision.outcome is not Outcome.PENALTY
        ),
        hearing_on=excerpts.hearing_on(party.issued_notices),
        hearing=excerpts.hearing(case, party.issued_notices),
        served_on=service.served_on if service else None,
        service_mode=service.mode.zh if service else "",
        decision_service=served_way(party, decision.document),
        mended=tuple(_mended(case, one) for one in party.recovery.set_aside),
    )


def _mended(case: Case, one: SetAside) -> str:
    """Say what the agency itself made of a decision since, and by which document."""
    stands = f"为{excerpts.penalties_written(one.penalties)}" if one.penalties else ""
    return f"{day(one.on)}{one.how.zh}{stands}（{excerpts.number_of(case, one.document)}）"


KINDS = (
    KindOfDocument(DocumentKind.INTERVIEW_REPORT, InterviewReport, _interview_report),
    KindOfDocument(
        DocumentKind.DECISION_FILING_REPORT,
        DecisionFilingReport,
        _decision_filing_report,
        terms=(TermKey.DECISION_FILING,),
    ),
    KindOfDocument(
        DocumentKind.FILING_CORRECTION_NOTICE,
        FilingCorrectionNotice,
        _filing_correction_notice,
        terms=(TermKey.DECISION_FILING,),
    ),
)
