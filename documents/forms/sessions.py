"""Forms of the interview and of the formal hearing (听述、听证): records, announcement, report."""

from datetime import date, datetime
from typing import Any, ClassVar

from documents import excerpts
from documents.content import optional, required
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
from documents.parts import PenaltyLine, ReachableOrgan
from documents.wording import clock, day, instant
from domain.case.case import Case
from domain.case.documents import KindRule
from domain.case.parties import Notices, Party
from domain.case.sessions import HearingEndGround, HearingPlan
from domain.law.articles import art
from domain.procedure.paper_forms import PaperForm


class InterviewRecord(PartyForm):
    """听述笔录: begun and ended when, who was there, what each said to each point, checked and signed [I].

    The law has no record of this session; its fields follow those of the hearing (行政处罚法 第64条第7、8项).
    """

    kind: ClassVar[Any] = PaperForm.INTERVIEW_RECORD
    each_page: ClassVar = ("当事人（代理人）", "主持人", "记录人")

    notice_number: str = optional("告知书文号")
    planned: str = optional("通知的时间")
    place: str = required("听述地点")
    presider: str = required("主持人")
    recorder: str = required("记录人")
    officers: tuple[str, ...] = required("承办人", ())
    findings: tuple[str, ...] = required("拟认定的违法事实", ())
    penalties: tuple[PenaltyLine, ...] = required("拟作出的行政处罚", ())
    rights_basis: tuple[str, ...] = required("告知权利的依据", ())


def _issued(party: Party | None) -> tuple[Party, Notices]:
    assert party is not None, "it is a form of a party"
    notices = party.issued_notices
    assert notices is not None, "there is something to be written once notices are issued"
    return party, notices


def _intended(case: Case, notices: Notices) -> dict[str, Any]:
    return {
        "findings": excerpts.findings(case, notices.findings),
        "penalties": excerpts.penalties(notices.notified.penalties),
    }


def _planned(at: datetime | None, working_days: int | None, hour: str) -> str:
    return instant(at) if at else f"送达之日后第{working_days}个工作日{clock(hour)}"


def _interview(case: Case, party: Party | None) -> InterviewRecord:
    _, notices = _issued(party)
    plan = notices.summons
    return InterviewRecord(
        **of_party(case, party),
        **_intended(case, notices),
        notice_number=notice_number(case, party),
        planned=_planned(plan.at, plan.working_days_after_service, plan.time),
        place=plan.place,
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
        officers=officers(case),
        rights_basis=(cite(art(APL, "43")), cite(art(APL, "45"))),
    )


class _OfHearing(PartyForm):
    """What every paper of a hearing names."""

    notice_number: str = optional("听证通知书文号")
    hearing_on: date | None = required("听证日期", None)
    hearing_time: str = required("听证时刻")
    place: str = required("听证地点")
    presider: str = required("听证主持人")
    recorder: str = required("听证记录员")
    officers: tuple[str, ...] = required("调查人员", ())


def _plan(party: Party | None) -> HearingPlan:
    assert party is not None, "it is a form of a party"
    plan = party.last_notices.hearing_plan if party.last_notices else None
    assert plan is not None, "there is something to be written once a hearing is notified"
    return plan


def _of_hearing(case: Case, party: Party | None) -> dict[str, Any]:
    plan = _plan(party)
    return {
        **of_party(case, party),
        "notice_number": excerpts.number_of(case, plan.document),
        "hearing_on": plan.on,
        "hearing_time": plan.time,
        "place": plan.place,
        "presider": plan.presider_name or plan.presider,
        "recorder": plan.recorder_name or plan.recorder,
        "officers": officers(case),
    }


class HearingRecord(_OfHearing):
    """听证笔录: facts, evidence and proposal put forward, defence and questioning, read and signed (64(7)(8))."""

    kind: ClassVar[Any] = PaperForm.HEARING_RECORD
    each_page: ClassVar = ("当事人（代理人）", "听证主持人", "记录员")

    hearers: tuple[str, ...] = optional("听证员", ())
    interpreter: str = optional("翻译人员")
    public: bool = True
    closed_reason: str = optional("不公开理由")
    findings: tuple[str, ...] = required("拟认定的违法事实", ())
    penalties: tuple[PenaltyLine, ...] = required("拟作出的行政处罚", ())
    third_parties: tuple[str, ...] = optional("第三人", ())
    rights_basis: tuple[str, ...] = required("告知权利的依据", ())


def _record(case: Case, party: Party | None) -> HearingRecord:
    plan, (_, notices) = _plan(party), _issued(party)
    return HearingRecord(
        **_of_hearing(case, party),
        **_intended(case, notices),
        hearers=plan.hearer_names,
        interpreter=plan.interpreter,
        public=plan.open,
        closed_reason=plan.closed_reason,
        third_parties=case.third_parties.names,
        rights_basis=(cite(art(APL, "64")),),
    )


class HearingEndRecord(_OfHearing):
    """终止听证记录: who did not come without good reason, or left without leave, and how that was seen (64(6))."""

    kind: ClassVar[Any] = PaperForm.HEARING_END_RECORD
    each_page: ClassVar = ("听证主持人", "记录员")

    grounds: tuple[str, ...] = required("终止情形", ())
    basis: str = required("依据")


def _end(case: Case, party: Party | None) -> HearingEndRecord:
    grounds = tuple(ground.zh for ground in HearingEndGround)
    return HearingEndRecord(**_of_hearing(case, party), grounds=grounds, basis=cite(art(APL, "64(6)")))


class HearingReportForm(_OfHearing):
    """听证报告: what was put forward and what was said to it, what the presider finds and advises (65)."""

    kind: ClassVar[Any] = PaperForm.HEARING_REPORT

    attendance: tuple[str, ...] = optional("参加人", ())
    put_forward: tuple[str, ...] = optional("出示的证据", ())
    questioned: str = optional("质证情况")
    points: tuple[str, ...] = optional("当事人意见", ())
    findings: tuple[str, ...] = required("拟认定的违法事实", ())
    penalties: tuple[PenaltyLine, ...] = required("拟作出的行政处罚", ())


def _report(case: Case, party: Party | None) -> HearingReportForm:
    _, notices = _issued(party)
    held = notices.hearing
    assert held is not None, "there is something to be reported once the hearing is held"
    return HearingReportForm(
        **_of_hearing(case, party),
        **_intended(case, notices),
        attendance=held.attendance,
        put_forward=tuple(e.title for e in case.papers.evidence if e.id in held.put_forward),
        questioned=held.questioned,
        points=tuple(point.text for point in held.points),
    )


class HearingAnnouncement(FormContent):
    """听证公告: who is heard in what case, when and where, and how one may listen; no number, sealed by hand (64(3))."""

    kind: ClassVar[Any] = PaperForm.HEARING_ANNOUNCEMENT

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party_name: str = required("当事人")
    hearing: str = required("听证时间")
    place: str = required("听证地点")
    presider: str = required("听证主持人")
    basis: str = required("依据")

    @property
    def rule(self) -> KindRule:
        return KindRule(numbered=False)


def _announcement(case: Case, party: Party | None) -> HearingAnnouncement:
    assert party is not None, "it is a form of a party"
    plan = _plan(party)
    return HearingAnnouncement(
        **of_case(case) | {"organ": excerpts.organ_of_hearing(case, plan)},
        party_name=party.name,
        hearing=f"{day(plan.on)}{clock(plan.time)}",
        place=plan.place,
        presider=plan.presider_name or plan.presider,
        basis=cite(art(APL, "64(3)")),
    )


KINDS = (
    KindOfForm(PaperForm.INTERVIEW_RECORD, InterviewRecord, _interview),
    KindOfForm(PaperForm.HEARING_ANNOUNCEMENT, HearingAnnouncement, _announcement),
    KindOfForm(PaperForm.HEARING_RECORD, HearingRecord, _record),
    KindOfForm(PaperForm.HEARING_END_RECORD, HearingEndRecord, _end),
    KindOfForm(PaperForm.HEARING_REPORT, HearingReportForm, _report),
)
