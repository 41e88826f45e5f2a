"""行政处罚决定书 and 不予行政处罚决定书 (行政处罚法 第57、59条)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents.content import Content, optional, required
from documents.parts import (
    AnsweredPoint,
    Basis,
    Discretion,
    Evidence,
    Interview,
    Lawsuit,
    PartyBlock,
    Payment,
    PenaltyLine,
    ReachableOrgan,
    Reconsideration,
)
from domain.case.documents import DocumentKind


class _Decision(Content):
    """What both decisions state: the party, the course, facts and evidence, the defence, the remedies."""

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    discovered_on: date | None = required("发现日期", None)
    accepted_on: date | None = required("立案日期", None)
    investigation_ended_on: date | None = required("调查终结日期", None)
    findings: tuple[str, ...] = required("事实", ())
    evidence: tuple[Evidence, ...] = required("证据", ())
    basis: tuple[Basis, ...] = required("依据", ())
    notice_number: str = optional("告知书文号")
    notice_served_on: date | None = optional("告知书送达日期", None)
    interview: Interview | None = optional("听述情况", None)
    hearing_on: date | None = optional("听证日期", None)
    answers: tuple[AnsweredPoint, ...] = optional("陈述申辩意见的采纳情况", ())
    statements_answered: str = optional("陈述申辩意见采纳情况说明")
    review_number: str = optional("法制审核意见书文号")
    discussed_on: date | None = optional("集体讨论日期", None)
    reconsideration: Reconsideration = required("行政复议", Reconsideration())
    lawsuit: Lawsuit = required("行政诉讼", Lawsuit())
    may_be_served_online: bool = False
    publish: bool = False

    def conditional_gaps(self) -> Iterator[str]:
        if self.may_be_served_online and not self.reconsideration.channel:
            yield "行政复议互联网申请渠道"


class PenaltyDecision(_Decision):
    """行政处罚决定书: the six items of 行政处罚法 第59条, the defence answered, the remedies."""

    kind: ClassVar = DocumentKind.PENALTY_DECISION

    decision_basis: tuple[str, ...] = required("决定依据", ())
    discretion: Discretion = required("裁量", Discretion())
    penalties: tuple[PenaltyLine, ...] = required("处罚种类", ())
    payment: Payment | None = optional("缴款方式", None)

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


class NoPenaltyDecision(_Decision):
    """不予行政处罚决定书: no penalty, on which ground (行政处罚法 第30、31、33、36、57条)."""

    kind: ClassVar = DocumentKind.NO_PENALTY_DECISION

    ground: str = required("不予处罚的依据")
    reasons: str = required("不予处罚的理由")
