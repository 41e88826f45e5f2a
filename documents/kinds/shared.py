"""What several kinds take from a case in the same way."""

from collections.abc import Iterator, Sequence
from typing import Any

from documents import excerpts
from documents.excerpts import APL, cite
from documents.parts import Copies, DocumentLine
from domain.case.case import Case
from domain.case.decisions import PreparedDecision
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Notices, Party
from domain.case.review import Opinion, Purpose
from domain.law.articles import art
from domain.law.provisions import Provision
from domain.law.switches import Layout

LEGAL_REVIEW, CASE_REVIEW = "法制审核", "案件审核"
AGENTS = "一至二名"
"""“当事人可以亲自参加听证，也可以委托一至二人代理” (行政处罚法第六十四条第五项)."""

DECISIONS = (
    DocumentKind.PENALTY_DECISION,
    DocumentKind.NO_PENALTY_DECISION,
    DocumentKind.NOT_ESTABLISHED_DECISION,
)


def common(case: Case) -> dict[str, Any]:
    return {"organ": excerpts.organ(case), "case_number": case.identity.number, "cause": case.papers.cause}


def concerned(names: Sequence[str]) -> str:
    """Name the parties of a case in one line of text: one or two in full, of more the first and how many there are."""
    return "、".join(names) if len(names) < 3 else f"{names[0]}等{len(names)}名当事人"


def names_of(case: Case) -> tuple[str, ...]:
    return tuple(party.name for party in case.parties.all)


def notified(case: Case, document: Document) -> tuple[Party, Notices]:
    party = case.party(document.party)
    return party, next(n for n in party.notices if document.id in n.documents)


def agreed(case: Case) -> Opinion | None:
    """Return the agreeing opinion on the present papers, the later review first."""
    for purpose in (Purpose.AFTER_STATEMENTS, Purpose.BEFORE_NOTICE):
        if agreed := case.review.agreed(purpose, case.papers_version):
            return agreed.opinion
    return None


def review_title(case: Case, name: str) -> str:
    """The table is called after its review (法制审核表、案件审核表); else what the profile or the kind calls it."""
    rules, kind = case.rulebook, DocumentKind.REVIEW_OPINION
    if rules.switches.layouts.get(kind) is Layout.FORM:
        return rules.switches.titles.get(kind, f"{name}表")
    return excerpts.title_of(kind, rules)


def review_number(case: Case) -> str:
    opinion = agreed(case)
    return excerpts.number_of(case, opinion.document) if opinion else ""


def review_name(case: Case) -> str:
    """Name the review that agreed on the present papers: 法制审核, or where the sector has one of other cases, 案件审核."""
    for purpose in (Purpose.AFTER_STATEMENTS, Purpose.BEFORE_NOTICE):
        if case.review.agreed(purpose, case.papers_version):
            return kind_of_review(case, purpose)
    return LEGAL_REVIEW


def kind_of_review(case: Case, purpose: Purpose) -> str:
    """Tell the two reviews of a sector apart (市场监督管理行政处罚程序规定 第49至52条); elsewhere there is one.

    Before the notice a legal review is due in the cases of 第58条第1款第1、3项 alone: what falls under 第2项 has it after
    the hearing. A case in which nobody is to be punished is never one of it.
    """
    if not excerpts.own(case, Provision.CASE_REVIEW):
        return LEGAL_REVIEW
    due = case.screening.legal_review
    later = purpose is Purpose.BEFORE_NOTICE and due.article == art(APL, "58.1(2)")
    return LEGAL_REVIEW if punished(case) and due.answer is not False and not later else CASE_REVIEW


def punished(case: Case) -> bool:
    """Whether anybody is to be punished, or was."""
    intended = (p.proposal.penalties for p in case.parties.all if p.undecided)
    return any(intended) or any(p.decision.penalties for p in case.parties.all if p.decision)


def review_basis(case: Case, purpose: Purpose) -> tuple[str, ...]:
    """Cite what a review rests on: 行政处罚法 第58条 only where it orders one, and what the sector says of its own."""
    own = excerpts.own
    if reviewed_after_hearing(case, purpose) and punished(case):
        return (cite(art(APL, "58.1(2)")), *own(case, Provision.REVIEW_AFTER_HEARING))
    if kind_of_review(case, purpose) == CASE_REVIEW:
        return (*own(case, Provision.REVIEW), *own(case, Provision.CASE_REVIEW))
    if not punished(case):
        # No act orders one: the head examines what came of the investigation.
        return (cite(art(APL, "57.1")), *own(case, Provision.REVIEW))
    due = case.screening.legal_review.article or art(APL, "58")
    if due == art(APL, "58.1(2)"):
        due = art(APL, "58")
    return (cite(due), *own(case, Provision.REVIEW), *own(case, Provision.LEGAL_REVIEW))


def reviewed_after_hearing(case: Case, purpose: Purpose) -> bool:
    return purpose is Purpose.AFTER_STATEMENTS and any(
        p.issued_notices and p.issued_notices.hearing_settled_on for p in case.parties.all
    )


def made_out(case: Case) -> Copies:
    """Count the copies of what is served on one party: its own, one for the file, one for each third party."""
    others = len(case.third_parties.names)
    return Copies(total=2 + others, served=1, others=others, kept=1)


ACCEPTANCE = "立案审批表"
"""Made on paper before the case is opened here; the filing rules want it with every report."""


def attachments(case: Case, parties: list[Party]) -> Iterator[DocumentLine]:
    """Name what goes with a report, in the order of the procedure: also what was signed, and how it was served."""
    yield DocumentLine(title=ACCEPTANCE)
    for party in parties:
        if notices := party.issued_notices:
            yield from _of_notices(case, party, notices)
        if party.decision:
            mended = (one.document for one in party.recovery.set_aside)
            yield from _served_lines(case, party, (party.decision.document, *mended))
    if opinion := agreed(case):
        name = review_title(case, review_name(case))
        yield DocumentLine(title=name, number=excerpts.number_of(case, opinion.document))
    if discussion := case.discussions.on_papers(case.papers_version):
        yield from excerpts.lines(case, filter(None, (discussion.document,)))


def _of_notices(case: Case, party: Party, notices: Notices) -> Iterator[DocumentLine]:
    moved = (m.document for m in notices.reschedulings if party.service_of(m.document))
    yield from _served_lines(case, party, (*notices.documents, *moved))
    if notices.hearing_plan:
        yield from _served_lines(case, party, (notices.hearing_plan.document,))
    signed = (
        ("审前听述笔录", notices.outcome and notices.outcome.record),
        ("听证笔录", notices.hearing and notices.hearing.record),
        ("终止听证记录", notices.hearing_end and notices.hearing_end.record),
        ("听证报告", notices.hearing_report and notices.hearing_report.file),
        ("复核意见书", notices.rechecks and notices.rechecks[-1].form),
    )
    yield from (DocumentLine(title=f"{title}（{party.name}）") for title, file in signed if file)


def _served_lines(case: Case, party: Party, documents: tuple[int, ...]) -> Iterator[DocumentLine]:
    """Name documents, and one proof of service for all of them that were served together."""
    yield from excerpts.lines(case, documents)
    served = dict.fromkeys(s for d in documents if (s := party.service_of(d)) and s.proof_document)
    for service in served:
        first = case.documents.get(service.documents[0])
        what = f"《{excerpts.title_of(first.kind, case.rulebook)}》" if first else ""
        together = "等" if len(service.documents) > 1 else ""
        yield DocumentLine(title=f"送达回证（{party.name}，{what}{together}）")
    for announced in party.announcements:
        if announced.published_on and set(announced.documents) & set(documents):
            yield from (
                DocumentLine(title=f"{one.title}（{party.name}）")
                for one in excerpts.lines(case, (announced.notice,))
            )
            yield DocumentLine(title=f"公告送达情况说明（{party.name}）")


def decided(case: Case, document: Document) -> tuple[Party, PreparedDecision]:
    party = case.party(document.party)
    return party, prepared_of(party)


def prepared_of(party: Party) -> PreparedDecision:
    assert party.prepared_decision is not None, "a decision's document is ordered with its preparation"
    return party.prepared_decision


def ground(ground: str) -> str:
    """Cite the ground of a decision without penalty; of 33 the move names the paragraph (款) in brackets."""
    place = {"33(1)": "33.1", "33(2)": "33.2"}.get(ground, ground)
    return cite(art(APL, place)) if ground else ""
