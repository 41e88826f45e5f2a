"""What a party hears on its request: the notice of the hearing (听证通知书), or that there is none (听证不予受理通知书)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents import excerpts
from documents.content import Content, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import AGENTS, common, made_out
from documents.parts import Copies, PartyBlock, ReachableOrgan
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.articles import art


class HearingNotice(Content):
    """听证通知书: time and place, presider, recusal, agents, no-show (行政处罚法 第64条)."""

    kind: ClassVar = DocumentKind.HEARING_NOTICE

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    notice_number: str = required("告知书文号")
    requested_on: date | None = required("申请听证日期", None)
    hearing_basis: tuple[str, ...] = required("听证依据", ())
    hearing_on: date | None = required("听证日期", None)
    hearing_time: str = required("听证时刻")
    place: str = required("听证地点")
    public: bool = True
    closed_reason: str = optional("不公开理由")
    presider: str = required("听证主持人")
    recorder: str = required("听证记录员")
    hearers: tuple[str, ...] = optional("听证员", ())
    """Only where the procedure appoints any."""
    organiser: str = optional("组织听证的机构")
    """Never who investigates: the unit of the agency that organises the hearing (行政处罚法 第64条)."""
    interpreter: str = optional("翻译人员")
    agents: str = required("代理人人数")
    bring: tuple[str, ...] = required("携带材料", ())
    investigators: tuple[str, ...] = optional("通知的调查人员", ())
    """At the hearing they put forward facts, evidence and proposal (行政处罚法 第64条第7项)."""
    copies: tuple[str, ...] = optional("同时送交", ())
    made_out: Copies | None = optional("份数", None)

    def conditional_gaps(self) -> Iterator[str]:
        if not self.public and not self.closed_reason:
            yield "不公开理由"


def _hearing_notice(case: Case, document: Document) -> HearingNotice:
    party = case.party(document.party)
    notices, plan = next(
        (n, p)
        for n in party.notices
        for p in (n.hearing_plan, *n.cancelled_hearings)
        if p and p.document == document.id
    )
    request = next((r for r in reversed(notices.hearing_requests) if r.binding), None)
    return HearingNotice(
        **common(case) | {"organ": excerpts.organ_of_hearing(case, plan)},
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
        hearers=plan.hearer_names,
        interpreter=plan.interpreter,
        agents=AGENTS,
        bring=("本通知书", "身份证件", "证据材料"),
        organiser=excerpts.maker(case, DocumentKind.HEARING_NOTICE),
        investigators=tuple(p.name or p.id for p in case.people.officers),
        copies=case.third_parties.names,
        made_out=made_out(case),
    )


class HearingDeclined(Content):
    """听证不予受理通知书: which request, why there is no hearing, and that statements are heard all the same."""

    kind: ClassVar = DocumentKind.HEARING_DECLINED

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    notice_number: str = required("告知书文号")
    requested_on: date | None = required("申请听证日期", None)
    ground: str = required("不予受理的情形")
    basis: tuple[str, ...] = required("不予受理的依据", ())
    reason: str = required("不予受理的理由")
    statement_basis: tuple[str, ...] = required("陈述申辩的依据", ())


def _hearing_declined(case: Case, document: Document) -> HearingDeclined:
    party = case.party(document.party)
    notices, request = next(
        (n, r)
        for n in party.notices
        for r in n.hearing_requests
        if r.answer and r.answer.document == document.id
    )
    return HearingDeclined(
        **common(case),
        party=excerpts.party_block(party),
        notice_number=excerpts.number_of(case, notices.notice),
        requested_on=request.on,
        ground=request.reason,
        basis=(cite(request.article),) if request.article else (),
        reason=request.answer.reason if request.answer else "",
        statement_basis=(cite(art(APL, "45")),),
    )


KINDS = (
    KindOfDocument(DocumentKind.HEARING_NOTICE, HearingNotice, _hearing_notice),
    KindOfDocument(DocumentKind.HEARING_DECLINED, HearingDeclined, _hearing_declined),
)
