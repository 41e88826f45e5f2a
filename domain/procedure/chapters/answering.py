"""Answering (答复): where the rules do not know, the case waits for a person's answer (gate 7)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case, CaseScreening, ChosenLaw
from domain.case.people import Role
from domain.law.articles import Article, art
from domain.law.penalties import Penalty
from domain.law.screening import Finding, Screening, concluded
from domain.law.versions import LawQuestion, laws_in_question, proposed
from domain.procedure.chapters.drafting import judged
from domain.procedure.faults import filled
from domain.procedure.language import APL, MALFORMED, Fact, Moment, Move, PartyMove, Refused, Stamp


class ScreeningAnswered(Fact):
    """A person has answered what the rules do not know, and what follows from it."""

    title: ClassVar = Words("筛查已答复", "screening answered")
    component: ClassVar = "screening"
    informs: ClassVar = (Role.OFFICER,)
    party: int
    answer: bool
    reason: str
    article: Article
    screening: CaseScreening

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return self.screening


class AnswerScreening(PartyMove):
    """Answer whether a party has the right to a hearing (答复筛查) where the threshold is unknown to the rules."""

    title: ClassVar = Words("答复筛查", "answer screening")
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
        screened = now.case.screening
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
        hearing = {**case.screening.hearing, self.party: answered}
        screening = concluded(case.rulebook, now.today, hearing, **judged(case.papers))
        drawn = {field: getattr(screening, field) for field in Screening.model_fields}
        parties = tuple(sorted({*case.screening.answered, self.party}))
        yield ScreeningAnswered(
            party=self.party,
            answer=self.answer,
            reason=self.reason,
            article=article,
            screening=case.screening.model_copy(update={**drawn, "answered": parties}),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        finding = case.screening.hearing.get(party) if party is not None else None
        unknown = finding is not None and finding.answer is None
        return case.papers.investigation_ended_on if unknown else None


class LawChosen(Fact):
    """A person has decided which of two laws applies (从旧兼从轻)."""

    title: ClassVar = Words("适用的法律已选定", "law chosen")
    component: ClassVar = "screening"
    informs: ClassVar = (Role.OFFICER,)
    chosen: ChosenLaw

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return case.screening.model_copy(update={"chosen": (*case.screening.chosen, self.chosen)})


class ChooseLaw(Move):
    """Decide which law applies (决定法律适用) where it has changed since the act; the system names both and proposes."""

    title: ClassVar = Words("决定法律适用", "choose law")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "37")
    makes: ClassVar = (LawChosen,)

    cited: str
    """The law on which the draft rests (草案依据的法律)."""
    law: str
    """The law that applies: one of the two in question."""
    reason: str
    by_old: tuple[Penalty, ...] = ()
    """What the law of the act would give at most; with `by_new` the lighter one is proposed."""
    by_new: tuple[Penalty, ...] = ()

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        questions = list(_questions(now))
        undecided = [q for q in questions if now.case.screening.law_chosen(q.cited) is None]
        if not questions:
            yield Refused(
                "NoLawToChoose",
                cls.source,
                "草案所依据的法律在违法行为之后没有变更 · no law of the draft has changed since the act",
            )
        elif not undecided and any(p.notices for p in now.case.parties.all):
            yield Refused(
                "LawInNotices",
                cls.source,
                "告知书已按原决定拟制 · the notices rest on the law that was chosen",
            )

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self.source, cited=self.cited, law=self.law, reason=self.reason)
        question = next((q for q in _questions(now) if q.cited == self.cited), None)
        if question is None:
            named = "、".join(q.cited for q in _questions(now))
            yield Refused(
                "LawNotInQuestion",
                self.source,
                f"须决定的是：{named} · to be decided are: {named}",
                MALFORMED,
            )
        elif self.law not in (question.choice.old, question.choice.new):
            both = f"{question.choice.old}、{question.choice.new}"
            yield Refused(
                "NeitherOfTheTwo", self.source, f"只能是其中之一：{both} · must be one of: {both}", MALFORMED
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        question = next(q for q in _questions(now) if q.cited == self.cited)
        choice = question.choice
        if self.by_old and self.by_new:
            choice = proposed(choice, self.by_old, self.by_new, now.rules.switches.severity)
        chosen = ChosenLaw(cited=self.cited, law=self.law, reason=self.reason, choice=choice)
        yield LawChosen(chosen=chosen)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        screened = case.screening
        open_ones = [q for q in screened.questions if screened.law_chosen(q.cited) is None]
        return case.papers.investigation_ended_on if open_ones else None


def _questions(now: Moment) -> Iterator[LawQuestion]:
    file = now.case.papers
    return laws_in_question((b.statute for b in file.basis), file.act_to, now.today)


MOVES = (AnswerScreening, ChooseLaw)
FACTS = (ScreeningAnswered, LawChosen)
