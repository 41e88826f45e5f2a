"""Service (送达): its proof, and the announcement where nothing else reaches the party."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from documents import excerpts
from documents.content import Content, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import DECISIONS, common, ground, prepared_of
from documents.parts import (
    DocumentLine,
    Lawsuit,
    Organ,
    PartyRight,
    Payment,
    PenaltyLine,
    Period,
    ReachableOrgan,
    Reconsideration,
)
from documents.wording import clock, day, instant
from domain.case.case import Case
from domain.case.decisions import Outcome, PreparedDecision
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Notices, Party
from domain.case.service import CompletedService, Mode
from domain.law.articles import art
from domain.law.penalties import NOT_ESTABLISHED
from domain.law.provisions import Provision
from domain.law.switches import Layout
from domain.law.terms import TermKey

PAID_CODES = {kind.value for kind in excerpts.PAID}
NOTICES = {
    DocumentKind.INTERVIEW_LETTER,
    DocumentKind.PENALTY_NOTICE,
    DocumentKind.NEW_EVIDENCE_NOTICE,
}
TELLING_REMEDIES = {
    DocumentKind.WITHDRAWAL_DECISION,
    DocumentKind.TERMINATION_DECISION,
    DocumentKind.REVOCATION_DECISION,
    DocumentKind.VARIATION_DECISION,
}
SUMMONS = {DocumentKind.INTERVIEW_RESCHEDULING, DocumentKind.HEARING_NOTICE}


class ProofOfService(Content):
    """送达回证: what was recorded of a service, with room for the signatures (民事诉讼法 第87条)."""

    kind: ClassVar = DocumentKind.PROOF_OF_SERVICE

    organ: Organ = required("行政机关", Organ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    recipient: str = required("受送达人")
    address: str = required("送达地址")
    documents: tuple[DocumentLine, ...] = required("送达文书", ())
    modes: tuple[str, ...] = required("送达方式", ())
    """The modes to choose from, each with a box to tick."""
    mode: str = optional("本次送达方式")
    served_on: date | None = optional("送达日期", None)
    receiver: str = optional("收件人")
    relation: str = optional("收件人与受送达人的关系")
    refusal: str = optional("拒收理由")
    witness: str = optional("见证人")
    ground: str = optional("邮寄、委托、转交的事由")
    returned_because: str = optional("退回原因")
    by_hand: bool = False
    """Signatures, days and a refusal stand on the scan of the signed form alone, and are not typed into their cells."""
    servers: tuple[str, ...] = optional("送达人", ())
    """Who handed it over; left to be written by hand where the case does not say."""


class ServiceAnnouncement(Content):
    """送达公告: for the public to read, so no identifier and no access code (民事诉讼法 第95条)."""

    kind: ClassVar = DocumentKind.SERVICE_ANNOUNCEMENT

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    recipient: str = required("受送达人")
    you: str = required("称谓")
    case_number: str = required("案件编号")
    cause: str = required("案由")
    documents: tuple[DocumentLine, ...] = required("送达文书", ())
    reason: str = required("公告送达理由")
    basis: tuple[str, ...] = required("公告送达依据", ())
    period: Period | None = required("公告期限", None)
    findings: tuple[str, ...] = optional("违法事实", ())
    penalties: tuple[PenaltyLine, ...] = optional("处罚内容", ())
    decision_basis: tuple[str, ...] = optional("决定依据", ())
    payment: Payment | None = optional("缴款方式", None)
    decided: bool = False
    """Announces a decision, and so states the remedies; else notices, and so states the rights."""
    summons: bool = False
    """Announces another hour of the interview, or a hearing: no right begins anew by it."""
    by_itself: bool = False
    """Announces what is neither a decision nor comes before one: it says itself what it says, and has the remedies it tells."""
    statement: PartyRight | None = optional("陈述申辩权", None)
    hearing: PartyRight | None = optional("听证权", None)
    interview: str = optional("听述时间、地点")
    session: str = optional("听证时间、地点")
    reconsideration: Reconsideration | None = optional("行政复议", None)
    lawsuit: Lawsuit | None = optional("行政诉讼", None)

    def conditional_gaps(self) -> Iterator[str]:
        if not self.by_itself and not self.findings:
            yield "违法事实"
        if self.decided:
            if self.payment is None and any(p.code in PAID_CODES for p in self.penalties):
                yield "缴款方式"
            yield from (
                t for f, t in ((self.reconsideration, "行政复议"), (self.lawsuit, "行政诉讼")) if not f
            )
        elif self.summons:
            if not (self.interview or self.session):
                yield "听述或者听证的时间、地点"
        elif self.statement is None and not self.by_itself:
            yield "陈述申辩权"


def _proof_of_service(case: Case, document: Document) -> ProofOfService:
    party = case.party(document.party)
    service = next(s for s in party.services if s.proof_document == document.id)
    by_hand = case.rulebook.switches.proof_signed_by_hand
    return ProofOfService(
        **common(case) | {"organ": Organ(name=case.identity.agency.name)},
        recipient=party.name,
        address=_served_at(party, service),
        documents=tuple(excerpts.lines(case, service.documents)),
        modes=tuple(mode.zh for mode in Mode),
        mode=service.mode.zh,
        **_as_signed(service) if not by_hand else {"by_hand": True},
        ground=service.ground.zh if service.ground else "",
        returned_because=service.returned_because,
        servers=(service.by_whom,) if service.by_whom else (),
    )


def _as_signed(service: CompletedService) -> dict[str, Any]:
    """What people wrote on the proof, typed: for the rules under which a case typed it."""
    return {
        "served_on": service.served_on,
        "receiver": service.receiver,
        "relation": service.received_as,
        "refusal": service.refusal,
        "witness": service.witness,
    }


def _served_at(party: Party, service: CompletedService) -> str:
    """The account or address for which the party has signed goes before the one on record."""
    if party.consent and service.mode is Mode.ELECTRONIC:
        return party.consent.address
    confirmed = party.confirmed_address
    return confirmed.address if confirmed and confirmed.on <= service.handed_over_on else party.address


def _announcement(case: Case, document: Document) -> ServiceAnnouncement:
    party = case.party(document.party)
    announced = next(a for a in party.announcements if a.notice == document.id)
    term = excerpts.term_of(case, TermKey.PUBLIC_NOTICE_SERVICE, document.ordered_on)
    named = [case.documents.get(n) for n in announced.documents]
    kinds = {d.kind for d in named if d}
    about = _announced_notices
    if kinds & set(DECISIONS):
        about = _announced_decision
    elif kinds and kinds <= SUMMONS:
        about = _announced_summons
    elif kinds and kinds.isdisjoint(NOTICES):
        about = _announced_by_itself
    return ServiceAnnouncement(
        **common(case),
        recipient=party.name,
        you=excerpts.party_block(party).you,
        documents=tuple(excerpts.lines(case, announced.documents)),
        reason=announced.reason,
        basis=(*excerpts.sources(term), *excerpts.own(case, Provision.ANNOUNCING)),
        period=excerpts.period(term),
        **about(case, party, document),
    )


def _announced_decision(case: Case, party: Party, document: Document) -> dict[str, Any]:
    prepared = prepared_of(party)
    return {
        "decided": True,
        "decision_basis": _rested_on(case, prepared),
        "payment": excerpts.payment(case, prepared.penalties, document.ordered_on),
        "findings": excerpts.findings(case, prepared.findings),
        "penalties": excerpts.penalties(prepared.penalties),
        "reconsideration": excerpts.reconsideration(case, document.ordered_on),
        "lawsuit": excerpts.lawsuit(case, document.ordered_on),
    }


def _rested_on(case: Case, prepared: PreparedDecision) -> tuple[str, ...]:
    """The provisions broken and applied, and the one by which it was decided so (行政处罚法 第57条)."""
    applied = (cite(art(b.statute, b.article)) for b in case.papers.basis if b.id in prepared.basis)
    decided = {
        Outcome.PENALTY: cite(art(APL, "57.1(1)")),
        Outcome.NO_PENALTY: ground(prepared.ground),
        Outcome.NOT_ESTABLISHED: cite(art(APL, NOT_ESTABLISHED)),
    }
    return (*applied, decided[prepared.outcome])


def _announced_by_itself(case: Case, party: Party, document: Document) -> dict[str, Any]:
    """A suspension, a demand, a revocation: the remedies are told where one of the documents tells them."""
    announced = next(a for a in party.announcements if a.notice == document.id)
    kinds = {d.kind for n in announced.documents if (d := case.documents.get(n))}
    if kinds.isdisjoint(TELLING_REMEDIES):
        return {"by_itself": True}
    return {
        "by_itself": True,
        "reconsideration": excerpts.reconsideration(case, document.ordered_on),
        "lawsuit": excerpts.lawsuit(case, document.ordered_on),
    }


def _announced_notices(case: Case, party: Party, document: Document) -> dict[str, Any]:
    notices = party.issued_notices
    return {
        "findings": excerpts.findings(case, notices.findings if notices else ()),
        "penalties": excerpts.penalties(notices.notified.penalties if notices else ()),
        "statement": excerpts.statement_right(case, document.ordered_on),
        "hearing": excerpts.hearing_right(case, party, document.ordered_on),
        "interview": _interview(notices),
    }


def _announced_summons(case: Case, party: Party, document: Document) -> dict[str, Any]:
    """A session to which the party is called; its rights began with the notices, and are not told anew."""
    notices = party.issued_notices
    announced = next(a for a in party.announcements if a.notice == document.id)
    moved = {m.document for m in notices.reschedulings} if notices else set()
    plan = notices.hearing_plan if notices else None
    session = f"{day(plan.on)}{clock(plan.time)}，{plan.place}" if plan else ""
    return {
        "summons": True,
        "findings": excerpts.findings(case, notices.findings if notices else ()),
        "interview": _interview(notices) if moved & set(announced.documents) else "",
        "session": session if plan and plan.document in announced.documents else "",
    }


def _interview(notices: Notices | None) -> str:
    """When and where the party is heard, by the plan in force."""
    if notices is None:
        return ""
    plan = notices.summons
    after = f"送达之日后第{plan.working_days_after_service}个工作日{clock(plan.time)}"
    return f"{instant(plan.at) if plan.at else after}，{plan.place}"


KINDS = (
    KindOfDocument(DocumentKind.PROOF_OF_SERVICE, ProofOfService, _proof_of_service, Layout.FORM),
    KindOfDocument(
        DocumentKind.SERVICE_ANNOUNCEMENT,
        ServiceAnnouncement,
        _announcement,
        terms=(
            TermKey.PUBLIC_NOTICE_SERVICE,
            TermKey.STATEMENT,
            TermKey.HEARING_REQUEST,
            TermKey.RECONSIDERATION,
            TermKey.LAWSUIT,
            TermKey.PAYMENT,
        ),
        tells_hearing_right=True,
    ),
)
