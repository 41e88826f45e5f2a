"""The notices (约谈函和告知书): letter and notice of one party, prepared together."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case, Parties
from domain.case.documents import DocumentKind, NewDocument
from domain.case.identity import never_punished
from domain.case.papers import Proposal
from domain.case.parties import Notices, Party
from domain.case.people import Role
from domain.case.renotifying import DraftSentBack
from domain.case.sessions import HearingRequest, InterviewPlan
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import penalties_said
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.faults import filled
from domain.procedure.gates import interview_day, interviewers, joining, law, minors, parties
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

    def change(self, case: Case, stamp: Stamp) -> Parties:
        party = case.party(self.party)
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
            evidence=tuple(e.id for e in case.papers.relied_on_for(self.findings)),
            prepared_by=stamp.by,
            hearing_requests=_still_asked(party, entitled=case.has_hearing_right(party.id)),
        )
        return case.parties.replaced(party.model_copy(update={"notices": (*earlier, new)}))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}，听述时间：{when}；拟{penalties}", "{party}, interview: {when}; intended: {penalties}"
        ).filled(
            party=case.party(self.party).said,
            when=when_planned(self.interview),
            penalties=penalties_said(self.notified.penalties),
        )


def _still_asked(party: Party, *, entitled: bool) -> tuple[HearingRequest, ...]:
    """Requests for a hearing that was never held: who has asked for one need not ask again because of new notices."""
    last = party.notices[-1] if party.notices else None
    if last is None or last.hearing is not None or last.hearing_end is not None:
        return ()
    return tuple(r for r in last.hearing_requests if r.stands and (entitled or r.granted))


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
NOTICES_STAND = Refusal(
    "NoticesStand",
    art(APL, "44"),
    Words(
        "第{version}版约谈函和告知书已经发出，没有退回重新告知",
        "version {version} of the notices is issued, and was not given up for new ones",
    ),
    Words(
        "须重新告知的，先退回（return_to_notifying），再制作（prepare_notices）",
        "to notify anew, return to notifying first (return_to_notifying), then prepare them (prepare_notices)",
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
        last = who.last_notices
        if last and last.issued_on:
            yield NOTICES_STAND(version=last.version)
        elif last and last.approved_on:
            yield NOTICES_APPROVED_ALREADY()
        yield from minors.punishable(now, who, who.proposal.discretion)
        yield from law.law_known(now)
        yield from joining.proposal_united(now, who, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
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
        if never_punished(who, case.papers.acted_until) or joining.to_unite(case, who):
            return None
        if not who.pending or (last and (last.approved_on or stands(case, last))):
            return None
        if last is None:
            return who.last_return.on if who.last_return else case.papers.investigation_ended_on
        return last.sent_back.on if last.sent_back else last.prepared_on

    @classmethod
    def sent_back(cls, case: Case, party: int | None) -> DraftSentBack | None:
        last = case.party(party).last_notices
        return last.sent_back if last else None


def stands(case: Case, notices: Notices) -> bool:
    """Whether prepared notices can still be approved: on the present papers, and lacking nothing that was found."""
    found = [d for n in notices.documents if (d := case.documents.get(n))]
    lacking = any(d.lacks_something for d in found)
    return notices.papers == case.papers_version and not lacking and notices.sent_back is None


MOVES = (PrepareNotices,)
FACTS = (NoticesPrepared,)
