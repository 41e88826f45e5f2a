"""Why screening says what it says (筛查理由): the sentences, in both languages.

Facts keep a reason in Chinese, as it was given; in English it is read back off the same sentences, since a fact that
was made is never made anew with another field.
"""

import re
from functools import cache, lru_cache
from typing import Final

from domain.bilingual import Words
from domain.law.parties import PartyKind
from domain.law.penalties import PenaltyKind
from domain.law.rulebook import NO_ROW, NOT_IN_FORCE
from domain.law.tables.thresholds import ABOVE, AND_ABOVE, QUESTIONS, Measure

# What stands before another reason

MAJOR: Final = Words(
    "拟作出的处罚属于听证范围，属重大行政处罚：{reason}",
    "the penalty intended is within the scope of the hearing, and so a major one: {reason}",
)
NOT_MAJOR: Final = Words(
    "拟作出的处罚均未达到听证范围：{reason}",
    "no penalty intended comes within the scope of the hearing: {reason}",
)
PERHAPS_MAJOR: Final = Words(
    "是否属于听证范围不能确定：{reason}",
    "whether it is within the scope of the hearing cannot be told: {reason}",
)
ANSWERED: Final = Words("机关负责人答复：{answer}", "answered by a head: {answer}")

# Of the kinds of penalty, and of amounts

OUT_OF_SCOPE: Final = Words("{kinds}不属于听证范围", "not within the scope of the hearing: {kinds}")
NO_PENALTY: Final = Words("无处罚", "no penalty")
IN_SCOPE: Final = Words("{kind}属于听证范围", "{kind}: within the scope of the hearing")
PERHAPS_HEAVY: Final = Words(
    "{kind}是否属于“其他较重的行政处罚”，须由机关负责人判断",
    "whether {kind} is one of the “other heavier penalties” is for a head to say",
)
REACHED: Final = Words(
    "对{party}{measure}{total}元，达到{threshold}",
    "{measure}: {total} yuan against a {party}, which reaches the threshold ({threshold})",
)
NOT_REACHED: Final = Words(
    "对{party}{measure}{total}元，未达到{threshold}",
    "{measure}: {total} yuan against a {party}, which does not reach the threshold ({threshold})",
)
PERHAPS_REACHED: Final = Words(
    "对{party}{measure}{total}元，（部分价值未知）是否达到不能确定：{threshold}",
    "{measure}: {total} yuan against a {party}, some values unknown:"
    " whether that reaches the threshold ({threshold}) cannot be told",
)
NO_THRESHOLD: Final = Words(
    "{measure}{total}元，本程序规定的数额标准未知：{note}",
    "{measure}: {total} yuan; these rules know no threshold: {note}",
)

UNREAD: Final = NOT_IN_FORCE
"""The rules have no row at all for that day."""

# Of the case

COMPLEX: Final = Words("承办人认定案件情节复杂", "the officers hold the case to be complex")
INFLUENTIAL: Final = Words("承办人认定案件有较大影响", "the officers hold the case to be influential")
BOTH: Final = Words(
    "承办人认定案件情节复杂、有较大影响", "the officers hold the case to be complex and influential"
)
PUBLIC_INTEREST: Final = Words("涉及重大公共利益", "a major public interest is concerned")
MANY_RELATIONS: Final = Words(
    "案件情况疑难复杂、涉及多个法律关系", "the case is difficult and complex, with several legal relations"
)
RIGHTS_AT_STAKE: Final = Words(
    "直接关系当事人重大权益；经过听证程序的，听证结束后须法制审核",
    "major rights of a party are at stake; where there was a hearing, legal review follows it",
)
CASE_REVIEW: Final = Words(
    "不属于必须法制审核的情形，由审核机构进行案件审核",
    "legal review is not required; the reviewing office holds a case review",
)
DISCUSSED: Final = Words(
    "情节复杂或者重大违法行为，由机关负责人集体讨论决定",
    "complex, or a major violation: the heads discuss and decide it collectively",
)
DISCUSSED_BY_RULE: Final = Words(
    "程序规定默认由机关负责人集体讨论决定（假定）",
    "these rules have the heads discuss every case (assumed)",
)
NOT_DISCUSSED: Final = Words("不属于情节复杂或者重大违法行为", "neither complex nor a major violation")
FILED: Final = Words(
    "本程序规定要求作出决定前报备听述情况（假定）",
    "these rules have the interview reported before the decision (assumed)",
)
NOT_FILED: Final = Words(
    "本程序规定不要求作出决定前报备", "these rules ask for no filing before the decision"
)
NO_DECISION_FILING: Final = Words(
    "本程序规定没有决定备案的要求", "these rules ask for no filing of the decision"
)
NOT_OF_A_HEARING: Final = Words(
    "不属于适用听证程序的行政处罚", "no penalty to which the hearing procedure applies"
)
OF_A_HEARING: Final = Words(
    "适用听证程序的行政处罚，作出决定后须备案",
    "a penalty to which the hearing procedure applies: its decision is filed",
)

# Of limitation

STILL_GOING_ON: Final = Words(
    "于{discovered}发现时违法行为仍在继续，尚未终了，追责时效尚未起算",
    "the act still went on when it was discovered on {discovered}, and goes on: limitation has not begun to run",
)
ENDED_AFTER: Final = Words(
    "于{discovered}发现时违法行为仍在继续，至{ended}才终了，追责时效尚未起算",
    "the act still went on when it was discovered on {discovered}, until {ended}: limitation had not begun to run",
)
LIMITED: Final = Words(
    "违法行为终了于{ended}，时效{years}年至{last}，于{discovered}发现，已超过追责时效",
    "the act ended on {ended}; limitation of {years} years ran until {last};"
    " discovered on {discovered}, after it was over",
)
NOT_LIMITED: Final = Words(
    "违法行为终了于{ended}，时效{years}年至{last}，于{discovered}发现，未超过追责时效",
    "the act ended on {ended}; limitation of {years} years runs until {last};"
    " discovered on {discovered}, before it was over",
)

SEVERAL: Final = "；"
"""Stands between the reasons of several amounts or parties."""
_SENTENCES: Final = (
    ABOVE,
    AND_ABOVE,
    *(one for one in tuple(globals().values()) if isinstance(one, Words) and one is not NO_ROW),
)
_NAMES: Final[dict[str, str]] = {
    one.zh: one.en
    for one in (*PartyKind, *Measure, *PenaltyKind, NO_PENALTY, *(NO_ROW.filled(measure=m) for m in Measure))
} | {question.zh: question.en for question in QUESTIONS}
_ANY_NAME: Final = "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def said(reason: str) -> Words:
    """Say a reason in both languages; in Chinese alone what a person or an agency's own profile wrote.

    >>> said("拟作出的处罚均未达到听证范围：警告不属于听证范围").en
    'no penalty intended comes within the scope of the hearing: not within the scope of the hearing: warning'
    """
    return Words(reason, _in_english(reason))


def _in_english(reason: str) -> str:
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(reason):
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return sentence.filled(**values).en
    first, joined, rest = reason.partition(SEVERAL)
    return f"{_in_english(first)}; {_in_english(rest)}" if joined else reason


def _value(name: str, value: str) -> str:
    if name in ("reason", "threshold"):
        return _in_english(value)
    if name == "kinds":
        return ", ".join(_NAMES[one] for one in re.findall(_ANY_NAME, value))
    return _NAMES.get(value, value)


@cache
def _patterns() -> tuple[tuple[Words, re.Pattern[str]], ...]:
    """Each sentence, and how it reads in Chinese."""
    return tuple((one, re.compile(_pattern(one.zh), re.DOTALL)) for one in _SENTENCES)


def _pattern(sentence: str) -> str:
    """A sentence as an expression: what stands in its braces is one of the names, a number, a day, or whatever was said."""
    fields = dict.fromkeys(("kind", "party", "measure", "what"), _ANY_NAME) | {
        "kinds": f"(?:{_ANY_NAME})(?:、(?:{_ANY_NAME}))*",
        **dict.fromkeys(("total", "amount", "years"), r"[\d,.]+"),
        **dict.fromkeys(("discovered", "ended", "last", "on"), r"\d{4}-\d\d-\d\d"),
    }
    parts = re.split(r"\{(\w+)\}", sentence)
    return "".join(
        f"(?P<{part}>{fields.get(part, '.*')})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
