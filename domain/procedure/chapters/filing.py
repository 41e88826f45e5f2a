"""Filing (报备): the interview report goes to the supervising office before the decision, where the profile asks."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Filed, Filing
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import LongText
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, final, signed_out
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import heard, papers, parties, since_hearing
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.progress import reviewed_since

LOCAL_RULE = art("镇江市审前听述制度（程序细节为本系统假定）")


class InterviewReportFiled(Fact):
    """The interview report was filed on this version of the papers."""

    title: ClassVar = Words("听述情况已报备", "interview report filed")
    component: ClassVar = "filing"
    informs: ClassVar = (Role.OFFICER,)
    papers: str
    document: int
    summary: LongText

    def change(self, case: Case, stamp: Stamp) -> Filing:
        filed = Filed(papers=self.papers, document=self.document, filed_on=stamp.on, summary=self.summary)
        return Filing(filings=(*case.filing.filings, filed))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{summary}", "{summary}").filled(summary=self.summary)


FILING_NOT_DUE = Refusal(
    "FilingNotDue",
    LOCAL_RULE,
    Words("本案不需报备", "this case need not be filed before the decision"),
    Words(
        "请接着集体讨论（record_discussion）、制作决定书（prepare_decision）",
        "go on to the discussion (record_discussion) and the decision (prepare_decision)",
    ),
)
FILED_ALREADY = Refusal(
    "FiledAlready",
    LOCAL_RULE,
    Words(
        "已于{on}就现有案卷材料报备",
        "the interview report was filed on the present papers on {on}",
    ),
    Words(
        "请盖章发出报告（record_sealing），等待签收（acknowledge_filing）或者答复期限届满；已经签收的，接着集体讨论（record_discussion）",
        "seal the report (record_sealing), then wait for its acknowledgement (acknowledge_filing) or for the end of the term;"
        " once it is acknowledged, go on to the discussion (record_discussion)",
    ),
)


class FileInterviewReport(Move):
    """File the interview report (报备听述情况) with the supervising office before the decision."""

    title: ClassVar = Words("报备听述情况", "file the interview report")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    until_decision: ClassVar = True
    source: ClassVar = LOCAL_RULE
    makes: ClassVar = (InterviewReportFiled, DocumentsOrdered, DocumentApproved)

    summary: Annotated[
        LongText,
        Label(
            "听述情况",
            "summary",
            "当事人陈述、申辩的内容和答复的情况",
            "what the parties said and how it was answered",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not now.case.screening.filing.answer:
            yield FILING_NOT_DUE()
        if last := since_hearing.filed(now.case):
            yield FILED_ALREADY(on=last.filed_on)
        yield from parties.anybody_undecided(now, cls.source)
        yield from heard.everyone_heard(now)
        yield from papers.reviewed(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, summary=self.summary)

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.INTERVIEW_REPORT)
        yield InterviewReportFiled(
            papers=now.case.papers_version, document=order.documents[0].id, summary=self.summary
        )
        yield order
        yield signed_out(now, order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if since_hearing.filed(case) or not case.screening.filing.answer or not any(case.undecided):
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

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{on} 签收", "acknowledged on {on}").filled(on=self.on)


NOTHING_TO_ACKNOWLEDGE = Refusal(
    "NothingToAcknowledge",
    LOCAL_RULE,
    Words("没有待签收的报备", "no filing waits to be acknowledged"),
    Words(
        "须先由办案机关报备（file_interview_report）；已签收的，无须再签；有异议的，先答复（answer_objection）",
        "the agency files first (file_interview_report); what is acknowledged needs nothing more,"
        " and an objection is answered first (answer_objection)",
    ),
)
FILING_NOT_DELIVERED = Refusal(
    "FilingNotDelivered",
    LOCAL_RULE,
    Words("听述情况报告尚未盖章发出", "the interview report has not been sealed and issued"),
    Words(
        "请办案机关（{agency}）的内勤先为文书{document}盖章（record_sealing），盖章即为发出，再签收（acknowledge_filing）",
        "let a clerk of the agency ({agency}) seal document {document} first (`record_sealing`), by which it is issued;"
        " then acknowledge it (`acknowledge_filing`)",
    ),
)


class AcknowledgeFiling(Move):
    """Acknowledge the filing (签收报备)."""

    title: ClassVar = Words("签收报备", "acknowledge the filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = LOCAL_RULE
    makes: ClassVar = (FilingAcknowledged,)
    within: ClassVar = TermKey.FILING_RESPONSE

    on: Annotated[date, Label("签收日期", "day of acknowledgement")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        last = now.case.filing.current
        if last is None or last.acknowledged_on or last.objection:
            yield NOTHING_TO_ACKNOWLEDGE()
        elif delivered_on(now.case) is None:
            yield FILING_NOT_DELIVERED(agency=now.case.identity.agency.code, document=last.document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("签收日期", "the day of acknowledgement"),
            after=delivered_on(now.case),
            event=Words("报告发出之日", "the day on which the report was issued"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield FilingAcknowledged(on=self.on)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.filing.current
        answered = last is None or last.acknowledged_on or last.objection
        return None if answered or not any(case.undecided) else delivered_on(case)


def delivered_on(case: Case) -> date | None:
    """The day on which the report that is filed now was issued."""
    last = case.filing.current
    report = case.documents.get(last.document) if last else None
    return report.issued_on if report else None


def _response(case: Case, party: Party | None) -> Iterator[Span]:
    """From the delivery of the report to the answer; one that was withdrawn or filed anew ends with that."""
    for item, later in zip_longest(case.filing.filings, case.filing.filings[1:]):
        report = case.documents.get(item.document)
        if report and report.issued_on:
            answered = item.acknowledged_on or (item.objection.on if item.objection else None)
            ended = answered or item.withdrawn_on or (later.filed_on if later else None)
            yield Span(start=report.issued_on, ended_on=ended, lapsed_on=parties.decided_on(case))


MOVES = (FileInterviewReport, AcknowledgeFiling)
FACTS = (InterviewReportFiled, FilingAcknowledged)
CLOCKS = (
    Clock(
        TermKey.FILING_RESPONSE,
        owner=Role.FILING_CLERK,
        per_party=False,
        span=_response,
        right=True,
        silence=True,
    ),
)
