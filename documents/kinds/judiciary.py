"""What goes to the judiciary because a crime is suspected: 涉嫌犯罪案件移送书."""

from datetime import date
from typing import ClassVar

from documents import excerpts
from documents.content import Content, required
from documents.excerpts import APL, cite
from documents.kinds.departing import TransferredParty
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import Evidence, ReachableOrgan
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.articles import art

BASIS = (art(APL, "27.1"), art("行政执法机关移送涉嫌犯罪案件的规定", "5"))


class CriminalTransfer(Content):
    """涉嫌犯罪案件移送书: which parties, acts and crime, why, on whose approval, with which papers and evidence."""

    kind: ClassVar = DocumentKind.CRIMINAL_TRANSFER

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    discovered_on: date | None = required("发现日期", None)
    accepted_on: date | None = required("立案日期", None)
    addressee: str = required("受移送机关")
    crime: str = required("涉嫌罪名")
    parties: tuple[TransferredParty, ...] = required("涉嫌犯罪的当事人", ())
    reason: str = required("移送理由")
    legal_basis: tuple[str, ...] = required("移送依据", ())
    head: str = required("批准移送的负责人")
    approved_on: date | None = required("批准日期", None)
    evidence: tuple[Evidence, ...] = required("证据", ())
    papers: tuple[str, ...] = required("移送材料", ())


def _criminal_transfer(case: Case, document: Document) -> CriminalTransfer:
    transfer = next(one for one in case.judiciary.transfers if one.document == document.id)
    acts = {
        party: tuple(f.id for f in case.papers.findings_against(party) if f.id in transfer.findings)
        for party in transfer.parties
    }
    return CriminalTransfer(
        **common(case),
        discovered_on=case.papers.discovered_on,
        accepted_on=case.papers.accepted_on,
        addressee=transfer.organ,
        crime=transfer.crime,
        parties=tuple(
            TransferredParty(
                party=excerpts.party_block(case.party(party)), findings=excerpts.findings(case, own)
            )
            for party, own in acts.items()
        ),
        reason=transfer.reason,
        legal_basis=tuple(cite(article) for article in BASIS),
        head=transfer.head,
        approved_on=transfer.decided_on,
        evidence=excerpts.evidence(case, transfer.findings),
        papers=transfer.papers,
    )


KINDS = (KindOfDocument(DocumentKind.CRIMINAL_TRANSFER, CriminalTransfer, _criminal_transfer),)
