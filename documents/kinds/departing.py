"""What says that a party left the case without a decision: 撤案决定书, 终止决定书, 案件移送函."""

from datetime import date
from typing import Any, ClassVar

from documents import excerpts
from documents.content import Content, Part, optional, required
from documents.excerpts import cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import DocumentLine, Evidence, Lawsuit, PartyBlock, ReachableOrgan, Reconsideration
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.law.provisions import NATIONAL, Provision
from domain.law.terms import TermKey


class _Departure(Content):
    """What is said of every way of leaving: by whom, of which case, on which ground and why."""

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    accepted_on: date | None = required("立案日期", None)
    legal_basis: tuple[str, ...] = required("依据", ())
    ground: str = required("情形")
    reasons: str = required("理由")


class _DepartureOfParty(_Departure):
    party: PartyBlock = required("当事人", PartyBlock())
    notice_number: str = optional("告知书文号")
    notice_issued_on: date | None = optional("告知书发出日期", None)
    reconsideration: Reconsideration | None = optional("行政复议", None)
    lawsuit: Lawsuit | None = optional("行政诉讼", None)
    """Against what the party is told; nothing where nobody is left to be told (行政复议法 第11条, 行政诉讼法 第12条)."""


class WithdrawalDecision(_DepartureOfParty):
    """撤案决定书: the case against a party is withdrawn, on which ground."""

    kind: ClassVar = DocumentKind.WITHDRAWAL_DECISION


class TerminationDecision(_DepartureOfParty):
    """终止决定书: the proceedings against a party are terminated, on which ground."""

    kind: ClassVar = DocumentKind.TERMINATION_DECISION


class TransferredParty(Part):
    """A party of the case that goes on to another agency, and the acts that it is suspected of."""

    party: PartyBlock = required("当事人", PartyBlock())
    findings: tuple[str, ...] = required("涉嫌违法事实", ())


class TransferLetter(_Departure):
    """案件移送函: to the agency that is competent, with the parties, what they are suspected of, and the evidence."""

    kind: ClassVar = DocumentKind.TRANSFER_LETTER

    addressee: str = required("受移送机关")
    discovered_on: date | None = required("发现日期", None)
    parties: tuple[TransferredParty, ...] = required("当事人", ())
    evidence: tuple[Evidence, ...] = required("证据", ())
    attachments: tuple[DocumentLine, ...] = optional("已发出的文书", ())


def _leaving(case: Case, document: Document) -> tuple[Party, ...]:
    return tuple(p for p in case.parties.all if p.left and p.left.document == document.id)


def _common(case: Case, party: Party, provision: Provision) -> dict[str, Any]:
    assert party.left is not None, "its document is ordered with its leaving"
    return {
        **common(case),
        "accepted_on": case.papers.accepted_on,
        "legal_basis": (_basis(case, provision),),
        "ground": party.left.ground,
        "reasons": party.left.reason,
    }


def _basis(case: Case, provision: Provision) -> str:
    """The sector's own article where it is known, else the national one; a mark is for who works here, not for a party."""
    own = case.rulebook.articles.get(provision)
    return cite(own if own is not None and not own.mark else NATIONAL[provision])


def _told(case: Case, document: Document, provision: Provision) -> dict[str, Any]:
    (party,) = _leaving(case, document)
    notices, on = party.issued_notices, document.ordered_on
    there = document.party is not None
    return {
        **_common(case, party, provision),
        "party": excerpts.party_block(party),
        "notice_number": excerpts.number_of(case, notices.notice) if notices else "",
        "notice_issued_on": notices.issued_on if notices else None,
        "reconsideration": excerpts.reconsideration(case, on) if there else None,
        "lawsuit": excerpts.lawsuit(case, on) if there else None,
    }


def _withdrawal(case: Case, document: Document) -> WithdrawalDecision:
    return WithdrawalDecision(**_told(case, document, Provision.WITHDRAWAL))


def _termination(case: Case, document: Document) -> TerminationDecision:
    return TerminationDecision(**_told(case, document, Provision.TERMINATION))


def _transfer(case: Case, document: Document) -> TransferLetter:
    leaving = _leaving(case, document)
    left = leaving[0].left
    against = {p.id: tuple(f.id for f in case.papers.findings_against(p.id)) for p in leaving}
    issued = (d for p in leaving if (n := p.issued_notices) for d in n.documents)
    return TransferLetter(
        **_common(case, leaving[0], Provision.TRANSFER),
        addressee=left.agency if left else "",
        discovered_on=case.papers.discovered_on,
        parties=tuple(
            TransferredParty(party=excerpts.party_block(p), findings=excerpts.findings(case, against[p.id]))
            for p in leaving
        ),
        evidence=excerpts.evidence(case, dict.fromkeys(f for ids in against.values() for f in ids)),
        attachments=tuple(excerpts.lines(case, tuple(issued))),
    )


REMEDIES = (TermKey.RECONSIDERATION, TermKey.LAWSUIT)
KINDS = (
    KindOfDocument(DocumentKind.WITHDRAWAL_DECISION, WithdrawalDecision, _withdrawal, terms=REMEDIES),
    KindOfDocument(DocumentKind.TERMINATION_DECISION, TerminationDecision, _termination, terms=REMEDIES),
    KindOfDocument(DocumentKind.TRANSFER_LETTER, TransferLetter, _transfer),
)
