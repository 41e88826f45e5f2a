"""Answering (答复): where the rules do not know, the case waits for a person's answer (gate 7)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.case.case import Case, CaseScreening
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.screening import Finding, concluded
from domain.procedure.drafting import case_screening, judged
from domain.procedure.faults import filled
from domain.procedure.gates import APL
from domain.procedure.parts import MALFORMED, Fact, Moment, PartyMove, Refused, Stamp


class ScreeningAnswered(Fact):
    """A person has answered what the rules do not know, and what follows from it."""

    component: ClassVar = "screening"
    tells: ClassVar = (Role.OFFICER,)
    party: int
    answer: bool
    reason: str
    article: Article
    screening: CaseScreening

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return self.screening


class AnswerScreening(PartyMove):
    """Answer whether a party has the right to a hearing (答复筛查) where the threshold is unknown to the rules."""

    title: ClassVar = "答复筛查"
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "63")
    makes: ClassVar = (ScreeningAnswered,)

    answer: bool
    """Whether the party has the right to a hearing (有权要求听证)."""
    reason: str
    """Why, with the figures compared (理由)."""
    article: str
    """The provision on which the answer rests (依据), such as `农业行政处罚程序规定 60`."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        screened = now.case.screened
        if party is None:
            return
        finding = screened.hearing[party]
        if finding.answer is not None and party not in screened.answered:
            yield Refused(
                "NothingToAnswer",
                cls.source,
                f"当事人{party}的听证权已由规则认定 · the rules know the answer for party {party}: nothing to answer",
            )
        elif now.case.party(party).notices:
            yield Refused(
                "AnswerInNotices",
                cls.source,
                f"当事人{party}的告知书已按原答复拟制 · the notices of party {party} rest on the answer given",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, reason=self.reason, article=self.article)
        if self.article.strip() and self._article() is None:
            yield Refused(
                "ArticleForm",
                self.source,
                f"依据“{self.article}”写作“法规名 条.款(项)”，例如“行政处罚法 63.1(5)”"
                " · write the provision as name and place, such as 行政处罚法 63.1(5)",
                MALFORMED,
            )

    def _article(self) -> Article | None:
        """Read the provision; nothing where it is none."""
        statute, _, place = self.article.strip().rpartition(" ")
        try:
            return art(statute, place) if statute else None
        except ValueError:
            return None

    def facts(self, now: Moment) -> Iterator[Fact]:
        case, article = now.case, self._article() or Article(statute=self.article)
        answered = Finding(answer=self.answer, reason=f"机关负责人答复：{self.reason}", article=article)
        hearing = {**case.screened.hearing, self.party: answered}
        screening = concluded(case.rules, now.today, hearing, **judged(case.file))
        parties = tuple(sorted({*case.screened.answered, self.party}))
        yield ScreeningAnswered(
            party=self.party,
            answer=self.answer,
            reason=self.reason,
            article=article,
            screening=case_screening(screening, limitation=case.screened.limitation, answered=parties),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        finding = case.screened.hearing.get(party) if party is not None else None
        unknown = finding is not None and finding.answer is None
        return case.file.investigation_ended_on if unknown else None


MOVES = (AnswerScreening,)
FACTS = (ScreeningAnswered,)
