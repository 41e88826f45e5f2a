"""Decision filing (重大行政处罚决定备案): after the decision, with the supervising office."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Outcome, Party
from domain.case.people import Role
from domain.case.review import DecisionFiling
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import in_order
from domain.procedure.language import (
    Clock,
    Fact,
    Moment,
    Move,
    Refused,
    Span,
    Stamp,
)

FILING = art("江苏省行政处罚听证程序规则")


class DecisionFiled(Fact):
    """The decisions were filed with the supervising office."""

    title: ClassVar = Words("决定已备案", "decision filed")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    document: int

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return DecisionFiling(document=self.document, filed_on=stamp.on)


class FileDecision(Move):
    """File the decisions (重大行政处罚决定备案) with the supervising office."""

    title: ClassVar = Words("决定备案", "file decision")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = FILING
    makes: ClassVar = (DecisionFiled, DocumentsOrdered, DocumentApproved)
    within: ClassVar = TermKey.DECISION_FILING

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not to_be_filed(now.case):
            yield Refused("NothingToFile", cls.source, "没有应备案的决定 · there is no decision to be filed")
        elif any(now.case.undecided):
            yield Refused(
                "DecisionsOutstanding", cls.source, "尚有当事人未作出决定 · decide on every party first"
            )
        if now.case.decision_filing.filed_on:
            yield Refused("DecisionFiledAlready", cls.source, "已经备案 · filed already")

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.DECISION_FILING_REPORT)
        yield DecisionFiled(document=order.documents[0].id)
        yield order
        yield approved(order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if case.decision_filing.filed_on or any(case.undecided) or not to_be_filed(case):
            return None
        return _first_penalty(case)


def to_be_filed(case: Case) -> bool:
    return case.screening.decision_filing.answer is not False and _first_penalty(case) is not None


def _first_penalty(case: Case) -> date | None:
    days = [p.decision.on for p in case.parties.all if p.decision and p.decision.outcome is Outcome.PENALTY]
    return min(days) if days else None


class DecisionFilingAcknowledged(Fact):
    """The supervising office signed for the decision filing."""

    title: ClassVar = Words("决定备案已签收", "decision filing acknowledged")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    on: date

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return case.decision_filing.model_copy(update={"acknowledged_on": self.on})


class AcknowledgeDecisionFiling(Move):
    """Acknowledge the decision filing (签收备案)."""

    title: ClassVar = Words("签收备案", "acknowledge decision filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = FILING
    makes: ClassVar = (DecisionFilingAcknowledged,)

    on: date

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.decision_filing.acknowledged_on:
            yield Refused(
                "DecisionFilingAcknowledgedAlready", cls.source, "备案已经签收 · acknowledged already"
            )
        elif filing_report_issued(now.case) is None:
            yield Refused(
                "DecisionNotFiled", cls.source, "备案报告尚未发出 · the report is not filed and sealed yet"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            "签收日期",
            after=filing_report_issued(now.case),
            event="备案报告发出之日",
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionFilingAcknowledged(on=self.on)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return None if case.decision_filing.acknowledged_on else filing_report_issued(case)


def filing_report_issued(case: Case) -> date | None:
    number = case.decision_filing.document
    report = case.documents.get(number) if number else None
    return report.issued_on if report else None


def _decision_filing(case: Case, party: Party | None) -> Iterator[Span]:
    first = _first_penalty(case)
    if first and to_be_filed(case):
        yield Span(start=first, ended_on=case.decision_filing.filed_on)


MOVES = (
    FileDecision,
    AcknowledgeDecisionFiling,
)
FACTS = (
    DecisionFiled,
    DecisionFilingAcknowledged,
)
CLOCKS = (Clock(TermKey.DECISION_FILING, owner=Role.OFFICER, per_party=False, span=_decision_filing),)
