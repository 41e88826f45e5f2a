"""Service (送达): recorded with its proof; the clocks run from the day of service."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import CompletedService, Mode, Service
from domain.law.articles import art
from domain.law.counting import nth_working_day
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.faults import in_order
from domain.procedure.gates import leaving
from domain.procedure.gates.serving import (
    CPL,
    DECISIONS,
    issue_day,
    issued_on,
    lawful_modes,
    may_be_served,
    something_to_serve,
    unserved,
)
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    MALFORMED,
    Clock,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Span,
    Stamp,
)
from domain.procedure.roles import as_officer


class Served(PartyFact):
    """A document was served. The clock starts from `served_on`, not from when it was typed in."""

    title: ClassVar = Words("已送达", "served")
    informs: ClassVar = (Role.OFFICER,)
    service: CompletedService

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        """An announcement of these documents is completed by it, or has become needless."""
        done = {"completed_on": self.service.served_on}
        announcements = tuple(
            a.model_copy(update=done)
            if a.completed_on is None and set(a.documents) & set(self.service.documents)
            else a
            for a in party.announcements
        )
        services = (*party.services, self.service)
        return party.model_copy(update={"services": services, "announcements": announcements})


class RecordService(PartyMove):
    """Record that documents were served, with the signed proof (送达回证)."""

    title: ClassVar = Words("记录送达", "record service")
    by: ClassVar = (Role.OFFICER, Role.DELIVERY)
    source: ClassVar = art(APL, "61")
    makes: ClassVar = (Served, DocumentsOrdered)
    within: ClassVar = TermKey.SERVE_DECISION

    documents: tuple[int, ...]
    """The documents served (文书); the notices of a party go as one set."""
    service: Service

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from may_be_served(now, party, self.documents)
        yield from self._mode_is_lawful(now, party)
        yield from self._proof()
        yield from self._days(now)
        if self.service.on <= now.today:
            yield from self._recorded_in_time(now)

    def _mode_is_lawful(self, now: Moment, party: Party) -> Iterator[Refused]:
        mode = self.service.mode
        if not as_officer(now) and mode not in (Mode.ELECTRONIC, Mode.POST):
            yield Refused(
                "NotTheirMode",
                self.source,
                "送达平台只能报告电子送达或者邮寄送达 · a delivery system reports electronic or postal service only",
                FORBIDDEN,
            )
        if mode is Mode.ELECTRONIC:
            yield from leaving.consented(party, self.service.on)
            yield from self._online_remedy(now)
            return
        lawful = lawful_modes(party, self.documents)
        if mode is Mode.ANNOUNCEMENT or mode not in lawful:
            open_ = "、".join(lawful.values())
            yield Refused(
                "ModeNotLawful",
                art(CPL, "88"),
                f"现在不能采用这种送达方式；可以采用：{open_}；公告送达另由 serve_by_announcement 办理"
                " · this mode of service is not open yet; record the failed attempt first",
            )

    def _online_remedy(self, now: Moment) -> Iterator[Refused]:
        """通过互联网送达决定的，应当同时提供提交复议申请的互联网渠道 (行政复议法 第22条)."""
        found = (now.case.documents.get(n) for n in self.documents)
        decision = any(d and d.kind in DECISIONS for d in found)
        if decision and not now.case.identity.agency.reconsideration_channel:
            yield Refused(
                "NoOnlineRemedy",
                art("行政复议法", "22"),
                "电子送达决定书须同时告知网上申请复议的渠道：请在人员目录中填写 reconsideration_channel，或改用其他方式"
                " · name the agency's online channel for reconsideration, or serve otherwise",
            )

    def _days(self, now: Moment) -> Iterator[Refused]:
        issued, sent = issue_day(now, self.documents), self.service.sent_on
        if sent is not None:
            yield from in_order(now, self.source, sent, "交寄日期", after=issued, event="文书发出之日")
        after, event = (sent, "交寄之日") if sent else (issued, "文书发出之日")
        yield from in_order(now, self.source, self.service.on, "送达日期", after=after, event=event)

    def _proof(self) -> Iterator[Refused]:
        service = self.service
        needed = {"proof": service.proof}
        if service.mode is Mode.LEFT:
            needed |= {"refusal": service.refusal, "witness": service.witness}
        else:
            needed |= {"receiver": service.receiver, "relation": service.relation}
        missing = [name for name, value in needed.items() if not value]
        if service.mode is Mode.DIRECT and not service.signed:
            missing.append("signed")
        if missing:
            names = ", ".join(missing)
            yield Refused(
                "ProofOfServiceIncomplete",
                art(CPL, "87"),
                f"送达回证缺少：{names} · the proof of service lacks: {names}",
                MALFORMED,
            )

    def _recorded_in_time(self, now: Moment) -> Iterator[Refused]:
        allowed = now.rules.switches.late_recording_days
        if (
            self.service.late_reason
            or nth_working_day(self.service.on, allowed, now.rules.calendar).remind_by >= now.today
        ):
            return
        yield Refused(
            "RecordedLateWithoutReason",
            art(APL, "47"),
            f"送达后超过{allowed}个工作日才记录：请填写 late_reason"
            f" · recorded more than {allowed} working days after service: give late_reason",
            MALFORMED,
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        proof = final(
            now.case,
            DocumentKind.PROOF_OF_SERVICE,
            self.party,
            about=str(len(now.case.party(self.party).services)),
        )
        yield Served(
            party=self.party,
            service=CompletedService(
                documents=self.documents,
                served_on=self.service.on,
                handed_over_on=self.service.sent_on or self.service.on,
                proof_document=proof.documents[0].id,
                **{
                    f: getattr(self.service, f)
                    for f in (
                        "mode",
                        "receiver",
                        "relation",
                        "signed",
                        "refusal",
                        "witness",
                        "proof",
                        "by_whom",
                    )
                },
            ),
        )
        yield proof

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        days = [day for d in unserved(case, who) if (day := issued_on(case, d))]
        return min(days) if days and who.announcement is None else None


def _serve(case: Case, party: Party | None) -> Iterator[Span]:
    if party is None or party.decision is None:
        return
    service = party.decision_service
    announced = [
        a.published_on
        for a in party.announcements
        if party.decision.document in a.documents and a.published_on
    ]
    ended = service.handed_over_on if service else (announced[0] if announced else None)
    yield Span(start=party.decision.on, ended_on=ended)


MOVES = (RecordService,)
FACTS = (Served,)
CLOCKS = (Clock(TermKey.SERVE_DECISION, owner=Role.OFFICER, per_party=True, span=_serve),)
