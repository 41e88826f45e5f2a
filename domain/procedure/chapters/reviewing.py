"""Legal review (法制审核): papers submitted, an independent reviewer assigned."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Person, Role
from domain.case.review import Purpose, Review, Round
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.gates import heard, officers, papers, parties
from domain.procedure.language import (
    APL,
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


def purpose_now(case: Case) -> Purpose:
    """While a party still to be punished has no issued notices, the review is the one before the notice."""
    issued = any(p.issued_notices for p in case.parties.all)
    unnotified = any(p.issued_notices is None for p in parties.to_be_punished(case))
    return Purpose.BEFORE_NOTICE if unnotified or not issued else Purpose.AFTER_STATEMENTS


class SubmittedForReview(Fact):
    """The papers went to review: this version, this purpose."""

    title: ClassVar = Words("已提交审核", "submitted for review")
    component: ClassVar = "review"
    informs: ClassVar = (Role.REVIEWER,)
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        return new_round(case.review, self.purpose, self.papers, stamp.on)


def new_round(review: Review, purpose: Purpose, papers: str, on: date) -> Review:
    new = Round(number=len(review.rounds) + 1, purpose=purpose, papers=papers, submitted_on=on)
    return review.model_copy(update={"rounds": (*review.rounds, new)})


class SubmitForReview(Move):
    """Submit the complete papers for legal review (提交法制审核)."""

    title: ClassVar = Words("提交审核", "submit for review")
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

    title: ClassVar = Words("审核人员已指定", "reviewer assigned")
    component: ClassVar = "review"
    informs: ClassVar = (Role.REVIEWER,)
    reviewer: Person

    def change(self, case: Case, stamp: Stamp) -> Review:
        past = case.review.reviewer
        update: dict[str, object] = {"reviewer": self.reviewer}
        if past:
            update["past_reviewers"] = (*case.review.past_reviewers, past.id)
        return case.review.model_copy(update=update)


class AssignReviewer(Move):
    """Assign a reviewer (指定审核人员) who never investigated this case and is qualified."""

    title: ClassVar = Words("指定审核人员", "assign reviewer")
    by: ClassVar = (Role.HEAD, Role.SYSTEM)
    source: ClassVar = art(APL, "58")
    makes: ClassVar = (ReviewerAssigned,)

    reviewer: PersonId

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        person = now.people.get(self.reviewer)
        if (
            person is None
            or Role.REVIEWER not in person.roles
            or person.agency != now.case.identity.agency.code
        ):
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


def _review(case: Case, party: Party | None) -> Iterator[Span]:
    """From submission to opinion; a round that another took the place of ends with that."""
    for item, later in zip_longest(case.review.rounds, case.review.rounds[1:]):
        ended = item.opinion.on if item.opinion else (later.submitted_on if later else None)
        yield Span(start=item.submitted_on, ended_on=ended)


MOVES = (
    SubmitForReview,
    AssignReviewer,
)
FACTS = (
    SubmittedForReview,
    ReviewerAssigned,
)
CLOCKS = (Clock(TermKey.LEGAL_REVIEW, owner=Role.REVIEWER, per_party=False, span=_review),)
