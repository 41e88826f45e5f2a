"""Closing (结案归档): the dossier is sealed on a lawful trigger."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Outcome, Party
from domain.case.people import Role
from domain.case.review import Closing
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.chapters.decision_filing import filing_report_issued, to_be_filed
from domain.procedure.faults import filled
from domain.procedure.language import Clock, Fact, Moment, Move, Refusal, Refused, Span, Stamp
from domain.procedure.progress import last_of
from domain.record import FileHash


def executed_on(party: Party) -> date | None:
    """The day on which nothing was left to be done against this party: paid up, or served without a penalty to pay."""
    service = party.decision_service
    if party.decision is None or service is None:
        return None
    if party.decision.outcome is Outcome.NO_PENALTY or party.decision.payable == 0:
        return service.served_on
    return party.paid_up_on


def trigger_on(case: Case) -> date | None:
    """The day on which nothing was left to be done against any party."""
    return last_of(executed_on(p) for p in case.parties.all)


class CaseClosed(Fact):
    """The case was closed on its trigger."""

    title: ClassVar = Words("已结案", "case closed")
    component: ClassVar = "closing"
    informs: ClassVar = (Role.OFFICER,)
    trigger: str
    form: FileHash

    def change(self, case: Case, stamp: Stamp) -> Closing:
        return Closing(closed_on=stamp.on, trigger=self.trigger, form=self.form)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("案卷封存", "the dossier is sealed")


CLOSED_ALREADY = Refusal(
    "ClosedAlready",
    of_sector(Provision.CLOSING),
    Words("案件已于{on}结案", "the case was closed on {on}"),
    Words(
        "案卷已封存，可以查看（tingshu case show）",
        "the dossier is sealed; look at it (`tingshu case show`)",
    ),
)
NOT_EXECUTED = Refusal(
    "NotExecuted",
    of_sector(Provision.CLOSING),
    Words(
        "对当事人{party}的决定尚未作出、送达或者执行完毕",
        "the decision on party {party} has not been made, served and executed",
    ),
    Words(
        "请作出（impose、decide_no_penalty）并送达（record_service）决定，记录缴款（record_payment）",
        "decide (impose, decide_no_penalty), serve the decision (record_service) and record the payment (record_payment)",
    ),
)
DECISION_FILING_OUTSTANDING = Refusal(
    "DecisionFilingOutstanding",
    of_sector(Provision.CLOSING),
    Words("重大行政处罚决定尚未备案", "the decision has not been filed with the supervising office"),
    Words(
        "请先备案（file_decision）并盖章发出报告（record_sealing）",
        "file it first (file_decision), and seal the report (record_sealing)",
    ),
)


class CloseCase(Move):
    """Close the case (结案) on a lawful trigger, with the signed approval form (结案审批表)."""

    title: ClassVar = Words("结案", "close the case")
    by: ClassVar = (Role.OFFICER, Role.HEAD)
    source: ClassVar = of_sector(Provision.CLOSING)
    makes: ClassVar = (CaseClosed,)
    within: ClassVar = TermKey.CLOSE_CASE

    form: Annotated[
        FileHash,
        Label(
            "结案审批表",
            "approval form",
            "签名的结案审批表（文件的 SHA-256）",
            "the signed approval form (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        case = now.case
        if case.closing.closed_on:
            yield CLOSED_ALREADY(on=case.closing.closed_on)
        for who in case.parties.all:
            if executed_on(who) is None:
                yield NOT_EXECUTED(party=who.id)
        # The report is part of the dossier; whether the supervising office acknowledges it is not the agency's to say.
        if to_be_filed(case) and filing_report_issued(case) is None:
            yield DECISION_FILING_OUTSTANDING()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, form=self.form)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield CaseClosed(trigger=f"executed:{trigger_on(now.case)}", form=self.form)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return None if case.closing.closed_on else trigger_on(case)


def _close(case: Case, party: Party | None) -> Iterator[Span]:
    trigger = trigger_on(case)
    if trigger:
        yield Span(start=trigger, ended_on=case.closing.closed_on)


MOVES = (CloseCase,)
FACTS = (CaseClosed,)
CLOCKS = (Clock(TermKey.CLOSE_CASE, owner=Role.OFFICER, per_party=False, span=_close),)
