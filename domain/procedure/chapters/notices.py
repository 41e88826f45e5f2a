"""The notices (约谈函和告知书): letter and notice of one party, prepared together."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.identity import never_punished
from domain.case.papers import Proposal
from domain.case.parties import Notices, Party
from domain.case.people import Role
from domain.case.sessions import InterviewPlan
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import penalties_said
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.faults import filled
from domain.procedure.gates import interview_day, interviewers, law, minors, parties
from domain.procedure.language import (
    APL,
    SHANGHAI,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Stamp,
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
        new = Notices(
            version=len(earlier) + 1,
            prepared_on=stamp.on,
            letter=self.letter,
            notice=self.notice,
            interview=self.interview,
            notified=self.notified,
            findings=self.findings,
            basis=self.basis,
            papers=self.papers,
        )
        return party.model_copy(update={"notices": (*earlier, new)})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}，听述时间：{when}；拟{penalties}", "{party}, interview: {when}; intended: {penalties}"
        ).filled(
            party=case.party(self.party).said,
            when=when_planned(self.interview),
            penalties=penalties_said(self.notified.penalties),
        )


def when_planned(plan: InterviewPlan) -> Words:
    """Say for when a plan summons a party."""
    if plan.at is not None:
        at = f"{plan.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        return Words(at, at)
    return Words("送达后第{days}个工作日 {time}", "working day {days} after service, {time}").filled(
        days=plan.working_days_after_service, time=plan.time
    )


NOTICES_APPROVED_ALREADY = Refusal(
    "NoticesApprovedAlready",
    art(APL, "44"),
    Words("约谈函和告知书已经批准，不得改动", "the notices are approved and stay as they are"),
    Words(
        "请继续盖章（record_sealing）、发出（issue_notices）",
        "go on: seal them (record_sealing), issue them (issue_notices)",
    ),
)


class PrepareNotices(PartyMove):
    """Prepare the interview letter (约谈函) and the notice (告知书) of one party."""

    title: ClassVar = Words("制作约谈函和告知书", "prepare the notices")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NoticesPrepared, DocumentsOrdered)

    interview: Annotated[
        InterviewPlan,
        Label(
            "听述安排",
            "plan of the interview",
            "时间、地点、主持人、记录人",
            "time, place, presider, recorder",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if who.last_notices and who.last_notices.approved_on:
            yield NOTICES_APPROVED_ALREADY()
        yield from minors.punishable(now, who, who.proposal.discretion)
        yield from law.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        yield from interview_day.well_timed(now, self, self.party, plan)
        yield from interviewers.may_sit(now, plan, (plan.presider, plan.recorder))
        yield from filled(self, place=plan.place)

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
        if never_punished(who, case.papers.act_to):
            return None
        if who.decision or (last and (last.approved_on or stands(case, last))):
            return None
        return last.prepared_on if last else case.papers.investigation_ended_on


def stands(case: Case, notices: Notices) -> bool:
    """Whether prepared notices can still be approved: on the present papers, and lacking nothing that was found."""
    found = [d for n in notices.documents if (d := case.documents.get(n))]
    return notices.papers == case.papers_version and not any(d.lacks_something for d in found)


MOVES = (PrepareNotices,)
FACTS = (NoticesPrepared,)
