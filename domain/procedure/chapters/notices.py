"""The notices (约谈函和告知书): letter and notice of one party, prepared, approved, issued together."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.papers import Proposal
from domain.case.parties import InterviewPlan, Notices, Party
from domain.case.people import Person, Role
from domain.case.review import Purpose
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.interview import not_too_soon
from domain.procedure.faults import filled, is_hour, with_zone
from domain.procedure.gates import law, leaving, papers, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
    civil,
)


class NoticesPrepared(PartyFact):
    """Letter and notice were prepared: version n while none was issued, else version n+1."""

    title: ClassVar = "约谈函和告知书已制作"
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
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if who.last_notices and who.last_notices.approved_on:
            yield Refused(
                "NoticesApprovedAlready",
                cls.source,
                "约谈函和告知书已经批准，不得改动 · the notices are approved and stay as they are",
            )
        yield from law.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        naive = list(with_zone(self.source, at=self.interview.at))
        yield from naive or self._time(now)
        yield from self._people(now)
        yield from filled(self.source, place=self.interview.place)

    def _time(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        days = plan.working_days_after_service
        if (plan.at is None) == (days is None) or (days is not None and not is_hour(plan.time)):
            yield Refused(
                "InterviewTime",
                self.source,
                "听述时间须填写 at，或填写 working_days_after_service 和 time（时:分）其中一种"
                " · give either `at`, or `working_days_after_service` with `time` as HH:MM",
                MALFORMED,
            )
        elif plan.at is not None:
            party = now.case.party(self.party)
            yield from not_too_soon(now, party, civil(plan.at), served=now.today)
        elif days is not None and days < (least := self._least_days(now)):
            yield Refused(
                "InterviewNoticeTooShort",
                self.source,
                f"听述须在送达后第{least}个工作日或者更晚 · set it on working day {least} after service, or later",
                MALFORMED,
            )

    def _least_days(self, now: Moment) -> int:
        term = now.rules.term(TermKey.INTERVIEW_NOTICE, now.today)
        return term.length + 1 if now.rules.switches.strict_backward else term.length

    def _people(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        strangers = [w for w in (plan.presider, plan.recorder) if not _of_the_agency(now, w)]
        if strangers:
            yield Refused(
                "NotOfThisAgency",
                self.source,
                f"{'、'.join(strangers)} 不是本机关人员 · not of this agency: {', '.join(strangers)}; name another",
                MALFORMED,
            )
        elif not self._may_preside(now, now.people[plan.presider]):
            yield Refused(
                "MayNotPresideInterview",
                self.source,
                f"{plan.presider} 不得主持听述：须由主持人{self._or_officer(now)}主持"
                f" · {plan.presider} may not preside over the interview: name a presider",
                MALFORMED,
            )
        if plan.presider == plan.recorder:
            yield Refused(
                "PresiderRecords",
                self.source,
                "主持人和记录人须为两人 · presider and recorder must be two persons",
                MALFORMED,
            )

    def _may_preside(self, now: Moment, person: Person) -> bool:
        if now.case.people.is_officer(person.id):
            return now.rules.switches.officer_may_preside_interview
        return Role.PRESIDER in person.roles

    def _or_officer(self, now: Moment) -> str:
        return "或者本案承办人" if now.rules.switches.officer_may_preside_interview else ""

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
            findings=tuple(f.id for f in now.case.papers.findings_against(self.party)),
            basis=tuple(b.id for b in now.case.papers.basis_against(self.party)),
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
        who = case.party(party)
        last = who.last_notices
        if who.decision or (last and (last.approved_on or stands(case, last))):
            return None
        return last.prepared_on if last else case.papers.investigation_ended_on


def stands(case: Case, notices: Notices) -> bool:
    """Whether prepared notices can still be approved: on the present papers, and lacking nothing that was found."""
    found = [d for n in notices.documents if (d := case.documents.get(n))]
    return notices.papers == case.papers_version and not any(d.lacks_something for d in found)


def _of_the_agency(now: Moment, person: str) -> bool:
    return person in now.people and now.people[person].agency == now.case.identity.agency.code


class NoticesApproved(PartyFact):
    """The head approved these very contents."""

    title: ClassVar = "约谈函和告知书已批准"
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

    title: ClassVar = "约谈函和告知书已发出"
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


MOVES = (PrepareNotices, ApproveNotices, IssueNotices)
FACTS = (NoticesPrepared, NoticesApproved, NoticesIssued)
