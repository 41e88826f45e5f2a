"""What a party has to put right: 责令改正通知书."""

from datetime import date
from typing import ClassVar

from documents import excerpts, norms
from documents.content import Content, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import Basis, Lawsuit, PartyBlock, ReachableOrgan, Reconsideration
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.papers import BasisRole
from domain.law.articles import art
from domain.law.terms import TermKey


class CorrectionOrderNotice(Content):
    """责令改正通知书: what was done against which norm, what is to be put right, by when (行政处罚法 第28条第1款)."""

    kind: ClassVar = DocumentKind.CORRECTION_ORDER

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    findings: tuple[str, ...] = required("违法事实", ())
    basis: tuple[Basis, ...] = required("违反的规定", ())
    roles_known: bool = False
    """Whether each article is known to be one that was broken; rules from before their roles list all together."""
    legal_basis: tuple[str, ...] = required("责令改正的依据", ())
    what: str = required("改正内容")
    until: date | None = required("改正期限", None)
    reconsideration: Reconsideration = required("行政复议", Reconsideration())
    lawsuit: Lawsuit = required("行政诉讼", Lawsuit())


def _correction_order(case: Case, document: Document) -> CorrectionOrderNotice:
    party, on = case.party(document.party), document.ordered_on
    order = next(one for one in party.correction_orders if one.document == document.id)
    rows = case.papers.basis_against(party.id)
    broken = [row for row in rows if row.role is BasisRole.BROKEN]
    return CorrectionOrderNotice(
        **common(case),
        party=excerpts.party_block(party),
        findings=excerpts.findings(case, (f.id for f in case.papers.findings_against(party.id))),
        basis=norms.basis(case, (row.id for row in broken or rows)),
        roles_known=bool(broken),
        legal_basis=(cite(art(APL, "28.1")),),
        what=order.what,
        until=order.until,
        reconsideration=excerpts.reconsideration(case, on),
        lawsuit=excerpts.lawsuit(case, on),
    )


KINDS = (
    KindOfDocument(
        DocumentKind.CORRECTION_ORDER,
        CorrectionOrderNotice,
        _correction_order,
        terms=(TermKey.RECONSIDERATION, TermKey.LAWSUIT),
    ),
)
