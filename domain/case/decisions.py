"""Decisions (决定): as one was prepared, as the head made it, and with all that followed of it once another takes its place."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.bilingual import Titled
from domain.case.executing import Execution, Payment
from domain.case.papers import Discretion, ToCorrect
from domain.case.recovering import Recovery
from domain.case.renotifying import DraftSentBack
from domain.law.penalties import Penalty, PenaltyKind
from domain.lengths import Code, Line, LongText, Text
from domain.record import Record


class AgainstNotice(Titled):
    SAME = "same", "与告知一致", "same as notified"
    LIGHTER = "lighter", "轻于告知", "lighter than notified"


class Outcome(Titled):
    PENALTY = "penalty", "行政处罚", "penalty"
    NO_PENALTY = "no_penalty", "不予行政处罚", "no penalty"
    NOT_ESTABLISHED = "not_established", "违法事实不能成立", "facts not established"


class PreparedDecision(Record):
    """A decision on one party as it was prepared (制作), previewed and not made yet."""

    document: int
    outcome: Outcome
    penalties: tuple[Penalty, ...] = ()
    discretion: Discretion = Discretion.ORDINARY
    discretion_reasons: LongText = ""
    discretion_article: Line = ""
    findings: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    ground: Code = ""
    """The provision of a decision without penalty (行政处罚法 第30、31、33、36条)."""
    statements_answered: LongText = ""
    unproven_because: LongText = ""
    """Why the facts are not established, where they are not."""
    ground_evidence: tuple[Code, ...] = ()
    """Which evidence proves the ground of a decision without penalty."""
    education: LongText = ""
    """What the party that is not punished is told for its education (行政处罚法 第33条第3款)."""
    performance: LongText = ""
    """How and by when penalties other than money are performed (行政处罚法 第59条第1款第4项)."""
    publish: bool = False
    papers: str = ""
    prepared_by: str = ""
    overtaken: bool = False
    """By what it would have to say: a report, a re-check, new notices. It is prepared anew."""
    sent_back: DraftSentBack | None = None
    third_parties: int = 0
    """How many it says that it goes to besides."""
    to_correct: ToCorrect | None = None


class Decision(Record):
    """The decision on one party (决定), as the head made it."""

    document: int
    outcome: Outcome
    on: date
    by: str
    penalties: tuple[Penalty, ...] = ()
    against_notice: AgainstNotice | None = None
    discretion: Discretion = Discretion.ORDINARY
    ground: Code = ""
    publish: bool = False

    @property
    def payable(self) -> Decimal:
        """Yuan to be paid: of confiscated goods the amount is their value, and they are handed over."""
        return money(self.penalties)


def money(penalties: Iterable[Penalty]) -> Decimal:
    """Yuan to be paid of these penalties."""
    paid = (p for p in penalties if p.kind is not PenaltyKind.CONFISCATION_OF_GOODS)
    return sum((p.amount or Decimal("0.00") for p in paid), Decimal("0.00"))


class Reopening(Record):
    """That a decision is to be made anew (重新作出), and on which facts and evidence the one before it rested."""

    on: date
    by: str
    reason: Text
    facts: tuple[LongText, ...]
    pieces: tuple[Code, ...]
    """The evidence that proved them, by its ids."""


class EarlierDecision(Record):
    """A decision that was set aside, with all that followed of it: another is to be made in its place (重新作出决定).

    Each of these has the name that it has of the party, which begins anew without them.
    """

    decision: Decision
    prepared_decision: PreparedDecision | None = None
    published_on: date | None = None
    payments: tuple[Payment, ...] = ()
    executions: tuple[Execution, ...] = ()
    recovery: Recovery = Recovery()
    reopened: Reopening
