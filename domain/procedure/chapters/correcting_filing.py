"""Corrections of a decision filing (备案补正): asked for by the supervising office in a document of its own, made by the agency."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.corrections import FilingCorrection
from domain.case.documents import DocumentKind, NewDocument
from domain.case.people import Role
from domain.case.review import DecisionFiling, FiledDecisions
from domain.labels import SERIAL, Label
from domain.lengths import LongText
from domain.procedure.chapters.decision_filing import (
    CORRECTION_AWAITED,
    DECISION_FILING_ACKNOWLEDGED_ALREADY,
    DECISION_NOT_FILED,
    FILING_RULE,
    issued,
    reports_issued,
    to_acknowledge,
)
from domain.procedure.chapters.documents import (
    DocumentApproved,
    DocumentsOrdered,
    approved,
    final,
    signed_out,
)
from domain.procedure.faults import filled
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Sort, Stamp


class CorrectionRequested(Fact):
    """The supervising office found a report on decisions wanting."""

    title: ClassVar = Words("已要求备案补正", "correction of the decision filing requested")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    correction: FilingCorrection

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        filed = case.decision_filing.of_report(self.correction.report)
        assert filed is not None, "judged before"
        return case.decision_filing.changed(filed.document, corrections=(*filed.corrections, self.correction))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("至{due_on}：{points}", "until {due_on}: {points}").filled(
            due_on=self.correction.due_on, points=self.correction.points
        )


class DecisionFilingCorrected(Fact):
    """The agency corrected the filing: another report takes the place of the one that was wanting."""

    title: ClassVar = Words("决定备案已补正", "decision filing corrected")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    report: int
    """The report that was wanting."""
    document: int
    """The corrected report."""
    corrected: LongText

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        filed = case.decision_filing.of_report(self.report)
        assert filed is not None, "judged before"
        *earlier, last = filed.corrections
        done = last.model_copy(
            update={
                "corrected_on": stamp.on,
                "corrected": self.corrected,
                "corrected_report": self.document,
            }
        )
        return case.decision_filing.changed(self.report, document=self.document, corrections=(*earlier, done))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{corrected}", "{corrected}").filled(corrected=self.corrected)


OFFICE_NOT_KNOWN = Refusal(
    "OfficeNotKnown",
    FILING_RULE,
    Words(
        "人员名录中没有发文机关的信息，文书不能编号",
        "the directory does not know the agency that issues the notice, so that it cannot be numbered",
    ),
    Words(
        "请管理员在人员名录中登记该机关的名称和机关代字（agencies 中的 code、name、word）",
        "let the administrator enter it in the directory (in `agencies`: `code`, `name`, `word`)",
    ),
)
WHICH_REPORT_IS_WANTING = Refusal(
    "WhichReportIsWanting",
    FILING_RULE,
    Words(
        "没有写明补正哪一件备案报告，或者所写的不是可以补正的备案报告",
        "it is not said which report is to be corrected, or what is named is none",
    ),
    Words(
        "请在 document 中填写备案报告的序号：{known}", "give in `document` the number of the report: {known}"
    ),
    Sort.FORM,
)
CORRECTION_DUE_IN_THE_PAST = Refusal(
    "CorrectionDueInThePast",
    FILING_RULE,
    Words(
        "补正期限（{due_on}）不晚于今日（{today}）", "the last day ({due_on}) is not after today ({today})"
    ),
    Words("请在 due_on 中填写今日以后的日期", "give a day after today in `due_on`"),
    Sort.FORM,
)
REPORT = Label(
    "备案报告",
    "report",
    "备案报告在本案中的序号；只有一件的，可以不填",
    "number of the report in the case; may be left out where there is only one",
    SERIAL,
)


class RequestCorrection(Move):
    """Ask for a correction of the decision filing (要求补正), by a notice that the supervising office numbers and seals."""

    title: ClassVar = Words("要求备案补正", "request a correction of the decision filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = FILING_RULE
    makes: ClassVar = (CorrectionRequested, DocumentsOrdered, DocumentApproved)
    issues_own: ClassVar = True

    points: Annotated[
        LongText, Label("补正事项", "points", "缺少什么、哪里有误", "what is missing, what is wrong")
    ]
    due_on: Annotated[
        date, Label("补正期限", "last day", "补正的最后一日", "the last day for the correction")
    ]
    document: Annotated[int | None, REPORT] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        filing = now.case.decision_filing
        if to_acknowledge(now.case):
            return
        if correction := next((f.correction for f in filing.all if f.correction), None):
            yield CORRECTION_AWAITED(due_on=correction.due_on)
        elif reports_issued(now.case) and filing.acknowledged_on:
            yield DECISION_FILING_ACKNOWLEDGED_ALREADY(on=filing.acknowledged_on)
        else:
            yield DECISION_NOT_FILED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        waiting = to_acknowledge(now.case)
        if self.document not in waiting and (self.document is not None or len(waiting) > 1):
            yield WHICH_REPORT_IS_WANTING(known=listed(map(str, waiting)))
        if now.agency is None:
            yield OFFICE_NOT_KNOWN()
        yield from filled(self, points=self.points)
        if self.due_on <= now.today:
            yield CORRECTION_DUE_IN_THE_PAST(due_on=self.due_on, today=now.today)

    def facts(self, now: Moment) -> Iterator[Fact]:
        report = self.document or next(iter(to_acknowledge(now.case)))
        notice = next(now.case.documents.next_ids())
        order = DocumentsOrdered(
            documents=(
                NewDocument(
                    id=notice,
                    kind=DocumentKind.FILING_CORRECTION_NOTICE,
                    about=str(report),
                    issuer=now.agency,
                ),
            )
        )
        correction = FilingCorrection(
            notice=notice, report=report, on=now.today, points=self.points, due_on=self.due_on
        )
        yield CorrectionRequested(correction=correction)
        yield order
        yield approved(order, now.actor.id)


NO_CORRECTION_ASKED = Refusal(
    "NoCorrectionAsked",
    FILING_RULE,
    Words("没有已发出而待办理的补正要求", "no correction that was asked for by an issued notice is open"),
    Words(
        "备案补正通知书由执法监督机构作出（request_correction）、盖章发出（record_sealing）之后才补正",
        "the supervising office asks for it (request_correction) and seals its notice (record_sealing) first",
    ),
)


class CorrectDecisionFiling(Move):
    """Correct the decision filing (备案补正): the corrected report is numbered, sealed and goes to the supervising office."""

    title: ClassVar = Words("备案补正", "correct the decision filing")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = FILING_RULE
    makes: ClassVar = (DecisionFilingCorrected, DocumentsOrdered, DocumentApproved)

    corrected: Annotated[
        LongText, Label("补正说明", "what was corrected", "逐项说明补正了什么", "point by point")
    ]
    document: Annotated[int | None, REPORT] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not _wanting(now.case):
            yield NO_CORRECTION_ASKED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        wanting = _wanting(now.case)
        if self.document not in wanting and (self.document is not None or len(wanting) > 1):
            yield WHICH_REPORT_IS_WANTING(known=listed(map(str, wanting)))
        yield from filled(self, corrected=self.corrected)

    def facts(self, now: Moment) -> Iterator[Fact]:
        report = self.document or next(iter(_wanting(now.case)))
        order = final(now.case, DocumentKind.DECISION_FILING_REPORT, about=str(report))
        yield DecisionFilingCorrected(report=report, document=order.documents[0].id, corrected=self.corrected)
        yield order
        yield signed_out(now, order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min(_wanting(case).values(), default=None)


def _wanting(case: Case) -> dict[int, date]:
    """The reports to be corrected by a notice that was issued, with the day of issue."""
    return {f.document: on for f in case.decision_filing.all if (on := _told_on(case, f))}


def _told_on(case: Case, filed: FiledDecisions) -> date | None:
    return issued(case, filed.correction.notice) if filed.correction else None


MOVES = (RequestCorrection, CorrectDecisionFiling)
FACTS = (CorrectionRequested, DecisionFilingCorrected)
