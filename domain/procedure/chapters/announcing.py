"""Service by announcement (公告送达): ordered with the head, sealed, published; complete when its period is over."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import Announcement, CompletedService, Mode
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import Line, LongText, Text, UpToServed
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.chapters.service import Served
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving
from domain.procedure.gates.serving import CPL, lawful_modes, may_be_served, something_to_serve
from domain.procedure.language import Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash


class AnnouncementPrepared(PartyFact):
    """Service by announcement was ordered, with reason and course."""

    title: ClassVar = Words("送达公告已制作", "announcement prepared")
    announcement: Announcement

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"announcements": (*party.announcements, self.announcement)})

    def said(self, case: Case) -> Iterator[Words]:
        ordered = self.announcement
        yield Words("{party}：{reason}；{course}", "{party}: {reason}; {course}").filled(
            party=case.party(self.party).said, reason=ordered.reason, course=ordered.course
        )


ANNOUNCED_ALREADY = Refusal(
    "AnnouncedAlready",
    art(CPL, "95"),
    Words("对当事人{party}的公告送达正在进行", "service on party {party} by announcement is under way"),
    Words(
        "请记录公告发布（record_publication）；已经发布的，等候公告期（public_notice_service）届满",
        "record the publication (`record_publication`); once published, wait for the end of `public_notice_service`",
    ),
)
ANNOUNCEMENT_NOT_YET_LAWFUL = Refusal(
    "AnnouncementNotYetLawful",
    art(CPL, "95"),
    Words(
        "公告送达须查找后仍下落不明，或者直接送达、邮寄送达等其他方式均未成；同意电子送达的，须先向该地址送达",
        "an announcement is lawful only when the party was looked for in vain, or everything else has failed; where it"
        " consented to electronic service, that address is tried first",
    ),
    Words(
        "请先记录未能送达的经过（record_service_attempt），下落不明的写明查找途径和证明（looked_for、proof），"
        "或者采用其他方式送达（record_service）",
        "record the attempts that failed (`record_service_attempt`), with how the party was looked for and the proof"
        " (`looked_for`, `proof`) where its whereabouts are unknown; or serve otherwise (`record_service`)",
    ),
)


class ServeByAnnouncement(PartyMove):
    """Order service by announcement (公告送达): reason and course of the attempts stand in the file."""

    title: ClassVar = Words("公告送达", "serve by announcement")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = art(CPL, "95")
    makes: ClassVar = (AnnouncementPrepared, DocumentsOrdered, DocumentApproved)

    documents: Annotated[
        UpToServed[int],
        Label(
            "文书",
            "documents",
            "公告送达的文书在本案中的序号",
            "numbers in the case of the documents to be announced",
            SERIAL,
        ),
    ]
    reason: Annotated[
        Text, Label("公告送达的原因", "reason", "为何只能公告送达", "why nothing but an announcement is left")
    ]
    course: Annotated[
        LongText, Label("送达经过", "course", "此前送达的经过", "what was tried before, and how it ended")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)
        if now.case.party(party).announcement is not None:
            yield ANNOUNCED_ALREADY(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from may_be_served(now, self, self.documents)
        yield from filled(self, reason=self.reason, course=self.course)
        if Mode.ANNOUNCEMENT not in lawful_modes(now.case.party(self.party), self.documents):
            yield ANNOUNCEMENT_NOT_YET_LAWFUL()

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

    title: ClassVar = Words("公告已发布", "announcement published")
    informs: ClassVar = (Role.OFFICER,)
    on: date
    where: Line
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        open_ = party.announcement
        published = {"published_on": self.on, "where": self.where, "proof": self.proof}
        changed = tuple(a.model_copy(update=published) if a is open_ else a for a in party.announcements)
        return party.model_copy(update={"announcements": changed})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{on} 刊于{where}", "published on {on}: {where}").filled(on=self.on, where=self.where)


NOTHING_TO_PUBLISH = Refusal(
    "NothingToPublish",
    art(CPL, "95"),
    Words("当事人{party}没有待发布的送达公告", "no announcement to party {party} waits for publication"),
    Words(
        "须公告送达的，请先办理公告送达（serve_by_announcement）",
        "where one is needed, order it first (`serve_by_announcement`)",
    ),
)


class RecordPublication(PartyMove):
    """Record that the sealed announcement was published (公告发布); service is complete when its period is over."""

    title: ClassVar = Words("记录公告发布", "record the publication of an announcement")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(CPL, "95")
    makes: ClassVar = (ServiceAnnounced,)

    on: Annotated[
        date, Label("发布日期", "day of publication", "最后一处发布之日", "the day of the last posting")
    ]
    where: Annotated[
        Line,
        Label(
            "发布场所", "where", "公告栏、受送达人住所地、报纸、网站等", "notice board, newspaper, website …"
        ),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "发布证明", "proof", "发布的照片、截图或者版面", "photo, screenshot or page of the publication"
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        open_ = now.case.party(party).announcement
        if open_ is None or open_.published_on:
            yield NOTHING_TO_PUBLISH(party=party)
            return
        document = now.case.documents.get(open_.notice)
        assert document is not None, "an announcement names its document"
        yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        open_ = now.case.party(self.party).announcement
        document = now.case.documents.get(open_.notice) if open_ else None
        sealed = document.seal.on if document and document.seal else None
        yield from filled(self, where=self.where, proof=self.proof)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("公告发布日期", "the day of publication"),
            after=sealed,
            event=Words("公告盖章之日", "the day on which the announcement was sealed"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ServiceAnnounced(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        open_ = case.party(party).announcement
        return open_.prepared_on if open_ and open_.published_on is None else None


def _announced(case: Case, party: Party | None) -> Iterator[Span]:
    assert party is not None, "a clock of a party"
    # A party that was split off is served in its own case, where the announcement came along.
    elsewhere = party.left.on if party.left and party.left.onward else None
    for item in party.announcements:
        if item.published_on:
            yield Span(start=item.published_on, ended_on=item.completed_on, lapsed_on=elsewhere)


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
        silence=True,
        at_end=_served_by_announcement,
    ),
)
