"""Decision filing (重大行政处罚决定备案): after the decision, with the supervising office."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Outcome, Party
from domain.case.people import Role
from domain.case.review import DecisionFiling
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import in_order
from domain.procedure.language import (
    Clock,
    Fact,
    Moment,
    Move,
    Refusal,
    Refused,
    Span,
    Stamp,
)

FILING_RULE = of_sector(Provision.DECISION_FILING)


class DecisionFiled(Fact):
    """The decisions were filed with the supervising office."""

    title: ClassVar = Words("决定已备案", "decision filed")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    document: int

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return DecisionFiling(document=self.document, filed_on=stamp.on)


NOTHING_TO_FILE = Refusal(
    "NothingToFile",
    FILING_RULE,
    Words("没有应备案的决定", "there is no decision to be filed"),
    Words(
        "作出重大行政处罚决定（impose）之后才备案；没有应备案的决定的，直接结案（close_case）",
        "a major penalty is imposed first (impose); without one there is nothing to file, and the case is closed (close_case)",
    ),
)
DECISIONS_OUTSTANDING = Refusal(
    "DecisionsOutstanding",
    FILING_RULE,
    Words("对当事人{parties}尚未作出决定", "the decision on party {parties} has not been made"),
    Words(
        "请先对各当事人作出决定（impose、decide_no_penalty）",
        "decide on every party first (impose, decide_no_penalty)",
    ),
)
DECISION_FILED_ALREADY = Refusal(
    "DecisionFiledAlready",
    FILING_RULE,
    Words("已于{on}备案", "the decisions were filed on {on}"),
    Words(
        "请盖章发出备案报告（record_sealing），等待签收（acknowledge_decision_filing）",
        "seal the report (record_sealing), then wait for its acknowledgement (acknowledge_decision_filing)",
    ),
)


class FileDecision(Move):
    """File the decisions (重大行政处罚决定备案) with the supervising office."""

    title: ClassVar = Words("决定备案", "file the decision")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = FILING_RULE
    makes: ClassVar = (DecisionFiled, DocumentsOrdered, DocumentApproved)
    within: ClassVar = TermKey.DECISION_FILING

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not to_be_filed(now.case):
            yield NOTHING_TO_FILE()
        elif outstanding := [p.id for p in now.case.undecided]:
            yield DECISIONS_OUTSTANDING(parties=listed(outstanding))
        if now.case.decision_filing.filed_on:
            yield DECISION_FILED_ALREADY(on=now.case.decision_filing.filed_on)

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

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{on} 签收", "acknowledged on {on}").filled(on=self.on)


DECISION_FILING_ACKNOWLEDGED_ALREADY = Refusal(
    "DecisionFilingAcknowledgedAlready",
    FILING_RULE,
    Words("备案已于{on}签收", "the decision filing was acknowledged on {on}"),
    Words(
        "无须再办；案件执行完毕后由办案机关结案（close_case）",
        "nothing is left to do here: the agency closes the case when it is executed (close_case)",
    ),
)
DECISION_NOT_FILED = Refusal(
    "DecisionNotFiled",
    FILING_RULE,
    Words("备案报告尚未发出", "the decision filing report has not been issued"),
    Words(
        "须先由办案机关备案（file_decision）并盖章（record_sealing）",
        "the agency files (file_decision) and seals it first (record_sealing)",
    ),
)


class AcknowledgeDecisionFiling(Move):
    """Acknowledge the decision filing (签收备案)."""

    title: ClassVar = Words("签收备案", "acknowledge the decision filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = FILING_RULE
    makes: ClassVar = (DecisionFilingAcknowledged,)

    on: Annotated[date, Label("签收日期", "day of acknowledgement")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.decision_filing.acknowledged_on:
            yield DECISION_FILING_ACKNOWLEDGED_ALREADY(on=now.case.decision_filing.acknowledged_on)
        elif filing_report_issued(now.case) is None:
            yield DECISION_NOT_FILED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("签收日期", "the day of acknowledgement"),
            after=filing_report_issued(now.case),
            event=Words("备案报告发出之日", "the day on which the report was issued"),
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
