"""Execution (执行) of penalties that are not money: halted, suspended, revoked, handed over."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.executing import Execution, Extent, executed_on, to_execute
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.counting import lasts_until
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.provisions import Provision, of_sector
from domain.lengths import Line, Text
from domain.procedure.chapters.payment import DECISION_NOT_SERVED
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.record import FileHash

EXECUTED = of_sector(Provision.CLOSING)
LASTING = frozenset(
    {
        PenaltyKind.PERMIT_SUSPENSION,
        PenaltyKind.BUSINESS_RESTRICTION,
        PenaltyKind.PRODUCTION_HALT,
        PenaltyKind.DETENTION,
    }
)
"""Kinds that are executed when their time is over; any other is when it was done, such as an entry in a register."""


class PenaltyExecuted(PartyFact):
    """A penalty that is not money was executed, wholly or partly."""

    title: ClassVar = Words("处罚已执行", "penalty executed")
    informs: ClassVar = (Role.OFFICER,)
    execution: Execution

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"executions": (*party.executions, self.execution)})

    def said(self, case: Case) -> Iterator[Words]:
        done = self.execution
        yield Words("{party}：{on} {what}，{extent}{rest}", "{party}: {what}, {extent} on {on}{rest}").filled(
            party=case.party(self.party).said,
            on=done.on,
            what=Penalty(kind=done.kind, subject=done.subject).said,
            extent=done.extent,
            rest=Words("，尚未执行：{left}", "; left: {left}").filled(left=done.remainder)
            if done.remainder
            else "",
        )


NOTHING_TO_EXECUTE = Refusal(
    "NothingToExecute",
    EXECUTED,
    Words(
        "对当事人{party}没有待执行的其他处罚",
        "nothing but money is left to be executed against party {party}",
    ),
    Words(
        "罚没款请记录缴款（record_payment）；均已执行完毕的，请结案（close_case）",
        "money is paid (record_payment); when all is done, close the case (close_case)",
    ),
)
NOT_TO_EXECUTE = Refusal(
    "NotToExecute",
    EXECUTED,
    Words("{what}不是待执行的处罚", "{what} is not to be executed"),
    Words(
        "请在 kind、subject 中填写待执行的一项：{known}", "give one of these in `kind` and `subject`: {known}"
    ),
    Sort.FORM,
)
REMAINDER = Refusal(
    "Remainder",
    EXECUTED,
    Words(
        "部分执行的须写明尚未执行的部分，全部执行的没有尚未执行的部分",
        "what is executed in part says what is left; where all is executed nothing is",
    ),
    Words("请核对 extent 和 remainder", "check `extent` and `remainder`"),
    Sort.FORM,
)
NOT_YET_OVER = Refusal(
    "NotYetOver",
    EXECUTED,
    Words(
        "{what}自{begun_on}开始，至{until}才执行完毕",
        "{what}, begun on {begun_on}, lasts until {until}",
    ),
    Words(
        "请在{until}以后记录全部执行；在此以前记录部分执行（extent、remainder）",
        "record it as wholly executed on {until} or later, and until then as partly executed (`extent`, `remainder`)",
    ),
)


class RecordExecution(PartyMove):
    """Record the execution (记录执行) of a penalty that is not money, wholly or partly."""

    title: ClassVar = Words("记录执行", "record the execution")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = EXECUTED
    makes: ClassVar = (PenaltyExecuted,)

    kind: Annotated[
        PenaltyKind, Label("处罚种类", "kind of penalty", "所执行的处罚", "the penalty that was executed")
    ]
    subject: Annotated[
        Line,
        Label(
            "对象",
            "subject",
            "决定书写明对象的，照填",
            "as the decision has it, where it names one",
        ),
    ] = ""
    on: Annotated[
        date,
        Label(
            "执行日期",
            "day of execution",
            "有期限的处罚，为期满之日",
            "of what lasts, the day on which it was over",
        ),
    ]
    begun_on: Annotated[
        date | None,
        Label(
            "开始日期",
            "begun on",
            "停产停业、暂扣等有期限的处罚，开始执行之日",
            "of what lasts, such as a halt or a suspension: its first day",
        ),
    ] = None
    extent: Annotated[Extent, Label("执行情况", "extent")]
    remainder: Annotated[
        Text,
        Label(
            "尚未执行的部分",
            "remainder",
            "部分执行的，写明尚未执行什么",
            "where it is executed in part: what is left",
        ),
    ] = ""
    proof: Annotated[
        FileHash,
        Label(
            "执行凭证",
            "proof",
            "现场检查笔录、交接单等（文件的 SHA-256）",
            "the record of an inspection, a receipt or the like (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision and who.decision_service is None:
            yield DECISION_NOT_SERVED(party=party)
        elif who.decision and not _left(who):
            yield NOTHING_TO_EXECUTE(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        left, service = _left(party), party.decision_service
        served = Words("决定书送达之日", "the day on which the decision was served")
        first = self.begun_on or self.on
        yield from in_order(
            now,
            self.source,
            first,
            Words("开始执行之日", "the first day of execution"),
            after=service.served_on if service else None,
            event=served,
        )
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("执行日期", "the day of execution"),
            after=first,
            event=Words("开始执行之日", "the first day of execution"),
        )
        yield from filled(self, proof=self.proof)
        if (self.extent is Extent.PARTLY) is not bool(self.remainder.strip()):
            yield REMAINDER()
        penalty = left.get((self.kind, self.subject))
        if penalty is None:
            what = Penalty(kind=self.kind, subject=self.subject).said
            yield NOT_TO_EXECUTE(what=what, known=listed(p.said for p in left.values()))
        elif self.extent is Extent.WHOLE:
            yield from self._time_over(now, penalty)

    def _time_over(self, now: Moment, penalty: Penalty) -> Iterator[Refused]:
        if self.kind not in LASTING or penalty.duration is None:
            return
        if self.begun_on is None:
            yield from filled(self, begun_on=self.begun_on)
            return
        length, unit = penalty.duration.length, penalty.duration.unit
        until = lasts_until(self.begun_on, length, unit, now.rules.calendar)
        if self.on < until:
            yield NOT_YET_OVER(what=penalty.said, begun_on=self.begun_on, until=until)

    def facts(self, now: Moment) -> Iterator[Fact]:
        execution = Execution(
            kind=self.kind,
            subject=self.subject,
            on=self.on,
            begun_on=self.begun_on,
            extent=self.extent,
            remainder=self.remainder,
            proof=self.proof,
        )
        yield PenaltyExecuted(party=self.party, execution=execution)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        service = who.decision_service
        return service.served_on if service and _left(who) else None


def _left(party: Party) -> dict[tuple[PenaltyKind, str], Penalty]:
    """What is still to be executed."""
    wanted = to_execute(party.in_force)
    return {key: p for key, p in wanted.items() if executed_on(party.executions, *key) is None}


MOVES = (RecordExecution,)
FACTS = (PenaltyExecuted,)
