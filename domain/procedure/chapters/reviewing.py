"""Legal review (法制审核): papers submitted, an independent reviewer assigned."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Capacity, Person, Role
from domain.case.renotifying import DraftSentBack
from domain.case.review import Purpose, Review, Round
from domain.labels import Label
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.gates import heard, papers, parties, since_hearing
from domain.procedure.gates.parties import decided_on
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.progress import everyone_heard_since, unpunished_since
from domain.record import PersonId


def purpose_now(case: Case) -> Purpose:
    """While a party still to be punished has no issued notices, the review is the one before the notice."""
    issued = any(p.issued_notices for p in case.parties.all)
    unnotified = any(p.unnotified for p in parties.to_be_punished(case))
    return Purpose.BEFORE_NOTICE if unnotified or not issued else Purpose.AFTER_STATEMENTS


class SubmittedForReview(Fact):
    """The papers went to review: this version, this purpose."""

    title: ClassVar = Words("已提交审核", "submitted for legal review")
    component: ClassVar = "review"
    informs: ClassVar = (Role.REVIEWER,)
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        return new_round(case.review, self.purpose, self.papers, stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{purpose}，案卷材料版本 {papers}", "{purpose}, papers version {papers}").filled(
            purpose=self.purpose, papers=self.papers[:12]
        )


def new_round(review: Review, purpose: Purpose, papers: str, on: date) -> Review:
    new = Round(number=len(review.rounds) + 1, purpose=purpose, papers=papers, submitted_on=on)
    return review.model_copy(update={"rounds": (*review.rounds, new)})


REVIEW_UNDER_WAY = Refusal(
    "ReviewUnderWay",
    of_sector(Provision.REVIEW),
    Words("现有案卷材料已在审核中", "the present papers are under review already"),
    Words(
        "请等待审核意见（give_opinion）；尚未指定审核人员的，请机关负责人指定（assign_reviewer）",
        "wait for the opinion (give_opinion); where nobody reviews yet, let the head assign a reviewer (assign_reviewer)",
    ),
)
ANSWER_THE_OPINION = Refusal(
    "AnswerTheOpinion",
    of_sector(Provision.REVIEW),
    Words("审核意见尚未答复", "the reviewer's opinion has not been answered"),
    Words("请先答复（answer_opinion）", "answer it first (answer_opinion)"),
)
REVIEW_AGREED_ALREADY = Refusal(
    "ReviewAgreedAlready",
    of_sector(Provision.REVIEW),
    Words("现有案卷材料已经审核同意", "the review has agreed to the present papers already"),
    Words(
        "请接着办理：告知（prepare_notices、approve_notices），或者报备（file_interview_report）、集体讨论（record_discussion）",
        "go on: notify (prepare_notices, approve_notices), or file (file_interview_report) and discuss (record_discussion)",
    ),
)


class SubmitForReview(Move):
    """Submit the complete papers for legal review (提交法制审核)."""

    title: ClassVar = Words("提交审核", "submit for legal review")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = of_sector(Provision.REVIEW)
    makes: ClassVar = (SubmittedForReview,)

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        review = now.case.review
        if since_hearing.under_way(now.case):
            yield REVIEW_UNDER_WAY()
        elif review.returned:
            yield ANSWER_THE_OPINION()
        purpose = purpose_now(now.case)
        if since_hearing.agreed(now.case, purpose):
            yield REVIEW_AGREED_ALREADY()
        yield from parties.anybody_undecided(now, cls.source)
        if purpose is Purpose.AFTER_STATEMENTS:
            yield from heard.everyone_heard(now)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SubmittedForReview(purpose=purpose_now(now.case), papers=now.case.papers_version)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        review, purpose = case.review, purpose_now(case)
        if since_hearing.under_way(case) or review.returned or not any(case.undecided):
            return None
        if not any(parties.to_be_punished(case)):
            # Nobody is to be punished: what was prepared waits for the review, whichever it is.
            return None if unpunished_since(case) else _prepared_on(case)
        if purpose not in papers.due_reviews(case) or since_hearing.agreed(case, purpose):
            return None
        if purpose is Purpose.BEFORE_NOTICE:
            return case.papers.investigation_ended_on
        return everyone_heard_since(case)

    @classmethod
    def sent_back(cls, case: Case, party: int | None) -> DraftSentBack | None:
        return case.discussions.sent_back if since_hearing.discussion_sent_back(case) else None


def _prepared_on(case: Case) -> date | None:
    prepared = (p.prepared_decision for p in case.undecided)
    documents = (case.documents.get(p.document) for p in prepared if p)
    return max((d.ordered_on for d in documents if d), default=None)


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

    def said(self, case: Case) -> Iterator[Words]:
        who = self.reviewer.name or self.reviewer.id
        yield Words("审核人员：{who}", "reviewer: {who}").filled(who=who)


NOT_A_REVIEWER = Refusal(
    "NotAReviewer",
    art(APL, "58"),
    Words("{person}不是本机关的法制审核人员", "{person} is not a legal reviewer of this agency"),
    Words(
        "请在 reviewer 中填写本机关的法制审核人员（编号见 tingshu people --role reviewer --agency {code}）",
        "name in `reviewer` a legal reviewer of this agency"
        " (by id: `tingshu people --role reviewer --agency {code}`)",
    ),
    Sort.FORM,
)
REVIEWER_UNQUALIFIED = Refusal(
    "ReviewerUnqualified",
    art(APL, "58"),
    Words(
        "{person}初次从事法制审核，尚未取得法律职业资格",
        "{person} reviews for the first time and does not hold the legal qualification",
    ),
    Words(
        "请在 reviewer 中另行指定（见 tingshu people --role reviewer）；取得资格的，请本机关系统管理员登记（人员名录的 legal_qualification）",
        "name another reviewer in `reviewer` (see `tingshu people --role reviewer`);"
        " a qualification that is held is entered in the directory (`legal_qualification`)",
    ),
)


NOT_ANOTHER_REVIEWER = Refusal(
    "NotAnotherReviewer",
    art(APL, "58"),
    Words(
        "{person}审核过本案，复审须由他人进行",
        "{person} has reviewed this case; the second review is another's",
    ),
    Words(
        "请在 reviewer 中填写另一名审核人员（编号见 tingshu people --role reviewer）",
        "name another reviewer in `reviewer` (see `tingshu people --role reviewer`)",
    ),
    Sort.FORM,
)


class AssignReviewer(Move):
    """Assign a reviewer (指定审核人员) who never investigated this case and is qualified."""

    title: ClassVar = Words("指定审核人员", "assign a reviewer")
    by: ClassVar = (Role.HEAD, Role.SYSTEM)
    source: ClassVar = art(APL, "58")
    makes: ClassVar = (ReviewerAssigned,)

    reviewer: Annotated[
        PersonId,
        Capacity.REVIEWER,
        Label(
            "审核人员",
            "reviewer",
            "本机关的法制审核人员，未曾办理本案",
            "a legal reviewer of this agency who never was an officer of this case",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)

    def faults(self, now: Moment) -> Iterator[Refused]:
        person = now.people.get(self.reviewer)
        if (
            person is None
            or not person.has(Role.REVIEWER, now.today)
            or person.agency != now.case.identity.agency.code
        ):
            yield NOT_A_REVIEWER(person=now.called(self.reviewer), code=now.case.identity.agency.code)
            return
        if person.first_time_reviewer and not person.legal_qualification:
            yield REVIEWER_UNQUALIFIED(person=person.said)
        # Whoever is assigned in the course of a second review gives the opinion that stands.
        if person.id in _disputed(now.case.review):
            yield NOT_ANOTHER_REVIEWER(person=person.said)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ReviewerAssigned(reviewer=now.people[self.reviewer])

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        round_ = case.review.open_round
        waits = round_ and case.review.reviewer is None and any(case.undecided)
        return round_.submitted_on if round_ and waits else None


def _disputed(review: Review) -> set[str]:
    """Who gave an opinion before a second review was ordered."""
    before = review.rounds[: review.second.round] if review.second else ()
    return {r.opinion.by for r in before if r.opinion}


def _review(case: Case, party: Party | None) -> Iterator[Span]:
    """From submission to opinion; a round that another took the place of ends with that."""
    for item, later in zip_longest(case.review.rounds, case.review.rounds[1:]):
        ended = item.opinion.on if item.opinion else (later.submitted_on if later else None)
        yield Span(
            start=item.submitted_on,
            ended_on=ended,
            lapsed_on=decided_on(case),
            extended_by=item.extended_by,
        )


MOVES = (
    SubmitForReview,
    AssignReviewer,
)
FACTS = (
    SubmittedForReview,
    ReviewerAssigned,
)
CLOCKS = (Clock(TermKey.LEGAL_REVIEW, owner=Role.REVIEWER, per_party=False, span=_review),)
