"""Rescheduling (听述改期): another time for an interview whose hour lapsed, or does not suit."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import Notices, Party, Right
from domain.case.people import Role
from domain.case.sessions import FixedHour, HourOfDay, InterviewPlan, Rescheduling
from domain.labels import WORKING_DAYS, Label
from domain.law.articles import art
from domain.lengths import Line, Text
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.interview import to_come
from domain.procedure.chapters.notices import when_planned
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import interview_day, interviewers
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp
from domain.record import PersonId


class InterviewRescheduled(PartyFact):
    """The interview has another time; it counts from the service of its document, and what was before it lapses."""

    title: ClassVar = Words("听述已改期", "interview rescheduled")
    informs: ClassVar = (Role.OFFICER,)
    rescheduling: Rescheduling

    @property
    def persons(self) -> tuple[str, ...]:
        return self.rescheduling.plan.presider, self.rescheduling.plan.recorder

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        notices = party.last_notices
        assert notices is not None, "an interview is rescheduled after the notices"
        return party.with_last_notices(reschedulings=(*notices.reschedulings, self.rescheduling))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}，改为：{when}；理由：{reason}", "{party}, now: {when}; reason: {reason}").filled(
            party=case.party(self.party).said,
            when=when_planned(self.rescheduling.plan),
            reason=self.rescheduling.reason,
        )


NOTHING_TO_RESCHEDULE = Refusal(
    "NothingToReschedule",
    art(APL, "44"),
    Words("当事人{party}的约谈函尚未发出", "the letter to party {party} is not issued yet"),
    Words(
        "请在 prepare_notices 的 interview 中写明听述时间；已经批准的，先发出（issue_notices）",
        "set the time in `interview` of prepare_notices; once approved, issue the letter first (issue_notices)",
    ),
)


class RescheduleInterview(PartyMove):
    """Set another time for the interview (听述改期): its hour lapsed, the party asks for it, or it cannot be kept.

    Its notice is sealed and served, and must leave as much time as the letter.
    """

    title: ClassVar = Words("听述改期", "reschedule the interview")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (InterviewRescheduled, DocumentsOrdered)

    at: FixedHour = None
    working_days_after_service: Annotated[
        int | None,
        Label(
            "送达后第几个工作日",
            "working days after service",
            "自改期通知书送达次日起算第几个工作日举行",
            "held on this working day, counted from the day after the notice of it is served",
            WORKING_DAYS,
        ),
    ] = None
    time: HourOfDay = ""
    place: Annotated[
        Line, Label("听述地点", "place", "变更地点的填写", "where it is to be at another place")
    ] = ""
    presider: Annotated[
        PersonId, Label("主持人", "presider", "更换主持人的填写其编号", "id of another presider")
    ] = ""
    recorder: Annotated[
        PersonId, Label("记录人", "recorder", "更换记录人的填写其编号", "id of another recorder")
    ] = ""
    reason: Annotated[Text, Label("改期理由", "reason")]
    asked_on: Annotated[
        date | None,
        Label(
            "当事人申请日期",
            "asked for on",
            "当事人申请改期的填写",
            "the day on which the party asked for it, where it did",
        ),
    ] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from to_come(who, cls.source)
        if who.last_notices is None or who.last_notices.issued_on is None:
            yield NOTHING_TO_RESCHEDULE(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        notices = self._notices(now)
        plan = self._plan(now)
        yield from interview_day.well_timed(now, self, self.party, plan)
        yield from interviewers.may_sit(now, plan, [p for p in (self.presider, self.recorder) if p])
        yield from filled(self, reason=self.reason)
        if self.asked_on is not None:
            yield from in_order(
                now,
                self.source,
                self.asked_on,
                Words("当事人申请日期", "the day on which the party asked"),
                after=notices.issued_on,
                event=Words("约谈函发出之日", "the day on which the letter was issued"),
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        document = next(now.case.documents.next_ids())
        yield InterviewRescheduled(
            party=self.party,
            rescheduling=Rescheduling(
                document=document,
                plan=self._plan(now),
                reason=self.reason,
                on=now.today,
                asked_on=self.asked_on,
            ),
        )
        yield DocumentsOrdered(
            documents=(NewDocument(id=document, kind=DocumentKind.INTERVIEW_RESCHEDULING, party=self.party),),
            voids=now.case.party(self.party).reschedulings_untold,
        )

    def _notices(self, now: Moment) -> Notices:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for notices"
        return notices

    def _plan(self, now: Moment) -> InterviewPlan:
        """The plan in force with what the move changes of it."""
        new = {
            "at": self.at,
            "working_days_after_service": self.working_days_after_service,
            "time": self.time,
        }
        named = {
            f"{role}{part}": value
            for role, who in (("presider", self.presider), ("recorder", self.recorder))
            if who
            for part, value in (("", who), ("_name", now.people[who].name if who in now.people else ""))
        }
        place = {"place": self.place} if self.place.strip() else {}
        return self._notices(now).summons.model_copy(update=new | named | place)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        """Since service made the hour lapse, or since its notice was found to lack something or is void."""
        who = case.party(party)
        notices = who.last_notices
        if notices is None or notices.outcome or who.waived(Right.INTERVIEW) or not who.pending:
            return None
        if interview_day.lapsed(case, who):
            return who.summoned_on
        moved = notices.reschedulings[-1] if notices.reschedulings else None
        document = case.documents.get(moved.document) if moved else None
        gone = document is not None and (document.lacks_something or document.void)
        return moved.on if moved and gone else None


MOVES = (RescheduleInterview,)
FACTS = (InterviewRescheduled,)
