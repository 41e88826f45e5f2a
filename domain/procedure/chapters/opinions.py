"""Opinions (审核意见): given by the assigned reviewer on these very papers, answered by the officer, round by round."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.people import Role
from domain.case.review import Opinion, OpinionAnswer, OpinionPoint, Purpose, Review, Verdict
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.chapters.reviewing import new_round
from domain.procedure.language import (
    APL,
    FORBIDDEN,
    MALFORMED,
    SAMR_P,
    Fact,
    Moment,
    Move,
    Refused,
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


class GiveOpinion(Move):
    """Give the review's opinion (出具审核意见) on this round and these papers."""

    title: ClassVar = Words("出具审核意见", "give opinion")
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


class AnswerOpinion(Move):
    """Answer each point not agreed (答复审核意见) and hand the case back to the same reviewer."""

    title: ClassVar = Words("答复审核意见", "answer opinion")
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


MOVES = (
    GiveOpinion,
    AnswerOpinion,
)
FACTS = (
    OpinionGiven,
    OpinionAnswered,
)
