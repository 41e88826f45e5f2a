"""Gate 7: unknown law parks the case; a law that has changed is chosen by a person; limitation ends the power to punish."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from domain.bilingual import Words
from domain.case.case import CaseScreening
from domain.law.articles import Article, art
from domain.law.errors import LawError, LawUnknown
from domain.law.screening import Finding
from domain.law.terms import TermKey
from domain.law.versions import laws_in_question, laws_not_in_force
from domain.procedure.language import APL, Gate, Moment, Refusal, Refused, of_the_case


def refused_by_law(error: LawError, article: Article | None = None) -> Refused:
    """Say what is missing where the law that the system carries has no answer: it refuses, and is never raised."""
    return Refused(error.code, article, error.why, error.cure)


def parked_where_unknown(article: Article | None = None) -> Callable[[Gate], Gate]:
    """A gate that stays shut where the law has no answer: the stage of a case is read off it, and must be shown all the same."""

    def parked(gate: Gate) -> Gate:
        @wraps(gate)
        def asked(*args: Any) -> Iterator[Refused]:
            try:
                yield from gate(*args)
            except LawUnknown as unknown:
                yield refused_by_law(unknown, article)

        return asked

    return parked


ON_EVERY_OPENING = (TermKey.DECIDE, TermKey.STATEMENT, TermKey.HEARING_REQUEST)
"""Terms without which no case of this procedure can be led."""


@parked_where_unknown(art(APL, "86"))
def law_of_the_day(now: Moment) -> Iterator[Refused]:
    """A case is opened on a day whose law the system carries: since 2021-07-15 (行政处罚法 第86条)."""
    for key in ON_EVERY_OPENING:
        now.rules.term(key, now.today)
    yield from ()


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
            yield LAW_UNKNOWN(
                article=finding.article, reason=Words(finding.why.zh, f"{question}: {finding.why.en}")
            )
    yield from law_chosen(now)
    yield from basis_in_force(now)


def _questions(screened: CaseScreening) -> Iterator[tuple[Finding, str]]:
    """Each finding that decides how the case goes on, with its question in English: its reason in Chinese says it too."""
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
        "请修改草案（amend_draft），在 basis 中以{chosen}为依据，再请机关负责人就新的依据决定（choose_law）；"
        "决定有误的，重新决定（choose_law）",
        "amend the draft (amend_draft) with {chosen} in its `basis`, and let a head decide on that basis too (choose_law);"
        " if the choice is wrong, choose again (choose_law)",
    ),
)


BASIS_NOT_IN_FORCE = Refusal(
    "BasisNotInForce",
    art(APL, "37"),
    Words(
        "违法行为{until}，草案的依据{cited}此时不是有效的法律，应当适用{instead}",
        "the act {until}; {cited}, on which the draft rests, was not in force then, and {instead} applies",
    ),
    Words(
        "请修改草案（amend_draft），在 basis 中以{instead}为依据；已经告知的，先退回重新告知（return_to_notifying）",
        "amend the draft (amend_draft) with {instead} in its `basis`; where a party was notified already, return to notifying"
        " first (return_to_notifying)",
    ),
)
GOES_ON = Words("仍在继续", "goes on")
ENDED_ON = Words("终了于{on}", "ended on {on}")


@of_the_case
def basis_in_force(now: Moment) -> Iterator[Refused]:
    """The law of the day on which the act ended; for one that goes on, the present law (行政处罚法 第37条)."""
    file = now.case.papers
    until = ENDED_ON.filled(on=file.act_to) if file.act_to else GOES_ON
    for wrong in laws_not_in_force((b.statute for b in file.basis), file.act_to, now.today):
        yield BASIS_NOT_IN_FORCE(until=until, cited=wrong.cited, instead=wrong.instead)


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
