"""Closing (结案归档): the dossier is sealed on a lawful trigger."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Outcome, Party
from domain.case.people import Role
from domain.case.review import Closing
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.decision_filing import filing_report_issued, to_be_filed
from domain.procedure.faults import filled
from domain.procedure.language import SAMR_P, Clock, Fact, Moment, Move, Refused, Span, Stamp
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
    days = [executed_on(p) for p in case.parties.all]
    done = [d for d in days if d]
    return max(done) if done and len(done) == len(days) else None


class CaseClosed(Fact):
    """The case was closed on its trigger."""

    title: ClassVar = Words("已结案", "case closed")
    component: ClassVar = "closing"
    informs: ClassVar = (Role.OFFICER,)
    trigger: str
    form: FileHash

    def change(self, case: Case, stamp: Stamp) -> Closing:
        return Closing(closed_on=stamp.on, trigger=self.trigger, form=self.form)


class CloseCase(Move):
    """Close the case (结案) on a lawful trigger, with the signed approval form (结案审批表)."""

    title: ClassVar = Words("结案", "close case")
    by: ClassVar = (Role.OFFICER, Role.HEAD)
    source: ClassVar = art(SAMR_P, "77")
    makes: ClassVar = (CaseClosed,)
    within: ClassVar = TermKey.CLOSE_CASE

    form: FileHash
    """SHA-256 of the signed 结案审批表."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        case = now.case
        if case.closing.closed_on:
            yield Refused("ClosedAlready", cls.source, "案件已经结案 · the case is closed already")
        for who in case.parties.all:
            if executed_on(who) is None:
                yield Refused(
                    "NotExecuted",
                    cls.source,
                    f"对当事人{who.id}的决定尚未执行完毕 · the decision on party {who.id} is not served and executed yet",
                )
        # The report is part of the dossier; whether the supervising office acknowledges it is not the agency's to say.
        if to_be_filed(case) and filing_report_issued(case) is None:
            yield Refused(
                "DecisionFilingOutstanding",
                cls.source,
                "重大处罚决定尚未备案 · the decision is not filed yet: file it, and seal the report",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, form=self.form)

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
