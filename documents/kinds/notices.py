"""Letter and notice (约谈函、告知书): what a party is told before the decision."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from documents import excerpts, norms
from documents.content import Content, Part, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import AGENTS, common, notified
from documents.parts import (
    Basis,
    Discretion,
    Evidence,
    NatureOfAct,
    PartyBlock,
    PartyRight,
    PenaltyLine,
    Period,
    ReachableOrgan,
    ToCorrect,
)
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.sessions import InterviewPlan
from domain.law.articles import art
from domain.law.switches import Layout
from domain.law.terms import TermKey, Unit

IN_PERSON = "当面听述"
WRITTEN = "陈述申辩的书面材料和证据"


class InterviewLetter(Content):
    """审前听述约谈函: an invitation to be heard. It orders nothing and replaces no right."""

    kind: ClassVar = DocumentKind.INTERVIEW_LETTER

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    findings: tuple[str, ...] = required("违法事实", ())
    basis: tuple[Basis, ...] = required("法律依据", ())
    penalties: tuple[PenaltyLine, ...] = required("拟处罚内容", ())
    interview_at: datetime | None = optional("听述时间", None)
    interview_after: Period | None = optional("送达后听述期限", None)
    """Where the day follows from service: so many working days after it."""
    interview_time: str = optional("听述时刻")
    place: str = required("听述地点")
    means: str = required("听述方式")
    presider: str = required("听述主持人")
    recorder: str = required("听述记录人")
    bring: tuple[str, ...] = required("携带材料", ())
    agents: str = required("代理人人数")

    def conditional_gaps(self) -> Iterator[str]:
        if self.interview_at is None and not (self.interview_after and self.interview_time):
            yield "听述时间"


class PenaltyNotice(Content):
    """行政处罚告知书: content, facts, reasons, basis and rights, before the decision (行政处罚法 第44条)."""

    kind: ClassVar = DocumentKind.PENALTY_NOTICE

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    notice_basis: tuple[str, ...] = required("告知依据", ())
    findings: tuple[str, ...] = required("违法事实", ())
    evidence: tuple[Evidence, ...] = required("证据", ())
    basis: tuple[Basis, ...] = optional("处罚依据", ())
    natures: tuple[NatureOfAct, ...] = optional("定性", ())
    roles_due: bool = False
    discretion: Discretion = required("处罚理由", Discretion())
    penalties: tuple[PenaltyLine, ...] = required("拟处罚内容", ())
    to_correct: ToCorrect | None = optional("责令改正", None)
    correction_due: bool = False
    statement: PartyRight = required("陈述申辩权", PartyRight())
    silence_basis: tuple[str, ...] = optional("逾期视为放弃的依据", ())
    hearing_right: bool = False
    hearing: PartyRight | None = optional("听证权", None)

    def conditional_gaps(self) -> Iterator[str]:
        if self.hearing_right and self.hearing is None:
            yield "听证权"
        yield from norms.wanting(self)


class InterviewHour(Part):
    """When a party is heard: at a fixed instant, or so many working days after service."""

    at: datetime | None = optional("听述时间", None)
    after: Period | None = optional("送达后听述期限", None)
    time: str = optional("听述时刻")

    def conditional_gaps(self) -> Iterator[str]:
        if self.at is None and not (self.after and self.time):
            yield "听述时间"


class InterviewRescheduling(Content):
    """听述改期通知书: another time of the interview, and why; it changes no right and no term."""

    kind: ClassVar = DocumentKind.INTERVIEW_RESCHEDULING

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    letter_number: str = required("约谈函文号")
    former: InterviewHour = required("原定听述时间", InterviewHour())
    asked_on: date | None = optional("当事人申请日期", None)
    reason: str = required("改期理由")
    hour: InterviewHour = required("改期后的听述时间", InterviewHour())
    place: str = required("听述地点")
    means: str = required("听述方式")
    presider: str = required("听述主持人")
    recorder: str = required("听述记录人")
    bring: tuple[str, ...] = required("携带材料", ())
    agents: str = required("代理人人数")


def _letter(case: Case, document: Document) -> InterviewLetter:
    party, notices = notified(case, document)
    plan = notices.interview
    days = plan.working_days_after_service
    return InterviewLetter(
        **common(case),
        party=excerpts.party_block(party),
        accepted_on=case.papers.accepted_on,
        findings=excerpts.findings(case, notices.findings),
        basis=norms.basis(case, notices.basis),
        penalties=excerpts.penalties(notices.notified.penalties),
        interview_at=plan.at,
        interview_after=None if days is None else Period(length=days, unit=Unit.WORKING_DAY),
        interview_time=plan.time,
        place=plan.place,
        means=IN_PERSON,
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
        bring=("本函", "身份证件", WRITTEN),
        agents=AGENTS,
    )


def _notice(case: Case, document: Document) -> PenaltyNotice:
    party, notices = notified(case, document)
    return PenaltyNotice(
        **common(case),
        party=excerpts.party_block(party),
        accepted_on=case.papers.accepted_on,
        notice_basis=(cite(art(APL, "44")),),
        findings=excerpts.findings(case, notices.findings),
        evidence=excerpts.evidence(case, notices.findings),
        **norms.law_applied(case, notices.findings, notices.basis),
        **norms.ordered(case, party, notices.notified.to_correct),
        discretion=excerpts.proposed(notices.notified),
        penalties=excerpts.penalties(notices.notified.penalties),
        statement=excerpts.statement_right(case, document.ordered_on),
        silence_basis=excerpts.silence_basis(case, document.ordered_on),
        hearing_right=case.has_hearing_right(party.id),
        hearing=excerpts.hearing_right(case, party, document.ordered_on),
    )


def _hour(plan: InterviewPlan) -> InterviewHour:
    days = plan.working_days_after_service
    after = None if days is None else Period(length=days, unit=Unit.WORKING_DAY)
    return InterviewHour(at=plan.at, after=after, time=plan.time)


def _rescheduling(case: Case, document: Document) -> InterviewRescheduling:
    party = case.party(document.party)
    notices, place = next(
        (n, i) for n in party.notices for i, m in enumerate(n.reschedulings) if m.document == document.id
    )
    moved, earlier = notices.reschedulings[place], notices.reschedulings[:place]
    plan = moved.plan
    return InterviewRescheduling(
        **common(case),
        party=excerpts.party_block(party),
        letter_number=excerpts.number_of(case, notices.letter),
        former=_hour(earlier[-1].plan if earlier else notices.interview),
        asked_on=moved.asked_on,
        reason=moved.reason,
        hour=_hour(plan),
        place=plan.place,
        means=IN_PERSON,
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
        bring=("本通知书", "身份证件", WRITTEN),
        agents=AGENTS,
    )


KINDS = (
    KindOfDocument(DocumentKind.INTERVIEW_LETTER, InterviewLetter, _letter, Layout.LETTER),
    KindOfDocument(
        DocumentKind.PENALTY_NOTICE,
        PenaltyNotice,
        _notice,
        terms=(TermKey.STATEMENT, TermKey.HEARING_REQUEST),
        tells_hearing_right=True,
    ),
    KindOfDocument(DocumentKind.INTERVIEW_RESCHEDULING, InterviewRescheduling, _rescheduling, Layout.LETTER),
)
