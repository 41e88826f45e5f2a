"""The formal hearing (听证): notified, held, reported. A part of the same case."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import HearingOutcome, HearingPlan, HearingReport, Party
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.counting import first_lawful_day
from domain.law.terms import TermKey
from domain.procedure import gates
from domain.procedure.faults import in_order
from domain.procedure.interview import SessionPoint, points_of
from domain.procedure.papering import DocumentsOrdered
from domain.procedure.parts import (
    FORBIDDEN,
    MALFORMED,
    Clock,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refused,
    Span,
    Stamp,
)
from domain.record import FileHash, PersonId

APL = gates.APL


def _too_soon(now: Moment, party: int, on: date, served_on: date) -> Iterator[Refused]:
    term = now.rules.term(TermKey.HEARING_NOTICE, served_on)
    first = first_lawful_day(term, served_on, now.rules.calendar, strict=now.rules.switches.strict_backward)
    if on < first:
        yield Refused(
            "HearingTooSoon",
            art(APL, "64(2)"),
            f"当事人{party}的听证最早可在{first}举行（听证通知书于{served_on}送达）：请另定日期"
            f" · the first lawful hearing day for party {party} is {first}",
        )


class HearingNotified(PartyFact):
    tells: ClassVar = (Role.OFFICER, Role.PRESIDER)
    plan: HearingPlan

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_plan=self.plan)


class NotifyHearing(PartiesMove):
    """Notify time and place of the hearing (通知听证); the notice is then sealed and served."""

    title: ClassVar = "通知听证"
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = art(APL, "64(2)")
    makes: ClassVar = (HearingNotified, DocumentsOrdered)

    on: date
    time: str
    """Time of day, `HH:MM`."""
    place: str
    presider: PersonId
    """主持人: never an investigator of the case (行政处罚法 第64条第4项)."""
    recorder: PersonId
    open: bool = True
    """Public unless state secrets, trade secrets or privacy are touched (行政处罚法 第64条第3项)."""
    closed_reason: str = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        last = now.case.party(party).last_notices
        if last is None or last.hearing_request is None:
            yield Refused(
                "NoHearingRequested",
                art(APL, "63"),
                "当事人没有有效的听证要求 · no hearing is duly asked for",
            )
        elif last.hearing_plan is not None:
            yield Refused(
                "HearingNotifiedAlready", cls.source, "听证已经通知 · the hearing is notified already"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        for who in (self.presider, self.recorder):
            if who not in now.people or now.people[who].agency != now.case.name.agency.code:
                yield Refused(
                    "StrangerAtHearing",
                    art(APL, "64(4)"),
                    f"{who} 不是本机关人员 · {who} is not of this agency: name another",
                    MALFORMED,
                )
        if self.presider in now.people:
            yield from gates.no_investigator_presides(now, now.people[self.presider])
        if not self.open and not self.closed_reason:
            yield Refused(
                "ClosedWithoutReason",
                art(APL, "64(3)"),
                "不公开听证须说明理由 · a hearing is public: give the reason for closing it",
                MALFORMED,
            )
        for number in self.parties:
            yield from _too_soon(now, number, self.on, now.today)

    def facts(self, now: Moment) -> Iterator[Fact]:
        ids = dict(zip(self.parties, now.case.documents.next_ids(), strict=False))
        for party, document in ids.items():
            plan = HearingPlan(
                document=document,
                presider_name=now.people[self.presider].name,
                recorder_name=now.people[self.recorder].name,
                **{
                    f: getattr(self, f)
                    for f in ("on", "time", "place", "presider", "recorder", "open", "closed_reason")
                },
            )
            yield HearingNotified(party=party, plan=plan)
        yield DocumentsOrdered(
            documents=tuple(
                NewDocument(id=document, kind=DocumentKind.HEARING_NOTICE, party=party)
                for party, document in ids.items()
            )
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.party(party).last_notices
        return (
            last.hearing_request.on if last and last.hearing_request and last.hearing_plan is None else None
        )


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
    tells: ClassVar = (Role.OFFICER,)
    outcome: HearingOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing=self.outcome)


class HoldHearing(PartiesMove):
    """Record that the hearing was held (举行听证), with the record checked and signed (笔录)."""

    title: ClassVar = "举行听证"
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
        if not self.attendance or not self.record:
            yield Refused(
                "HearingRecordIncomplete",
                self.source,
                "须填写到场人员并上传听证笔录 · name who was present and upload the signed record",
                MALFORMED,
            )
        for number in self.parties:
            party = now.case.party(number)
            plan = party.last_notices.hearing_plan if party.last_notices else None
            service = party.service_of(plan.document) if plan else None
            assert plan is not None, "bars asked for the plan"
            assert service is not None, "bars asked for service"
            yield from _too_soon(now, number, self.on, service.served_on)
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
        if last is None or last.hearing_plan is None or last.hearing:
            return None
        service = who.service_of(last.hearing_plan.document)
        return service.served_on if service else None


class HearingReported(PartyFact):
    tells: ClassVar = (Role.OFFICER,)
    report: HearingReport

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_report=self.report)


class ReportHearing(PartiesMove):
    """Report on the hearing, with the presider's opinion (听证报告)."""

    title: ClassVar = "提交听证报告"
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
        if not self.opinion or not self.file:
            yield Refused(
                "HearingReportIncomplete",
                self.source,
                "须填写主持人意见并上传听证报告 · give the presider's opinion and upload the report",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            yield HearingReported(
                party=number, report=HearingReport(on=self.on, opinion=self.opinion, file=self.file)
            )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.party(party).last_notices
        return last.hearing.on if last and last.hearing and last.hearing_report is None else None


def _report(case: Case, party: Party | None) -> Iterator[Span]:
    assert party is not None, "a clock of a party"
    for notices in party.notices:
        if notices.hearing:
            report = notices.hearing_report
            yield Span(start=notices.hearing.on, ended_on=report.on if report else None)


MOVES = (NotifyHearing, HoldHearing, ReportHearing)
FACTS = (HearingNotified, HearingHeld, HearingReported)
CLOCKS = (Clock(TermKey.HEARING_REPORT, owner=Role.PRESIDER, per_party=True, span=_report),)
