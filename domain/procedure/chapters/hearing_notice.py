"""The notice of the hearing (听证通知): day, place, presider; lawful again where its day has lapsed."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import Party
from domain.case.people import Capacity, Role
from domain.case.sessions import HearingPlan
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code, Line, Text, UpToPresent
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved
from domain.procedure.faults import filled, is_hour
from domain.procedure.gates import hearing_day, parties
from domain.procedure.gates.hearing_over import not_ended
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.record import PersonId

SECRETS = {
    "国家秘密": Words("国家秘密", "state secrets (国家秘密)"),
    "商业秘密": Words("商业秘密", "trade secrets (商业秘密)"),
    "个人隐私": Words("个人隐私", "privacy (个人隐私)"),
}
"""What a hearing is closed for, and nothing else (行政处罚法 第64条第3项)."""


def _lapsed(now: Moment, party: Party) -> bool:
    """Whether the notified day can no longer be the hearing's: it has passed, or service came too late for it.

    Nor where its notice lacks something, so that it can never be served, or who should sit stands back.
    """
    plan = party.last_notices.hearing_plan if party.last_notices else None
    if plan is None:
        return False
    late = plan.on < now.today or hearing_day.served_too_late(now.case, party, plan)
    return late or _never_held(now.case, plan)


def _never_held(case: Case, plan: HearingPlan) -> bool:
    incomplete = case.documents.known(plan.document).lacks_something
    return incomplete or bool(hearing_day.sits_no_more(case, plan))


class HearingNotified(PartyFact):
    """Time and place of the hearing were set; an earlier notice is void by it."""

    title: ClassVar = Words("听证已通知", "notice of the hearing given")
    informs: ClassVar = (Role.OFFICER,)
    plan: HearingPlan

    @property
    def persons(self) -> tuple[str, ...]:
        return self.plan.sitting

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_plan=self.plan)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}：{on} {time}，{place}，主持人 {presider}",
            "{party}: {on} {time}, {place}, presider {presider}",
        ).filled(
            party=case.party(self.party).said,
            on=self.plan.on,
            time=self.plan.time,
            place=self.plan.place,
            presider=self.plan.presider_name,
        )
        if names := case.third_parties.names:
            yield Words("并通知利害关系人：{names}", "third parties told too: {names}").filled(
                names=listed(names)
            )


NO_HEARING_REQUESTED = Refusal(
    "NoHearingRequested",
    art(APL, "63"),
    Words("当事人{party}没有有效的听证要求", "no request of party {party} for a hearing counts"),
    Words(
        "当事人要求听证的，请先记录（request_hearing）；没有要求的，不必通知",
        "where one is asked for, record it first (`request_hearing`); else there is nothing to notify",
    ),
)
HEARING_NOTIFIED_ALREADY = Refusal(
    "HearingNotifiedAlready",
    art(APL, "64(2)"),
    Words("当事人{party}的听证（{on}）{stage}", "the hearing of party {party} ({on}) {stage}"),
    Words(
        "请送达听证通知书（record_service），届时举行听证（hold_hearing）；已经举行的，提交听证报告（report_hearing）",
        "serve its notice (`record_service`) and hold it on that day (`hold_hearing`); once held, report (`report_hearing`)",
    ),
)
NOTIFIED = Words("已经通知", "is notified already")
HELD = Words("已经举行", "is held already")
HEARING_HOUR = Refusal(
    "HearingHour",
    art(APL, "64(2)"),
    Words("听证时间“{time}”不是 时:分", "“{time}” is no time of day as HH:MM"),
    Words("请在 time 中写作 时:分，例如 09:30", "write `time` as HH:MM, such as 09:30"),
    Sort.FORM,
)
CLOSED_WITHOUT_REASON = Refusal(
    "ClosedWithoutReason",
    art(APL, "64(3)"),
    Words("听证公开举行，除非涉及：{secrets}", "a hearing is public unless it touches: {secrets}"),
    Words(
        "请在 closed_reason 中写明涉及哪一项（{secrets}），或者公开举行（open）",
        "name in `closed_reason` which it touches ({secrets}), or hold it in public (`open`)",
    ),
    Sort.FORM,
)
STRANGER_AT_HEARING = Refusal(
    "StrangerAtHearing",
    art(APL, "64(4)"),
    Words("{person}不是本机关人员", "{person} is not of this agency"),
    Words(
        "请在 presider、recorder、hearers 中填写本机关的人员",
        "name persons of this agency as `presider`, `recorder` and `hearers`",
    ),
    Sort.FORM,
)
NOT_A_PRESIDER = Refusal(
    "NotAPresider",
    art(APL, "64(4)"),
    Words(
        "{person}不能主持：须为主持人，且不兼任记录人、听证员",
        "{person} cannot preside: it takes a presider who is neither recorder nor hearer too",
    ),
    Words(
        "请在 presider 中另行指定主持人，或者在 recorder、hearers 中另行指定",
        "name another `presider`, or others as `recorder` and `hearers`",
    ),
    Sort.FORM,
)


class NotifyHearing(PartiesMove):
    """Notify time and place of the hearing (通知听证); the notice is then sealed and served.

    It is given by who organises the hearing, never by an investigator, who is told of it like the party.
    Lawful again where the day has lapsed: passed without a hearing, or served too late for it.
    """

    title: ClassVar = Words("通知听证", "give notice of the hearing")
    by: ClassVar = (Role.PRESIDER,)
    with_role: ClassVar = Role.HEAD
    until_decision: ClassVar = True
    hearing: ClassVar = True
    source: ClassVar = art(APL, "64(2)")
    makes: ClassVar = (HearingNotified, DocumentsOrdered, DocumentApproved)

    on: Annotated[
        date,
        Label(
            "听证日期",
            "day of the hearing",
            "听证通知书送达与该日之间须有七个完整的工作日",
            "seven full working days lie between service of the notice and it",
        ),
    ]
    time: Annotated[Code, Label("听证时间", "time of day", "时:分，例如 09:30", "as HH:MM, such as 09:30")]
    place: Annotated[Line, Label("地点", "place")]
    presider: Annotated[
        PersonId,
        Capacity.HEARING_PRESIDER,
        Label(
            "主持人",
            "presider",
            "不得是本案调查人员（行政处罚法第64条第4项）",
            "never an investigator of the case (Administrative Penalty Law art. 64(4))",
        ),
    ]
    recorder: Annotated[PersonId, Capacity.HEARING_RECORDER, Label("记录人", "recorder")]
    hearers: Annotated[
        UpToPresent[PersonId],
        Capacity.HEARER,
        Label(
            "听证员",
            "hearers",
            "设听证员的填写其编号；不得是本案调查人员",
            "ids of those who sit beside the presider, where any do; never an investigator of the case",
        ),
    ] = ()
    interpreter: Annotated[
        Line, Label("翻译", "interpreter", "需要翻译的，填写其姓名", "name, where one is needed")
    ] = ""
    open: Annotated[
        bool,
        Label(
            "公开举行",
            "public",
            "涉及国家秘密、商业秘密或者个人隐私的除外（行政处罚法第64条第3项）",
            "unless state secrets, trade secrets or privacy are touched (Administrative Penalty Law art. 64(3))",
        ),
    ] = True
    closed_reason: Annotated[
        Text,
        Label(
            "不公开的理由",
            "why it is closed",
            "不公开举行的，写明涉及哪一项",
            "where it is closed: which secret it touches, in the words of the act",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        last = who.last_notices
        if last is None or last.hearing_request is None:
            yield NO_HEARING_REQUESTED(party=party)
        elif last.hearing_end:
            yield from not_ended(who)
        elif last.hearing:
            yield HEARING_NOTIFIED_ALREADY(party=party, on=last.hearing.on, stage=HELD)
        elif last.hearing_plan and not _lapsed(now, who):
            yield HEARING_NOTIFIED_ALREADY(party=party, on=last.hearing_plan.on, stage=NOTIFIED)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from self._people(now)
        yield from filled(self, place=self.place)
        if not is_hour(self.time):
            yield HEARING_HOUR(time=self.time)
        if not self.open and not any(secret in self.closed_reason for secret in SECRETS):
            yield CLOSED_WITHOUT_REASON(secrets=listed(SECRETS.values()))
        for number in self.parties:
            yield from hearing_day.not_too_soon(now, number, self.on, now.today)

    def _people(self, now: Moment) -> Iterator[Refused]:
        for who in (self.presider, self.recorder, *self.hearers):
            if who not in now.people or now.people[who].agency != now.case.identity.agency.code:
                yield STRANGER_AT_HEARING(person=now.called(who))
        if self.presider in now.people:
            presider = now.people[self.presider]
            others = (self.recorder, *self.hearers)
            if not presider.has(Role.PRESIDER, self.on) or self.presider in others:
                yield NOT_A_PRESIDER(person=now.called(self.presider))

    def facts(self, now: Moment) -> Iterator[Fact]:
        ids = dict(zip(self.parties, now.case.documents.next_ids(), strict=False))
        for party, document in ids.items():
            yield HearingNotified(party=party, plan=self._plan(now, document))
        order = DocumentsOrdered(
            documents=tuple(
                NewDocument(id=document, kind=DocumentKind.HEARING_NOTICE, party=party)
                for party, document in ids.items()
            ),
            voids=tuple(self._lapsed_notices(now)),
        )
        yield order
        yield approved(order, self.together_with)

    def _plan(self, now: Moment, document: int) -> HearingPlan:
        return HearingPlan(
            document=document,
            on=self.on,
            time=self.time,
            place=self.place,
            presider=self.presider,
            presider_name=now.people[self.presider].name,
            recorder=self.recorder,
            recorder_name=now.people[self.recorder].name,
            hearers=self.hearers,
            hearer_names=tuple(now.people[hearer].name for hearer in self.hearers),
            interpreter=self.interpreter,
            open=self.open,
            closed_reason=self.closed_reason,
        )

    def _lapsed_notices(self, now: Moment) -> Iterator[int]:
        for number in self.parties:
            last = now.case.party(number).last_notices
            if last and last.hearing_plan:
                yield last.hearing_plan.document

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.hearing_request is None or not who.pending:
            return None
        if last.hearing or last.hearing_end:
            return None
        plan = last.hearing_plan
        due = plan is None or hearing_day.served_too_late(case, who, plan) or _never_held(case, plan)
        return last.hearing_request.on if due else None


MOVES = (NotifyHearing,)
FACTS = (HearingNotified,)
