"""The formal hearing (听证): held and reported. A part of the same case."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.sessions import HearingOutcome, HearingPlan, HearingReport
from domain.labels import Label
from domain.law.articles import Article, art
from domain.law.terms import TermKey
from domain.lengths import Code, LongText, UpToEvidence
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import hearing_day, parties
from domain.procedure.gates.hearing_over import not_ended
from domain.procedure.language import APL, Fact, Moment, PartiesMove, PartyFact, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.sessions import (
    Attendance,
    NotedRefusal,
    SessionPoints,
    points_of,
    points_of_parties_present,
    session_said,
    took_place,
)
from domain.record import FileHash

HEARING_NOT_NOTIFIED = Refusal(
    "HearingNotNotified",
    None,
    Words("当事人{party}的听证尚未通知", "no notice is given of a hearing of party {party}"),
    Words(
        "当事人要求听证的，请先通知听证（notify_hearing）；没有要求或者已经撤回的，不举行听证",
        "where one is asked for, give notice of it first (`notify_hearing`); without a request, or once it is withdrawn,"
        " there is none",
    ),
)
NOT_THE_HEARING_PRESIDER = Refusal(
    "NotTheHearingPresider",
    art(APL, "64(4)"),
    Words("听证通知书载明的主持人是{presider}", "the notice of the hearing names {presider} as presider"),
    Words(
        "请由{presider}举行或者终止听证（hold_hearing、end_hearing）、提交听证报告（report_hearing）",
        "let {presider} hold or end the hearing (`hold_hearing`, `end_hearing`) and report on it (`report_hearing`)",
    ),
    Sort.PERSON,
)


def _by_its_presider(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    last = now.case.party(party).last_notices
    if last is None or last.hearing_plan is None:
        yield HEARING_NOT_NOTIFIED(article=source, party=party)
    elif last.hearing_plan.presider != now.actor.id:
        yield NOT_THE_HEARING_PRESIDER(presider=now.called(last.hearing_plan.presider))


class HearingHeld(PartyFact):
    """The hearing was held: what was said, point by point."""

    title: ClassVar = Words("听证已举行", "hearing held")
    informs: ClassVar = (Role.OFFICER,)
    outcome: HearingOutcome

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing=self.outcome)

    def said(self, case: Case) -> Iterator[Words]:
        outcome = self.outcome
        yield from session_said(outcome.attendance, outcome.points)
        if outcome.put_forward:
            yield Words(
                "出示证据 {evidence}；质证：{said}", "put forward: {evidence}; said to it: {said}"
            ).filled(evidence=listed(outcome.put_forward), said=outcome.questioned)


HEARING_HELD_ALREADY = Refusal(
    "HearingHeldAlready",
    art(APL, "64(8)"),
    Words("当事人{party}的听证已于{on}举行", "the hearing of party {party} was held on {on} already"),
    Words("请提交听证报告（report_hearing）", "report on it (`report_hearing`)"),
)
HEARING_NOTICE_NOT_SERVED = Refusal(
    "HearingNoticeNotServed",
    art(APL, "64(2)"),
    Words(
        "听证通知书（文书{document}）尚未送达当事人{party}",
        "the notice of the hearing (document {document}) is not served on party {party} yet",
    ),
    Words("请先送达听证通知书（record_service）", "serve it first (`record_service`)"),
)
NOT_THE_NOTIFIED_DAY = Refusal(
    "NotTheNotifiedDay",
    art(APL, "64(2)"),
    Words("{on}不是通知的听证日期（{notified}）", "{on} is not the day that was notified ({notified})"),
    Words(
        "请在 on 中填写{notified}；该日没有举行的，重新通知（notify_hearing）",
        "give {notified} as `on`; if it was not held on that day, give notice anew (`notify_hearing`)",
    ),
)


DAY = Words("听证日期", "the day of the hearing")


SITS_NO_MORE = Refusal(
    "SitsNoMore",
    art(APL, "43"),
    Words(
        "听证通知书载明的主持人或者记录人{person}已决定回避",
        "{person}, whom the notice of the hearing names as presider or recorder, stands back",
    ),
    Words(
        "请另行指定主持人、记录人，重新通知听证（notify_hearing）",
        "name another presider or recorder and give notice of the hearing anew (`notify_hearing`)",
    ),
)


def to_come(now: Moment, party: int | None, source: Article) -> Iterator[Refused]:
    """Refuse where no hearing is to come under this presider: decided, held, ended, not notified, not served."""
    who = now.case.party(party)
    yield from parties.undecided(who, source)
    yield from _by_its_presider(now, party, source)
    yield from not_ended(who)
    last = who.last_notices
    if last and last.hearing:
        yield HEARING_HELD_ALREADY(party=party, on=last.hearing.on)
    elif last and last.hearing_plan and who.service_of(last.hearing_plan.document) is None:
        yield HEARING_NOTICE_NOT_SERVED(party=party, document=last.hearing_plan.document)
    elif last and last.hearing_plan and (person := hearing_day.sits_no_more(now.case, last.hearing_plan)):
        yield SITS_NO_MORE(person=now.called(person))


def plan_of(case: Case, number: int) -> tuple[HearingPlan, date]:
    """The plan of the hearing and the day of its service; there are such, else a bar had said so."""
    party = case.party(number)
    plan = party.last_notices.hearing_plan if party.last_notices else None
    service = party.service_of(plan.document) if plan else None
    assert plan is not None, "bars asked for the plan"
    assert service is not None, "bars asked for service"
    return plan, service.served_on


def on_its_day(now: Moment, party: int, on: date) -> Iterator[Refused]:
    """Refuse another day than the one that was notified, and one of which the party was told too late."""
    plan, served_on = plan_of(now.case, party)
    yield from hearing_day.not_too_soon(now, party, on, served_on)
    if on != plan.on:
        yield NOT_THE_NOTIFIED_DAY(on=on, notified=plan.on)


NOT_IN_EVIDENCE = Refusal(
    "NotInEvidence",
    art(APL, "64(7)"),
    Words(
        "{unknown}不是本案可以采用的证据",
        "not among the evidence of the case that may be used: {unknown}",
    ),
    Words(
        "请在 put_forward 中填写本案证据的编号（{known}）；新的证据先补充（add_evidence）",
        "give ids of its evidence in `put_forward` ({known}); lay new evidence first (`add_evidence`)",
    ),
)


class HoldHearing(PartiesMove):
    """Record that the hearing was held (举行听证), with the record checked and signed (笔录)."""

    title: ClassVar = Words("举行听证", "hold the hearing")
    by: ClassVar = (Role.PRESIDER,)
    hearing: ClassVar = True
    source: ClassVar = art(APL, "64(8)")
    makes: ClassVar = (HearingHeld,)

    on: Annotated[
        date, Label("听证日期", "day of the hearing", "须为通知的日期", "the day that was notified")
    ]
    attendance: Attendance
    put_forward: Annotated[
        UpToEvidence[Code],
        Label(
            "出示的证据",
            "evidence put forward",
            "调查人员出示的证据的编号，至少一项（行政处罚法第64条第7项）",
            "ids of what the investigators put forward, one at least (Administrative Penalty Law art. 64(7))",
        ),
    ] = ()
    questioned: Annotated[
        LongText,
        Label(
            "质证情况",
            "what was said to it",
            "各当事人对所出示证据的意见；没有异议或者没有质证的，写明",
            "what each party said to that evidence; where it contested nothing or said nothing, that it did so",
        ),
    ] = ""
    points: SessionPoints = ()
    record: Annotated[
        FileHash,
        Label(
            "听证笔录",
            "record",
            "经核对并签名的听证笔录扫描件",
            "scan of the record of the hearing, checked and signed",
        ),
    ]
    refusal: NotedRefusal = ""

    def acted_on(self, now: Moment) -> date:
        return self.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from to_come(now, party, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from took_place(now, self.source, self.on, DAY)
        yield from filled(self, attendance=self.attendance, record=self.record)
        yield from self._evidence(now)
        yield from points_of_parties_present(self.points, self.parties, self.source)
        for number in self.parties:
            yield from on_its_day(now, number, self.on)

    def _evidence(self, now: Moment) -> Iterator[Refused]:
        """At a hearing the evidence is put forward and questioned; what was excluded is not used (46)."""
        yield from filled(
            self, under=art(APL, "64(7)"), put_forward=self.put_forward, questioned=self.questioned
        )
        usable = [e.id for e in now.case.papers.evidence if not e.excluded]
        if unknown := [e for e in self.put_forward if e not in usable]:
            yield NOT_IN_EVIDENCE(unknown=listed(unknown), known=listed(usable))

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            outcome = HearingOutcome(
                on=self.on,
                record=self.record,
                points=points_of(now.case.party(number), self.points, "H"),
                attendance=self.attendance,
                refusal=self.refusal,
                put_forward=self.put_forward,
                questioned=self.questioned,
            )
            yield HearingHeld(party=number, outcome=outcome)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.hearing_plan is None or not who.pending:
            return None
        if last.hearing or last.hearing_end or hearing_day.served_too_late(case, who, last.hearing_plan):
            return None
        if hearing_day.sits_no_more(case, last.hearing_plan):
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
        return party.with_last_notices(hearing_report=self.report).with_decision_overtaken()

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("主持人意见：{opinion}", "the presider's opinion: {opinion}").filled(
            opinion=self.report.opinion
        )


HEARING_NOT_HELD = Refusal(
    "HearingNotHeld",
    art(APL, "65"),
    Words("当事人{party}的听证尚未举行", "the hearing of party {party} is not held yet"),
    Words("请先举行听证（hold_hearing）", "hold it first (`hold_hearing`)"),
)
HEARING_REPORTED_ALREADY = Refusal(
    "HearingReportedAlready",
    art(APL, "65"),
    Words("听证报告已于{on}提交", "the hearing was reported on {on} already"),
    Words(
        "请复核当事人在听证中的意见（recheck）；没有待复核的，送审（submit_for_review）",
        "re-check what the party said at the hearing (`recheck`); where nothing waits for that, submit the papers"
        " (`submit_for_review`)",
    ),
)


class ReportHearing(PartiesMove):
    """Report on the hearing, with the presider's opinion (听证报告)."""

    title: ClassVar = Words("提交听证报告", "report on the hearing")
    by: ClassVar = (Role.PRESIDER,)
    hearing: ClassVar = True
    source: ClassVar = art(APL, "65")
    makes: ClassVar = (HearingReported,)
    within: ClassVar = TermKey.HEARING_REPORT

    on: Annotated[date, Label("报告日期", "day of the report")]
    opinion: Annotated[
        LongText,
        Label(
            "主持人意见", "opinion", "主持人对本案的处理意见", "how the presider would have the case decided"
        ),
    ]
    file: Annotated[
        FileHash,
        Label("听证报告", "report", "签名的听证报告扫描件", "scan of the signed report on the hearing"),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from _by_its_presider(now, party, cls.source)
        ended = list(not_ended(now.case.party(party)))
        yield from ended
        last = now.case.party(party).last_notices
        if last and last.hearing is None and not ended:
            yield HEARING_NOT_HELD(party=party)
        if last and last.hearing_report:
            yield HEARING_REPORTED_ALREADY(on=last.hearing_report.on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        for number in self.parties:
            last = now.case.party(number).last_notices
            yield from in_order(
                now,
                self.source,
                self.on,
                Words("报告日期", "the day of the report"),
                after=last.hearing.on if last and last.hearing else None,
                event=Words("听证日期", "the day of the hearing"),
            )
        yield from filled(self, opinion=self.opinion, file=self.file)

    def facts(self, now: Moment) -> Iterator[Fact]:
        for number in self.parties:
            yield HearingReported(
                party=number, report=HearingReport(on=self.on, opinion=self.opinion, file=self.file)
            )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.hearing is None or last.hearing_report or not who.pending:
            return None
        return last.hearing.on

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
            ended = report.on if report else None
            yield Span(start=notices.hearing.on, ended_on=ended, lapsed_on=party.settled_on)


MOVES = (HoldHearing, ReportHearing)
FACTS = (HearingHeld, HearingReported)
CLOCKS = (Clock(TermKey.HEARING_REPORT, owner=Role.PRESIDER, per_party=True, span=_report),)
