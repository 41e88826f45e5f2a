"""Gate 7: unknown law parks the case; a law that has changed is chosen by a person; limitation ends the power to punish."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.case.case import CaseScreening
from domain.law.articles import art
from domain.law.screening import Finding
from domain.law.versions import laws_in_question
from domain.procedure.language import APL, Moment, Refusal, Refused, of_the_case

LAW_UNKNOWN = Refusal(
    "LawUnknown",
    None,
    Words("筛查不能确定：{reason}", "the screening cannot tell: {reason}"),
    Words("请机关负责人答复（answer_screening）", "let a head answer it (answer_screening)"),
)


@of_the_case
def law_known(now: Moment) -> Iterator[Refused]:
    for finding, question in _questions(now.case.screening):
        if finding.answer is None:
            yield LAW_UNKNOWN(article=finding.article, reason=Words(finding.reason, question))
    yield from law_chosen(now)


def _questions(screened: CaseScreening) -> Iterator[tuple[Finding, str]]:
    """Each finding that decides how the case goes on, with its question in English: its reason says it in Chinese."""
    yield screened.major, "whether the penalty is a major one"
    yield screened.discussion, "whether the heads discuss the case collectively"
    yield screened.filing, "whether the interview report is filed before the decision"
    for party, finding in screened.hearing.items():
        yield finding, f"whether party {party} has a right to a hearing"


LAW_TO_CHOOSE = Refusal(
    "LawToChoose",
    None,
    Words("违法行为之后法律有变更：{change}", "the law has changed since the act: {change}"),
    Words("请机关负责人决定适用哪部法律（choose_law）", "let a head decide which one applies (choose_law)"),
)
BASIS_OF_ANOTHER_LAW = Refusal(
    "BasisOfAnotherLaw",
    None,
    Words(
        "已决定适用{chosen}，草案的依据却是{cited}",
        "{chosen} was chosen, and the draft rests on {cited}",
    ),
    Words(
        "请修改草案（amend_draft），在 basis 中以{chosen}为依据；决定有误的，重新决定（choose_law）",
        "amend the draft (amend_draft) with {chosen} in its `basis`; if the choice is wrong, choose again (choose_law)",
    ),
)


@of_the_case
def law_chosen(now: Moment) -> Iterator[Refused]:
    """从旧兼从轻 (行政处罚法 第37条): where the law has changed since the act, a person has decided which applies."""
    file, screened = now.case.papers, now.case.screening
    for question in laws_in_question((b.statute for b in file.basis), file.act_to, now.today):
        choice, chosen = question.choice, screened.law_chosen(question.cited)
        if chosen is None:
            change = Words(choice.reason, f"{choice.old} or {choice.new}")
            yield LAW_TO_CHOOSE(article=choice.article, change=change)
        elif chosen.law != question.cited:
            yield BASIS_OF_ANOTHER_LAW(article=choice.article, chosen=chosen.law, cited=question.cited)


LIMITATION_OVER = Refusal(
    "LimitationOver",
    art(APL, "36"),
    Words("已过追责时效，不得处罚：{reason}", "limitation is over and nobody may be punished: {reason}"),
    Words(
        "请制作并作出不予行政处罚决定（prepare_decision，ground 填36；decide_no_penalty）",
        "prepare and make a decision without penalty (prepare_decision with `ground` 36, then decide_no_penalty)",
    ),
)


@of_the_case
def limitation_open(now: Moment) -> Iterator[Refused]:
    """违法行为在二年内未被发现的，不再给予行政处罚 (行政处罚法 第36条)."""
    ended = now.case.screening.limitation
    if ended.answer:
        file = now.case.papers
        english = f"the act ended on {file.act_to} and was discovered on {file.discovered_on}"
        yield LIMITATION_OVER(reason=Words(ended.reason, english))
