"""Forms of those who decide (复核、审核、集体讨论、结案): what each says is written and signed by hand."""

from datetime import date
from typing import Any, ClassVar, Final

from documents import excerpts, norms
from documents.content import Part, optional, required
from documents.excerpts import APL, cite
from documents.forms.form import (
    FormContent,
    KindOfForm,
    PartyForm,
    notice_number,
    of_case,
    of_party,
    officers,
)
from documents.kinds.shared import review_number
from documents.parts import PenaltyLine
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.departing import Departure
from domain.case.parties import Party
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.procedure.chapters.closing import counted_from
from domain.procedure.paper_forms import PaperForm


class RecheckOpinion(PartyForm):
    """复核意见书: each point, what was found, adopted or not and why, the proposal before and after (行政处罚法 第45条)."""

    kind: ClassVar[Any] = PaperForm.RECHECK_OPINION
    each_page: ClassVar = ("复核人",)

    notice_number: str = optional("告知书文号")
    officers: tuple[str, ...] = required("承办人", ())
    points: tuple[str, ...] = required("当事人意见", ())
    before: tuple[PenaltyLine, ...] = required("告知的行政处罚", ())
    basis: str = required("依据")


def _recheck(case: Case, party: Party | None) -> RecheckOpinion:
    assert party is not None, "it is a form of a party"
    notices = party.issued_notices
    return RecheckOpinion(
        **of_party(case, party),
        notice_number=notice_number(case, party),
        officers=officers(case),
        points=tuple(excerpts.said_by(party)[point.id] for point in party.unanswered),
        before=excerpts.penalties(notices.notified.penalties if notices else ()),
        basis=cite(art(APL, "45")),
    )


class ProposedParty(Part):
    """A party, and what is intended against it."""

    name: str = required("当事人")
    findings: tuple[str, ...] = required("违法事实", ())
    penalties: tuple[PenaltyLine, ...] = optional("拟处罚内容", ())


def _proposed(case: Case) -> tuple[ProposedParty, ...]:
    return tuple(
        ProposedParty(
            name=party.name,
            findings=tuple(f.text for f in case.papers.findings_against(party.id)),
            penalties=excerpts.penalties(party.proposal.penalties),
        )
        for party in case.parties.all
        if party.pending
    )


class CaseReviewSheet(FormContent):
    """案件审核表: between the unit that investigated and the one that reviews, point by point (SAMR-F 36)."""

    kind: ClassVar[Any] = PaperForm.CASE_REVIEW_SHEET

    officers: tuple[str, ...] = required("承办人", ())
    accepted_on: date | None = required("立案日期", None)
    parties: tuple[ProposedParty, ...] = required("拟处理意见", ())
    citations: tuple[str, ...] = required("适用依据", ())
    checklist: tuple[str, ...] = required("审核内容", ())


def _review(case: Case, party: Party | None) -> CaseReviewSheet:
    return CaseReviewSheet(
        **of_case(case),
        officers=officers(case),
        accepted_on=case.papers.accepted_on,
        parties=_proposed(case),
        citations=tuple(b.citation for b in norms.basis(case, [b.id for b in case.papers.basis])),
        checklist=case.rulebook.switches.checklist,
    )


class BlankDiscussionRecord(FormContent):
    """案件集体讨论记录: who was there, what each said, what was concluded on each party (行政处罚法 第57条第2款)."""

    kind: ClassVar[Any] = PaperForm.BLANK_DISCUSSION_RECORD
    each_page: ClassVar = ("主持人", "记录人")

    officers: tuple[str, ...] = required("汇报人", ())
    parties: tuple[ProposedParty, ...] = required("拟处理意见", ())
    review_number: str = optional("法制审核意见书文号")
    basis: str = required("依据")


def _discussion(case: Case, party: Party | None) -> BlankDiscussionRecord:
    return BlankDiscussionRecord(
        **of_case(case),
        officers=officers(case),
        parties=_proposed(case),
        review_number=review_number(case),
        basis=cite(art(APL, "57.2")),
    )


WAYS: Final = (
    "处罚决定执行完毕",
    "终结执行",
    *(outcome.zh for outcome in Outcome if outcome is not Outcome.PENALTY),
    "决定被撤销",
    *(departure.zh for departure in Departure),
    "移送司法机关",
)
"""In which ways a case ends (结案情形): by a decision and what came of it, or without one."""


class ClosedParty(Part):
    """How a party's matter came to its end."""

    name: str = required("当事人")
    outcome: str = required("处理结果")
    decision_number: str = optional("决定书文号")
    decided_on: date | None = optional("决定日期", None)
    served_on: date | None = optional("送达日期", None)
    penalties: tuple[PenaltyLine, ...] = optional("处罚内容", ())
    paid_on: date | None = optional("缴清日期", None)
    published_on: date | None = optional("公示日期", None)


class ClosingApproval(FormContent):
    """结案审批表: how the case ended, execution, remedies, publication, filing, and the opinions of three levels (SAMR-P 77)."""

    kind: ClassVar[Any] = PaperForm.CLOSING_APPROVAL

    officers: tuple[str, ...] = required("承办人", ())
    accepted_on: date | None = required("立案日期", None)
    parties: tuple[ClosedParty, ...] = required("各当事人的处理结果", ())
    ways: tuple[str, ...] = required("结案情形", ())
    basis: str = optional("结案依据")
    counted_from: date | None = optional("结案期限起算日", None)


def _closed(case: Case, party: Party) -> ClosedParty:
    decision, service = party.decision, party.decision_service
    outcome = decision.outcome.zh if decision else party.left.ground if party.left else ""
    return ClosedParty(
        name=party.name,
        outcome=outcome,
        decision_number=excerpts.number_of(case, decision.document) if decision else "",
        decided_on=decision.on if decision else None,
        served_on=service.served_on if service else None,
        penalties=excerpts.penalties(party.in_force),
        paid_on=party.paid_in_full_on,
        published_on=party.published_on,
    )


def _closing(case: Case, party: Party | None) -> ClosingApproval:
    cited = case.rulebook.cited(of_sector(Provision.CLOSING))
    known = cited is not None and not cited.mark
    return ClosingApproval(
        **of_case(case),
        officers=officers(case),
        accepted_on=case.papers.accepted_on,
        parties=tuple(_closed(case, one) for one in case.parties.all),
        ways=WAYS,
        basis=cite(cited) if known and cited else "",
        # Where no article is known for it, the term itself is assumed.
        counted_from=counted_from(case) if known else None,
    )


class CreditRepairNotice(PartyForm):
    """信用修复告知书: that a party that did what was imposed may ask for its publication to end early; to whom and how [I].

    Seen in practice beside decisions; after which time it may ask stands in rules that were not read, and is left to be written.
    """

    kind: ClassVar[Any] = PaperForm.CREDIT_REPAIR_NOTICE

    decision_number: str = required("决定书文号")
    decided_on: date | None = required("决定日期", None)
    published_on: date | None = optional("公示日期", None)
    contact: str = optional("联系人")
    phone: str = optional("联系电话")


def _credit(case: Case, party: Party | None) -> CreditRepairNotice:
    assert party is not None, "it is a form of a party"
    assert party.decision is not None, "there is something to be repaired once a penalty is imposed"
    agency = case.identity.agency
    return CreditRepairNotice(
        **of_party(case, party),
        decision_number=excerpts.number_of(case, party.decision.document),
        decided_on=party.decision.on,
        published_on=party.published_on,
        contact=agency.contact,
        phone=agency.phone,
    )


KINDS = (
    KindOfForm(PaperForm.RECHECK_OPINION, RecheckOpinion, _recheck),
    KindOfForm(PaperForm.CASE_REVIEW_SHEET, CaseReviewSheet, _review),
    KindOfForm(PaperForm.BLANK_DISCUSSION_RECORD, BlankDiscussionRecord, _discussion),
    KindOfForm(PaperForm.CLOSING_APPROVAL, ClosingApproval, _closing),
    KindOfForm(PaperForm.CREDIT_REPAIR_NOTICE, CreditRepairNotice, _credit),
)
