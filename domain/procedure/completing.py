"""Completing documents (补全文书): what a document of a case lacks, and by which move that is supplied.

A document takes what it says from the papers, from the move that has it made, and from what is on file of the agency. Who
has it made again without supplying what it lacked gets the same document once more.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import UNCONFIRMED, Document, DocumentKind
from domain.case.issuing import withdrawn
from domain.procedure.clocks.adopting import AdoptRulebook

DRAFT: Final = "amend_draft"
PARTICULARS: Final = "record_party_change"
NOBODY: Final = ""
"""On file of the agency, in the directory of the installation: no move of a case changes it."""

MADE_BY: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.INTERVIEW_LETTER: "prepare_notices",
    DocumentKind.PENALTY_NOTICE: "prepare_notices",
    DocumentKind.INTERVIEW_RESCHEDULING: "reschedule_interview",
    DocumentKind.HEARING_NOTICE: "notify_hearing",
    DocumentKind.CORRECTION_ORDER: "order_correction",
    DocumentKind.PENALTY_DECISION: "prepare_decision",
    DocumentKind.NO_PENALTY_DECISION: "prepare_decision",
    DocumentKind.NOT_ESTABLISHED_DECISION: "prepare_decision",
}
"""By which move a document is had made again once it is complete; it waits until then."""

_NOTICES = frozenset({DocumentKind.INTERVIEW_LETTER, DocumentKind.PENALTY_NOTICE})
_OF_PAPERS = (
    "案由",
    "立案日期",
    "调查终结日期",
    "发现日期",
    "违法事实",
    "事实",
    "证据",
    "法律依据",
    "依据",
    "处罚依据",
    "定性",
    "条款的作用",
)
OF_PROPOSAL = ("处罚理由", "拟处罚内容", "责令改正")
_OF_AGENCY = ("行政机关", "行政复议", "行政诉讼", "缴款方式", "主送机关")


class Lack(NamedTuple):
    """What documents lack that one move supplies."""

    by: str
    """The move; nothing where no move of a case supplies it."""
    gaps: tuple[str, ...]


def supplied_by(kind: DocumentKind, gap: str) -> str:
    """Return the move that supplies what a document of this kind lacks; nothing where no move of a case does.

    >>> supplied_by(DocumentKind.PENALTY_NOTICE, "处罚理由·裁量理由")
    'amend_draft'
    >>> supplied_by(DocumentKind.PENALTY_DECISION, "裁量·裁量理由")
    'prepare_decision'
    """
    if gap.startswith(UNCONFIRMED):
        return AdoptRulebook.name
    if gap.startswith(_OF_AGENCY):
        return NOBODY
    if gap.startswith("当事人·"):
        return PARTICULARS
    if gap.startswith(_OF_PAPERS) or (kind in _NOTICES and gap.startswith(OF_PROPOSAL)):
        return DRAFT
    return MADE_BY.get(kind, NOBODY)


def lacks(kind: DocumentKind, gaps: Iterable[str]) -> tuple[Lack, ...]:
    """Put what a document lacks together by what supplies it."""
    found: dict[str, list[str]] = {}
    for gap in gaps:
        found.setdefault(supplied_by(kind, gap), []).append(gap.removeprefix(UNCONFIRMED))
    return tuple(Lack(by, tuple(named)) for by, named in found.items())


def incomplete(case: Case) -> tuple[Document, ...]:
    """Return the documents that lack something and can still be made, the last of its kind for each party."""
    lacking = [d for d in case.documents.all if d.gaps and not d.unconfirmed]
    if not lacking:
        return ()
    gone = withdrawn(case)
    last = {(d.kind, d.party): d.id for d in case.documents.all}
    return tuple(d for d in lacking if d.id not in gone and not d.void and last[d.kind, d.party] == d.id)


def said(document: Document, gaps: Iterable[str]) -> Words:
    """Say what a document lacks."""
    return Words("{document}缺{gaps}", "{document} lacks {gaps}").filled(
        document=document.said, gaps=listed(gaps)
    )
