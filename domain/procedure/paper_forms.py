"""Forms that people sign on paper (供手工签署的空白文书): no documents of the case, printed on demand with empty cells.

A form comes back as a scan, which a move names by its SHA-256. It may be printed as soon as there is something to be
written on it, also while its move is still barred: the record of a session lies on the table before the session begins.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.bilingual import Titled
from domain.case.case import Case
from domain.case.parties import Party
from domain.law.articles import Article, art
from domain.law.provisions import Provision, of_sector
from domain.procedure.chapters.closing import to_be_closed_since
from domain.procedure.gates.serving import unserved
from domain.procedure.language import APL


class PaperForm(Titled):
    """Forms that people sign on paper (空白文书)."""

    BLANK_PROOF_OF_SERVICE = "blank_proof_of_service", "送达回证（空白）", "proof of service to be signed"
    STATEMENT_RECORD = "statement_record", "陈述申辩笔录", "record of an oral statement"
    EVIDENCE_RECEIPT = "evidence_receipt", "证据材料接收回执", "receipt for evidence handed in"
    ADDRESS_CONFIRMATION = "address_confirmation", "送达地址确认书", "confirmation of the address for service"
    WAIVER = "waiver", "放弃权利声明", "declaration that a right is waived"
    POWER_OF_ATTORNEY = "power_of_attorney", "授权委托书", "power of attorney"
    INTERVIEW_RECORD = "interview_record", "听述笔录", "record of the interview"
    HEARING_ANNOUNCEMENT = "hearing_announcement", "听证公告", "announcement of a public hearing"
    HEARING_RECORD = "hearing_record", "听证笔录", "record of the hearing"
    HEARING_END_RECORD = "hearing_end_record", "终止听证记录", "record of the end of a hearing"
    HEARING_REPORT = "hearing_report", "听证报告", "report on the hearing"
    RECHECK_OPINION = "recheck_opinion", "复核意见书", "opinion of the re-check"
    CASE_REVIEW_SHEET = "case_review_sheet", "案件审核表", "case review sheet"
    BLANK_DISCUSSION_RECORD = (
        "blank_discussion_record",
        "案件集体讨论记录（空白）",
        "record of the collective discussion to be signed",
    )
    CLOSING_APPROVAL = "closing_approval", "结案审批表", "approval of the closing"
    ANNOUNCEMENT_ACCOUNT = "announcement_account", "公告送达情况说明", "account of service by announcement"
    CREDIT_REPAIR_NOTICE = "credit_repair_notice", "信用修复告知书", "notice on credit repair"


Ready = Callable[[Case, Party], bool]
IN_THE_FILE = ("add_document", "file")
"""The move that takes what has no move of its own into the dossier."""


@dataclass(frozen=True)
class FormRule:
    """What becomes of a form, and from when on there is something to be written on it."""

    move: str
    field: str
    """The field of the move that names its scan."""
    after: tuple[str, ...]
    """The moves after which there is something to be written on it."""
    ready: Ready
    source: Article | None
    """Where its fields stand; nothing where no source was found [I]."""
    of_party: bool = True
    """One a party; else one for the case."""


def _issued(case: Case, party: Party) -> bool:
    return party.pending and party.issued_notices is not None


def _served(case: Case, party: Party) -> bool:
    return bool(unserved(case, party))


def _summoned(case: Case, party: Party) -> bool:
    last = party.last_notices
    return bool(party.pending and last and last.issued_on and last.outcome is None)


def _hearing_to_come(case: Case, party: Party) -> bool:
    last = party.last_notices
    return bool(party.pending and last and last.hearing_plan and not (last.hearing or last.hearing_end))


def _hearing_in_public(case: Case, party: Party) -> bool:
    last = party.last_notices
    return _hearing_to_come(case, party) and bool(last and last.hearing_plan and last.hearing_plan.open)


def _hearing_unreported(case: Case, party: Party) -> bool:
    last = party.last_notices
    return bool(party.pending and last and last.hearing and last.hearing_report is None)


def _unanswered(case: Case, party: Party) -> bool:
    return _issued(case, party) and bool(party.unanswered)


def _undecided(case: Case, party: Party) -> bool:
    return party.pending


def _announced(case: Case, party: Party) -> bool:
    return any(announced.published_on for announced in party.announcements)


def _penalised(case: Case, party: Party) -> bool:
    return party.decision is not None and bool(party.in_force)


def _to_be_closed(case: Case, party: Party) -> bool:
    return case.closing.closed_on is None and to_be_closed_since(case) is not None


FORMS: dict[PaperForm, FormRule] = {
    PaperForm.BLANK_PROOF_OF_SERVICE: FormRule(
        "record_service",
        "service.proof",
        ("issue_notices", "record_sealing"),
        _served,
        art("民事诉讼法", "87"),
    ),
    PaperForm.STATEMENT_RECORD: FormRule(
        "submit_statement", "file", ("issue_notices",), _issued, art(APL, "45")
    ),
    PaperForm.EVIDENCE_RECEIPT: FormRule(*IN_THE_FILE, ("issue_notices",), _issued, None),
    PaperForm.ADDRESS_CONFIRMATION: FormRule(
        "confirm_address", "form", ("open_case",), _undecided, art(APL, "61")
    ),
    PaperForm.WAIVER: FormRule("waive", "form", ("issue_notices",), _issued, art(APL, "62")),
    PaperForm.POWER_OF_ATTORNEY: FormRule(
        "appoint_agent", "form", ("open_case",), _undecided, art(APL, "64(5)")
    ),
    PaperForm.INTERVIEW_RECORD: FormRule("hold_interview", "record", ("issue_notices",), _summoned, None),
    PaperForm.HEARING_ANNOUNCEMENT: FormRule(
        *IN_THE_FILE, ("notify_hearing",), _hearing_in_public, art(APL, "64(3)")
    ),
    PaperForm.HEARING_RECORD: FormRule(
        "hold_hearing", "record", ("notify_hearing",), _hearing_to_come, art(APL, "64(8)")
    ),
    PaperForm.HEARING_END_RECORD: FormRule(
        "end_hearing", "record", ("notify_hearing",), _hearing_to_come, art(APL, "64(6)")
    ),
    PaperForm.HEARING_REPORT: FormRule(
        "report_hearing", "file", ("hold_hearing",), _hearing_unreported, art(APL, "65")
    ),
    PaperForm.RECHECK_OPINION: FormRule(
        "recheck", "form", ("submit_statement", "hold_interview"), _unanswered, art(APL, "45")
    ),
    PaperForm.CASE_REVIEW_SHEET: FormRule(
        *IN_THE_FILE, ("open_case",), _undecided, of_sector(Provision.REVIEW), of_party=False
    ),
    PaperForm.BLANK_DISCUSSION_RECORD: FormRule(
        "record_discussion", "record", ("issue_notices",), _issued, art(APL, "57.2"), of_party=False
    ),
    PaperForm.CLOSING_APPROVAL: FormRule(
        "close_case",
        "form",
        ("record_service", "record_payment", "record_execution"),
        _to_be_closed,
        of_sector(Provision.CLOSING),
        of_party=False,
    ),
    PaperForm.ANNOUNCEMENT_ACCOUNT: FormRule(
        *IN_THE_FILE, ("record_publication",), _announced, art("民事诉讼法", "95.2")
    ),
    PaperForm.CREDIT_REPAIR_NOTICE: FormRule(*IN_THE_FILE, ("impose",), _penalised, None),
}


def about(case: Case, form: PaperForm) -> Iterator[tuple[int | None, bool]]:
    """Yield for whom a form is printed in this case, and whether there is something to be written on it by now.

    `None` stands for the case.
    """
    rule = FORMS[form]
    if not rule.of_party:
        yield None, any(rule.ready(case, party) for party in case.parties.all)
        return
    for party in case.parties.all:
        yield party.id, rule.ready(case, party)
