"""Decisions (决定书): with a penalty, without one, and where the facts are not established."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from documents import excerpts, norms
from documents.content import Content, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common, decided, ground, made_out, review_name, review_number
from documents.parts import (
    AnsweredPoint,
    Basis,
    Copies,
    Discretion,
    Evidence,
    Hearing,
    Interview,
    Lawsuit,
    NatureOfAct,
    PartyBlock,
    Payment,
    PenaltyLine,
    ReachableOrgan,
    Reconsideration,
    ToCorrect,
)
from documents.told import AskedHearing, ServedWay, asked_hearing, served_way
from domain.case.case import Case
from domain.case.decisions import Outcome, PreparedDecision
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.law.articles import art, numeral
from domain.law.penalties import NOT_ESTABLISHED
from domain.law.provisions import Provision
from domain.law.tables.ages import PUNISHED_FROM
from domain.law.terms import TermKey


class _Decision(Content):
    """What every decision states: the party, the course, facts and evidence, the defence, the remedies."""

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    source: str = optional("案件来源")
    discovered_on: date | None = required("发现日期", None)
    accepted_on: date | None = required("立案日期", None)
    investigation_ended_on: date | None = required("调查终结日期", None)
    findings: tuple[str, ...] = required("事实", ())
    evidence: tuple[Evidence, ...] = required("证据", ())
    basis: tuple[Basis, ...] = required("依据", ())
    notice_number: str = optional("告知书文号")
    notice_served_on: date | None = optional("告知书送达日期", None)
    notice_service: ServedWay | None = optional("告知书送达情况", None)
    interview: Interview | None = optional("听述情况", None)
    hearing_request: AskedHearing | None = optional("要求听证的情况", None)
    hearing_on: date | None = optional("听证日期", None)
    hearing: Hearing | None = optional("听证情况", None)
    answers: tuple[AnsweredPoint, ...] = optional("陈述申辩意见的采纳情况", ())
    statements_answered: str = optional("陈述申辩意见采纳情况说明")
    review_name: str = optional("审核名称", "法制审核")
    review_number: str = optional("法制审核意见书文号")
    discussed_on: date | None = optional("集体讨论日期", None)
    reconsideration: Reconsideration = required("行政复议", Reconsideration())
    lawsuit: Lawsuit = required("行政诉讼", Lawsuit())
    may_be_served_online: bool = False
    publish: bool = False
    publication_basis: tuple[str, ...] = optional("公示依据", ())
    made_out: Copies | None = optional("份数", None)
    copies: tuple[str, ...] = optional("同时送交", ())

    def conditional_gaps(self) -> Iterator[str]:
        if self.may_be_served_online and not self.reconsideration.channel:
            yield "行政复议互联网申请渠道"


class PenaltyDecision(_Decision):
    """行政处罚决定书: the six items of 行政处罚法 第59条, the defence answered, the remedies."""

    kind: ClassVar = DocumentKind.PENALTY_DECISION

    decision_basis: tuple[str, ...] = required("决定依据", ())
    basis: tuple[Basis, ...] = optional("依据", ())
    natures: tuple[NatureOfAct, ...] = optional("定性", ())
    roles_due: bool = False
    discretion: Discretion = required("裁量", Discretion())
    penalties: tuple[PenaltyLine, ...] = required("处罚种类", ())
    to_correct: ToCorrect | None = optional("责令改正", None)
    correction_due: bool = False
    payment: Payment | None = optional("缴款方式", None)
    performance: str = optional("罚没款以外的处罚的履行方式和期限")

    def conditional_gaps(self) -> Iterator[str]:
        yield from super().conditional_gaps()
        if not self.notice_number:
            yield "告知书文号"
        if self.notice_served_on is None:
            yield "告知书送达日期"
        if not self.answers and not self.statements_answered:
            yield "陈述申辩意见采纳情况说明"
        if self.payment is None and any(p.amount is not None and not p.valued for p in self.penalties):
            yield "缴款方式"
        yield from norms.wanting(self)


class NoPenaltyDecision(_Decision):
    """不予行政处罚决定书: no penalty, on which ground (行政处罚法 第30、31、33、36、57条)."""

    kind: ClassVar = DocumentKind.NO_PENALTY_DECISION

    ground: str = required("不予处罚的依据")
    ground_code: str = optional("不予处罚情形代码")
    """The ground as data: each has its own wording in the template."""
    punished_from: str = optional("应受处罚的年龄")
    reasons: str = required("不予处罚的理由")
    ground_evidence: tuple[Evidence, ...] = optional("证明不予处罚情形的证据", ())
    decision_basis: tuple[str, ...] = optional("决定依据", ())
    education_basis: tuple[str, ...] = optional("教育的依据", ())
    education: str = optional("教育的内容")


class NotEstablishedDecision(_Decision):
    """不予行政处罚决定书（违法事实不能成立）: what was suspected, and why it is not proved (行政处罚法 第57条第1款第3项)."""

    kind: ClassVar = DocumentKind.NOT_ESTABLISHED_DECISION

    decision_basis: tuple[str, ...] = required("决定依据", ())
    unproven_because: str = required("违法事实不能成立的理由")


def _penalty_decision(case: Case, document: Document) -> PenaltyDecision:
    party, prepared = decided(case, document)
    return PenaltyDecision(
        **common(case),
        **_said_by_all(case, party, prepared, document)
        | norms.law_applied(case, prepared.findings, prepared.basis),
        **norms.ordered(case, party, prepared.to_correct),
        decision_basis=(cite(art(APL, "57.1(1)")),),
        discretion=excerpts.discretion(
            prepared.discretion, prepared.discretion_reasons, prepared.discretion_article
        ),
        penalties=excerpts.penalties(prepared.penalties),
        payment=excerpts.payment(case, prepared.penalties, document.ordered_on),
        performance=prepared.performance,
    )


def _no_penalty_decision(case: Case, document: Document) -> NoPenaltyDecision:
    party, prepared = decided(case, document)
    return NoPenaltyDecision(
        **common(case),
        **_said_by_all(case, party, prepared, document),
        ground=ground(prepared.ground),
        ground_code=prepared.ground,
        punished_from=f"{numeral(PUNISHED_FROM)}周岁",
        reasons=prepared.discretion_reasons,
        ground_evidence=excerpts.evidence_of_ground(case, prepared.ground_evidence),
        decision_basis=(cite(art(APL, "57.1(2)")), *excerpts.own(case, Provision.NO_PENALTY)),
        education_basis=(cite(art(APL, "33.3")), *excerpts.own(case, Provision.EDUCATION)),
        education=prepared.education,
    )


def _not_established_decision(case: Case, document: Document) -> NotEstablishedDecision:
    party, prepared = decided(case, document)
    return NotEstablishedDecision(
        **common(case),
        **_said_by_all(case, party, prepared, document),
        decision_basis=(cite(art(APL, NOT_ESTABLISHED)),),
        unproven_because=prepared.unproven_because,
    )


def _said_by_all(case: Case, party: Party, prepared: PreparedDecision, document: Document) -> dict[str, Any]:
    """Return what every decision says of party, course, facts, defence and remedies."""
    notices, on = party.issued_notices, document.ordered_on
    discussion = case.discussions.on_papers(case.papers_version)
    return {
        "party": excerpts.party_block(party),
        "source": case.papers.source,
        "discovered_on": case.papers.discovered_on,
        "accepted_on": case.papers.accepted_on,
        "investigation_ended_on": case.papers.investigation_ended_on,
        "findings": excerpts.findings(case, prepared.findings),
        "evidence": excerpts.evidence(case, prepared.findings),
        "basis": norms.basis(case, prepared.basis),
        "notice_number": excerpts.number_of(case, notices.notice) if notices else "",
        "notice_served_on": party.notices_served_on,
        "notice_service": served_way(party, notices.notice) if notices else None,
        "interview": excerpts.interview(notices),
        "hearing_request": asked_hearing(notices, unpunished=prepared.outcome is not Outcome.PENALTY),
        "hearing_on": excerpts.hearing_on(notices),
        "hearing": excerpts.hearing(case, notices),
        "answers": excerpts.answers(party, notices),
        "statements_answered": prepared.statements_answered,
        "review_name": review_name(case),
        "review_number": review_number(case),
        "discussed_on": discussion.on if discussion else None,
        "reconsideration": excerpts.reconsideration(case, on),
        "lawsuit": excerpts.lawsuit(case, on),
        "may_be_served_online": party.consent is not None,
        "publish": prepared.publish,
        "publication_basis": (cite(art(APL, "48.1")), *excerpts.own(case, Provision.PUBLICATION)),
        "made_out": made_out(case),
        "copies": case.third_parties.names,
    }


KINDS = (
    KindOfDocument(
        DocumentKind.PENALTY_DECISION,
        PenaltyDecision,
        _penalty_decision,
        terms=(TermKey.PAYMENT, TermKey.RECONSIDERATION, TermKey.LAWSUIT),
    ),
    KindOfDocument(
        DocumentKind.NO_PENALTY_DECISION,
        NoPenaltyDecision,
        _no_penalty_decision,
        terms=(TermKey.RECONSIDERATION, TermKey.LAWSUIT),
    ),
    KindOfDocument(
        DocumentKind.NOT_ESTABLISHED_DECISION,
        NotEstablishedDecision,
        _not_established_decision,
        terms=(TermKey.RECONSIDERATION, TermKey.LAWSUIT),
    ),
)
