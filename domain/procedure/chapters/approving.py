"""Approving and issuing the notices (批准、发出约谈函和告知书): these very contents, complete, numbered, sealed."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Purpose
from domain.law.articles import art
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.notices import stands
from domain.procedure.gates import leaving, papers, parties
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)


class NoticesApproved(PartyFact):
    """The head approved these very contents."""

    title: ClassVar = Words("约谈函和告知书已批准", "notices approved")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(approved_on=stamp.on)


class ApproveNotices(PartyMove):
    """Approve these very contents (批准约谈函和告知书); numbers and final files follow."""

    title: ClassVar = Words("批准约谈函和告知书", "approve notices")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesApproved, DocumentsOrdered)

    letter: str
    """SHA-256 of the letter's content, as previewed."""
    notice: str
    """SHA-256 of the notice's content, as previewed."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        last = now.case.party(party).last_notices
        if last is None:
            yield Refused(
                "NoNoticesPrepared", cls.source, "尚未制作约谈函和告知书 · prepare the notices first"
            )
            return
        if last.approved_on:
            yield Refused(
                "NoticesApprovedBefore",
                cls.source,
                "约谈函和告知书已经批准 · the notices are approved already",
            )
            return
        yield from previews_complete(now, last.documents)
        if last.papers != now.case.papers_version:
            yield Refused(
                "NoticesOutdated",
                cls.source,
                "制作之后案卷材料有变动：请重新制作 · the papers changed after the notices were prepared: prepare them again",
            )
        yield from papers.reviewed_before_notice(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for prepared notices"
        for document, approved in zip(notices.documents, (self.letter, self.notice), strict=True):
            found = now.case.documents.get(document)
            if found is None or found.content != approved:
                yield Refused(
                    "ContentChanged",
                    self.source,
                    f"文书{document}的内容与所批准的不一致：请核对预览后重新批准"
                    f" · the content of document {document} is not the one approved: read the preview and approve that",
                )

    def facts(self, now: Moment) -> Iterator[Fact]:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for prepared notices"
        yield NoticesApproved(party=self.party)
        yield DocumentsOrdered(wanted="final", again=notices.documents)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.approved_on or who.decision or not stands(case, last):
            return None
        due = Purpose.BEFORE_NOTICE in papers.due_reviews(case)
        agreed = case.review.agreed(Purpose.BEFORE_NOTICE, case.papers_version)
        return last.prepared_on if agreed or not due else None


def previews_complete(now: Moment, documents: tuple[int, ...]) -> Iterator[Refused]:
    """Gate 6 before approval: the previews are there, and lack neither a field nor a glyph."""
    for number in documents:
        document = now.case.documents.get(number)
        if document is None or not document.content:
            yield Refused(
                "PreviewOutstanding",
                art(APL, "44"),
                f"文书{number}的预览尚未生成：请稍候 · the preview of document {number} is being rendered: wait a moment",
            )
        elif not document.complete:
            missing = "、".join((*document.gaps, *document.missing_glyphs))
            yield Refused(
                "PreviewIncomplete",
                art(APL, "44"),
                f"文书{number}缺少：{missing}：请补全后重新制作 · document {number} lacks: {missing}",
            )


class NoticesIssued(PartyFact):
    """The notices were issued: from now on the party may speak."""

    title: ClassVar = Words("约谈函和告知书已发出", "notices issued")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(issued_on=stamp.on)


class IssueNotices(PartyMove):
    """Issue the notices (发出约谈函和告知书) of one party, complete, numbered and sealed."""

    title: ClassVar = Words("发出约谈函和告知书", "issue notices")
    by: ClassVar = (Role.CLERK, Role.OFFICER)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesIssued,)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        last = now.case.party(party).last_notices
        if last is None or last.approved_on is None:
            yield Refused(
                "NoticesNotApproved", cls.source, "约谈函和告知书尚未批准 · the notices are not approved"
            )
            return
        if last.issued_on:
            yield Refused(
                "NoticesIssuedAlready", cls.source, "约谈函和告知书已经发出 · the notices are issued already"
            )
            return
        for number in last.documents:
            document = now.case.documents.get(number)
            assert document is not None, "notices name documents of the case"
            yield from leaving.may_leave(now, document)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield NoticesIssued(party=self.party)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.issued_on or who.decision:
            return None
        seals = [d.seal.on for n in last.documents if (d := case.documents.get(n)) and d.seal]
        return max(seals) if len(seals) == len(last.documents) else None


MOVES = (
    ApproveNotices,
    IssueNotices,
)
FACTS = (
    NoticesApproved,
    NoticesIssued,
)
