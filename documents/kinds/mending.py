"""What an agency mends of its own decision: 撤销、变更行政处罚决定书, 补正决定书, 撤回公示说明."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from documents import excerpts
from documents.content import Content, optional, required
from documents.excerpts import cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common
from documents.parts import Lawsuit, Organ, PartyBlock, PenaltyLine, ReachableOrgan, Reconsideration
from documents.told import ServedWay, served_way
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.mending import SetAside
from domain.case.parties import Party
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.law.terms import TermKey
from domain.procedure.defects import SELF_CORRECTION


class _Mended(Content):
    """What is said of every decision that is mended: whose, by whom, and which it is."""

    organ: ReachableOrgan = required("行政机关", ReachableOrgan())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    decision_title: str = required("原决定书名称")
    decision_number: str = required("原决定书文号")
    decided_on: date | None = required("原决定日期", None)
    served_on: date | None = optional("原决定书送达日期", None)
    decision_service: ServedWay | None = optional("原决定书送达情况", None)
    basis: tuple[str, ...] = required("依据", ())
    reasons: str = required("理由")


class _SetAside(_Mended):
    """A decision set aside: on which ground, with the remedies against that."""

    ground: str = required("事由")
    paid: bool = False
    """Whether something was paid on it."""
    reconsideration: Reconsideration = required("行政复议", Reconsideration())
    lawsuit: Lawsuit = required("行政诉讼", Lawsuit())


class RevocationDecision(_SetAside):
    """撤销行政处罚决定书: nothing of the decision stands, and whether another is made in its place (行政处罚法 第75条)."""

    kind: ClassVar = DocumentKind.REVOCATION_DECISION

    anew: bool = False


class VariationDecision(_SetAside):
    """变更行政处罚决定书: what the decision said, and all that stands of it (行政处罚法 第75条)."""

    kind: ClassVar = DocumentKind.VARIATION_DECISION

    before: tuple[PenaltyLine, ...] = required("原处罚内容", ())
    penalties: tuple[PenaltyLine, ...] = required("变更后的处罚内容", ())
    may_be_served_online: bool = False

    def conditional_gaps(self) -> Iterator[str]:
        if self.may_be_served_online and not self.reconsideration.channel:
            yield "行政复议互联网申请渠道"


class CorrectionDecision(_Mended):
    """补正决定书: a slip in the text, which changes nothing of what was decided."""

    kind: ClassVar = DocumentKind.TEXT_CORRECTION

    error: str = required("错误种类")
    wrong: str = required("原文")
    right: str = required("补正为")


class PublicationWithdrawal(Content):
    """撤回公示说明: what was taken back, and why, as it is said in public (行政处罚法 第48条第2款).

    A citizen is not named in it: the number of the decision says which it was.
    """

    kind: ClassVar = DocumentKind.PUBLICATION_WITHDRAWAL

    organ: Organ = required("行政机关", Organ())
    party_name: str = optional("当事人名称")
    cause: str = required("案由")
    decision_title: str = required("决定书名称")
    decision_number: str = required("决定书文号")
    decided_on: date | None = required("决定日期", None)
    published_on: date | None = required("公示日期", None)
    overturned_on: date | None = required("变更、撤销、确认违法或者确认无效日期", None)
    because: str = required("变更、撤销、确认违法或者确认无效的情况")
    withdrawn_on: date | None = required("撤回日期", None)
    where: str = required("撤回途径")
    basis: tuple[str, ...] = required("依据", ())
    reasons: str = required("撤回理由")


def _decision(case: Case, under: Party) -> dict[str, Any]:
    decision = under.decision
    document = case.documents.known(decision.document) if decision else None
    return {
        "decision_title": excerpts.title_of(document.kind, case.rulebook) if document else "",
        "decision_number": document.number if document else "",
        "decided_on": decision.on if decision else None,
    }


def _mended(case: Case, under: Party) -> dict[str, Any]:
    service = under.decision_service
    return {
        **common(case),
        **_decision(case, under),
        "party": excerpts.party_block(under),
        "served_on": service.served_on if service else None,
        "decision_service": served_way(under, under.decision.document if under.decision else None),
        "basis": (cite(SELF_CORRECTION),),
    }


def _set_aside(case: Case, document: Document) -> tuple[Party, SetAside, dict[str, Any]]:
    """Return the party under the decision that was set aside, what was made of that, and what every such document says."""
    under, made = next(
        (under, one)
        for under in case.party(document.party).as_decided
        for one in under.recovery.set_aside
        if one.document == document.id
    )
    said = {
        "ground": made.ground.zh,
        "reasons": made.reason,
        "paid": bool(under.payments),
        "reconsideration": excerpts.reconsideration(case, document.ordered_on),
        "lawsuit": excerpts.lawsuit(case, document.ordered_on),
    }
    return under, made, _mended(case, under) | said


def _revocation(case: Case, document: Document) -> RevocationDecision:
    _, made, said = _set_aside(case, document)
    return RevocationDecision(**said, anew=made.anew)


def _variation(case: Case, document: Document) -> VariationDecision:
    under, made, said = _set_aside(case, document)
    before = under.with_recovery(
        set_aside=tuple(s for s in under.recovery.set_aside if s.document < made.document)
    )
    return VariationDecision(
        **said,
        before=excerpts.penalties(before.in_force),
        penalties=excerpts.penalties(made.penalties),
        may_be_served_online=under.consent is not None,
    )


def _correction(case: Case, document: Document) -> CorrectionDecision:
    under, made = next(
        (under, one)
        for under in case.party(document.party).as_decided
        for one in under.recovery.text_corrections
        if one.document == document.id
    )
    return CorrectionDecision(
        **_mended(case, under),
        error=made.error.zh,
        wrong=made.wrong,
        right=made.right,
        reasons=made.reason,
    )


def _withdrawal(case: Case, document: Document) -> PublicationWithdrawal:
    under, made = next(
        (under, one)
        for under in case.party(document.party).as_decided
        for one in under.recovery.withdrawn
        if one.document == document.id
    )
    return PublicationWithdrawal(
        **_decision(case, under),
        organ=Organ(name=case.identity.agency.name),
        party_name="" if under.kind is PartyKind.CITIZEN else under.name,
        cause=case.papers.cause,
        published_on=made.published_on,
        overturned_on=made.due_since,
        because=made.because,
        withdrawn_on=made.on,
        where=made.where,
        basis=(cite(art("行政处罚法", "48.2")),),
        reasons=made.reason,
    )


REMEDIES = (TermKey.RECONSIDERATION, TermKey.LAWSUIT)
KINDS = (
    KindOfDocument(DocumentKind.REVOCATION_DECISION, RevocationDecision, _revocation, terms=REMEDIES),
    KindOfDocument(DocumentKind.VARIATION_DECISION, VariationDecision, _variation, terms=REMEDIES),
    KindOfDocument(DocumentKind.TEXT_CORRECTION, CorrectionDecision, _correction),
    KindOfDocument(DocumentKind.PUBLICATION_WITHDRAWAL, PublicationWithdrawal, _withdrawal),
)
