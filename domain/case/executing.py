"""What carries a decision out (执行): payments, and the execution of penalties that are not money."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from domain.bilingual import Titled
from domain.law.penalties import Penalty, PenaltyKind
from domain.lengths import Line, Text
from domain.record import FileHash, Record


class Payment(Record):
    """What the party paid (缴款) into the bank that the decision names."""

    on: date
    amount: Decimal
    """All of it, in yuan."""
    proof: FileHash
    add_on: Decimal = Decimal("0.00")
    """How much of it was add-on fine (加处罚款, 行政处罚法 第72条)."""

    @property
    def principal(self) -> Decimal:
        return self.amount - self.add_on


class Extent(Titled):
    """How far a penalty was executed (执行情况)."""

    WHOLE = "whole", "全部执行", "wholly executed"
    PARTLY = "partly", "部分执行", "partly executed"


class Execution(Record):
    """The execution (执行) of a penalty that is not money."""

    kind: PenaltyKind
    subject: Line = ""
    on: date
    begun_on: date | None = None
    extent: Extent
    remainder: Text = ""
    """What is left to be executed."""
    proof: FileHash


EXECUTED_BY_ITSELF = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS})
"""Money is paid; a warning is executed by the service of the decision."""


def to_execute(penalties: Iterable[Penalty]) -> dict[tuple[PenaltyKind, str], Penalty]:
    """The penalties of a decision that take an act of their own to be executed, by kind and subject."""
    return {(p.kind, p.subject): p for p in penalties if p.kind not in EXECUTED_BY_ITSELF}


def executed_on(executions: Iterable[Execution], kind: PenaltyKind, subject: str) -> date | None:
    """The day on which this penalty was wholly executed."""
    whole = (e for e in executions if e.extent is Extent.WHOLE)
    return next((e.on for e in whole if (e.kind, e.subject) == (kind, subject)), None)
