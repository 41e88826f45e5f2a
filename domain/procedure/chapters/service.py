"""Notifying (约谈告知): service on each party, attempt by attempt, with proof."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import Attempt, CompletedService, Failure, Mode, Service
from domain.law.articles import art
from domain.law.counting import nth_working_day
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    MALFORMED,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)
from domain.procedure.roles import as_officer

CPL = "民事诉讼法"
DECISIONS = (DocumentKind.PENALTY_DECISION, DocumentKind.NO_PENALTY_DECISION)


def issued_on(case: Case, document: Document) -> date | None:
    """Day on which a document was issued; the notices have an issue move of their own."""
    if not document.rule.issued_by_move:
        return document.issued_on
    notices = case.party(document.party).notices
    return next((n.issued_on for n in notices if document.id in n.documents), None)


def unserved(case: Case, party: Party) -> tuple[Document, ...]:
    """Documents issued for this party and not yet served on it."""
    return tuple(
        d
        for d in case.documents.all
        if d.party == party.id
        and d.rule.served
        and not d.void
        and issued_on(case, d)
        and not party.service_of(d.id)
    )


def lawful_modes(party: Party, documents: tuple[int, ...]) -> dict[Mode, str]:
    """Return the modes open for these documents after what was tried, each with its reason.

    Direct service is the rule; leaving only on refusal; electronic with consent; post, entrusted and forwarded
    where direct is difficult; announcement only when whereabouts are unknown or nothing else works
    (民事诉讼法 第88至95条, 行政处罚法 第61条).
    """
    tried = [a for a in party.attempts if set(a.documents) & set(documents)]
    failed = {a.mode for a in tried}
    direct_failed = Mode.DIRECT in failed
    refused = any(a.failure is Failure.REFUSED for a in tried)
    unknown = any(a.failure is Failure.WHEREABOUTS_UNKNOWN for a in tried)
    consented = not any(leaving.consented(party, date.max))
    nothing_else = (
        direct_failed
        and bool(failed & {Mode.POST, Mode.ENTRUSTED})
        and not refused
        and (Mode.ELECTRONIC in failed or not consented)
    )
    table = (
        (Mode.DIRECT, True, "直接送达为原则（第88条）"),
        (Mode.LEFT, refused, "受送达人拒收（第89条）"),
        (Mode.ELECTRONIC, consented, "当事人已书面同意（行政处罚法第61条）"),
        (Mode.POST, direct_failed, "直接送达有困难（第91条）"),
        (Mode.ENTRUSTED, direct_failed, "直接送达有困难（第91条）"),
        (Mode.FORWARDED, direct_failed, "须由所在单位转交（第92至94条）"),
        (
            Mode.ANNOUNCEMENT,
            unknown or nothing_else,
            "下落不明或其他方式无法送达（第95条）",
        ),
    )
    return {mode: reason for mode, open_, reason in table if open_}


def may_be_served(now: Moment, party: Party, documents: tuple[int, ...]) -> Iterator[Refused]:
    yield from filled(art(CPL, "87"), documents=documents)
    waiting = {d.id for d in unserved(now.case, party)}
    for number in documents:
        document = now.case.documents.get(number)
        if document is None or document.party != party.id or not document.rule.served or document.void:
            yield Refused(
                "NotADocumentOfTheParty",
                art(CPL, "87"),
                f"文书{number}不是应向当事人{party.id}送达的文书：请核对 · document {number} is not to be served on party {party.id}",
                MALFORMED,
            )
            continue
        yield from leaving.may_leave(now, document)
        if issued_on(now.case, document) is None:
            yield Refused(
                "NotIssued",
                art(CPL, "87"),
                f"文书{number}尚未发出：请先发出 · document {number} is not issued: issue it first",
            )
        elif number not in waiting:
            yield Refused(
                "ServedAlready", art(CPL, "87"), f"文书{number}已经送达 · document {number} is served already"
            )
    notices = party.last_notices
    if notices and set(documents) & set(notices.documents) and not set(notices.documents) <= set(documents):
        yield Refused(
            "NoticesGoTogether",
            art(APL, "44"),
            "约谈函和告知书须一并送达 · letter and notice are served together: name both",
            MALFORMED,
        )


class ServiceAttempted(PartyFact):
    """Service was tried and failed; the modes lawful next follow from it."""

    title: ClassVar = "未能送达"
    tells: ClassVar = (Role.OFFICER,)
    attempt: Attempt

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"attempts": (*party.attempts, self.attempt)})


class RecordServiceAttempt(PartyMove):
    """Record that service was tried and failed (送达未成), so that the modes lawful next are known."""

    title: ClassVar = "记录未能送达"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(CPL, "88")
    makes: ClassVar = (ServiceAttempted,)

    documents: tuple[int, ...]
    mode: Mode
    on: date
    by_whom: str
    """Who tried (送达人)."""
    failure: Failure
    why: str
    """What happened, in words."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from may_be_served(now, party, self.documents)
        yield from filled(self.source, by_whom=self.by_whom, why=self.why)
        if self.mode is Mode.ANNOUNCEMENT:
            yield Refused(
                "AnnouncementIsNoAttempt",
                art(CPL, "95"),
                "公告送达由 serve_by_announcement 办理 · an announcement is ordered by serve_by_announcement",
                MALFORMED,
            )
        yield from in_order(
            now, self.source, self.on, "送达日期", after=issue_day(now, self.documents), event="文书发出之日"
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        attempt = Attempt(**{f: getattr(self, f) for f in Attempt.model_fields})
        yield ServiceAttempted(party=self.party, attempt=attempt)


def something_to_serve(now: Moment, party: int | None) -> Iterator[Refused]:
    if not unserved(now.case, now.case.party(party)):
        yield Refused(
            "NothingToServe",
            art(CPL, "87"),
            "没有待送达的文书：请先发出或盖章 · nothing to serve: issue the notices, or seal the document, first",
        )


def issue_day(now: Moment, documents: tuple[int, ...]) -> date | None:
    days = [issued_on(now.case, d) for n in documents if (d := now.case.documents.get(n))]
    return max((d for d in days if d), default=None)


class Served(PartyFact):
    """A document was served. The clock starts from `served_on`, not from when it was typed in."""

    title: ClassVar = "已送达"
    tells: ClassVar = (Role.OFFICER,)
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

    title: ClassVar = "记录送达"
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


MOVES = (RecordServiceAttempt, RecordService)
FACTS = (ServiceAttempted, Served)
