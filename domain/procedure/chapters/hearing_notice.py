"""The notice of the hearing (听证通知): day, place, presider; lawful again where its day has lapsed."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import HearingPlan, Party
from domain.case.people import Role
from domain.law.articles import art
from domain.law.counting import first_lawful_day
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved
from domain.procedure.faults import filled, is_hour
from domain.procedure.gates import officers, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    PartiesMove,
    PartyFact,
    Refused,
    Stamp,
)
from domain.record import PersonId

CLOSED_FOR = ("国家秘密", "商业秘密", "个人隐私")
"""What a hearing is closed for, and nothing else (行政处罚法 第64条第3项)."""


def _lapsed(now: Moment, party: Party) -> bool:
    """Whether the notified day can no longer be the hearing's: it has passed, or service came too late for it."""
    plan = party.last_notices.hearing_plan if party.last_notices else None
    return plan is not None and (plan.on < now.today or _served_too_late(now.case, party, plan))


def _served_too_late(case: Case, party: Party, plan: HearingPlan) -> bool:
    service = party.service_of(plan.document)
    return service is not None and plan.on < _first_day(case, service.served_on)


def _first_day(case: Case, served_on: date) -> date:
    term = case.rulebook.term(TermKey.HEARING_NOTICE, served_on)
    return first_lawful_day(
        term, served_on, case.rulebook.calendar, strict=case.rulebook.switches.strict_backward
    )


def hearing_too_soon(now: Moment, party: int, on: date, served_on: date) -> Iterator[Refused]:
    first = _first_day(now.case, served_on)
    if on < first:
        yield Refused(
            "HearingTooSoon",
            art(APL, "64(2)"),
            f"当事人{party}的听证最早可在{first}举行（听证通知书于{served_on}送达）：请另定日期"
            f" · the first lawful hearing day for party {party} is {first}",
        )


class HearingNotified(PartyFact):
    """Time and place of the hearing were set; an earlier notice is void by it."""

    title: ClassVar = Words("听证已通知", "hearing notified")
    informs: ClassVar = (Role.OFFICER,)
    plan: HearingPlan

    @property
    def persons(self) -> tuple[str, ...]:
        return self.plan.presider, self.plan.recorder

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(hearing_plan=self.plan)


class NotifyHearing(PartiesMove):
    """Notify time and place of the hearing (通知听证); the notice is then sealed and served.

    Lawful again where the day has lapsed: passed without a hearing, or served too late for it.
    """

    title: ClassVar = Words("通知听证", "notify hearing")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = art(APL, "64(2)")
    makes: ClassVar = (HearingNotified, DocumentsOrdered, DocumentApproved)

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
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        last = who.last_notices
        if last is None or last.hearing_request is None:
            yield Refused(
                "NoHearingRequested",
                art(APL, "63"),
                "当事人没有有效的听证要求 · no hearing is duly asked for",
            )
        elif last.hearing or (last.hearing_plan and not _lapsed(now, who)):
            yield Refused(
                "HearingNotifiedAlready",
                cls.source,
                "听证已经通知或者举行 · the hearing is notified, or held, already",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from self._people(now)
        yield from filled(self.source, place=self.place)
        if not is_hour(self.time):
            yield Refused(
                "HearingHour",
                self.source,
                "听证时间须写作 时:分 · write the time of day as HH:MM",
                MALFORMED,
            )
        if not self.open and not any(ground in self.closed_reason for ground in CLOSED_FOR):
            yield Refused(
                "ClosedWithoutReason",
                art(APL, "64(3)"),
                f"听证公开举行，除非涉及{'、'.join(CLOSED_FOR)}：请在 closed_reason 中写明"
                " · a hearing is public: name in closed_reason the secret that it touches",
                MALFORMED,
            )
        for number in self.parties:
            yield from hearing_too_soon(now, number, self.on, now.today)

    def _people(self, now: Moment) -> Iterator[Refused]:
        for who in (self.presider, self.recorder):
            if who not in now.people or now.people[who].agency != now.case.identity.agency.code:
                yield Refused(
                    "StrangerAtHearing",
                    art(APL, "64(4)"),
                    f"{who} 不是本机关人员 · {who} is not of this agency: name another",
                    MALFORMED,
                )
        if self.presider in now.people:
            presider = now.people[self.presider]
            yield from officers.no_investigator_presides(now, presider)
            yield from officers.unrelated(now, presider)
            if Role.PRESIDER not in presider.roles or self.presider == self.recorder:
                yield Refused(
                    "NotAPresider",
                    art(APL, "64(4)"),
                    f"{self.presider} 须为主持人，且不兼任记录人 · {self.presider} must be a presider and not the recorder too",
                    MALFORMED,
                )

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
        order = DocumentsOrdered(
            documents=tuple(
                NewDocument(id=document, kind=DocumentKind.HEARING_NOTICE, party=party)
                for party, document in ids.items()
            ),
            voids=tuple(self._lapsed_notices(now)),
        )
        yield order
        yield approved(order, self.together_with)

    def _lapsed_notices(self, now: Moment) -> Iterator[int]:
        for number in self.parties:
            last = now.case.party(number).last_notices
            if last and last.hearing_plan:
                yield last.hearing_plan.document

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.hearing_request is None or last.hearing or who.decision:
            return None
        plan = last.hearing_plan
        return last.hearing_request.on if plan is None or _served_too_late(case, who, plan) else None


MOVES = (NotifyHearing,)
FACTS = (HearingNotified,)
