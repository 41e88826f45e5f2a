"""What the head orders beside the decision: its suspension and resumption, more time, who stands back."""

from datetime import date
from typing import ClassVar

from documents import excerpts
from documents.content import Content, optional, required
from documents.excerpts import APL, cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common, names_of
from documents.parts import Organ, PartyBlock
from documents.wording import day
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.timing import Extension
from domain.law.articles import art
from domain.law.errors import LawUnknown
from domain.law.provisions import Provision, of_sector
from domain.law.switches import Layout
from domain.law.terms import TermKey
from domain.procedure.deciding_time import deciding_spans
from domain.procedure.periods import period


class SuspensionNotice(Content):
    """中止通知书: that the case stands still, and why; the party's own periods run on."""

    kind: ClassVar = DocumentKind.SUSPENSION_NOTICE

    organ: Organ = required("行政机关", Organ())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    suspended_on: date | None = required("中止日期", None)
    ground: str = required("中止情形")
    reason: str = required("中止理由")
    basis: str = required("中止依据")


class ResumptionNotice(Content):
    """恢复通知书: that the case goes on."""

    kind: ClassVar = DocumentKind.RESUMPTION_NOTICE

    organ: Organ = required("行政机关", Organ())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    suspended_on: date | None = required("中止日期", None)
    resumed_on: date | None = required("恢复日期", None)
    reason: str = required("恢复理由")
    basis: str = required("恢复依据")


class ExtensionApproval(Content):
    """延期审批表: by how much the time to decide, or the time for a review, was prolonged, by whom and why."""

    kind: ClassVar = DocumentKind.EXTENSION_APPROVAL

    organ: Organ = required("行政机关", Organ())
    parties: tuple[str, ...] = required("当事人", ())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    officers: tuple[str, ...] = required("承办人", ())
    accepted_on: date | None = required("立案日期", None)
    period: str = required("延长的期限")
    before: date | None = required("原届满日", None)
    unit: str = required("期限单位")
    days: int | None = required("延长日数", None)
    after: date | None = optional("新届满日", None)
    """The earlier one where it is provisional."""
    excluded: tuple[str, ...] = optional("已扣除的期间", ())
    basis: str = required("延长依据")
    reason: str = required("延长理由")
    collective: bool = False
    decided_on: date | None = required("批准日期", None)


class RecusalDecision(Content):
    """回避决定书: whether a person stands back, on whose request and why (行政处罚法 第43条)."""

    kind: ClassVar = DocumentKind.RECUSAL_DECISION

    organ: Organ = required("行政机关", Organ())
    party: PartyBlock = required("当事人", PartyBlock())
    case_number: str = required("案件编号")
    cause: str = required("案由")
    person: str = required("申请回避的人员")
    asked_on: date | None = required("申请日期", None)
    ground: str = required("申请理由")
    granted: bool = False
    reason: str = required("决定理由")
    basis: tuple[str, ...] = required("决定依据", ())
    collective: bool = False


def _suspension(case: Case, document: Document) -> SuspensionNotice:
    pause = case.timing.suspensions[int(document.about)]
    return SuspensionNotice(
        **_to_a_party(case, document),
        suspended_on=pause.since,
        ground=pause.ground,
        reason=pause.reason,
        basis=_basis(case, Provision.SUSPENSION),
    )


def _resumption(case: Case, document: Document) -> ResumptionNotice:
    pause = case.timing.suspensions[int(document.about)]
    return ResumptionNotice(
        **_to_a_party(case, document),
        suspended_on=pause.since,
        resumed_on=pause.resumed_on,
        reason=pause.resumed_because,
        basis=_basis(case, Provision.SUSPENSION),
    )


def _extension(case: Case, document: Document) -> ExtensionApproval:
    extension, key, provision = _extended(case, document)
    term = excerpts.term_of(case, key, document.ordered_on)
    after, excluded = _prolonged(case, document)
    return ExtensionApproval(
        **_of_the_organ(case),
        parties=names_of(case),
        officers=tuple(p.name or p.id for p in case.people.officers),
        accepted_on=case.papers.accepted_on,
        period=key.zh,
        before=extension.before,
        unit=term.unit.counted_zh if term else "",
        days=extension.by,
        after=after,
        excluded=excluded,
        basis=_basis(case, provision),
        reason=extension.reason,
        collective=extension.collective,
        decided_on=extension.on,
    )


def _extended(case: Case, document: Document) -> tuple[Extension, TermKey, Provision]:
    """Return what was prolonged: the time to decide, or the time for the review of the round that stands before the slash."""
    round_, slash, number = document.about.rpartition("/")
    if not slash:
        return case.timing.extensions[int(number)], TermKey.DECIDE, Provision.EXTENSION
    reviewed = next(r for r in case.review.rounds if r.number == int(round_))
    return reviewed.extensions[int(number)], TermKey.LEGAL_REVIEW, Provision.REVIEW_TIME


def _prolonged(case: Case, document: Document) -> tuple[date | None, tuple[str, ...]]:
    """Return the last day as this extension left it, and what was not counted until then; neither where the law is unknown."""
    round_, slash, number = document.about.rpartition("/")
    try:
        if slash:
            reviewed = next(r for r in case.review.rounds if r.number == int(round_))
            by = sum(one.by for one in reviewed.extensions[: int(number) + 1])
            _, counted = period(case, TermKey.LEGAL_REVIEW, reviewed.submitted_on, extended_by=by)
            return counted.remind_by, ()
        *_, span = deciding_spans(case)
        later = sum(one.by for one in case.timing.extensions[int(number) + 1 :])
        term, counted = period(
            case, TermKey.DECIDE, span.start, excluded=span.excluded, extended_by=span.extended_by - later
        )
    except LawUnknown:
        return None, ()
    return counted.remind_by, tuple(
        f"{one.why.zh}（{day(one.first)}至{day(one.last)}）"
        for one in span.excluded
        if one.why in term.excludes
    )


def _recusal(case: Case, document: Document) -> RecusalDecision:
    asked = case.recusals.all[int(document.about)]
    return RecusalDecision(
        **_to_a_party(case, document),
        person=asked.name or asked.person,
        asked_on=asked.asked_on,
        ground=asked.ground,
        granted=asked.granted,
        reason=asked.reason,
        basis=(cite(art(APL, "43")),),
        collective=bool(asked.record),
    )


def _of_the_organ(case: Case) -> dict[str, object]:
    return common(case) | {"organ": Organ(name=case.identity.agency.name)}


def _to_a_party(case: Case, document: Document) -> dict[str, object]:
    return _of_the_organ(case) | {"party": excerpts.party_block(case.party(document.party))}


def _basis(case: Case, provision: Provision) -> str:
    cited = case.rulebook.cited(of_sector(provision))
    return cite(cited) if cited else ""


KINDS = (
    KindOfDocument(DocumentKind.SUSPENSION_NOTICE, SuspensionNotice, _suspension),
    KindOfDocument(DocumentKind.RESUMPTION_NOTICE, ResumptionNotice, _resumption),
    KindOfDocument(
        DocumentKind.EXTENSION_APPROVAL,
        ExtensionApproval,
        _extension,
        Layout.FORM,
        terms=(TermKey.DECIDE, TermKey.LEGAL_REVIEW),
    ),
    KindOfDocument(DocumentKind.RECUSAL_DECISION, RecusalDecision, _recusal),
)
