"""The formal hearing (听证): held and reported. A part of the same case."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import HearingOutcome, HearingReport, Party
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.terms import TermKey
from domain.procedure.chapters.hearing_notice import hearing_too_soon
from domain.procedure.chapters.interview import SessionPoint, points_of, strangers
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    Clock,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash


def _by_its_presider(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    last = now.case.party(party).last_notices
    if last is None or last.hearing_plan is None:
        yield Refused(
            "HearingNotNotified", source, "听证尚未通知 · the hearing is not notified: notify it first"
        )
    elif last.hearing_plan.presider != now.actor.id:
        yield Refused(
            "NotTheHearingPresider",
            art(APL, "64(4)"),
            f"听证主持人是 {last.hearing_plan.presider} · the presider of this hearing is {last.hearing_plan.presider}",
            FORBIDDEN,
        )


class HearingHeld(PartyFact):
    """The hearing was held: what was said, point by point."""

    title: ClassVar = Words("听证已举行", "hearing held")
    informs: ClassVar = (Role.OFFICER,)
    outcome: HearingOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing=self.outcome)


class HoldHearing(PartiesMove):
    """Record that the hearing was held (举行听证), with the record checked and signed (笔录)."""

    title: ClassVar = Words("举行听证", "hold hearing")
    by: ClassVar = (Role.PRESIDER,)
    source: ClassVar = art(APL, "64(8)")
    makes: ClassVar = (HearingHeld,)

    on: date
    attendance: tuple[str, ...]
    points: tuple[SessionPoint, ...] = ()
    record: FileHash
    """SHA-256 of the signed record (听证笔录)."""
    refusal: str = ""
    """Noted refusal to sign."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        yield from _by_its_presider(now, party, cls.source)
        last = now.case.party(party).last_notices
        if last and last.hearing:
            yield Refused("HearingHeldAlready", cls.source, "听证已经举行 · the hearing is held already")
        elif (
            last
            and last.hearing_plan
            and now.case.party(party).service_of(last.hearing_plan.document) is None
        ):
            yield Refused(
                "HearingNoticeNotServed",
                art(APL, "64(2)"),
                "听证通知书尚未送达 · serve the hearing notice first",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from in_order(now, self.source, self.on, "听证日期", after=None, event="")
        yield from filled(self.source, attendance=self.attendance, record=self.record)
        yield from strangers(self.points, self.parties, self.source)
        for number in self.parties:
            party = now.case.party(number)
            plan = party.last_notices.hearing_plan if party.last_notices else None
            service = party.service_of(plan.document) if plan else None
            assert plan is not None, "bars asked for the plan"
            assert service is not None, "bars asked for service"
            yield from hearing_too_soon(now, number, self.on, service.served_on)
            if self.on != plan.on:
                yield Refused(
                    "NotTheNotifiedDay",
                    art(APL, "64(2)"),
                    f"通知的听证日期是{plan.on} · the hearing was notified for {plan.on}: hold it on that day",
                )

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            outcome = HearingOutcome(
                on=self.on,
                record=self.record,
                points=points_of(number, self.points, "H"),
                attendance=self.attendance,
                refusal=self.refusal,
            )
            yield HearingHeld(party=number, outcome=outcome)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.hearing_plan is None or last.hearing or who.decision:
            return None
        service = who.service_of(last.hearing_plan.document)
        return service.served_on if service else None

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        return _presider(case, party)


class HearingReported(PartyFact):
    """The presider reported on the hearing."""

    title: ClassVar = Words("听证报告已提交", "hearing reported")
    informs: ClassVar = (Role.OFFICER,)
    report: HearingReport

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_report=self.report)


class ReportHearing(PartiesMove):
    """Report on the hearing, with the presider's opinion (听证报告)."""

    title: ClassVar = Words("提交听证报告", "report hearing")
    by: ClassVar = (Role.PRESIDER,)
    source: ClassVar = art(APL, "65")
    makes: ClassVar = (HearingReported,)
    within: ClassVar = TermKey.HEARING_REPORT

    on: date
    opinion: str
    file: FileHash
    """SHA-256 of the signed report (听证报告)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _by_its_presider(now, party, cls.source)
        last = now.case.party(party).last_notices
        if last and last.hearing is None:
            yield Refused("HearingNotHeld", cls.source, "听证尚未举行 · the hearing is not held yet")
        if last and last.hearing_report:
            yield Refused(
                "HearingReportedAlready", cls.source, "听证报告已经提交 · the hearing is reported already"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        for number in self.parties:
            last = now.case.party(number).last_notices
            held = last.hearing.on if last and last.hearing else None
            yield from in_order(now, self.source, self.on, "报告日期", after=held, event="听证日期")
        yield from filled(self.source, opinion=self.opinion, file=self.file)

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            yield HearingReported(
                party=number, report=HearingReport(on=self.on, opinion=self.opinion, file=self.file)
            )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.party(party).last_notices
        return last.hearing.on if last and last.hearing and last.hearing_report is None else None

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        return _presider(case, party)


def _presider(case: Case, party: int | None) -> str:
    last = case.party(party).last_notices
    return last.hearing_plan.presider if last and last.hearing_plan else ""


def _report(case: Case, party: Party | None) -> Iterator[Span]:
    assert party is not None, "a clock of a party"
    for notices in party.notices:
        if notices.hearing:
            report = notices.hearing_report
            yield Span(start=notices.hearing.on, ended_on=report.on if report else None)


MOVES = (
    HoldHearing,
    ReportHearing,
)
FACTS = (
    HearingHeld,
    HearingReported,
)
CLOCKS = (Clock(TermKey.HEARING_REPORT, owner=Role.PRESIDER, per_party=True, span=_report),)
