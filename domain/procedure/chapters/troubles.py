"""Troubles (故障): effects that fail again and again, signals that were refused. Kept, shown, never dropped."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Role
from domain.case.troubles import Troubles
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code, Line, MachineText
from domain.procedure.language import APL, Fact, MachineMove, Moment, Stamp

TIMES = Words("次", "times")
LONGEST_LETTER = 8 * 1024
"""Bytes of a signal: more than any opinion needs."""
LETTER_TOO_LONG = (
    "LetterTooLong",
    f"信号超过 {LONGEST_LETTER} 字节，请把长文上传为文件 · longer than {LONGEST_LETTER} bytes: upload long texts as files",
)
LETTERBOX_FULL = (
    "LetterboxFull",
    "待处理的信号过多，请稍后再发 · too many signals wait already: send it again later",
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
            update={"failures": case.troubles.failures.and_(f"{self.effect}: {self.reason}")}
        )

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{effect} 已失败{attempts}次，仍在重试：{reason}",
            "{effect} failed {attempts} times and is tried again: {reason}",
        ).filled(effect=self.effect, attempts=self.attempts, reason=self.reason)


class ReportFailure(MachineMove):
    """Say that an effect failed again and again (任务失败); it is retried all the same."""

    title: ClassVar = Words("任务失败", "report a failure")
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (EffectFailed,)

    effect: Annotated[Line, Label("任务", "effect", "哪一项系统任务", "which effect it is")]
    attempts: Annotated[int, Label("次数", "attempts", "已尝试的次数", "how often it was tried", TIMES)]
    reason: Annotated[MachineText, Label("原因", "reason")]

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
        return case.troubles.model_copy(update={"refused_signals": case.troubles.refused_signals.and_(said)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "信号 {signal}（{id}）被拒：{code}，{reason}", "{signal} ({id}): {code}, {reason}"
        ).filled(signal=self.signal, id=self.id, code=self.code, reason=self.reason)


class RefuseSignal(MachineMove):
    """Record a signal that was refused (信号被拒)."""

    title: ClassVar = Words("信号被拒", "record a refused signal")
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (SignalRefused,)

    signal: Annotated[Code, Label("信号名称", "signal", "approve 或者 return_case", "approve or return_case")]
    id: Annotated[Line, Label("信号编号", "id of the signal")]
    code: Annotated[Code, Label("拒绝编码", "code", "拒绝理由的编码", "of the refusal")]
    reason: Annotated[MachineText, Label("理由", "reason")]

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SignalRefused(signal=self.signal, id=self.id, code=self.code, reason=self.reason)


MACHINE = (ReportFailure, RefuseSignal)
FACTS = (EffectFailed, SignalRefused)
