"""Opinions (审核意见): given by the assigned reviewer on these very papers, answered by the officer, round by round."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.case.review import Opinion, OpinionAnswer, OpinionPoint, Purpose, Review, Verdict
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.lengths import Code, Line, UpToPoints
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.chapters.reviewing import new_round, purpose_now
from domain.procedure.faults import blank
from domain.procedure.gates import since_hearing
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    Move,
    Refusal,
    Refused,
    Sort,
    Stamp,
)


class OpinionGiven(Fact):
    """The review's opinion on one round."""

    title: ClassVar = Words("审核意见已出具", "opinion given")
    component: ClassVar = "review"
    informs: ClassVar = (Role.OFFICER,)
    round: int
    opinion: Opinion

    def change(self, case: Case, stamp: Stamp) -> Review:
        changed = tuple(
            r.model_copy(update={"opinion": self.opinion}) if r.number == self.round else r
            for r in case.review.rounds
        )
        return case.review.model_copy(update={"rounds": changed})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("第{round}轮意见：{verdict}", "round {round}: {verdict}").filled(
            round=self.round, verdict=self.opinion.verdict
        )
        for point in self.opinion.objections:
            yield Words("有异议：{heading}：{finding}", "not agreed: {heading}: {finding}").filled(
                heading=point.heading, finding=point.finding
            )


NOTHING_TO_REVIEW = Refusal(
    "NothingToReview",
    of_sector(Provision.REVIEW_OPINION),
    Words("没有待审核的案卷材料", "no papers wait for review"),
    Words("须先由承办人送审（submit_for_review）", "an officer submits them first (submit_for_review)"),
)
NOT_THE_REVIEWER = Refusal(
    "NotTheReviewer",
    art(APL, "58"),
    Words(
        "审核意见只能由本案指定的审核人员出具",
        "only the reviewer who was assigned to this case may give the opinion",
    ),
    Words(
        "请由{reviewer}以本人身份出具（give_opinion），或者请机关负责人指定审核人员（assign_reviewer）",
        "let it be given by {reviewer}, as themselves (give_opinion), or let the head assign a reviewer (assign_reviewer)",
    ),
    Sort.PERSON,
)
NOBODY_YET = Words("所指定的审核人员（尚未指定）", "the reviewer (nobody is assigned yet)")
STALE_OPINION = Refusal(
    "StaleOpinion",
    of_sector(Provision.REVIEW_OPINION),
    Words(
        "意见针对的不是第{round}轮的现有案卷材料",
        "the opinion is not on the present papers of round {round}",
    ),
    Words(
        "请重新阅卷，填写现在的 round 和 papers；送审后材料有变动的，请承办人重新送审（submit_for_review）",
        "read them again and give the present `round` and `papers`; if they changed after their submission, let an"
        " officer submit them anew (submit_for_review)",
    ),
)
CHECKLIST_INCOMPLETE = Refusal(
    "ChecklistIncomplete",
    of_sector(Provision.REVIEW_POINTS),
    Words("缺少审核内容：{headings}", "the opinion lacks points of the checklist: {headings}"),
    Words(
        "请在 points 中为每一项（{headings}）各写一条：heading 填该项名称，agreed 填是否无异议，finding 填意见",
        "write one item in `points` for each of these: {headings}; its name as `heading`, yes or no as `agreed`,"
        " and what is found as `finding`",
    ),
    Sort.FORM,
)
POINT_WITHOUT_FINDING = Refusal(
    "PointWithoutFinding",
    of_sector(Provision.REVIEW_OPINION),
    Words("没有写明意见：{headings}", "points without a finding: {headings}"),
    Words("请在 points 中写明每一项的意见（finding）", "give the `finding` of each of them in `points`"),
    Sort.FORM,
)
VERDICT_CONTRADICTS_POINTS = Refusal(
    "VerdictContradictsPoints",
    of_sector(Provision.REVIEW_OPINION),
    Words(
        "结论（{verdict}）与各项意见不一致",
        "the verdict ({verdict}) contradicts the points",
    ),
    Words(
        "请核对 verdict 和 points：同意的，各项均无异议；不同意的，至少一项有异议（agreed 为否）",
        "check `verdict` and `points`: agree only with every point agreed, otherwise object to at least one (`agreed`)",
    ),
    Sort.FORM,
)


class GiveOpinion(Move):
    """Give the review's opinion (出具审核意见) on this round and these papers."""

    title: ClassVar = Words("出具审核意见", "give the opinion")
    by: ClassVar = (Role.REVIEWER,)
    source: ClassVar = of_sector(Provision.REVIEW_OPINION)
    makes: ClassVar = (OpinionGiven, DocumentsOrdered)
    within: ClassVar = TermKey.LEGAL_REVIEW

    round: Annotated[
        int,
        Label("轮次", "round", "审核轮次，从1起", "number of the round of review, from 1", SERIAL),
    ]
    papers: Annotated[
        Code,
        Label(
            "案卷材料版本",
            "papers version",
            "所阅案卷材料的版本，见案件现状",
            "version of the papers that was read, as the case shows it",
        ),
    ]
    verdict: Annotated[Verdict, Label("审核结论", "verdict")]
    points: Annotated[
        UpToPoints[OpinionPoint],
        Label(
            "各项意见",
            "points",
            "本案程序规定列明的审核内容须逐项写明意见",
            "each point of the checklist of this case's profile, with its finding",
        ),
    ]
    signal: Annotated[
        Line,
        Label(
            "信号编号",
            "signal",
            "由其他系统以信号送来的，该信号的编号",
            "id of the signal by which it came from another system",
            by_system=True,
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.open_round is None:
            yield NOTHING_TO_REVIEW()

    def faults(self, now: Moment) -> Iterator[Refused]:
        review, open_ = now.case.review, now.case.review.open_round
        if review.reviewer is None or review.reviewer.id != now.actor.id:
            yield NOT_THE_REVIEWER(reviewer=review.reviewer.said if review.reviewer else NOBODY_YET)
        assert open_ is not None, "bars asked for an open round"
        if (
            open_.number != self.round
            or open_.papers != self.papers
            or self.papers != now.case.papers_version
        ):
            yield STALE_OPINION(round=open_.number)
        yield from self._consistent(now)

    def _consistent(self, now: Moment) -> Iterator[Refused]:
        given = {p.heading for p in self.points}
        if missing := [heading for heading in now.rules.switches.checklist if heading not in given]:
            yield CHECKLIST_INCOMPLETE(headings=listed(missing))
        if empty := [p.heading for p in self.points if blank(p.finding)]:
            yield POINT_WITHOUT_FINDING(headings=listed(empty))
        if (self.verdict is Verdict.AGREE) != all(p.agreed for p in self.points):
            yield VERDICT_CONTRADICTS_POINTS(verdict=self.verdict)

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
        round_ = since_hearing.under_way(case)
        waits = round_ is not None and case.review.reviewer is not None and any(case.undecided)
        return round_.submitted_on if round_ and waits else None

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        return case.review.reviewer.id if case.review.reviewer else ""


class OpinionAnswered(Fact):
    """The opinion was answered; the case is back with the same reviewer, round n+1."""

    title: ClassVar = Words("审核意见已答复", "opinion answered")
    component: ClassVar = "review"
    informs: ClassVar = (Role.REVIEWER,)
    answers: tuple[OpinionAnswer, ...]
    purpose: Purpose
    papers: str

    def change(self, case: Case, stamp: Stamp) -> Review:
        *earlier, last = case.review.rounds
        done = last.model_copy(update={"answers": self.answers, "answered": True})
        review = case.review.model_copy(update={"rounds": (*earlier, done)})
        return new_round(review, self.purpose, self.papers, stamp.on)

    def said(self, case: Case) -> Iterator[Words]:
        for answer in self.answers:
            yield Words("答复{heading}：{answer}", "answer on {heading}: {answer}").filled(
                heading=answer.heading, answer=answer.answer
            )


NOTHING_RETURNED = Refusal(
    "NothingReturned",
    of_sector(Provision.REVIEW_OPINION),
    Words("没有待答复的审核意见", "no opinion waits for an answer"),
    Words(
        "材料尚未送审的，请送审（submit_for_review）；已送审的，请等待审核意见（give_opinion）",
        "submit the papers (submit_for_review), or wait for the opinion on them (give_opinion)",
    ),
)
OBJECTION_NOT_ANSWERED = Refusal(
    "ObjectionNotAnswered",
    of_sector(Provision.REVIEW_OPINION),
    Words("未答复的异议：{headings}", "objections without an answer: {headings}"),
    Words("请在 answers 中逐项答复：{headings}", "answer each of them in `answers`: {headings}"),
    Sort.FORM,
)


class AnswerOpinion(Move):
    """Answer each point not agreed (答复审核意见) and hand the case back to the same reviewer."""

    title: ClassVar = Words("答复审核意见", "answer the opinion")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = of_sector(Provision.REVIEW_OPINION)
    makes: ClassVar = (OpinionAnswered,)

    answers: Annotated[
        UpToPoints[OpinionAnswer],
        Label(
            "答复", "answers", "对每一项有异议的审核内容的答复", "an answer to each point that was not agreed"
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.returned is None:
            yield NOTHING_RETURNED()

    def faults(self, now: Moment) -> Iterator[Refused]:
        returned = now.case.review.returned
        assert returned is not None, "bars asked for a returned round"
        assert returned.opinion is not None, "a returned round has its opinion"
        answered = {a.heading for a in self.answers if not blank(a.answer)}
        missing = [p.heading for p in returned.opinion.objections if p.heading not in answered]
        if missing:
            yield OBJECTION_NOT_ANSWERED(headings=listed(missing))

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield OpinionAnswered(
            answers=self.answers, purpose=purpose_now(now.case), papers=now.case.papers_version
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        returned = case.review.returned
        waits = returned and returned.opinion and any(case.undecided)
        return returned.opinion.on if returned and returned.opinion and waits else None


MOVES = (
    GiveOpinion,
    AnswerOpinion,
)
FACTS = (
    OpinionGiven,
    OpinionAnswered,
)
