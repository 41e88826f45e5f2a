"""Approving and issuing the notices (批准、发出约谈函和告知书): these very contents, complete, numbered, sealed."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Purpose
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.notices import stands
from domain.procedure.gates import joining, leaving, papers, parties, since_hearing
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp


class NoticesApproved(PartyFact):
    """The head approved these very contents."""

    title: ClassVar = Words("约谈函和告知书已批准", "notices approved")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(approved_on=stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield case.party(self.party).said


NO_NOTICES_PREPARED = Refusal(
    "NoNoticesPrepared",
    art(APL, "44"),
    Words("尚未制作约谈函和告知书", "no notices are prepared"),
    Words("请先制作（prepare_notices）", "prepare them first (prepare_notices)"),
)
NOTICES_APPROVED_BEFORE = Refusal(
    "NoticesApprovedBefore",
    art(APL, "44"),
    Words("约谈函和告知书已经批准", "the notices are approved already"),
    Words(
        "请继续盖章（record_sealing）、发出（issue_notices）",
        "go on: seal them (record_sealing), issue them (issue_notices)",
    ),
)
NOTICES_OUTDATED = Refusal(
    "NoticesOutdated",
    art(APL, "44"),
    Words("制作之后案卷材料有变动", "the papers have changed since the notices were prepared"),
    Words("请重新制作（prepare_notices）", "prepare them again (prepare_notices)"),
)
NOTICES_SENT_BACK = Refusal(
    "NoticesSentBack",
    art(APL, "44"),
    Words("约谈函和告知书已经退回：{reason}", "the notices were sent back: {reason}"),
    Words("请承办人重新制作（prepare_notices）", "let an officer prepare them again (prepare_notices)"),
)
CONTENT_CHANGED = Refusal(
    "ContentChanged",
    art(APL, "44"),
    Words(
        "所填的不是文书{document}现有的内容",
        "what is given is not the present content of document {document}",
    ),
    Words(
        "请重新查阅预览（以所见内容的 SHA-256 填写 {field}），再批准（approve_notices）",
        "read the preview once more (and give the SHA-256 of what you saw in `{field}`), then approve it (approve_notices)",
    ),
)


class ApproveNotices(PartyMove):
    """Approve these very contents (批准约谈函和告知书); numbers and final files follow."""

    title: ClassVar = Words("批准约谈函和告知书", "approve the notices")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesApproved, DocumentsOrdered)

    letter: Annotated[
        Code,
        Label("约谈函内容", "content of the letter", "所预览内容的 SHA-256", "its SHA-256, as previewed"),
    ]
    notice: Annotated[
        Code,
        Label("告知书内容", "content of the notice", "所预览内容的 SHA-256", "its SHA-256, as previewed"),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        last = now.case.party(party).last_notices
        if last is None:
            yield NO_NOTICES_PREPARED()
            return
        if last.approved_on:
            yield NOTICES_APPROVED_BEFORE()
            return
        yield from previews_complete(now, last.documents)
        if last.sent_back:
            yield NOTICES_SENT_BACK(reason=last.sent_back.reason)
        if last.papers != now.case.papers_version:
            yield NOTICES_OUTDATED()
        yield from papers.reviewed_before_notice(now, now.case.party(party))

    def faults(self, now: Moment) -> Iterator[Refused]:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for prepared notices"
        approved = {"letter": (notices.letter, self.letter), "notice": (notices.notice, self.notice)}
        for field, (number, content) in approved.items():
            document = now.case.documents.get(number)
            assert document is not None, "notices name documents of the case"
            if document.content != content:
                yield CONTENT_CHANGED(document=number, field=field)

    def facts(self, now: Moment) -> Iterator[Fact]:
        notices = now.case.party(self.party).last_notices
        assert notices is not None, "bars asked for prepared notices"
        yield NoticesApproved(party=self.party)
        yield DocumentsOrdered(wanted="final", again=notices.documents)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.approved_on or not who.pending or not stands(case, last):
            return None
        due = Purpose.BEFORE_NOTICE in papers.due_reviews(case)
        agreed = since_hearing.agreed(case, Purpose.BEFORE_NOTICE, who)
        return last.prepared_on if agreed or not due else None


PREVIEW_OUTSTANDING = Refusal(
    "PreviewOutstanding",
    art(APL, "44"),
    Words("文书{document}的预览尚未生成", "the preview of document {document} is not rendered yet"),
    Words(
        "请稍候，预览生成后再批准（approve_notices）或者决定（impose、decide_no_penalty）",
        "wait a moment: once it is rendered, approve (approve_notices) or decide (impose, decide_no_penalty)",
    ),
)
PREVIEW_INCOMPLETE = Refusal(
    "PreviewIncomplete",
    art(APL, "44"),
    Words("文书{document}缺少：{missing}", "document {document} lacks: {missing}"),
    Words(
        "请补全后重新制作（prepare_notices、prepare_decision）；缺少的由草案写明的，先修改草案（amend_draft）",
        "complete it and have it made again (prepare_notices, prepare_decision); what the draft is to say is amended there first"
        " (amend_draft)",
    ),
)


def previews_complete(now: Moment, documents: tuple[int, ...]) -> Iterator[Refused]:
    """Gate 6 before approval: the previews are there, and lack neither a field nor a glyph."""
    for number in documents:
        document = now.case.documents.get(number)
        if document is None or not document.content:
            yield PREVIEW_OUTSTANDING(document=number)
        elif not document.complete:
            missing = listed((*document.gaps, *document.missing_glyphs))
            yield PREVIEW_INCOMPLETE(document=number, missing=missing)


class NoticesIssued(PartyFact):
    """The notices were issued: from now on the party may speak."""

    title: ClassVar = Words("约谈函和告知书已发出", "notices issued")
    informs: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(issued_on=stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("发给{party}", "to {party}").filled(party=case.party(self.party).said)


NOTICES_NOT_APPROVED = Refusal(
    "NoticesNotApproved",
    art(APL, "44"),
    Words("约谈函和告知书尚未批准", "the notices are not approved"),
    Words(
        "请先制作（prepare_notices）并报请批准（approve_notices）",
        "prepare them (prepare_notices) and have them approved (approve_notices)",
    ),
)
NOTICES_ISSUED_ALREADY = Refusal(
    "NoticesIssuedAlready",
    art(APL, "44"),
    Words("约谈函和告知书已经发出", "the notices are issued already"),
    Words("请送达并记录（record_service）", "serve them and record it (record_service)"),
)


class IssueNotices(PartyMove):
    """Issue the notices (发出约谈函和告知书) of one party, complete, numbered and sealed."""

    title: ClassVar = Words("发出约谈函和告知书", "issue the notices")
    by: ClassVar = (Role.CLERK, Role.OFFICER)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesIssued,)
    by_issuer: ClassVar = True

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from joining.none_under_way(now, cls.source)
        yield from parties.undecided(now.case.party(party), cls.source)
        last = now.case.party(party).last_notices
        if last is None or last.approved_on is None:
            yield NOTICES_NOT_APPROVED()
            return
        if last.issued_on:
            yield NOTICES_ISSUED_ALREADY()
            return
        for number in last.documents:
            document = now.case.documents.get(number)
            assert document is not None, "notices name documents of the case"
            yield from leaving.may_leave(now, document)
            yield from leaving.by_its_issuer(now, document)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield NoticesIssued(party=self.party)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        last = who.last_notices
        if last is None or last.issued_on or last.approved_on is None or not who.pending:
            return None
        if joining.ordered(case):
            return None
        seals = [d.seal.on for n in last.documents if (d := case.documents.get(n)) and d.seal]
        return max(seals) if len(seals) == len(last.documents) else None


MOVES = (ApproveNotices, IssueNotices)
FACTS = (NoticesApproved, NoticesIssued)
