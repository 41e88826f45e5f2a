"""Thresholds (数额标准): from which amount on a penalty gives the right to a hearing. Dated rows like the terms."""

from datetime import date
from decimal import Decimal
from typing import Final

from domain.bilingual import Titled, Words
from domain.law.articles import Article, art
from domain.law.parties import PartyKind
from domain.law.tables.sources import CHECKED, PENALTY_2021
from domain.law.terms import Certainty, Row

AND_ABOVE: Final = Words("{amount}元以上", "{amount} yuan or more")
ABOVE: Final = Words("{amount}元以上（不含本数）", "more than {amount} yuan")


class Measure(Titled):
    """What is measured (计算口径)."""

    FINE = "fine", "罚款", "fine"
    CONFISCATION = (
        "confiscation",
        "没收违法所得和非法财物的总额",
        "illegal gains and goods confiscated, together",
    )
    """Illegal gains and goods together (没收违法所得和非法财物总额)."""


class Threshold(Row):
    """One dated row: from `amount` on (or above it) the penalty is a large one (较大数额)."""

    measure: Measure
    parties: tuple[PartyKind, ...]
    amount: Decimal | None
    """Yuan; nothing where it is unknown. An unknown threshold never answers no."""
    source: Article
    quote: str
    certainty: Certainty
    checked_on: date
    comparator: str = ">="
    """`>=`: 以上 includes the number; `>`: it does not."""
    paraphrase: bool = False

    def reached_by(self, amount: Decimal) -> bool:
        if self.amount is None:
            raise ValueError("an unknown threshold compares with nothing")
        return amount > self.amount if self.comparator == ">" else amount >= self.amount

    @property
    def words(self) -> Words:
        """The threshold as an officer says it."""
        return (AND_ABOVE if self.comparator == ">=" else ABOVE).filled(amount=f"{self.amount:,}")


_PERSONS: Final = (PartyKind.CITIZEN, PartyKind.SOLE_TRADER)
"""Sole traders are measured as natural persons: the lower figure, in their favour (our reading)."""
_ORGANISATIONS: Final = (PartyKind.ORGANISATION,)
_APL: Final = "行政处罚法"
_SAMR: Final = art("市场监督管理行政处罚听证办法", "5")
_MEE: Final = art("生态环境行政处罚办法", "89")
_SAMR_FINE: Final = "对自然人处以一万元以上、对法人或者其他组织处以十万元以上罚款"
_SAMR_CONFISCATION: Final = "没收违法所得和非法财物的价值总额达到自然人一万元、法人或者其他组织十万元"
_SAMR_NOTE: Final = "江苏省行政处罚听证程序规则曾定经营行为为二万元，是否仍适用待确认"
_MEE_FINE: Final = "对公民罚款五千元以上、对法人或者其他组织罚款二十万元以上"
_MEE_CONFISCATION: Final = "没收违法所得和非法财物达到公民五千元、法人或者其他组织二十万元"
_MEE_NOTE: Final = "是否包括本数有疑问；地方另有规定的从其规定"


_OF_THE_AGENCY: Final = Words(
    "请法律顾问提供本机关适用的“较大数额”标准及其依据（部门规章或者地方规定）",
    "a lawyer must supply the figure of a “larger amount” that binds this agency, and its source"
    " (a departmental rule or a local one)",
)
_OF_HOUSING: Final = Words(
    "请提供住房城乡建设、城市管理适用的地方听证数额标准及其依据",
    "the local threshold of a hearing in housing and city management must be supplied, with its source",
)
_OF_EMERGENCY: Final = Words(
    "请提供安全生产违法行为行政处罚办法（应急管理部令第18号，2026年2月1日起施行）的听证数额标准",
    "the threshold of a hearing under 安全生产违法行为行政处罚办法 (in force since 2026-02-01) must be supplied",
)
_OF_AGRICULTURE: Final = Words(
    "请提供农业行政处罚程序规定中的听证数额标准",
    "the threshold of a hearing in 农业行政处罚程序规定 must be supplied",
)
QUESTIONS: Final = (_OF_THE_AGENCY, _OF_HOUSING, _OF_EMERGENCY, _OF_AGRICULTURE)
"""What a lawyer must supply where the act leaves the figure to rules that have not been read."""


def _unknown(question: Words, *profiles: str) -> tuple[Threshold, Threshold]:
    """A threshold that the law leaves to rules we have not got: `question` says what a lawyer must supply."""
    fine, confiscation = (
        Threshold(
            measure=measure,
            parties=(*_PERSONS, *_ORGANISATIONS),
            amount=None,
            source=art(_APL, "63.1(1)" if measure is Measure.FINE else "63.1(2)"),
            quote="较大数额罚款" if measure is Measure.FINE else "没收较大数额违法所得、没收较大价值非法财物",
            since=PENALTY_2021,
            certainty=Certainty.V,
            checked_on=CHECKED,
            binds=profiles,
            note=question.zh,
        )
        for measure in Measure
    )
    return fine, confiscation


THRESHOLDS: Final[tuple[Threshold, ...]] = (
    *_unknown(_OF_THE_AGENCY),
    Threshold(
        measure=Measure.FINE,
        parties=_PERSONS,
        amount=Decimal(10_000),
        source=_SAMR,
        quote=_SAMR_FINE,
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("market",),
        note=_SAMR_NOTE,
    ),
    Threshold(
        measure=Measure.FINE,
        parties=_ORGANISATIONS,
        amount=Decimal(100_000),
        source=_SAMR,
        quote=_SAMR_FINE,
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("market",),
        note=_SAMR_NOTE,
    ),
    Threshold(
        measure=Measure.CONFISCATION,
        parties=_PERSONS,
        amount=Decimal(10_000),
        source=_SAMR,
        quote=_SAMR_CONFISCATION,
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("market",),
        note=_SAMR_NOTE,
    ),
    Threshold(
        measure=Measure.CONFISCATION,
        parties=_ORGANISATIONS,
        amount=Decimal(100_000),
        source=_SAMR,
        quote=_SAMR_CONFISCATION,
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("market",),
        note=_SAMR_NOTE,
    ),
    Threshold(
        measure=Measure.FINE,
        parties=_PERSONS,
        amount=Decimal(5_000),
        source=_MEE,
        quote=_MEE_FINE,
        paraphrase=True,
        since=date(2023, 7, 1),
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("environment",),
        note=_MEE_NOTE,
    ),
    Threshold(
        measure=Measure.FINE,
        parties=_ORGANISATIONS,
        amount=Decimal(200_000),
        source=_MEE,
        quote=_MEE_FINE,
        paraphrase=True,
        since=date(2023, 7, 1),
        certainty=Certainty.V2,
        checked_on=CHECKED,
        binds=("environment",),
        note=_MEE_NOTE,
    ),
    Threshold(
        measure=Measure.CONFISCATION,
        parties=_PERSONS,
        amount=Decimal(5_000),
        source=_MEE,
        quote=_MEE_CONFISCATION,
        paraphrase=True,
        since=date(2023, 7, 1),
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("environment",),
        note=_MEE_NOTE,
    ),
    Threshold(
        measure=Measure.CONFISCATION,
        parties=_ORGANISATIONS,
        amount=Decimal(200_000),
        source=_MEE,
        quote=_MEE_CONFISCATION,
        paraphrase=True,
        since=date(2023, 7, 1),
        certainty=Certainty.G,
        checked_on=CHECKED,
        binds=("environment",),
        note=_MEE_NOTE,
    ),
    *_unknown(_OF_HOUSING, "housing"),
    *_unknown(
        _OF_EMERGENCY,
        "emergency",
    ),
    *_unknown(_OF_AGRICULTURE, "agriculture"),
)
