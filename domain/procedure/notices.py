"""The notices (约谈函和告知书): letter and notice of one party, prepared, approved, issued together."""

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.papers import Proposal
from domain.case.parties import InterviewPlan, Notices, Party
from domain.case.people import Role
from domain.law.articles import art
from domain.procedure import gates
from domain.procedure.gates import APL
from domain.procedure.papering import DocumentsOrdered
from domain.procedure.parts import MALFORMED, Fact, Moment, PartyFact, PartyMove, Refused, Stamp


class NoticesPrepared(PartyFact):
    """Letter and notice were prepared: version n while none was issued, else version n+1."""

    letter: int
    notice: int
    interview: InterviewPlan
    told: Proposal
    findings: tuple[str, ...]
    basis: tuple[str, ...]
    papers: str

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        earlier = tuple(n for n in party.notices if n.issued_on)
        fields = {f: getattr(self, f) for f in type(self).model_fields if f != "party"}
        new = Notices(version=len(earlier) + 1, prepared_on=stamp.on, **fields)
        return party.model_copy(update={"notices": (*earlier, new)})


class PrepareNotices(PartyMove):
    """Prepare the interview letter (约谈函) and the notice (告知书) of one party."""

    title: ClassVar = "制作约谈函和告知书"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesPrepared, DocumentsOrdered)

    interview: InterviewPlan
    """Time or N working days after service, place, presider (主持人), recorder (记录人)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        last = now.case.party(party).last_notices
        if last and last.approved_on:
            yield Refused(
                "NoticesApprovedAlready",
                cls.source,
                "约谈函和告知书已经批准，不得改动 · the notices are approved and stay as they are",
            )
        yield from gates.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        by_service = plan.working_days_after_service is not None
        if (plan.at is None) == (not by_service) or (
            by_service and not re.fullmatch(r"\d{2}:\d{2}", plan.time)
        ):
            yield Refused(
                "InterviewTime",
                self.source,
                "听述时间须填写 at，或填写 working_days_after_service 和 time（时:分）其中一种"
                " · give either `at`, or `working_days_after_service` with `time` as HH:MM",
                MALFORMED,
            )
        if plan.at is not None and plan.at <= now.at:
            yield Refused(
                "InterviewInThePast",
                self.source,
                "听述时间已过：请另定 · the interview's time is past: set another",
            )
        for who in (plan.presider, plan.recorder):
            if who not in now.people or now.people[who].agency != now.case.name.agency.code:
                yield Refused(
                    "NotOfThisAgency",
                    self.source,
                    f"{who} 不是本机关人员 · {who} is not of this agency: name another",
                    MALFORMED,
                )
        if plan.presider == plan.recorder:
            yield Refused(
                "PresiderRecords",
                self.source,
                "主持人和记录人须为两人 · presider and recorder must be two persons",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        letter, notice = (i for i, _ in zip(now.case.documents.next_ids(), range(2), strict=False))
        last = party.last_notices
        named = {
            "presider_name": now.people[self.interview.presider].name,
            "recorder_name": now.people[self.interview.recorder].name,
        }
        yield NoticesPrepared(
            party=self.party,
            letter=letter,
            notice=notice,
            interview=self.interview.model_copy(update=named),
            told=party.proposal,
            findings=tuple(f.id for f in now.case.file.findings_against(self.party)),
            basis=tuple(b.id for b in now.case.file.basis_against(self.party)),
            papers=now.case.papers_version,
        )
        yield DocumentsOrdered(
            wanted="preview",
            documents=(
                NewDocument(id=letter, kind=DocumentKind.INTERVIEW_LETTER, party=self.party),
                NewDocument(id=notice, kind=DocumentKind.PENALTY_NOTICE, party=self.party),
            ),
            voids=last.documents if last and last.issued_on is None else (),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return None if case.party(party).notices else case.file.investigation_ended_on


class NoticesApproved(PartyFact):
    tells: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(approved_on=stamp.on)


class ApproveNotices(PartyMove):
    """Approve these very contents (批准约谈函和告知书); numbers and final files follow."""

    title: ClassVar = "批准约谈函和告知书"
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesApproved, DocumentsOrdered)

    letter: str
    """SHA-256 of the letter's content, as previewed."""
    notice: str
    """SHA-256 of the notice's content, as previewed."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
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
        yield from _previews_complete(now, last.documents)
        if last.papers != now.case.papers_version:
            yield Refused(
                "NoticesOutdated",
                cls.source,
                "制作之后案卷材料有变动：请重新制作 · the papers changed after the notices were prepared: prepare them again",
            )
        yield from gates.reviewed_before_notice(now)

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
        last = case.party(party).last_notices
        return last.prepared_on if last and last.approved_on is None else None


def _previews_complete(now: Moment, documents: tuple[int, ...]) -> Iterator[Refused]:
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


previews_complete = _previews_complete


class NoticesIssued(PartyFact):
    tells: ClassVar = (Role.OFFICER,)

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(issued_on=stamp.on)


class IssueNotices(PartyMove):
    """Issue the notices (发出约谈函和告知书) of one party, complete, numbered and sealed."""

    title: ClassVar = "发出约谈函和告知书"
    by: ClassVar = (Role.CLERK, Role.OFFICER)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesIssued,)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
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
            yield from gates.may_leave(now, document)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield NoticesIssued(party=self.party)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        last = case.party(party).last_notices
        if last is None or last.issued_on:
            return None
        seals = [d.seal.on for n in last.documents if (d := case.documents.get(n)) and d.seal]
        return max(seals) if len(seals) == len(last.documents) else None


MOVES = (PrepareNotices, ApproveNotices, IssueNotices)
FACTS = (NoticesPrepared, NoticesApproved, NoticesIssued)
