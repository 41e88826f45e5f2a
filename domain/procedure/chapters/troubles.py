"""Troubles (故障): effects that fail again and again, signals that were refused. Kept, shown, never dropped."""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Role
from domain.case.troubles import Troubles
from domain.law.articles import art
from domain.procedure.language import (
    APL,
    Fact,
    MachineMove,
    Moment,
    Stamp,
)


class EffectFailed(Fact):
    """An effect failed so often that a person should look."""

    title: ClassVar = Words("任务失败", "effect failed")
    component: ClassVar = "troubles"
    informs: ClassVar = (Role.OFFICER,)
    effect: str
    attempts: int
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Troubles:
        return case.troubles.model_copy(
            update={"failures": (*case.troubles.failures, f"{self.effect}: {self.reason}")}
        )


class ReportFailure(MachineMove):
    """Say that an effect failed again and again (任务失败); it is retried all the same."""

    title: ClassVar = Words("任务失败", "report failure")
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (EffectFailed,)
    effect: str
    attempts: int
    reason: str

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield EffectFailed(effect=self.effect, attempts=self.attempts, reason=self.reason)


class SignalRefused(Fact):
    """A signal was refused, or could not be read. Kept and shown, never dropped."""

    title: ClassVar = Words("信号被拒", "signal refused")
    component: ClassVar = "troubles"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    signal: str
    id: str
    code: str
    reason: str

    def change(self, case: Case, stamp: Stamp) -> Troubles:
        said = f"{self.signal} {self.id}: {self.code} {self.reason}"
        return case.troubles.model_copy(update={"refused_signals": (*case.troubles.refused_signals, said)})


class RefuseSignal(MachineMove):
    """Record a signal that was refused (信号被拒)."""

    title: ClassVar = Words("信号被拒", "refuse signal")
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (SignalRefused,)
    signal: str
    id: str
    code: str
    reason: str

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SignalRefused(signal=self.signal, id=self.id, code=self.code, reason=self.reason)


MACHINE = (
    ReportFailure,
    RefuseSignal,
)
FACTS = (
    EffectFailed,
    SignalRefused,
)
