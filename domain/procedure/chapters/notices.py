"""The notices (约谈函和告知书): letter and notice of one party, prepared together."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.identity import never_punished
from domain.case.papers import Proposal
from domain.case.parties import InterviewPlan, Notices, Party
from domain.case.people import Person, Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import penalties_said
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.chapters.interview import not_too_soon
from domain.procedure.faults import filled, is_hour, with_zone
from domain.procedure.gates import law, minors, parties
from domain.procedure.language import (
    APL,
    SHANGHAI,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Sort,
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
            when=_when(self.interview),
            penalties=penalties_said(self.notified.penalties),
        )


def _when(plan: InterviewPlan) -> Words:
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
INTERVIEW_TIME = Refusal(
    "InterviewTime",
    art(APL, "44"),
    Words(
        "没有写明听述时间，或者有两种写法", "the time of the interview is missing, or is given in two ways"
    ),
    Words(
        "请填写 at，或者填写 working_days_after_service 和 time（时:分），只用其中一种",
        "give either `at`, or `working_days_after_service` with `time` as HH:MM",
    ),
    Sort.FORM,
)
INTERVIEW_NOTICE_TOO_SHORT = Refusal(
    "InterviewNoticeTooShort",
    art(APL, "44"),
    Words(
        "送达后第{days}个工作日举行听述，通知时间过短",
        "working day {days} after service leaves too short a notice",
    ),
    Words(
        "请在 working_days_after_service 中填写{least}或者更大的数",
        "give {least} or more in `working_days_after_service`",
    ),
    Sort.FORM,
)
NOT_OF_THIS_AGENCY = Refusal(
    "NotOfThisAgency",
    art(APL, "44"),
    Words("{persons}不是本机关人员", "not of this agency: {persons}"),
    Words(
        "请在 interview 的 presider、recorder 中填写本机关人员的编号",
        "name persons of this agency in `presider` and `recorder` of `interview`",
    ),
    Sort.FORM,
)
MAY_NOT_PRESIDE_INTERVIEW = Refusal(
    "MayNotPresideInterview",
    art(APL, "44"),
    Words("{person}不得主持听述", "{person} may not preside over the interview"),
    Words("请在 presider 中填写主持人{or_officer}的编号", "name a presider{or_officer} in `presider`"),
    Sort.FORM,
)
PRESIDER_RECORDS = Refusal(
    "PresiderRecords",
    art(APL, "44"),
    Words("主持人和记录人是同一人", "presider and recorder are the same person"),
    Words("请在 recorder 中填写另一人的编号", "name another person in `recorder`"),
    Sort.FORM,
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
        naive = list(with_zone(self.source, at=self.interview.at))
        yield from naive or self._time(now)
        yield from self._people(now)
        yield from filled(self, place=self.interview.place)

    def _time(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        days = plan.working_days_after_service
        if (plan.at is None) == (days is None) or (days is not None and not is_hour(plan.time)):
            yield INTERVIEW_TIME()
        elif plan.at is not None:
            party = now.case.party(self.party)
            yield from not_too_soon(now, party, civil(plan.at), served=now.today)
        elif days is not None and days < (least := self._least_days(now)):
            yield INTERVIEW_NOTICE_TOO_SHORT(days=days, least=least)

    def _least_days(self, now: Moment) -> int:
        term = now.rules.term(TermKey.INTERVIEW_NOTICE, now.today)
        return term.length + 1 if now.rules.switches.strict_backward else term.length

    def _people(self, now: Moment) -> Iterator[Refused]:
        plan = self.interview
        strangers = [w for w in (plan.presider, plan.recorder) if not _of_the_agency(now, w)]
        if strangers:
            yield NOT_OF_THIS_AGENCY(persons=listed(strangers))
        elif not self._may_preside(now, now.people[plan.presider]):
            yield MAY_NOT_PRESIDE_INTERVIEW(person=plan.presider, or_officer=self._or_officer(now))
        if plan.presider == plan.recorder:
            yield PRESIDER_RECORDS()

    def _may_preside(self, now: Moment, person: Person) -> bool:
        if now.case.people.is_officer(person.id):
            return now.rules.switches.officer_may_preside_interview
        return person.has(Role.PRESIDER, now.today)

    def _or_officer(self, now: Moment) -> Words:
        if now.rules.switches.officer_may_preside_interview:
            return Words("或者本案承办人", " or an officer of the case")
        return Words("", "")

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


def _of_the_agency(now: Moment, person: str) -> bool:
    return person in now.people and now.people[person].agency == now.case.identity.agency.code


MOVES = (PrepareNotices,)
FACTS = (NoticesPrepared,)
