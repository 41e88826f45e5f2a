"""The record of the collective discussion (案件集体讨论记录), with what was concluded on each party."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from documents import excerpts
from documents.content import Content, Part, optional, required
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common, ground
from documents.parts import Organ, PenaltyLine
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.review import Conclusion
from domain.law.switches import Layout


class ConcludedParty(Part):
    """What the heads concluded on one party."""

    name: str = required("当事人")
    penalties: tuple[PenaltyLine, ...] = optional("处罚内容", ())
    tier: str = optional("裁量阶次")
    ground: str = optional("不予处罚的依据")

    def conditional_gaps(self) -> Iterator[str]:
        if not self.penalties and not self.ground:
            yield "处罚内容"


class DiscussionRecord(Content):
    """案件集体讨论记录 (行政处罚法 第57条第2款)."""

    kind: ClassVar = DocumentKind.DISCUSSION_RECORD

    organ: Organ = required("行政机关", Organ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    discussed_on: date | None = required("讨论日期", None)
    place: str = required("地点")
    chair: str = required("主持人")
    attendees: tuple[str, ...] = required("出席人", ())
    absentees: tuple[str, ...] = optional("缺席人", ())
    reporters: tuple[str, ...] = optional("汇报人", ())
    recorder: str = required("记录人")
    opinions: tuple[str, ...] = required("各人意见", ())
    conclusion: str = required("讨论结论")
    conclusions: tuple[ConcludedParty, ...] = required("对各当事人的结论", ())


def _discussion_record(case: Case, document: Document) -> DiscussionRecord:
    held = next(d for d in case.discussions.all if d.document == document.id)
    return DiscussionRecord(
        **common(case) | {"organ": Organ(name=case.identity.agency.name)},
        discussed_on=held.on,
        place=held.place,
        chair=held.chair_name or held.chair,
        attendees=held.present,
        absentees=held.absentees,
        reporters=held.reporter_names,
        recorder=held.recorder_name or held.recorder,
        opinions=held.opinions,
        conclusion=held.conclusion,
        conclusions=tuple(_concluded(case, c) for c in held.conclusions),
    )


def _concluded(case: Case, concluded: Conclusion) -> ConcludedParty:
    return ConcludedParty(
        name=case.party(concluded.party).name,
        penalties=excerpts.penalties(concluded.penalties),
        tier=concluded.discretion.zh if concluded.penalties else "",
        ground=ground(concluded.ground),
    )


KINDS = (KindOfDocument(DocumentKind.DISCUSSION_RECORD, DiscussionRecord, _discussion_record, Layout.FORM),)
