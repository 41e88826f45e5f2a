"""The notice of new evidence (补充证据告知书): what came after the notice, what is shown of it, until when it is answered."""

from datetime import date
from typing import ClassVar

from documents import excerpts
from documents.content import Content, Part, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import PartyBlock, PartyRight, ReachableOrgan
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.articles import art
from domain.law.terms import TermKey


class NewPiece(Part):
    """A piece of evidence, with what it is to prove."""

    kind: str = required("证据种类")
    title: str = required("证据名称")
    findings: tuple[str, ...] = required("拟证明的违法事实", ())


class NewEvidenceNotice(Content):
    """补充证据告知书: evidence that came after the notice, and the right to answer it (行政处罚法 第44、45条)."""

    kind: ClassVar = DocumentKind.NEW_EVIDENCE_NOTICE

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    notice_number: str = required("告知书文号")
    notice_issued_on: date | None = required("告知书发出日期", None)
    notice_basis: tuple[str, ...] = required("告知依据", ())
    evidence: tuple[NewPiece, ...] = required("补充的证据", ())
    shown: str = required("出示的内容")
    means: str = required("出示的方式")
    statement: PartyRight = required("陈述申辩权", PartyRight())


def _new_evidence_notice(case: Case, document: Document) -> NewEvidenceNotice:
    party = case.party(document.party)
    notices, told = next(
        (n, item) for n in party.notices for item in n.new_evidence if item.document == document.id
    )
    pieces = {e.id: e for e in case.papers.evidence}
    return NewEvidenceNotice(
        **common(case),
        party=excerpts.party_block(party),
        notice_number=excerpts.number_of(case, notices.notice),
        notice_issued_on=notices.issued_on,
        notice_basis=(cite(art(APL, "44")),),
        evidence=tuple(
            NewPiece(kind=e.kind.zh, title=e.title, findings=excerpts.findings(case, e.proves))
            for e in map(pieces.__getitem__, told.pieces)
        ),
        shown=told.shown,
        means=told.means,
        statement=PartyRight(
            period=excerpts.period(excerpts.term_of(case, TermKey.NEW_EVIDENCE_ANSWER, document.ordered_on)),
            basis=(cite(art(APL, "45")),),
        ),
    )


KINDS = (
    KindOfDocument(
        DocumentKind.NEW_EVIDENCE_NOTICE,
        NewEvidenceNotice,
        _new_evidence_notice,
        terms=(TermKey.NEW_EVIDENCE_ANSWER,),
    ),
)
