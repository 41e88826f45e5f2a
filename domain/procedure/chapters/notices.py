"""The notices (约谈函和告知书): letter and notice of one party, prepared together."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.papers import Proposal
from domain.case.parties import InterviewPlan, Notices, Party
from domain.case.people import Person, Role
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.interview import not_too_soon
from domain.procedure.faults import filled, is_hour, with_zone
from domain.procedure.gates import law, parties
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

    title: ClassVar = Words("约谈函和告知书已制作", "notices prepared")
    letter: int
    notice: int
    interview: InterviewPlan
    notified: Proposal
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

    title: ClassVar = Words("制作约谈函和告知书", "prepare notices")
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
            notified=party.proposal,
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


MOVES = (PrepareNotices,)
FACTS = (NoticesPrepared,)
