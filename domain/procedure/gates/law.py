"""Gate 7: unknown law parks the case; a law that has changed is chosen by a person; limitation ends the power to punish."""

from collections.abc import Iterator

from domain.law.articles import art
from domain.law.versions import laws_in_question
from domain.procedure.language import APL, Moment, Refused


def law_known(now: Moment) -> Iterator[Refused]:
    screened = now.case.screening
    unknown = [f for f in (screened.major, screened.discussion, screened.filing, *screened.hearing.values())]
    for finding in unknown:
        if finding.answer is None:
            yield Refused(
                "LawUnknown",
                finding.article,
                f"{finding.reason}：请机关负责人答复（answer_screening）"
                " · the law is not known to the system: a head answers it (answer_screening)",
            )
    yield from law_chosen(now)


def law_chosen(now: Moment) -> Iterator[Refused]:
    """从旧兼从轻 (行政处罚法 第37条): where the law has changed since the act, a person has decided which applies."""
    file, screened = now.case.papers, now.case.screening
    for question in laws_in_question((b.statute for b in file.basis), file.act_to, now.today):
        choice, chosen = question.choice, screened.law_chosen(question.cited)
        if chosen is None:
            yield Refused(
                "LawToChoose",
                choice.article,
                f"{choice.reason}：请机关负责人决定适用哪部法律（choose_law）"
                " · the law has changed since the act: a head decides which one applies (choose_law)",
            )
        elif chosen.law != question.cited:
            yield Refused(
                "BasisOfAnotherLaw",
                choice.article,
                f"已决定适用{chosen.law}，草案依据的是{question.cited}：请按{chosen.law}重新拟订草案"
                f" · {chosen.law} was chosen and the draft rests on {question.cited}: draft it anew",
            )


def limitation_open(now: Moment) -> Iterator[Refused]:
    """违法行为在二年内未被发现的，不再给予行政处罚 (行政处罚法 第36条)."""
    ended = now.case.screening.limitation
    if ended.answer:
        yield Refused(
            "LimitationOver",
            art(APL, "36"),
            f"{ended.reason}：不得处罚，可以不予行政处罚结案 · limitation is over: only a decision without penalty is open",
        )
