"""Service by announcement (公告送达): ordered with the head, sealed, published; complete when its period is over."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import Announcement, CompletedService, Mode
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.service import Served
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving
from domain.procedure.gates.serving import CPL, lawful_modes, may_be_served, something_to_serve
from domain.procedure.language import Clock, Fact, Moment, PartyFact, PartyMove, Refused, Span, Stamp
from domain.record import FileHash


class AnnouncementPrepared(PartyFact):
    """Service by announcement was ordered, with reason and course."""

    title: ClassVar = Words("送达公告已制作", "announcement prepared")
    announcement: Announcement

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"announcements": (*party.announcements, self.announcement)})


class ServeByAnnouncement(PartyMove):
    """Order service by announcement (公告送达): reason and course of the attempts stand in the file."""

    title: ClassVar = Words("公告送达", "serve by announcement")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = art(CPL, "95")
    makes: ClassVar = (AnnouncementPrepared, DocumentsOrdered, DocumentApproved)

    documents: tuple[int, ...]
    reason: str
    course: str
    """Course of the attempts (经过)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)
        if now.case.party(party).announcement is not None:
            yield Refused(
                "AnnouncedAlready", cls.source, "公告送达正在进行 · an announcement is under way already"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from may_be_served(now, party, self.documents)
        yield from filled(self.source, reason=self.reason, course=self.course)
        if Mode.ANNOUNCEMENT not in lawful_modes(party, self.documents):
            yield Refused(
                "AnnouncementNotYetLawful",
                self.source,
                "须下落不明，或直接送达和邮寄等方式均未成：请先记录送达经过"
                " · only when whereabouts are unknown or all else failed: record the attempts first",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.SERVICE_ANNOUNCEMENT, self.party)
        announcement = Announcement(
            documents=self.documents,
            notice=order.documents[0].id,
            reason=self.reason,
            course=self.course,
            prepared_on=now.today,
        )
        yield AnnouncementPrepared(party=self.party, announcement=announcement)
        yield order
        yield approved(order, self.together_with)


class ServiceAnnounced(PartyFact):
    """The announcement was published; its period runs."""

    title: ClassVar = Words("公告已发布", "service announced")
    informs: ClassVar = (Role.OFFICER,)
    on: date
    where: str
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        open_ = party.announcement
        published = {"published_on": self.on, "where": self.where, "proof": self.proof}
        changed = tuple(a.model_copy(update=published) if a is open_ else a for a in party.announcements)
        return party.model_copy(update={"announcements": changed})


class RecordPublication(PartyMove):
    """Record that the sealed announcement was published (公告发布); service is complete when its period is over."""

    title: ClassVar = Words("记录公告发布", "record publication")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(CPL, "95")
    makes: ClassVar = (ServiceAnnounced,)

    on: date
    """Publication day: the day of the last posting."""
    where: str
    proof: FileHash

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        open_ = now.case.party(party).announcement
        if open_ is None or open_.published_on:
            yield Refused(
                "NothingToPublish", cls.source, "没有待发布的送达公告 · no announcement waits for publication"
            )
            return
        document = now.case.documents.get(open_.notice)
        assert document is not None, "an announcement names its document"
        yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        open_ = now.case.party(self.party).announcement
        document = now.case.documents.get(open_.notice) if open_ else None
        sealed = document.seal.on if document and document.seal else None
        yield from filled(self.source, where=self.where, proof=self.proof)
        yield from in_order(now, self.source, self.on, "公告发布日期", after=sealed, event="公告盖章之日")

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ServiceAnnounced(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        open_ = case.party(party).announcement
        return open_.prepared_on if open_ and open_.published_on is None else None


def _announced(case: Case, party: Party | None) -> Iterator[Span]:
    assert party is not None, "a clock of a party"
    for item in party.announcements:
        if item.published_on:
            yield Span(start=item.published_on, ended_on=item.completed_on)


def _served_by_announcement(case: Case, party: Party, last_day: date) -> Iterator[Fact]:
    open_ = party.announcement
    if open_ is None or open_.published_on is None:
        return
    yield Served(
        party=party.id,
        service=CompletedService(
            documents=open_.documents,
            mode=Mode.ANNOUNCEMENT,
            served_on=last_day,
            handed_over_on=open_.published_on,
            receiver="公告",
            proof=open_.proof,
        ),
    )


MOVES = (ServeByAnnouncement, RecordPublication)
FACTS = (AnnouncementPrepared, ServiceAnnounced)
CLOCKS = (
    Clock(
        TermKey.PUBLIC_NOTICE_SERVICE,
        owner=Role.OFFICER,
        per_party=True,
        span=_announced,
        right=True,
        at_end=_served_by_announcement,
    ),
)
