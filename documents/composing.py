"""Case → content: what the case knows goes into the fields; what it does not know stays empty, and is a gap."""

from collections.abc import Callable, Iterator
from typing import Any

from documents import excerpts
from documents.content import Content
from documents.decisions import NoPenaltyDecision, PenaltyDecision
from documents.excerpts import APL, cite
from documents.notices import HearingNotice, InterviewLetter, PenaltyNotice
from documents.parts import DocumentLine, Organ, Period
from documents.reports import DecidedParty, DecisionFilingReport, HeardParty, InterviewReport
from documents.review import ProposedPenalties, ReviewedPoint, ReviewOpinion
from documents.service import ProofOfService, ServiceAnnouncement
from documents.wording import clock, instant
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Notices, Party, PreparedDecision
from domain.case.review import Opinion, Purpose
from domain.case.service import Mode
from domain.law.articles import art
from domain.law.terms import TermKey, Unit

AGENTS = "一至二名"
"""“当事人可以亲自参加听证，也可以委托一至二人代理” (行政处罚法第六十四条第五项)."""

DECISIONS = (DocumentKind.PENALTY_DECISION, DocumentKind.NO_PENALTY_DECISION)


def compose(case: Case, document: Document) -> Content:
    """Return the content of a document of this case."""
    return _COMPOSERS[document.kind](case, document)


def _common(case: Case) -> dict[str, Any]:
    return {"organ": excerpts.organ(case), "case_number": case.identity.number, "cause": case.papers.cause}


def _letter(case: Case, document: Document) -> InterviewLetter:
    party, notices = _notified(case, document)
    plan = notices.interview
    days = plan.working_days_after_service
    return InterviewLetter(
        **_common(case),
        party=excerpts.party_block(party),
        accepted_on=case.papers.accepted_on,
        findings=excerpts.findings(case, notices.findings),
        basis=excerpts.basis(case, notices.basis),
        penalties=excerpts.penalties(notices.notified.penalties),
        interview_at=plan.at,
        interview_after=None if days is None else Period(length=days, unit=Unit.WORKING_DAY),
        interview_time=plan.time,
        place=plan.place,
        means="当面听述",
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
        bring=("本函", "身份证件", "陈述申辩的书面材料和证据"),
        agents=AGENTS,
    )


def _notice(case: Case, document: Document) -> PenaltyNotice:
    party, notices = _notified(case, document)
    return PenaltyNotice(
        **_common(case),
        party=excerpts.party_block(party),
        accepted_on=case.papers.accepted_on,
        notice_basis=(cite(art(APL, "44")),),
        findings=excerpts.findings(case, notices.findings),
        evidence=excerpts.evidence(case, notices.findings),
        basis=excerpts.basis(case, notices.basis),
        discretion=excerpts.proposed(notices.notified),
        penalties=excerpts.penalties(notices.notified.penalties),
        statement=excerpts.statement_right(case, document.ordered_on),
        silence_basis=excerpts.silence_basis(case, document.ordered_on),
        hearing_right=case.has_hearing_right(party.id),
        hearing=excerpts.hearing_right(case, party, document.ordered_on),
    )


def _notified(case: Case, document: Document) -> tuple[Party, Notices]:
    party = case.party(document.party)
    return party, next(n for n in party.notices if document.id in n.documents)


def _proof_of_service(case: Case, document: Document) -> ProofOfService:
    party = case.party(document.party)
    service = next(s for s in party.services if s.proof_document == document.id)
    return ProofOfService(
        **_common(case) | {"organ": Organ(name=case.identity.agency.name)},
        recipient=party.name,
        address=party.consent.address if party.consent and service.mode is Mode.ELECTRONIC else party.address,
        documents=tuple(excerpts.lines(case, service.documents)),
        modes=tuple(mode.zh for mode in Mode),
        mode=service.mode.zh,
        served_on=service.served_on,
        receiver=service.receiver,
        relation=service.relation,
        refusal=service.refusal,
        witness=service.witness,
        servers=(service.by_whom,) if service.by_whom else (),
    )


def _announcement(case: Case, document: Document) -> ServiceAnnouncement:
    party = case.party(document.party)
    announced = next(a for a in party.announcements if a.notice == document.id)
    term = excerpts.term_of(case, TermKey.PUBLIC_NOTICE_SERVICE, document.ordered_on)
    named = [case.documents.get(n) for n in announced.documents]
    decided = any(d is not None and d.kind in DECISIONS for d in named)
    return ServiceAnnouncement(
        **_common(case),
        recipient=party.name,
        you=excerpts.party_block(party).you,
        documents=tuple(excerpts.lines(case, announced.documents)),
        reason=announced.reason,
        basis=excerpts.sources(term),
        period=excerpts.period(term),
        decided=decided,
        **(_announced_decision if decided else _announced_notices)(case, party, document),
    )


def _announced_decision(case: Case, party: Party, document: Document) -> dict[str, Any]:
    prepared = _prepared(party)
    return {
        "findings": excerpts.findings(case, prepared.findings),
        "penalties": excerpts.penalties(prepared.penalties),
        "reconsideration": excerpts.reconsideration(case, document.ordered_on),
        "lawsuit": excerpts.lawsuit(case, document.ordered_on),
    }


def _announced_notices(case: Case, party: Party, document: Document) -> dict[str, Any]:
    notices = party.issued_notices
    plan = notices.interview if notices else None
    time = ""
    if plan:
        after = f"送达之日后第{plan.working_days_after_service}个工作日{clock(plan.time)}"
        time = f"{instant(plan.at) if plan.at else after}，{plan.place}"
    return {
        "findings": excerpts.findings(case, notices.findings if notices else ()),
        "penalties": excerpts.penalties(notices.notified.penalties if notices else ()),
        "statement": excerpts.statement_right(case, document.ordered_on),
        "hearing": excerpts.hearing_right(case, party, document.ordered_on),
        "interview": time,
    }


def _hearing_notice(case: Case, document: Document) -> HearingNotice:
    party = case.party(document.party)
    notices = next(n for n in party.notices if n.hearing_plan and n.hearing_plan.document == document.id)
    plan, request = notices.hearing_plan, notices.hearing_request
    assert plan is not None, "chosen by its plan"
    return HearingNotice(
        **_common(case),
        party=excerpts.party_block(party),
        notice_number=excerpts.number_of(case, notices.notice),
        requested_on=request.on if request else None,
        hearing_basis=(cite(art(APL, "63,64")),),
        hearing_on=plan.on,
        hearing_time=plan.time,
        place=plan.place,
        public=plan.open,
        closed_reason=plan.closed_reason,
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
        agents=AGENTS,
        bring=("本通知书", "身份证件", "证据材料"),
    )


def _review_opinion(case: Case, document: Document) -> ReviewOpinion:
    reviewed, opinion = next(
        (r, r.opinion) for r in case.review.rounds if r.opinion and r.opinion.document == document.id
    )
    return ReviewOpinion(
        **_common(case) | {"organ": Organ(name=case.identity.agency.name)},
        officers=tuple(p.name or p.id for p in case.people.officers),
        purpose=reviewed.purpose.zh,
        round=reviewed.number,
        submitted_on=reviewed.submitted_on,
        papers_version=reviewed.papers[:16],
        review_basis=(cite(art(APL, "58")),),
        findings=tuple(f.text for f in case.papers.findings),
        basis=excerpts.basis(case, (b.id for b in case.papers.basis)),
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


def _agreed(case: Case) -> Opinion | None:
    """Return the agreeing opinion on the present papers, the later review first."""
    for purpose in (Purpose.AFTER_STATEMENTS, Purpose.BEFORE_NOTICE):
        if agreed := case.review.agreed(purpose, case.papers_version):
            return agreed.opinion
    return None


def _review_number(case: Case) -> str:
    opinion = _agreed(case)
    return excerpts.number_of(case, opinion.document) if opinion else ""


def _interview_report(case: Case, document: Document) -> InterviewReport:
    filed = next((f for f in case.filing.filings if f.document == document.id), None)
    opinion = _agreed(case)
    heard = [p for p in case.undecided if p.issued_notices]
    return InterviewReport(
        **_common(case),
        addressee=case.identity.agency.supervising_office_name,
        accepted_on=case.papers.accepted_on,
        basis=excerpts.basis(case, (b.id for b in case.papers.basis)),
        parties=tuple(_heard(case, p) for p in heard),
        review_number=_review_number(case),
        review_verdict=opinion.verdict.zh if opinion else "",
        summary=filed.summary if filed else "",
        attachments=tuple(_attachments(case, heard)),
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
        interview=excerpts.interview(notices),
        interview_waived_on=excerpts.interview_waived_on(notices),
        hearing_on=excerpts.hearing_on(notices),
        answers=excerpts.answers(party, notices),
        proposed=excerpts.penalties(party.proposal.penalties),
    )


def _attachments(case: Case, parties: list[Party]) -> Iterator[DocumentLine]:
    """Name what goes with a report: each party's notices and signed records, its decision, the review's opinion."""
    for party in parties:
        if notices := party.issued_notices:
            yield from excerpts.lines(case, notices.documents)
            signed = (
                ("审前听述笔录", notices.outcome and notices.outcome.record),
                ("听证笔录", notices.hearing and notices.hearing.record),
                ("复核意见书", notices.rechecks and notices.rechecks[-1].form),
            )
            yield from (DocumentLine(title=f"{title}（{party.name}）") for title, file in signed if file)
        if party.decision:
            yield from excerpts.lines(case, (party.decision.document,))
    if opinion := _agreed(case):
        yield from excerpts.lines(case, (opinion.document,))


def _penalty_decision(case: Case, document: Document) -> PenaltyDecision:
    party, prepared = _decided(case, document)
    return PenaltyDecision(
        **_common(case),
        **_course(case, party, prepared, document),
        decision_basis=(cite(art(APL, "57.1(1)")),),
        discretion=excerpts.discretion(
            prepared.discretion, prepared.discretion_reasons, prepared.discretion_article
        ),
        penalties=excerpts.penalties(prepared.penalties),
        payment=excerpts.payment(case, prepared.penalties, document.ordered_on),
    )


def _no_penalty_decision(case: Case, document: Document) -> NoPenaltyDecision:
    party, prepared = _decided(case, document)
    return NoPenaltyDecision(
        **_common(case),
        **_course(case, party, prepared, document),
        ground=_ground(prepared.ground),
        reasons=prepared.discretion_reasons,
    )


def _ground(ground: str) -> str:
    """Cite the ground of a decision without penalty; of 33 the move names the paragraph (款) in brackets."""
    place = {"33(1)": "33.1", "33(2)": "33.2"}.get(ground, ground)
    return cite(art(APL, place)) if ground else ""


def _decided(case: Case, document: Document) -> tuple[Party, PreparedDecision]:
    party = case.party(document.party)
    return party, _prepared(party)


def _prepared(party: Party) -> PreparedDecision:
    assert party.prepared_decision is not None, "a decision's document is ordered with its preparation"
    return party.prepared_decision


def _course(case: Case, party: Party, prepared: PreparedDecision, document: Document) -> dict[str, Any]:
    """Return what both decisions say of party, course, facts, defence and remedies."""
    notices, on = party.issued_notices, document.ordered_on
    discussion = case.discussions.on_papers(case.papers_version)
    return {
        "party": excerpts.party_block(party),
        "discovered_on": case.papers.discovered_on,
        "accepted_on": case.papers.accepted_on,
        "investigation_ended_on": case.papers.investigation_ended_on,
        "findings": excerpts.findings(case, prepared.findings),
        "evidence": excerpts.evidence(case, prepared.findings),
        "basis": excerpts.basis(case, prepared.basis),
        "notice_number": excerpts.number_of(case, notices.notice) if notices else "",
        "notice_served_on": party.notices_served_on,
        "interview": excerpts.interview(notices),
        "hearing_on": excerpts.hearing_on(notices),
        "answers": excerpts.answers(party, notices),
        "statements_answered": prepared.statements_answered,
        "review_number": _review_number(case),
        "discussed_on": discussion.on if discussion else None,
        "reconsideration": excerpts.reconsideration(case, on),
        "lawsuit": excerpts.lawsuit(case, on),
        "may_be_served_online": party.consent is not None,
        "publish": prepared.publish,
    }


def _decision_filing_report(case: Case, document: Document) -> DecisionFilingReport:
    discussion = case.discussions.on_papers(case.papers_version)
    decided = [p for p in case.parties.all if p.decision]
    term = excerpts.term_of(case, TermKey.DECISION_FILING, document.ordered_on)
    return DecisionFilingReport(
        **_common(case),
        addressee=case.identity.agency.supervising_office_name,
        filing_basis=excerpts.sources(term),
        accepted_on=case.papers.accepted_on,
        basis=excerpts.basis(case, (b.id for b in case.papers.basis)),
        parties=tuple(_decided_party(case, p) for p in decided),
        review_number=_review_number(case),
        discussed_on=discussion.on if discussion else None,
        attachments=tuple(_attachments(case, decided)),
    )


def _decided_party(case: Case, party: Party) -> DecidedParty:
    prepared, decision, service = _prepared(party), party.decision, party.decision_service
    assert decision is not None, "only decided parties are filed"
    return DecidedParty(
        party=excerpts.party_block(party),
        findings=excerpts.findings(case, prepared.findings),
        decision_number=excerpts.number_of(case, decision.document),
        decided_on=decision.on,
        outcome=decision.outcome.zh,
        penalties=excerpts.penalties(decision.penalties),
        ground=_ground(decision.ground),
        interview=excerpts.interview(party.issued_notices),
        hearing_on=excerpts.hearing_on(party.issued_notices),
        served_on=service.served_on if service else None,
        service_mode=service.mode.zh if service else "",
    )


_COMPOSERS: dict[DocumentKind, Callable[[Case, Document], Content]] = {
    DocumentKind.INTERVIEW_LETTER: _letter,
    DocumentKind.PENALTY_NOTICE: _notice,
    DocumentKind.PROOF_OF_SERVICE: _proof_of_service,
    DocumentKind.SERVICE_ANNOUNCEMENT: _announcement,
    DocumentKind.HEARING_NOTICE: _hearing_notice,
    DocumentKind.REVIEW_OPINION: _review_opinion,
    DocumentKind.INTERVIEW_REPORT: _interview_report,
    DocumentKind.PENALTY_DECISION: _penalty_decision,
    DocumentKind.NO_PENALTY_DECISION: _no_penalty_decision,
    DocumentKind.DECISION_FILING_REPORT: _decision_filing_report,
}
