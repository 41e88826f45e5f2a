"""Which law (法律适用): that of the day of the act, unless the newer one is lighter (行政处罚法第三十七条, 从旧兼从轻).

The system finds that a law has changed and names both; a person decides.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.record import Record

from .articles import Article, art
from .errors import BadDate
from .penalties import Penalty, PenaltyKind, heavier
from .terms import Certainty

_ECOLOGICAL_CODE: Final = "生态环境法典"
_REPEALED_BY_THE_CODE: Final = (
    "环境保护法",
    "环境影响评价法",
    "海洋环境保护法",
    "大气污染防治法",
    "水污染防治法",
    "土壤污染防治法",
    "固体废物污染环境防治法",
    "噪声污染防治法",
    "放射性污染防治法",
    "清洁生产促进法",
)


class Replacement(Record):
    """A law replaced by another from a day on (废止、修订)."""

    old: str
    new: str
    on: date
    source: Article
    certainty: Certainty


REPLACEMENTS: Final = tuple(
    Replacement(
        old=old,
        new=_ECOLOGICAL_CODE,
        on=date(2026, 8, 15),
        source=art(_ECOLOGICAL_CODE, "1242"),
        certainty=Certainty.V,
    )
    for old in _REPEALED_BY_THE_CODE
)


class LawChoice(Record):
    """Which law to apply: a proposal for a person, never a decision."""

    old: str
    new: str | None
    """The law that has replaced it by the day of the decision; nothing where none has."""
    proposal: str | None
    """Nothing where the penalties of the two have not been compared."""
    reason: str
    article: Article

    @property
    def needs_person(self) -> bool:
        """Whether a person must decide between two laws."""
        return self.new is not None and self.old != self.new


def choose_law(
    statute: str,
    act_to: date,
    decided_on: date,
    *,
    by_old: Sequence[Penalty] = (),
    by_new: Sequence[Penalty] = (),
    order: Sequence[PenaltyKind] = (),
) -> LawChoice:
    """Propose the law for an act that ended on `act_to`; the penalties are what each law would give at most.

    An act that goes on under the new law falls under it (our reading).

    Raises:
        BadDate: Decided before the act ended.
    """
    if decided_on < act_to:
        raise BadDate(f"决定日{decided_on}早于违法行为终了日{act_to}", cure="核对日期 · check the dates")
    rule = art("行政处罚法", "37")
    change = next((one for one in REPLACEMENTS if one.old == statute and one.on <= decided_on), None)
    if change is None:
        return LawChoice(
            old=statute, new=None, proposal=statute, reason=f"{statute}在违法和决定时均有效", article=rule
        )
    if act_to >= change.on:
        reason = f"违法行为持续到{change.on}以后，适用{change.new}"
        return LawChoice(old=change.new, new=change.new, proposal=change.new, reason=reason, article=rule)
    named = f"违法时为{change.old}，{change.on}起为{change.new}（{change.source}）"
    if not by_old or not by_new:
        reason = f"{named}；须比较两者的处罚，较轻的适用"
        return LawChoice(old=change.old, new=change.new, proposal=None, reason=reason, article=rule)
    if heavier(by_new, by_old, order):
        reason = f"{named}；新规定并不较轻，建议适用{change.old}"
        return LawChoice(old=change.old, new=change.new, proposal=change.old, reason=reason, article=rule)
    lighter = bool(heavier(by_old, by_new, order))
    proposal = change.new if lighter else change.old
    words = "新规定较轻" if lighter else "两者相同"
    return LawChoice(
        old=change.old,
        new=change.new,
        proposal=proposal,
        reason=f"{named}；{words}，建议适用{proposal}",
        article=rule,
    )
