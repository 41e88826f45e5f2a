"""Terms of a transfer to the judiciary (移送司法机关): what the head decides, and what goes out."""

from datetime import date
from typing import Final

from domain.law.articles import art
from domain.law.terms import Certainty, Event, Term, TermKey, Unit

_RULES: Final = art("行政执法机关移送涉嫌犯罪案件的规定", "5")

TERMS: Final[tuple[Term, ...]] = (
    Term(
        key=TermKey.DECIDE_TRANSFER,
        length=3,
        unit=Unit.CALENDAR_DAY,
        runs_from=Event.TRANSFER_REPORTED,
        source=_RULES,
        quote="应当自接到报告之日起三日内作出批准移送或者不批准移送的决定",
        paraphrase=True,
        since=date(2001, 7, 9),
        certainty=Certainty.V2,
        checked_on=date(2026, 11, 29),
        note="条文没有写明是工作日还是自然日，按自然日计算（系统的理解）；行政处罚法第八十五条只管该法自己的期限",
    ),
    Term(
        key=TermKey.SEND_TRANSFER,
        length=1,
        unit=Unit.CALENDAR_DAY,
        runs_from=Event.TRANSFER_APPROVED,
        source=_RULES,
        quote="决定批准的，应当在二十四小时（次一日）内向同级公安机关移送",
        paraphrase=True,
        roll=False,
        since=date(2001, 7, 9),
        certainty=Certainty.V2,
        checked_on=date(2026, 11, 29),
        note="条文以小时计，系统按日计算：至次日二十四时；不因休息日顺延（系统的理解）",
    ),
)
