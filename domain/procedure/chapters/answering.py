"""Answering (答复): where the rules do not know, the case waits for a person's answer (gate 7)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case, CaseScreening, ChosenLaw
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import Article, art
from domain.law.penalties import Penalty
from domain.law.reasons import ANSWERED
from domain.law.screening import Finding, concluded
from domain.law.versions import proposed
from domain.lengths import Line, Text, UpToPenalties
from domain.procedure.chapters.screening import HEARING_RIGHT, case_screening, questions_of_law
from domain.procedure.faults import filled
from domain.procedure.language import APL, Fact, Moment, Move, PartyMove, Refusal, Refused, Sort, Stamp


class ScreeningAnswered(Fact):
    """A person has answered what the rules do not know, and what follows from it."""

    title: ClassVar = Words("筛查已答复", "screening answered")
    component: ClassVar = "screening"
    informs: ClassVar = (Role.OFFICER,)
    party: int
    answer: bool
    reason: Text
    article: Article
    screening: CaseScreening

    def change(self, case: Case, stamp: Stamp) -> CaseScreening:
        return self.screening

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "{party}听证权：{right}；{reason}〔{article}〕",
            "{party}, right to a hearing: {right}; {reason} [{article}]",
        ).filled(
            party=case.party(self.party).said,
            right=HEARING_RIGHT[self.answer],
            reason=self.reason,
            article=self.article,
        )


NOTHING_TO_ANSWER = Refusal(
    "NothingToAnswer",
    art(APL, "63"),
    Words(
        "当事人{party}的听证权已由规则认定", "the rules know whether party {party} has the right to a hearing"
    ),
    Words(
        "无须答复，请继续制作约谈函和告知书（prepare_notices）",
        "go on and prepare the notices (prepare_notices)",
    ),
)
ANSWER_IN_NOTICES = Refusal(
    "AnswerInNotices",
    art(APL, "63"),
    Words(
        "当事人{party}的约谈函和告知书已按原答复制作",
        "the notices of party {party} rest on the answer given before",
    ),
    Words(
        "答复不再更改，请按已制作的内容继续（approve_notices）",
        "the answer stands: go on with the notices as they are (approve_notices)",
    ),
)
ARTICLE_FORM = Refusal(
    "ArticleForm",
    art(APL, "63"),
    Words(
        "依据“{provision}”不是“法规名 条.款(项)”的写法",
        'the provision "{provision}" is not written as title and place',
    ),
    Words(
        "请改写 article，例如“行政处罚法 63.1(5)”",
        "write `article` as the title, a space and the place, such as 63.1(5)",
    ),
    Sort.FORM,
)


class AnswerScreening(PartyMove):
    """Answer whether a party has the right to a hearing (答复筛查) where the threshold is unknown to the rules."""

    title: ClassVar = Words("答复筛查", "answer the screening")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "63")
    makes: ClassVar = (ScreeningAnswered,)

    answer: Annotated[
        bool,
        Label(
            "有权要求听证",
            "right to a hearing",
            "当事人是否有权要求听证",
            "whether the party may ask for one",
        ),
    ]
    reason: Annotated[Text, Label("理由", "reason", "写明比较的数额", "with the figures compared")]
    article: Annotated[
        Line,
        Label(
            "依据",
            "provision",
            "法规名、空格、条.款(项)，例如“行政处罚法 63.1(5)”",
            "on which it rests: title, a space, the place, such as 63.1(5)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        screened = now.case.screening
        if party is None:
            return
        if screened.hearing[party].answer is None:
            return
        if party not in screened.answered:
            yield NOTHING_TO_ANSWER(party=party)
        elif now.case.party(party).notices:
            yield ANSWER_IN_NOTICES(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason, article=self.article)
        if self.article.strip() and self._article() is None:
            yield ARTICLE_FORM(provision=self.article)

    def _article(self) -> Article | None:
        """Read the provision; nothing where it is none."""
        statute, _, place = self.article.strip().rpartition(" ")
        try:
            return art(statute, place) if statute else None
        except ValueError:
            return None

    def facts(self, now: Moment) -> Iterator[Fact]:
        article = self._article() or Article(statute=self.article)
        yield ScreeningAnswered(
            party=self.party,
            answer=self.answer,
            reason=self.reason,
            article=article,
            screening=self._screening(now.case, now.today, article),
        )

    def _screening(self, case: Case, today: date, article: Article) -> CaseScreening:
        """What follows from the answer, beside what was found at the opening."""
        before, papers = case.screening, case.papers
        answer = Finding(answer=self.answer, reason=ANSWERED.filled(answer=self.reason).zh, article=article)
        found = concluded(
            case.rulebook,
            today,
            {**before.hearing, self.party: answer},
            complex_case=papers.complex_case.answer,
            influence=papers.influence.answer,
            public_interest=papers.public_interest.answer,
        )
        return case_screening(
            found,
            limitation=before.limitation,
            questions=before.questions,
            answered=tuple(sorted({*before.answered, self.party})),
            chosen=before.chosen,
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

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "草案依据{cited}，决定适用{law}；{reason}", "the draft rests on {cited}, {law} applies; {reason}"
        ).filled(cited=self.chosen.cited, law=self.chosen.law, reason=self.chosen.reason)


NO_LAW_TO_CHOOSE = Refusal(
    "NoLawToChoose",
    art(APL, "37"),
    Words("草案所依据的法律在违法行为之后没有变更", "no law of the draft has changed since the act"),
    Words(
        "无须决定，请继续制作约谈函和告知书（prepare_notices）",
        "go on and prepare the notices (prepare_notices)",
    ),
)
LAW_IN_NOTICES = Refusal(
    "LawInNotices",
    art(APL, "37"),
    Words("约谈函和告知书已按所决定的法律制作", "notices were prepared on the law that was chosen"),
    Words(
        "决定不再更改，请按已制作的内容继续（approve_notices）",
        "the choice stands: go on with the notices as they are (approve_notices)",
    ),
)
LAW_NOT_IN_QUESTION = Refusal(
    "LawNotInQuestion",
    art(APL, "37"),
    Words("无须对“{cited}”决定法律适用", 'there is nothing to be decided about "{cited}"'),
    Words(
        "请在 cited 中填写待决定的法律：{laws}", "name in `cited` the law that is to be decided on: {laws}"
    ),
    Sort.FORM,
)
NEITHER_OF_THE_TWO = Refusal(
    "NeitherOfTheTwo",
    art(APL, "37"),
    Words("“{law}”不是待选的两部法律之一", '"{law}" is neither of the two laws in question'),
    Words("请在 law 中填写其中之一：{both}", "name one of these in `law`: {both}"),
    Sort.FORM,
)


class ChooseLaw(Move):
    """Decide which law applies (决定法律适用) where it has changed since the act; the system names both and proposes."""

    title: ClassVar = Words("决定法律适用", "choose the law that applies")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = art(APL, "37")
    makes: ClassVar = (LawChosen,)

    cited: Annotated[
        Line, Label("草案依据的法律", "law cited", "草案中写明的法律名称", "on which the draft rests")
    ]
    law: Annotated[
        Line, Label("适用的法律", "law that applies", "待选的两部法律之一", "one of the two in question")
    ]
    reason: Annotated[Text, Label("理由", "reason")]
    by_old: Annotated[
        UpToPenalties[Penalty],
        Label(
            "按旧法的处罚",
            "penalties by the old law",
            "旧法最重可给予的处罚；新旧都填写的，系统比较并建议较轻的",
            "what it would give at most; with those by the new law the lighter one is proposed",
        ),
    ] = ()
    by_new: Annotated[
        UpToPenalties[Penalty],
        Label(
            "按新法的处罚", "penalties by the new law", "新法最重可给予的处罚", "what it would give at most"
        ),
    ] = ()

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        questions = list(questions_of_law(now.case.papers, now))
        undecided = [q for q in questions if now.case.screening.law_chosen(q.cited) is None]
        if not questions:
            yield NO_LAW_TO_CHOOSE()
        elif not undecided and any(p.notices for p in now.case.parties.all):
            yield LAW_IN_NOTICES()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, cited=self.cited, law=self.law, reason=self.reason)
        questions = {q.cited: q.choice for q in questions_of_law(now.case.papers, now)}
        choice = questions.get(self.cited)
        if choice is None:
            yield LAW_NOT_IN_QUESTION(cited=self.cited, laws=listed(questions))
        elif self.law not in (choice.old, choice.new):
            yield NEITHER_OF_THE_TWO(law=self.law, both=listed((choice.old, choice.new)))

    def facts(self, now: Moment) -> Iterator[Fact]:
        question = next(q for q in questions_of_law(now.case.papers, now) if q.cited == self.cited)
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


MOVES = (AnswerScreening, ChooseLaw)
FACTS = (ScreeningAnswered, LawChosen)
