"""Service (送达): 送达回证, the form that is signed, and 送达公告."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents.content import Content, optional, required
from documents.parts import (
    DocumentLine,
    Lawsuit,
    Organ,
    PartyRight,
    PenaltyLine,
    Period,
    ReachableOrgan,
    Reconsideration,
)
from domain.case.documents import DocumentKind


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
    findings: tuple[str, ...] = required("违法事实", ())
    penalties: tuple[PenaltyLine, ...] = optional("处罚内容", ())
    decided: bool = False
    """Announces a decision, and so states the remedies; else notices, and so states the rights."""
    statement: PartyRight | None = optional("陈述申辩权", None)
    hearing: PartyRight | None = optional("听证权", None)
    interview: str = optional("听述时间、地点")
    reconsideration: Reconsideration | None = optional("行政复议", None)
    lawsuit: Lawsuit | None = optional("行政诉讼", None)

    def conditional_gaps(self) -> Iterator[str]:
        if self.decided:
            yield from (
                t for f, t in ((self.reconsideration, "行政复议"), (self.lawsuit, "行政诉讼")) if not f
            )
        elif self.statement is None:
            yield "陈述申辩权"
