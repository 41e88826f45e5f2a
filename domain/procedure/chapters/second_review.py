"""The second review (复审): an opinion that the officer disputes goes to another reviewer, once, and that opinion stands."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.people import Capacity, Person, Role
from domain.case.review import Purpose, Review, SecondReview
from domain.labels import Label
from domain.law.provisions import Provision, of_sector
from domain.lengths import LongText
from domain.procedure.chapters.reviewing import (
    NOT_ANOTHER_REVIEWER,
    AssignReviewer,
    new_round,
    purpose_now,
)
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import Fact, Moment, Move, Refusal, Refused, Stamp
from domain.record import PersonId


class SecondReviewOrdered(Fact):
    """Another reviewer reviews the present papers; the one before is past."""

    title: ClassVar = Words("已决定复审", "second review ordered")
    component: ClassVar = "review"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    reviewer: Person
    disputed: LongText
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        *earlier, last = case.review.rounds
        past = case.review.reviewer
        second = SecondReview(round=last.number, disputed=self.disputed, on=stamp.on, by=stamp.by)
        review = case.review.model_copy(
            update={
                "rounds": (*earlier, last.model_copy(update={"answered": True})),
                "reviewer": self.reviewer,
                "past_reviewers": (*case.review.past_reviewers, *((past.id,) if past else ())),
                "second": second,
            }
        )
        return new_round(review, self.purpose, self.papers, stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("审核人员：{who}；争议：{disputed}", "reviewer: {who}; disputed: {disputed}").filled(
            who=self.reviewer.name or self.reviewer.id, disputed=self.disputed
        )


NO_OPINION_TO_DISPUTE = Refusal(
    "NoOpinionToDispute",
    of_sector(Provision.REVIEW_OPINION),
    Words("没有待答复的不同意的审核意见", "no opinion that did not agree waits for an answer"),
    Words(
        "对审核意见（give_opinion）有争议的，在答复（answer_opinion）之前决定复审；已经答复的，等待下一轮意见",
        "an opinion (give_opinion) is disputed before it is answered (answer_opinion); afterwards wait for the next one",
    ),
)
SECOND_REVIEW_ORDERED_ALREADY = Refusal(
    "SecondReviewOrderedAlready",
    of_sector(Provision.REVIEW_OPINION),
    Words("已于{on}决定复审，复审只有一次", "a second review was ordered on {on}, and there is no third"),
    Words(
        "以复审意见为准：请按其意见修改、补充后答复（amend_draft、add_evidence、answer_opinion）",
        "that opinion stands: change or complete the papers as it asks, and answer it (amend_draft, add_evidence,"
        " answer_opinion)",
    ),
)


class OrderSecondReview(Move):
    """Order a second review (决定复审) by another qualified reviewer, whose opinion stands; once in a case."""

    title: ClassVar = Words("决定复审", "order a second review")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = of_sector(Provision.REVIEW_OPINION)
    makes: ClassVar = (SecondReviewOrdered,)
    until_decision: ClassVar = True

    reviewer: Annotated[
        PersonId,
        Capacity.REVIEWER,
        Label(
            "复审人员",
            "reviewer",
            "本机关的另一名法制审核人员，未曾办理、审核本案",
            "another legal reviewer of this agency, who was never an officer or the reviewer of this case",
        ),
    ]
    disputed: Annotated[
        LongText,
        Label(
            "争议",
            "what is disputed",
            "承办人对审核意见的哪一点、为何有争议",
            "which point of the opinion the officer disputes, and why",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        review = now.case.review
        yield from parties.anybody_undecided(now, cls.source)
        if review.second is not None:
            yield SECOND_REVIEW_ORDERED_ALREADY(on=review.second.on)
        elif review.returned is None:
            yield NO_OPINION_TO_DISPUTE()

    def faults(self, now: Moment) -> Iterator[Refused]:
        review = now.case.review
        if self.reviewer in (*review.past_reviewers, *((review.reviewer.id,) if review.reviewer else ())):
            yield NOT_ANOTHER_REVIEWER(person=now.called(self.reviewer))
        else:
            yield from AssignReviewer(reviewer=self.reviewer).faults(now)
        yield from filled(self, disputed=self.disputed)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SecondReviewOrdered(
            reviewer=now.people[self.reviewer],
            disputed=self.disputed,
            purpose=purpose_now(now.case),
            papers=now.case.papers_version,
        )


MOVES = (OrderSecondReview,)
FACTS = (SecondReviewOrdered,)
