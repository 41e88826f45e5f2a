"""Which law (法律适用): that of the day of the act, unless the newer one is lighter (行政处罚法第三十七条, 从旧兼从轻).

The system finds that a law has changed and names both; a person decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from domain.bilingual import Words
from domain.law.articles import Article, art
from domain.law.errors import BadDate
from domain.law.penalties import Penalty, PenaltyKind, heavier
from domain.law.terms import Certainty
from domain.record import Record

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


LAW_OF_THE_ACT: Final = "违法行为时的法律"
"""The law of the day of the act, where the newer one alone is cited."""


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


class LawQuestion(Record):
    """A law that a case cites, and the two between which a person must decide."""

    cited: str
    choice: LawChoice


def laws_in_question(statutes: Iterable[str], act_to: date | None, on: date) -> Iterator[LawQuestion]:
    """Yield, for each cited law, the two that come into question on `on`, where the law has changed since the act.

    An act that goes on (`act_to` is nothing) has the law of `on`: none is in question.
    """
    if act_to is None:
        return
    for statute in dict.fromkeys(statutes):
        act = _plain(statute)
        choice = _of_the_newer(act, act_to) or choose_law(act, act_to, max(on, act_to))
        if choice.needs_person:
            yield LawQuestion(cited=statute, choice=_as_cited(choice, act, statute))


def _as_cited(choice: LawChoice, act: str, cited: str) -> LawChoice:
    """The two laws, the cited one named as the draft names it: what is chosen is held against the draft."""
    named = {name: cited for name in ("old", "new") if getattr(choice, name) == act}
    return choice.model_copy(update=named)


class NotInForce(Record):
    """A law that a case cites, and that was not in force when its act ended, or is not while it goes on."""

    cited: str
    instead: str
    source: Article


def laws_not_in_force(statutes: Iterable[str], act_to: date | None, on: date) -> Iterator[NotInForce]:
    """Yield each cited law that no choice can make right: it was replaced before the act ended, or has yet to come.

    An act that goes on is judged by the law of `on`.
    """
    ended = on if act_to is None else act_to
    for cited in dict.fromkeys(statutes):
        statute = _plain(cited)
        for change in REPLACEMENTS:
            if statute == change.old and change.on <= ended:
                yield NotInForce(cited=cited, instead=change.new, source=change.source)
        to_come = next((one for one in REPLACEMENTS if statute == one.new and on < one.on), None)
        if to_come is not None and act_to is None:
            yield NotInForce(cited=cited, instead=LAW_OF_THE_ACT, source=to_come.source)


def _plain(cited: str) -> str:
    """An act by its short title, however it is cited."""
    return cited.strip("《》").removeprefix("中华人民共和国")


def _of_the_newer(statute: str, act_to: date) -> LawChoice | None:
    """The newer law, cited for an act that ended before it was in force."""
    change = next((one for one in REPLACEMENTS if one.new == statute and act_to < one.on), None)
    if change is None:
        return None
    return LawChoice(
        old=LAW_OF_THE_ACT,
        new=change.new,
        proposal=None,
        reason=f"违法行为终了于{act_to}，早于{change.new}施行（{change.on}）；须比较两者的处罚，新法较轻的才适用",
        article=art("行政处罚法", "37"),
    )


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
        raise BadDate(
            Words(
                f"决定日{decided_on}早于违法行为终了日{act_to}",
                f"decided on {decided_on}, before the act ended on {act_to}",
            ),
            Words("请核对 act_to 和决定日", "check `act_to` and the day of the decision"),
        )
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
    choice = LawChoice(
        old=change.old,
        new=change.new,
        proposal=None,
        reason=f"{named}；须比较两者的处罚，较轻的适用",
        article=rule,
    )
    return proposed(choice, by_old, by_new, order) if by_old and by_new else choice


def proposed(
    choice: LawChoice, by_old: Sequence[Penalty], by_new: Sequence[Penalty], order: Sequence[PenaltyKind]
) -> LawChoice:
    """Propose one of the two laws by the penalties that each would give at most."""
    named = choice.reason.partition("；")[0]
    if heavier(by_new, by_old, order):
        law, words = choice.old, "新规定并不较轻"
    elif heavier(by_old, by_new, order):
        law, words = str(choice.new), "新规定较轻"
    else:
        law, words = choice.old, "两者相同"
    return choice.model_copy(update={"proposal": law, "reason": f"{named}；{words}，建议适用{law}"})
