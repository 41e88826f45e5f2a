"""Decision filing (重大行政处罚决定备案): after the decision, with the supervising office."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import DecisionFiling, FiledDecisions
from domain.labels import SERIAL, Label
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, final, signed_out
from domain.procedure.faults import in_order
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.progress import last_of

FILING_RULE = of_sector(Provision.DECISION_FILING)


class DecisionFiled(Fact):
    """The decisions were filed with the supervising office."""

    title: ClassVar = Words("决定已备案", "decision filed")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    document: int
    parties: tuple[int, ...] = ()
    """Whose decisions; none where all were filed together."""

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        filed = FiledDecisions(document=self.document, parties=self.parties, filed_on=stamp.on)
        return case.decision_filing.added(filed)

    def said(self, case: Case) -> Iterator[Words]:
        yield from (case.party(party).said for party in self.parties)


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
        "请盖章发出备案报告（record_sealing），等待签收（acknowledge_decision_filing）；报告因规定待律师确认而不能定稿的，"
        "确认并由系统运维适用后自行制成；已经签收的，无须再办",
        "seal the report (record_sealing), then wait for its acknowledgement (acknowledge_decision_filing); where the law that it"
        " cites waits for a lawyer, it is made by itself once an operator has adopted the answer; once it is acknowledged"
        " nothing more is to be done",
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
        outstanding = [p.id for p in now.case.undecided]
        if not to_be_filed(now.case):
            yield NOTHING_TO_FILE()
        elif not _unfiled(now.case):
            yield DECISION_FILED_ALREADY(on=now.case.decision_filing.filed_on)
        elif outstanding and not _one_by_one(now.case):
            yield DECISIONS_OUTSTANDING(parties=listed(outstanding))

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.DECISION_FILING_REPORT)
        parties = tuple(p.id for p in _unfiled(now.case)) if _one_by_one(now.case) else ()
        yield DecisionFiled(document=order.documents[0].id, parties=parties)
        yield order
        yield signed_out(now, order, self.together_with)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        if not to_be_filed(case) or (any(case.undecided) and not _one_by_one(case)):
            return None
        days = [on for p in _unfiled(case) for on, filed in _to_be_told(case, p) if filed is None]
        return min(days, default=None) if _one_by_one(case) else max(days, default=None)


def to_be_filed(case: Case) -> bool:
    return case.screening.decision_filing.answer is not False and any(_punished(case))


def _one_by_one(case: Case) -> bool:
    return case.rulebook.switches.decision_filing_each


def _punished(case: Case) -> Iterator[Party]:
    return (p for p in case.parties.all if p.decision and p.decision.outcome is Outcome.PENALTY)


def _unfiled(case: Case) -> tuple[Party, ...]:
    """The parties punished by a decision that has not been filed."""
    return tuple(p for p in _punished(case) if not all(filed for _, filed in _to_be_told(case, p)))


def _to_be_told(case: Case, party: Party) -> list[tuple[date, FiledDecisions | None]]:
    """What the supervising office is told of a party: its decision and, where the profile asks, what the agency made of it since.

    Each with its day, and with the filing that told it.
    """
    assert party.decision is not None, "only decisions are filed"
    since = party.recovery.set_aside if case.rulebook.switches.decision_filing_again else ()
    told = ((party.decision.on, party.decision.document), *((one.on, one.document) for one in since))
    return [(on, case.decision_filing.of_party(party.id, document)) for on, document in told]


class DecisionFilingAcknowledged(Fact):
    """The supervising office signed for the decision filing."""

    title: ClassVar = Words("决定备案已签收", "decision filing acknowledged")
    component: ClassVar = "decision_filing"
    informs: ClassVar = (Role.OFFICER,)
    on: date
    document: int | None = None
    """Of the report; the last one where it is not said."""

    def change(self, case: Case, stamp: Stamp) -> DecisionFiling:
        return case.decision_filing.acknowledged(self.document, self.on)

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
CORRECTION_AWAITED = Refusal(
    "CorrectionAwaited",
    FILING_RULE,
    Words("备案报告尚待补正（至{due_on}）", "the report is still to be corrected (until {due_on})"),
    Words(
        "请等待办案机关补正（correct_decision_filing）并盖章发出（record_sealing）",
        "wait until the agency corrects it (correct_decision_filing) and seals the corrected one (record_sealing)",
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


WHICH_REPORT = Refusal(
    "WhichReport",
    FILING_RULE,
    Words(
        "没有写明签收哪一件备案报告，或者所写的不是待签收的备案报告",
        "it is not said which report is acknowledged, or what is named does not wait for it",
    ),
    Words(
        "请在 document 中填写待签收的备案报告的序号：{known}",
        "give in `document` the number of a report that waits for it: {known}",
    ),
    Sort.FORM,
)


class AcknowledgeDecisionFiling(Move):
    """Acknowledge the decision filing (签收备案)."""

    title: ClassVar = Words("签收备案", "acknowledge the decision filing")
    by: ClassVar = (Role.FILING_CLERK,)
    source: ClassVar = FILING_RULE
    makes: ClassVar = (DecisionFilingAcknowledged,)

    on: Annotated[date, Label("签收日期", "day of acknowledgement")]
    document: Annotated[
        int | None,
        Label(
            "备案报告",
            "report",
            "备案报告在本案中的序号；只有一件待签收的，可以不填",
            "number of the report in the case; may be left out where only one waits",
            SERIAL,
        ),
    ] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if to_acknowledge(now.case):
            return
        corrections = (f.correction for f in now.case.decision_filing.all if f.correction)
        if correction := next(corrections, None):
            yield CORRECTION_AWAITED(due_on=correction.due_on)
        elif reports_issued(now.case) and now.case.decision_filing.acknowledged_on:
            yield DECISION_FILING_ACKNOWLEDGED_ALREADY(on=now.case.decision_filing.acknowledged_on)
        else:
            yield DECISION_NOT_FILED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        waiting = to_acknowledge(now.case)
        if self.document not in waiting and (self.document is not None or len(waiting) > 1):
            yield WHICH_REPORT(known=listed(map(str, waiting)))
            return
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("签收日期", "the day of acknowledgement"),
            after=waiting[self.document] if self.document else min(waiting.values()),
            event=Words("备案报告发出之日", "the day on which the report was issued"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        waiting = to_acknowledge(now.case)
        named = self.document or next(iter(waiting), None)
        # Of the last report its number is not said: as it was while there was never another.
        last = named in (None, now.case.decision_filing.document)
        yield DecisionFilingAcknowledged(on=self.on, document=None if last else named)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min(to_acknowledge(case).values(), default=None)


def issued(case: Case, document: int) -> date | None:
    report = case.documents.get(document)
    return report.issued_on if report else None


def to_acknowledge(case: Case) -> dict[int, date]:
    """The reports that were issued and wait to be acknowledged, with the day of issue; none that is to be corrected first."""
    filed = case.decision_filing.all
    waiting = (f for f in filed if f.acknowledged_on is None and f.correction is None)
    return {f.document: on for f in waiting if (on := issued(case, f.document))}


def reports_issued(case: Case) -> bool:
    """Whether every decision to be filed stands in a report that was issued, and nothing of it is to be corrected."""
    filed = case.decision_filing.all
    sound = all(issued(case, f.document) and f.correction is None for f in filed)
    return not _unfiled(case) and bool(filed) and sound


def _decision_filing(case: Case, party: Party | None) -> Iterator[Span]:
    """One by one from the day of each decision; together from the last, since the first cannot be filed before [A]."""
    if not to_be_filed(case):
        return
    decided: dict[date, list[date | None]] = {}
    for who in _punished(case):
        for on, filed in _to_be_told(case, who):
            decided.setdefault(on, []).append(filed.filed_on if filed else None)
    if _one_by_one(case):
        yield from (Span(start=on, ended_on=last_of(filed)) for on, filed in sorted(decided.items()))
    elif not any(case.undecided):
        last = case.decision_filing.filed_on if not _unfiled(case) else None
        yield Span(start=max(decided), ended_on=last)


MOVES = (
    FileDecision,
    AcknowledgeDecisionFiling,
)
FACTS = (
    DecisionFiled,
    DecisionFilingAcknowledged,
)
CLOCKS = (Clock(TermKey.DECISION_FILING, owner=Role.OFFICER, per_party=False, span=_decision_filing),)
