"""Legal review (法制审核): an independent reviewer's opinion on these very papers, round by round."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import ClassVar

from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Person, Role
from domain.case.review import Opinion, OpinionAnswer, OpinionPoint, Purpose, Review, Round, Verdict
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.gates import heard, officers, papers, parties
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    MALFORMED,
    SAMR_P,
    Clock,
    Fact,
    Moment,
    Move,
    Refused,
    Span,
    Stamp,
)
from domain.procedure.progress import heard_since
from domain.record import PersonId

APL, SAMR_P = APL, SAMR_P


def purpose_now(case: Case) -> Purpose:
    """While a party still to be punished has no issued notices, the review is the one before the notice."""
    issued = any(p.issued_notices for p in case.parties.all)
    unnotified = any(p.issued_notices is None for p in parties.to_be_punished(case))
    return Purpose.BEFORE_NOTICE if unnotified or not issued else Purpose.AFTER_STATEMENTS


class SubmittedForReview(Fact):
    """The papers went to review: this version, this purpose."""

    title: ClassVar = "已提交审核"
    component: ClassVar = "review"
    tells: ClassVar = (Role.REVIEWER,)
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        return _new_round(case.review, self.purpose, self.papers, stamp.on)


def _new_round(review: Review, purpose: Purpose, papers: str, on: date) -> Review:
    new = Round(number=len(review.rounds) + 1, purpose=purpose, papers=papers, submitted_on=on)
    return review.model_copy(update={"rounds": (*review.rounds, new)})


class SubmitForReview(Move):
    """Submit the complete papers for legal review (提交法制审核)."""

    title: ClassVar = "提交审核"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(SAMR_P, "49")
    makes: ClassVar = (SubmittedForReview,)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        review = now.case.review
        # A round on papers that have changed since can get no opinion any more: the present ones take its place.
        if review.open_round and review.open_round.papers == now.case.papers_version:
            yield Refused("ReviewUnderWay", cls.source, "已在审核中 · a review is under way already")
        elif review.returned:
            yield Refused(
                "AnswerTheOpinion",
                cls.source,
                "审核意见尚未答复：请用 answer_opinion 答复 · answer the opinion by answer_opinion",
            )
        purpose = purpose_now(now.case)
        if review.agreed(purpose, now.case.papers_version):
            yield Refused(
                "ReviewAgreedAlready",
                cls.source,
                "现有案卷材料已经审核同意 · these papers are agreed to already",
            )
        yield from parties.anybody_undecided(now, cls.source)
        if purpose is Purpose.AFTER_STATEMENTS:
            yield from heard.everyone_heard(now)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SubmittedForReview(purpose=purpose_now(now.case), papers=now.case.papers_version)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        review, purpose = case.review, purpose_now(case)
        waiting = review.open_round is not None and review.open_round.papers == case.papers_version
        if waiting or review.returned or not any(parties.to_be_punished(case)):
            return None
        if purpose not in papers.due_reviews(case) or review.agreed(purpose, case.papers_version):
            return None
        if purpose is Purpose.BEFORE_NOTICE:
            return case.papers.investigation_ended_on
        return _all_heard_since(case)


def _all_heard_since(case: Case) -> date | None:
    days = [heard_since(case, p) for p in parties.to_be_punished(case)]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


class ReviewerAssigned(Fact):
    """A reviewer was assigned; an earlier one is past."""

    title: ClassVar = "审核人员已指定"
    component: ClassVar = "review"
    tells: ClassVar = (Role.REVIEWER,)
    reviewer: Person

    def change(self, case: Case, stamp: Stamp) -> Review:
        past = case.review.reviewer
        update: dict[str, object] = {"reviewer": self.reviewer}
        if past:
            update["past_reviewers"] = (*case.review.past_reviewers, past.id)
        return case.review.model_copy(update=update)


class AssignReviewer(Move):
    """Assign a reviewer (指定审核人员) who never investigated this case and is qualified."""

    title: ClassVar = "指定审核人员"
    by: ClassVar = (Role.HEAD, Role.SYSTEM)
    source: ClassVar = art(APL, "58")
    makes: ClassVar = (ReviewerAssigned,)

    reviewer: PersonId

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        person = now.people.get(self.reviewer)
        if person is None or Role.REVIEWER not in person.roles or person.agency != now.case.identity.agency.code:
            yield Refused(
                "NotAReviewer",
                self.source,
                f"{self.reviewer} 不是本机关的法制审核人员 · {self.reviewer} is not a reviewer of this agency",
                MALFORMED,
            )
            return
        yield from officers.no_investigator_reviews(now, person)
        yield from officers.no_presider_reviews(now, person)
        yield from officers.unrelated(now, person)
        if person.first_time_reviewer and not person.legal_qualification:
            yield Refused(
                "ReviewerUnqualified",
                self.source,
                "初次从事法制审核的人员应当取得法律职业资格：请另行指定"
                " · a first-time reviewer needs the legal qualification: assign another",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ReviewerAssigned(reviewer=now.people[self.reviewer])

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        round_ = case.review.open_round
        return round_.submitted_on if round_ and case.review.reviewer is None else None


class OpinionGiven(Fact):
    """The review's opinion on one round."""

    title: ClassVar = "审核意见已出具"
    component: ClassVar = "review"
    tells: ClassVar = (Role.OFFICER,)
    round: int
    opinion: Opinion

    def change(self, case: Case, stamp: Stamp) -> Review:
        changed = tuple(
            r.model_copy(update={"opinion": self.opinion}) if r.number == self.round else r
            for r in case.review.rounds
        )
        return case.review.model_copy(update={"rounds": changed})


class GiveOpinion(Move):
    """Give the review's opinion (出具审核意见) on this round and these papers."""

    title: ClassVar = "出具审核意见"
    by: ClassVar = (Role.REVIEWER,)
    source: ClassVar = art(SAMR_P, "54")
    makes: ClassVar = (OpinionGiven, DocumentsOrdered)
    within: ClassVar = TermKey.LEGAL_REVIEW

    round: int
    papers: str
    """Papers version (案卷材料版本) that was read."""
    verdict: Verdict
    points: tuple[OpinionPoint, ...]
    """Each point of the checklist with a finding."""
    signal: str = ""
    """Id of the signal by which it came."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.open_round is None:
            yield Refused("NothingToReview", cls.source, "没有待审核的材料 · nothing is submitted for review")

    def faults(self, now: Moment) -> Iterator[Refused]:
        review, open_ = now.case.review, now.case.review.open_round
        if review.reviewer is None or review.reviewer.id != now.actor.id:
            yield Refused(
                "NotTheReviewer",
                art(APL, "58"),
                "只能由指定的审核人员出具 · only the assigned reviewer may",
                FORBIDDEN,
            )
        assert open_ is not None, "bars asked for an open round"
        if (
            open_.number != self.round
            or open_.papers != self.papers
            or self.papers != now.case.papers_version
        ):
            yield Refused(
                "StaleOpinion",
                self.source,
                f"意见针对的不是第{open_.number}轮的现有案卷材料：请重新阅卷 · the opinion is on other papers: read round {open_.number} again",
            )
        yield from self._consistent(now)

    def _consistent(self, now: Moment) -> Iterator[Refused]:
        missing = set(now.rules.switches.checklist) - {p.heading for p in self.points}
        if missing:
            names = "、".join(h for h in now.rules.switches.checklist if h in missing)
            yield Refused(
                "ChecklistIncomplete",
                art(SAMR_P, "53"),
                f"缺少审核内容：{names} · the opinion lacks points of the checklist: {names}",
                MALFORMED,
            )
        if any(not p.finding for p in self.points):
            yield Refused(
                "PointWithoutFinding",
                self.source,
                "每项审核内容须写明意见 · each point needs a finding",
                MALFORMED,
            )
        if (self.verdict is Verdict.AGREE) != all(p.agreed for p in self.points):
            yield Refused(
                "VerdictContradictsPoints",
                self.source,
                "结论与各项意见不一致：同意须各项均无异议，不同意须至少一项有异议"
                " · agree only with every point agreed; otherwise object to at least one",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.REVIEW_OPINION, about=str(self.round))
        opinion = Opinion(
            verdict=self.verdict,
            points=self.points,
            on=now.today,
            by=now.actor.id,
            document=order.documents[0].id,
            signal=self.signal,
        )
        yield OpinionGiven(round=self.round, opinion=opinion)
        yield order

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        round_ = case.review.open_round
        if round_ is None or case.review.reviewer is None or round_.papers != case.papers_version:
            return None
        return round_.submitted_on

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        return case.review.reviewer.id if case.review.reviewer else ""


class OpinionAnswered(Fact):
    """The opinion was answered; the case is back with the same reviewer, round n+1."""

    title: ClassVar = "审核意见已答复"
    component: ClassVar = "review"
    tells: ClassVar = (Role.REVIEWER,)
    answers: tuple[OpinionAnswer, ...]
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        *earlier, last = case.review.rounds
        done = last.model_copy(update={"answers": self.answers, "answered": True})
        review = case.review.model_copy(update={"rounds": (*earlier, done)})
        return _new_round(review, self.purpose, self.papers, stamp.on)


class AnswerOpinion(Move):
    """Answer each point not agreed (答复审核意见) and hand the case back to the same reviewer."""

    title: ClassVar = "答复审核意见"
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(SAMR_P, "54")
    makes: ClassVar = (OpinionAnswered,)

    answers: tuple[OpinionAnswer, ...]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.returned is None:
            yield Refused(
                "NothingReturned", cls.source, "没有待答复的审核意见 · no opinion waits for an answer"
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        returned = now.case.review.returned
        assert returned is not None, "bars asked for a returned round"
        assert returned.opinion is not None, "a returned round has its opinion"
        answered = {a.heading for a in self.answers if a.answer}
        missing = [p.heading for p in returned.opinion.objections if p.heading not in answered]
        if missing:
            names = "、".join(missing)
            yield Refused(
                "ObjectionNotAnswered",
                self.source,
                f"未答复：{names} · answer each point not agreed: {names}",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        returned = now.case.review.returned
        assert returned is not None, "bars asked for a returned round"
        yield OpinionAnswered(answers=self.answers, purpose=returned.purpose, papers=now.case.papers_version)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        returned = case.review.returned
        return returned.opinion.on if returned and returned.opinion else None


def _review(case: Case, party: Party | None) -> Iterator[Span]:
    """From submission to opinion; a round that another took the place of ends with that."""
    for item, later in zip_longest(case.review.rounds, case.review.rounds[1:]):
        ended = item.opinion.on if item.opinion else (later.submitted_on if later else None)
        yield Span(start=item.submitted_on, ended_on=ended)


MOVES = (SubmitForReview, AssignReviewer, GiveOpinion, AnswerOpinion)
FACTS = (SubmittedForReview, ReviewerAssigned, OpinionGiven, OpinionAnswered)
CLOCKS = (Clock(TermKey.LEGAL_REVIEW, owner=Role.REVIEWER, per_party=False, span=_review),)
