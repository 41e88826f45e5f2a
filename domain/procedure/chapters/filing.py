"""Filing (报备): the interview report goes to the supervising office before the decision, where the profile asks."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Filed, Filing
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import heard, papers, parties
from domain.procedure.language import Clock, Fact, Moment, Move, Refused, Span, Stamp
from domain.procedure.progress import reviewed_since

LOCAL = art("镇江市审前听述制度（程序细节为本系统假定）")


class InterviewReportFiled(Fact):
    """The interview report was filed on this version of the papers."""

    title: ClassVar = Words("听述情况已报备", "interview report filed")
    component: ClassVar = "filing"
    informs: ClassVar = (Role.OFFICER,)
    papers: str
    document: int
    summary: str

    def change(self, case: Case, stamp: Stamp) -> Filing:
        filed = Filed(papers=self.papers, document=self.document, filed_on=stamp.on, summary=self.summary)
        return Filing(filings=(*case.filing.filings, filed))


class FileInterviewReport(Move):
    """File the interview report (报备听述情况) with the supervising office before the decision."""

    title: ClassVar = Words("报备听述情况", "file interview report")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = LOCAL
    makes: ClassVar = (InterviewReportFiled, DocumentsOrdered, DocumentApproved)

    summary: str
    """What the parties said and how it was answered (听述情况)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not now.case.screening.filing.answer:
            yield Refused("FilingNotDue", cls.source, "本案不需报备 · this case need not be filed")
        last = now.case.filing.last
        if last and last.papers == now.case.papers_version:
            yield Refused("FiledAlready", cls.source, "已就现有案卷材料报备 · filed on these papers already")
        yield from parties.anybody_undecided(now, cls.source)
        yield from heard.everyone_heard(now)
        yield from papers.reviewed(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, summary=self.summary)

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.INTERVIEW_REPORT)
        yield InterviewReportFiled(
            papers=now.case.papers_version, document=order.documents[0].id, summary=self.summary
        )
        yield order
        yield approved(order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.filing.last
        filed = last is not None and last.papers == case.papers_version
        if filed or not case.screening.filing.answer or not any(case.undecided):
            return None
        return reviewed_since(case)


class FilingAcknowledged(Fact):
    """The supervising office signed for the filing."""

    title: ClassVar = Words("报备已签收", "filing acknowledged")
    component: ClassVar = "filing"
    informs: ClassVar = (Role.OFFICER,)
    on: date

    def change(self, case: Case, stamp: Stamp) -> Filing:
        *earlier, last = case.filing.filings
        return Filing(filings=(*earlier, last.model_copy(update={"acknowledged_on": self.on})))


class AcknowledgeFiling(Move):
    """Acknowledge the filing (签收报备)."""

    title: ClassVar = Words("签收报备", "acknowledge filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = LOCAL
    makes: ClassVar = (FilingAcknowledged,)
    within: ClassVar = TermKey.FILING_RESPONSE

    on: date

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        last = now.case.filing.last
        if last is None or last.acknowledged_on:
            yield Refused(
                "NothingToAcknowledge", cls.source, "没有待签收的报备 · no filing waits to be acknowledged"
            )
        elif _delivered_on(now.case) is None:
            yield Refused(
                "FilingNotDelivered",
                cls.source,
                "听述情况报告尚未盖章发出 · the report is not sealed and delivered yet",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now, self.source, self.on, "签收日期", after=_delivered_on(now.case), event="报告送达之日"
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield FilingAcknowledged(on=self.on)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.filing.last
        return _delivered_on(case) if last and last.acknowledged_on is None and any(case.undecided) else None


def _delivered_on(case: Case) -> date | None:
    last = case.filing.last
    report = case.documents.get(last.document) if last else None
    return report.issued_on if report else None


def _response(case: Case, party: Party | None) -> Iterator[Span]:
    """From the delivery of the report; one that a later filing took the place of ends with that."""
    for item, later in zip_longest(case.filing.filings, case.filing.filings[1:]):
        report = case.documents.get(item.document)
        if report and report.issued_on:
            ended = item.acknowledged_on or (later.filed_on if later else None)
            yield Span(start=report.issued_on, ended_on=ended)


MOVES = (FileInterviewReport, AcknowledgeFiling)
FACTS = (InterviewReportFiled, FilingAcknowledged)
CLOCKS = (
    Clock(TermKey.FILING_RESPONSE, owner=Role.FILING_CLERK, per_party=False, span=_response, right=True),
)
