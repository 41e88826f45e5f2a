"""What a party is told before the decision: 审前听述约谈函, 行政处罚告知书, 听证通知书."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from documents.content import Content, optional, required
from documents.parts import (
    Basis,
    Discretion,
    Evidence,
    PartyBlock,
    PartyRight,
    PenaltyLine,
    Period,
    ReachableOrgan,
)
from domain.case.documents import DocumentKind


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
    basis: tuple[Basis, ...] = required("处罚依据", ())
    discretion: Discretion = required("处罚理由", Discretion())
    penalties: tuple[PenaltyLine, ...] = required("拟处罚内容", ())
    statement: PartyRight = required("陈述申辩权", PartyRight())
    silence_basis: tuple[str, ...] = optional("逾期视为放弃的依据", ())
    hearing_right: bool = False
    hearing: PartyRight | None = optional("听证权", None)

    def conditional_gaps(self) -> Iterator[str]:
        if self.hearing_right and self.hearing is None:
            yield "听证权"


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
    hearers: tuple[str, ...] = optional("听证员", ())
    recorder: str = required("听证记录人")
    interpreter: str = optional("翻译人员")
    agents: str = required("代理人人数")
    bring: tuple[str, ...] = required("携带材料", ())

    def conditional_gaps(self) -> Iterator[str]:
        if not self.public and not self.closed_reason:
            yield "不公开理由"
