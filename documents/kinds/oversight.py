"""What a supervising office writes to an agency about a case: 督办通知书, and notice, opinion, decision of 行政执法监督条例."""

from typing import ClassVar

from documents import excerpts
from documents.content import Content, required
from documents.excerpts import cite
from documents.kinds.kind import KindOfDocument
from documents.kinds.shared import common, concerned, names_of
from documents.parts import Organ, Period
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.issuing import issuer_of
from domain.law.articles import art
from domain.law.terms import TermKey


class _Supervision(Content):
    """To which agency, about which case, what is wanting, what is demanded, and how soon it is answered."""

    organ: Organ = required("行政机关", Organ())
    addressee: str = required("主送机关")
    case_number: str = required("案件编号")
    concerned: str = required("当事人")
    cause: str = required("案由")
    basis: tuple[str, ...] = required("监督依据", ())
    problem: str = required("发现的问题")
    demand: str = required("要求")
    answer_within: Period | None = required("答复期限", None)


class SupervisionUrging(_Supervision):
    """督办通知书: the agency is urged to get on with a case."""

    kind: ClassVar = DocumentKind.SUPERVISION_URGING


class SupervisionNotice(_Supervision):
    """行政执法监督通知书: the agency is told to put something right."""

    kind: ClassVar = DocumentKind.SUPERVISION_NOTICE


class SupervisionOpinion(_Supervision):
    """行政执法监督意见书: what the office thinks of how the case is handled."""

    kind: ClassVar = DocumentKind.SUPERVISION_OPINION


class SupervisionDecision(_Supervision):
    """行政执法监督决定书: what the office decides about it."""

    kind: ClassVar = DocumentKind.SUPERVISION_DECISION


CONTENTS: tuple[type[_Supervision], ...] = (
    SupervisionUrging,
    SupervisionNotice,
    SupervisionOpinion,
    SupervisionDecision,
)


def _supervision(case: Case, document: Document) -> _Supervision:
    notice = case.oversight.notice(document.id)
    content = next(c for c in CONTENTS if c.kind is document.kind)
    return content(
        **common(case) | {"organ": Organ(name=issuer_of(case, document).name)},
        addressee=case.identity.agency.name,
        concerned=concerned(names_of(case)),
        basis=(cite(art("行政执法监督条例")),),
        problem=notice.problem,
        demand=notice.demand,
        answer_within=excerpts.period(
            excerpts.term_of(case, TermKey.ANSWER_SUPERVISION, document.ordered_on)
        ),
    )


KINDS = tuple(
    KindOfDocument(content.kind, content, _supervision, terms=(TermKey.ANSWER_SUPERVISION,))
    for content in CONTENTS
)
